"""Spans: where in a text the name of a person can begin, and how far it reaches.

In: folded text, its posts, institutions and places, what the trained reader proposes. Out: `Spans`, which answers questions about offsets (code
points of the text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from kg.bodies import country_characters, two_countries
from kg.model import Mention, Post
from kg.nameends import DIGITS, ENDS, HAN, Ending
from kg.nameshapes import (
    BEGUN,
    NAME_BREAK,
    called,
    chinese_shape,
    followers,
    foreign_characters,
    foreign_shape,
    leaders,
    long_followers,
    never_names,
    no_given,
    not_names,
    spelt_part,
    surnames,
    tibetan,
    timed,
)
from kg.offices import foreign_countries
from kg.proposal import JAPANESE_REST, JOINS_NONE, TOLD, Proposal, merged
from kg.words import role_nouns

_SPACED = re.compile(r"[一-鿿] {1,2}[一-鿿](?![一-鿿])")
_FOREIGN = re.compile(r"[一-鿿A-Za-z]{1,8}(?:[·—\-.][一-鿿A-Za-z]{1,10}){1,4}")
_JOINED = re.compile(r"[·—.\-]")
_GOES_ON = ("则表", "则称", "则说", "刚在", "刚刚")
_PARTS = DIGITS | set("，。）、")  # 和 before these is the end of a name: 魏凤和|24日
_REGNAL = re.compile(r"[一-鿿]?[一二三四五六七八九十]{1,2}世(?![纪界])")
_PAIR = re.compile(
    r"[始终生处位属基源]于|[席各两三本该中我外四五六七八九多他事]国|[官私]邸|念宫|[行湾市园]区|[我咱俺]娃|[一两几每这那]张|[0-9][余万多亿千百年家]|[0-9一二三四五六七八九十百两几多][位名强]"
)
_SIDES = frozenset("中我双各对官警军校院资卖买供需厂")
_TIMELY = re.compile(r"(?:本月|上月|今年|去年|当天|昨天|今天|最近|近日|日前)$")
_JAPANESE = re.compile(r"[一-鿿]{2,3}[太一二三四五六次][郎朗]")  # 外相|玄叶光一郎
BRAND = re.compile(r"(?:医药|药业|酒业|食品|科技|实业|控股|投资|文化|传媒|汽车|服装|珠宝){0,2}(?:公司|集团)")
_TOWN = re.compile(r"镇(?![定压静痛])|乡(?![音情亲愁邻])|街道|社区|车站")
_TYPHOON = re.compile(r"台风“([一-鿿]{2,4})”")
_APPOINTS = re.compile(r"(?:任命|选举|推选|推举|选)$")
_OF_MANY = re.compile(r"[、和与及等][^，。；]{0,20}$")  # 甲、乙|均表示
_VERBS = frozenset("致被把给让使")
_PRONOUNS = frozenset("他她它我你您们")


class Spans(Ending):
    """What is known of one text before names are read in it, and how far a name reaches that begins at an offset."""

    def __init__(
        self,
        text: str,
        posts: Sequence[Post],
        institutions: Sequence[Mention],
        places: Sequence[Mention],
        proposals: Sequence[Proposal],
    ) -> None:
        super().__init__(text)
        self.taken = {o for m in institutions for o in range(m.start, m.end)}
        self.post_at = {o for p in posts for o in range(p.mention.start, p.mention.end)}
        self.body_ends = {m.end for m in institutions}
        self.body_starts = {m.start for m in institutions}
        self.place_at = {o for m in places if m.detail for o in range(m.start, m.end)}
        self.known_places = {m.start: m.end for m in places if m.detail}
        self.within_place = {o: m.end for m in places if m.detail for o in range(m.start + 1, m.end)}
        self.place_names = {m.text for m in places}
        self.proposals = merged(
            proposals, self.text, {o: p.mention.end for p in posts for o in range(p.mention.start, p.mention.end)}
        )
        self.starts = {p.start: p for p in self.proposals}
        self.ends = {p.end: p for p in self.proposals}
        self.post_ends = {p.mention.end for p in posts}
        self.post_starts = {p.mention.start for p in posts} | {p.prefix for p in posts}
        self.leaders = list(leaders().all(self.text))
        self.inside_leaders = {at for hit in self.leaders for at in range(hit.start + 1, hit.end)}
        self.counted: dict[str, int] = {}
        # whom the dictionary of jieba knows by name
        long = [(start, len(word), tag) for start, word, tag in self._words() if len(word) > 2]
        self.famous = {start for start, length, tag in long if tag == "nrfg" and length == 3}
        self.long_words = {start for start, _, tag in long if tag.startswith("nr")}

    @cached_property
    def towns(self) -> frozenset[str]:
        """What stands before 镇, 乡, 街道 …: names of two to four characters."""
        return frozenset(self.text[m.start() - n : m.start()] for m in _TOWN.finditer(self.text) for n in (2, 3, 4))

    @cached_property
    def firms(self) -> frozenset[str]:
        """What stands before 公司 or 集团: names of three to six characters."""
        return frozenset(self.text[m.start() - n : m.start()] for m in BRAND.finditer(self.text) for n in (3, 4, 5, 6))

    @cached_property
    def storms(self) -> frozenset[str]:
        """The names of typhoons."""
        return frozenset(_TYPHOON.findall(self.text))

    def _words(self) -> Iterator[tuple[int, str, str]]:
        """Each word with its offset and tag."""
        return zip(self.words.starts, self.words.text, self.words.tags, strict=True)

    def beside_post(self, proposal: Proposal) -> bool:
        return proposal.start in self.post_ends or proposal.end in self.post_starts

    def possible(self, name: str, proven: bool = False) -> bool:
        """Can this be a name at all? A word of the dictionary can (周全) where a post beside it proves it."""
        if _JOINED.search(name):
            return foreign_shape(name) and DIGITS.isdisjoint(name)
        if len(name) > 3 and "·" not in name and ("于" in name[1:3] or (name[0] in _VERBS and not foreign_shape(name))):
            return False  # 盛于明清, 致亲署函
        if name[:2] == "曾任":
            return False  # 曾任|职东州
        if any(name.startswith(foreign_countries(), at) for at in (0, 1)):
            return False  # 马来西亚|新, 应|土库曼斯坦
        if name in never_names() or name[:1] == "第" or name.endswith("政府") or (len(name) == 3 and name[-1] in "部族"):
            return False
        if name in foreign_countries() or name.rstrip("人族") in foreign_countries() or name[1:] in no_given():
            return False
        if len(name) == 3 and (name[1:] in role_nouns() or name[1:] in called()) and not proven:
            return False  # 客|车司机
        if (name in not_names() and not proven) or timed(name) or len(name) < 2 or len(name) > 12:
            return False
        return (
            chinese_shape(name)
            or foreign_shape(name)
            or (3 <= len(name) <= 6 and bool(HAN.fullmatch(name)) and not _PRONOUNS.intersection(name))
        )

    def mid_word(self, start: int) -> bool:
        """Whether the character here goes with the one before it: 主席|国, 官|邸, 二十六|位, 中|越."""
        if (
            start in self.post_ends
            and self.text[start + 1 : start + 2] != "正"
            and self.text.startswith(long_followers(), start + 1)
        ):
            return True  # 代表|方|走到
        apart = start == 0 or self._taken(start - 1) or start - 1 in self.place_at
        pair = "" if apart else self.text[start - 1 : start + 1]
        if pair[1:] == "方" and (pair[0] in country_characters() or pair[0] in _SIDES):
            return True  # 越方|希, 警方|称
        if len(pair) == 2 and two_countries().issuperset(pair) and self.text[start - 2 : start] not in TOLD:
            return True
        return _PAIR.fullmatch(pair) is not None

    def free(self, start: int, end: int) -> bool:
        return not any(map(self._taken, range(start, end)))

    def _taken(self, offset: int) -> bool:
        return offset in self.taken or offset in self.post_at

    def name_at(self, start: int, strict: bool) -> int | None:
        """The end of the name that begins here, None where none does."""
        if self.verb_with_object(start, start + 3) or self.mid_word(start):
            return None
        if start in self.post_starts or start in self.taken or (start in self.place_at and start not in self.starts):
            return None
        proposal = self.starts.get(start)
        if self.two_words(start, start + 4) or (proposal and self.splits_verb(start, proposal.end)):
            return None
        if (
            proposal
            and self.possible(self.text[start : proposal.end], self.beside_post(proposal))
            and self.free(start, proposal.end)
            and not (start in self.post_ends and self.plain_word(start, proposal.end, True))
        ):
            end = self._bounded(start, proposal.end)
            if end > proposal.end and (self.text[end - 1] == "世" or self.text[proposal.end] == "和"):
                return end
            return start + len(self.trimmed(self.text[start:end], start))
        foreign = _FOREIGN.match(self.text, start)
        if foreign:
            end = start + len(spelt_part(foreign.group()))
            if foreign_shape(self.text[start:end]) and _JOINED.search(self.text[start:end]):
                return start + self._runs_into(self.text[start:end], start)
        japanese = _JAPANESE.match(self.text, start) if start in self.post_ends else None
        if japanese and not NAME_BREAK.intersection(japanese.group()) and self.free(start, japanese.end()):
            return japanese.end()
        if _SPACED.match(self.text, start) and self.text[start] in surnames():
            return _SPACED.match(self.text, start).end()  # type: ignore[union-attr]
        best, best_score = None, 0.0
        for length in (2, 3, 4):
            end = start + length
            name = self.text[start:end]
            if len(name) < length or not chinese_shape(name) or not self.free(start, end):
                continue
            if name[0] == "从" or self.splits_object(start, end) or self.rare_and_word(start, end, start in self.post_ends):
                continue  # 教练员|从, 学生|里大多
            plain = not strict and self.plain_word(start, end, start in self.post_ends)
            if plain and not self.text.startswith(long_followers(), end):
                continue  # 代表|家站, 专家|扎根
            score = self._score(start, end, name)
            if score > best_score:
                best, best_score = end, score
        if best is not None and best_score >= (3.0 if strict else 2.0):
            best = self.whole(start, best)  # 山口|那津男
            if best - start == 3 and self.text[best - 1] == "受" and "委托" in self.text[best : best + 8]:
                return best - 1  # 丛林|受国务院委托
            return best + (best - start == 2 and self.text.startswith(JOINS_NONE, best))
        return None if strict else self._spelt_at(start) or self._strange_at(start)

    def _spelt_at(self, start: int) -> int | None:
        """The end of a foreign name without a dot, right behind its post: all characters spell one, and it ends at a mark or a verb."""
        end = start
        if self.text[start : start + 1] in NAME_BREAK and (self.text[start] != "什" or self.text.startswith("么", start + 1)):
            return None  # 副总理|的别洛夫, but 总理|什梅加尔
        while end < len(self.text) and end - start < 7 and self.text[end] in foreign_characters():
            end += 1
        for stop in range(end, start + 1, -1):
            ends = self.text[stop : stop + 1] in ENDS | DIGITS or self.text.startswith(followers(), stop)
            if self.rare_and_word(start, stop):
                continue  # 学生|里|大多
            if ends and foreign_shape(self.text[start:stop]) and self.free(start, stop) and start not in self.place_at:
                return stop
        return None

    def _strange_at(self, start: int) -> int | None:
        """The end of three characters between a post abroad and a mark that are no words: 缅甸副总理兼交通部长|妙吞乌|、."""
        name = self.text[start : start + 3]
        if start not in self.post_ends or self.text[start + 3 : start + 4] not in ("、", "，") or not HAN.fullmatch(name):
            return None
        abroad = any(country in self.text[max(0, start - 30) : start] for country in foreign_countries())
        inside = {self.words.at(o) for o in range(start, start + 3)}
        words = any(1 < len(self.words.text[n]) < 3 for n in inside) or {start, start + 3} - self.edges
        strange = abroad and not words and not NAME_BREAK.intersection(name) and name not in not_names()
        return start + 3 if strange and self.free(start, start + 3) else None

    def trimmed(self, name: str, start: int) -> str:
        """A proposal without what was read too far: 邢光昌|控制, 陈昀|陪同, 刘宁|任, 巴赫穆特|等."""
        if tibetan().fullmatch(name):
            return name
        if _REGNAL.search(name) or self.text.startswith("荣获得", start + len(name) - 1):
            return name  # 伊丽莎白二世, 李建荣|获得冠军
        name = name.rstrip("等及")
        japanese = JAPANESE_REST.search(name, 2) or JAPANESE_REST.match(self.text, start + len(name) - 1)
        if name[:2] in surnames() and (japanese or (len(name) > 3 and name == self.text[start : self.whole(start, start + 3)])):
            return name  # 谷口清太郎, 铃木俊一
        name = name[: self._runs_into(name, start)]
        inner = self.words.at(start + len(name) - 1)
        begins = self.words.starts[inner] == start + len(name) - 1 and len(self.words.text[inner]) > 1
        if len(name) > 3 and self.words.tags[inner] in ("i", "l") and begins:
            return name[:-1]  # 帕特丽夏|爱不释手
        end = start + len(name)
        if len(name) > 3 and name[-1] in "时前则已" and foreign_shape(name[:-1]) and not name.endswith("如则"):
            return name[:-1]  # 古特雷斯|时
        ruled = end in self.post_starts or end in self.known_places or end in self.body_starts
        if len(name) > 3 and name[-1] in "向对" and ruled:
            return name[:-1]  # 绍伊古|向|俄罗斯总统
        if len(name) > 2 and self.text[end - 1 : end + 1] in _GOES_ON and foreign_shape(name[:-1]):
            return name[:-1]  # 菲佐|则表示, 马克龙|刚在
        if len(name) > 2 and name[-1] == "致" and self.text[end : end + 1] in tuple("慰贺唁电信以"):
            return name[:-1]  # 普拉昌达|致慰问电
        if len(name) > 2 and self.text[end - 1 : end + 1] in BEGUN:
            return name[:-1]  # 普里戈任|目前
        timely = _TIMELY.search(name)
        if timely and len(name) > 4:
            return name[: timely.start()]  # 坎贝尔|本月
        chinese = name[:1] in surnames() or name[:2] in surnames()
        if len(name) > 2 and (not chinese or chinese_shape(name[:-1])) and self._ends_in_word(name, start, chinese):
            return name[:-1]
        aged = name[-1:] == "年" and self.text[end : end + 1] in ("仅", "方", "过", *DIGITS)
        if len(name) == 4 and chinese_shape(name[:3]) and (name[3] == "家" or aged):
            return name[:3]  # 王宝维|家, 刘玉华|年仅15岁
        acts = len(name) == 4 and name[3] in "正均则将已"
        if acts and chinese and (self.begins_verb(end) or self.text.startswith(followers(), end)):
            return name[:3]  # 虞向红|正|指挥
        if len(name) == 4 and name[:2] in surnames():
            last = self.words.index.get(end)
            splits = start + 3 in self.edges and last is not None and not self.words.inside(last)
            return name[:3] if splits else name  # 慕容海|走, but 高市早苗
        if "·" not in name and chinese and len(name) > 3 and not foreign_shape(name):
            if shorter := [n for n in (3, 2) if start + n in self.edges and chinese_shape(name[:n])]:
                return name[: shorter[0]]
            if len(name) > 4 and surnames().get(name[0]) == "common" and chinese_shape(name[:3]):
                return name[:3]
        return name

    def _ends_in_word(self, name: str, start: int, chinese: bool) -> bool:
        """Whether the last character is a word or begins one: 陈昀|陪同, 刘宁|任书记, 甲、乙|均表示, 朱浩源|文/图."""
        end, last, three = start + len(name), name[-1], chinese and len(name) == 3
        if self.text.startswith(long_followers(), end - 1) or end - 1 in self.post_starts or last in "时前":
            return True
        named = (last == "和" and self.text[end : end + 1] in _PARTS) or (last == "为" and self.text.startswith("被", end))
        if three and (last == "率" or (last in NAME_BREAK and not named)):
            return True
        known = end in self.post_starts or end in self.known_places
        if (chinese and last in "同跟" and (known or end in self.starts)) or (
            last == "任" and (known or end in self.body_starts)
        ):
            return True
        if (last == "摄" and three) or (last == "文" and self.text.startswith(("/图", "并摄", "/摄"), end)):
            return True  # 图为…。刘通|摄
        if last == "派" and not chinese and self.text.startswith(("代表", "特使", "人", "员", "遣", "出"), end):
            return True
        goes_on = self.text.startswith(followers(), end) and not self.text.startswith(("先生", "女士", "同志"), end)
        listed = last == "均" and _OF_MANY.search(self.text, max(0, start - 40), start) is not None
        return goes_on and (listed or (last == "都" and "·" not in name))

    def _runs_into(self, name: str, start: int) -> int:
        """The length of a name before the word that it runs into and does not leave again: 萨拉曼|夫妇, 赵川|在京, 萨拉曼|通|电话."""
        for length in range(2, len(name)):
            if not self.text.startswith(long_followers(), start + length):
                continue
            word = next((w for w in long_followers() if self.text.startswith(w, start + length)), None)
            if word and length + len(word) >= len(name) and (self.possible(name[:length]) or length > 2):
                return length
        return len(name)

    def _bounded(self, start: int, end: int) -> int:
        """A proposal that stops one or two characters before the next mark or verb was cut short: 韩春那|洛|等."""
        numbered = _REGNAL.match(self.text, end)
        if numbered is not None:
            return numbered.end()  # 查尔斯|三世, 胡安·卡洛斯|一世
        if (whole := self.whole(start, end)) > end or "·" in self.text[start:end]:
            return whole
        if (
            self.text[end : end + 1] == "和"
            and end - start == 2
            and self.text[end + 1 : end + 2] in DIGITS
            and start in self.post_ends
        ):
            return end + 1  # 部长|魏凤和|24日
        if start in self.post_ends and end - start == 2 and self.japanese_rest(end):
            return end + 2  # 行长|植田和男|今天
        if self.text[end : end + 1] == "和" and end - start < 4 and self.text[end + 1 : end + 2] in ("，", "。"):
            return end + 1  # 张本智和，闯入, 外长|康京和。
        if end - start == 3 and self.text[start : start + 2] in surnames() and self.text.startswith(followers(), end + 1):
            return end if self.text.startswith(followers(), end) else end + 1  # 欧阳明|远|到会
        if end not in self.edges:
            for longer in (end + 1, end + 2):
                rest = self.text[end:longer]
                goes_on = self.text[longer : longer + 1] in ENDS | DIGITS or self.text.startswith(followers(), longer)
                goes_on = goes_on or (foreign_shape(self.text[start:longer]) and self.begins_verb(longer))
                if longer in self.edges and goes_on and HAN.fullmatch(rest) and not NAME_BREAK.intersection(rest):
                    return longer  # 沙龙斯|基|取消, 佐藤健|一|去世
        if self.text.startswith("成为", end) and end - start == 2 and _APPOINTS.search(self.text, max(0, start - 4), start):
            return end + 1  # 任命|赵川成|为部长: nobody is appointed to 成为
        if (end in self.edges and self.text[end : end + 1] in ENDS) or self.text.startswith(followers(), end):
            return end
        for longer in (end + 1, end + 2):
            rest = self.text[end:longer]
            if not HAN.fullmatch(rest) or NAME_BREAK.intersection(rest) or not self.free(end, longer):
                break
            if self.text[longer : longer + 1] in ENDS:
                return longer
        run = end
        while start in self.post_ends and run - end < 5 and self.text[run : run + 1] in foreign_characters():
            run += 1
        spelt = run - end > 2 and self.text[run : run + 1] in ENDS and foreign_shape(self.text[start:run])
        return run if spelt and self.free(end, run) else end  # 施泰|因迈尔

    def _score(self, start: int, end: int, name: str) -> float:
        """How well a name fits here: what follows, where words end, how often it stands again."""
        score, following = 0.0, self.text[end : end + 1]
        if following in ENDS | DIGITS or not following or self.text.startswith(followers(), end):
            score += 2.0
        if end in self.post_starts or end in self.body_starts:
            score += 2.0
        word = self.words.index.get(end)
        rare = surnames().get(name[0]) == "rare"
        if rare and len(name) == 3 and word is not None and self.words.starts[word] == start + 1 and not self.words.inside(word):
            score -= 2.0  # 委员|都|批判
        if rare and len(name) == 3 and self.edges.issuperset((start + 1, start + 2)):
            score -= 2.0  # 上|炷|香
        if end in self.edges:
            score += 1.0
        if surnames().get(name[0]) == "common" or surnames().get(name[:2]) == "common":
            score += 1.0
        again = self.count(name)
        score += min(2.0, (again - 1) * 0.7)
        if len(name) == 3 and self.text.startswith(long_followers(), end - 1):
            score -= 2.0
        if len(name) == 3:
            if name[:2] in not_names():
                score -= 2.0
            score += 0.3 if self.count(name[:2]) == again else -0.5
        return score

    def count(self, name: str) -> int:
        """How often a name stands in the text."""
        if name not in self.counted:
            self.counted[name] = self.text.count(name)
        return self.counted[name]
