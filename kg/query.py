"""Questions to the graph: named queries and free SPARQL.

In: an open graph (pyoxigraph), SPARQL text, values for its variables. Out: a Table of RDF terms, no more rows than the limit.
Queries run over all named graphs as one. SERVICE is refused: no query leaves the machine.

`ask` answers in this process and nothing can stop it: for the project's own queries. For what a user typed there is
kg.query_worker.Worker, which is killed when the time is over or the memory used up.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Variable

from kg.errors import OntologyError, QueryError
from kg.vocab import ONTOLOGY, PREFIXES

Term = NamedNode | BlankNode | pyoxigraph.Literal
Row = tuple[Term | None, ...]
Bindings = Mapping[str, str | Term]

ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Table:
    """What a query answers; `more` tells that the limit cut rows off.

    `form` is the kind of query: ASK has one row with one boolean, CONSTRUCT and DESCRIBE the columns subject, predicate, object.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    more: bool = False
    form: Literal["select", "ask", "construct"] = "select"

    def strings(self) -> list[tuple[str, ...]]:
        """The rows as text, empty where a variable is unbound."""
        return [tuple("" if term is None else term.value for term in row) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Named:
    """A named query of ontology/queries: its question in Chinese and English, its text, an example value for each parameter."""

    name: str
    zh: str
    en: str
    text: str
    parameters: tuple[tuple[str, str], ...]


_HEAD = re.compile(r"#\s*(zh|en|param):\s*(.*\S)\s*")


_COUNTED = {
    "articles": "COUNT(*) AS ?n) { ?x a schema:NewsArticle }",
    "characters": "SUM(STRLEN(?text)) AS ?n) { ?x nif:isString ?text }",
    "persons": "COUNT(*) AS ?n) { ?x a foaf:Person }",
    "institutions": "COUNT(*) AS ?n) { ?x a org:Organization }",
    "places": "COUNT(*) AS ?n) { ?x a schema:Place }",
    "documents": "COUNT(*) AS ?n) { ?x a schema:CreativeWork }",
    "posts": "COUNT(*) AS ?n) { ?x a org:Membership }",
    "events": "COUNT(*) AS ?n) { ?x a sem:Event }",
    "quotations": "COUNT(*) AS ?n) { ?x a schema:Quotation }",
    "mentions": "COUNT(*) AS ?n) { ?x itsrdf:taIdentRef ?thing }",
    "dates": "COUNT(*) AS ?n) { ?x a kg:TimeExpression }",
}


def counts(graph: pyoxigraph.Store) -> dict[str, int]:
    """How many of each kind of thing the graph holds, characters of its articles and quads besides."""
    counted = {name: int(ask(graph, f"SELECT ({query}").strings()[0][0]) for name, query in _COUNTED.items()}
    return {**counted, "quads": len(graph)}


def named_queries(folder: Path = ONTOLOGY / "queries") -> dict[str, Named]:
    """The named queries, by name, sorted. Raises OntologyError where one lacks its question in Chinese or English."""
    return {
        path.stem: parse_named(path.stem, path.read_text(encoding="utf-8"), str(path)) for path in sorted(folder.glob("*.rq"))
    }


def parse_named(name: str, text: str, path: str) -> Named:
    """A named query from its text, which begins with `# zh: …`, `# en: …`, and `# param: name example` for each parameter."""
    heads: dict[str, str] = {}
    parameters: list[tuple[str, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith("#"):
            break
        match = _HEAD.fullmatch(line)
        if match and match[1] == "param":
            parameter, _, example = match[2].partition(" ")
            if not example:
                raise OntologyError(
                    f"{path}:{number}: parameter {parameter} has no example; write '# param: {parameter} EXAMPLE'"
                )
            parameters.append((parameter, example.strip()))
        elif match:
            heads[match[1]] = match[2]
    for language in ("zh", "en"):
        if language not in heads:
            raise OntologyError(f"{path}: no question in its first lines; add '# {language}: …'")
    return Named(name, heads["zh"], heads["en"], text, tuple(parameters))


def ask(graph: pyoxigraph.Store, text: str, bindings: Bindings | None = None, limit: int = ROWS) -> Table:
    """Answer a query in this process.

    `bindings` gives values to columns of a SELECT: a term as it is, a string as an IRI (https://…) or else a literal.
    Raises QueryError for what is no SPARQL query, asks another server, or changes data.
    """
    _refuse_service(text)
    values: dict[Variable, Term | pyoxigraph.Triple] = {Variable(name): _term(value) for name, value in (bindings or {}).items()}
    try:
        answer = graph.query(text, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=values)
    except SyntaxError as error:
        raise QueryError(_explain_syntax(text, str(error))) from error
    except RuntimeError as error:  # the engine takes values for projected variables only
        raise QueryError(f"a value for a variable that is no column ({error}); add it to SELECT") from error
    try:
        return _table(answer, text, limit)
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"the query failed while it ran: {error}") from error


def _term(value: str | Term) -> Term:
    if not isinstance(value, str):
        return value
    if re.match(r"https?://\S+$", value):
        return NamedNode(value)
    return pyoxigraph.Literal(value)


def _table(answer: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples, text: str, limit: int) -> Table:
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return Table(("answer",), ((pyoxigraph.Literal(bool(answer)),),), form="ask")
    if isinstance(answer, pyoxigraph.QueryTriples):
        triples = [(_flat(t.subject), t.predicate, _flat(t.object)) for t in islice(answer, limit + 1)]
        return Table(("subject", "predicate", "object"), tuple(triples[:limit]), len(triples) > limit, "construct")
    names = _columns([variable.value for variable in answer.variables], text)
    rows = [tuple(_flat(solution[name]) for name in names) for solution in islice(answer, limit + 1)]
    return Table(tuple(names), tuple(rows[:limit]), len(rows) > limit)


def _flat(term: Term | pyoxigraph.Triple | None) -> Term | None:
    """A term as a table shows it: a triple term, which this graph has none of, becomes its text."""
    return pyoxigraph.Literal(str(term)) if isinstance(term, pyoxigraph.Triple) else term


# What hides a keyword or only looks like one: escapes, strings, IRIs, comments, variables, language tags.
_HIDDEN = re.compile(
    r"\\."
    r'|"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>"
    r"|\#[^\n\r]*"
    r"|[?$](?P<variable>\w+)"
    r"|@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SELECT_ALL = re.compile(r"[^{]*?\bselect\b\s*(?:(?:distinct|reduced)\b\s*)?\*", re.IGNORECASE)


def _bare(text: str) -> str:
    """The query without strings, IRIs, variables and comments."""
    return _HIDDEN.sub(" ", text)


def _unescape(code: re.Match[str]) -> str:
    number = int(code[1] or code[2], 16)
    return chr(number) if number <= sys.maxunicode else code[0]


def _refuse_service(text: str) -> None:
    """The first of two locks; the second is that a worker cannot open a socket.

    The engine's grammar has no word boundaries (`SERVICEp:` calls out), so the letters are refused in prefixed names too.
    """
    if any("service" in _bare(form).lower() for form in (text, _ESCAPE.sub(_unescape, text))):
        raise QueryError(
            "the query asks another server (SERVICE): refused, queries stay on this machine; "
            "if 'service' is only part of a prefix or a name, write the full IRI in <…>"
        )


def _columns(names: list[str], text: str) -> list[str]:
    """The columns of SELECT * in the order in which the query first names them (the engine sorts them by name)."""
    if not _SELECT_ALL.match(_bare(text)):
        return names
    order = [match["variable"] for match in _HIDDEN.finditer(text) if match["variable"]]
    return sorted(names, key=order.index)


_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_FORM = re.compile(r"\b(?:select|ask|construct|describe)\b", re.IGNORECASE)
_UPDATE = re.compile(r"\b(?:insert|delete|load|clear|drop|create|add|move|copy)\b(?!:)", re.IGNORECASE)
_CLASS = re.compile(r"\[[^\]\n]*(?:\n[^\]\n]*){0,5}\]")
_EXPECTED = re.compile(r'"[^"\s]+"|\b[A-Z]{2,}\b')
_WIDE = re.compile(r"[，。；：？！（）“”‘’｛｝＜＞]")


def _explain_syntax(text: str, message: str) -> str:
    """One sentence: line and column, what stands there, what could, what to do."""
    bare = _bare(text)
    form, update = _FORM.search(bare), _UPDATE.search(bare)
    if update and (form is None or update.start() < form.start()):
        return f"{update[0].upper()} changes data: refused, queries only read; data comes in with python -m kg build"
    if form is None:
        return "no SPARQL query: it has none of SELECT, ASK, CONSTRUCT, DESCRIBE; begin with one of them"
    place = _PLACE.match(message)
    if place is None:
        return f"not a SPARQL query: {message}"
    line, column = int(place[1]), int(place[2]) - 1
    words = [*text.split("\n"), ""][line - 1]
    found = re.match(r"\s*(\S{1,30})", words[column:])
    what = f"found {found[1]!r}" if found else "the query ends" if line > text.rstrip().count("\n") else "the line ends"
    before = re.search(r"\S*\s*$", words[:column])
    near = (before[0] if before else "") + (found[1] if found else "")
    return f"line {line}, column {column + 1}: {what}; {_hint(place[3], near)}"


def _hint(expected: str, near: str) -> str:
    if _WIDE.search(near):
        return "a Chinese punctuation mark stands outside a string; type the half-width one"
    if "Prefix not found" in expected:
        return f"a prefix before it is not declared; known without declaring are {', '.join(f'{name}:' for name in PREFIXES)}"
    if "unbound" in expected:
        return "a variable of SELECT is neither in GROUP BY nor computed; add it there or leave it out"
    words = dict.fromkeys(word.strip('"') for word in _EXPECTED.findall(_CLASS.sub("", expected)))
    return f"expected {' '.join(words)}" if 0 < len(words) <= 12 else "a bracket, a dot or a term is missing or too many"
