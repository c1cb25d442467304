"""Persons: every human being called by name.

In: an article, its posts, institutions and places, what the trained reader proposes. Out: mentions of kind "person" whose `name` is the fullest form in the
article.

A name is taken where a post proves it (市长|龚正, 龚正|市长), where a list goes on (副市长甲、乙), or where the trained reader saw one that can be a name at
all: a surname with one or two characters, or characters that spell foreign names. What was read once is a name wherever it stands again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from kg.bodies import country_characters
from kg.lexicon import Matcher
from kg.model import Article, Mention, Post
from kg.nameshapes import (
    NAME_BREAK,
    SAYS,
    chinese_shape,
    county_names,
    followers,
    foreign_characters,
    foreign_shape,
    leaders,
    long_followers,
    not_names,
    spelt_part,
    surnames,
    timed,
    verbs_like_names,
)
from kg.offices import foreign_countries
from kg.text import fold
from kg.words import cut, role_nouns

_HAN = re.compile(r"[一-鿿㐀-䶿]+")
_SPACED = re.compile(r"[一-鿿] {1,2}[一-鿿](?![一-鿿])")
_FOREIGN = re.compile(r"[一-鿿A-Za-z]{1,8}(?:[·—\-.][一-鿿A-Za-z]{1,10}){1,4}")
_JOINED = re.compile(r"[·—.\-]")
_LIST = re.compile(r"[、和与及]|以及|，(?=[一-鿿]{2,3}[、，等])")
_HONORIFIC = re.compile(r"(?:同志|先生|女士|夫人|院士|教授|博士|大使|一行|夫妇|等)")
_ENDS = frozenset("，。、；：！？）（”》 \n等和与及在的")
_PREPOSITIONS = frozenset("同跟向赴致抵率访任")  # 李强|同…会谈
_DIGITS = frozenset("0123456789")  # 市长布拉格|26日
_TAKES_POST = re.compile(
    r"(?:同志)?(?:此前|现已|现|曾|将|已|拟|再次|继续|先后|当时)?(?:任|担任|出任|转任|调任|升任|改任|接任|继任|就任|兼任|历任|不再担任|当选为?|获任)$"
)
# 某某思想 names a school of thought, not a person.
_THOUGHT = re.compile(r"(?:新时代|生态|法治|强军|外交|经济|文化|党建|中国特色|社会主义|文明){0,4}(?:思想|主义|理论)")
_APPOINTS = re.compile(r"(?:任命|选举|推选|推举|选)$")
_PRONOUNS = frozenset("他她它我你您们")
_SIR = ("先生", "女士", "小姐", "某某", "老汉", "大爷", "大妈", "阿姨", "师傅", "夫人", "姓")
_STORM = re.compile(r"(?:台风|飓风|风暴|气旋|导弹|卫星|航母|油轮|货轮)“$")
_WHILE = re.compile(r"边[^，。]{1,8}，边")
_LINES = ("高铁", "铁路", "高速", "城际", "客专", "当地")  # 沈白|高铁: two ends of a line
_MASKED = re.compile(r"[一-鿿]某(?:某)?")


class Span(NamedTuple):
    """Characters that may be a name."""

    start: int
    end: int
    kind: str


class Proposal(Protocol):
    """What the trained reader gives: a span and its kind."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...


def find_persons(
    article: Article,
    posts: Sequence[Post],
    institutions: Sequence[Mention],
    places: Sequence[Mention],
    proposals: Sequence[Proposal],
) -> list[Mention]:
    """The persons that an article names, at every place where it names them, in order; reporters in the byline are left out."""
    reader = _Reader(article, posts, institutions, places, [p for p in proposals if p.kind == "PER"])
    names = reader.names()
    return reader.mentions(names)


class _Reader:
    def __init__(
        self,
        article: Article,
        posts: Sequence[Post],
        institutions: Sequence[Mention],
        places: Sequence[Mention],
        proposals: Sequence[Proposal],
    ) -> None:
        self.article, self.text = article, fold(article.text)
        self.posts = posts
        self.taken = {o for m in institutions for o in range(m.start, m.end)}
        self.post_at = {o for p in posts for o in range(p.mention.start, p.mention.end)}
        self.body_starts = {m.start for m in institutions}
        self.place_at = {o for m in places if m.detail for o in range(m.start, m.end)}
        self.known_places = {m.start: m.end for m in places if m.detail}
        self.place_names = {m.text for m in places}
        self.proposals = _merged(
            proposals, self.text, {o: p.mention.end for p in posts for o in range(p.mention.start, p.mention.end)}
        )
        self.starts = {p.start: p for p in self.proposals}
        self.post_ends = {p.mention.end for p in posts}
        self.post_starts = {p.mention.start for p in posts} | {p.prefix for p in posts}
        self.leaders = list(leaders().all(self.text))
        self.inside_leaders = {at for hit in self.leaders for at in range(hit.start + 1, hit.end)}
        self.walked: set[int] = set()  # where a list of names was followed already
        self.counted: dict[str, int] = {}
        self.words = cut(self.text)
        self.edges = {0, *self.words.index}

    def names(self) -> dict[str, str]:
        """The names of the article, each with the rule that read it first."""
        found: dict[str, str] = {}
        ends = {p.end for p in self.proposals}
        for post in self.posts:
            # 习近平|主席|高度重视: after a post that belongs to the name before it only the trained reader may see another name
            if post.mention.start not in ends or post.mention.end in self.starts:
                self._list_from(post.mention.end, "after-post", found)
        for post in self.posts:
            name = self._before(post.mention.start)
            if name:
                found.setdefault(name, "before-post")
        for hit in self.leaders:
            seen = self.starts.get(hit.end)
            whole = hit.end in self.edges or (seen is not None and seen.end in self.edges)  # not 居民|楼得|以
            if whole and not _WHILE.match(self.text, hit.end) and (self._free(hit.start, hit.end) or hit.value == "act"):
                end = self._name_at(hit.end, strict=hit.value == "act")
                if end is not None:
                    found.setdefault(self.text[hit.end : end].replace(" ", ""), "after-word")
                    self._list_from(end, "list", found, continued=True)
        for post in self.posts:
            verb = _TAKES_POST.search(self.text, max(0, post.prefix - 8), post.prefix)
            name = self._before(verb.start(), once=True) if verb else None
            if name:
                found.setdefault(name, "before-verb")
        for proposal in self.proposals:
            if proposal.kind != "PER" or self._place_like(proposal):
                continue
            name = self._trimmed(self.text[proposal.start : proposal.end], proposal.start)
            if self._free(proposal.start, proposal.end) and self._possible(name, self._beside_post(proposal)):
                found.setdefault(name, "trained-reader")
                self._list_from(proposal.end, "list", found, continued=True)
        for match in _MASKED.finditer(self.text):
            if match.group()[0] in surnames() and self._free(*match.span()):
                found.setdefault(match.group(), "masked")
        return self._agreed(found)

    def _agreed(self, found: dict[str, str]) -> dict[str, str]:
        """Names on whose length the whole article agrees: 韩民 that always stands before 求 is 韩民求, 周岩索 of 周岩索赔 is 周岩."""
        agreed: dict[str, str] = {}
        for name, rule in found.items():
            if name[0] in surnames() and surnames()[name[0]] == "rare" and rule in ("list", "after-word") and self._splits(name):
                continue
            if set(name) <= {*country_characters(), "中"} and rule != "after-post":  # 美英|总统, 韩中|关系
                continue
            if (name[1:] in _SIR and name[1:] != "某某") or (
                name[1:] in ("党", "方", "军") and name[0] in country_characters()
            ):  # 黄|小姐, 朝|党, 土|方
                continue
            if (
                len(name) == 3 and name[:2] in verbs_like_names() and (rule != "after-post" or name[2] in surnames())
            ):  # 包括|金与正
                continue
            if name + "和" in found and self._count(name + "和") >= self._count(name):  # 魏凤|和24日
                continue
            if len(name) == 3 and name[:2] in found and self._count(name[:2]) >= 3 * self._count(name):
                continue
            agreed.setdefault(self._longer(name), rule)
        return agreed

    def _splits(self, name: str) -> bool:
        """Is the first character a word of its own wherever the name stands (来|党, 能|卖, 种|葡萄)?"""
        starts = [m.start() for m in re.finditer(re.escape(name), self.text)]
        return all(start + 1 in self.edges for start in starts)

    def _longer(self, name: str) -> str:
        if len(name) != 2 or not chinese_shape(name) or self._count(name) < 2:
            return name
        following = {self.text[m.end() : m.end() + 1] for m in re.finditer(re.escape(name), self.text)}
        character = next(iter(following))
        if len(following) > 1 or not chinese_shape(name + character) or character in _ENDS or character in _PREPOSITIONS:
            return name
        longer = name + character
        after = {m.end() for m in re.finditer(re.escape(longer), self.text)}
        split = any(end in self.edges and end - 1 not in self.edges for end in after)
        return longer if split and not any(word[0] == character for word in followers()) else name

    def _beside_post(self, proposal: Proposal) -> bool:
        return proposal.start in self.post_ends or proposal.end in self.post_starts

    def _possible(self, name: str, proven: bool = False) -> bool:
        """Can this be a name at all? A word of the dictionary can (周全) where a post beside it proves it."""
        if _JOINED.search(name):
            return foreign_shape(name)
        if (
            name in foreign_countries()
            or name.removesuffix("人") in foreign_countries()
            or (name[1:] in SAYS and name[0] in surnames())
        ):
            return False
        if len(name) == 3 and name[1:] in role_nouns() and not proven:
            return False  # 客|车司机
        if (name in not_names() and not proven) or timed(name) or len(name) < 2 or len(name) > 12:
            return False
        return (
            chinese_shape(name)
            or foreign_shape(name)
            or (3 <= len(name) <= 6 and bool(_HAN.fullmatch(name)) and not _PRONOUNS.intersection(name))
        )

    def _free(self, start: int, end: int) -> bool:
        return not any(o in self.taken or o in self.post_at for o in range(start, end))

    def _list_from(self, start: int, rule: str, found: dict[str, str], continued: bool = False) -> None:
        """Names from here on: one, and those that a list adds (甲、乙和丙)."""
        while True:
            if continued:
                link = _LIST.match(self.text, start)
                if not link:
                    return
                start = link.end()
            if self.text[start : start + 1] in ("：", " "):
                start += 1
            if continued and start in self.walked:
                return
            self.walked.add(start)
            end = self._name_at(start, strict=continued)
            if end is None:
                return
            found.setdefault(self.text[start:end].replace(" ", ""), rule)
            start, continued, rule = end, True, "list"

    def _name_at(self, start: int, strict: bool) -> int | None:
        """The end of the name that begins here, None where none does."""
        if start in self.post_starts or start in self.taken or (start in self.place_at and start not in self.starts):
            return None
        proposal = self.starts.get(start)
        if (
            proposal
            and self._possible(self.text[start : proposal.end], self._beside_post(proposal))
            and self._free(start, proposal.end)
        ):
            end = self._bounded(start, proposal.end)
            if end > proposal.end and self.text[end - 1] == "和":
                return end
            return start + len(self._trimmed(self.text[start:end], start))
        foreign = _FOREIGN.match(self.text, start)
        if foreign:
            end = start + len(spelt_part(foreign.group()))
            if foreign_shape(self.text[start:end]) and _JOINED.search(self.text[start:end]):
                return start + self._runs_into(self.text[start:end], start)
        if _SPACED.match(self.text, start) and self.text[start] in surnames():
            return _SPACED.match(self.text, start).end()  # type: ignore[union-attr]
        best, best_score = None, 0.0
        for length in (2, 3, 4):
            end = start + length
            name = self.text[start:end]
            if len(name) < length or not chinese_shape(name) or not self._free(start, end):
                continue
            score = self._score(start, end, name)
            if score > best_score:
                best, best_score = end, score
        if best is not None and best_score >= (3.0 if strict else 2.0):
            return best
        return None if strict else self._spelt_at(start)

    def _spelt_at(self, start: int) -> int | None:
        """The end of a foreign name without a dot, right behind its post: all characters spell one, and it ends at a mark or a verb."""
        end = start
        if self.text[start : start + 1] in NAME_BREAK:
            return None  # 副总理|的别洛夫
        while end < len(self.text) and end - start < 7 and self.text[end] in foreign_characters():
            end += 1
        for stop in range(end, start + 1, -1):
            ends = self.text[stop : stop + 1] in _ENDS | _DIGITS or self.text.startswith(followers(), stop)
            if ends and foreign_shape(self.text[start:stop]) and self._free(start, stop) and start not in self.place_at:
                return stop
        return None

    def _trimmed(self, name: str, start: int) -> str:
        """A proposal without what was read too far: 邢光昌|控制, 陈昀|陪同, 刘宁|任, 巴赫穆特|等."""
        name = name.rstrip("等及")
        name = name[: self._runs_into(name, start)]
        end = start + len(name)
        chinese = name[:1] in surnames() or name[:2] in surnames()
        if len(name) > 2 and (not chinese or chinese_shape(name[:-1])):
            runs_on = self.text.startswith(long_followers(), end - 1)
            takes_post = name[-1] == "任" and (end in self.body_starts or end in self.post_starts or end in self.known_places)
            if (
                (chinese and len(name) == 3 and name[-1] in NAME_BREAK)
                or runs_on
                or takes_post
                or name[-1] in "时前"
                or end - 1 in self.post_starts
            ):
                return name[:-1]
        if len(name) == 4 and name[:2] in surnames():
            last = self.words.index.get(end)
            splits = start + 3 in self.edges and last is not None and not self.words.inside(last)
            return name[:3] if splits else name  # 慕容海|走, but 高市早苗
        if "·" not in name and chinese and len(name) > 3 and not foreign_shape(name):
            for length in (3, 2):
                if start + length in self.edges and chinese_shape(name[:length]):
                    return name[:length]
            if len(name) > 4 and surnames().get(name[0]) == "common" and chinese_shape(name[:3]):
                return name[:3]
        return name

    def _verb_at(self, start: int) -> bool:
        number = self.words.at(start)
        return self.words.starts[number] == start and self.words.tags[number].startswith("v") if start < len(self.text) else False

    def _of_words(self, proposal: Proposal) -> bool:
        """Is it nothing but two words of the dictionary, in the shape of no name?"""
        name = self.text[proposal.start : proposal.end]
        if len(name) != 4 or chinese_shape(name) or foreign_shape(name) or proposal.start + 2 not in self.edges:
            return False
        first, second = self.words.at(proposal.start), self.words.at(proposal.start + 2)
        verbs = self.words.tags[first].startswith(("v", "d", "a")) and self.words.tags[second].startswith(("v", "d", "a"))
        return verbs and proposal.start in self.edges and proposal.end in self.edges

    def _runs_into(self, name: str, start: int) -> int:
        """The length of a name before the word that it runs into and does not leave again: 萨拉曼|夫妇, 赵川|在京, 萨拉曼|通|电话."""
        for length in range(2, len(name)):
            if not self.text.startswith(long_followers(), start + length):
                continue
            word = next((w for w in long_followers() if self.text.startswith(w, start + length)), None)
            if word and length + len(word) >= len(name) and (self._possible(name[:length]) or length > 2):
                return length
        return len(name)

    def _place_like(self, proposal: Proposal) -> bool:
        """A foreign name that is a place elsewhere in the article, or that stands like one: 在…, …州."""
        name = self.text[proposal.start : proposal.end]
        around = self.words.at(proposal.start)
        if self.words.tags[around] in ("i", "l") and len(self.words.text[around]) >= len(name):
            return True  # 万古长青
        if self.words.tags[around] == "ns" and len(self.words.text[around]) > len(name):
            return True  # 桑给|巴尔
        if proposal.start in self.place_at and (not chinese_shape(name) or self.known_places.get(proposal.start) == proposal.end):
            return True
        if proposal.start in self.inside_leaders:
            return True  # 聘|任马骏
        if any(proposal.start < at < proposal.end for at in self.known_places) and "·" not in name:
            return True  # 任|辽阳, 国|哈萨克斯坦
        if name[-1] in "桥山河江湖岛" and self.text[proposal.start - 2 : proposal.start] == name[-1] + "、":
            return True  # 汀泗桥、|贺胜桥: what stands in a row is of one kind
        beside = self._beside_post(proposal) or "·" in name
        if not beside and len(name) == 3 and name[:2] in verbs_like_names():
            return True  # 祝贺|洪玛奈
        if len(name) == 3 and name[:2] in not_names() and proposal.start + 2 in self.edges and proposal.end not in self.edges:
            return True  # 林区|野外
        if not beside and proposal.start not in self.edges and proposal.end not in self.edges and self._count(name) == 1:
            return not foreign_shape(name)  # 居民|楼得|以
        if name[0] == "来" and self.text[proposal.start - 1 : proposal.start] == "年":
            return True  # 百年|来党的
        if _STORM.search(self.text, max(0, proposal.start - 6), proposal.start) or self._of_words(proposal):
            return True  # 飓风“菲欧娜”, 可能|多达
        if name[0] == "小" or _WHILE.match(self.text, proposal.start) or self.text.startswith("-", proposal.end):
            return True  # 小伊伊, 边报警，边…, “伊斯坎德尔-M”
        if self.text.startswith(_LINES, proposal.end) or (name in county_names() and not self._beside_post(proposal)):
            return True
        if len(name) > 2 and name[-1] in "镇乡村县段涧湾峪沟屯坪坝寨峡债券" and proposal.start not in self.post_ends:
            return True
        if len(name) == 3 and {name[0], name[2]} <= country_characters() and name[1] in "向对与同和给":
            return True
        if self.text.startswith(_SIR, proposal.start + 1) or (
            name[0] == "许" and self.text[proposal.start - 1 : proposal.start] in ("时", "分", "日")
        ):
            return True
        if "·" in name or not foreign_shape(name):
            return False
        run = proposal.end
        while run < len(self.text) and self.text[run] in foreign_characters():
            run += 1
        if self.text[run : run + 1] in set("州市省县区港岛河湖山城镇") and run > proposal.end:
            return True
        if name in self.place_names or self.text[proposal.end : proposal.end + 1] in set("州市省县区港岛河湖山城镇"):
            return True
        return self.text.startswith(
            (
                "方向",
                "地区",
                "机场",
                "前线",
                "附近",
                "市区",
                "大桥",
                "居民点",
                "定居点",
                "当地",
                "工地",
                "村庄",
                "小村",
                "高地",
                "轿车",
                "汽车",
                "客车",
                "难民营",
                "口岸",
                "品牌",
                "大区",
            ),
            proposal.end,
        ) or (
            self.text[proposal.start - 1 : proposal.start] in ("在", "于", "占")
            and not self.text.startswith(followers(), proposal.end)
        )

    def _bounded(self, start: int, end: int) -> int:
        """A proposal that stops one or two characters before the next mark or verb was cut short: 韩春那|洛|等."""
        if "·" in self.text[start:end]:
            return end
        if (
            self.text[end : end + 1] == "和"
            and end - start == 2
            and self.text[end + 1 : end + 2] in _DIGITS
            and start in self.post_ends
        ):
            return end + 1  # 部长|魏凤和|24日
        if end not in self.edges:
            for longer in (end + 1, end + 2):
                rest = self.text[end:longer]
                goes_on = self.text[longer : longer + 1] in _ENDS | _DIGITS or self.text.startswith(followers(), longer)
                goes_on = goes_on or (foreign_shape(self.text[start:longer]) and self._verb_at(longer))
                if longer in self.edges and goes_on and _HAN.fullmatch(rest) and not NAME_BREAK.intersection(rest):
                    return longer  # 沙龙斯|基|取消, 佐藤健|一|去世
        if self.text.startswith("成为", end) and end - start == 2 and _APPOINTS.search(self.text, max(0, start - 4), start):
            return end + 1  # 任命|赵川成|为部长: nobody is appointed to 成为
        if (end in self.edges and self.text[end : end + 1] in _ENDS) or self.text.startswith(followers(), end):
            return end
        for longer in (end + 1, end + 2):
            rest = self.text[end:longer]
            if not _HAN.fullmatch(rest) or NAME_BREAK.intersection(rest) or not self._free(end, longer):
                break
            if self.text[longer : longer + 1] in _ENDS:
                return longer
        return end

    def _score(self, start: int, end: int, name: str) -> float:
        """How well a name fits here: what follows, where words end, how often it stands again."""
        score = 0.0
        following = self.text[end : end + 1]
        if following in _ENDS | _DIGITS or not following or self.text.startswith(followers(), end):
            score += 2.0
        if end in self.post_starts or end in self.body_starts:
            score += 2.0
        word = self.words.index.get(end)
        rare = surnames().get(name[0]) == "rare"
        if rare and len(name) == 3 and word is not None and self.words.starts[word] == start + 1 and not self.words.inside(word):
            score -= 2.0  # 委员|都|批判
        if end in self.edges:
            score += 1.0
        if surnames().get(name[0]) == "common" or surnames().get(name[:2]) == "common":
            score += 1.0
        again = self._count(name)
        score += min(2.0, (again - 1) * 0.7)
        if len(name) == 3 and self.text.startswith(long_followers(), end - 1):
            score -= 2.0
        if len(name) == 3:
            if name[:2] in not_names():
                score -= 2.0
            score += 0.3 if self._count(name[:2]) == again else -0.5
        return score

    def _count(self, name: str) -> int:
        """How often a name stands in the text."""
        if name not in self.counted:
            self.counted[name] = self.text.count(name)
        return self.counted[name]

    def _before(self, end: int, once: bool = False) -> str | None:
        """The name that stands before a post or a verb: 龚正|市长, 龚正|出任; `once` where it need not stand a second time."""
        for proposal in self.proposals:
            name = self.text[proposal.start : end]
            if proposal.end == end and name and self._possible(name) and self._free(proposal.start, end):
                return self._trimmed(name, proposal.start)
        for length in (3, 2):
            start = end - length
            name = self.text[max(0, start) : end]
            if (name[-1:] == "任" and not once) or (name[-1:] == "村" and length == 3) or name[:1] == "镇":
                continue  # 刘宁|任|书记, 古灶村|党委书记
            if start < 0:
                continue
            begins = start == 0 or not _HAN.match(self.text[start - 1])
            known = once or begins or self._count(name) > 1
            if (begins or start in self.edges) and known and chinese_shape(name) and self._free(start, end):
                return name
        return None

    def mentions(self, names: dict[str, str]) -> list[Mention]:
        """Every place where one of the names stands, the longest name at each."""
        byline = set(self.article.byline)
        kept = [n for n in names if n not in byline and not self._part_of_longer(n, names)]
        fullest = {name: _fullest(name, kept) for name in kept}
        found = []
        for hit in Matcher({name: name for name in kept}).longest(self.text):
            if self._stands(hit.start, hit.end, hit.value):
                found.append(self._mention(hit.start, hit.end, fullest[hit.value]))
        return found

    def _mention(self, start: int, end: int, name: str) -> Mention:
        return Mention(self.article.id, start, end, "person", self.article.text[start:end], name)

    def _stands(self, start: int, end: int, name: str) -> bool:
        """Is it the name here, and not part of an institution or of a longer foreign name?"""
        if any(o in self.taken for o in range(start, end)) or _THOUGHT.match(self.text, end):
            return False
        proposal = self.starts.get(start)
        if (
            proposal
            and proposal.end > end
            and self._trimmed(self.text[start : proposal.end], start) != name
            and "·" in self.text[start : proposal.end]
        ):
            return False
        return not (end < len(self.text) and self.text[end] == "·") and not (start and self.text[start - 1] == "·")

    def _part_of_longer(self, name: str, names: dict[str, str]) -> bool:
        """A piece that stands only inside a longer name of the article is no name of its own."""
        longer = [n for n in names if n != name and name in n]
        return bool(longer) and self._count(name) <= sum(self._count(n) for n in longer)


def _merged(proposals: Sequence[Proposal], text: str, in_post: Mapping[int, int]) -> list[Span]:
    """Proposed persons without what a post or 的 before them covers (副总|理·亚历山大 …); two that touch are one name of two parts
    (次仁|卓玛), and so are two with a hyphen between them."""
    merged: list[Span] = []
    for proposal in proposals:
        last = merged[-1] if merged else None
        start = in_post.get(proposal.start, proposal.start)
        start += text.startswith("的", start) or text.startswith("长官", start - 1)
        if start >= proposal.end:
            continue
        proposal = Span(start, proposal.end, "PER")
        whole = text[last.start : proposal.end] if last else ""
        touching = last is not None and last.end == proposal.start
        short = last is not None and last.end - last.start == 2 and len(whole) <= 4
        spelt = last is not None and len(whole) <= 12 and foreign_shape(whole) and text[last.end : proposal.start] in ("", "-")
        if last and ((touching and short) or spelt):
            merged[-1] = Span(last.start, proposal.end, "PER")
        else:
            merged.append(Span(proposal.start, proposal.end, "PER"))
    return merged


def _fullest(name: str, names: Sequence[str]) -> str:
    """The full name that a later surname or a part of a dotted name stands for: 托马斯多蒂尔 → 哈拉·托马斯多蒂尔."""
    for other in names:
        if "·" in other and name != other and name in other.split("·"):
            return other
    return name
