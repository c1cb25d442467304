"""Places: divisions of China, countries, landmarks, and what the trained reader takes for a place.

In: an article and the trained reader's proposals. Out: mentions of kind "place"; mentions of one division share its longest form in the article (上海, 上海市 → 上海市),
`detail` is its code, or the name of the country.

The short name of a county (和平, 新和) is mostly another word: it counts only where the trained reader sees a place too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from kg.atlas import everyday_name
from kg.lexicon import Matcher, table, values
from kg.model import Article, Mention
from kg.text import fold
from kg.words import Words, cut

_SMALL = re.compile(
    r"(?![的和与及或等在有各是这那某内多几下所])[一-鿿]{1,5}?(?:街道|社区|镇|乡|村|苏木|开发区|高新区|新区)(?![长委党民务里上级支里人])"
)
_FOLLOWED = {"中国": "人共", "朝鲜": "族劳", "蒙古": "族包"}


class Proposal(Protocol):
    """What the trained reader gives: a span and its kind."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Place:
    """A known place: its full name, its code or country, and whether its short form is safe to read alone."""

    name: str
    code: str
    sure: bool


@cache
def gazetteer() -> Matcher[Place]:
    """Every name of a known place."""
    words: dict[str, Place] = {}
    divisions = sorted(table("divisions"), key=lambda r: ("province", "prefecture", "county").index(r["level"]))
    for row in (*divisions, *table("divisions_former")):
        for name in (row["name"], everyday_name(row["name"], row["short"])):
            words.setdefault(name, Place(row["name"], row["code"], len(name) > 2))
        if len(row["short"]) > 1:
            words.setdefault(row["short"], Place(row["name"], row["code"], row["level"] != "county"))
    for row in table("countries"):
        for name in (row["name"], row["official"], *values(row["aliases"])):
            words[name] = Place(row["name"], row["name"], True)
        if row["capital"]:
            words.setdefault(row["capital"], Place(row["capital"], row["name"], len(row["capital"]) > 2))
    for row in table("foreign_places"):
        words.setdefault(row["name"], Place(row["name"], row["country"] or row["name"], True))
    for row in table("landmarks"):
        words[row["name"]] = Place(row["name"], row["place"], True)
    return Matcher(words)


def find_places(article: Article, proposals: Sequence[Proposal]) -> list[Mention]:
    """The places of an article in order; a wider place directly before a narrower one is a mention of its own."""
    text = fold(article.text)
    seen = {o: p for p in proposals for o in range(p.start, p.end)}
    found = list(_known(text, seen))
    covered = {o for start, end, _, _ in found for o in range(start, end)}
    for proposal in proposals:
        if proposal.kind == "LOC":
            found += _unknown(text, proposal, covered)
    ends = {end for _, end, _, _ in found}
    taken = {o for start, end, _, _ in found for o in range(start, end)}
    for end in sorted(ends):
        match = _SMALL.match(text, end)
        if match and not any(o in taken for o in range(*match.span())):
            found.append((match.start(), match.end(), match.group(), ""))
    found.sort()
    longest: dict[str, str] = {}
    for start, end, _, code in found:
        form = text[start:end]
        if code and len(form) > len(longest.get(code, "")):
            longest[code] = form
    return [
        Mention(
            article.id,
            start,
            end,
            "place",
            article.text[start:end],
            longest[code] if code and code[0].isdigit() else name,
            code,
        )
        for start, end, name, code in found
    ]


def _known(text: str, seen: dict[int, Proposal]) -> Iterator[tuple[int, int, str, str]]:
    """The places of the gazetteer: (start, end, name, code)."""
    words = cut(text)
    for hit in gazetteer().longest(text):
        place = hit.value
        proposal = seen.get(hit.start)
        if proposal and proposal.kind == "PER" and (proposal.start < hit.start or proposal.end > hit.end):
            continue
        backed = proposal is not None and proposal.kind in ("LOC", "ORG") and proposal.start == hit.start
        if not backed and (not place.sure or _straddles(words, hit.start, hit.end)):
            continue
        if text[hit.end : hit.end + 1] in _FOLLOWED.get(text[hit.start : hit.end], "") and text[hit.end : hit.end + 1]:
            continue
        yield hit.start, hit.end, place.name, place.code


def _straddles(words: Words, start: int, end: int) -> bool:
    """Whether two characters are but the end of one word and the beginning of the next: 山南 in 天山南北, 南投 in 云南投资."""
    return end - start == 2 and words.starts[words.at[start]] != start and end not in words.index


def _unknown(text: str, proposal: Proposal, covered: set[int]) -> list[tuple[int, int, str, str]]:
    """What is left of a proposal beside the known places in it."""
    parts: list[tuple[int, int, str, str]] = []
    start = proposal.start
    for offset in range(proposal.start, proposal.end + 1):
        if offset == proposal.end or offset in covered:
            name = text[start:offset]
            if len(name) > 1 and (start > proposal.start or offset == proposal.end):
                parts.append((start, offset, name, ""))
            start = offset + 1
    return parts
