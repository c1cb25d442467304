"""Edges: how far to the left the name of a body reaches.

In: a text laid out (`Layout`) and the bodies found in it so far, by where they end. Out: `Edges`, which answers with offsets
(code points of the text).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kg import bodypatterns as patterns
from kg.bodies import country_characters, spelling_characters, subjects
from kg.layout import Layout
from kg.words import role_nouns

_FRONTS = ("战线", "阵线", "同盟", "联盟", "总同盟")
_OURS = ("我院", "我校", "我局", "我司", "我行", "我所", "我厂")


class Body(NamedTuple):
    """A name found: [start, end), the kind code of the body, and how it was read."""

    start: int
    end: int
    kind: str
    rule: str


class Edges:
    """One text; `found` grows while it is read."""

    def __init__(self, at: Layout, found: Mapping[int, Body]) -> None:
        self.at, self.found, self.text = at, found, at.text
        self.words, self.place_starts, self.seen_at = at.words, at.place_starts, at.seen_at

    def country_before(self, start: int) -> int | None:
        """俄|国防部, 美|军: a country's one-character name right before a body that any country has."""
        if self.text.startswith("以军队", start - 1):
            return None
        if start and self.text[start - 1] in country_characters() and patterns.FOREIGN_FORCE.match(self.text, start):
            number = self.words.index.get(start)
            outside = start < 2 or not "一" <= self.text[start - 2] <= "鿿"
            if outside or (number is not None and self.words.starts[number] == start - 1) or start - 1 in self.words.index:
                return start - 1
        return None

    def owned(self, start: int) -> bool:
        """Does a place, a body or a level stand right before this offset?"""
        return (
            start in self.place_starts
            or start in self.found
            or self.text[start - 1 : start] in ("省", "市", "县", "区", "州", "届")
        )

    def places_before(self, start: int) -> int:
        """Left over the places that end here, each holding the one after it: a village before a city, or one province before another, does not."""
        inner = ""
        while start in self.place_starts and self.place_starts[start] < start:
            code = self.at.codes.get(start, "")
            if self.text[start - 1] in "镇乡村" and self.text[start : start + 4].find("市") > 0:
                return start
            if inner.isdigit() and code.isdigit() and not inner.startswith(code.rstrip("0")):
                return start
            start, inner = self.place_starts[start], code or inner
        return start

    def places_after(self, edge: int, start: int) -> int:
        """Right of the places that a name begins with."""
        while ends := [e for e, s in self.place_starts.items() if s == edge and edge < e <= start]:
            edge = max(ends)
        return edge

    def cleared(self, edge: int, start: int) -> int:
        """The trained reader's left edge, moved behind the last word that no name holds."""
        end = start
        while end > edge:
            number = self.words.index.get(end)
            if number is None:
                end -= 1
                continue
            if self.words.never(number):
                return end
            end = self.words.starts[number]
        return edge

    def whole(self, edge: int) -> int:
        """An edge inside a word that names hold, moved to where the word begins: 铁|路总公司."""
        number = self.words.at(edge)
        return self.words.starts[number] if self.words.inside(number) else edge

    def without(self, edge: int) -> int:
        """Right of 除 that 外 closes (除|云坡村党支部书记…外) and of a verb that words for bodies hold: 结合|学校."""
        if self.text[edge : edge + 1] == "除":
            return edge + (patterns.EXCEPT.match(self.text, edge) is not None)
        return edge + 2 * (self.text.startswith("结合", edge) and self.text[edge - 1 : edge] != "西")

    def trimmed(self, edge: int, start: int) -> int:
        """原, 前, 该 are not part of a name; a level (市, 省) that stands alone before it is."""
        edge = min(self.without(edge), start)
        if self.text.startswith(_OURS, edge) and start - edge > 1:
            edge += 2
        while start - edge > 1 and self.text[edge] in "原前该本据由为与和及任":
            if self.text[edge] == "本" and edge + 1 not in self.words.index:
                break  # 本源量子
            edge += 1
        if self.text[edge - 1 : edge].isdigit() and self.text[edge] in "架艘辆名个家所":
            edge += 1  # 2|架|空军
        before = self.text[edge - 1 : edge]
        if before and before in "省市区县州" and (edge < 2 or not "一" <= self.text[edge - 2] <= "鿿"):
            return edge - 1
        return edge

    def with_china(self, edge: int, start: int) -> int:
        """中 begins the name of what two countries share (中|法研究中心) and of a firm with one more character (中|坤集团)."""
        if self.text[edge - 1 : edge] != "中" or edge >= start or (edge > 1 and edge - 1 not in self.words.index):
            return edge
        shared = start - edge == 1 or self.text[edge] in country_characters()
        return self.places_before(edge - 1) if shared else edge

    def over_conjunction(self, edge: int, start: int, end: int) -> int | None:
        """贸易、投资和|工业部: a name that holds 和 or 与, read where a place or body begins it or a post follows."""
        number = self.words.index.get(edge)
        if (
            self.text[end - 1] not in "部局会署厅委处司院所"
            or number is None
            or self.words.text[number] not in ("和", "与", "及")
        ):
            return None
        left = first = self.words.starts[number]
        both = self.words.text[number - 1] in subjects() and self.text.startswith(tuple(subjects()), edge) if number else False
        if self.text[end - 2 : end] in ("学院", "学系") and both:
            owner = self.found.get(self.words.starts[number - 1])
            return owner.start if owner else self.words.starts[number - 1]  # 东州大学|物理|与|机电工程学院
        item = None  # where the item of a list begins that holds the conjunction
        while edge - left < 18:
            number = self.words.index.get(left)
            owner = self.found.get(left)
            if owner and self.text[left] == "、":
                alike = self.text.endswith(self.text[start:end], owner.start, owner.end)
                return item if alike or self.at.leads_to_post(end) else None
            if owner:
                return owner.start if left < first else None
            if left in self.place_starts and self.place_starts[left] < left:
                return self.places_before(left)
            if number is None or left - 1 in self.at.person_at or self.words.text[number] in role_nouns():
                break
            if self.words.text[number] == "、" and left < first:
                item = left
            elif self.words.never(number):
                break
            left = self.words.starts[number]
        if (
            number is not None
            and self.words.text[number] in ("总统", "总理", "首相")
            and self.words.starts[number] in self.place_starts
        ):
            return self.places_before(self.words.starts[number])  # 俄罗斯|总统|…战略和生态安全委员会
        if number is not None and self.words.text[number] in role_nouns():
            return item if self.at.leads_to_post(end) else None
        if left > 1 and self.text[left - 1] in country_characters() and left - 1 in self.words.index and left < first:
            return left - 1  # 乌|国家安全与国防委员会
        if self.text[left] == "、" or left == first or not self.at.leads_to_post(end):
            return None
        return left

    def of_two_places(self, edge: int, start: int, end: int) -> int:
        """韩国|与|蒙古国研究室: where the first of two places begins that a house of research is named after, or the body that it is part of."""
        first = self.place_starts.get(edge - 1, edge)
        if first == edge or self.text[edge - 1] not in "与和" or "研究" not in self.text[start:end]:
            return edge
        owner = self.found.get(first)
        return owner.start if owner else self.places_before(first)

    def behind_place(self, edge: int) -> int:
        """Left of a word for a place that the tables do not hold, right before the name of a firm."""
        number = self.words.index.get(edge)
        if number is None or self.words.tags[number] != "ns" or self.words.never(number):
            return edge
        return self.places_before(self.words.starts[number])

    def walk(self, start: int, end: int) -> tuple[int, bool]:
        """The left edge that words allow, and whether a place or a body stands at it."""
        edge, known = start, False
        while start - edge < patterns.LONGEST:
            if edge in self.found and self.found[edge].start < edge:
                return self.found[edge].start, True
            if edge in self.place_starts and self.place_starts[edge] < edge:
                edge, known = self.place_starts[edge], True
                continue
            quoted = patterns.QUOTED.search(self.text, max(0, edge - 32), edge) if edge and self.text[edge - 1] == "”" else None
            if quoted and edge != start:
                edge = quoted.start()
                continue
            if edge and self.text[edge - 1] in "·—" and not known:
                spelt = patterns.SPELT.search(self.text, max(0, edge - 9), edge - 1)
                if spelt and set(spelt.group()) <= spelling_characters():
                    edge = spelt.start()
                    continue
            aside = patterns.ASIDE.search(self.text, max(0, edge - 8), edge)
            if aside is not None and patterns.TO_FIRM.match(self.text, edge):
                edge = aside.start()  # 中烟摩特|（江门）|纸业有限公司
                continue
            number = self.words.index.get(edge)
            if number is None and edge == start and edge and not self.words.never(self.words.at(edge)):
                edge = self.words.starts[self.words.at(edge)]  # the ending is only part of a word: 经济|委员会, 贸易|部长
                continue
            if number is None or not (self._joins(number) if known else self._fits(number, start, end)):
                break
            if self.words.text[number] in patterns.LEVELS and edge < start:
                return self.places_before(self.words.starts[number]), True
            if (edge - 1) in self.at.person_at:
                break
            edge = self.words.starts[number]
        return edge, known

    def _fits(self, number: int, start: int, end: int) -> bool:
        """May this word stand in the name? A role noun only in the office of its holder: 总理|办公室."""
        if self.words.inside(number):
            return True
        beside = self.words.starts[number] + len(self.words.text[number]) == start
        if beside and patterns.NUMBERED.fullmatch(self.words.text[number]):
            return end - start > 1
        held = self.text[start:end] in ("办公室", "府", "官邸") and beside
        return held and self.words.text[number] in role_nouns()

    def _joins(self, number: int) -> bool:
        """May a word before a place belong to the name? Only a proper one (中国|上海…): nothing but a place or a body goes on there."""
        return self.words.text[number] in ("中国", "国家", "中共", "驻")

    def before_organ(self, start: int) -> int:
        """Left of a body known by itself: 十四届, a country, 中共."""
        country = self.country_before(start)
        if country is not None:
            return country
        party = self.found.get(start + 1 if self.text[start] == "党" else start)  # 劳动|党中央, 劳动党|中央政治局
        if party and self.text.startswith(("中央", "党中央"), start) and self.text[party.end - 1] in "党共":
            return party.start
        if self.text.startswith("中央", start) and self.text.endswith(_FRONTS, 0, start):
            return self._front(start)
        ordinal = patterns.ORDINAL.search(self.text, max(0, start - 8), start)
        if ordinal:
            start = ordinal.start()
            owner = self.found.get(start)  # 农工党|第十四届|中央委员会
            if owner:
                return owner.start
            start = self.trimmed(start, start + 2)
        prefix = patterns.PREFIX.search(self.text, max(0, start - 6), start)
        if prefix:
            start = prefix.start()
        return self.places_before(start)

    def _front(self, start: int) -> int:
        """Left of the name of a front or a league, of which the centre is named: 东国|祖国统一民主主义战线|中央委员会."""
        edge = start
        while start - edge < patterns.LONGEST // 2:
            if edge in self.place_starts:
                return self.places_before(edge)
            number = self.words.index.get(edge)
            if number is None or (self.words.never(number) and self.words.text[number] != "—"):
                break
            edge = self.words.starts[number]
        return edge if edge == 0 or self.text[edge - 1] in "，。、；：“（\n" else start

    def before_local(self, start: int) -> int:
        """Left of 市委: the place (上海|市委, or 上海市|委 read as one), a wider place, 中共, a party."""
        if self.text.startswith("自治", start - 2) and start > 2:
            start -= 2
        if (
            (self.text[start] in "镇乡村" or self.text.startswith("街道", start))
            and start not in self.place_starts
            and start + 1 not in self.place_starts
        ):
            edge, _ = self.walk(start, start + 1)
            inner = self.places_after(edge, start)  # 四川眉山|永丰|村党委
            return edge if start - edge <= 4 or 0 < start - inner <= 4 else start
        level_end = next((start + n for n in (1, 3, 2) if self.place_starts.get(start + n, start) < start), None)
        if level_end:
            start = self.place_starts[level_end]
        ordinal = patterns.ORDINAL.search(self.text, max(0, start - 8), start)
        if ordinal:
            start = ordinal.start()
        start = self.places_before(start)
        before = patterns.PARTY.search(self.text, max(0, start - 4), start) or patterns.PREFIX.search(
            self.text, max(0, start - 6), start
        )
        if before and before.group() != "国家":
            start = before.start()
        return self.places_before(start)
