"""Tenures: who held which post when, over all articles.

In: readings in the order of their dates, and the entity that owns each name. Out: tenures. Reports of one person in one post
are one tenure, unless
an end is stated or another holder of a one-seat post is reported in between: then the person came back, and the terms stay
apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.iri import thing_id
from kg.lexicon import table
from kg.model import ClaimReference, Membership, Reading, Tenure
from kg.ranks import foreigner, implied

Owners = Mapping[tuple[str, str, str], str]
Rival = tuple[str, str, str]  # the day of a report, the person's entity, the name there
Post = tuple[str | None, str]  # the body's entity and the role
_LATE = "\uffff"
_NEVER = 10**6
_LATE_REPORTS = 2


@dataclass(frozen=True, slots=True)
class Report:
    """One article says that a person holds, held, takes up or leaves a post."""

    day: str
    reference: ClaimReference
    claim: Membership


@cache
def _single() -> frozenset[str]:
    return frozenset(row["post"] for row in table("posts") if row["seats"] == "one")


def tenures(readings: Iterable[Reading], owners: Owners) -> list[Tenure]:
    """All tenures, sorted by id."""
    held: dict[Post, dict[str, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for reading in readings:
        article = reading.article
        for index, claim in enumerate(reading.claims):
            if isinstance(claim, Membership):
                body = owner(owners, article.id, claim.organization)
                report = Report(article.published or "", ClaimReference(article.id, index), claim)
                held[body, claim.role][owners["person", article.id, claim.person]].append(report)
    held = _reseated(held)
    found: list[Tenure] = []
    for post, holders in held.items():
        for person, reports in holders.items():
            reports.sort(key=lambda r: (r.day, r.reference))
            rivals = _rivals(post, person, holders)
            found.extend(_tenures(post, person, reports, rivals))
    return sorted(found, key=lambda t: t.id)


def _reseated(held: Mapping[Post, Mapping[str, list[Report]]]) -> dict[Post, dict[str, list[Report]]]:
    """The same reports, but bare titles whose body was only implied (总理: 国务院) at the body where other articles write that person's title.

    A foreigner of whom none does holds the post of no known body.
    """
    written: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for (body, role), holders in held.items():
        for person, reports in holders.items():
            written[person, role].extend((r.day, body) for r in reports if body and not implied(r.claim))
    seated: dict[Post, dict[str, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for (body, role), holders in held.items():
        for person, reports in holders.items():
            seats = written[person, role]
            bodies = {b for _, b in seats}
            for report in reports:
                place = body
                if implied(report.claim) and body not in bodies:
                    near = min(seats, key=lambda seat: (_days_between(seat[0], report.day), seat), default=None)
                    place = near[1] if near else None if foreigner(report.claim.person, "") else body
                seated[place, role][person].append(report)
    return seated


def _days_between(one: str, two: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(two)).days) if one and two else _NEVER


def owner(owners: Owners, article: str, name: str | None) -> str | None:
    """The institution or place that a post's body is."""
    if name is None:
        return None
    return owners.get(("institution", article, name)) or owners.get(("place", article, name))


def _rivals(post: Post, person: str, holders: Mapping[str, list[Report]]) -> list[Rival]:
    """(day, who, by which name) of the reports of others in a one-seat post; a single report without a stated begin is too little."""
    body, role = post
    if body is None or role not in _single():
        return []
    days: list[Rival] = []
    for other, reports in holders.items():
        now = [r for r in reports if not r.claim.former and r.day]
        if other != person and (len(now) > 1 or any(r.claim.begin for r in now)):
            days.extend((r.day, other, r.claim.person) for r in now)
    return sorted(days)


def _tenures(post: Post, person: str, reports: list[Report], rivals: list[Rival]) -> Iterator[Tenure]:
    active = [r for r in reports if not r.claim.former]
    former = [r for r in reports if r.claim.former]
    terms = list(_terms(active, rivals))
    ends = sorted(r.claim.end for r in former if r.claim.end)
    for number, (term, why) in enumerate(terms):
        following = terms[number + 1][0][0].day if number + 1 < len(terms) else _LATE
        yield _tenure(post, person, term, False, why, _left(term, ends, following))
    if former:
        yield _tenure(post, person, former, True, "", None)


def _left(term: list[Report], ends: list[str], following: str) -> str | None:
    """When a person left, as a report on a former holder states it."""
    return next((end for end in ends if (term[0].day or "") <= end <= following), None)


def _terms(active: list[Report], rivals: list[Rival]) -> Iterator[tuple[list[Report], str]]:
    """The reports of each term, and why a term is a new one."""
    term: list[Report] = []
    reason, end = "", None
    for report in active:
        why = _new_term(term, end, report, rivals) if term else ""
        if why:
            yield term, reason
            term, reason, end = [], why, None
        term.append(report)
        end = end or report.claim.end
    if term:
        yield term, reason


def _new_term(term: list[Report], end: str | None, report: Report, rivals: list[Rival]) -> str:
    last = term[-1]
    if end and report.claim.begin and report.claim.begin > end:
        return f"left in {end}, back in {report.claim.begin}"
    first, end_of = bisect_right(rivals, (last.day, _LATE)), bisect_left(rivals, (report.day,))
    if first >= end_of:
        return ""
    between = Counter(who for _, who, _ in rivals[first:end_of])
    after = Counter(who for day, who, _ in rivals if day > report.day)
    # Whoever is reported in the post as often afterwards is taking it over: the report is a late one of the holder before.
    # So is one or two of somebody who held it before this term.
    before = {who for day, who, _ in rivals if day < term[0].day}
    came = [who for who in sorted(between) if between[who] > after[who] and (who not in before or between[who] > _LATE_REPORTS)]
    name = next((name for day, who, name in rivals if who in came and last.day < day < report.day), "")
    return f"a new term: {name} was reported in the post in between" if came else ""


def _tenure(post: Post, person: str, reports: list[Report], former: bool, why: str, left: str | None) -> Tenure:
    body, role = post
    titles = Counter(r.claim.title for r in reports)
    days = [r.day for r in reports if r.day]
    begins = [r.claim.begin for r in reports if r.claim.begin]
    ends = [r.claim.end for r in reports if r.claim.end] or ([left] if left else [])
    because = [f"{len(reports)} report(s)" + (f" from {days[0]} to {days[-1]}" if days else "")]
    if why:
        because.append(why)
    title = min(titles, key=lambda t: (-titles[t], -len(t), t))
    first = reports[0].reference
    return Tenure(
        thing_id("membership", title, person, body or "", role, str(former), first.article, str(first.index)),
        person,
        body,
        title,
        role,
        former,
        all(r.claim.acting for r in reports),
        min(begins, default=None),
        max(ends, default=None),
        days[0] if days else None,
        days[-1] if days else None,
        tuple(r.reference for r in reports),
        tuple(because),
    )
