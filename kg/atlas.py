"""Where things lie: countries and administrative divisions by every name they go by, and where a text speaks of them.

In: kg/lexicons/countries.tsv and divisions.tsv, a text. Out: areas, and a scene: the areas a text names, with their offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from kg.lexicon import Matcher, table, values
from kg.text import fold

COUNTRY = "country"
CHINA = "中国"
_HOME = ("我国", "中方", "我方", "全国", "党中央", "中共")
_SHORT = re.compile(r"[一-龥](?=副?(?:总统|总理|首相|外长|防长|财长|政府|军方|媒体?|国防|外交|议会|安全|代表))")
_LEVELS = ("省", "市", "县", "区", "州", "盟", "旗")


@dataclass(frozen=True, slots=True)
class Area:
    """A country or a division: `code` tells it from its namesakes, `name` is its full and `short` its bare name."""

    code: str
    name: str
    short: str
    level: str
    parent: str = ""


def everyday_name(name: str, short: str) -> str:
    """The name of a self-governing division without its peoples: 延边朝鲜族自治州 → 延边州; any other name as it is."""
    for end, word in (("自治区", "自治区"), ("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
        if name.endswith(end):
            return short + word
    return name


class Atlas:
    """All areas by name. One for a process: `atlas()`."""

    def __init__(self) -> None:
        self.by_code: dict[str, Area] = {}
        self.by_name: dict[str, tuple[Area, ...]] = {}
        self.by_char: dict[str, Area] = {}
        for row in table("countries"):
            area = Area(f"{COUNTRY}:{row['name']}", row["name"], row["name"], COUNTRY)
            self._add(area, row["name"], row["official"], *values(row["aliases"]))
            for char in values(row["chars"]):
                self.by_char.setdefault(char, area)
        for row in table("divisions"):
            area = Area(row["code"], row["name"], row["short"] or row["name"], row["level"], row["parent"])
            self._add(area, area.name, everyday_name(area.name, area.short), *([area.short] if len(area.short) > 1 else []))
        for row in table("divisions_former"):
            was = Area(row["code"], row["name"], row["short"], row["level"], row["parent"])
            # A short name that a present division bears means the present one.
            self._add(self.by_code.get(was.code, was), *(n for n in (was.name, was.short) if n not in self.by_name))
        self.china = self.by_name[CHINA][0]

    def _add(self, area: Area, *names: str) -> None:
        self.by_code[area.code] = area
        for name in dict.fromkeys(n for n in names if n):
            self.by_name[name] = (*self.by_name.get(name, ()), area)

    def country(self, name: str) -> Area | None:
        """The country called this, by name, official name, alias or one-character short form: 俄 → 俄罗斯."""
        for area in self.by_name.get(name, ()):
            if area.level == COUNTRY:
                return area
        return self.by_char.get(name)

    def chain(self, area: Area) -> Iterator[Area]:
        """The area and what it lies in, outwards: 浦东新区, 上海市."""
        seen: set[str] = set()
        while area.code not in seen:
            seen.add(area.code)
            yield area
            if area.parent not in self.by_code:
                return
            area = self.by_code[area.parent]

    def province(self, area: Area) -> Area:
        """The outermost division that holds this one; a country is its own."""
        *_, last = self.chain(area)
        return last

    def full(self, area: Area) -> str:
        """The name with what tells it from namesakes: 江苏省南京市, 上海市, 伊朗."""
        names = [a.name for a in self.chain(area)]
        return "".join(reversed(names[:2])) if len(self.by_name[area.name]) > 1 else area.name

    @cached_property
    def _finder(self) -> Matcher[tuple[Area, ...]]:
        words = {name: areas for name, areas in self.by_name.items() if len(name) > 1 and not self._is_only_short(name, areas)}
        return Matcher(words | dict.fromkeys(_HOME, (self.china,)))

    def _is_only_short(self, name: str, areas: tuple[Area, ...]) -> bool:
        """Whether a name is but the short one of a county: 和平, 朝阳 and 长安 are more often other words."""
        return all(a.level == "county" and a.name != name for a in areas)

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[Area, ...]]]:
        """(start, end, areas of that name) for each area a text names, the longest name at each place."""
        return iter(self._finder.longest(text))

    def head(self, name: str) -> tuple[Area | None, str]:
        """The area at the head of a name, and the rest: 上海市委 → 上海市, 市委; 江苏省南京市公安局 → 南京市, 市公安局;
        俄国防部 → 俄罗斯, 国防部.

        The level word stays with the rest, so that short and long forms of an organ have the same rest.
        """
        area: Area | None = None
        rest = name
        while (found := self._prefix(rest, area)) is not None:
            area, length = found
            rest = rest[length:]
            if not rest:
                break
        if area is None and len(name) > 2 and name[0] in self.by_char:
            return self.by_char[name[0]], name[1:]
        if area is not None and area.level != COUNTRY and rest[:1] not in _LEVELS and not rest.startswith("自治"):
            rest = level_word(area) + rest
        return area, rest

    def _prefix(self, text: str, within: Area | None) -> tuple[Area, int] | None:
        for length in range(min(len(text), 12), 1, -1):
            if text[: length + 1] in hiding():
                return None  # 公安|厅, not the county
            areas = self.by_name.get(text[:length], ())
            if within is not None:
                areas = tuple(
                    a for a in areas if a.parent and any(p.code == within.code for p in self.chain(a)) and a is not within
                )
            if areas:
                return areas[0], length
        return None

    def scene(self, text: str) -> Scene:
        """The areas that a text names, in order."""
        return Scene(self, text)


@cache
def hiding() -> frozenset[str]:
    """Words that begin like a place and name none: 公安厅."""
    return frozenset(row["word"] for row in table("not_places") if row["use"] == "part")


def level_word(area: Area) -> str:
    """The word that a short organ name begins with: 上海市 → 市, 新疆维吾尔自治区 → 自治区."""
    if area.name.endswith(("自治区", "自治州", "自治县", "自治旗")):
        return area.name[-3:] if area.name.endswith("自治区") else area.name[-1]
    return area.name[-1] if area.name[-1] in _LEVELS else ""


class Scene:
    """The areas of one text by offset; asked for the area that a short name at some offset stands for."""

    def __init__(self, atlas: Atlas, text: str) -> None:
        self.atlas = atlas
        self.text = fold(text)
        self.spots: list[tuple[int, tuple[Area, ...]]] = [(start, areas) for start, _, areas in atlas.find(self.text)]
        self._starts = [start for start, _ in self.spots]

    @cached_property
    def countries(self) -> frozenset[str]:
        """The names of the foreign countries in the text."""
        return frozenset(a.name for _, areas in self.spots for a in areas if a.level == COUNTRY and a is not self.atlas.china)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the unambiguous divisions in the text."""
        return frozenset(areas[0].code for _, areas in self.spots if len(areas) == 1 and areas[0].level != COUNTRY)

    def before(self, offset: int, reach: int) -> Iterator[tuple[int, tuple[Area, ...]]]:
        """The areas named before an offset, nearest first, no farther than `reach` code points."""
        for index in range(bisect_right(self._starts, offset - 1) - 1, -1, -1):
            start, areas = self.spots[index]
            if offset - start > reach:
                return
            yield start, areas

    def short_before(self, start: int, offset: int) -> Area | None:
        """The country whose one-character form stands last between two offsets before a word of state: 俄总统 → 俄罗斯."""
        shorts = [m[0] for m in _SHORT.finditer(self.text, start, offset) if m[0] in self.atlas.by_char]
        return self.atlas.by_char[shorts[-1]] if shorts else None

    def line_start(self, offset: int) -> int:
        """Where the line that holds an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def fitting(self, areas: tuple[Area, ...], level: str) -> Area | None:
        """The area, or the area around it, that a level word names: (南京市) and 省 → 江苏省. Namesakes are told apart by the
        text."""
        for area in sorted(areas, key=lambda a: -sum(p.code in self.codes for p in self.atlas.chain(a))):
            for outer in self.atlas.chain(area):
                if outer.level != COUNTRY and level_word(outer) == level:
                    return outer
        return None


@cache
def atlas() -> Atlas:
    """The areas of kg/lexicons, read once."""
    return Atlas()
