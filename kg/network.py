"""The graph as a network of persons and institutions, for neighbours, paths and centrality (networkx).

Two are joined by a post that one holds in the other, and by each event in which both take part.

In: an open graph (pyoxigraph). Out: networkx graphs. Nodes are paths under …/id/ ("person/…") with `label` and `kind` (person,
institution); edges have `posts` (titles, joined by ；), `events` (how many) and `weight`, the number of both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import IO

import networkx as nx
import pyoxigraph

from kg.errors import QueryError
from kg.vocab import BASE, FOAF, KG, ORG, RDF, SEM, SKOS

# An event with more persons and institutions than this joins nobody to anybody: all were at the congress, not with one another.
CROWD = 60

_Pair = tuple[str, str]
_Node = pyoxigraph.NamedNode


def network(graph: pyoxigraph.Store) -> nx.Graph:
    """All persons and institutions, and what joins them. Seconds on a large graph: keep it as long as the generation lasts."""
    net = nx.Graph()
    for kind, concept in (("person", FOAF.Person), ("institution", ORG.Organization)):
        for path in sorted(subject for subject, _ in _pairs(graph, RDF.type, concept)):
            net.add_node(path, kind=kind, label=path)
    for path, label in _pairs(graph, SKOS.prefLabel):
        if path in net:
            net.nodes[path]["label"] = label
    posts, events = _posts(graph), _meetings(graph)
    for pair in sorted(posts.keys() | events.keys()):
        if pair[0] in net and pair[1] in net:
            titles = sorted(posts.get(pair, ()))
            net.add_edge(*pair, posts="；".join(titles), events=events[pair], weight=len(titles) + events[pair])
    return net


def _pairs(graph: pyoxigraph.Store, predicate: _Node, value: _Node | None = None) -> Iterator[_Pair]:
    """Subject and object of all triples with this predicate, things by their paths."""
    for quad in graph.quads_for_pattern(None, predicate, value, None):
        if isinstance(quad.subject, _Node) and not isinstance(quad.object, pyoxigraph.Triple):
            yield quad.subject.value.removeprefix(BASE), quad.object.value.removeprefix(BASE)


def _pair(one: str, other: str) -> _Pair:
    return (one, other) if one < other else (other, one)


def _posts(graph: pyoxigraph.Store) -> dict[_Pair, set[str]]:
    """The titles of the posts that join a person and an institution."""
    members, bodies = dict(_pairs(graph, ORG.member)), dict(_pairs(graph, ORG.organization))
    posts: dict[_Pair, set[str]] = defaultdict(set)
    for membership, title in _pairs(graph, KG.postTitle):
        if membership in members and membership in bodies:
            posts[_pair(members[membership], bodies[membership])].add(title)
    return posts


def _meetings(graph: pyoxigraph.Store) -> Counter[_Pair]:
    """In how many events of no more than CROWD two take part together."""
    actors: dict[str, set[str]] = defaultdict(set)
    for event, actor in _pairs(graph, SEM.hasActor):
        actors[event].add(actor)
    met: Counter[_Pair] = Counter()
    for together in actors.values():
        if len(together) <= CROWD:
            met.update(combinations(sorted(together), 2))
    return met


def neighbourhood(net: nx.Graph, node: str, hops: int = 1, limit: int = 80) -> nx.Graph:
    """What is within so many steps of a node: it and at most `limit` others, nearest first, then those joined most strongly.

    The result's `graph["all"]` says how many there are without the limit. Raises QueryError for an unknown node.
    """
    near = nx.single_source_shortest_path_length(net, _known(net, node), cutoff=hops)
    found: dict[str, tuple[int, int, str]] = {}
    for other, distance in near.items():
        if distance:
            strength = max(net.edges[other, link]["weight"] for link in net[other] if near.get(link) == distance - 1)
            found[other] = (distance, -strength, other)
    chosen = sorted(found, key=found.__getitem__)[:limit]
    part = net.subgraph([node, *chosen]).copy()
    part.graph["all"] = len(found)
    return part


def path(net: nx.Graph, one: str, other: str, without: tuple[str, ...] = ()) -> list[str]:
    """The nodes of a shortest path from one to the other that does not lead over `without`; [] where there is none.

    Of several the same one is always taken. Raises QueryError for an unknown node.
    """
    open_net = nx.restricted_view(net, [node for node in without if node in net and node not in (one, other)], [])
    try:
        found: list[str] = nx.bidirectional_shortest_path(open_net, _known(net, one), _known(net, other))
    except nx.NetworkXNoPath:
        return []
    return found


def central(net: nx.Graph, count: int = 20) -> list[tuple[str, int]]:
    """The nodes with most posts and events, and how many."""
    degrees: dict[str, int] = dict(net.degree(weight="weight"))
    return sorted(degrees.items(), key=lambda item: (-item[1], item[0]))[:count]


def _known(net: nx.Graph, node: str) -> str:
    if node not in net:
        raise QueryError(f"{node}: no person or institution of this graph; look for its id with: python -m kg query names")
    return node


def write_graphml(graph: pyoxigraph.Store, output: IO[bytes]) -> None:
    """The whole network as GraphML."""
    nx.write_graphml(network(graph), output, named_key_ids=True)
