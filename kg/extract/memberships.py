"""Memberships: whose the posts are.

In: an article, its posts, persons and institutions. Out: `Membership` claims, one for each person and post.

Chinese puts posts before the name (市委副书记、市长|龚正), after it (龚正|市长), or joins them by a verb (龚正|任|市长; 任命|龚正|为|市长). Posts in a row belong
to one person; a list of names shares the post before it (副市长甲、乙、丙); a post without a body takes that of the post before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.lexicon import table, values
from kg.model import Article, Evidence, Membership, Mention, Post
from kg.names import looks_spelled
from kg.rule import rule
from kg.text import fold, sentences

_CHAIN = re.compile(r"(?:[、，]?(?:兼任?|并任|暨)|[、 ]|[和与及]|以及)?$")
_NAMES = re.compile(r"(?:[、 ]|[和与及]|以及)$")
_OPEN = re.compile(r"[（(]$")
# What a foreign minister's bare title implies at home, and not abroad: 某国驻华大使、前副总理.
_STATE = ("国务院", "外交部", "国防部", "财政部")
# What may stand between two posts for the second to belong to the body of the first.
_CARRIES = re.compile(r"(?:[、，；和与及兼暨并后先现曾历任等 ]|以及|同志){0,6}")
# Titles of somebody in the service of the person named before them: 某某|特别代表.
_IN_SERVICE = frozenset(("特别代表", "特使", "代表", "助理", "顾问", "发言人", "秘书", "夫人", "私人代表"))
_GROUPS = ("党组", "党委", "党总支", "党支部", "党工委", "纪委")
_NATIONAL = ("全国人大常委会", "中共中央", "中国", "全国人大", "中央委员会")
_HEADS = re.compile(r"(?:主席|会长|理事长|董事长|秘书长|总裁|主任|校长|院长)$")
_AS_BEFORE = re.compile(r"(?:为|任|选)$")
_LEVELS = "省市区县州旗镇乡"

# What stands between a person and the posts that follow it; the groups of words say whether the post is held, was held, begins or ends.
RULES = (
    rule(
        "took-office", r"(?:同志)? (?:当选|就任|出任|升任|转任|调任|接任|继任|改任|拟任|获任|受聘)(?:为|担任)? $", "李华当选市长"
    ),
    rule("holds", r"(?:同志)? (?:，|，男|，女)? [^，。；不免辞卸]{0,4} (?:现任|担任|兼任|任|是|身为|作为|为) $", "李华现任市长"),
    rule("held", r"(?:同志)? [^。；]{0,40}? (?:历任|曾任|先后任|先后担任|曾担任|原任|曾是) $", "李华曾任市长"),
    rule("left-office", r"(?:同志)? (?:辞去|卸任|不再担任|不再兼任|被免去|被罢免|请辞|离任) (?:了|其)? $", "李华不再担任市长"),
)
_CAREER = rule(
    "career",
    r"(?:历任|曾任|先后任|先后担任|曾担任|原任|时任|任|担任|出任|调任|升任|转任|改任|现任|就任|履新|兼任|当选为?|升为|晋升为?) (?:过|了)? $",
    "李华，1960年生，历任县长、县委书记，后任市长",
)
_CAREER_LINK = re.compile(r"[、，,兼和与及暨]{1,2}(?:后|并|还)?$")
_PAST = re.compile(r"(?:历任|曾任|先后任|先后担任|曾担任|原任|时任)(?:过|了)?$")
_APPOINT = rule("appointed", r"(?:任命|以|决定任命|选举|选举产生|提名|推选|推举|聘任|聘请|委任|补选)(?:了)?$", "任命李华为市长")
_DISMISS = rule("dismissed", r"(?:免去|免除|撤销|罢免|解除|接受)(?:了)?$", "免去李华的市长职务")
_AS = re.compile(r"(?:同志)?(?:为|担任|任|出任|兼任|当选为?)$")
_OF = re.compile(r"(?:同志)?(?:的|辞去)?$")


@dataclass(frozen=True, slots=True)
class _Item:
    """A post or a person of a sentence, by offset."""

    start: int
    end: int
    post: Post | None
    person: Mention | None


def claim_memberships(
    article: Article,
    posts: Sequence[Post],
    persons: Sequence[Mention],
    institutions: Sequence[Mention],
    places: Sequence[Mention],
    dates: Sequence[Mention],
) -> list[Membership]:
    """Every post that the article gives to a named person, once for each person, role and body."""
    text = fold(article.text)
    items = [_Item(p.prefix, p.mention.end, p, None) for p in posts] + [_Item(m.start, m.end, None, m) for m in persons]
    items.sort(key=lambda i: (i.start, i.end))
    claims: list[Membership] = []
    subject: Mention | None = None
    position = 0
    for start, end in sentences(text):
        while position < len(items) and items[position].start < start:
            position += 1
        inside = []
        while position < len(items) and items[position].end <= end:
            inside.append(items[position])
            position += 1
        if inside:
            told = [d for d in dates if start <= d.start and d.end <= end and d.period]
            claims += [_dated(c, told) for c in _Sentence(article, text, start, inside, subject, institutions).claims()]
            subject = next((i.person for i in inside if i.person), subject)
        if text[end : end + 1] == "\n" and text[end - 1] not in "，、":
            subject = None
    abroad = [p for p in places if p.name in _countries()]
    return _once([_abroad(claim, abroad) for claim in claims])


class _Sentence:
    """The posts and persons of one sentence; `mine` says which posts already belong to somebody."""

    def __init__(
        self,
        article: Article,
        text: str,
        start: int,
        items: list[_Item],
        subject: Mention | None,
        bodies: Sequence[Mention],
    ) -> None:
        self.article, self.text, self.start, self.items, self.subject = article, text, start, items, subject
        self.bodies = bodies
        self.mine: set[int] = set()
        self.made: list[Membership] = []

    def claims(self) -> list[Membership]:
        self._inherit()
        self._nearest()
        self._verbs()
        self._after_name()
        self._before_name()
        self._career()
        return sorted(self.made, key=lambda m: (m.evidence.start, m.evidence.end))

    def _gap(self, left: int, right: int) -> str:
        return self.text[self.items[left].end : self.items[right].start]

    def _inherit(self) -> None:
        """A post without a body takes the body of the post before it, if only marks stand between: 市委副书记、秘书长; 副主任甲，秘书长乙."""
        body: tuple[str, tuple[str, ...]] | None = None
        for number, item in enumerate(self.items):
            post = item.post
            if post is None:
                continue
            if number and body and body[0].startswith(_countries()) and not _CARRIES.fullmatch(self._gap(number - 1, number)):
                body = None  # a country does not carry over to the next clause, which may be about another
            if number and self.items[number - 1].person and not self._gap(number - 1, number):
                body = None  # 阿尔维表示，在习近平|主席: a title after its own name carries nothing over
            if post.organization and post.rule != "role":
                base = _base(post.organization)
                body = (base, post.known_as if base == post.organization else ())
            else:
                self.items[number] = replace(item, post=_completed(post, *body) if body else _grouped(post, None))

    def _nearest(self) -> None:
        """协会选举产生以某某为主席的…: a head without a body, named by a verb, is the head of the body named before it in the sentence."""
        for number, item in enumerate(self.items):
            post = item.post
            if post is None or post.organization or post.rule != "role" or not (post.role == "常委" or _HEADS.search(post.role)):
                continue
            before = [b for b in self.bodies if self.start <= b.start and b.end <= item.start and item.start - b.end < 40]
            if post.role == "常委":
                before = [b for b in self.bodies if b.end <= item.start and b.text.endswith(("常委会", "常务委员会"))]
                if before:
                    self.items[number] = replace(item, post=replace(post, organization=before[-1].name))
                continue
            if before and _AS_BEFORE.search(self.text, max(self.start, item.start - 3), item.start):
                self.items[number] = replace(item, post=replace(post, organization=before[-1].name))

    def _chain(self, first: int, over_commas: bool = False) -> int:
        """The number after the last post of the row that begins with item `first`; in front of a name it may run over commas."""
        last = first + 1
        while last < len(self.items) and self.items[last].post:
            gap = self._gap(last - 1, last)
            if not _CHAIN.fullmatch(gap) and not (over_commas and gap == "，"):
                break
            last += 1
        return last

    def _own_row(self, first: int) -> int:
        """The same after a verb, over commas, but not as far as the posts in front of the next name (任市长，|副市长李明)."""
        last = self._chain(first, over_commas=True)
        if last < len(self.items) and self.items[last].person and not self._gap(last - 1, last):
            while last > first + 1 and self._gap(last - 2, last - 1) != "，":
                last -= 1
            return max(first + 1, last - 1)
        return last

    def _after_person(self, number: int) -> bool:
        """Does a name with a comma stand before this post (李华，市长，…)? Then the row is about that name."""
        return number > 0 and self.items[number - 1].person is not None and self._gap(number - 1, number) == "，"

    def _people(self, first: int) -> int:
        """The number after the last person of the list that begins with item `first`."""
        last = first + 1
        while last < len(self.items) and self.items[last].person and _NAMES.fullmatch(self._gap(last - 1, last)):
            last += 1
        return last

    def _verbs(self) -> None:
        """甲任…, 任命甲为…, 免去甲的…."""
        for number, item in enumerate(self.items):
            if item.person is None or number + 1 >= len(self.items) or self.items[number + 1].post is None:
                continue
            gap = self._gap(number, number + 1)
            before = self.text[max(self.start, item.start - 6) : item.start]
            last = self._chain(number + 1)
            if _APPOINT.pattern.search(before) and _AS.fullmatch(gap):
                self._give([number], range(number + 1, last), _APPOINT.name, begins=True)
            elif _DISMISS.pattern.search(before) and _OF.fullmatch(gap):
                self._give([number], range(number + 1, last), _DISMISS.name, ends=True)
            elif gap:
                for verb in RULES:
                    if verb.pattern.fullmatch(gap):
                        ended = verb.name in ("held", "left-office")
                        last = self._own_row(number + 1)
                        self._give(self._group(number), range(number + 1, last), verb.name, ends=ended)
                        break

    def _group(self, number: int) -> list[int]:
        """The persons of the list that ends with this one."""
        group = [number]
        while group[0] and self.items[group[0] - 1].person and _NAMES.fullmatch(self._gap(group[0] - 1, group[0])):
            group.insert(0, group[0] - 1)
        return group

    def _after_name(self) -> None:
        """龚正|市长; 龚正（市长）: a post right after a name, unless it leads on to the next name with its body."""
        for number in range(1, len(self.items)):
            post, person = self.items[number].post, self.items[number - 1].person
            if post is None or person is None or number in self.mine:
                continue
            gap = self._gap(number - 1, number)
            if _OPEN.fullmatch(gap):
                self._give([number - 1], range(number, self._chain(number)), "in-brackets")
                continue
            if post.role in _IN_SERVICE and not gap:
                self.mine.add(number)
                continue
            if (
                gap
                or post.prefix != post.mention.start
                or post.rule in ("body-and-role", "place-and-role", "country-character-and-role")
            ):
                continue
            leads_on = number + 1 < len(self.items) and self.items[number + 1].person and not self._gap(number, number + 1)
            if not leads_on:
                self._body_before_name(number, person)
                self._give([number - 1], range(number, number + 1), "after-name")

    def _body_before_name(self, number: int, person: Mention) -> None:
        """中联部|宋涛|部长: the body stands before the name, the post after it."""
        post = self.items[number].post
        body = next((b for b in self.bodies if b.end == person.start), None)
        if post and body and post.rule == "role":
            self.items[number] = replace(self.items[number], post=replace(post, organization=body.name, known_as=()))

    def _before_name(self) -> None:
        """市委副书记、市长|龚正; 副市长|甲、乙、丙."""
        number = 0
        while number < len(self.items):
            if self.items[number].post is None or number in self.mine:
                number += 1
                continue
            last = self._chain(number, over_commas=not self._after_person(number))
            chain = [n for n in range(number, last) if n not in self.mine]
            if last < len(self.items) and self.items[last].person and self._gap(last - 1, last) in ("", " ", "：") and chain:
                people_end = self._people(last)
                people = list(range(last, people_end))
                if people_end < len(self.items) and self.items[people_end].post and len(people) > 1:
                    # 副市长甲、乙市长: a post right after the last name is that one's own
                    people = [p for p in people if not (p == people_end - 1 and people_end in self.mine)]
                self._spread_former(chain)
                self._give(people, chain, "before-name")
                number = people_end
            elif chain and last < len(self.items) and self.items[last].person and self._gap(last - 1, last) == "的":
                before = self.text[max(self.start, self.items[number].start - 8) : self.items[number].start]
                if _CAREER.pattern.search(before):  # 履新…副省长的|李华
                    self._give([last], chain, "before-name")
                number = last
            else:
                number = last

    def _spread_former(self, chain: Sequence[int]) -> None:
        """原党组书记、主任: 原 holds for the posts after it that name no body of their own."""
        first = self.items[chain[0]].post
        if first is None or not first.former:
            return
        for number in chain[1:]:
            post = self.items[number].post
            if post is None or post.rule != "role":
                return
            self.items[number] = replace(self.items[number], post=replace(post, former=True))

    def _career(self) -> None:
        """历任…、…，…: posts after such a verb belong to the last name before them, or to the one that the sentence before was about."""
        who: int | None = None
        for number, item in enumerate(self.items):
            if item.person:
                who = number
                continue
            if item.post is None or number in self.mine:
                continue
            before = self.text[max(self.start, item.start - 8) : item.start]
            if not _CAREER.pattern.search(before):
                continue
            last = number + 1
            while last < len(self.items) and self.items[last].post and _CAREER_LINK.fullmatch(self._gap(last - 1, last)):
                last += 1
            ended = bool(_PAST.search(before))
            if last < len(self.items) and self.items[last].person and not self._gap(last - 1, last):
                continue
            if who is not None:
                self._give([who], range(number, last), _CAREER.name, ends=ended)
            elif self.subject:
                self.items.append(_Item(self.subject.start, self.subject.end, None, self.subject))
                self._give([len(self.items) - 1], range(number, last), _CAREER.name, ends=ended)
                self.items.pop()

    def _give(self, people: Sequence[int], posts: Sequence[int], name: str, ends: bool = False, begins: bool = False) -> None:
        for number in posts:
            post = self.items[number].post
            if post is None:
                continue
            self.mine.add(number)
            for who in people:
                person = self.items[who].person
                if person is None:
                    continue
                start, end = min(post.mention.start, max(person.start, self.start)), max(post.mention.end, person.end)
                self.made.append(
                    Membership(
                        article=self.article.id,
                        person=person.name,
                        title=post.mention.text,
                        role=post.role,
                        organization=post.organization,
                        known_as=post.known_as,
                        former=post.former or ends,
                        evidence=Evidence(start, end, f"{name}/{post.rule}"),
                        acting=post.acting,
                    )
                )


def _base(organization: str) -> str:
    """The body that a party group belongs to: 中粮集团党组 → 中粮集团."""
    for ending in ("党组", "党委"):
        if organization.endswith(ending) and len(organization) > len(ending) + 2:
            return organization[: -len(ending)]
    return organization


def _completed(post: Post, body: str, known_as: tuple[str, ...]) -> Post:
    """A post that names no body, after one that does."""
    if post.organization is None:
        grouped = _grouped(post, body)
        if grouped is not post or post.role in _loose():
            return grouped
        return replace(post, organization=body, known_as=known_as)
    if post.organization in _STATE or post.organization == "中国":
        country = next((c for c in _countries() if body.startswith(c)), None)
        if country is None:
            return post
        if post.organization == "中国":
            return replace(post, organization=country, known_as=())
        held_by = country if post.organization == "国务院" else country + post.organization
        return replace(post, organization=held_by, known_as=(post.organization, country + "政府"))
    return _placed(post, body) if post.organization[0] in _LEVELS else post


def _grouped(post: Post, body: str | None) -> Post:
    """党组书记 after a body is the secretary of that body's party group."""
    group = next((g for g in _GROUPS if post.role.startswith(g)), None) if post.organization is None else None
    if group is None:
        return post
    role = post.role.removeprefix(group)
    return replace(post, role=role, organization=body + group if body else None, known_as=(group,) if body else ())


def _placed(post: Post, before: str) -> Post:
    """市长 after 盐城市委副书记 is the mayor of 盐城市: the place is read out of the body before it."""
    organization = post.organization or ""
    level, rest = organization[0], organization[1:]
    cut = before.rfind(level)
    if cut < 1:
        return post
    place = before[: cut + 1].removeprefix("中共")
    official = place + ("人民政府" if rest == "政府" else rest)
    known = dict.fromkeys((organization, official, place, *post.known_as))
    return replace(post, organization=place + rest, known_as=tuple(k for k in known if k != place + rest))


_BEGINS = ("appointed", "took-office")
_ENDS = ("dismissed", "left-office")


def _dated(claim: Membership, dates: Sequence[Mention]) -> Membership:
    """A post taken up or left on a day that the sentence names before it, else after it: 7月2日，…任命李华为市长."""
    how = claim.evidence.rule.partition("/")[0]
    if how not in _BEGINS + _ENDS or not dates:
        return claim
    before = [d for d in dates if d.end <= claim.evidence.start]
    period = (before[-1] if before else dates[0]).period
    if period is None:
        return claim
    return replace(claim, begin=period.start) if how in _BEGINS else replace(claim, end=period.end)


def _abroad(claim: Membership, countries: Sequence[Mention]) -> Membership:
    """A bare 总统 or 总理 beside a foreign name is that of the foreign country named last before it, else first after it."""
    if not claim.evidence.rule.endswith("/role") or claim.role.removeprefix("副") not in _heads():
        return claim
    if (claim.organization and claim.organization not in _STATE) or not looks_spelled(claim.person):
        return claim
    before = [p for p in countries if p.end <= claim.evidence.end]
    country = before[-1].name if before else countries[0].name if countries else None
    ministry = claim.organization if claim.organization != "国务院" else None
    return replace(
        claim, organization=country + (ministry or "") if country else None, known_as=(ministry,) if ministry and country else ()
    )


def _once(claims: Sequence[Membership]) -> list[Membership]:
    """One claim for each person, role and body; a bare title gives way to one with a body (主席 … 全国政协主席)."""
    best: dict[tuple[str, str, str], Membership] = {}
    for claim in claims:
        key = (claim.person, claim.role, claim.organization or "")
        if key not in best:
            best[key] = claim
    written = {(c.person, c.role) for c in best.values() if c.organization and not _implied(c)}
    foreigners = {c.person for c in best.values() if c.organization and c.organization.startswith(_countries())}
    best = {
        key: replace(c, organization=None, known_as=()) if _implied(c) and c.person in foreigners else c
        for key, c in best.items()
        if not (_implied(c) and key[:2] in written)
    }
    with_body = {(c.person, c.role) for c in best.values() if c.organization}
    chairs = {c.person for c in best.values() if c.role.endswith("主席") and c.organization}
    kept = []
    for claim in best.values():
        if claim.organization or claim.role not in _needs_body():
            if claim.organization is None and (claim.person, claim.role) in with_body:
                continue
            if claim.role == "主席" and claim.organization is None:
                if claim.person in chairs:
                    continue
                if not claim.evidence.rule.startswith("after-name"):
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
        and (claim.organization in _STATE or claim.organization in _NATIONAL)
    )


@cache
def _countries() -> tuple[str, ...]:
    """Names of countries but China's, the longest first."""
    names = {n for row in table("countries") if row["name"] != "中国" for n in (row["name"], *values(row["aliases"]))}
    return tuple(sorted(names, key=lambda n: (-len(n), n)))


@cache
def _heads() -> frozenset[str]:
    """Heads of state and government and foreign ministers, by the posts that the table gives to a country."""
    return frozenset(row["post"] for row in table("posts") if row["of"] in ("(country)", "政府", "国务院", "外交部"))


@cache
def _loose() -> frozenset[str]:
    """Role nouns that are a post only right beside the name of a body: 代表, 成员."""
    return frozenset(row["post"] for row in table("loose_posts"))


@cache
def _needs_body() -> frozenset[str]:
    return _loose() | {"委员", "常委", "候补委员", "书记", "副书记", "理事", "监事"}
