"""Readings → Linking: who is who across articles.

    seats of each article → places, institutions, documents by key · persons by clustering → tenures → occurrences

In: readings, in any order, and verdicts. Out: a `Linking`, the same for the same readings and verdicts. What a name means inside its
article is decided by the article alone (`see`, whose answer can be kept); only persons, aliases and bare document titles look
across articles, and each looks at its own block only.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from kg.atlas import atlas
from kg.errors import VerdictError
from kg.link.before import Before
from kg.link.candidates import blocks, extended, longer, spelled
from kg.link.clusters import cluster
from kg.link.documents import pointed
from kg.link.documents import seats as document_seats
from kg.link.entities import Group, aliases, by_key, entities, follow
from kg.link.features import CUT, FORM, HOME, JOIN, SPELLING, Profile, contradiction, merge, ordinary, profiles, reasons, same
from kg.link.institutions import seats as institution_seats
from kg.link.occurrences import ToldBefore, left_open, occurrences
from kg.link.places import seats as place_seats
from kg.link.rulings import Rulings, settle
from kg.link.tenures import tenures
from kg.model import ClaimReference, Entity, Event, Linking, Occurrence, Quotation, Reading, Reference, Seat
from kg.names import looks_chinese
from kg.verdicts import Verdict

__all__ = ["Before", "OpenPair", "Seen", "Things", "event_reference", "join", "link", "open_pairs", "see"]

_KNOWN = 1.25  # the share of a name's bearers, inverted, that makes one of them the one who is meant
_FEW = 3  # articles that make a bearer of a name known
_OPEN = 1.5  # the weight from which a pair that is not joined is worth a person's look
_COMPARED = 12  # persons of one name, those of most articles, that are compared for it


@dataclass(frozen=True, slots=True)
class Things:
    """The things of one article, before they are joined with those of others; `profiles[i]` belongs to `persons[i]`."""

    bodies: tuple[Seat, ...]
    documents: tuple[Seat, ...]
    persons: tuple[Seat, ...]
    profiles: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What linking needs of one article: its things, and what it tells.

    `told` is the reading without what no look across articles needs: its article without the text, of the mentions the places in the
    headline, of the quotations nothing but their place among the claims.
    """

    things: Things
    told: Reading


@dataclass(slots=True)
class _Seats:
    """The things of all articles, before they are joined; `profiles[i]` belongs to `persons[i]`."""

    bodies: list[Seat]
    documents: list[Seat]
    persons: list[Seat]
    profiles: list[Profile]


def see(reading: Reading) -> Seen:
    """What one article alone says of its things."""
    scene = atlas().scene(reading.article.text)
    institutions = list(institution_seats(reading, scene))
    places = list(place_seats(reading, scene, frozenset(s.name for s in institutions)))
    people = list(profiles(reading, scene, {s.name: s for s in (*places, *institutions)}, 0))
    things = Things(
        (*institutions, *places),
        tuple(document_seats(reading)),
        tuple(seat for seat, _ in people),
        tuple(profile for _, profile in people),
    )
    return Seen(things, _told(reading))


def _told(reading: Reading) -> Reading:
    article = reading.article
    places = tuple(m for m in reading.mentions if m.kind == "place" and m.start < article.body)
    claims = tuple(replace(c, text="") if isinstance(c, Quotation) else c for c in reading.claims)
    return Reading(replace(article, text="", byline=(), origin=""), places, claims)


def link(readings: Iterable[Reading], verdicts: Sequence[Verdict] = ()) -> Linking:
    """Who is who across these readings, in whatever order they come: see `join`."""
    return join([see(reading) for reading in readings], verdicts)


def join(seen: Iterable[Seen], verdicts: Sequence[Verdict] = (), before: Before | None = None) -> Linking:
    """Who is who across these articles: entities, tenures, occurrences, each sorted by id.

    `before` spares looking again at what has not changed since; what comes out is the same. Raises VerdictError for a verdict that
    names what no article has.
    """
    in_order = _in_order(seen)
    ordered = [one.told for one in in_order]
    before = None if verdicts else before
    touched = _touched(in_order, before) if before is not None else None
    seats = _gather((one.things for one in in_order), touched)
    things, events = _rulings(verdicts, seats, ordered)
    groups = [*_joined(seats.bodies), *_joined(_pointed(seats.documents, ordered)), *_persons(seats, things)]
    if before is None or touched is None:
        found, owners = entities(settle(groups, _seat_key, things, _outside))
    else:
        found, owners = entities(groups, before.same, before.people(touched))
    return Linking(
        tuple(found),
        tuple(tenures(ordered, owners)),
        tuple(_occurrences(ordered, owners, found, events, before)),
    )


def _occurrences(
    readings: Sequence[Reading],
    owners: Mapping[tuple[str, str, str], str],
    found: Sequence[Entity],
    ruled: Rulings,
    before: Before | None,
) -> list[Occurrence]:
    around, wide, barred = _around(found), _wide(found), _barred(ruled)
    told = None if before is None else _told_before(readings, found, around, wide, before)
    return occurrences(
        readings, owners, around, wide, barred, lambda groups: settle(groups, lambda t: t.reference, ruled, lambda t, _: t), told
    )


def _told_before(
    readings: Sequence[Reading],
    found: Sequence[Entity],
    around: Mapping[str, tuple[str, ...]],
    wide: frozenset[str],
    before: Before,
) -> ToldBefore | None:
    """The occurrences before; None where a place lies elsewhere than it did, which all reports from there feel."""
    were = _around(before.linking.entities)
    if _wide(before.linking.entities) != wide or any(around[place] != were[place] for place in around.keys() & were.keys()):
        return None
    moved = before.moved(found)
    still = [reading for reading in readings if reading.article.id in moved and reading.article.id not in before.changed]
    owners = {key: entity.id for key, entity in before.owner.items() if key[1] in moved}
    return ToldBefore(before.linking.occurrences, moved, [*before.went, *still], owners)


def _touched(seen: Sequence[Seen], before: Before) -> frozenset[str]:
    """The names of persons that have to be linked again; of a name that might be foreign also those spelt nearly like it."""
    articles: dict[str, set[str]] = {}
    foreign: set[str] = set()
    for one in seen:
        for seat, profile in zip(one.things.persons, one.things.profiles, strict=True):
            articles.setdefault(seat.name, set()).add(seat.article)
            if profile.countries - {HOME} or not looks_chinese(seat.name):
                foreign.add(seat.name)
    names = [*articles, *(own.name for e in before.linking.entities if e.kind == "person" for own in e.owns)]
    return before.touched(articles, [*longer(names), *spelled([*foreign, *_foreign_before(before)]), *extended(names)])


def _foreign_before(before: Before) -> Iterator[str]:
    """Names of articles that went, whose countries nobody can look up any more."""
    return (name for kind, article, name in before.owner if kind == "person" and article in before.changed)


def _barred(ruled: Rulings) -> dict[ClaimReference, frozenset[ClaimReference]]:
    """For each report those that a verdict keeps out of its event."""
    barred = {a: frozenset(o for o in others if isinstance(o, ClaimReference)) for a, others in ruled.barred().items()}
    return {a: others for a, others in barred.items() if isinstance(a, ClaimReference)}


def _in_order(seen: Iterable[Seen]) -> list[Seen]:
    """The articles by date."""
    return sorted(seen, key=lambda one: (one.told.article.published or "", one.told.article.id))


def _gather(things: Iterable[Things], touched: frozenset[str] | None = None) -> _Seats:
    """The seats of all articles; of persons only those of these names, if any are given."""
    seats = _Seats([], [], [], [])
    for one in things:
        seats.bodies += one.bodies
        seats.documents += one.documents
        for seat, profile in zip(one.persons, one.profiles, strict=True):
            if touched is None or seat.name in touched:
                seats.profiles.append(replace(profile, seats=(len(seats.persons),)))
                seats.persons.append(seat)
    return seats


def _seat_key(seat: Seat) -> tuple[str, str, str]:
    return seat.kind, seat.article, seat.name


def _outside(seat: Seat, key: Hashable) -> Seat:
    """A seat that a verdict takes out of what its key says: it is only its name until another verdict says more."""
    return replace(seat, key=seat.key and f"verdict:{key}", label="", parent="")


def event_reference(reading: Reading, index: int) -> Reference:
    """The reference by which verdicts name the event claim `index` of a reading: its article and its name there."""
    claim = reading.claims[index]
    assert isinstance(claim, Event)
    return Reference(reading.article.id, claim.name)


def _rulings(verdicts: Sequence[Verdict], seats: _Seats, readings: Sequence[Reading]) -> tuple[Rulings, Rulings]:
    """The verdicts on things and those on events. Raises VerdictError where one names what is not there."""
    if not verdicts:
        return Rulings(), Rulings()
    keys: dict[tuple[str, Reference], Hashable] = {}
    for seat in (*seats.bodies, *seats.documents, *seats.persons):
        keys[seat.kind, Reference(seat.article, seat.name)] = _seat_key(seat)
    told = {side.article for one in verdicts if one.kind == "event" for side in (one.left, one.right)}
    for reading in readings:
        for index, claim in enumerate(reading.claims) if reading.article.id in told else ():
            if isinstance(claim, Event):
                keys.setdefault(("event", event_reference(reading, index)), ClaimReference(reading.article.id, index))
    pairs: dict[tuple[bool, str], list[tuple[Hashable, Hashable, str]]] = {}
    for one in verdicts:
        for side in (one.left, one.right):
            if (one.kind, side) not in keys:
                raise VerdictError(
                    f"{one.where}: no {one.kind} {side.name!r} was read in article {side.article!r}; mend or remove the line"
                )
        pair = (keys[one.kind, one.left], keys[one.kind, one.right], one.reason)
        pairs.setdefault((one.kind == "event", one.verdict), []).append(pair)
    things, events = (
        Rulings(tuple(pairs.get((event, "same"), ())), tuple(pairs.get((event, "different"), ()))) for event in (False, True)
    )
    return things, events


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


def _persons(seats: _Seats, ruled: Rulings) -> list[Group]:
    """Persons: by name, then across the forms of a name; those that a verdict holds apart are never joined."""
    apart = ruled.apart({_seat_key(seat): number for number, seat in enumerate(seats.persons)}) if ruled else []
    people: list[tuple[Profile, tuple[str, ...]]] = []
    for _, numbers in sorted(blocks([s.name for s in seats.persons]).items()):
        people.extend(_block([seats.profiles[n] for n in numbers], [pair for pair in apart if {*pair} <= {*numbers}]))
    return [([seats.persons[n] for n in profile.seats], because) for profile, because in _across(people, apart)]


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


@dataclass(frozen=True, slots=True)
class OpenPair:
    """Two things that nothing forbids to be one and too little joins: for a person to judge. `because` is what speaks for
    it, `share` its weight as a share of what would join them."""

    kind: str
    share: float
    label: str
    left: Reference
    right: Reference
    because: tuple[str, ...]


def open_pairs(seen: Iterable[Seen], verdicts: Sequence[Verdict], linking: Linking) -> list[OpenPair]:
    """The pairs of persons of one name, and of events, that the reasons leave open, best first; `linking` is what `join` made."""
    in_order = _in_order(seen)
    seats = _gather(one.things for one in in_order)
    things, events = _rulings(verdicts, seats, [one.told for one in in_order])
    found = [*_open_persons(seats, things, linking), *_open_events([one.told for one in in_order], events, linking)]
    return sorted(found, key=lambda pair: (-pair.share, pair.label, pair.left, pair.right))


def _open_events(readings: Sequence[Reading], ruled: Rulings, linking: Linking) -> Iterator[OpenPair]:
    told = {reading.article.id: reading for reading in readings}
    owners: dict[tuple[str, str, str], str] = {(e.kind, own.article, own.name): e.id for e in linking.entities for own in e.owns}
    events = {claim: occurrence for occurrence in linking.occurrences for claim in occurrence.claims}
    around, wide = _around(linking.entities), _wide(linking.entities)
    for share, one, two, because in left_open(readings, owners, around, wide, _barred(ruled)):
        if events[one].id != events[two].id:
            left, right = (event_reference(told[claim.article], claim.index) for claim in (one, two))
            yield OpenPair("event", share, events[one].labels[0], left, right, because)


def _open_persons(seats: _Seats, things: Rulings, linking: Linking) -> Iterator[OpenPair]:
    apart = things.apart({_seat_key(seat): number for number, seat in enumerate(seats.persons)})
    owners = {(own.article, own.name): entity.id for entity in linking.entities if entity.kind == "person" for own in entity.owns}
    for name, numbers in blocks([s.name for s in seats.persons]).items():
        people = [whole for whole, _ in _block([seats.profiles[n] for n in numbers], apart)]
        largest = sorted(people, key=lambda p: (-len(p.seats), p.seats))[:_COMPARED]
        weigh = _scale(largest)
        for a, b in combinations(sorted(largest, key=lambda p: (not p.offices, -p.level, -len(p.seats), p.seats)), 2):
            said = weigh(a, b)
            weight = sum(points for points, _ in said)
            if not _OPEN <= weight < JOIN or contradiction(a, b) or _judged(a, b, apart):
                continue
            left, right = (min(Reference(seats.persons[n].article, name) for n in p.seats) for p in (a, b))
            if owners.get((left.article, left.name)) != owners.get((right.article, right.name)):
                yield OpenPair("person", weight / JOIN, name, left, right, tuple(words for _, words in said))


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
