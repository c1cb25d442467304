"""Readings → Linking: who is who across articles.

    seats of each article → places, institutions, documents by key · persons by clustering → tenures → occurrences

In: readings, in any order. Out: a `Linking`, the same for the same readings. What a name means inside its article is decided by
the article alone;
only persons, aliases and bare document titles look across articles, and each looks at its own block only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.atlas import atlas
from kg.link.candidates import blocks, extended, longer, spelled
from kg.link.clusters import cluster
from kg.link.documents import pointed
from kg.link.documents import seats as document_seats
from kg.link.entities import Group, aliases, by_key, entities, follow
from kg.link.features import CUT, FORM, HOME, JOIN, SPELLING, Profile, contradiction, merge, profiles, reasons, same
from kg.link.institutions import seats as institution_seats
from kg.link.occurrences import occurrences
from kg.link.places import seats as place_seats
from kg.link.tenures import tenures
from kg.model import Entity, Linking, Reading, Seat

__all__ = ["link"]

_KNOWN = 1.25  # the share of a name's bearers, inverted, that makes one of them the one who is meant
_FEW = 3  # articles that make a bearer of a name known


@dataclass(slots=True)
class _Seats:
    """The things of all articles, before they are joined; `profiles[i]` belongs to `persons[i]`."""

    bodies: list[Seat]
    documents: list[Seat]
    persons: list[Seat]
    profiles: list[Profile]


def link(readings: Sequence[Reading]) -> Linking:
    """Who is who across these readings: entities, tenures, occurrences, each sorted by id."""
    ordered = sorted(readings, key=lambda r: (r.article.published or "", r.article.id))
    seats = _collect(ordered)
    found, owners = entities([*_joined(seats.bodies), *_joined(_pointed(seats.documents, ordered)), *_persons(seats)])
    return Linking(
        tuple(found), tuple(tenures(ordered, owners)), tuple(occurrences(ordered, owners, _around(found), _wide(found)))
    )


def _collect(readings: Iterable[Reading]) -> _Seats:
    seats = _Seats([], [], [], [])
    for reading in readings:
        scene = atlas().scene(reading.article.text)
        institutions = list(institution_seats(reading, scene))
        places = list(place_seats(reading, scene, frozenset(s.name for s in institutions)))
        seats.bodies += institutions + places
        seats.documents += document_seats(reading)
        bodies = {s.name: s for s in (*places, *institutions)}
        for seat, profile in profiles(reading, scene, bodies, len(seats.persons)):
            seats.persons.append(seat)
            seats.profiles.append(profile)
    return seats


def _joined(seats: Sequence[Seat]) -> list[Group]:
    """Seats by key, after short names were led to what they stand for."""
    known = aliases(seats)
    led = []
    for seat in seats:
        key, why = follow(seat.key, known)
        led.append(seat if key == seat.key else replace(seat, key=key, because=why))
    return by_key(led)


def _pointed(documents: Sequence[Seat], readings: Iterable[Reading]) -> list[Seat]:
    days = {r.article.id: date.fromisoformat(r.article.published).toordinal() for r in readings if r.article.published}
    return pointed(documents, days)


def _around(found: Iterable[Entity]) -> Mapping[str, tuple[str, ...]]:
    """For each place the places it lies in."""
    parents = {e.id: e.parent for e in found if e.kind == "place"}
    around: dict[str, tuple[str, ...]] = {}
    for place, parent in parents.items():
        chain: list[str] = []
        while parent and parent not in chain:
            chain.append(parent)
            parent = parents.get(parent)
        around[place] = tuple(chain)
    return around


def _wide(found: Iterable[Entity]) -> frozenset[str]:
    """The place that nearly all is in."""
    return frozenset(e.id for e in found if e.kind == "place" and e.labels[0] == HOME)


def _persons(seats: _Seats) -> list[Group]:
    """Persons: by name, then across the forms of a name."""
    people: list[tuple[Profile, tuple[str, ...]]] = []
    for _, numbers in sorted(blocks([s.name for s in seats.persons]).items()):
        people.extend(_block([seats.profiles[n] for n in numbers]))
    return [([seats.persons[n] for n in profile.seats], because) for profile, because in _across(people)]


def _block(found: list[Profile]) -> Iterator[tuple[Profile, tuple[str, ...]]]:
    """The persons of one name: posts first, the highest first, then those without a post, by day."""
    states = {c for p in found for c in p.countries if c != HOME}
    ambiguous = len(states) > 1
    facets = _facets(found)
    facets.sort(key=lambda f: (not f.offices, -f.level, -len(f.seats), f.days[:1], f.seats))
    known = sum(len(f.seats) for f in facets if f.offices)

    def weigh(a: Profile, b: Profile) -> list[tuple[float, str]]:
        said = reasons(a, b, ambiguous)
        if not b.offices and a.offices and len(a.seats) >= _FEW and 2 * len(a.seats) > known and not _elsewhere(a, b):
            said.append(
                (1.5 if ambiguous or not a.home else JOIN, f"the bearer of the name known from {min(len(a.seats), 9)}+ articles")
            )
        return said

    for found_one in cluster(facets, _keys, weigh, contradiction, merge, JOIN):
        yield found_one.whole, tuple(found_one.because)


def _elsewhere(known: Profile, bare: Profile) -> bool:
    """Whether a bare name stands beside another country, or in another calling, than the known bearer."""
    if not known.home and bare.near and not bare.near & (known.countries | known.near):
        return True
    return bool(bare.fields) and known.level >= 3 and bool(bare.fields & {"farm", "work", "sport", "crowd", "trade", "school"})


def _facets(found: list[Profile]) -> list[Profile]:
    """Profiles of one name that share a post are one from the start."""
    leader = list(range(len(found)))

    def root(n: int) -> int:
        while leader[n] != n:
            leader[n] = leader[leader[n]]
            n = leader[n]
        return n

    first: dict[str, int] = {}
    states = [set(p.countries) for p in found]
    for number, profile in enumerate(found):
        for office in sorted(o.key for o in profile.offices):
            a, b = sorted((root(first.setdefault(office, number)), root(number)))
            if a != b and (not states[a] or not states[b] or states[a] & states[b]):
                leader[b] = a
                states[a] |= states[b]
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


def _across(people: list[tuple[Profile, tuple[str, ...]]]) -> Iterator[tuple[Profile, tuple[str, ...]]]:
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
                said = (f"{short} and {full}: {why}", *whole[a][1], *whole[b][1])
                leader[b] = a
                whole[a] = (merge(whole[a][0], whole[b][0]), tuple(dict.fromkeys(said))[:6])
                del whole[b]
    yield from whole.values()


def _root(leader: list[int], n: int) -> int:
    while leader[n] != n:
        n = leader[n]
    return n
