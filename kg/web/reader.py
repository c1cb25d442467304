"""The page of an article: its text with every mention coloured and linked, one span ringed, and the facts it states."""

from __future__ import annotations

import re

import streamlit as st

from kg.web import marks, papers
from kg.web.frame import address, asked_thing, coded, html, switch, t, thing_link, unknown_thing
from kg.web.papers import Mention, Stated
from kg.web.source import Graph, path_of

_KINDS = ("person", "institution", "place", "event", "document", "date")
_SCROLL = '<script>document.getElementById("evidence")?.scrollIntoView({block: "center"})</script>'
_SPAN = re.compile(r"(\d{1,9}),(\d{1,9})")


def show() -> None:
    """The page."""
    graph, iri = asked_thing()
    paper = graph.things.get(iri)
    if paper is None or paper.kind != "article":
        unknown_thing(iri)
        return
    st.set_page_config(page_title=f"{paper.label} · {t('app')}")
    left, right = st.columns([5, 1])
    with right:
        switch()
    with left:
        source = " · ".join(filter(None, (paper.begin, paper.note)))
        html(f"<h2>{marks.plain(paper.label)}</h2>", marks.dim(source))
    text = graph.text(iri)
    mentions = papers.mentions(graph, iri)
    ring = _ring(text)
    legend = [marks.chip(f"{t(kind)} {sum(m.kind == kind for m in mentions)}", kind) for kind in _KINDS]
    reading, beside = st.columns([3, 2], gap="large")
    with reading:
        html(f"<div>{''.join(legend)}</div>", marks.dim(t("shown-evidence")) if ring else "")
        html(marks.marked(text, map(_mark, mentions), ring))
        if ring:
            st.html(_SCROLL, unsafe_allow_javascript=True)
    with beside:
        _stated(graph, iri, ring)


def _mark(mention: Mention) -> marks.Mark:
    """A mention as the text shows it: linked to its thing, the thing's name when the pointer rests on it."""
    href = address("entity", id=path_of(mention.thing)) if mention.thing else ""
    return marks.Mark(mention.start, mention.end, mention.kind, href, f"{t(mention.kind)}：{mention.label}")


def _ring(text: str) -> tuple[int, int] | None:
    """The span that ?at= names, where the text has it."""
    match = _SPAN.fullmatch(st.query_params.get("at", ""))
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    return (start, end) if start < end <= len(text) else None


def _stated(graph: Graph, iri: str, ring: tuple[int, int] | None) -> None:
    """The facts that the article states, each with its rule and its words, which a click rings in the text."""
    facts = papers.stated(graph, iri)
    html(f"<h4>{t('facts-here')}</h4>")
    if not facts:
        st.text(t("no-facts"))
        return
    quotes = {quote.span: quote for quote in papers.quotes(graph, [fact.span for fact in facts])}
    rows = []
    for fact in facts:
        span = fact.span
        quote = quotes[span]
        show_it = marks.anchor(t("show-in-text"), address("article", id=path_of(iri), at=f"{span.start},{span.end}"))
        sentence = marks.ringed(quote.text, quote.start, quote.end)
        words = f"<blockquote>{sentence}<br>{marks.dim(t('rule'))} {marks.plain(quote.rule)} · {show_it}</blockquote>"
        rows.append(marks.row("one", [_words(fact)], t("evidence"), words, ring == (span.start, span.end)))
    html(*rows)


def _words(fact: Stated) -> str:
    """A fact in words, its thing as a link."""
    link = thing_link(fact.thing, fact.label)
    if fact.kind == "event":
        return marks.chip(coded(fact.note), "event") + link
    kind = t("posts") if fact.kind == "post" else t("quotations")
    return marks.chip(kind, "person" if fact.kind == "post" else "") + f"{link}：{marks.plain(fact.note)}"
