"""Where the explorer's facts come from: the store it was told to open, read only, and the questions it asks of it.

In: the folder (`-- --store DIR`, else the environment variable KG_STORE, else ./store). Out: rows of strings.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pyoxigraph import NamedNode

from kg.query import Table, ask
from kg.store import Snapshot, Store
from kg.vocab import BASE
from kg.web.search import Index, Label

Row = dict[str, str]

_CLASSES = {
    "person": "foaf:Person",
    "institution": "org:Organization",
    "event": "sem:Event",
    "document": "schema:CreativeWork",
    "place": "schema:Place",
    "article": "schema:NewsArticle",
}
# A piece of a query: from the class of a thing to the word for its kind.
KIND_OF_CLASS = "VALUES (?class ?kind) { " + " ".join(f'({name} "{kind}")' for kind, name in _CLASSES.items()) + " }"
_NO_IRI = re.compile(r"""[\x00-\x20<>"{}|^`\\]""")
_ALL = 10_000_000


def folder(arguments: list[str] | None = None) -> Path:
    """The store's folder as the command line or the environment names it."""
    given = sys.argv[1:] if arguments is None else arguments
    for position, argument in enumerate(given):
        if argument == "--store" and position + 1 < len(given):
            return Path(given[position + 1])
        if argument.startswith("--store="):
            return Path(argument.removeprefix("--store="))
    return Path(os.environ.get("KG_STORE", "store"))


class Graph:
    """A snapshot of a store, asked in SPARQL. Rows are dictionaries from variable to text; what is unbound is left out."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.text = lru_cache(maxsize=1024)(self._text)

    def table(self, query: str, **bindings: str) -> Table:
        """The whole answer to a query; `bindings` are IRIs that take the place of its variables, wherever these stand."""
        for name, iri in bindings.items():
            query = re.sub(rf"\?{name}\b", str(NamedNode(iri)), query)  # an IRI has no backslash
        return ask(self.snapshot.graph, query, limit=_ALL)

    def rows(self, query: str, **bindings: str) -> list[Row]:
        """All solutions of a SELECT, as `table` finds them."""
        table = self.table(query, **bindings)
        return [
            {name: term.value for name, term in zip(table.columns, row, strict=True) if term is not None} for row in table.rows
        ]

    def kind(self, iri: str) -> str | None:
        """What a thing is: person, institution, event, document, place, article; None for something unknown."""
        found = self.rows(f"SELECT ?kind WHERE {{ ?thing a ?class . {KIND_OF_CLASS} }} LIMIT 1", thing=iri)
        return found[0]["kind"] if found else None

    def _text(self, article: str) -> str:
        """The text in which an article's offsets count; empty where the article is unknown."""
        found = self.rows(
            "SELECT ?text WHERE { GRAPH ?article { ?context a nif:Context ; nif:isString ?text } } LIMIT 1", article=article
        )
        return found[0]["text"] if found else ""


def generation(path: Path) -> str:
    """The name of the store's current graph; "" before its first build has ended. Raises StoreError where there is no store."""
    with Store(path) as store:
        return store.generation or ""


def opened(path: Path) -> Graph:
    """The current graph of a store. Raises StoreError where there is none."""
    with Store(path) as store:
        return Graph(store.snapshot())


def index(graph: Graph) -> Index:
    """All names of the store's things and the headlines of its articles."""
    mentioned = graph.rows(
        "SELECT ?thing (COUNT(?article) AS ?articles) WHERE { ?article schema:mentions ?thing } GROUP BY ?thing"
    )
    return Index(_labels(graph, {row["thing"]: int(row["articles"]) for row in mentioned}))


def _labels(graph: Graph, weights: dict[str, int]) -> Iterable[Label]:
    for kind, name in _CLASSES.items():
        for alias, term in ((False, "schema:headline" if kind == "article" else "skos:prefLabel"), (True, "skos:altLabel")):
            for row in graph.rows(f"SELECT ?thing ?label WHERE {{ ?thing a {name} ; {term} ?label }}"):
                yield Label(path_of(row["thing"]), kind, row["label"], alias, weights.get(row["thing"], 1))


def path_of(iri: str) -> str:
    """An IRI as addresses carry it: the path under …/id/, or all of it where it is not ours."""
    return iri.removeprefix(BASE)


def iri_of(path: str) -> str | None:
    """The IRI that `path_of` shortened; None where the characters make none."""
    iri = path if "://" in path else BASE + path
    return None if _NO_IRI.search(iri) else iri
