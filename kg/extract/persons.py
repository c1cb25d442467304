"""Persons: every human being called by name.

In: an article, its posts, institutions and places, what the trained reader proposes. Out: mentions of kind "person" whose `name` is the fullest form in the
article.

A name is taken where a post proves it (市长|龚正, 龚正|市长), where a list goes on (副市长甲、乙), or where the trained reader saw one that can be a name at
all: a surname with one or two characters, or characters that spell foreign names. What was read once is a name wherever it stands again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.bodies import country_characters, two_countries
from kg.lexicon import Matcher
from kg.model import Article, Mention, Post
from kg.nameends import ENDS, HAN
from kg.nameshapes import (
    adverbs_like_names,
    chinese_shape,
    followers,
    foreign_characters,
    not_names,
    surnames,
    tibetan,
    verbs_like_names,
)
from kg.namespans import Spans
from kg.nonames import FORMS_OF_ADDRESS, SOME_OF, WHILE, is_no_name, of_a_firm
from kg.offices import foreign_countries, heads, heads_abroad
from kg.proposal import Proposal
from kg.text import fold

_LIST = re.compile(r"[、和与及]|以及|，(?=[一-鿿]{2,3}[、，等])")
_PREPOSITIONS = frozenset("同跟向赴致抵率访任")  # 李强|同…会谈
_TAKES_POST = re.compile(
    r"(?:同志)?(?:此前|现已|现|曾|将|已|拟|再次|继续|先后|当时)?(?:任|担任|出任|转任|调任|升任|改任|接任|继任|就任|兼任|历任|不再担任|不再兼任|不再任|辞去|卸任|当选为?|获任)$"
)
# 某某思想 names a school of thought, not a person.
_THOUGHT = re.compile(r"(?:新时代|生态|法治|强军|外交|经济|文化|党建|中国特色|社会主义|文明){0,4}(?:思想|主义|理论)")
# What is called after somebody: 金日成|广场, 孔子|文化节.
_NAMESAKE = re.compile(
    r"[庙祠奖杯宫](?![得项])|陵(?=[，。、并前敬墓园献])|国家(?:实验室|森林|公园)|旅(?=”)|(?:、[一-鿿]{2,8}){0,4}等?火山|(?:教育|文学|科技|科学|艺术|戏剧|和平|新闻)奖|(?:院士|教授)奖|书屋|水库|煤矿|隧道|(?:[长珠赣湘汉]江|黄河|跨海)?(?:特|公路|铁路)?大桥|车站|机场|文化[节周]|广场|大厅|大[学街道](?!生)|学院|小学|中学|综合大学|体育[场馆]|会堂|[东西南北]?路(?![上过途线由径])|号(?![召称令])|纪念[碑塔]|(?:爱国主义|革命传统|党性)教育基地|核电|灌区|(?:国王|总统|亲王)?(?:国际)?会议中心"
)
_SHIP = re.compile(
    r"[一-鿿]{0,6}”[号轮]|[一-鿿]{0,4}”[^，。；”]{0,4}(?:战斗机|教练机|喷气式|护卫舰|驱逐舰|导弹|坦克)"
)  # “某某女王”号
_UNSEEN = ("list", "after-word")  # rules that need no trained reader
_MADE = ("为", "同志为")  # 以[甲]为主席
_ASIDE = re.compile(r"（(?:主持|兼|正|副|代|女|挂职|分管|享受)[^（）]{0,10}）")  # 副总经理（主持工作）|梁栋
_ALSO = re.compile(r"的(?:还有|分别是|分别为)[：:]?(?=[一-鿿]{2,4}[、，。和等])")  # 省委常委的还有|甲、乙
_JOINTS = re.compile(r"[·-]")
_REGNAL = re.compile(r"[一二三四五六七八九十]{1,2}世")
_BY_TITLE = ("总", "局", "董", "处", "队", "校", "科")  # 王楠 … 王|总: a surname and the first character of a title
_RULES_NAMES = tuple("对向同与跟给由被")
_WORDS_TOO = tuple("和于任向从由时应同对国经党曾安成高方常代前新原")  # surnames that are words before a title
_ENDS_NAMES = tuple("在和与于为")
_SPEAKS = [verb + mark for verb in ("说", "表示", "称", "指出", "强调", "认为") for mark in "，：“"]
# What follows a name that ends in 在: a day with another 在, or what is wanted.
_THEN_ACTS = r"在(?:[0-9]{1,2}日[一-鿿]{0,2}在|(?:希望|呼吁|敦促|强调|要求)(?![^，。；]{0,20}[时中后上]))"
_LONGEST_SPELT = 7
_MASKED = re.compile(rf"[一-鿿]某(?:某)?(?![{''.join(SOME_OF)}])")


def find_persons(
    article: Article,
    posts: Sequence[Post],
    institutions: Sequence[Mention],
    places: Sequence[Mention],
    proposals: Sequence[Proposal],
) -> list[Mention]:
    """The persons that an article names, at every place where it names them, in order; reporters in the byline are left out."""
    persons = [p for p in proposals if p.kind == "PER"]
    reader = _Reader(article, posts, Spans(fold(article.text), posts, institutions, places, persons))
    return reader.mentions(reader.names())


class _Reader:
    """The names of one article."""

    def __init__(self, article: Article, posts: Sequence[Post], spans: Spans) -> None:
        self.article, self.posts, self.spans = article, posts, spans
        self.walked: set[int] = set()  # where a list of names was followed already

    def names(self) -> dict[str, str]:
        """The names of the article, each with the rule that read it first."""
        found: dict[str, str] = {}
        for post in self.posts:
            # 习近平|主席|高度重视: after a post that belongs to the name before it only the trained reader may see another name
            called_so = post.rule == "role" and self._surname_alone(post.prefix)
            if not called_so and (post.mention.start not in self.spans.ends or post.mention.end in self.spans.starts):
                self._list_from(post.mention.end, "after-post", found)
        for post in self.posts:
            of_place = post.role.endswith(("市长", "州长", "镇长", "县长")) and post.mention.end in self.spans.starts
            of_craft = post.role.endswith("传承人")  # 凤画|传承人
            name = None if of_place or of_craft else self._before(post.mention.start)  # 夏洛特|市长|莱尔斯
            name = name or (self._spelt_before(post.mention.start) if post.role in heads() else None)
            name = name or self._head_before(post)
            if name:
                found.setdefault(name, "before-post")
        for hit in self.spans.leaders:
            seen = self.spans.starts.get(hit.end)
            whole = hit.end in self.spans.edges or (seen is not None and seen.end in self.spans.edges)  # not 居民|楼得|以
            if (
                whole
                and not WHILE.match(self.spans.text, hit.end)
                and (self.spans.free(hit.start, hit.end) or hit.value == "act")
            ):
                end = self.spans.name_at(hit.end, strict=hit.value == "act" or hit.end in self.spans.long_words)
                made = self.spans.text[hit.end - 1] != "以" or (end is not None and self.spans.text.startswith(_MADE, end))
                if end is not None and made:
                    found.setdefault(self.spans.text[hit.end : end].replace(" ", ""), "after-word")
                    self._list_from(end, "list", found, continued=True)
        for post in self.posts:
            verb = _TAKES_POST.search(self.spans.text, max(0, post.prefix - 8), post.prefix)
            name = self._before(verb.start(), once=True) if verb else None
            said = self.spans.text[post.prefix : post.mention.start]  # 现任, 曾任, 当选 that the post brings along
            if name is None and said != "时任" and said.endswith(("任", "当选")):
                name = self._before(post.prefix, once=True)
            if name:
                found.setdefault(name, "before-verb")
        for proposal in self.spans.proposals:
            if is_no_name(self.spans, proposal):
                continue
            end = self.spans.whole(proposal.start, proposal.end)
            name = self.spans.trimmed(self.spans.text[proposal.start : end], proposal.start)
            if self.spans.free(proposal.start, proposal.end) and self.spans.possible(name, self.spans.beside_post(proposal)):
                found.setdefault(name, "trained-reader")
                self._list_from(end, "list", found, continued=True)
                if first := self._first_of_row(proposal):
                    found.setdefault(first, "list")
        for start in sorted(self.spans.famous):
            name = self.spans.text[start : start + 3]
            if chinese_shape(name) and self.spans.free(start, start + 3) and not self.spans.mid_word(start):
                found.setdefault(name, "dictionary")  # 郑板桥
        for match in _MASKED.finditer(self.spans.text):
            if (
                not self.spans.mid_word(match.start())
                and match.group()[0] in surnames()
                and match.group()[0] not in "从对由于在和与"
                and match.start() not in self.spans.within_place
                and self.spans.free(*match.span())
            ):
                found.setdefault(match.group(), "masked")
        return self._agreed(found)

    def _agreed(self, found: dict[str, str]) -> dict[str, str]:
        """Names on whose length the whole article agrees: 韩民 that always stands before 求 is 韩民求, 周岩索 of 周岩索赔 is 周岩."""
        agreed: dict[str, str] = {}
        for name, rule in found.items():
            rare = surnames().get(name[0]) == "rare" and rule in _UNSEEN and not tibetan().fullmatch(name)
            if rare and self._splits(name):
                continue
            if name in foreign_countries() or (len(name) == 4 and name[:2] in found and name[2:] in found):  # 李希|韩正
                continue
            if len(name) > 2 and name[-1] == "和" and name[:-1] in found and self.spans.count(name[:-1]) > self.spans.count(name):
                continue  # 尹强|和突击队员
            if two_countries().issuperset(name) and rule != "after-post":  # 美英|总统, 韩中|关系
                continue
            if (
                (name[1:] in FORMS_OF_ADDRESS and name[1:] != "某某")
                or (name[1:] in _BY_TITLE and rule == "trained-reader" and any(n[0] == name[0] for n in found if n != name))
                or name[1:] == "老"
                or (name[1:] in ("党", "方", "军", "共") and name[0] in country_characters())
            ):  # 黄|小姐, 朝|党, 土|方
                continue
            if (
                len(name) == 3 and name[:2] in verbs_like_names() and (rule != "after-post" or name[2] in surnames())
            ):  # 包括|金与正
                continue
            if rest := self._rest_before_speech(name):
                agreed.setdefault(name + rest, rule)
                continue
            if name + "和" in found and self.spans.count(name + "和") >= self.spans.count(name):  # 魏凤|和24日
                continue
            if len(name) == 3 and name[:2] in found and self.spans.count(name[:2]) >= 3 * self.spans.count(name):
                continue
            agreed.setdefault(self._longer(name), rule)
        return {self._apart(name, found): rule for name, rule in agreed.items()}

    def _apart(self, name: str, found: dict[str, str]) -> str:
        """A name without its last character where that begins another name wherever it stands: 蔡奇|丁薛祥."""
        last = name[-1]
        others = [other for other in found if other[0] == last and len(other) > 1 and other != name]
        if len(name) != 3 or not others or not chinese_shape(name[:2]):
            return name
        ends = [m.end() for m in re.finditer(re.escape(name), self.spans.text)]
        runs_on = all(any(self.spans.text.startswith(other, end - 1) for other in others) for end in ends)
        return name[:2] if runs_on else name

    def _surname_alone(self, end: int) -> bool:
        """Whether nothing but a surname stands before a title, which is then nobody's after it: 刘|院长|大加赞赏."""
        surname, before = self.spans.text[max(0, end - 1) : end], self.spans.text[max(0, end - 2) : end - 1] if end > 1 else ""
        return surnames().get(surname) == "common" and surname not in _WORDS_TOO and not HAN.match(before)

    def _rest_before_speech(self, name: str) -> str:
        """The 在 or 和 that ends a name, because the name with it speaks and never stands without it: 柳吉|在|说，."""
        if len(name) != 2 or not self.spans.text.count(name) > 1:
            return ""
        following = {self.spans.text[m.end() : m.end() + 1] for m in re.finditer(re.escape(name), self.spans.text)}
        rest = next(iter(following))
        if len(following) > 1 or rest not in _ENDS_NAMES:
            return ""
        speaks = any(name + rest + verb in self.spans.text for verb in _SPEAKS)
        return rest if speaks or (rest == "在" and re.search(re.escape(name) + _THEN_ACTS, self.spans.text)) else ""

    def _splits(self, name: str) -> bool:
        """Is the first character a word of its own wherever the name stands (来|党, 能|卖, 种|葡萄)?"""
        starts = [m.start() for m in re.finditer(re.escape(name), self.spans.text)]
        return all(start + 1 in self.spans.edges for start in starts)

    def _longer(self, name: str) -> str:
        if len(name) != 2 or not chinese_shape(name) or self.spans.count(name) < 2:
            return name
        following = {self.spans.text[m.end() : m.end() + 1] for m in re.finditer(re.escape(name), self.spans.text)}
        character = next(iter(following))
        if len(following) > 1 or not chinese_shape(name + character) or character in ENDS or character in _PREPOSITIONS:
            return name
        longer = name + character
        after = {m.end() for m in re.finditer(re.escape(longer), self.spans.text)}
        split = any(end in self.spans.edges and end - 1 not in self.spans.edges for end in after)
        return longer if split and not any(word[0] == character for word in followers()) else name

    def _list_from(self, start: int, rule: str, found: dict[str, str], continued: bool = False) -> None:
        """Names from here on: one, and those that a list adds (甲、乙和丙)."""
        while True:
            if continued:
                link = _LIST.match(self.spans.text, start)
                if not link:
                    return
                start = link.end()
            if self.spans.text[start : start + 1] in ("：", " "):
                start += 1
            also = _ALSO.match(self.spans.text, start) if rule == "after-post" else None
            start = also.end() if also else start
            aside = _ASIDE.match(self.spans.text, start) if rule == "after-post" else None
            start = aside.end() if aside else start
            if continued and start in self.walked:
                return
            self.walked.add(start)
            end = self.spans.name_at(start, strict=continued)
            if end is None:
                return
            found.setdefault(self.spans.text[start:end].replace(" ", ""), rule)
            start, continued, rule = end, True, "list"

    def _before(self, end: int, once: bool = False) -> str | None:
        """The name that stands before a post or a verb: 龚正|市长, 龚正|出任; `once` where it need not stand a second time."""
        proposal = self.spans.ends.get(end)
        if proposal and of_a_firm(self.spans, proposal.start):
            return None  # 评级机构|穆迪|首席经济学家
        if (
            self.spans.text[max(0, end - 2) : max(0, end - 1)] in _RULES_NAMES
            and self.spans.text[end - 1] in country_characters()
        ):
            return None  # 向|俄|总统
        if proposal and not self.spans.mid_word(proposal.start):  # 14|位政协|委员
            name = self.spans.text[proposal.start : end]
            if name[:2] in adverbs_like_names() or (len(name) > 3 and name[-1] in _RULES_NAMES):
                return None  # 立即派|县长, 绍伊古向|俄罗斯总统
            if self.spans.possible(name) and self.spans.free(proposal.start, end):
                return self.spans.trimmed(name, proposal.start)
        for length in (3, 2):
            start = end - length
            name = self.spans.text[max(0, start) : end]
            if length == 3 and name[:2] in not_names():
                continue  # 立即|派
            if length == 3 and name[-1:] in ("同", "与", "向", "对") and chinese_shape(name[:2]):
                continue  # 李强|同|总理…
            if (name[-1:] == "任" and not once) or (name[-1:] == "村" and length == 3) or name[:1] == "镇":
                continue  # 刘宁|任|书记, 古灶村|党委书记
            if self._of_words_before(start, end):
                continue  # 净|零排放|大臣, 乌|谈判|代表团, 人民|解放|运动
            if start < 0 or name[-1] in "厂场" or not self.spans.possible(name, True) or self.spans.mid_word(start):
                continue  # 烟厂|厂长, 中|越企业|代表
            begins = start == 0 or not HAN.match(self.spans.text[start - 1]) or start in self.spans.body_ends
            known = once or begins or self.spans.count(name) > 1
            if (begins or start in self.spans.edges) and known and chinese_shape(name) and self.spans.free(start, end):
                return name
        return None

    def _first_of_row(self, proposal: Proposal) -> str | None:
        """The name that a row of three or more begins with, behind a mark: 。|马依川|、甲、乙."""
        text, end = self.spans.text, proposal.start - 1
        following = self.spans.starts.get(proposal.end + 1)
        if text[end : end + 1] != "、" or text[proposal.end : proposal.end + 1] != "、" or following is None:
            return None
        for length in (3, 2):
            start, name = end - length, text[max(0, end - length) : end]
            if (
                start < 0
                or text[start - 1 : start] == "、"
                or (start and HAN.match(text[start - 1]))
                or surnames().get(name[0]) != "common"
            ):
                continue
            known = (
                start in self.spans.known_places or self.spans.verb_at(start + 1, end) or self.spans.plain_word(start, end, False)
            )
            if chinese_shape(name) and self.spans.free(start, end) and not known:
                return name
        return None

    def _head_before(self, post: Post) -> str | None:
        """Whom the table of heads abroad knows by this post and whose name stands before it: 以|苏林|总书记|为首."""
        start = post.mention.start
        names = (self.spans.text[max(0, start - length) : start] for length in (4, 3, 2))
        return next((n for n in names if (n, post.role) in heads_abroad() and self.spans.free(start - len(n), start)), None)

    def _of_words_before(self, start: int, end: int) -> bool:
        """Whether words that are no name stand in front of a title: a rare surname and a word, the character of a country and a verb, a
        word inside a longer phrase."""
        spans, first = self.spans, self.spans.text[max(0, start) : start + 1]
        if start < 0:
            return False
        if spans.rare_and_word(start, end) or (first in country_characters() and spans.verb_at(start + 1, end)):
            return True
        word = spans.words.at(start)
        whole = spans.words.starts[word] == start and len(spans.words.text[word]) == end - start
        inner = start > 0 and HAN.match(spans.text[start - 1]) and not (start in spans.body_ends or start in spans.post_ends)
        return bool(whole and inner) and not spans.words.tags[word].startswith(("nr", "ns", "nz", "x", "eng"))

    def _spelt_before(self, end: int) -> str | None:
        """The foreign name that stands before the title of a head of state or government or of a foreign minister: 对|桥本|首相."""
        for start in range(max(0, end - _LONGEST_SPELT), end - 1):
            name = self.spans.text[start:end]
            before = self.spans.text[max(0, start - 1) : start]
            cut_here = start in self.spans.edges and not before.isdigit() and before not in foreign_characters()
            begins = not before or before in _RULES_NAMES or cut_here
            ruled = name[-1] in _RULES_NAMES or (name[0] in _RULES_NAMES and name[1:] in country_characters())  # 向|俄|总统
            spelt = not ruled and set(name) <= foreign_characters() and self.spans.possible(name)
            if begins and (spelt or name in surnames()) and self.spans.free(start, end) and start not in self.spans.known_places:
                return name
        return None

    def mentions(self, names: dict[str, str]) -> list[Mention]:
        """Every place where one of the names stands, the longest name at each."""
        byline = set(self.article.byline)
        longer = {**names, **dict.fromkeys(byline, "byline")}
        kept = [n for n in names if n not in byline and not self._part_of_longer(n, longer)]
        fullest = {name: _fullest(name, kept) for name in kept}
        found = []
        for hit in Matcher({name: name for name in kept}).longest(self.spans.text):
            if self._stands(hit.start, hit.end, hit.value):
                found.append(self._mention(hit.start, hit.end, fullest[hit.value]))
        return found

    def _mention(self, start: int, end: int, name: str) -> Mention:
        return Mention(self.article.id, start, end, "person", self.article.text[start:end], name)

    def _stands(self, start: int, end: int, name: str) -> bool:
        """Is it the name here, and not part of an institution or of a longer foreign name?"""
        if any(o in self.spans.taken for o in range(start, end)) or _THOUGHT.match(self.spans.text, end):
            return False
        if _NAMESAKE.match(self.spans.text, end) or _SHIP.match(self.spans.text, end):
            return False
        if end <= self.spans.within_place.get(start, 0) or "通讯员" in self.spans.text[end - 2 : end + 2]:
            return False  # 利|比亚, 记者王|通讯员
        proposal = self.spans.starts.get(start)
        if (
            proposal
            and proposal.end > end
            and self.spans.trimmed(self.spans.text[start : proposal.end], start) != name
            and "·" in self.spans.text[start : proposal.end]
        ):
            return False
        if self.spans.text[end : end + 1] == "—" != self.spans.text[end + 1 : end + 2] and chinese_shape(name):
            return False  # 金日成|—金正日主义
        return not (end < len(self.spans.text) and self.spans.text[end] == "·") and not (
            start and self.spans.text[start - 1] == "·"
        )

    def _part_of_longer(self, name: str, names: dict[str, str]) -> bool:
        """A piece that stands only inside a longer name of the article is no name of its own."""
        longer = [n for n in names if n != name and name in n]
        return bool(longer) and self.spans.count(name) <= sum(self.spans.count(n) for n in longer)


def _fullest(name: str, names: Sequence[str]) -> str:
    """The full name that a later surname or a part of a dotted name stands for: 托马斯多蒂尔 → 哈拉·托马斯多蒂尔."""
    for other in names:
        if len(name) == 2 and len(other) in (4, 5) and "·" not in other and other.startswith(name):
            return other  # 高市 → 高市早苗
        if _REGNAL.fullmatch(other, len(name)) and other.startswith(name):
            return other  # 费利佩 → 费利佩六世
        if name != other and name in _JOINTS.split(other):
            return other  # 里查德-波雷
    return name
