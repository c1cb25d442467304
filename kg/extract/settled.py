"""Settling: from what each sentence says of posts to what the article says.

In: the claims of all sentences, the places and dates of the article. Out: one claim for each person, role and body.

A bare title gives way to one with a body (主席 … 全国政协主席); what a title implies at home is taken from foreigners; a post taken up or left gets
the day that the sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache

from kg.lexicon import table, values
from kg.model import Article, Membership, Mention
from kg.names import looks_spelled
from kg.offices import NATIONAL, SCHOOLS, STATE, foreign_countries, heads, heads_abroad, needs_body
from kg.text import fold, sentences

# Rules of memberships.py that say when a post begins or ends.
_BEGINS = ("appointed", "took-office")
_ENDS = ("dismissed", "left-office", "removed")
# Posts that name the kind of body they belong to.
_ONLY = (
    (("校长", "教务长"), SCHOOLS),
    (("会长", "理事长"), ("协会", "商会", "学会", "研究会", "联合会", "促进会", "基金会", "联盟")),
    (("总经理", "董事长", "总裁"), ("公司", "集团")),
)
_CONGRATULATED = re.compile(r"(?:祝贺|恭贺|庆贺)[^，。；]{0,12}$")
_NEVER_HERE = ("总统", "首相", "国王")
# In a life told with its dates each post begins on the date before its verb: 2008年3月，任市长; 2004年12月起，历任市长、书记.
_TOLD = ("career", "holds", "held")
_SINCE = re.compile(r"(?:初|底|起|后)?，?[^，。；]{0,10}$")


def settle_memberships(
    article: Article,
    claims: Sequence[Membership],
    places: Sequence[Mention],
    dates: Sequence[Mention],
    institutions: Sequence[Mention],
) -> list[Membership]:
    """Every post that the article gives to a named person, once for each person, role and body."""
    claims = [_of_the_only_one(claim, institutions) for claim in claims]
    told = _by_sentence(article, dates)
    abroad = [p for p in places if p.name in foreign_countries()]
    written = {(c.person, c.role.removeprefix("副")) for c in claims if c.organization and not c.evidence.rule.endswith("/role")}
    home = "全国人大" in article.text or "人大常委会" in article.text
    return _once(
        [_elsewhere(_abroad(_dated(claim, told, fold(article.text)), abroad, written), abroad, home) for claim in claims],
        bool(abroad),
    )


def _of_the_only_one(claim: Membership, institutions: Sequence[Mention]) -> Membership:
    """A bare 校长 or 会长 where the article names one school or one society and no more."""
    endings = next((bodies for roles, bodies in _ONLY if claim.role.endswith(roles)), ())
    if claim.organization or not endings:
        return claim
    named = {m.name for m in institutions if m.name.endswith(endings)}
    longest = {name for name in named if not any(name != other and name in other for other in named)}
    return replace(claim, organization=longest.pop()) if len(longest) == 1 else claim


def _by_sentence(article: Article, dates: Sequence[Mention]) -> list[tuple[int, list[Mention]]]:
    """Where each sentence ends, and the dates in it that a calendar can place."""
    return [
        (end, [d for d in dates if start <= d.start and d.end <= end and d.period])
        for start, end in sentences(fold(article.text))
    ]


def _dated(claim: Membership, told: Sequence[tuple[int, list[Mention]]], text: str) -> Membership:
    """A post taken up or left on a day that the sentence names before it, else after it: 7月2日，…任命李华为市长."""
    how = claim.evidence.rule.partition("/")[0]
    if how in _TOLD:
        return _since(claim, told, text)
    if how not in _BEGINS + _ENDS:
        return claim
    dates = next((inside for end, inside in told if claim.evidence.start < end), [])
    if not dates or _CONGRATULATED.search(text, max(0, claim.evidence.start - 16), claim.evidence.start):
        return claim  # the day of the telegram, not that of the election
    before = [d for d in dates if d.end <= claim.evidence.start]
    period = (before[-1] if before else dates[0]).period
    if period is None:
        return claim
    return replace(claim, begin=period.start) if how in _BEGINS else replace(claim, end=period.end)


def _since(claim: Membership, told: Sequence[tuple[int, list[Mention]]], text: str) -> Membership:
    """A post of a life that is told with its dates, from the date right before it on."""
    dates = next((inside for end, inside in told if claim.evidence.start < end), [])
    before = [d for d in dates if d.end <= text.find(claim.title, claim.evidence.start) and d.period]
    if not before or before[-1].period is None or len(before[-1].period.start) == 10:
        return claim  # a day dates what is told on it, not a post
    if text[: before[-1].start].endswith("生于"):
        return claim
    gap = text[before[-1].end : text.find(claim.title, claim.evidence.start)]
    return replace(claim, begin=before[-1].period.start) if _SINCE.fullmatch(gap) else claim


def _abroad(claim: Membership, countries: Sequence[Mention], written: Set[tuple[str, str]]) -> Membership:
    """A bare 总统 or 总理 beside a foreign name is that of the foreign country named last before it, else first after it."""
    if not claim.evidence.rule.endswith("/role") or claim.role.removeprefix("副") not in heads() - {"国务委员"}:
        return claim
    if claim.organization is None and (claim.person, claim.role.removeprefix("副")) in written:
        return claim  # the article has said whose 总统 he is
    spelled = looks_spelled(claim.person) or claim.role.removeprefix("副") in _NEVER_HERE
    if (claim.organization and claim.organization not in STATE) or not spelled:
        return claim
    before = [p for p in countries if p.end <= claim.evidence.end]
    country = before[-1].name if before else countries[0].name if countries else None
    parts = claim.person.split("·")
    called = ((part, claim.role.removeprefix("副")) for part in (claim.person, parts[-1], parts[0]))
    known = next((heads_abroad()[key] for key in called if key in heads_abroad()), country)
    country = known if known == country or any(p.name == known for p in countries) else None
    ministry = claim.organization if claim.organization != "国务院" else None
    return replace(
        claim, organization=country + (ministry or "") if country else None, known_as=(ministry,) if ministry and country else ()
    )


@cache
def _holders() -> dict[str, frozenset[str]]:
    """Who has held each office that a bare title means at home."""
    return {row["role"]: frozenset(values(row["holders"])) for row in table("top_offices")}


def _elsewhere(claim: Membership, countries: Sequence[Mention], home: bool) -> Membership:
    """金正恩|委员长, 阮富仲|总书记: where a foreign country is named, a bare title of the highest offices by one who never held it here is
    of a body that is not told."""
    if claim.role == "副委员长" and countries and not home and _implied(claim):
        return replace(claim, organization=None, known_as=())
    holders = _holders().get(claim.role)
    told = bool(countries) or (claim.role == "委员长" and not home)
    if holders is None or not told or claim.person in holders or not _implied(claim):
        return claim
    return replace(claim, organization=None, known_as=())


def _once(claims: Sequence[Membership], abroad: bool) -> list[Membership]:
    """One claim for each person, role and body; a bare title gives way to one with a body (主席 … 全国政协主席)."""
    best: dict[tuple[str, str, str], Membership] = {}
    for claim in claims:
        key = (claim.person, claim.role, claim.organization or "")
        if key not in best:
            best[key] = claim
    written = {(c.person, c.role) for c in best.values() if c.organization and not _implied(c)}
    foreigners = {c.person for c in best.values() if c.organization and c.organization.startswith(foreign_countries())}
    best = {
        key: replace(c, organization=None, known_as=()) if _implied(c) and c.person in foreigners else c
        for key, c in best.items()
        if not (_implied(c) and key[:2] in written)
    }
    with_body = {(c.person, c.role) for c in best.values() if c.organization}
    chairs = {c.person for c in best.values() if c.role.endswith("主席") and c.organization}
    kept = []
    for claim in best.values():
        if claim.organization or claim.role not in needs_body():
            if claim.organization is None and (claim.person, claim.role) in with_body:
                continue
            if claim.role == "主席" and claim.organization is None:
                if claim.person in chairs:
                    continue
                if not claim.evidence.rule.startswith("after-name") or (abroad and claim.person not in _holders()["主席"]):
                    kept.append(claim)
                    continue
                claim = replace(claim, role="国家主席", organization="中国", known_as=("中华人民共和国",))
            kept.append(claim)
    return kept


def _implied(claim: Membership) -> bool:
    """Is the body only what the title implies at home (委员长 → 全国人大常委会), and not written?"""
    return bool(
        claim.evidence.rule.endswith("/role")
        and claim.organization
        and (claim.organization in STATE or claim.organization in NATIONAL)
    )
