"""Contradictions: what the articles cannot all be right about, each with both sentences."""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path

import streamlit as st

from kg.conflicts import Conflict, Statement, conflicts
from kg.errors import StoreError
from kg.iri import article_path
from kg.store import Store
from kg.web import marks, source
from kg.web.frame import address, choice, html, opened, page_slice, switch, t

_KINDS = {"holders": "conflict-holders", "posts": "conflict-posts", "dates": "conflict-dates"}


@st.cache_data(show_spinner=False, max_entries=2)
def _found(folder: Path, generation: str) -> list[Conflict]:
    """All conflicts, once for each generation."""
    with Store(folder) as store:
        return conflicts(store)


def show() -> None:
    """The page."""
    graph = opened()
    left, right = st.columns([5, 1])
    with left:
        html(f"<h2>{t('nav-conflicts')}</h2>", marks.dim(t("conflicts-about")))
    with right:
        switch()
    try:
        found = _found(source.folder().resolve(), graph.snapshot.name)
    except StoreError as error:
        html(marks.dim(str(error)))
        return
    number = Counter(conflict.kind for conflict in found)
    if not found:
        st.text(t("conflicts-none"))
        return
    words = {"all": f"{t('all')} {len(found)}"} | {
        kind: f"{t(key)} {number[kind]}" for kind, key in _KINDS.items() if number[kind]
    }
    kind = choice("kind", t("kind"), list(words), words.__getitem__, "all")
    shown = [conflict for conflict in found if kind in ("all", conflict.kind)]
    part = page_slice(f"conflicts-{kind}", len(shown), 20)
    html(*[_conflict(conflict) for conflict in shown[part]])


def _conflict(conflict: Conflict) -> str:
    head = f"{marks.chip(t(_KINDS[conflict.kind]))} <b>{escape(conflict.about)}</b> {marks.dim(conflict.day)}"
    return f'<div class="hit">{head}{_side(conflict.one)}{_side(conflict.two)}</div>'


def _side(said: Statement) -> str:
    """What one article says, with its sentence and the way to both."""
    thing = marks.anchor(said.label, address("entity", id=said.link))
    paper = marks.anchor(said.published or said.article, address("article", id=article_path(said.article)))
    return f"<blockquote>{thing} · {paper}<br>{escape(said.sentence)}</blockquote>"
