"""Readings and their linking → quads, in the shapes of ontology/shapes.ttl.

In: readings, and who is who across them. Out: one graph for each article (named by the article's own IRI) with what only that
article can state: its mentions, its quotations, which events and posts it reports and in which words; and one graph of entities,
with what holds over all articles: labels, kinds, posts, intervals, reasons. Every triple stands in exactly one graph, because a
query over all graphs counts a triple once for each graph that has it. There are no blank nodes; the order of the readings changes
the order of the quads and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad, RdfFormat, parse

from kg.graph.articles import Names, Shared, article_page
from kg.graph.entities import write_entities
from kg.model import Linking, Reading
from kg.nquads import Page, named
from kg.vocab import ENTITIES

__all__ = ["nquads", "quads"]


def nquads(readings: Iterable[Reading], linking: Linking) -> Iterator[bytes]:
    """N-Quads as UTF-8 text: one chunk for each reading, in their order, then the sorted graph of entities.

    Names without an entity and claims that no tenure or occurrence took are left out with a warning on the logger kg.graph.
    """
    names = Names(linking)
    entities = Page(named(ENTITIES))
    shared = Shared(entities)
    for reading in readings:
        yield article_page(reading, names, shared).encode()
    shared.finish()
    write_entities(entities, linking)
    yield entities.encode(ordered=True)


def quads(readings: Iterable[Reading], linking: Linking) -> Iterator[Quad]:
    """The same as pyoxigraph's quads."""
    for chunk in nquads(readings, linking):
        yield from parse(chunk, format=RdfFormat.N_QUADS)
