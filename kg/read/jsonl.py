"""JSON Lines → fields: one object a line, read as it streams by.

In: numbered lines. Out: (place of the line, fields by name (id, title, published, source, text) or the ReadError that stands
for it).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from kg.errors import ReadError

_DECODER = msgspec.json.Decoder()
_COLUMNS = ("id", "title", "published", "source", "text")
_OTHER_NAMES = {"date": "published", "content": "text", "body": "text", "medium": "source"}


def row_of(line: str, where: str) -> dict[str, str]:
    """The fields of one line. Raises ReadError where it is no JSON, no object, or its fields are no text."""
    try:
        value = _DECODER.decode(line)
    except msgspec.DecodeError as problem:
        reason = str(problem).removeprefix("JSON is malformed: ")
        raise ReadError(f"{where}: broken JSON ({reason}); expected one object a line; repair the line") from problem
    except RecursionError as problem:
        raise ReadError(
            f"{where}: JSON nested too deeply; expected an object with id, title, published, source and text"
        ) from problem
    if not isinstance(value, dict):
        kind = {list: "an array", str: "a string", type(None): "null"}.get(type(value), "a number or a truth value")
        raise ReadError(
            f"{where}: {kind}; expected an object with id, title, published, source and text; write one object a line"
        )
    return dict(_fields(value, where))


def _fields(value: dict[str, object], where: str) -> Iterator[tuple[str, str]]:
    found: dict[str, str] = {}
    for key, cell in value.items():
        name = _OTHER_NAMES.get(key, key)
        if name not in _COLUMNS or cell is None or (name != key and name in value):
            continue
        if isinstance(cell, bool) or not isinstance(cell, str | int):
            raise ReadError(
                f"{where}: the field '{key}' is no text but {type(cell).__name__}; expected a string; write it in quotation marks"
            )
        found[name] = str(cell)
    if not found.get("text", "").strip() and not found.get("title", "").strip():
        raise ReadError(
            f"{where}: an object without a text; found {', '.join(sorted(value))[:120] or 'nothing'}; expected title and text"
        )
    yield from found.items()
