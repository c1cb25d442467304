"""What the rules know: tables in kg/lexicons/*.tsv, read once, checked as they are read.

A table begins with comment lines (`# …`: what it is, its source and licence), then a header, then one row a line, columns
separated by one tab. `|` separates several values inside a cell. Code holds no word lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.errors import LexiconError

Row = dict[str, str]
T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    """A word of a lexicon where it stands in a text: [start, end) and what the lexicon says of it."""

    start: int
    end: int
    value: T


class Matcher(Generic[T]):
    """Finds every word of a lexicon in a text at once (Aho–Corasick automata of ahocorasick_rs, Apache-2.0)."""

    def __init__(self, words: Mapping[str, T]) -> None:
        self._words = tuple(words)
        self._values = tuple(words.values())

    @cached_property
    def _overlapping(self) -> AhoCorasick:
        return AhoCorasick(self._words, MatchKind.Standard)

    @cached_property
    def _leftmost(self) -> AhoCorasick:
        return AhoCorasick(self._words, MatchKind.LeftmostLongest)

    def all(self, text: str) -> list[Hit[T]]:
        """Every hit, overlapping ones too, by end."""
        found = self._overlapping.find_matches_as_indexes(text, overlapping=True)
        return [Hit(start, end, self._values[number]) for number, start, end in found]

    def longest(self, text: str) -> list[Hit[T]]:
        """The longest hit at each place from left to right, none overlapping another."""
        found = self._leftmost.find_matches_as_indexes(text)
        return [Hit(start, end, self._values[number]) for number, start, end in found]


def longest(hits: Iterable[Hit[T]]) -> list[Hit[T]]:
    """Of hits that end at one place only the longest, in the order of their ends."""
    best: dict[int, Hit[T]] = {}
    for hit in hits:
        if hit.end not in best or hit.start < best[hit.end].start:
            best[hit.end] = hit
    return [best[end] for end in sorted(best)]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of kg/lexicons/NAME.tsv as dictionaries from column to cell.

    Raises LexiconError with file:line where a row has another number of cells than the header, repeats a row, or the file lacks its
    leading comment.
    """
    path = f"kg/lexicons/{name}.tsv"
    resource = files("kg") / "lexicons" / f"{name}.tsv"
    if not resource.is_file():
        raise LexiconError(f"{path}: no such table; tables stand in kg/lexicons")
    return parse(resource.read_text(encoding="utf-8"), path)


def parse(content: str, path: str) -> tuple[Row, ...]:
    """The rows of a table's text; `path` is what an error names."""
    header: list[str] | None = None
    rows: list[Row] = []
    seen: dict[str, int] = {}
    if not content.startswith("#"):
        raise LexiconError(f"{path}:1: no comment with source and licence; begin the table with '# …'")
    for number, line in enumerate(content.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        if len(cells) != len(header):
            raise LexiconError(
                f"{path}:{number}: {len(cells)} cells, expected {len(header)} ({', '.join(header)}); separate them with one tab"
            )
        if line in seen:
            raise LexiconError(f"{path}:{number}: the same row stands in line {seen[line]}; keep one")
        seen[line] = number
        rows.append(dict(zip(header, cells, strict=True)))
    if header is None:
        raise LexiconError(f"{path}: no header line")
    return tuple(rows)


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell: "市委|上海市委" → ("市委", "上海市委"); an empty cell has none."""
    return tuple(v for v in cell.split("|") if v)
