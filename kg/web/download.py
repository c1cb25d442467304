"""The download page: the whole graph as Turtle where it is small, lists of names as tables, and the commands for the rest."""

from __future__ import annotations

import csv
import io
from functools import partial

import streamlit as st

from kg.export import write_turtle
from kg.web import marks
from kg.web.frame import html, opened, switch, t
from kg.web.search import KINDS
from kg.web.source import Graph, folder

_FORMATS = ("turtle", "nquads", "jsonld", "csv", "graphml")
_LARGEST = 300_000  # triples that a browser is given


def show() -> None:
    """The page."""
    graph = opened()
    left, right = st.columns([5, 1])
    with right:
        switch()
    number = len(graph.snapshot.graph)
    with left:
        html(f"<h2>{t('export-title')}</h2>", marks.dim(t("export-size", n=f"{number:,}")))
    if number <= _LARGEST:
        st.download_button(t("export-make"), lambda: _turtle(graph), "graph.ttl", "text/turtle", key="graph", on_click="ignore")
    else:
        st.text(t("export-big", max=f"{_LARGEST:,}"))
    st.code("\n".join(f"python -m kg export --store {folder()} --format {form}" for form in _FORMATS), language="bash")
    html(f"<h4>{t('export-lists')}</h4>", marks.dim(t("export-note")))
    with st.container(horizontal=True):
        for kind in KINDS:
            label = f"{t(kind + 's')} {graph.index.sizes[kind]:,}"
            st.download_button(
                label, partial(names, graph, kind), f"{kind}s.csv", "text/csv", key=f"list-{kind}", on_click="ignore"
            )


def _turtle(graph: Graph) -> bytes:
    output = io.BytesIO()
    write_turtle(graph.snapshot.graph, output)
    return output.getvalue()


def names(graph: Graph, kind: str) -> bytes:
    """The names of all things of a kind as CSV: id, name, whether an alias, number of articles."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(("id", "name", "alias", "articles"))
    for label in graph.index.labels:
        if label.kind == kind:
            writer.writerow((label.id, label.text, "1" if label.alias else "", label.weight))
    return output.getvalue().encode("utf-8-sig")
