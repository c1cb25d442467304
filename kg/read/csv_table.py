"""CSV → fields: a header with the columns of JSON Lines, one article a row.

In: the decoded table. Out: (row's line number, fields by name (id, title, published, source, text) or the ReadError that
stands for it).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from kg.errors import ReadError

_NAMES = {
    "id": "id", "title": "title", "标题": "title", "published": "published", "date": "published", "日期": "published",
    "source": "source", "来源": "source", "text": "text", "content": "text", "正文": "text", "内容": "text",
}  # fmt: skip


def rows(table: str, where: str) -> Iterator[tuple[int, dict[str, str] | ReadError]]:
    """The rows of a table separated by commas, semicolons or tabs, with the number of the line at which each ends.

    Raises ReadError where the header has no text column. A cell may hold 131,072 characters (the csv module's limit).
    """
    header_line = table.split("\n", 1)[0]
    separator = max(",;\t", key=header_line.count)
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=separator)
    columns: list[str | None] | None = None
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield (
                reader.line_num,
                ReadError(f"{where}:{reader.line_num}: broken CSV ({problem}); expected cells of one article; quote them"),
            )
            continue
        if columns is None:
            columns = _columns(cells, where)
        elif any(cell.strip() for cell in cells):
            yield reader.line_num, _fields(columns, cells, f"{where}:{reader.line_num}")


def _columns(cells: list[str], where: str) -> list[str | None]:
    columns = [_NAMES.get(cell.strip().lower()) for cell in cells]
    if "text" not in columns:
        found = ", ".join(cells)[:120]
        raise ReadError(
            f"{where}:1: no text column; found the header '{found}'; expected id,title,published,source,text; add a header line"
        )
    return columns


def _fields(columns: list[str | None], cells: list[str], where: str) -> dict[str, str] | ReadError:
    if len(cells) != len(columns):
        return ReadError(
            f"{where}: {len(cells)} cells, expected {len(columns)} as in the header; quote cells that hold a comma or a line end"
        )
    fields = {name: cell for name, cell in zip(columns, cells, strict=True) if name}
    if not fields["text"].strip() and not fields.get("title", "").strip():
        return ReadError(f"{where}: a row without a text; expected title and text; fill it in or take the row away")
    return fields
