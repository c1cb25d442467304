"""Terms and graphs as N-Quads text: several times faster to make, to pass between processes and to load than quad objects.

In: paths under …/id/, strings, numbers, ISO prefixes. Out: terms spelt as N-Quads spells them, and pages of lines.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from pyoxigraph import NamedNode

from kg.errors import KgError
from kg.vocab import BASE, XSD

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Term = NewType("Term", str)

_DATES = {4: f"^^{XSD.gYear}", 7: f"^^{XSD.gYearMonth}", 10: f"^^{XSD.date}"}
_INTEGER = f"^^{XSD.integer}"
TRUE = Term(f'"true"^^{XSD.boolean}')
FALSE = Term(f'"false"^^{XSD.boolean}')


def named(node: NamedNode) -> Term:
    """A term of a vocabulary."""
    return Term(str(node))


def node(path: str) -> Term:
    """The thing at a path under …/id/: node("person/陈吉宁-1f0c2a")."""
    return Term(f"<{BASE}{path}>")


def plain(value: str) -> Term:
    """A string that is in no language: an identifier, the name of a rule."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return Term(f'"{escaped}"')


def chinese(value: str) -> Term:
    """Words of an article, a label."""
    return Term(plain(value) + "@zh")


def integer(value: int) -> Term:
    """A number without fraction."""
    return Term(f'"{value}"{_INTEGER}')


def boolean(value: bool) -> Term:
    """True or false."""
    return TRUE if value else FALSE


def date(iso: str) -> Term:
    """An ISO prefix, typed by its length: 2026 a year, 2026-06 a month, 2026-06-02 a day. Raises KgError for any other length."""
    datatype = _DATES.get(len(iso))
    if datatype is None:
        raise KgError(f"{iso!r}: no date; write a year (2026), a month (2026-06) or a day (2026-06-02)")
    return Term(f'"{iso}"{datatype}')


class Page:
    """The lines of one graph, in the order they were added, each once."""

    __slots__ = ("_end", "_lines")

    def __init__(self, graph: Term) -> None:
        self._end = f" {graph} .\n"
        self._lines: dict[str, None] = {}

    def add(self, subject: Term, predicate: Term, value: Term) -> None:
        """State one triple in this graph."""
        self._lines[f"{subject} {predicate} {value}{self._end}"] = None

    def encode(self, ordered: bool = False) -> bytes:
        """The page as UTF-8 text; `ordered` sorts the lines, for a page that many articles wrote."""
        return "".join(sorted(self._lines) if ordered else self._lines).encode()

    def __len__(self) -> int:
        return len(self._lines)


@dataclass(frozen=True, slots=True)
class Patch:
    """What stands in one graph instead of what stood there: all of it, or all about one thing and its parts.

    `graph` and `thing` are IRIs; a part of a thing is a node that it points at and whose IRI goes on where its own ends. `lines` are
    N-Quads; none where the thing is gone.
    """

    graph: str
    thing: str | None
    lines: bytes


class Stream(io.RawIOBase):
    """Pieces of bytes as a file to read."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        target = memoryview(buffer)
        count = min(len(target), len(self._rest))
        target[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count
