"""Institutions: named bodies of party, state, army, economy and society.

In: an article, its places, what the trained reader proposes. Out: mentions of kind "institution", the longest name at each place.

A name is read from its end. A word that ends names (公安局, 大学, 集团) or a body known by itself (外交部, 市委) is an anchor; from there
the name grows to the left over the place, the body and the words that belong to it, and stops at a word that never stands in a name.
Where the trained reader saw an organisation, its left edge is taken for names that no lexicon holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate

from kg import bodypatterns as patterns
from kg.bodies import (
    Anchor,
    anchors,
    country_characters,
    generic,
    no_bodies,
    no_names,
    ranks,
)
from kg.bodyedges import Body, Edges
from kg.layout import Layout
from kg.model import Article, Mention
from kg.nameshapes import foreign_shape
from kg.offices import foreign_countries
from kg.press import credit_lines, datelines
from kg.proposal import Proposal
from kg.teams import find_teams
from kg.text import fold
from kg.words import MARKS

_PARTS = frozenset("部处室厅系委")

_OFFICES = frozenset("厂司局")
_GROUPS = ("党委", "纪委", "团委")


def find_institutions(article: Article, places: Sequence[Mention], proposals: Sequence[Proposal]) -> list[Mention]:
    """The institutions that an article names, in order; `name` is the name as written (what it is short for is decided later)."""
    text = fold(article.text)
    bodies = _longest([*_Reader(text, places, proposals).read(), *find_teams(text, places)])
    signed = [(line.start, line.end) for line in datelines(text)] + [(line.start, line.end) for line in credit_lines(text)]
    titles = [match.span() for match in patterns.TITLE.finditer(text)]
    bodies = [
        b
        for b in bodies
        if not any(start <= b.start and b.end <= end for start, end in signed)
        and not (b.kind == "media" and patterns.SOURCE.match(text, b.end))
        and not any(start < b.start and b.end < end for start, end in titles)  # 《联合国海洋法公约》
        and not patterns.CREDIT.search(text, max(0, b.start - 4), b.start)  # 来源：长江商报
        and not (text.startswith(patterns.LEVELS, b.start) and patterns.LEVELS_IN_ROW.search(text, max(0, b.start - 8), b.start))
        and not patterns.BUILDING.match(text, b.end)  # 国会|大厦, 东州大学|城
        and not text.startswith("校区", b.start - 1)  # 湖滨校|区图书馆
    ]
    bodies = sorted([*bodies, *_papers(text)])
    return [
        Mention(
            article.id,
            b.start,
            b.end,
            "institution",
            article.text[b.start : b.end],
            article.text[b.start : b.end],
            _kind(b, text),
        )
        for b in bodies
    ]


def _kind(body: Body, text: str) -> str:
    """The kind code. An organ of another state is foreign, whatever its like would be at home (伊朗|外交部); the words of a name say
    more than its ending: 交警支队 is no army."""
    name = text[body.start : body.end]
    short = name[0] in country_characters() and patterns.FOREIGN_FORCE.match(name, 1)  # 以|国家安全部
    if body.kind in patterns.NEEDS_OWNER and (short or name.startswith(foreign_countries())):
        return "foreign"
    return next((kind for words, kind in patterns.KINDS if words.search(name)), body.kind)


def _longest(bodies: Iterable[Body]) -> list[Body]:
    """Where names overlap the longer one stays; in the order of the text."""
    taken: list[Body] = []
    used: set[int] = set()
    for body in sorted(bodies, key=lambda b: (b.start - b.end, b.start)):
        span = range(body.start, body.end)
        if not used.intersection((body.start, body.end - 1)) and not any(i in used for i in span):
            used.update(span)
            taken.append(body)
    return sorted(taken)


def _papers(text: str) -> list[Body]:
    """Newspapers in brackets that report something: 《东州日报》5日报道."""
    return [Body(m.start(1), m.end(1), "media", "paper-reports") for m in patterns.PAPER.finditer(text)]


@cache
def _heads() -> tuple[str, ...]:
    """Words of rank that stand before a head's title and belong to it: 副, 执行, 学术."""
    return ("副", *(word for word in ranks() if len(word) == 2))


class _Reader:
    """One pass over one text; `found` holds the longest body that ends at each offset, so that a body can be part of a longer one."""

    def __init__(self, text: str, places: Sequence[Mention], proposals: Sequence[Proposal]) -> None:
        self.text = text
        self.at = Layout(text, places, proposals)
        self.words, self.place_starts, self.seen_at = self.at.words, self.at.place_starts, self.at.seen_at
        self.found: dict[int, Body] = {}
        self.edges = Edges(self.at, self.found)

    def read(self) -> list[Body]:
        by_end: dict[int, list[tuple[int, Anchor]]] = {}
        hits = list(anchors().all(self.text))
        self.departments = {hit.start for hit in hits if hit.value.type in ("department", "local")}
        self.anchor_starts = {hit.start for hit in hits}
        for hit in hits:
            by_end.setdefault(hit.end, []).append((hit.start, hit.value))
        for end in sorted(by_end):
            for start, anchor in sorted(by_end[end], key=lambda a: a[0]):
                body = self._body(start, end, anchor)
                if body and (end not in self.found or body.start < self.found[end].start):
                    self.found[end] = body
                if body and anchor.type in ("organ", "local"):
                    break
        for end, start in self.place_starts.items():
            if self.text.endswith(patterns.SMALL_PLACES, 0, end) and self.at.leads_to_post(end) and end not in self.found:
                self.found[end] = Body(self.edges.places_before(start), end, "government", "place-before-post")
        self.covered = self._covered()
        for proposal in self.at.seen:
            body = self._proposed(proposal)
            if body and body.end not in self.found:
                self.found[body.end] = body
        return list(self.found.values())

    def _body(self, start: int, end: int, anchor: Anchor) -> Body | None:
        """The body that ends with this anchor, where the words around it leave it one."""
        if self._is_another_word(start, end, anchor):
            return None
        if anchor.type == "organ":
            return self._organ(start, end, anchor)
        if anchor.type == "local":
            return self._local(start, end, anchor)
        return self._ending(start, end, anchor)

    def _is_another_word(self, start: int, end: int, anchor: Anchor) -> bool:
        """Do the letters of the anchor belong to another word or phrase here?"""
        text = self.text
        if start in self.at.person_at and (anchor.type != "organ" or (end - start < 4 and end in self.at.person_at)):
            return True  # 海尔|马里亚姆
        if patterns.GOES_ON.match(text, end - 1) or patterns.BY_CHANCE.search(text, max(0, start - 3), end + 1):
            return True  # 宣传部|门, 人民|站在一起, 路|中央, 以北|约50公里
        if (end - start == 1 and patterns.MAKES.match(text, start)) or patterns.NO_BODY_HERE.search(text, max(0, start - 6), end):
            return True  # 苏梅市|中心, 情报人员|处, 为和平稳定|所作, 部分省|区纪委
        if text.startswith("理事会", start) and patterns.SITS.match(text, end):
            return True  # 第十届理事会|年会
        if text.endswith(patterns.CALLED_BY_SESSION, start, end) and patterns.MEETING_OF.match(text, end):
            return True  # 中国共产党|二十届四中全会, 省人大|二次会议: the name of a meeting
        if patterns.OF_A_LAW.match(text, end) or text.startswith("学部委员", end - 2):
            return True  # 村民委员会|组织法, 中国社会科学院|学部委员
        if patterns.ROLE_OF_CITY.match(text, end - 2):
            return True  # 香港国际金融中心|优势
        if text.endswith(patterns.BUILT, start, end) and patterns.PROJECT.match(text, end):
            return True  # 友谊医院|项目竣工
        return anchor.kind == "enterprise" and patterns.MAKE_OF.match(text, end) is not None  # 一辆丰田|轿车

    def _organ(self, start: int, end: int, anchor: Anchor) -> Body | None:
        """A body known by itself, with the places and states that own it before it: 江苏省|财政厅, 伊朗|外交部."""
        word = self.text[start:end]
        if start in self.at.within_place or self.text[start - 2 : start] in patterns.SEVERAL:
            return None  # 索|马里过渡政府, 三国|国防部
        of_party = word == "党中央" and start + 1 in self.found
        if end - start < 4 and not of_party and not self.at.begins_word(start):
            return None
        if self.text.startswith(("人", "员"), end) and word.endswith("党"):
            return None  # 共产党|人
        if word in generic() and patterns.OF_ALL.match(self.text, end) and not self.edges.owned(start):
            return None
        abroad = self.at.codes.get(start) in foreign_countries()
        alone = anchor.kind == "international" or (anchor.kind == "media" and not abroad)  # 纽约|联合国
        begin = start if alone else self.edges.before_organ(start)
        if self.text.startswith("党中央委员会", start - 1) and start - 1 in self.words.index:
            begin = start - 1
        return Body(begin, end, anchor.kind, "organ") if self.at.closed(start, end) else None

    def _local(self, start: int, end: int, anchor: Anchor) -> Body | None:
        """An organ of a place or a body, told by both: 东州|市委, 公司|党委."""
        if self.text[start] == "团" and self.text[start - 1 : start] == "集":
            return None  # 集团|党委
        if patterns.ANY_TOWN.match(self.text, start - 1):
            return None  # 正值乡|镇党委|换届
        edge = self.edges.without(self.edges.before_local(start))
        counted = self.text[edge - 1 : edge].isdigit() and self.text[edge] in "名个位"  # 12|名村党支部书记
        return Body(edge, end, anchor.kind, "local-organ") if self.at.closed(start, end) and not counted else None

    def _ending(self, start: int, end: int, anchor: Anchor) -> Body | None:
        """A word that ends names, such as 公安局 or 大学, with what stands before it."""
        word = self.text[start:end]
        closed = self.at.closed(start, end)
        country = self.edges.country_before(start) if closed else None
        if country is not None and not self.text.endswith(no_bodies(), country, end):
            return Body(country, end, "foreign", "country-character")
        if word == "办" and end in self.anchor_starts:
            return None  # 办|大学: a verb
        if self.text.startswith(("长会议", "长工作会议", "长座谈会"), end):
            return None  # 全国组织部|长会议
        if self.text.endswith(_heads(), 0, start) and self.text[end : end + 1] == "长":
            return None  # 一大队|副大队长, 研究院|学术院长
        row = self.text.rfind("、", max(0, end - 9), start) + 1
        if row and self._in_row(row, start, end):
            return Body(row, end, anchor.kind, "in-a-row")
        whole = self._one_word(end, anchor) if word[0] in _OFFICES and start not in self.words.index else None
        if whole is not None:
            return whole
        if end - start == 1 and (self.at.in_role(start) or self.at.within_word(start, end)):
            return None
        if self.text.startswith(patterns.OF_GOVERNMENT, end - 2) and word.endswith("政府"):
            return None
        if self.text[end : end + 1] == "长" and end - 1 in self.found:
            return None
        if not closed or (anchor.type == "weak" and not self.at.ends_word(end)):
            return None
        return self._grown(start, end, anchor)

    def _grown(self, start: int, end: int, anchor: Anchor) -> Body | None:
        """A name that ends with a suffix: a body before it, else a place, else what the trained reader saw, else the words to the left."""
        parent = self.found.get(start)
        if self._stronghold(end) or patterns.FORMERLY.search(self.text, max(0, start - 2), start):
            return None
        if parent is None and self.text[start - 1 : start] == "长" and self.text[start:end] == "办公室":
            parent = self.found.get(start - 1)  # 国防部|长|办公室
            if parent:
                return Body(parent.start, end, anchor.kind, "office-of-the-head")
        if parent and parent.end == start:
            if anchor.type == "weak" and (anchor.kind == "enterprise" or end - start == 1 or self.text[start:end] in generic()):
                return None
            kind = parent.kind if self.text.startswith("办公", start) else anchor.kind
            return Body(self.edges.of_two_places(parent.start, start, end), end, kind, "department")
        edge, placed = self.edges.walk(start, end)
        edge = self.edges.of_two_places(edge, start, end) if placed else edge
        world = patterns.WORLD.search(self.text, max(0, start - 8), start) if self.text[start:end] == "组织" else None
        if world is not None and not placed:
            return Body(world.start(), end, "international", "of-the-world")
        known = placed or "）" in self.text[edge:start]
        proposal = self._seen(start, end)
        if proposal and proposal.start < start and (not known or (proposal.start < edge and edge not in self.found)):
            edge = self.edges.places_before(self.edges.whole(self.edges.cleared(proposal.start, start)))
            known = edge < start
        if not placed or edge == start:
            joined = self.edges.over_conjunction(edge, start, end)
            if joined is not None:
                return Body(joined, end, anchor.kind, "joined-by-and")
        if (
            not placed
            and self.text[start:end] in patterns.DOUBTFUL
            and not (self.text[start:end] == "党" and patterns.LED.match(self.text, end))
            and not self.text.startswith(("世界", "国际", "亚洲", "欧洲", "非洲", "全球"), edge)
            and not (proposal and self.text[start:end] != "党")
        ) or self.text.startswith("新一届", start - 3):
            return None
        glued = patterns.GLUED.match(self.text, edge, end)
        edge = glued.end() if glued and glued.end() <= start else edge
        edge = self.edges.with_china(self.edges.trimmed(edge, start), start)
        if patterns.COUNT_FIRST.match(self.text, edge):
            return None  # 五所|医院
        if patterns.ANY_KIND.fullmatch(self.text, edge, start) or self.text.endswith("各级", edge, start):
            return None
        if self.text[edge:start] in patterns.NO_NAME or patterns.ANY_ONE.match(self.text, self.edges.places_after(edge, start)):
            return None  # 全国|博物馆, 合肥市|一饭店
        if known and edge < start and self.place_starts.get(start) == edge:
            edge, known = self._before_place(edge, start, end, anchor)
        return self._named(edge, known, start, end, anchor)

    def _named(self, edge: int, known: bool, start: int, end: int, anchor: Anchor) -> Body | None:
        """The body whose name begins at `edge` and whose ending at `start`; `known` where a place, a body or the trained reader stands at the edge."""
        if edge == start and self.text[start:end] in patterns.ASSEMBLIES and self.at.abroad:
            return Body(start, end, "foreign", "assembly-abroad")
        own = patterns.OWN.search(self.text, max(0, start - 5), start) if self.text[start:end] in _GROUPS else None
        if own is not None and (own.start() <= edge or self.text[own.start() - 1 : own.start()] in patterns.RULES_IT):
            return Body(own.start(), end, anchor.kind, "own-party-group")
        if edge == start:
            return Body(start, end, anchor.kind, "alone") if self._alone(start, end, anchor) else None
        if self.text.endswith(no_bodies(), edge, end) or (self.text[start:end] == "政府" and self._of_a_person(edge, start)):
            return None
        if (
            self.at.leads_to_post(end)
            and end - start > 1
            and not known
            and end - edge > (2 if self.text[end : end + 1] == "长" else 3)
        ):
            return Body(edge, end, anchor.kind, "before-post")
        if self.text[start:end] == "武装" and self.text.startswith(("组织", "人员", "分子"), end):
            return None
        if anchor.type == "weak" and anchor.kind == "enterprise" and self.text[edge:start] in (*foreign_countries(), "中国"):
            return None  # 阿尔及利亚|汽车炸弹
        if patterns.COUNTED.search(self.text, max(0, edge - 6), edge):
            return None  # 5家|合资银行理财公司: a kind of body, not one
        if anchor.type == "weak" and anchor.kind == "enterprise" and end - start > 1 and not self._seen(start, end):
            return None  # 巴西新|工业, 内蒙古新|能源: a trade, no firm
        if self.text.endswith("公司", start, end) and edge < start:
            edge = self.edges.behind_place(edge)  # 洪洞|华清煤焦化学有限公司
        if end - edge > patterns.LONGEST or end - edge < 3 or self.text[edge:end] in generic():
            return None  # 航空公司, 房地产
        name = self.text[edge:start]
        if name in generic() and not self.at.leads_to_post(end):
            return None  # 医院|专家组
        founded = patterns.FOUNDED.search(self.text, max(0, edge - 16), start) if self.text[start:end] == "指挥部" else None
        if not known and founded is not None:
            return Body(founded.end(), end, anchor.kind, "founded")
        if not known and (anchor.type == "weak" or anchor.kind in patterns.NEEDS_OWNER or len(name) < 2):
            return None
        return Body(edge, end, anchor.kind, "suffix")

    def _seen(self, start: int, end: int) -> Proposal | None:
        """What the trained reader saw before the ending or at its end."""
        return self.seen_at.get(start - 1) or self.seen_at.get(end - 1)

    def _before_place(self, edge: int, start: int, end: int, anchor: Anchor) -> tuple[int, bool]:
        """Nothing but a place before an ending: a company's name goes on before it (纽威数控装备|苏州|有限公司), a group of any kind (美国|机构) is none."""
        if self.text[start:end] in no_names() or (end - start == 1 and self.text[start] != "军"):
            return start, False
        if anchor.kind != "enterprise" or not self.text.endswith("公司", start, end):
            return edge, True
        further, _ = self.edges.walk(edge, end)
        return (further if edge - further >= 2 else edge), True

    def _alone(self, start: int, end: int, anchor: Anchor) -> bool:
        """An ending with nothing before it names a body where a post follows (医学院|院长), a department also beside another body in a list."""
        if end - start < 3 or self.text[start:end] in generic():
            return False
        if self.at.leads_to_post(end):
            return True
        if anchor.type != "department":
            return False
        after_body = self.text[start - 1 : start] in ("、", "和", "及") and (start - 1) in self.found
        return after_body or (self.text[end : end + 1] == "、" and end + 1 in self.departments)

    def _one_word(self, end: int, anchor: Anchor) -> Body | None:
        """A word that the dictionary has whole, behind a place or opened by a body: 宁阳|造纸厂, 卫生部|医政司."""
        begin = self.words.starts[self.words.at(end - 1)]
        if end not in self.words.index or end - begin < 3:
            return None
        if self.place_starts.get(begin, begin) < begin and self.at.codes.get(begin) not in foreign_countries():
            return Body(self.edges.places_before(begin), end, anchor.kind, "word-of-a-place")
        opened = any(self.found[e].start == begin for e in range(begin + 2, end) if e in self.found)
        return Body(self.edges.places_before(begin), end, anchor.kind, "department") if opened else None

    def _of_a_person(self, edge: int, start: int) -> bool:
        """Is it only called after who heads it: 美国|拜登|政府?"""
        named = self.text[self.edges.places_after(edge, start) : start]
        return len(named) > 1 and start not in self.found and foreign_shape(named)

    def _in_row(self, edge: int, start: int, end: int) -> bool:
        """Is what stands between two marks one of a row of departments: 公司办公室、|市场营销部|、财务处?"""
        if edge - 1 not in self.found or end - edge < 3 or self.text[end : end + 1] not in tuple("、，。；和与及等"):
            return False
        alike = self.text[edge - 2] in _PARTS and self.text[end - 1] in _PARTS
        return alike and end not in self.place_starts and self.edges.cleared(edge, start) == edge

    def _stronghold(self, end: int) -> bool:
        """Is it where an armed group or a foreign organ commands from, and no body of its own: 哈马斯|指挥中心?"""
        owners = [self.found.get(end - len(word)) for word in patterns.POSITIONS if self.text.endswith(word, 0, end)]
        return any(owner is not None and owner.kind == "foreign" and owner.rule == "organ" for owner in owners)

    def _proposed(self, proposal: Proposal) -> Body | None:
        """A name that only the trained reader saw."""
        text = self.text[proposal.start : proposal.end]
        if proposal.end - proposal.start < 3 or MARKS.intersection(text) or self._crosses(proposal):
            return None
        if self.text.startswith("长会", proposal.end):
            return None
        often = self.text.count(text) > 1 or self.at.leads_to_post(proposal.end)
        if not often or not self._proper(text) or proposal.end in self.place_starts:
            return None
        inner = max(
            (e for e in self.place_starts if self.place_starts[e] == proposal.start and e < proposal.end), default=proposal.start
        )
        if self.text[inner : proposal.end] in no_names() or self.edges.cleared(proposal.start, proposal.end) > proposal.start:
            return None  # 美国|机构, 助力|集团
        return Body(self.edges.places_before(proposal.start), proposal.end, "other", "trained-reader")

    def _proper(self, text: str) -> bool:
        return not text.endswith((*no_bodies(), "队", "第一", "第二")) and not text.startswith("新一届") and "某" not in text

    def _covered(self) -> list[int]:
        """For each offset how many of the bodies found so far hold it."""
        changes = [0] * (len(self.text) + 1)
        for body in self.found.values():
            changes[body.start] += 1
            changes[body.end] -= 1
        return list(accumulate(changes))

    def _crosses(self, proposal: Proposal) -> bool:
        return any(self.covered[proposal.start : proposal.end])
