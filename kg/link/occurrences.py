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
from dataclasses import replace

from kg.iri import thing_id
from kg.model import ClaimReference, EventType, Occurrence, Reading
from kg.reports import KINDS, WHOLE, Owners, Told, distance, reports, weigh

_LEAST = 4.0
_OPEN = 3.0  # above this a report that joined nothing is worth a person's look
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
) -> list[Occurrence]:
    """All occurrences, sorted by id.

    `around` gives for each place entity those it lies in; `wide` are places too large to say where something was. `barred` and
    `settle` are what verdicts say: before a report joins a group, and of the groups at the end.
    """
    told = reports(readings, owners, wide)
    made = [(_occurrence(group, tuple(why)), list(group)) for group, why in settle(_group(told, around, barred))]
    wholes = _wholes(made)
    return sorted((replace(o, part_of=wholes.get(o.id)) for o, _ in made), key=lambda o: o.id)


def left_open(
    readings: Iterable[Reading], owners: Owners, around: Mapping[str, tuple[str, ...]], wide: frozenset[str], barred: Barred
) -> list[tuple[float, ClaimReference, ClaimReference, tuple[str, ...]]]:
    """The reports that began an event of their own though much spoke for another: how much, as a share of what joins, the other's
    first report, theirs, why."""
    found: list[tuple[float, ClaimReference, ClaimReference, tuple[str, ...]]] = []
    _group(reports(readings, owners, wide), around, barred, found)
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
    inside = any(t.last > t.first and t.first <= one.first and one.last <= t.last for t in visit)
    places = {p for t in visit for p in t.places}
    return inside and (_common_persons(one, visit) > 1 or bool(one.places & places))


def _common_persons(one: Told, group: list[Told]) -> int:
    return len((one.persons | one.leaders) & {p for t in group for p in t.persons | t.leaders})


Key = tuple[str | int, ...]


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
        kind = KINDS.get(told.claim.type, told.claim.type)
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
            name, week = key[:-1], key[-1]
            for near in (key,) if isinstance(week, str) else ((*name, week - 1), key, (*name, week + 1)):
                held = self._index.get(near)
                if held:
                    found.update(held if len(held) <= _LATEST else list(held)[-_LATEST:])
        return sorted(found)

    def add(self, number: int | None, told: Told, keys: Iterable[Key], because: Iterable[str]) -> None:
        if number is None:
            number = len(self.members)
            self.members.append([])
            self.articles.append(set())
            self.because.append({})
        self.members[number].append(told)
        self.articles[number].add(told.reference.article)
        for reason in because:
            if len(self.because[number]) < 6:
                self.because[number][reason] = None
        for key in keys:
            self._index[key][number] = None


def _group(
    told: list[Told],
    around: Mapping[str, tuple[str, ...]],
    barred: Barred,
    open_: list[tuple[float, ClaimReference, ClaimReference, tuple[str, ...]]] | None = None,
) -> Groups:
    """The reports of each event, with the reasons; `open_` takes down what was nearly joined."""
    groups = _Groups(around)
    for one in told:
        best: tuple[float, int, int] | None = None
        because: list[str] = []
        nearly: tuple[float, int, tuple[str, ...]] = (_OPEN, 0, ())
        keys = list(groups.keys(one))
        for number in groups.near(keys):
            if one.reference.article in groups.articles[number] and not _apart(one, groups.members[number]):
                continue
            if one.reference in barred and any(m.reference in barred[one.reference] for m in groups.members[number]):
                continue
            said = weigh(one, groups.members[number], around)
            total = sum(weight for weight, _ in said)
            rank = (total + 0.5 * groups.members[number][0].dated, -distance(one, groups.members[number][0]), -number)
            if total >= _LEAST and (best is None or rank > best):
                best, because = rank, [words for _, words in said]
            elif total > nearly[0]:
                nearly = total, number, tuple(words for _, words in said)
        if open_ is not None and best is None and nearly[2]:
            open_.append((nearly[0] / _LEAST, groups.members[nearly[1]][0].reference, one.reference, nearly[2]))
        groups.add(None if best is None else -best[2], one, keys, because)
    return [(members, tuple(because)) for members, because in zip(groups.members, groups.because, strict=True)]


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
