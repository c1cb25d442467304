"""Occurrences: one event over all articles that report it.

In: readings and the owners of names. Out: occurrences. Two reports are one event where kind, day and numbers agree and enough
speaks for it: the
name, the persons, the places, the bodies. A series (each month's 国务院常务会议) stays apart because its days do; a mention
without a date
belongs to the nearest event of that name before it. Two events of one article are never joined.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.iri import thing_id
from kg.model import ClaimReference, EventType, Occurrence, Reading
from kg.reports import OFTEN, WHOLE, Owners, Told, distance, led, reports, told_in, weigh

_LEAST = 4.0
_OPEN = 3.0  # above this a report that joined nothing is worth a person's look
_KEPT = 6  # reasons of an event
_LATEST = 40  # groups of one key that a report is compared with


Groups = list[tuple[Sequence[Told], Sequence[str]]]


Barred = Mapping[ClaimReference, frozenset[ClaimReference]]  # the reports that a verdict keeps out of the group of another


def occurrences(
    readings: Iterable[Reading],
    owners: Owners,
    around: Mapping[str, tuple[str, ...]],
    wide: frozenset[str],
    barred: Barred,
    settle: Callable[[Groups], Groups],
    before: ToldBefore | None = None,
) -> list[Occurrence]:
    """All occurrences, sorted by id.

    `around` gives for each place entity those it lies in; `wide` are places too large to say where something was. `barred` and
    `settle` are what verdicts say: before a report joins a group, and of the groups at the end. `before` is what was made before, without
    verdicts.
    """
    told, crowd = reports(readings, owners, wide)
    groups = _Groups(around)
    lost = before.lost(told, crowd, wide) if before is not None else None
    if before is None or lost is None:
        found = settle(_group(told, groups, barred))
        made = [(_occurrence(group, tuple(why)), list(group)) for group, why in found]
    else:
        made = list(_group_again(told, groups, before, lost))
    wholes = _wholes(made)
    return sorted((_part_of(o, wholes.get(o.id)) for o, _ in made), key=lambda o: o.id)


def _part_of(occurrence: Occurrence, whole: str | None) -> Occurrence:
    return occurrence if occurrence.part_of == whole else replace(occurrence, part_of=whole)


def left_open(
    readings: Iterable[Reading], owners: Owners, around: Mapping[str, tuple[str, ...]], wide: frozenset[str], barred: Barred
) -> list[tuple[float, ClaimReference, ClaimReference, tuple[str, ...]]]:
    """The reports that began an event of their own though much spoke for another: how much, as a share of what joins, the other's
    first report, theirs, why."""
    found: list[tuple[float, ClaimReference, ClaimReference, tuple[str, ...]]] = []
    _group(reports(readings, owners, wide)[0], _Groups(around), barred, found)
    return found


def _wholes(made: list[tuple[Occurrence, list[Told]]]) -> dict[str, str]:
    """What each event is part of: talks and ceremonies of a visit, the opening of a meeting. A visit is part of nothing, so there are no circles."""
    visits: dict[str, list[tuple[Occurrence, list[Told]]]] = defaultdict(list)
    for occurrence, group in made:
        if occurrence.type == "visit" and any(t.last > t.first for t in group):
            for person in sorted({p for t in group for p in t.persons | t.leaders}):
                visits[person].append((occurrence, group))
    found: dict[str, str] = {}
    for occurrence, group in made:
        if occurrence.type in ("talks", "ceremony", "meeting") and group[0].dated:
            persons = sorted(group[0].persons | group[0].leaders)
            near = {v.id: g for p in persons for v, g in visits.get(p, ()) if _during(group[0], g)}
            if near:
                found[occurrence.id] = min(near, key=lambda v: (-_common_persons(group[0], near[v]), v))
    return found


def _during(one: Told, visit: list[Told]) -> bool:
    """Whether an event lies in the days of a visit, beside its visitor: two of its persons, or one and its place."""
    if not any(t.last > t.first and t.first <= one.first and one.last <= t.last for t in visit):
        return False
    return _common_persons(one, visit) > 1 or any(one.places & t.places for t in visit)


def _common_persons(one: Told, group: list[Told]) -> int:
    return len((one.persons | one.leaders) & {p for t in group for p in t.persons | t.leaders})


Key = tuple[str | int, ...]


def _beside(key: Key) -> tuple[Key, ...]:
    """A key, and the same of the week before and after."""
    week = key[-1]
    return (key,) if isinstance(week, str) else ((*key[:-1], week - 1), key, (*key[:-1], week + 1))


class _Groups:
    """Occurrences in the making, found again by name, by person and day, by place and month."""

    def __init__(self, around: Mapping[str, tuple[str, ...]]) -> None:
        self.around = around
        self.members: list[list[Told]] = []
        self.articles: list[set[str]] = []
        self.because: list[dict[str, None]] = []
        self._index: dict[Key, dict[int, None]] = defaultdict(dict)

    def keys(self, told: Told) -> Iterator[Key]:
        """Under what a report is looked up; the last part of all keys but names is a week."""
        yield "name", told.name
        kind = told.kind
        if len(told.name) >= WHOLE:
            for length in range(WHOLE, len(told.name)):
                yield "name", told.name[-length:]
        for week in range(told.first // 7, min(told.last, told.first + 40) // 7 + 1):
            for person in told.persons | (told.leaders if kind == "visit" else frozenset()):
                yield "person", kind, person, week
            for place in (p for own in told.places for p in (own, *self.around.get(own, ()))):
                yield "place", kind, place, week
            for body in told.bodies:
                yield "body", kind, body, week

    def near(self, keys: Iterable[Key]) -> list[int]:
        """The groups that share a key, or one of the week before or after, the latest of each."""
        found: set[int] = set()
        for key in keys:
            for near in _beside(key):
                held = self._index.get(near)
                if held:
                    found.update(held if len(held) <= _LATEST else list(held)[-_LATEST:])
        return sorted(found)

    def best(
        self,
        one: Told,
        keys: Iterable[Key],
        barred: Barred,
        open_: list[tuple[float, ClaimReference, ClaimReference, tuple[str, ...]]] | None = None,
    ) -> tuple[int | None, list[str]]:
        """The group that a report belongs to, None for one of its own, and why."""
        best: tuple[float, int, int] | None = None
        because: list[str] = []
        nearly: tuple[float, int, tuple[str, ...]] = (_OPEN, 0, ())
        for number in self.near(keys):
            members = self.members[number]
            if one.reference.article in self.articles[number] and not _apart(one, members):
                continue
            if one.reference in barred and any(m.reference in barred[one.reference] for m in members):
                continue
            said = weigh(one, members, self.around)
            total = sum(weight for weight, _ in said)
            rank = (total + 0.5 * members[0].dated, -distance(one, members[0]), -number)
            if total >= _LEAST and (best is None or rank > best):
                best, because = rank, [words for _, words in said]
            elif total > nearly[0]:
                nearly = total, number, tuple(words for _, words in said)
        if open_ is not None and best is None and nearly[2]:
            open_.append((nearly[0] / _LEAST, self.members[nearly[1]][0].reference, one.reference, nearly[2]))
        return None if best is None else -best[2], because

    def add(self, number: int | None, told: Told, keys: Iterable[Key], because: Iterable[str]) -> None:
        if number is None:
            number = len(self.members)
            self.members.append([])
            self.articles.append(set())
            self.because.append({})
        self.members[number].append(told)
        self.articles[number].add(told.reference.article)
        for reason in because:
            if len(self.because[number]) < _KEPT:
                self.because[number][reason] = None
        for key in keys:
            self._index[key][number] = None


def _group(
    told: list[Told],
    groups: _Groups,
    barred: Barred,
    open_: list[tuple[float, ClaimReference, ClaimReference, tuple[str, ...]]] | None = None,
) -> Groups:
    """The reports of each event, with the reasons; `open_` takes down what was nearly joined."""
    for one in told:
        keys = list(groups.keys(one))
        number, because = groups.best(one, keys, barred, open_)
        groups.add(number, one, keys, because)
    return [(members, tuple(because)) for members, because in zip(groups.members, groups.because, strict=True)]


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """The occurrences made before, and what is other than it was: `changed` articles, and the readings of which they had been made,
    with the owners of names as they were then."""

    occurrences: Sequence[Occurrence]
    changed: frozenset[str]
    readings: Sequence[Reading]
    owners: Owners

    def lost(self, told: Sequence[Told], crowd: frozenset[str], wide: frozenset[str]) -> list[Told] | None:
        """The reports as they were; None where somebody came to be or ceased to be one of the crowd, which other reports feel too."""
        lost = [one for reading in self.readings for one in told_in(reading, self.owners, wide)]
        counted = Counter(p for one in told for p in one.persons | one.leaders)
        came = Counter(p for one in told if one.reference.article in self.changed for p in one.persons | one.leaders)
        went = Counter(p for one in lost for p in one.persons)
        if any((counted[p] > OFTEN) != (counted[p] - came[p] + went[p] > OFTEN) for p in came.keys() | went.keys()):
            return None
        return [led(one, crowd) for one in lost]


class _Again:
    """Which reports need not be looked at again: those near which all groups are as they were when they were looked at before.

    `reach` are the keys near which something is other than it was; `now` leads from a group before to the one that stands for it.
    """

    def __init__(
        self, before: ToldBefore, lost: Sequence[Told], told: Sequence[Told], keys: Sequence[list[Key]], groups: _Groups
    ) -> None:
        self.before, self.keys, self.groups = before, keys, groups
        self.group = {claim: number for number, one in enumerate(before.occurrences) for claim in one.claims}
        self.reports: dict[int, list[int]] = defaultdict(list)
        self.place = {one.reference: position for position, one in enumerate(told)}
        for position, one in enumerate(told):
            if one.reference in self.group:
                self.reports[self.group[one.reference]].append(position)
        self.reach: set[Key] = set()
        self.now: dict[int, int] = {}
        self.was: dict[int, int] = {}
        self.looked: set[int] = set()  # groups with a report that was looked at again
        for one in lost:
            self._stir(groups.keys(one))
            self._stir_group(self.group.get(one.reference))
        for position, one in enumerate(told):
            if one.reference.article in before.changed:
                self._stir(keys[position])
                self._stir_group(self.group.get(one.reference))

    def settled(self, one: Told, position: int) -> bool:
        """Whether the report belongs where it belonged."""
        return one.reference.article not in self.before.changed and self.reach.isdisjoint(self.keys[position])

    def joined(self, one: Told, position: int, number: int, began: bool) -> None:
        """Take note that a report was looked at again and where it went."""
        self.looked.add(number)
        old = self.group.get(one.reference)
        if began and old is not None and old not in self.now:
            self.now[old], self.was[number] = number, old
            return
        if not began and old is not None and self.was.get(number) == old:
            return
        self._stir(self.keys[position])
        self._stir_group(old)
        self._stir_group(self.was.get(number))
        for member in self.groups.members[number]:
            self._stir(self.keys[self.place[member.reference]])

    def _stir_group(self, old: int | None) -> None:
        if old is not None:
            for position in self.reports[old]:
                self._stir(self.keys[position])

    def _stir(self, keys: Iterable[Key]) -> None:
        for key in keys:
            self.reach.update(_beside(key))


def _group_again(
    told: list[Told], groups: _Groups, before: ToldBefore, lost: list[Told]
) -> Iterator[tuple[Occurrence, list[Told]]]:
    """The events with their reports, as `_group` and `_occurrence` would make them."""
    keys = [list(groups.keys(one)) for one in told]
    again = _Again(before, lost, told, keys, groups)
    for position, one in enumerate(told):
        if again.settled(one, position):
            old = again.group[one.reference]
            number = again.now.get(old)
            groups.add(number, one, keys[position], ())
            if number is None:
                again.now[old], again.was[len(groups.members) - 1] = len(groups.members) - 1, old
            continue
        best, _ = groups.best(one, keys[position], {})
        groups.add(best, one, keys[position], ())
        again.joined(one, position, len(groups.members) - 1 if best is None else best, best is None)
    for number, members in enumerate(groups.members):
        if number in again.looked:
            yield _occurrence(members, tuple(_reasons(members, groups.around))), members
        else:
            yield before.occurrences[again.was[number]], members


def _reasons(members: list[Told], around: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Why the reports of a group are one event, each beside those that were there before it."""
    said = dict.fromkeys(words for place in range(1, len(members)) for _, words in weigh(members[place], members[:place], around))
    yield from list(said)[:_KEPT]


def _apart(one: Told, members: list[Told]) -> bool:
    """Whether no member is told by the same article; an accident may return in its article under other names."""
    return all(m.reference.article != one.reference.article or (m.hazard and m.hazard == one.hazard) for m in members)


def _when(group: Sequence[Told]) -> tuple[str | None, str | None]:
    """The dates that most reports give, to the day where any does; of equally many the earliest, of these the longest."""
    given = [t for t in group if t.claim.begin]
    given = [t for t in given if t.dated] or given
    counted = Counter((t.claim.begin or "", t.claim.end or t.claim.begin or "") for t in given)
    if not counted:
        return None, None
    top = max(counted.values())
    first = min(begin for (begin, _), count in counted.items() if count == top)
    return first, max(end for (begin, end), count in counted.items() if count == top and begin == first)


def _occurrence(group: Sequence[Told], because: tuple[str, ...]) -> Occurrence:
    claims = [t.claim for t in group]
    begin, end = _when(group)
    names = Counter(c.name for c in claims)
    first = min(names, key=lambda n: (-names[n], -len(n), n))
    kinds: Counter[EventType] = Counter(c.type for c in claims)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    root = min(t.reference for t in group)
    articles = len({t.reference.article for t in group})
    why = (*because, f"told in {articles} articles") if articles > 1 else because
    return Occurrence(
        thing_id("event", first, root.article, str(root.index)),
        kind,
        (first, *sorted(n for n in names if n != first)),
        begin,
        end,
        tuple(sorted(t.reference for t in group)),
        why,
    )
