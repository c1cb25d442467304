"""The network of persons and institutions: who is joined to whom, how near, how strongly."""

from __future__ import annotations

import networkx as nx
import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import QueryError
from kg.network import CROWD, central, neighbourhood, network, path
from kg.vocab import BASE, FOAF, KG, ORG, RDF, SEM, SKOS


def _graph(posts: list[tuple[str, str, str]], events: list[tuple[str, ...]]) -> pyoxigraph.Store:
    """A graph of (person, institution, title) and of who took part in each event; ids beginning with o are institutions."""
    graph, where = pyoxigraph.Store(), NamedNode("https://a.example/g")

    def add(subject: str, predicate: NamedNode, value: NamedNode | Literal) -> None:
        graph.add(Quad(NamedNode(BASE + subject), predicate, value, where))

    for name in {name for event in events for name in event} | {name for post in posts for name in post[:2]}:
        add(name, RDF.type, ORG.Organization if name.startswith("o") else FOAF.Person)
        add(name, SKOS.prefLabel, Literal(name.upper(), language="zh"))
    for number, (person, body, title) in enumerate(posts):
        add(f"m{number}", ORG.member, NamedNode(BASE + person))
        add(f"m{number}", ORG.organization, NamedNode(BASE + body))
        add(f"m{number}", KG.postTitle, Literal(title, language="zh"))
    for number, event in enumerate(events):
        for name in event:
            add(f"e{number}", SEM.hasActor, NamedNode(BASE + name))
    return graph


@pytest.fixture
def net() -> nx.Graph:
    posts = [("p1", "o1", "市长"), ("p1", "o1", "副书记"), ("p3", "o2", "局长")]
    return network(_graph(posts, [("p1", "p2"), ("p1", "p2", "o1"), ("p2", "p3"), ("p4", "p5")]))


def test_nodes_and_edges(net: nx.Graph) -> None:
    assert net.nodes["p1"] == {"kind": "person", "label": "P1"}
    assert net.nodes["o2"] == {"kind": "institution", "label": "O2"}
    assert net.edges["p1", "o1"] == {"posts": "副书记；市长", "events": 1, "weight": 3}
    assert net.edges["p1", "p2"] == {"posts": "", "events": 2, "weight": 2}
    assert net.number_of_edges() == 6


def test_a_crowd_joins_nobody() -> None:
    crowd = tuple(f"p{number}" for number in range(CROWD + 1))
    assert network(_graph([], [crowd])).number_of_edges() == 0
    assert network(_graph([], [crowd[:CROWD]])).number_of_edges() == CROWD * (CROWD - 1) // 2


def test_neighbours_come_nearest_and_strongest_first(net: nx.Graph) -> None:
    assert set(neighbourhood(net, "p1")) == {"p1", "o1", "p2"}
    one = neighbourhood(net, "p1", limit=1)
    assert (set(one), one.graph["all"]) == ({"p1", "o1"}, 2)
    assert set(neighbourhood(net, "p1", hops=2)) == {"p1", "o1", "p2", "p3"}
    assert neighbourhood(net, "p1").edges["p1", "p2"]["weight"] == 2
    assert "p9" not in net
    with pytest.raises(QueryError, match="p9: no person or institution"):
        neighbourhood(net, "p9")


def test_paths(net: nx.Graph) -> None:
    assert path(net, "p1", "o2") == ["p1", "p2", "p3", "o2"]
    assert path(net, "p1", "o2", without=("p2",)) == []
    assert path(net, "p1", "p4") == []
    assert path(net, "p1", "p1") == ["p1"]
    with pytest.raises(QueryError, match="p9"):
        path(net, "p1", "p9")


def test_the_most_central(net: nx.Graph) -> None:
    assert central(net, 2) == [("p1", 5), ("o1", 4)]
    assert len(central(net, 99)) == 7


def test_a_path_may_end_at_what_it_avoids(net: nx.Graph) -> None:
    assert path(net, "p1", "p2", without=("p2", "p7")) == ["p1", "p2"]
