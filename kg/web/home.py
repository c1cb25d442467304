"""The landing page: one search box over all names, what it finds by kind, and where to begin without a question."""

from __future__ import annotations

import time

import streamlit as st

from kg.query import named_queries
from kg.web import marks
from kg.web.frame import address, choice, html, language, opened, page_slice, switch, t
from kg.web.search import KINDS, Hit
from kg.web.source import Graph

_BEGIN = ("career", "succession", "people-met", "events-on-day", "appointments", "most-active-people")


def show() -> None:
    """The page."""
    graph = opened()
    left, right = st.columns([5, 1])
    with left:
        html(f"<h2>{t('app')}</h2>", marks.dim(t("tagline")))
    with right:
        switch()
    query = st.text_input(
        t("search-box"), key="q", bind="query-params", type="search", placeholder=t("search-hint"), label_visibility="collapsed"
    )
    if query and query.strip():
        _results(graph, query.strip())
    else:
        _beginnings(graph)


def _results(graph: Graph, query: str) -> None:
    started = time.perf_counter()
    hits = graph.index.find(query)
    milliseconds = round((time.perf_counter() - started) * 1000)
    number = hits.counts()
    if not hits:
        st.text(t("no-hits", q=query))
        return
    words = {"all": f"{t('all')} {len(hits)}"} | {kind: f"{t(kind + 's')} {number[kind]}" for kind in number}
    kind = choice("kind", t("kind"), list(words), words.__getitem__, "all")
    html(marks.dim(t("hits", n=len(hits), ms=milliseconds)))
    shown = hits if kind == "all" else hits.of(kind)
    part = page_slice(f"hits-{query}-{kind}", len(shown), 30)
    html(*[_hit(hit, query) for hit in shown[part]])


def _hit(hit: Hit, query: str) -> str:
    page = "article" if hit.kind == "article" else "entity"
    label = f'<a href="{address(page, id=hit.id)}" target="_self">{marks.found(hit.label, query)}</a>'
    notes = [marks.chip(t(hit.kind), hit.kind), label]
    if hit.matched != hit.label:
        notes.append(marks.dim(t("matched-alias", name=hit.matched)))
    if hit.kind != "article":
        notes.append(marks.dim(t("n-articles", n=hit.weight)))
    return f'<div class="hit">{" ".join(notes)}</div>'


def _beginnings(graph: Graph) -> None:
    sizes = graph.index.sizes
    html(marks.numbers([(t(kind + "s"), sizes[kind]) for kind in KINDS]))
    for kind in ("person", "institution", "event"):
        links = [marks.anchor(hit.label, address("entity", id=hit.id)) for hit in graph.index.top(kind, 12)]
        if links:
            html(f"<h4>{t('most-seen', kind=t(kind + 's'))}</h4>", marks.chips(links, kind))
    questions = named_queries()
    links = [
        marks.anchor(getattr(questions[name], language()), address("sparql", ask=name)) for name in _BEGIN if name in questions
    ]
    html(f"<h4>{t('sparql-gallery')}</h4>", "".join(f'<div class="hit">{link}</div>' for link in links))
