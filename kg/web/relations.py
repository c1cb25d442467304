"""The relation graph: a person or an institution and those it is joined to by posts and shared events."""

from __future__ import annotations

from typing import Any

import networkx as nx
import streamlit as st

from kg.errors import QueryError
from kg.network import neighbourhood, network
from kg.web import marks
from kg.web.frame import asked_thing, choice, go, html, opened, switch, t, thing_link, unknown_thing
from kg.web.source import Graph, iri_of, path_of

_COLOURS = {"person": "#d64038", "institution": "#2e70c8"}
_ASIDE = 30  # lines between neighbours
_LIMITS = ("30", "60", "80")


@st.cache_resource(show_spinner=False, max_entries=2)
def _network(_graph: Graph, generation: str) -> nx.Graph:
    """The network of everything, once for each generation."""
    return network(_graph.snapshot.graph)


def show() -> None:
    """The page."""
    if not st.query_params.get("id"):
        _most_joined(opened())
    graph, iri = asked_thing()
    left, right = st.columns([5, 1])
    with right:
        switch()
    node = path_of(iri)
    net = _network(graph, graph.snapshot.name)
    limit = int(st.query_params.get("limit", "30"))
    try:
        part = neighbourhood(net, node, 1, limit if limit in (30, 60, 80) else 30)
    except QueryError:
        unknown_thing(iri)
        return
    with left:
        html(f"<h2>{thing_link(iri, t('network-of', label=part.nodes[node]['label']))}</h2>")
        html(marks.dim(t("network-shown", shown=len(part) - 1, total=part.graph["all"])))
        choice("limit", t("network-limit"), _LIMITS, str, "30")
    if len(part) == 1:
        st.text(t("network-empty"))
        return
    names = list(part)
    event = st.echarts_chart(_chart(part, node), height=620, renderer="svg", key=f"net-{node}-{limit}", on_select="rerun")
    _chosen(part, names, event)
    with st.expander(t("network-table")):
        html(_table(part, node))


def _most_joined(graph: Graph) -> None:
    """Where no thing is named, the one that most articles mention."""
    top = graph.index.top("person", 1) or graph.index.top("institution", 1)
    if top:
        st.query_params["id"] = top[0].id


def _chart(part: nx.Graph, centre: str) -> dict[str, Any]:
    """The network as an ECharts specification: colour by kind, size by strength, the posts on the lines."""
    strength = {node: part.edges[centre, node]["weight"] if part.has_edge(centre, node) else 1 for node in part}
    strongest = max(strength.values())
    nodes = [
        {
            "id": node,
            "name": data["label"],
            "category": 0 if data["kind"] == "person" else 1,
            "symbolSize": 46 if node == centre else 14 + 22 * (strength[node] / strongest) ** 0.5,
            "label": {"show": True, "position": "right", "fontWeight": "bold" if node == centre else "normal"},
        }
        for node, data in part.nodes(data=True)
    ]
    links = [
        {
            "source": one,
            "target": other,
            "value": data["weight"],
            "lineStyle": {"width": 1 + min(4.0, data["weight"] ** 0.5 / 2), "opacity": 0.65 if centre in (one, other) else 0.2},
            "label": {"show": bool(data["posts"]) and centre in (one, other), "formatter": _short(data["posts"])},
        }
        for one, other, data in _drawn(part, centre)
    ]
    series = {
        "type": "graph",
        "layout": "force",
        "layoutAnimation": False,
        "selectedMode": "single",
        "roam": True,
        "zoom": 0.86,
        "categories": [{"name": t(kind), "itemStyle": {"color": colour}} for kind, colour in _COLOURS.items()],
        "nodes": nodes,
        "links": links,
        "force": {"repulsion": 420, "edgeLength": [90, 190], "gravity": 0.1},
        "labelLayout": {"hideOverlap": True},
        "edgeLabel": {"fontSize": 10},
        "emphasis": {"focus": "adjacency"},
        "select": {"itemStyle": {"borderColor": "#eba900", "borderWidth": 4}},
    }
    return {"legend": [{"top": 0, "data": [t(kind) for kind in _COLOURS]}], "tooltip": {}, "series": [series]}


def _drawn(part: nx.Graph, centre: str) -> list[tuple[str, str, dict[str, Any]]]:
    """The lines that are drawn: all that touch the centre, and the strongest of the others."""
    edges = sorted(part.edges(data=True), key=lambda edge: (-edge[2]["weight"], edge[0], edge[1]))
    aside = [edge for edge in edges if centre not in edge[:2]]
    return [edge for edge in edges if centre in edge[:2]] + aside[:_ASIDE]


def _short(posts: str) -> str:
    """The first posts, as a line's label; braces would be read as a template."""
    return posts[:12].replace("{", "").replace("}", "")


def _chosen(part: nx.Graph, names: list[str], event: Any) -> None:
    """What can be done with a clicked node."""
    picked = [point for point in _picked(event) if point < len(names)]
    if not picked:
        html(marks.dim(t("network-click")))
        return
    node = names[picked[0]]
    label = part.nodes[node]["label"]
    html(f"<b>{marks.plain(label)}</b>")
    with st.container(horizontal=True):
        if st.button(t("open-it"), key="open-node", type="primary"):
            go("entity", id=node)
        if st.button(t("centre-it"), key="centre-node"):
            go("network", id=node)


def _picked(event: Any) -> list[int]:
    """The numbers of the nodes that a selection names."""
    chosen = event["selection"]["selected"]
    return [number for series in chosen if series["data_type"] == "node" for number in series["data_indices"]]


def _table(part: nx.Graph, centre: str) -> str:
    rows = []
    for other, data in sorted(part[centre].items(), key=lambda item: (-item[1]["weight"], item[0])):
        link = thing_link(iri_of(other) or other, part.nodes[other]["label"])
        rows.append((link, t(part.nodes[other]["kind"]), marks.plain(data["posts"]), str(data["events"])))
    return marks.table([t("neighbour"), t("kind"), t("posts"), t("met-note")], rows)
