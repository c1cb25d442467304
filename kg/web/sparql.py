"""The query page: questions to begin with, an editor, run and stop, the answer as a table, and files to take away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from kg.answers import as_csv, as_json, as_turtle
from kg.export import shorten
from kg.query import Named, Table, named_queries
from kg.vocab import BASE
from kg.web import marks
from kg.web.asking import Pool, Run
from kg.web.frame import address, html, language, opened, switch, t
from kg.web.source import folder

_ROWS = (1000, 10_000, 100_000)
_SECONDS = (10, 60, 300)
_AT_ONCE = 0.25  # seconds that a page waits before it shows a clock
_OWN = """SELECT ?person ?name (COUNT(?article) AS ?articles) WHERE {
  ?person a foaf:Person ; skos:prefLabel ?name .
  ?article schema:mentions ?person .
} GROUP BY ?person ?name
ORDER BY DESC(?articles) LIMIT 20"""


@st.cache_resource(show_spinner=False, max_entries=1, on_release=Pool.close)
def _pool(path: Path) -> Pool:
    return Pool(path)


def show() -> None:
    """The page."""
    opened()
    left, right = st.columns([5, 1])
    with left:
        html(f"<h2>{t('sparql-title')}</h2>", marks.dim(t("sparql-help")))
    with right:
        switch()
    question = _gallery()
    bindings = _parameters(question)
    st.text_area(t("sparql-editor"), height=260, key="query", on_change="ignore")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pressed = st.button(t("sparql-run"), key="run", type="primary", shortcut="Ctrl+Enter")
        rows = st.selectbox(t("sparql-cap"), _ROWS, key="rows", width=140)
        seconds = st.selectbox(t("sparql-timeout"), _SECONDS, index=1, key="seconds", width=140)
    if pressed:
        _start(st.session_state["query"], bindings, rows, seconds)
    run: Run | None = st.session_state.get("asked")
    if run is None:
        return
    if run.wait(_AT_ONCE):
        _answer(run)
    else:
        _clock()


def _gallery() -> Named | None:
    """The question chosen from the list; choosing one puts its text into the editor."""
    questions = named_queries()
    names = ["", *questions]
    given = st.query_params.get("ask", "")
    words = {name: getattr(questions[name], language()) if name else t("sparql-own") for name in names}
    first = names.index(given) if given in names else 0
    chosen = st.selectbox(t("sparql-gallery"), names, index=first, format_func=words.__getitem__, key=f"gallery-{language()}")
    if st.session_state.get("shown-question") != chosen:
        st.session_state["shown-question"] = chosen
        st.session_state["query"] = questions[chosen].text if chosen else st.session_state.get("query", _OWN)
        st.session_state.pop("asked", None)
        if chosen:
            st.query_params["ask"] = chosen
        else:
            st.query_params.pop("ask", None)
    return questions.get(chosen)


def _parameters(question: Named | None) -> dict[str, str]:
    """A box for each value that the question asks for."""
    if question is None or not question.parameters:
        return {}
    columns = st.columns([1] * len(question.parameters) + [2])
    given = {}
    for (name, example), column in zip(question.parameters, columns, strict=False):
        with column:
            value = st.text_input(name, value=st.query_params.get(name, example), key=f"value-{question.name}-{name}")
            given[name] = (value or "").strip()
    return {name: value for name, value in given.items() if value}


def _start(text: str, bindings: dict[str, str], rows: int, seconds: int) -> None:
    before: Run | None = st.session_state.get("asked")
    if before is not None and not before.done:
        before.stop()
    st.session_state["asked"] = Run(_pool(folder().resolve()), text, bindings, rows, seconds)


@st.fragment(run_every=0.3)
def _clock() -> None:
    """Counts the seconds while the query runs, with a button that stops it."""
    run: Run = st.session_state["asked"]
    if run.done:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(t("sparql-stop"), key="stop", shortcut="Escape"):
            run.stop()
            run.wait(2)
            st.rerun()
        st.text(t("sparql-running", s=f"{run.elapsed:.1f}"))


def _answer(run: Run) -> None:
    if run.stopped:
        st.info(t("sparql-stopped"))
    elif run.table is None:
        st.error(t("sparql-failed"))
        st.code(run.error, language=None, wrap_lines=True)
    else:
        _show(run, run.table)


def _show(run: Run, table: Table) -> None:
    html(marks.dim(t("sparql-done", n=len(table.rows), s=f"{run.elapsed:.2f}")))
    if table.more:
        st.warning(t("sparql-capped", n=run.rows))
    if not table.rows:
        st.text(t("sparql-empty"))
        return
    rows = table.strings()
    short = [[shorten(cell) if cell.startswith("http") else cell for cell in row] for row in rows]
    frame = pd.DataFrame(short, columns=list(table.columns))
    event = st.dataframe(frame, hide_index=True, on_select="rerun", selection_mode="single-row", key="answer")
    picked = event.selection.rows
    if picked and picked[0] < len(rows):
        _things(rows[picked[0]])
    with st.container(horizontal=True):
        _take("csv", lambda: as_csv(table).encode("utf-8-sig"), "csv", "text/csv")
        _take("json", lambda: as_json(table).encode(), "json", "application/sparql-results+json")
        if table.form == "construct":
            _take("turtle", lambda: as_turtle(table).encode(), "ttl", "text/turtle")


def _take(word: str, make: Callable[[], bytes], ending: str, mime: str) -> None:
    """A button that hands over the answer in one format, made when it is pressed."""
    st.download_button(t(word), make, f"answer.{ending}", mime, key=f"take-{word}", on_click="ignore")


def _things(row: Sequence[str]) -> None:
    """Links to the pages of the things in a row."""
    links = []
    for cell in row:
        path = cell.removeprefix(BASE).partition("#")[0]
        if cell.startswith(BASE) and "/" in path:
            page = "article" if path.startswith("article/") else "entity"
            links.append(marks.anchor(path.partition("/")[2], address(page, id=path)))
    html(marks.chips(links))
