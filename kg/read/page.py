"""Paragraphs of a page → its articles: which lines are headlines, kickers, subtitles and rubrics, and where each article begins.

In: mended paragraphs (headings may carry # marks). Out: pieces, each one article: the lines of its headline, its title, its
body, and the lines of a masthead (date, source) that stood in its head.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kg import press

_HEADING = re.compile(r"(#{1,6})\s{0,3}(\S.{0,198}?)\s{0,3}#{0,6}")
_LIST_ITEM = re.compile(r"[-*+•●■◆▲○]\s|\d{1,3}(?:[、)）]|[.．](?!\d))|[（(][一二三四五六七八九十\d]{1,3}[）)]")
_ENDS_PROSE = tuple("。；;，,、：:.")
_CLAUSES = re.compile(r"[，,：:；;、\s]")
_BRACKETED = re.compile(r"[【\[［〔][^】\]］〕]{1,12}[】\]］〕]")
_DASH = re.compile(r"[-—─－]{1,4}(?![-—])\s?\S")
_SHORT = 60
_RUBRIC = 6

Kind = Literal["heading", "short", "info", "signature", "rule", "prose"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, what it looks like, and the level of a heading (1 for #, 0 for what is none)."""

    text: str
    kind: Kind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of a page. `head` holds its lines of masthead: date and source."""

    headline: tuple[str, ...]
    title: str
    body: tuple[str, ...]
    head: tuple[str, ...]


def classify(line: str, is_masthead: Callable[[str], bool]) -> Paragraph:
    """What one paragraph looks like by itself."""
    heading = _HEADING.fullmatch(line)
    if heading:
        kind: Kind = "info" if is_masthead(heading[2]) else "heading"
        return Paragraph(heading[2], kind, len(heading[1]))
    if re.fullmatch(r"[-*_=—─━~～·.]{3,}|(?:[*·-] ){2,}[*·-]", line):
        return Paragraph(line, "rule")
    if press.signs(line):
        return Paragraph(line, "signature")
    if is_masthead(line):
        return Paragraph(line, "info")
    return Paragraph(line, "short" if is_short(line) else "prose")


def is_short(line: str, longest: int = _SHORT) -> bool:
    """Whether a line could be one of a headline: short, without a full stop, no item of a list, no beginning of a report."""
    ends = "。" in line or line.endswith(_ENDS_PROSE)
    return len(line) <= longest and not ends and not _LIST_ITEM.match(line) and not press.opens(line)


def split(lines: Sequence[str], is_masthead: Callable[[str], bool]) -> tuple[tuple[str, ...], list[Piece]]:
    """The masthead lines of the page as a whole, and its articles in their order.

    `is_masthead` tells the lines that only say which paper, day and page this is. A page without any headline is one piece
    without one.
    """
    found = [classify(line, is_masthead) for line in lines]
    first = next((i for i, p in enumerate(found) if p.kind not in ("info", "rule")), len(found))
    masthead = tuple(p.text for p in found[:first] if p.kind == "info")
    found = _with_long_titles(found[first:])
    starts = _starts(found)
    ends = [*starts[1:], len(found)][: len(starts)]
    return masthead, [_piece(found[start:end]) for start, end in zip(starts, ends, strict=True)]


def _with_long_titles(found: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, the first of the page and of what follows a rule read as a title up to a greater length."""
    result = list(found)
    for place, (paragraph, following) in enumerate(pairwise(found)):
        first = place == 0 or found[place - 1].kind == "rule"
        if (
            first
            and paragraph.kind == "prose"
            and following.kind in ("prose", "signature", "short")
            and is_short(paragraph.text, 200)
        ):
            result[place] = Paragraph(paragraph.text, "short")
    return result


def _starts(found: Sequence[Paragraph]) -> list[int]:
    """The indices at which articles begin."""
    if not found:
        return []
    top = _top_level(found)
    starts = [0]
    place = 0
    while place < len(found):
        end = _head_end(found, place)
        if end == place:
            place += 1
            continue
        start = _without_tail(found, place, end)
        if start > 0 and start < end and _begins(found, start, end, top):
            starts.append(start)
        place = end
    return starts


def _head_end(found: Sequence[Paragraph], start: int) -> int:
    """The end of the run of lines that could be a headline, from here on."""
    end = start
    while end < len(found) and found[end].kind in ("heading", "short", "info"):
        end += 1
    return end


def _without_tail(found: Sequence[Paragraph], start: int, end: int) -> int:
    """Where the headline begins in a run: at most three plain lines stand before its first heading."""
    marked = [i for i in range(start, end) if found[i].kind == "heading"]
    return max(start, marked[0] - 3) if marked else max(start, end - 4)


def _top_level(found: Sequence[Paragraph]) -> int:
    """The level of the headings that head articles: the highest, unless it is that of one rubric over others."""
    levels = [(p.level, len(p.text)) for p in found if p.kind == "heading"]
    real = [level for level, size in levels if size > _RUBRIC] or [level for level, _ in levels]
    return min(real, default=0)


def _begins(found: Sequence[Paragraph], start: int, end: int, top: int) -> bool:
    """Whether the run start..end, which is not the page's first, heads a new article rather than a section of the one before."""
    run = found[start:end]
    before = found[start - 1]
    if before.kind == "rule":
        return end < len(found) and found[end].kind in ("prose", "signature")
    opened = end < len(found) and (found[end].kind == "signature" or press.opens(found[end].text))
    headings = [p for p in run if p.kind == "heading"]
    if not headings:
        return opened and before.kind != "short" and any(p.kind == "short" and len(p.text) > _RUBRIC for p in run)
    if any(p.level <= top for p in headings):
        return True
    closed = before.kind == "signature" and found[start - 2 : start - 1] != []
    kicker = run[0].kind == "short" and len(run[0].text) > _RUBRIC
    return opened or closed or kicker


def _piece(found: Sequence[Paragraph]) -> Piece:
    """One article: its leading short lines and headings are the headline, the rest its body, rules left out."""
    end = _headline_end(found)
    head = tuple(p.text for p in found[:end] if p.kind == "info")
    lines = [p for p in found[:end] if p.kind in ("heading", "short")]
    rest = [p for p in found[end:] if p.kind != "rule"]
    while rest and rest[0].kind == "info":
        head += (rest.pop(0).text,)
    return Piece(tuple(p.text for p in lines), _title(lines), tuple(p.text for p in rest), head)


def _headline_end(found: Sequence[Paragraph]) -> int:
    """How many of the leading lines are headline: after the last heading three plain ones at most, without a heading four."""
    end = _head_end(found, 0)
    marked = [i for i in range(end) if found[i].kind == "heading"]
    return min(end, (marked[-1] + 4) if marked else 4)


def _title(lines: Sequence[Paragraph]) -> str:
    """The main line of a headline; rubrics (伟大征程, 【要闻】) and subtitles after a dash are none if there is another.

    With # marks it is the highest heading. Without: of three lines the middle one (引题, 主题, 副题), of two the first,
    unless the first has more clauses by two and so is the kicker.
    """
    if not lines:
        return ""
    candidates = [
        p for p in lines if len(p.text) > _RUBRIC and not _BRACKETED.fullmatch(p.text) and not _DASH.match(p.text)
    ] or list(lines)
    headings = [p for p in candidates if p.kind == "heading"]
    if headings:
        return min(headings, key=lambda p: p.level).text
    texts = [p.text for p in candidates]
    if len(texts) >= 3:
        return texts[1]
    if len(texts) == 2 and len(_CLAUSES.findall(texts[0])) >= len(_CLAUSES.findall(texts[1])) + 2:
        return texts[1]
    return texts[0]
