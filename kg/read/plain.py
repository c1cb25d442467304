"""Characters → paragraphs: control characters out, lines of a fixed width joined, sentences that a column's end broke mended.

In: decoded text. Out: paragraphs without indents, in the order of the text, everything else as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal
from unicodedata import east_asian_width

from kg import press

# U+E40C is what typesetting of the 2000s leaves where a paragraph or a field ends.
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029\ue40c]")
# Controls, zero-width and direction marks, lone surrogates and noncharacters: nothing that anybody reads.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_BLANKS = re.compile(r"[\t\xa0\u2000-\u200a\u202f\u205f]")
_NAVIGATION = re.compile(
    r"\[[^\[\]\n]{0,40}\]\(\s{0,3}(?:https?|//)[^\s()]{0,600}\)|<?(?:https?://|www\.)[^\s\u4e00-\u9fff]{3,600}>?"
)

_CLOSED = tuple("。！？!?…；;：:”』」）)》】.—")
_CARRIES_ON = re.compile(r"[，、,。；：？！”’）》」』%％们]|的(?![士确])")
_HANGS = re.compile(r"(?:[，、,“‘（《「『与把将被]|以及|而且)$")
_UNCLOSED = re.compile(r"《[^《》]{0,60}$|（[^（）]{0,60}$|\([^()]{0,60}$|“[^“”]{0,80}$")
_FULL_STOPS = tuple("。！？!?；;")
_COMMA = re.compile("[，、,]")
_MARKED = re.compile(r"(?:#{1,6}\s|[-*+•●■◆▲△○◎※>|—]|[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)、]|[.．](?!\d)))")
_RULE = re.compile(r"[-*_=—─━~～·.]{3,}|(?:[*·-] ){2,}[*·-]")
_SETEXT = re.compile(r"={3,}|-{3,}")


_Position = Literal["start", "head", "body"]
# How long a line without a full stop is before it must be prose: titles stand first, subtitles in a head,
# subheadings in a body.
_LEAST: dict[_Position, int] = {"start": 200, "head": 60, "body": 25}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line as typed: its characters without the indent, whether it had one, and whether a blank line stands before it."""

    text: str
    indented: bool
    apart: bool


def clean(text: str) -> str:
    """The text without characters that nobody sees; one kind of line end, one kind of blank (　 stays inside a line)."""
    if text.isprintable():
        return text
    return _BLANKS.sub(" ", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))


def is_navigation(line: str) -> bool:
    """Whether a line is a link and nothing else: [查看原文](https://…), https://…"""
    return bool(_NAVIGATION.fullmatch(line.strip()))


def is_rule(line: str) -> bool:
    """Whether a line is a rule: ---, ***, ———."""
    return bool(_RULE.fullmatch(line))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cleaned text, sentences mended: "指明了前进方\\n\\n向。" → "指明了前进方向。" Lines of nothing but
    a link are left out.
    """
    return mend(_unwrap(_underlined(_read_lines(text))))


def _read_lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    apart = True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if not stripped:
            apart = True
        elif not is_navigation(stripped):
            indent = len(raw) - len(raw.lstrip())
            lines.append(_Line(stripped, indent >= 2 or raw.startswith("\u3000"), apart))
            apart = False
    return lines


def _underlined(lines: list[_Line]) -> list[_Line]:
    """Headings that a line of === or --- underlines get their # marks."""
    result: list[_Line] = []
    for line in lines:
        above = result[-1] if result else None
        underlines = above and not line.apart and _SETEXT.fullmatch(line.text)
        if above and underlines and len(above.text) <= 60 and not above.text.endswith(_CLOSED):
            result[-1] = replace(above, text=("# " if line.text[0] == "=" else "## ") + above.text.lstrip("# "))
        else:
            result.append(line)
    return result


def width(text: str) -> int:
    """The columns a line takes in print: two for a Chinese character."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _print_width(lines: Sequence[_Line]) -> int | None:
    """The width at which the lines of this file were broken, None where each line is a paragraph."""
    inner = [line.text for line, following in pairwise(lines) if not following.apart and not following.indented]
    if len(inner) < 3:
        return None
    widths = [width(line) for line in inner]
    full = sorted(widths)[int(len(inner) * 0.9)]
    filled = [line for line, size in zip(inner, widths, strict=True) if full * 0.88 <= size <= full * 1.12]
    unfinished = sum(not line.endswith(_CLOSED) for line in filled)
    if 24 <= full <= 200 and len(filled) * 2 >= len(inner) and len(filled) >= 3 and unfinished * 2 >= len(filled):
        return full
    return None


def _unwrap(lines: list[_Line]) -> list[_Line]:
    """Lines that were broken at a fixed width, joined into their paragraphs; any other file as it is."""
    full = _print_width(lines)
    if full is None:
        return lines
    sets_off = any(line.indented or line.apart for line in lines[1:])
    result: list[_Line] = []
    last_width = 0
    for line in lines:
        reaches = last_width >= full * (0.85 if result and result[-1].text.endswith(_CLOSED) else 0.75)
        starts = line.apart or line.indented or bool(_MARKED.match(line.text)) or is_rule(line.text)
        above = result[-1].text if result else "#"
        if reaches and not starts and not above.startswith("#") and (sets_off or not above.endswith(_CLOSED)):
            result[-1] = replace(result[-1], text=join(result[-1].text, line.text))
        else:
            result.append(line)
        last_width = width(line.text)
    return result


def join(before: str, after: str) -> str:
    """Two halves of a sentence: no blank between Chinese characters, one between words of letters."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return f"{before} {after}" if latin else before + after


def mend(lines: Sequence[_Line], sure: bool = False) -> list[str]:
    """The paragraphs, a sentence that breaks off in one joined to its rest in the next; with `sure` only where the characters
    prove it.
    """
    indents = sum(line.indented for line in lines) * 2 > len(lines)
    result: list[str] = []
    position: _Position = "start"
    for line in lines:
        if result and not (indents and line.indented) and _carries_on(result[-1], line.text, position, sure):
            result[-1] = join(result[-1], line.text)
        else:
            result.append(line.text)
        position = _after(result[-1], position)
    return result


def _after(paragraph: str, position: _Position) -> _Position:
    """Where the next paragraph stands, after this one."""
    if is_rule(paragraph):
        return "start"
    if paragraph.startswith("#"):
        return "head"
    if paragraph.endswith(_CLOSED) or press.opens(paragraph):
        return "body"
    return "head" if position == "start" else position


def mend_body(text: str) -> str:
    """The same for one article of a table, whose lines are its paragraphs: only what cannot end or begin a sentence is joined."""
    found = [_Line(line.strip(), False, False) for line in text.split("\n") if line.strip() and not is_navigation(line)]
    if all(line.text.endswith(_CLOSED) for line in found[:-1]):
        return "\n".join(line.text for line in found)
    return "\n".join(mend(found, sure=True))


def _carries_on(before: str, after: str, position: _Position, sure: bool) -> bool:
    """Whether `after` is the rest of a sentence that breaks off at the end of `before`; `position` is where `after` stands.

    A headline has no full stop either: only what has sentences or commas in it, or cannot stand at the end, breaks off.
    """
    if _MARKED.match(after) or before.startswith("#") or is_rule(before) or is_rule(after):
        return False
    if press.signs(before) or press.signs(after) or press.opens(after):
        return False
    if _CARRIES_ON.match(after) and len(before) > 4 and not before.endswith(_FULL_STOPS):
        return True
    if before.endswith(_CLOSED):
        return False
    if not after.endswith(_CLOSED) and len(after) < 30:
        return False
    hangs = bool(_UNCLOSED.search(before) or _HANGS.search(before)) and not _MARKED.match(before)
    if sure or hangs:
        return hangs
    if "。" in before or press.opens(before):
        return True
    least = _LEAST[position]
    return len(before) >= least and not _MARKED.match(before) and bool(_COMMA.search(before))
