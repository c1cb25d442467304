"""Facts as HTML: every character of the data goes through `html.escape`, offsets are cut in Python in code points.

In: texts, spans, links. Out: strings for `st.html`. Knows nothing of the graph or of Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

STYLE = f"<style>{Path(__file__).with_name('static').joinpath('style.css').read_text(encoding='utf-8')}</style>"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention in a text: its kind, the address of its thing ("" for none), and what hovering says."""

    start: int
    end: int
    kind: str
    href: str
    title: str


def wrap(*pieces: str) -> str:
    """Pieces of HTML under the explorer's own style."""
    return f'{STYLE}<div class="zw">{"".join(pieces)}</div>'


def address(page: str, language: str = "zh", **parameters: str | int) -> str:
    """The address of a page: address("entity", id="person/陈-1") → "entity?id=person%2F…"."""
    kept = {name: value for name, value in parameters.items() if value != ""}
    if language != "zh":
        kept["lang"] = language
    return page + ("?" + urlencode(kept) if kept else "")


def anchor(label: str, href: str, style: str = "", title: str = "") -> str:
    """A link to another page of the explorer."""
    attributes = (f' class="{escape(style)}"' if style else "") + (f' title="{escape(title)}"' if title else "")
    return f'<a href="{escape(href)}" target="_self"{attributes}>{escape(label)}</a>'


def plain(text: str) -> str:
    """Data as it stands, harmless in HTML."""
    return escape(text)


def dim(text: str) -> str:
    """Words that stand back."""
    return f'<span class="dim">{escape(text)}</span>'


def chip(label: str, style: str = "") -> str:
    """One short word on a ground of its own; the label is HTML already."""
    return f'<span class="chip {escape(style)}">{label}</span>'


def chips(labels: Iterable[str], style: str = "") -> str:
    """Short words side by side, as `chip`."""
    return '<div class="chips">' + "".join(chip(label, style) for label in labels) + "</div>"


def numbers(pairs: Iterable[tuple[str, int]]) -> str:
    """Large numbers with a word under each."""
    return '<div class="numbers">' + "".join(f"<div><b>{number:,}</b>{dim(word)}</div>" for word, number in pairs) + "</div>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A plain table; head and cells are HTML already."""
    top = "<tr>" + "".join(f"<th>{cell}</th>" for cell in head) + "</tr>" if head else ""
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{top}{body}</table>"


def ringed(text: str, start: int, end: int) -> str:
    """A sentence with the words that state a fact ringed."""
    return f'{escape(text[:start])}<mark class="ring">{escape(text[start:end])}</mark>{escape(text[end:])}'


def found(text: str, wanted: str) -> str:
    """A label with the searched characters marked."""
    at = text.lower().find(wanted.lower()) if wanted else -1
    if at < 0:
        return escape(text)
    end = at + len(wanted)
    return f'{escape(text[:at])}<mark class="found">{escape(text[at:end])}</mark>{escape(text[end:])}'


def row(style: str, cells: Sequence[str], proof: str, body: str, opened: bool = False) -> str:
    """A fact as a line that opens on its evidence; cells and body are HTML already."""
    columns = "".join(f"<span>{cell}</span>" for cell in cells)
    return (
        f'<details class="fact"{" open" if opened else ""}><summary class="{style}">{columns}'
        f'<span class="proof">{escape(proof)}</span></summary>{body}</details>'
    )


def marked(text: str, marks: Iterable[Mark], ring: tuple[int, int] | None = None) -> str:
    """A whole text as paragraphs, mentions coloured and linked, one span ringed.

    Where mentions overlap the longer one is kept. The ring may begin and end inside mentions and cross paragraphs.
    """
    kept = _apart(marks)
    cuts = {0, len(text)} | {at for mark in kept for at in (mark.start, mark.end)}
    cuts |= {at for at in ring or () if 0 <= at <= len(text)}
    cuts |= {at for number, character in enumerate(text) if character == "\n" for at in (number, number + 1)}
    starts = {mark.start: mark for mark in kept}
    ring_starts = ring[0] if ring else -1
    paragraphs = [""]
    mark: Mark | None = None
    ringing = False
    for start, end in pairwise(sorted(cuts)):
        inside = ring is not None and ring[0] <= start < ring[1]
        if ringing and (text[start] == "\n" or not inside):
            paragraphs[-1] += "</mark>"
            ringing = False
        if text[start] == "\n":
            paragraphs.append("")
            continue
        if inside and not ringing:
            paragraphs[-1] += '<mark class="ring" id="evidence">' if start == ring_starts else '<mark class="ring">'
            ringing = True
        mark = starts.get(start, mark if mark and start < mark.end else None)
        paragraphs[-1] += _piece(text[start:end], mark)
    paragraphs[-1] += "</mark>" if ringing else ""
    lines = [f"<p{' class=head' if not number else ''}>{body}</p>" for number, body in enumerate(paragraphs) if body.strip()]
    return f"<article>{''.join(lines)}</article>"


def _piece(text: str, mark: Mark | None) -> str:
    """A stretch of text that is one mention, or part of one, or none."""
    if mark is None:
        return escape(text)
    attributes = f'class="m {escape(mark.kind)}" title="{escape(mark.title)}"'
    if mark.href:
        return f'<a href="{escape(mark.href)}" target="_self" {attributes}>{escape(text)}</a>'
    return f"<span {attributes}>{escape(text)}</span>"


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """Marks that do not overlap, the longest kept, in the order of the text."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.start, m.kind)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda m: m.start)
