"""Posts as written: 上海市委金融办常务副主任, 原副市长, 俄总统.

In: an article, its institutions and places. Out: `Post` records by offset, whose person is not yet known.

A role noun (书记, 副局长) is read with the words of rank before it, then the body that ends there (公安局|副局长, 外交部|长), else the place (盐城市|副市长),
else a country's one-character name (俄|总统). What a noun implies (市长 → 市政府, 总统 → the country) is in the table of posts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.bodies import generic
from kg.model import Article, Mention, Post
from kg.nameshapes import foreign_characters
from kg.offices import foreign_countries, heads
from kg.text import fold
from kg.titles import Noun, countries, country_characters, modifiers, national_bodies, nouns
from kg.words import cut

# Envoys, and what their house is called.
_ENVOYS = {"大使": "大使馆", "总领事": "总领事馆", "公使": "大使馆", "临时代办": "大使馆", "代办": "大使馆", "武官": "大使馆"}
# 主席令 is a decree; 副主席令某某 names somebody.
_ORDER = re.compile(r"令(?:关于|公布|签署|第|发布|任免|[，。、》])")
_CONGRESS = re.compile(r"主席国|代表(?:大会|会议)")
_LEVELS = "省市区县州旗镇乡"
_IN_CHARGE = re.compile(r"(?:分管|负责|主持)[^，。；、的]{2,8}的$")
# 某党|中央政治局委员、中央|副委员长: the centre of the party named in the title before.
_CENTRE = re.compile(r"[一-鿿]{0,8}、(?P<short>党?中央)")
_FAR_CENTRE = 16  # code points
# Titles in the branch of a firm or a society in a country.
_OF_FIRMS = ("总裁", "总经理", "董事长", "首席代表", "首席执行官", "执行主席", "总监")
_FIGURE = re.compile(r"[0-9A-Za-z]”$")
_MADE_OF = re.compile(r"[^，。；]{0,12}(?:为|名义|身份)")  # 以总理某某为团长: 以 is no country here


# Titles of those whom somebody sends, and what stands between the sender and the title.
_POSTED = ("代表", "特别代表", "高级代表", "专员", "特使", "协调员", "特别协调员", "报告员", "特别报告员", "新闻官")
_POSTED_TO = re.compile(r"常?驻[一-鿿]{2,8}$")
_FIELD = re.compile(r"[一-鿿（）与和、]{2,14}(?:事务|问题|政策|行动|权利|平等|人道主义)$")
_PARTY = re.compile(r"[一-鿿]{2,10}")
_FAR_PARTY = 16  # code points
_LONGEST_FIELD = 20  # code points
_ORDINAL = re.compile(r"(?:第[一二三四五六七八九十0-9]{1,3}[任届]|新一[任届])$")


def find_posts(article: Article, institutions: Sequence[Mention], places: Sequence[Mention]) -> list[Post]:
    """The posts that an article names, in order, none overlapping another."""
    text = fold(article.text)
    reader = _Reader(article, text, institutions, places)
    posts: list[Post] = []
    by_end: dict[int, list[tuple[int, Noun]]] = {}
    for hit in nouns().all(text):
        by_end.setdefault(hit.end, []).append((hit.start, hit.value))
    for end in sorted(by_end):
        # the longest noun that leaves the body before it whole: 政治局|常委, not the 政治局常委 of the table
        made = (reader.post(start, end, noun) for start, noun in sorted(by_end[end], key=lambda h: h[0]))
        post = next((p for p in made if p), None)
        if post is None:
            continue
        # 秘书|长: the longer noun replaces the shorter that it begins with; otherwise what was read first stays
        while posts and posts[-1].mention.end > post.mention.start and posts[-1].mention.start >= post.mention.start:
            posts.pop()
        if posts and posts[-1].mention.end > post.mention.start:
            continue
        posts.append(post)
    return posts


class _Title(NamedTuple):
    """The noun of a post with its words of rank: `role` is text[start:end], `head` where 原, 前 or 第六任 before it begin, `sorts` what these say."""

    head: int
    start: int
    end: int
    role: str
    noun: Noun
    sorts: frozenset[str]


class _Reader:
    def __init__(self, article: Article, text: str, institutions: Sequence[Mention], places: Sequence[Mention]) -> None:
        self.article, self.text = article, text
        self.bodies = {i.end: i for i in institutions}
        self.inside = {offset: i for i in institutions for offset in range(i.start, i.end)}
        self.places = {p.end: p for p in places}
        self.within = {o: p.end for p in places for o in range(p.start + 1, p.end)}
        self.words = cut(text)
        self.edges = {0, *self.words.index}

    def post(self, start: int, end: int, noun: Noun) -> Post | None:
        """The post that ends with this noun, with the body, the place or the country before it that it is of."""
        if self._is_another_word(start, end, noun):
            return None
        around = self.inside.get(start)
        if around:
            return self._in_body(around, _Title(start, start, end, self.text[start:end], noun, frozenset()))
        title = self._title(start, end, noun)
        of = self._posted(title) if noun.post in _POSTED else None
        of = of or self._of_a_centre(title) or self._of_body(title) or self._of_place(title)
        of = of or self._of_party_abroad(title) or self._of_country(title)
        return of or self._made(title.start, title, "role")

    def _is_another_word(self, start: int, end: int, noun: Noun) -> bool:
        """Do the letters of the noun belong to another word or name here?"""
        text, around = self.text, self.inside.get(start)
        if end <= self.within.get(start, 0) or (noun.post == "苏丹" and start not in self.places):
            return True  # 南|苏丹
        if around and around.end != start + 1:
            return True
        if _CONGRESS.match(text, end - 2) or text.startswith("通道", end):
            return True  # 轮值主席|国, 代表|大会, 部长|通道
        if noun.post == "代表" and _FIGURE.search(text, max(0, start - 2), start):
            return True  # “105”|代表|东城
        if text.startswith("长官", end - 1) and text[end + 1 : end + 2] not in ("员", "邸", "方"):
            return True  # 统一部|长官
        return end not in self.edges and (self._goes_on(end) or not self._begins(start))  # 主席|团, 沙|特首|都

    def _title(self, start: int, end: int, noun: Noun) -> _Title:
        """The noun with its words of rank and of time: 原|常务副|市长."""
        begin, sorts = self._ranks(start)
        head, former = self._former(begin)
        return _Title(head, begin, end, self.text[begin:end], noun, frozenset((*sorts, *([former] if former else ()))))

    def _in_body(self, around: Mention, title: _Title) -> Post:
        """The post whose first character ends the body: 外交部|长."""
        if self.text[around.end - 2] in "前原" and around.end - around.start > 4:
            ended = self._made(around.start, title._replace(sorts=frozenset(("former",))), "body-and-role", around)
            return replace(ended, organization=around.name[:-2], known_as=())  # 情报院|前|院长
        of_party = title._replace(role=title.role.removeprefix("党")) if around.text.endswith("党") else title
        return self._made(around.start, of_party, "body-and-长", around)

    def _of_body(self, title: _Title) -> Post | None:
        """A body right before the title, or before what its holder has charge of: 党校|分管日常工作的|副校长."""
        body = self.bodies.get(title.head)
        if body is None:
            for_it = _IN_CHARGE.search(self.text, max(0, title.start - 12), title.start)
            body = self.bodies.get(for_it.start()) if for_it else None
            return self._made(body.start, title, "body-and-role", body) if body else None
        if title.noun.post in _ENVOYS and self.text[body.start - 1 : body.start] == "驻":
            return self._envoy(body, title)
        if title.role.startswith("中心"):
            whole = self._made(body.start, title._replace(role=title.role.removeprefix("中心")), "body-and-role", body)
            return replace(whole, organization=body.name + "中心")  # 上海新能源|中心主任
        if title.role.startswith("党主席"):
            whole = self._made(body.start, title._replace(role=title.role[1:]), "body-and-role", body)
            return replace(whole, organization=body.name + "党", known_as=())  # 民主运动|党主席
        return self._made(body.start, title, "body-and-role", body)

    def _of_place(self, title: _Title) -> Post | None:
        """A place right before the title: 长沙县|副县长, 驻东国|大使, 微软|中国|总裁."""
        head, role, noun = title.head, title.role, title.noun
        place = self.places.get(head) or self.places.get(head + 1)
        if place and not place.detail and noun.post in heads() and place.name not in countries():
            place = None  # 姆贝基|总统: no country that anybody knows
        if place and role.endswith(_OF_FIRMS) and role not in heads() and self._named_before(place.start):
            branch = self.bodies.get(place.start)  # 微软|中国|总裁, 大豆协会中国|首席代表: the body stands before the country
            if branch is None:
                return self._made(title.start, title, "role")
            post = self._made(branch.start, title, "body-and-role", branch)
            return replace(post, organization=branch.name + place.text)
        if place and noun.post in _ENVOYS and self.text[place.start - 1 : place.start] == "驻":
            return self._envoy(place, title)
        if place and place.start < head and (place.end == head or self.text[head] in _LEVELS):
            return self._made(self._outermost(place), title, "place-and-role", place=self._spelt_out(place))
        city = self.places.get(head - 1) if self.text[head - 1] == "市" else None
        if city and role.startswith("市长"):
            return self._made(city.start, title, "place-and-role", place=city.name)  # 基辅|市|市长
        level = noun.post.removeprefix("副")[:1] if noun.post.removeprefix("副") in ("市长", "省长", "州长") else ""
        spelt = self._spelt_city(head, title.end, level) if level else head
        return self._made(spelt, title, "place-and-role", place=self.text[spelt:head]) if spelt < head else None

    def _of_party_abroad(self, title: _Title) -> Post | None:
        """The head of a party that no table holds: 瓦努阿图|瓦库|党主席."""
        home = self._party_abroad(title.start) if title.role.startswith("党") else None
        if home is None:
            return None
        post = self._made(home[0], title._replace(role=title.role[1:]), "place-and-role", place=home[1])
        return replace(post, organization=self.text[home[0] : title.start] + "党", known_as=())

    def _of_country(self, title: _Title) -> Post | None:
        """A character that stands for a country, before a title that a state has: 俄|总统."""
        at, noun = title.head - 1, title.noun
        character = self.text[at : at + 1] if at >= 0 else ""
        country = self._country_called(character)
        if noun.of_abroad != "政府" and (noun.of_abroad in ("", *generic()) or noun.of_abroad[0] in _LEVELS):
            return None
        made_of = character == "以" and _MADE_OF.match(self.text, title.end) is not None
        counted = character == "日" and self.text[at - 1 : at].isdigit()
        if not country or character == "新" or made_of or counted:
            return None  # 新|总统 is a new one, 以|总理|李明为首, 5日|总理
        if self.text[at - 1 : at] in foreign_characters() or at in self.inside or at not in self.edges:
            return None  # 拉赫蒙|总统
        return self._made(at, title, "country-character-and-role", place=country)

    def _party_abroad(self, end: int) -> tuple[int, str] | None:
        """Where the country begins in front of the name of a party that no table holds, and which: 瓦努阿图|瓦库."""
        first = max(0, end - _FAR_PARTY)
        for country in foreign_countries():
            start = self.text.rfind(country, first, end - 1)
            if start >= 0 and _PARTY.fullmatch(self.text, start + len(country), end):
                return start, country
        return None

    def _outermost(self, place: Mention) -> int:
        """Where the places begin of which this one is the last and innermost: 湖南省|长沙县|副县长."""
        start = place.start
        while place.name not in countries() and start in self.places and self.places[start].start < start:
            start = self.places[start].start
        return start

    def _spelt_out(self, place: Mention) -> str:
        """The name of a place, with the one before it where it is only the kind of one: 印古什|共和国."""
        before = self.places.get(place.start) if place.name == "共和国" else None
        return place.name if before is None else before.text + place.name

    def _begins(self, start: int) -> bool:
        """Can a noun begin here: where a word does, or behind a body, a place or a word of rank?"""
        role_start, _ = self._ranks(start)
        return (
            not self.edges.isdisjoint((start, role_start))
            or any(at in self.bodies for at in (start + 1, start, role_start))
            or start in self.places
        )

    def _named_before(self, start: int) -> bool:
        """Whether a body or a word of a name stands right before this offset."""
        number = self.words.at(start - 1) if start else 0
        return start in self.bodies or (
            start > 0 and self.words.tags[number].startswith(("n", "eng")) and start not in self.places
        )

    def _of_a_centre(self, title: _Title) -> Post | None:
        """劳动党|中央|副委员长, and 中央|副委员长 after another title in the centre of the same party."""
        start = title.head
        if not self.text.endswith("中央", 0, start):
            return None
        party = self.bodies.get(start - 2)
        if party is not None and party.text.endswith("党"):
            post = self._made(party.start, title, "body-and-role", party)
            return replace(post, organization=party.name + "中央")
        for edge in range(start - 3, max(0, start - _FAR_CENTRE), -1):
            party = self.bodies.get(edge)
            if party is not None:
                short = _CENTRE.fullmatch(self.text, edge, start)
                if short is None or "党中央" not in party.text:
                    return None
                post = self._made(short.start("short"), title, "body-and-role")
                return replace(post, organization=party.text[: party.text.find("中央") + 2], known_as=())
        return None

    def _spelt_city(self, end: int, title_end: int, level: str) -> int:
        """Where the name of a city or a province begins that no table holds, in front of the title and foreign name of its head:
        德利|市长卡普里, 麦加省|副省长苏欧德."""
        start = end - self.text.endswith(level, 0, end)
        while start > max(0, end - 6) and self.text[start - 1] in foreign_characters():
            start -= 1
        begins = start == 0 or not "一" <= self.text[start - 1] <= "鿿" or start in self.places
        begins = begins or (start in self.edges and self.words.tags[self.words.at(start - 1)] == "v")
        named = foreign_characters().issuperset(self.text[title_end : title_end + 2] or "-") and title_end in self.edges
        return start if begins and end - start > 1 and named else end

    def _envoy(self, host: Mention, title: _Title) -> Post:
        """中国驻朝鲜大使: the post is in the sender's mission to the host."""
        start = host.start - 1
        sender = self.places.get(start)
        begin = sender.start if sender else start
        post = self._made(begin, title, "envoy")
        seat = _ENVOYS[title.noun.post] if host.kind == "place" else "使团"  # 驻欧盟|使团
        house = (sender.name if sender else "") + "驻" + host.name + seat
        return replace(post, organization=house, known_as=())

    def _posted(self, title: _Title) -> Post | None:
        """俄罗斯|常驻日内瓦|代表, 联合国|驻巴勒斯坦|特别代表; 欧盟|外交与安全政策|高级代表: the post is the sender's, not of the place or field."""
        start = title.head
        there = _POSTED_TO.search(self.text, max(0, start - 12), start)
        if there is not None:
            sender = self.bodies.get(there.start()) or self.places.get(there.start())
            begin = sender.start if sender else there.start()
            post = self._made(begin, title, "envoy")
            if sender is None or sender.kind != "place":
                return replace(post, organization=sender.name if sender else None, known_as=())
            return replace(post, organization=sender.name + there.group() + "代表团", known_as=(sender.name,))
        sent = title.role not in ("代表", "专员")
        field = _FIELD.search(self.text, max(0, start - _LONGEST_FIELD), start) if sent else None
        for edge in range(start - 3, field.start() - 1 if field else start, -1):
            body = self.bodies.get(edge)
            if body is not None:
                return self._made(body.start, title, "body-and-role", body)
        return None

    def _goes_on(self, end: int) -> bool:
        """Is the noun only the beginning of a word (主席|团, 部长|级, 书记|处)?"""
        return self.text[end : end + 1] in set("团级处府会室台国官员性作队") or bool(_ORDER.match(self.text, end))

    def _ranks(self, start: int) -> tuple[int, set[str]]:
        """The left edge of the words of rank before `start`, and what they say."""
        sorts: set[str] = set()
        known = modifiers()
        while True:
            for length in (3, 2, 1):
                word = self.text[max(0, start - length) : start]
                sort = known.get(word)
                if sort in ("rank", "acting") and len(word) == length and not (length == 1 and word == "总"):
                    start -= length
                    sorts.add(sort)
                    break
            else:
                return start, sorts

    def _country_called(self, character: str) -> str | None:
        """The country that one character stands for: the one that the text names where it is the only such, 尼 for 尼加拉瓜."""
        country = country_characters().get(character)
        if country is None or country in self.text:
            return country
        named = [name for name in foreign_countries() if name.startswith(character) and name in self.text]
        return named[0] if len(named) == 1 else country

    def _former(self, start: int) -> tuple[int, str | None]:
        """The same for 原, 前, 时任, 候任, and for two in a row (已故前)."""
        said: str | None = None
        ordinal = _ORDINAL.search(self.text, max(0, start - 6), start)
        start = ordinal.start() if ordinal else start  # 第六任|行政长官
        while True:
            for length in (3, 2, 1):
                sort = modifiers().get(self.text[start - length : start]) if start >= length else None
                if sort in ("former", "coming", "current") and not self._in_time(start - length):
                    start, said = start - length, said or sort
                    break
            else:
                return start, said

    def _in_time(self, at: int) -> bool:
        """Is this 前 part of a time (日前, 此前, 目前)?"""
        return self.text[at] == "前" and self.text[at - 1 : at] in set("日目此以之先提眼当午年月天从")

    def _made(self, start: int, title: _Title, rule: str, body: Mention | None = None, place: str | None = None) -> Post:
        """The post from where its body or place begins: of the body, else of what the noun implies for the place."""
        prefix, former = self._former(start)
        sorts = {*title.sorts, former}
        organization, known_as = (body.name, ()) if body else self._implied(title.noun, place)
        words = self.article.text[start : title.end]
        mention = Mention(self.article.id, start, title.end, "post", words, words)
        return Post(mention, prefix, title.role, organization, known_as, "former" in sorts, "acting" in sorts, rule)

    def _implied(self, noun: Noun, place: str | None) -> tuple[str | None, tuple[str, ...]]:
        """The body that holds the post where none is written: what the noun implies for this place, with other names of it."""
        if place is None and noun.post.startswith("国家") and noun.of == "(country)":
            return "中国", ("中华人民共和国",)
        if place is None:
            return (noun.of, ()) if noun.of and (noun.of[0] in _LEVELS or noun.of in national_bodies()) else (None, ())
        if place in countries() and place != "中国":
            of = noun.of_abroad
            if of in ("", "(country)", "政府"):
                return place, (place + of,) if of == "政府" else ()
            return place + of, (of,)
        if noun.of in ("", "(country)") or (noun.of.startswith("特别行政区") and not place.startswith(("香港", "澳门"))):
            return place, ()
        if noun.of.startswith("特别行政区") and place.endswith("特别行政区"):
            return place + noun.of.removeprefix("特别行政区"), ()
        if noun.of[0] in _LEVELS:
            level, rest = noun.of[0], noun.of[1:]
            full = place if place.endswith(level) else place + level
            official = full + ("人民政府" if rest == "政府" else rest)
            return full + rest, tuple(dict.fromkeys((official, noun.of, full, place)))
        return (noun.of, ()) if place == "中国" else (place + noun.of, (place,))
