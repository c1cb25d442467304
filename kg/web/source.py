"""Where the explorer's facts come from: the store it was told to open, read only, what it keeps of it in memory, and its questions.

In: the folder (`-- --store DIR`, else the environment variable KG_STORE, else ./store). Out: things, rows of strings.
"""

from __future__ import annotations

import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from kg.query import Table, ask
from kg.store import Snapshot, Store
from kg.vocab import BASE, FOAF, KG, ORG, RDF, SCHEMA, SEM, SKOS
from kg.web.search import Index, Label

Row = dict[str, str]

_CLASSES = {
    "person": FOAF.Person,
    "institution": ORG.Organization,
    "event": SEM.Event,
    "document": SCHEMA.CreativeWork,
    "place": SCHEMA.Place,
    "article": SCHEMA.NewsArticle,
}
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


@dataclass(frozen=True, slots=True)
class Thing:
    """What is shown of a thing wherever it is named. `note` is the code of an event's type or the medium of an article; `begin` and `end`
    are the days of an event, or twice the day of an article; `articles` is the number of those that mention it."""

    iri: str
    kind: str
    label: str
    articles: int
    note: str = ""
    begin: str = ""
    end: str = ""


class Graph:
    """A snapshot of a store: its things and their names in memory, all else asked in SPARQL.

    Rows are dictionaries from variable to text; what is unbound is left out.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.table = lru_cache(maxsize=128)(self._table)  # the same page is asked for again with every click on it
        self.text = lru_cache(maxsize=1024)(self._text)
        self.things = self._things()
        self.index = Index(self._labels())

    def _table(self, query: str, **bindings: str) -> Table:
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

    def _text(self, article: str) -> str:
        """The text in which an article's offsets count; empty where the article is unknown."""
        found = self.rows(
            "SELECT ?text WHERE { GRAPH ?article { ?context a nif:Context ; nif:isString ?text } } LIMIT 1", article=article
        )
        return found[0]["text"] if found else ""

    def _values(self, predicate: NamedNode, value: NamedNode | None = None) -> Iterator[tuple[str, str]]:
        """Subject and value of all triples with a predicate, or with a predicate and a value."""
        for quad in self.snapshot.graph.quads_for_pattern(None, predicate, value, None):
            if isinstance(quad.subject, NamedNode) and not isinstance(quad.object, Triple):
                yield quad.subject.value, quad.object.value

    def _things(self) -> dict[str, Thing]:
        """Every thing, by its IRI."""
        found = {iri: kind for kind, concept in _CLASSES.items() for iri, _ in self._values(RDF.type, concept)}
        labels = {**dict(self._values(SKOS.prefLabel)), **dict(self._values(SCHEMA.headline))}
        counted = self.rows("SELECT ?thing (COUNT(?article) AS ?n) WHERE { ?article schema:mentions ?thing } GROUP BY ?thing")
        articles = {row["thing"]: int(row["n"]) for row in counted}
        notes = {**dict(self._values(KG.medium)), **{iri: code(value) for iri, value in self._values(SEM.eventType)}}
        dates = dict(self._values(SCHEMA.datePublished))
        begins = {**dates, **dict(self._values(SEM.hasBeginTimeStamp))}
        ends = {**dates, **dict(self._values(SEM.hasEndTimeStamp))}
        return {
            iri: Thing(
                iri, kind, labels.get(iri, iri), articles.get(iri, 1), notes.get(iri, ""), begins.get(iri, ""), ends.get(iri, "")
            )
            for iri, kind in found.items()
        }

    def _labels(self) -> Iterator[Label]:
        """The names of all things, preferred ones first, aliases after them."""
        for thing in self.things.values():
            yield Label(path_of(thing.iri), thing.kind, thing.label, False, thing.articles)
        aliases: dict[str, set[str]] = defaultdict(set)
        for iri, alias in self._values(SKOS.altLabel):
            aliases[iri].add(alias)
        for iri, names in aliases.items():
            if iri in self.things:
                known = self.things[iri]
                yield from (Label(path_of(iri), known.kind, alias, True, known.articles) for alias in sorted(names))


def generation(path: Path) -> str:
    """The name of the store's current graph; "" before its first build has ended. Raises StoreError where there is no store."""
    with Store(path) as store:
        return store.generation or ""


def opened(path: Path) -> Graph:
    """The current graph of a store. Raises StoreError where there is none."""
    with Store(path) as store:
        return Graph(store.snapshot())


def path_of(iri: str) -> str:
    """An IRI as addresses carry it: the path under …/id/, or all of it where it is not ours."""
    return iri.removeprefix(BASE)


def iri_of(path: str) -> str | None:
    """The IRI that `path_of` shortened; None where the characters make none."""
    iri = path if "://" in path else BASE + path
    return None if _NO_IRI.search(iri) else iri


def code(iri: str) -> str:
    """The code of a concept: kg:meeting → meeting."""
    return iri.rpartition("#")[2]
