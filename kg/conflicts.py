"""Contradictions as data: what the articles cannot all be right about, each with the two sentences that state it.

    holders   two persons in a one-seat post on one day
    posts     one person in two posts on one day that nobody holds together
    dates     two days for one event

In: an open store. Out: conflicts, sorted. Two holders whom one sentence names share
the seat. Nothing is decided here: an article may be mistaken, or the reading, or the linking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from kg.errors import StoreError
from kg.lexicon import table
from kg.model import ClaimReference, Event, Linking, Occurrence, Reading, Tenure
from kg.store import Store
from kg.text import sentences

_FIRST, _LAST = "-01-01", "-12-31"


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """One side: the id and the label of what is said, the id of whom or what it is said of, the article that says it, its sentence."""

    thing: str
    link: str
    label: str
    article: str
    published: str
    sentence: str


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """`kind` is holders, posts or dates; `about` what it is about: the post, the person, the event; `day` the first day of it."""

    kind: str
    about: str
    day: str
    one: Statement
    two: Statement


def conflicts(store: Store) -> list[Conflict]:
    """All conflicts of the current graph. Raises StoreError where no build of this version has ended."""
    made = store.made()
    if made is None:
        raise StoreError(f"{store.folder}: no build of this version has ended here; build it again with: python -m kg build")
    readings = {
        reading.article.id: replace(reading, mentions=()) for reading in store.readings()
    }  # mentions would fill the memory
    labels = {entity.id: entity.labels[0] for entity in made.linking.entities}
    found = [
        *_holders(made.linking, labels, readings),
        *_posts(made.linking, labels, readings),
        *_dates(made.linking, readings),
    ]
    return sorted(c for c in found if c.kind != "holders" or (c.one.article, c.one.sentence) != (c.two.article, c.two.sentence))


@cache
def _single() -> frozenset[str]:
    return frozenset(row["post"] for row in table("posts") if row["seats"] == "one")


@cache
def _whole() -> Mapping[str, str]:
    """Posts that take a whole person → what nobody is twice: the role, or head of a government whatever it is called."""
    holders: dict[str, set[str]] = defaultdict(set)
    bodies: dict[str, set[str]] = defaultdict(set)
    for row in table("posts"):
        if row["seats"] == "one":
            holders[row["post"]].add(row["holder"])
            bodies[row["post"]].add(row["of"])
    states = {"government", "foreign", "legislature", "judicial"}
    heads = {post for post, of in bodies.items() if all(body.endswith(("政府", "国务院")) for body in of)}
    return {post: "head of government" if post in heads else post for post, found in holders.items() if found <= states}


def _holders(linking: Linking, labels: Mapping[str, str], readings: Mapping[str, Reading]) -> Iterator[Conflict]:
    posts: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in linking.tenures:
        if tenure.organization and tenure.role in _single() and not tenure.former:
            posts[tenure.organization, tenure.role].append(tenure)
    for (body, role), held in posts.items():
        for one, two in combinations(held, 2):
            day = _together(one, two)
            if day and one.person != two.person:
                about = f"{labels[body]} {role}"
                yield _conflict("holders", about, day, (one, labels[one.person]), (two, labels[two.person]), readings)


def _posts(linking: Linking, labels: Mapping[str, str], readings: Mapping[str, Reading]) -> Iterator[Conflict]:
    people: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in linking.tenures:
        if tenure.organization and tenure.role in _whole() and not tenure.former:
            people[tenure.person, _whole()[tenure.role]].append(tenure)
    for (person, _), held in people.items():
        for one, two in combinations(held, 2):
            day = _together(one, two)
            if day and one.organization != two.organization:
                yield _conflict("posts", labels[person], day, (one, one.title), (two, two.title), readings)


def _together(one: Tenure, two: Tenure) -> str:
    """The first day on which both posts were held; empty where there is none, or where one was handed over to the other that day."""
    spans = [_span(tenure) for tenure in (one, two)]
    if None in spans:
        return ""
    (first, last), (begin, end) = (span for span in spans if span is not None)
    day, until = max(first, begin), min(last, end)
    handed_over = day == until and day in (one.begin, two.begin, one.end, two.end)
    return day if day <= until and not handed_over else ""


def _span(tenure: Tenure) -> tuple[str, str] | None:
    """First and last day on which a post was surely held: as stated, else as reported; None where no day is known."""
    begin, end = tenure.begin or tenure.first_attested, tenure.end or tenure.last_attested
    if begin is None or end is None:
        return None
    return begin + _FIRST[len(begin) - 4 :], end + _LAST[len(end) - 4 :]


def _conflict(
    kind: str, about: str, day: str, one: tuple[Tenure, str], two: tuple[Tenure, str], readings: Mapping[str, Reading]
) -> Conflict:
    sides = sorted(_statement(t.id, t.person, label, _nearest(t.claims, day, readings), readings) for t, label in (one, two))
    return Conflict(kind, about, day, *sides)


def _nearest(claims: Iterable[ClaimReference], day: str, readings: Mapping[str, Reading]) -> ClaimReference:
    """The report that tells most of a day: the first one from then on, else the last one before."""
    told = sorted((readings[claim.article].article.published or "", claim) for claim in claims)
    return next((claim for published, claim in told if published >= day), told[-1][1])


def _statement(thing: str, link: str, label: str, claim: ClaimReference, readings: Mapping[str, Reading]) -> Statement:
    reading = readings[claim.article]
    article, evidence = reading.article, reading.claims[claim.index].evidence
    around = next((s for s in sentences(article.text) if s[0] <= evidence.start < s[1]), (evidence.start, evidence.end))
    words = " ".join(article.text[around[0] : max(around[1], evidence.end)].split())
    return Statement(thing, link, label, article.id, article.published or "", words)


def _dates(linking: Linking, readings: Mapping[str, Reading]) -> Iterator[Conflict]:
    for occurrence in linking.occurrences:
        if len(occurrence.claims) > 1:
            told = _told(occurrence, readings)
            ranked = sorted(told, key=lambda days: (-len(told[days]), days))
            for one, two in combinations(ranked, 2):
                apart = one[1] < two[0] or two[1] < one[0]
                if apart and not any(a <= min(one[0], two[0]) and max(one[1], two[1]) <= b for a, b in told):
                    sides = sorted(
                        _statement(
                            occurrence.id,
                            occurrence.id,
                            begin if begin == end else f"{begin} – {end}",
                            told[begin, end][0],
                            readings,
                        )
                        for begin, end in (one, two)
                    )
                    yield Conflict("dates", occurrence.labels[0], min(one[0], two[0]), *sides)
                    break


def _told(occurrence: Occurrence, readings: Mapping[str, Reading]) -> dict[tuple[str, str], list[ClaimReference]]:
    """Which reports give which first and last day; reports that give none to the day are left out."""
    found: dict[tuple[str, str], list[ClaimReference]] = defaultdict(list)
    for reference in occurrence.claims:
        claim = readings[reference.article].claims[reference.index]
        assert isinstance(claim, Event)
        if claim.begin and len(claim.begin) == 10:
            found[claim.begin, claim.end if claim.end and len(claim.end) == 10 else claim.begin].append(reference)
    return found
