"""Readings → Linking: who is who across articles.

    seats of each article → places, institutions, documents by key · persons by clustering → tenures → occurrences

In: readings, in any order, and verdicts. Out: a `Linking`, the same for the same readings and verdicts. What a name means inside its
article is decided by the article alone (`see`, whose answer can be kept); only persons, aliases and bare document titles look
across articles, and each looks at its own block only.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.atlas import atlas
from kg.errors import VerdictError
from kg.link.before import Before
from kg.link.documents import pointed
from kg.link.documents import seats as document_seats
from kg.link.entities import Group, aliases, by_key, entities, follow
from kg.link.institutions import seats as institution_seats
from kg.link.occurrences import ToldBefore, left_open, occurrences
from kg.link.persons import HOME, Profile, compared, foreign, persons, profiles
from kg.link.persons import left_open as persons_left_open
from kg.link.places import seats as place_seats
from kg.link.rulings import Rulings, settle
from kg.link.tenures import tenures
from kg.model import ClaimReference, Entity, Event, Linking, Occurrence, Quotation, Reading, Reference, Seat
from kg.verdicts import Verdict

__all__ = ["Before", "OpenPair", "Seen", "Things", "event_reference", "join", "link", "open_pairs", "see"]


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
    groups = [
        *_joined(seats.bodies),
        *_joined(_pointed(seats.documents, ordered)),
        *persons(seats.persons, seats.profiles, _apart(seats, things)),
    ]
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
    went = {name for kind, article, name in before.owner if kind == "person" and article in before.changed}
    came = {seat.name for one in seen if one.told.article.id in before.came for seat in one.things.persons}
    if not went | came:
        return frozenset()
    names = {seat.name for one in seen for seat in one.things.persons}
    abroad = {
        seat.name
        for one in seen
        for seat, profile in zip(one.things.persons, one.things.profiles, strict=True)
        if foreign(seat, profile)
    }
    # of names in articles that went nobody can look up any more whether they were foreign
    return before.touched(went | came, compared(names | went, abroad | went))


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
                seats.profiles.append(profile)
                seats.persons.append(seat)
    return seats


def _apart(seats: _Seats, ruled: Rulings) -> Sequence[tuple[int, int]]:
    """The numbers of persons that a verdict holds apart."""
    return ruled.apart({_seat_key(seat): number for number, seat in enumerate(seats.persons)}) if ruled else []


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
    owners = {(own.article, own.name): entity.id for entity in linking.entities if entity.kind == "person" for own in entity.owns}
    for share, name, one, two, because in persons_left_open(seats.persons, seats.profiles, _apart(seats, things)):
        left, right = (min(Reference(seat.article, name) for seat in seats) for seats in (one, two))
        if owners.get((left.article, left.name)) != owners.get((right.article, right.name)):
            yield OpenPair("person", share, name, left, right, because)
