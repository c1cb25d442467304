"""Persons: who of one name is one, by reasons and contradictions, then across the forms of a name.

In: the persons of articles as seats and profiles, and the pairs that a verdict holds apart. Out: groups of seats with reasons; what the reasons
leave open; which names are compared with which. Each name looks at its own block only, and at the few names that could be forms of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from kg.link.persons.candidates import blocks, extended, longer, spelled
from kg.link.persons.clusters import cluster
from kg.link.persons.features import (
    CUT,
    FORM,
    HOME,
    JOIN,
    SPELLING,
    Profile,
    contradiction,
    merge,
    ordinary,
    profiles,
    reasons,
    same,
)
from kg.model import Seat
from kg.names import looks_chinese

__all__ = ["HOME", "Profile", "compared", "foreign", "left_open", "persons", "profiles"]

_KNOWN = 1.25  # the share of a name's bearers, inverted, that makes one of them the one who is meant
_FEW = 3  # articles that make a bearer of a name known
_OPEN = 1.5  # the weight from which a pair that is not joined is worth a person's look
_COMPARED = 12  # persons of one name, those of most articles, that are compared for it

_AT_HOME = frozenset((HOME,))

Apart = Sequence[tuple[int, int]]  # numbers of seats that a verdict holds apart


def persons(seats: Sequence[Seat], said: Sequence[Profile], apart: Apart) -> list[tuple[list[Seat], tuple[str, ...]]]:
    """Persons: by name, then across the forms of a name; those held apart are never joined. `said[i]` is what `seats[i]` says."""
    numbered = [replace(profile, seats=(number,)) for number, profile in enumerate(said)]
    people: list[tuple[Profile, tuple[str, ...]]] = []
    for _, numbers in sorted(blocks([s.name for s in seats]).items()):
        people.extend(_block([numbered[n] for n in numbers], [pair for pair in apart if {*pair} <= {*numbers}]))
    return [([seats[n] for n in profile.seats], because) for profile, because in _across(people, apart)]


def compared(names: Collection[str], foreign: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs of names that are held against each other; `foreign` are those that might be a foreigner's, whose spelling varies."""
    return [*longer(list(names)), *spelled(list(foreign)), *extended(list(names))]


def foreign(seat: Seat, profile: Profile) -> bool:
    """Whether the name might be a foreigner's."""
    return (bool(profile.countries) and profile.countries != _AT_HOME) or not looks_chinese(seat.name)


def left_open(
    seats: Sequence[Seat], said: Sequence[Profile], apart: Apart
) -> Iterator[tuple[float, str, list[Seat], list[Seat], tuple[str, ...]]]:
    """Two persons of one name that nothing forbids to be one and too little joins: the weight as a share of what would join them, the name, the
    seats of both, and what speaks for it."""
    numbered = [replace(profile, seats=(number,)) for number, profile in enumerate(said)]
    for name, numbers in blocks([s.name for s in seats]).items():
        people = [whole for whole, _ in _block([numbered[n] for n in numbers], apart)]
        largest = sorted(people, key=lambda p: (-len(p.seats), p.seats))[:_COMPARED]
        weigh = _scale(largest)
        for a, b in combinations(sorted(largest, key=lambda p: (not p.offices, -p.level, -len(p.seats), p.seats)), 2):
            reasons_for = weigh(a, b)
            weight = sum(points for points, _ in reasons_for)
            if _OPEN <= weight < JOIN and not contradiction(a, b) and not _judged(a, b, apart):
                words = tuple(words for _, words in reasons_for)
                yield weight / JOIN, name, [seats[n] for n in a.seats], [seats[n] for n in b.seats], words


def _judged(a: Profile, b: Profile, apart: Sequence[tuple[int, int]]) -> str:
    """That a verdict holds two profiles apart."""
    for one, two in apart:
        if (one in a.seats and two in b.seats) or (two in a.seats and one in b.seats):
            return "a verdict"
    return ""


def _block(found: list[Profile], apart: Sequence[tuple[int, int]]) -> Iterator[tuple[Profile, tuple[str, ...]]]:
    """The persons of one name: posts first, the highest first, then those without a post, by day."""
    facets = _facets(found, apart)
    facets.sort(key=lambda f: (not f.offices, -f.level, -len(f.seats), f.days[:1], f.seats))

    def forbids(a: Profile, b: Profile) -> str:
        return contradiction(a, b) or _judged(a, b, apart)

    for found_one in cluster(facets, _keys, _scale(facets), forbids, merge, JOIN):
        yield found_one.whole, tuple(found_one.because)


def _scale(found: Sequence[Profile]) -> Callable[[Profile, Profile], list[tuple[float, str]]]:
    """How to weigh two of the profiles of one name: what speaks for them being one."""
    ambiguous = len({c for p in found for c in p.countries if c != HOME}) > 1
    known = sum(len(p.seats) for p in found if p.offices)

    def weigh(a: Profile, b: Profile) -> list[tuple[float, str]]:
        said = reasons(a, b, ambiguous)
        if not (b.offices or b.note) and a.offices and len(a.seats) >= _FEW and 2 * len(a.seats) > known and not _elsewhere(a, b):
            said.append(
                (1.5 if ambiguous or not a.home else JOIN, f"the bearer of the name known from {min(len(a.seats), 9)}+ articles")
            )
        return said

    return weigh


def _elsewhere(known: Profile, bare: Profile) -> bool:
    """Whether a bare name stands beside another country, or in another calling, than the known bearer."""
    if not known.home and bare.near and not bare.near & (known.countries | known.near):
        return True
    return bool(bare.fields) and known.level >= 3 and bool({f.split("/")[0] for f in bare.fields} & ordinary(everyday=True))


def _facets(found: list[Profile], apart: Sequence[tuple[int, int]]) -> list[Profile]:
    """Profiles of one name that share a post are one from the start."""
    leader = list(range(len(found)))

    def root(n: int) -> int:
        while leader[n] != n:
            leader[n] = leader[leader[n]]
            n = leader[n]
        return n

    first: dict[str, int] = {}
    states = [set(p.countries) for p in found]
    held = [set(p.seats) for p in found]
    for number, profile in enumerate(found):
        for office in sorted(o.key for o in profile.offices):
            a, b = sorted((root(first.setdefault(office, number)), root(number)))
            judged = any({*pair} <= held[a] | held[b] for pair in apart)
            if a != b and not judged and (not states[a] or not states[b] or states[a] & states[b]):
                leader[b] = a
                states[a] |= states[b]
                held[a] |= held[b]
    together: dict[int, Profile] = {}
    for number, profile in enumerate(found):
        top = root(number)
        together[top] = merge(together[top], profile) if top in together else profile
    return list(together.values())


def _keys(profile: Profile) -> Iterator[str]:
    """Under what a profile is looked up inside the block of its name."""
    yield from sorted(o.key for o in profile.offices)
    yield from sorted(o.body for o in profile.offices)
    yield from sorted(profile.countries | profile.near)
    yield from sorted(profile.areas)
    yield from sorted(profile.company)
    yield from sorted(profile.fields)


def _across(
    people: list[tuple[Profile, tuple[str, ...]]], apart: Sequence[tuple[int, int]]
) -> Iterator[tuple[Profile, tuple[str, ...]]]:
    """Joins the surname with the full name, two spellings of a name, and a name cut short, where post and country agree."""
    leader = list(range(len(people)))
    whole = dict(enumerate(people))
    at: dict[str, list[int]] = blocks([p.names[0] for p, _ in people])
    pairs = [(a, b, FORM) for a, b in longer(list(at))]
    pairs += [(a, b, SPELLING) for a, b in spelled([n for n in at if any(not people[i][0].home for i in at[n])])]
    pairs += [(a, b, CUT) for a, b in extended(list(at))]
    for short, full, what in pairs:
        bearers = sum(len(people[n][0].seats) for n in at[short])
        for one in at[short]:
            sole = _KNOWN * len(people[one][0].seats) >= bearers
            for two in at[full]:
                a, b = _root(leader, one), _root(leader, two)
                if a == b or (why := same(whole[a][0], whole[b][0], what, sole)) == "":
                    continue
                if _judged(whole[a][0], whole[b][0], apart):
                    continue
                said = (f"{short} and {full}: {why}", *whole[a][1], *whole[b][1])
                leader[b] = a
                whole[a] = (merge(whole[a][0], whole[b][0]), tuple(dict.fromkeys(said))[:6])
                del whole[b]
    yield from whole.values()


def _root(leader: list[int], n: int) -> int:
    while leader[n] != n:
        n = leader[n]
    return n
