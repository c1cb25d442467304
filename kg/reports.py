"""Reports: an event as one article tells it, and what speaks for two of them being one event.

In: readings and the owners of names. Out: `Told`, one for each event claim, and the weight of two with the reasons. Nothing here looks
at more than the report and the group that it is held against.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from kg.lexicon import Matcher, table
from kg.model import ClaimReference, Event, Reading
from kg.text import fold

Owners = Mapping[tuple[str, str, str], str]
KINDS = {"meeting": "meeting", "ceremony": "meeting", "talks": "talks", "visit": "visit", "publication": "publication"}
_NUMBER = re.compile(
    r"[第]?[0-9.]+[级届次号年%]?|第[一二三四五六七八九十百]+[届次]|[一二三四五六七八九十]+届[一二三四五六七八九十]+[中次]|[一二三四五六七八九十]+次(?=会议)|首届"
)
_DRESS = re.compile(r"[\s“”\"《》·、，—－-]+|(?:在[^，]{1,6})?(?:召开|举行|开幕|闭幕|开幕会|闭幕会)$|^(?:今天|昨天|[0-9]+日)")
_GENERIC = 5
WHOLE = 7
_REFERS = 100
_AHEAD = 30
OFTEN = 150
_HEARD = 16
_NUMBERED = 500  # days: a numbered session (第三届, 二十届三中) is one, however late it is spoken of
_PERSONAL = ("visit", "talks", "message", "appointment")


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one article tells it. `first` and `last` are ordinals of days; `dated` where the article gives them to the
    day."""

    reference: ClaimReference
    claim: Event
    kind: str  # what can be one: meetings with ceremonies, else its type
    name: str
    numbers: frozenset[str]
    first: int
    last: int
    dated: bool
    anchor: bool
    persons: frozenset[str]
    leaders: frozenset[str]  # those in so many events that they tell none from another
    places: frozenset[str]
    bodies: frozenset[str]
    hazard: str


@cache
def _hazards() -> tuple[Matcher[str], dict[str, int]]:
    """Words → what befell a place, and how many days reports go on."""
    rows = table("hazards")
    days: dict[str, int] = {}
    for row in rows:
        days[row["hazard"]] = max(days.get(row["hazard"], 0), int(row["days"]))
    return Matcher({row["word"]: row["hazard"] for row in rows}), days


@cache
def _retelling() -> Matcher[str]:
    return Matcher({row["word"]: row["word"] for row in table("retelling")})


def reports(readings: Iterable[Reading], owners: Owners, wide: frozenset[str]) -> tuple[list[Told], frozenset[str]]:
    """All reports, those first that others are to join: with a day, about what they report, early; and the crowd: those who are in so
    many events that they tell none from another."""
    told = [t for reading in readings for t in told_in(reading, owners, wide)]
    often = Counter(person for t in told for person in t.persons)
    crowd = frozenset(person for person, count in often.items() if count > OFTEN)
    told = [led(one, crowd) for one in told]
    told.sort(key=lambda t: (not t.dated, not t.anchor, t.first, t.reference))
    return told, crowd


def led(one: Told, crowd: frozenset[str]) -> Told:
    """The report with the crowd set apart."""
    return replace(one, leaders=one.persons & crowd, persons=one.persons - crowd) if one.persons & crowd else one


def told_in(reading: Reading, owners: Owners, wide: frozenset[str]) -> Iterator[Told]:
    article = reading.article
    headline = {m.name for m in reading.mentions if m.kind == "place" and m.start < article.body}
    for index, claim in enumerate(reading.claims):
        if not isinstance(claim, Event):
            continue
        first, last, dated = _days(claim, article.published)
        name = _DRESS.sub("", fold(claim.name))
        hazard = _hazard(claim, article.title)
        places = claim.places or (tuple(sorted(headline)) if hazard else ())
        bodies = (owners.get(("institution", article.id, b)) or owners.get(("place", article.id, b)) for b in claim.organizations)
        yield Told(
            ClaimReference(article.id, index),
            claim,
            KINDS.get(claim.type, claim.type),
            name,
            frozenset(_NUMBER.findall(name)),
            first,
            last,
            dated,
            dated or (claim.core and not _retelling().longest(claim.name)),
            frozenset(owners["person", article.id, p.person] for p in claim.participants),
            frozenset(),
            frozenset(_places(owners, article.id, places)) - wide,
            frozenset(b for b in bodies if b),
            hazard,
        )


def _places(owners: Owners, article: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        place = owners.get(("place", article, name)) or owners.get(("institution", article, name))
        if place:
            yield place


def _hazard(claim: Event, title: str) -> str:
    """What befell a place, by the event's own name, else by the headline of the article."""
    if claim.type != "incident":
        return ""
    finder, _ = _hazards()
    for text in (claim.name, title if claim.core else ""):
        hits = finder.longest(fold(text))
        if hits:
            return hits[0].value
    return ""


def _days(claim: Event, published: str | None) -> tuple[int, int, bool]:
    """First and last day as ordinals, and whether the article gives them; an event without a date is as old as its article."""
    if claim.begin:
        first, _ = _span(claim.begin)
        _, last = _span(claim.end or claim.begin)
        return first, max(first, last), len(claim.begin) == 10
    if published is None:
        return 0, 0, False
    day = date.fromisoformat(published).toordinal()
    return day - (1 if claim.core else 0), day, False


def _span(prefix: str) -> tuple[int, int]:
    """An ISO prefix as its first and last day."""
    if len(prefix) == 10:
        day = date.fromisoformat(prefix).toordinal()
        return day, day
    year, month = int(prefix[:4]), int(prefix[5:7]) if len(prefix) == 7 else 0
    first = date(year, month or 1, 1)
    after = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return first.toordinal(), (after - timedelta(days=1)).toordinal()


def distance(a: Told, b: Told) -> int:
    return max(0, a.first - b.last, b.first - a.last)


def weigh(one: Told, members: list[Told], around: Mapping[str, tuple[str, ...]]) -> list[tuple[float, str]]:
    """What speaks for a report belonging to a group: that of the member it fits best; empty where anything forbids it.

    Of a large group the first members, which are dated, and the last ones speak for all.
    """
    told = members if len(members) <= _HEARD else members[: _HEARD - 4] + members[-4:]
    if one.hazard and one.hazard == told[0].hazard:
        there = frozenset().union(*(m.places for m in told))
        if distance(one, told[0]) > _hazards()[1][one.hazard] or not _where(one.places, there, around):
            return []
    elif any(_forbids(one, other) for other in told if not _on_the_way(one, other, told)):
        return []
    return max((_reasons(one, other, around) for other in told), key=lambda said: sum(w for w, _ in said))


def _on_the_way(one: Told, other: Told, members: list[Told]) -> bool:
    """Whether two reports of a visit lie in the days that the whole visit takes, as a third tells them: arrival and departure."""
    if (
        one.claim.type != "visit"
        or other.claim.type != "visit"
        or not (one.persons | one.leaders) & (other.persons | other.leaders)
    ):
        return False
    return any(m.last > m.first and m.first - 1 <= one.first and one.last <= m.last + 1 for m in members)


def _forbids(a: Told, b: Told) -> bool:
    if a.kind != b.kind and not (a.name == b.name and {a.kind, b.kind} <= {"meeting", "talks", "visit"}):
        return True
    if a.numbers and b.numbers and (not a.numbers & b.numbers or _other_number(a.numbers, b.numbers)):
        return True
    if a.claim.type in _PERSONAL and a.persons and b.persons and not a.persons & b.persons:
        return True
    gap = distance(a, b)
    if a.hazard and b.hazard and a.hazard != b.hazard:
        return True
    if a.numbers and a.numbers == b.numbers and _ends_with(a, b):
        return gap > _NUMBERED
    if a.anchor and b.anchor:
        return gap > (1 if a.dated and b.dated else 3)
    reference, event = (a, b) if not a.anchor else (b, a)
    if event.anchor:
        late = reference.first - event.last
        return not -_AHEAD <= late <= _REFERS
    return gap > _REFERS


def _other_number(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether each has a number of one kind that the other lacks: 一次会议 of the 十四届, 二次会议 of the 十四届."""
    kinds = {number[-1] for number in a - b}
    return any(number[-1] in kinds for number in b - a)


def _where(a: frozenset[str], b: frozenset[str], around: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether two events can have one place: one of the places is another's or lies in it."""
    return bool(a & b) or _within(a, b, around)


def _reasons(a: Told, b: Told, around: Mapping[str, tuple[str, ...]]) -> list[tuple[float, str]]:
    said: list[tuple[float, str]] = []
    own = len(a.name) >= _GENERIC
    if a.name == b.name:
        said.append((4.0 if own else 1.5, f"same name {a.claim.name}"))
    elif (x := _grams(a.name)) and (y := _grams(b.name)):
        alike = 2 * len(x & y) / (len(x) + len(y))
        inside = len(x & y) / min(len(x), len(y))
        if alike >= 0.3 or inside >= 0.7:
            said.append((1 + 2 * max(alike, inside * 0.8), "names alike"))
    if not (said and a.name == b.name) and _ends_with(a, b):
        said.append((3.25, "one name ends with the other"))
    if a.hazard and a.hazard == b.hazard:
        said.append((3.0, "the same befell one place within days"))
    if a.dated and b.dated and distance(a, b) == 0:
        said.append((1.0 if a.last - a.first < 10 else 0.5, "same day"))
    persons = a.persons & b.persons
    if persons or a.leaders & b.leaders:
        said.append((1.25 * min(len(persons), 2) + 0.5 * bool(a.leaders & b.leaders), "same persons"))
    if a.places & b.places:
        said.append((1.0, "same place"))
    elif _within(a.places, b.places, around):
        said.append((0.75, "one place within the other"))
    elif a.places and b.places and a.claim.type in ("incident", "talks", "ceremony") and not (a.numbers and a.name == b.name):
        said.append((-2.0, "other places"))
    if (
        a.claim.type == b.claim.type == "visit"
        and (a.persons | a.leaders) & (b.persons | b.leaders)
        and _where(a.places, b.places, around)
    ):
        said.append((2.0, "one visitor in one place in these days"))
    if a.claim.type == b.claim.type == "appointment" and persons:
        said.append((2.5, "one appointee in these days"))
    if a.bodies & b.bodies:
        said.append((0.75, "same bodies"))
    return said


@lru_cache(maxsize=1 << 16)
def _grams(name: str) -> frozenset[str]:
    """The pairs of characters of a name."""
    return frozenset(name[i : i + 2] for i in range(len(name) - 1))


def _ends_with(a: Told, b: Told) -> bool:
    short, long = sorted((a.name, b.name), key=len)
    return len(short) >= WHOLE and long.endswith(short)


def _within(a: frozenset[str], b: frozenset[str], around: Mapping[str, tuple[str, ...]]) -> bool:
    wide_a = a.union(*(around.get(p, ()) for p in a)) if a else a
    wide_b = b.union(*(around.get(p, ()) for p in b)) if b else b
    return bool(wide_a & b) or bool(a & wide_b)
