"""Readings and their linking → quads, in the shapes of ontology/shapes.ttl.

In: readings, and who is who across them. Out: one graph for each article (named by the article's own IRI) with what only that
article can state: its mentions, its quotations, which events and posts it reports and in which words; and one graph of entities,
with what holds over all articles: labels, kinds, posts, intervals, reasons. Every triple stands in exactly one graph, because a
query over all graphs counts a triple once for each graph that has it. There are no blank nodes; the order of the readings changes
the order of the quads and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pyoxigraph import Quad, RdfFormat, parse

from kg.graph.articles import Names, Shared, article_page, shared_facts
from kg.graph.entities import role_node, roles, write_entities, write_role, write_thing
from kg.iri import article_path
from kg.model import Entity, Linking, Occurrence, Reading, Tenure
from kg.nquads import Page, Patch, named
from kg.vocab import BASE, ENTITIES

__all__ = ["nquads", "patches", "quads"]


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


_Thing = Entity | Tenure | Occurrence


def patches(
    told: Mapping[str, Reading], read: Callable[[str], Reading], old: Linking, new: Linking, changed: Iterable[str]
) -> Iterator[Patch]:
    """What to replace in the graph of `old` so that it is that of `new`, as `nquads` would write it whole.

    `told` are the readings of the new graph, by article, of which only the claims are looked at; `read` gives a whole one; `changed`
    are the ids of articles that came, went or were read anew. Work grows with what changed: a page is written again only if its
    article changed or a name or claim of it went to another node.
    """
    before, after = _things(old), _things(new)
    differing = [name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]
    ties: set[tuple[str, ...]] = set()
    for name in differing:
        ties ^= _ties(before.get(name)) ^ _ties(after.get(name))
    articles = {*changed, *(tie[0] for tie in ties)}
    names = Names(new)
    for article in sorted(articles):
        page = Page(named(ENTITIES))
        lines = article_page(read(article), names, Shared(page)).encode() if article in told else b""
        yield Patch(f"{BASE}{article_path(article)}", None, lines)
    for name in sorted({*differing, *_stated_in(articles, new)}):
        yield Patch(ENTITIES.value, f"{BASE}{name}", _about(after.get(name), told, names))
    for role in sorted(roles(old) ^ roles(new)):
        page = Page(named(ENTITIES))
        if role in roles(new):
            write_role(page, role)
        yield Patch(ENTITIES.value, role_node(role)[1:-1], page.encode())


def _things(linking: Linking) -> dict[str, _Thing]:
    found: dict[str, _Thing] = {entity.id: entity for entity in linking.entities}
    return found | {thing.id: thing for thing in _told(linking)}


def _told(linking: Linking) -> Iterator[Tenure | Occurrence]:
    yield from linking.tenures
    yield from linking.occurrences


def _ties(thing: _Thing | None) -> set[tuple[str, ...]]:
    """What the pages of articles take from a thing, the article first: its names and claims, and how they are written."""
    if thing is None:
        return set()
    if isinstance(thing, Entity):
        return {(own.article, thing.kind, own.name, thing.id) for own in thing.owns}
    how = str(thing.organization is None) if isinstance(thing, Tenure) else str(len(thing.claims) > 1)
    return {(claim.article, str(claim.index), thing.id, how) for claim in thing.claims}


def _stated_in(articles: set[str], linking: Linking) -> Iterator[str]:
    """The posts and events that these articles state."""
    for thing in _told(linking):
        if not articles.isdisjoint([claim.article for claim in thing.claims]):
            yield thing.id


def _about(thing: _Thing | None, told: Mapping[str, Reading], names: Names) -> bytes:
    """Everything about one thing in the graph of entities; nothing where it is gone."""
    page = Page(named(ENTITIES))
    if thing is None:
        return b""
    shared = Shared(page)
    if not isinstance(thing, Entity):
        for claim in thing.claims:
            shared_facts(told[claim.article], claim.index, names, shared)
    shared.finish()
    write_thing(page, thing)
    return page.encode()
