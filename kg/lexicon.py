"""What the rules know: tables in kg/lexicons/*.tsv, read once, checked as they are read.

A table begins with comment lines (`# …`: what it is, its source and licence), then a header, then one row a line, columns
separated by one tab. `|` separates several values inside a cell. Code holds no word lists.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kg.errors import LexiconError

Row = dict[str, str]


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
