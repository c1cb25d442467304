"""Settling: from what each sentence says of posts to what the article says.

In: the claims of all sentences, the places and dates of the article. Out: one claim for each person, role and body.

A bare title gives way to one with a body (主席 … 全国政协主席); what a title implies at home is taken from foreigners; a post taken up or left gets
the day that the sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import cache

from kg.bodies import generic
from kg.lexicon import table, values
from kg.model import Article, Membership, Mention
from kg.names import looks_spelled
from kg.offices import NATIONAL, SCHOOLS, STATE, foreign_countries, heads, heads_abroad, needs_body
from kg.text import fold, sentences
from kg.words import cut

# Rules of memberships.py that say when a post begins or ends.
_BEGINS = ("appointed", "took-office")
_ENDS = ("dismissed", "left-office", "removed")
# Posts that name the kind of body they belong to.
_ONLY = (
    (("校长", "教务长"), SCHOOLS),
    (("会长", "理事长"), ("协会", "商会", "学会", "研究会", "联合会", "促进会", "基金会", "联盟")),
    (("总经理", "董事长", "总裁"), ("公司", "集团")),
)
_FAR_GOAL = 48  # code points from a title in which the goal of its holder's way may stand
# The term of a congress of the party or of the state that a title names.
_TERM = re.compile(
    r"第?(?P<number>[一二三四五六七八九十]{1,3})届(?:(?P<centre>中央|中共中央)|全国人|全国政协|全国委员会|中国人民政治协商)"
)
_CONGRATULATED = re.compile(r"(?:祝贺|恭贺|庆贺)[^，。；]{0,12}$")
_OF_A_HOUSE = ("亲王", "王子", "公主", "王妃", "王储")
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
    text = fold(article.text)
    heading = _heading(claims)
    claims = [_of_the_only_one(claim, institutions, text, heading) for claim in claims]
    told = _by_sentence(article, dates)
    abroad = [p for p in places if p.name in foreign_countries()]
    written = {(c.person, c.role.removeprefix("副")) for c in claims if c.organization and not c.evidence.rule.endswith("/role")}
    home = "全国人大" in article.text or "人大常委会" in article.text
    claims = [_of_a_term(claim, article.published, text) for claim in claims]
    return _once(
        [_elsewhere(_abroad(_dated(claim, told, text), abroad, written, text), abroad, home) for claim in claims],
        bool(abroad),
    )


def _of_a_term(claim: Membership, published: str | None, text: str) -> Membership:
    """第十四届中央政治局|委员, 第九届全国人大常委会|副委员长: a post of a national term that was over when the article was published."""
    title = text.find(claim.title, claim.evidence.start)
    said = _TERM.search(text, max(0, title - 8), title + len(claim.title)) if title >= 0 and not claim.former else None
    of_the_party = (claim.organization or "").startswith(("中国共产党", "中共", "中央", "第"))
    other_party = said is not None and said["centre"] and not of_the_party
    if said is None or other_party or not published:
        return claim
    number = _number(said["number"])
    last, month = (number * 5 + 1927, 10) if said["centre"] else (number * 5 + 1958, 3)
    return replace(claim, former=True) if published[:7] > f"{last}-{month:02d}" else claim


def _number(written: str) -> int:
    """八 → 8, 十四 → 14, 二十 → 20."""
    tens, ten, ones = written.rpartition("十")
    return (10 * ("零一二三四五六七八九".find(tens) if tens else 1) if ten else 0) + max(
        0, "零一二三四五六七八九".find(ones or "零")
    )


def _heading(claims: Sequence[Membership]) -> Mapping[tuple[str, str | None], Set[str]]:
    """Who holds each office now, by role and body; None for the bodies that are not named."""
    heading: dict[tuple[str, str | None], set[str]] = {}
    for claim in claims:
        if not claim.former or not claim.organization:
            heading.setdefault((claim.role, claim.organization), set()).add(claim.person)
    return heading


def _of_the_only_one(
    claim: Membership, institutions: Sequence[Mention], text: str, heading: Mapping[tuple[str, str | None], Set[str]]
) -> Membership:
    """A bare 校长 or 会长 where the article names one school or one society and no more, unless its head is another or the one named comes
    to it as a guest; the words right before the title are its own (东州|总经理 of 东州机械公司) or a kind of body."""
    endings = next((bodies for roles, bodies in _ONLY if claim.role.endswith(roles)), ())
    if claim.organization or not endings:
        return claim
    named = {m.name for m in institutions if m.name.endswith(endings)}
    longest = {name for name in named if not any(name != other and name in other for other in named)}
    if len(longest) != 1:
        return claim
    (only,) = longest
    head = claim.role.removeprefix("副")
    heads_it = heading.get((head, only), frozenset())
    elsewhere = bool(heads_it) and not heading.get((head, None), frozenset()) <= heads_it
    near = max(0, claim.evidence.start - _FAR_GOAL)
    told = text[max(near, text.rfind("\n", 0, claim.evidence.start) + 1) : claim.evidence.end + _FAR_GOAL]
    goal = re.search(f"(?:到|赴|走进|莅临|来到|走访|参观)[^，。；]{{0,6}}{re.escape(only)}", told) is not None
    if elsewhere or goal or not _of_own_words(claim, only, text):
        return claim
    return replace(claim, organization=only)


def _of_own_words(claim: Membership, body: str, text: str) -> bool:
    """Whether nothing stands right before the title but the name of its holder, a mark, a kind of body or a piece of the body's name."""
    start = text.find(claim.title, claim.evidence.start)
    words = cut(text)
    number = words.at(start - 1) if start > 0 else 0
    word = words.text[number]
    if start < 1 or start == claim.evidence.start + len(claim.person) or text.endswith(claim.person, 0, start):
        return True
    return not words.tags[number].startswith(("n", "v")) or word in generic() or word in body or word in ("领导", "集团")


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


def _abroad(claim: Membership, countries: Sequence[Mention], written: Set[tuple[str, str]], text: str) -> Membership:
    """A bare 总统 or 总理 beside a foreign name is that of the foreign country named last before it, else first after it."""
    bare = claim.role.removeprefix("第一").removeprefix("常务").removeprefix("副")
    ruled = heads_abroad().get((claim.person, bare)) if bare != "总书记" and (claim.person, bare) not in written else None
    if ruled and (claim.organization is None or _implied(claim)) and any(p.name == ruled for p in countries):
        return replace(claim, organization=ruled, known_as=())  # 金正恩|委员长
    if not claim.evidence.rule.endswith("/role") or bare not in heads() - {"国务委员"}:
        return claim
    if claim.organization is None and (claim.person, bare) in written:
        return claim  # the article has said whose 总统 he is
    spelled = looks_spelled(claim.person) or bare in _NEVER_HERE
    if (claim.organization and claim.organization not in STATE) or not spelled:
        return claim
    country = _named_for(claim, countries, text)
    parts = claim.person.split("·")
    role = bare.removeprefix("当选")
    called = ((part, role) for part in (claim.person, parts[-1], parts[0]))
    known = next((heads_abroad()[key] for key in called if key in heads_abroad()), country)
    country = known if known == country or any(p.name == known for p in countries) else None
    ministry = claim.organization if claim.organization != "国务院" else None
    return replace(
        claim, organization=country + (ministry or "") if country else None, known_as=(ministry,) if ministry and country else ()
    )


def _named_for(claim: Membership, countries: Sequence[Mention], text: str) -> str | None:
    """The country named last before the title, else first after it; a prince is of one that his own sentence names, and where the article
    names several the paragraph must name one."""
    before = [p for p in countries if p.end <= claim.evidence.end]
    if claim.role.endswith(_OF_A_HOUSE):
        sentence = text.rfind("。", 0, claim.evidence.start)
        before = [p for p in before if p.end > sentence]
    elif len({p.name for p in countries}) > 1 and (paragraph := text.rfind("\n", 0, claim.evidence.start) + 1):
        near = [p for p in before if p.start >= paragraph]
        before = near or before[:0]
    return before[-1].name if before else None


@cache
def _holders() -> dict[str, frozenset[str]]:
    """Who has held each office that a bare title means at home."""
    return {row["role"]: frozenset(values(row["holders"])) for row in table("top_offices")}


def _elsewhere(claim: Membership, countries: Sequence[Mention], home: bool) -> Membership:
    """金正恩|委员长, 阮富仲|总书记: where a foreign country is named, a bare title of the highest offices by one who never held it here is
    of a body that is not told."""
    if claim.role == "副委员长" and countries and not home and _implied(claim):
        return replace(claim, organization=None, known_as=())
    holders = _holders().get("主席" if claim.role == "国家主席" else claim.role)
    courteous = claim.role == "国家主席" and claim.evidence.rule.startswith(
        "after-name"
    )  # who is named first and then his office
    told = courteous or bool(countries) or (claim.role == "委员长" and not home)
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
