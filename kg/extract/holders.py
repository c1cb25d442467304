"""Holders: the body that a post belongs to where the post itself names none.

In: the posts of an article, its persons and institutions. Out: the same posts, completed from what stands around them in the sentence.

A title takes the body of the title before it (市委副书记、秘书长; 副主任甲，秘书长乙), the place of that body (盐城市委副书记、市长), its country
(白俄罗斯…主席、前副总理), the body in front of a name that stands between (中联部|宋涛|部长), or the body that a verb has just named
(协会选举产生以某某为主席的…).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.lexicon import table
from kg.model import Article, Mention, Post
from kg.nameends import HAN
from kg.offices import LEVELS, SCHOOLS, STATE, foreign_countries, heads, loose
from kg.text import fold, sentences
from kg.words import cut

# What may stand between two posts for the second to belong to the body of the first.
_CARRIES = re.compile(r"(?:[、，；和与及兼暨并后先现曾历任等 ]|以及|同志){0,6}")
_GROUPS = ("党组", "党委", "党总支", "党支部", "党工委", "纪委")
_HEADS = re.compile(r"(?:主席|会长|理事长|董事长|秘书长|总裁|主任|校长|院长)$")
_RULES_IN = {"越共": "越南", "古共": "古巴"}  # parties that bear no country's full name
_OFFICES = (
    "委",
    "政府",
    "局",
    "厅",
    "办",
    "办公室",
    "人大",
    "政协",
    "支队",
    "街道",
    "委员会",
    "安委会",
    "领导小组",
    "指挥部",
    "组委会",
    "国务院",
)
# Titles that name the kind of body they head.
_HEADS_OF = (
    (("校长", "校长助理"), (*SCHOOLS, "校", "幼儿园")),
    (("局长",), ("局", "政府", "委", "委员会")),
    (("厅长",), ("厅", "政府")),
    (("科长",), ("科", "局", "处")),
    (("处长",), ("处", "厅", "局", "部")),
    (("院长",), ("院", "校", "大学", "中心")),
)
_LONGEST_BODY = 16  # code points
_OWN_BODY = re.compile(
    r"(?:^|[，、；：。（”\s和与及由为任是兼以请])(?P<body>[一-鿿]{1,11}(?:科|室|部|处|院|校|城|站|社|[校党院政局厂厅]办|中心|集团|公司|工委|事务所|商场|酒店|银行|分会|协会|商会|学会|代表团|考察团)|人民军)$"
)
_OWN_PAPER = re.compile(r"《(?P<body>[^《》，。\n]{2,12})》(?:报社|杂志社|编辑部|网站)?$")  # 《东州新闻》|副总编辑
_EDITORS = ("编委", "总编辑", "总编", "主编", "社长", "编辑", "主笔", "撰稿人", "专栏作家", "评论员")
# Bodies that are the one named before where that is of their kind: 湖南大学…，|学校|党委书记.
_ANY_BODY = ("学校", "医院", "公司", "集团", "集团公司", "学院", "我校", "我院", "本校", "本院")
_GREETED = re.compile(r"^(?:(?:热烈)?(?:祝贺|庆祝|欢迎|感谢)|[一-鿿]{0,8}到(?=集团|公司)|[我本][校院](?=[校院]))")
_MADE = ("为", "任", "担任", "出任")
_GROUP_LED = re.compile(r"的(?P<group>[一-鿿]{2,10}?(?:代表团|艺术团|考察团|访问团|友好团|参观团|工作团))")
_MINISTERS = ("部长", "副部长", "大臣", "副大臣", "国务大臣")
_JOINS = re.compile(r"[，、]?(?:兼任?|和|、)(?:政府)?")
_MINISTRY = re.compile(r"[一-鿿]{2,8}(?:[、和与][一-鿿]{2,8}){0,3}")  # 交通和通讯|部长
# Tags of words that name something: nouns, names, verbs and adjectives used as nouns, numbers with their measures.
_NAMING = ("n", "vn", "an", "a", "s", "f", "j", "b", "i", "l", "m", "q", "eng", "x")
_AS_BEFORE = re.compile(r"(?:为|任|选)$")


def complete_posts(
    article: Article,
    posts: Sequence[Post],
    persons: Sequence[Mention],
    institutions: Sequence[Mention],
    places: Sequence[Mention],
) -> list[Post]:
    """The posts in their order, each with its body where the sentence tells it."""
    text = fold(article.text)
    completed: list[Post] = []
    waiting = list(posts)
    for start, end in sentences(text):
        inside = []
        while waiting and waiting[0].mention.start < end:
            inside.append(waiting.pop(0))
        if inside:
            named = [p for p in persons if start <= p.start < end]
            around = [p for p in places if start <= p.start < end]
            completed += _Sentence(article, text, start, inside, named, institutions, around).completed()
    return completed


class _Sentence:
    """The posts and persons of one sentence."""

    def __init__(
        self,
        article: Article,
        text: str,
        start: int,
        posts: list[Post],
        persons: Sequence[Mention],
        bodies: Sequence[Mention],
        places: Sequence[Mention],
    ) -> None:
        self.article, self.text, self.start = article, text, start
        self.posts, self.bodies, self.places = posts, bodies, places
        self.person_ends = {p.end: p for p in persons}
        self.edges = sorted([p.mention.end for p in posts] + [p.end for p in persons])

    def completed(self) -> list[Post]:
        body: tuple[str, tuple[str, ...]] | None = None
        court: str | None = None
        for number, post in enumerate(self.posts):
            named = self.person_ends.get(post.prefix)
            if named:
                body = None  # 阿尔维表示，在习近平|主席: a title after its own name carries nothing over
                post = self._before_its_name(post, named)
            elif body and body[0].startswith(foreign_countries()) and not _CARRIES.fullmatch(self._since_last(post.prefix)):
                body = None  # a country does not carry over to the next clause, which may be about another
            if body and not post.organization and self._behind_name(post.prefix):
                body = None  # 副部长|李群|为|副团长: what a name is made, it is not made of the body of its post
            if body and post.rule == "role" and self._of_other_words(post, body[0]):
                body = None
            own, begin = self._own_words(post) if post.rule == "role" and not post.organization else (None, 0)
            if own is not None and not (body and own in _ANY_BODY and body[0].endswith(own)):
                post = replace(self._with_words(post, begin), organization=own)
                if own.endswith("代表团"):
                    post = replace(post, role=post.role.removeprefix("代表团"))
                body = (own, ())
            elif post.organization and post.rule != "role":
                base = _base(post.organization)
                body = (base, post.known_as if base == post.organization else ())
            else:
                post = _completed(post, *body) if body else _grouped(post, None)
            if post.organization and post.organization.endswith(("法院", "检察院")):
                court = post.organization
            elif post.role in ("审判员", "检察员") and court:
                post = replace(post, organization=court, known_as=())  # 副院长、审判委员会委员、审判员
            self.posts[number] = self._of_the_group(self._chosen(post))
        return self.posts

    def _of_other_words(self, post: Post, body: str) -> bool:
        """Whether words that are neither a verb nor a link stand right before a title and say whose it is: 海外版|总编辑, 《东州新闻》|副总编辑,
        互联网金融|总经理."""
        glued = self.text[max(self.start, post.prefix - 1) : post.prefix]
        if post.prefix in self.edges or not (HAN.match(glued) or glued in ("》", "”")):
            return False
        words = cut(self.text)
        number = words.at(post.prefix - 1)
        own = words.text[number]
        if own in _ANY_BODY and body.endswith(own):
            return False
        return glued in "》”" or words.tags[number].startswith(_NAMING)

    def _behind_name(self, start: int) -> bool:
        """Whether nothing but 为 or 任 stands between the last name and `start`."""
        return (
            self._since_last(start) in _MADE
            and bisect_right(self.edges, start) > 0
            and start - len(self._since_last(start)) in self.person_ends
        )

    def _since_last(self, start: int) -> str:
        """The text between the post or name before `start` and `start`."""
        before = [e for e in self.edges if e <= start]
        return self.text[before[-1] : start] if before else self.text[self.start : start]

    def _with_words(self, post: Post, begin: int) -> Post:
        """The title with the words before it that are its body, so that it follows the title before them: 副委员长、|宣传鼓动部|部长."""
        minister = post.role in _MINISTERS and self.text[begin - 1 : begin] not in _MADE
        if (
            post.former
            or post.mention.start != post.prefix
            or (not minister and self.text[begin - 1 : begin] not in ("、", "，", "兼", "和"))
        ):
            return post
        mention = post.mention
        whole = self.article.text[begin : mention.end]
        field = next((p.end for p in self.places if p.start == begin), begin) if minister else begin
        role = (
            self.text[field : mention.end]
            if post.role.endswith("大臣") and self.text[post.prefix - 1] not in "部厅局院"
            else post.role
        )  # 商务大臣
        return replace(
            post, role=role, prefix=begin, mention=replace(mention, start=begin, text=whole, name=whole), rule="body-and-role"
        )

    def _own_words(self, post: Post) -> tuple[str | None, int]:
        """The words right before a bare title that are a body though no table holds it, and where they begin: 医务科|副科长,
        华东五金城|董事长."""
        first = max(self.start, post.prefix - _LONGEST_BODY)
        paper = _OWN_PAPER.search(self.text, first, post.prefix) if post.role.endswith(_EDITORS) else None
        if paper is not None:
            return paper["body"], paper.start()
        ministry = self._ministry(post, first) if post.role in _MINISTERS else None
        if ministry is not None:
            return ministry
        led = len("代表团") * post.role.startswith("代表团")  # 中央|代表团团长
        own = _OWN_BODY.search(self.text, first, post.prefix + led)
        if own is None:
            return None, 0
        before = bisect_right(self.edges, post.prefix)
        if before and own.start("body") < self.edges[before - 1]:
            return None, 0
        body = _GREETED.sub("", own["body"])
        return body or None, own.end("body") - len(body)

    def _ministry(self, post: Post, first: int) -> tuple[str, int] | None:
        """The field before a minister's title, with its country, as a ministry, and where it begins: 副总理兼|交通和通讯|部长,
        沙特|商务|大臣."""
        begin = max([first, *(e for e in self.edges if e <= post.prefix), *(p.end for p in self.places if p.end <= post.prefix)])
        link = _JOINS.match(self.text, begin, post.prefix)
        begin = link.end() if link else begin
        field = self.text[begin : post.prefix]
        place = next((p for p in self.places if p.end == begin and p.name in foreign_countries()), None)
        if not _MINISTRY.fullmatch(field) or field[-1] in "部厅局院委处" or (place is None and link is None):
            return None
        words = cut(self.text)
        inside = range(words.at(begin), words.at(post.prefix - 1) + 1)
        if words.starts[inside[0]] != begin or not all(
            words.tags[n].startswith((*_NAMING, "c", "d")) or words.text[n] in "和与及、" for n in inside
        ):
            return None
        return (place.name if place else "") + field.removesuffix("国务") + "部", place.start if place else begin

    def _before_its_name(self, post: Post, person: Mention) -> Post:
        """中联部|宋涛|部长, 苏州市|李明|市长: the body or its place stands before the name, the post after it."""
        place = next((p for p in self.places if p.end == person.start), None)
        if place is not None and post.rule == "role" and post.organization and place.name[-1] == post.organization[0]:
            return replace(_placed(post, place.name), rule="body-name-role")
        body = next((b for b in self.bodies if b.end == person.start), None)
        if body is None or post.rule != "role":
            return post
        return replace(post, organization=body.name, known_as=(), rule="body-name-role")

    def _of_the_group(self, post: Post) -> Post:
        """以甲为|团长|的艺术团: the head of the group that is named behind its title."""
        made = post.role == "团长" and self.text[max(0, post.prefix - 1) : post.prefix] == "为"
        group = _GROUP_LED.match(self.text, post.mention.end) if made else None
        return replace(post, organization=group["group"], known_as=()) if group else post

    def _chosen(self, post: Post) -> Post:
        """A head named by a verb is that of the body named before it in the sentence; a 常委 that of the standing committee named last."""
        if post.rule == "role" and post.role.endswith("指挥"):
            staffs = [b for b in self.bodies if b.end <= post.prefix and b.text.endswith("指挥部")]
            return replace(post, organization=staffs[-1].name if staffs else None, known_as=())
        if post.organization or post.rule != "role":
            return post
        start = post.prefix
        if post.role == "常委":
            before = [b for b in self.bodies if b.end <= start and b.text.endswith(("常委会", "常务委员会"))]
        elif _HEADS.search(post.role) and _AS_BEFORE.search(self.text, max(self.start, start - 3), start):
            before = [b for b in self.bodies if self.start <= b.start and b.end <= start and start - b.end < 40]
        else:
            return post
        return replace(post, organization=before[-1].name) if before else post


@cache
def _of_firms() -> frozenset[str]:
    """Role nouns that only a firm has: 总经理, 董事长."""
    return frozenset(row["post"] for row in table("posts") if row["holder"] == "enterprise")


def _base(organization: str) -> str:
    """The body that a party group belongs to: 中粮集团党组 → 中粮集团."""
    if organization.endswith("区党委"):
        return organization  # the party committee of a region is no group inside it
    for ending in ("党组", "党委"):
        if organization.endswith(ending) and (len(organization) > len(ending) + 2 or organization[1:-2] == "局"):
            return organization[: -len(ending)]
    return organization


def _completed(post: Post, body: str, known_as: tuple[str, ...]) -> Post:
    """A post that names no body, after one that does."""
    country = next((c for c in foreign_countries() if body.startswith(c)), None)
    if post.role.startswith("中央") and body.endswith("政治局"):
        body = body.removesuffix("政治局")  # 中央政治局候补委员、|中央书记
    of_state = post.role.removeprefix("副") in heads() or post.role.startswith(("内阁", "国务委员"))
    if post.organization is None and of_state:
        return replace(post, organization=country, known_as=()) if country else post  # 政治局委员、|外相
    if post.role == "自治区主席" and body.endswith("自治区党委"):
        region = body.removesuffix("党委")
        return replace(post, organization=region + "人民政府", known_as=(region + "政府", region, "自治区政府"))
    if post.role == "政府总理" and country is not None:
        return replace(post, organization=country, known_as=(country + "政府",))
    if post.organization is None and post.role in ("总统", "副总统", "首相", "国王"):
        return post if body not in foreign_countries() else replace(post, organization=body, known_as=known_as)
    if post.role in ("参议长", "众议长") and country is not None:
        return replace(post, organization=country + post.role[:-1] + "院", known_as=(post.role[:-1] + "院",))
    if post.role == "部长会议主席":
        return replace(post, role="主席", organization=(country or "") + "部长会议", known_as=("部长会议",) if country else ())
    if post.organization is None and post.role in _of_firms() and body.endswith(_OFFICES):
        return post  # 县政府办…，总经理甲
    if post.organization is None and not _can_head(post.role, body):
        return post
    if post.organization is None:
        grouped = _grouped(post, body)
        if grouped is not post or post.role in loose():
            return grouped
        return replace(post, organization=body, known_as=known_as)
    if post.organization in STATE or post.organization == "中国":
        country = country or _RULES_IN.get(body[:2])
        if country is None:
            return post
        if post.organization == "中国":
            return replace(post, organization=country, known_as=())
        held_by = country if post.organization == "国务院" else country + post.organization
        return replace(post, organization=held_by, known_as=(post.organization, country + "政府"))
    return _placed(post, body) if post.organization[0] in LEVELS else post


def _can_head(role: str, body: str) -> bool:
    """Whether a body of this kind has such a title: no 校长 of an office, no 局长 of a school."""
    return next((body.endswith(kinds) for roles, kinds in _HEADS_OF if role.endswith(roles)), True)


def _grouped(post: Post, body: str | None) -> Post:
    """党组书记 after a body is the secretary of that body's party group."""
    group = next((g for g in _GROUPS if post.role.startswith(g)), None) if post.organization is None else None
    if group is None:
        return post
    role = post.role.removeprefix(group)
    return replace(post, role=role, organization=(body or "") + group, known_as=(group,) if body else ())


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
