"""What a query answered → text: a table to read, CSV, SPARQL's JSON, Turtle. In: a kg.query.Table. Out: a string."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Final
from unicodedata import east_asian_width

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple

from kg.errors import QueryError
from kg.export import shorten
from kg.query import Table, Term
from kg.vocab import PREFIXES

_WIDEST = 60  # columns of a terminal that one cell may take


def as_table(table: Table) -> str:
    """Aligned columns; Chinese characters take two columns of a terminal, long cells end in …, IRIs are shortened."""
    rows = [table.columns, *(tuple(_shown(term) for term in row) for row in table.rows)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)) for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "".join(line.rstrip() + "\n" for line in lines)


def _shown(term: Term | None) -> str:
    text = "" if term is None else shorten(term.value) if isinstance(term, NamedNode) else term.value
    text = " ".join(text.split())
    if _width(text) <= _WIDEST:
        return text
    text = text[:_WIDEST]
    while _width(text) > _WIDEST - 1:
        text = text[:-1]
    return text + "…"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def as_csv(table: Table) -> str:
    """CSV with whole IRIs, as SPARQL 1.1 defines it."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([table.columns, *table.strings()])
    return text.getvalue()


def as_json(table: Table) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if table.form == "ask":
        answer = table.rows[0][0]
        document: dict[str, object] = {"head": {}, "boolean": answer is not None and answer.value == "true"}
    else:
        rows = [
            {name: _json_term(term) for name, term in zip(table.columns, row, strict=True) if term is not None}
            for row in table.rows
        ]
        document = {"head": {"vars": list(table.columns)}, "results": {"bindings": rows}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == PREFIXES["xsd"] + "string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def as_turtle(table: Table) -> str:
    """The triples of a CONSTRUCT or DESCRIBE, sorted. Raises QueryError for the answer to another query."""
    if table.form != "construct":
        raise QueryError("ttl: only CONSTRUCT and DESCRIBE answer with triples; use table, csv or json for this query")
    triples = sorted({_triple(*row) for row in table.rows}, key=str)
    output = io.BytesIO()
    pyoxigraph.serialize(triples, output, RdfFormat.TURTLE, prefixes=PREFIXES)
    return output.getvalue().decode()


def _triple(subject: Term | None, predicate: Term | None, object: Term | None) -> Triple:
    assert isinstance(subject, NamedNode | BlankNode)
    assert isinstance(predicate, NamedNode)
    assert object is not None
    return Triple(subject, predicate, object)


FORMATS: Final[dict[str, Callable[[Table], str]]] = {"table": as_table, "csv": as_csv, "json": as_json, "ttl": as_turtle}
