"""What every page shares: words in two languages, the open graph and its index, addresses, the language switch.

State lives in the address (?lang=, ?q=, ?id=); the session holds only what an address cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from kg.errors import StoreError
from kg.lexicon import table
from kg.web import marks, source
from kg.web.source import Graph

LANGUAGES = {"zh": "中文", "en": "English"}
_WORDS = {row["key"]: row for row in table("strings")}


def language() -> str:
    """The language of this visit: ?lang=, else the one chosen before, else Chinese."""
    given = st.query_params.get("lang", st.session_state.get("language", "zh"))
    return given if given in LANGUAGES else "zh"


def t(key: str, **values: object) -> str:
    """The words for a key in the visitor's language."""
    return _WORDS[key][language()].format(**values)


def coded(code: str, role: bool = False) -> str:
    """The words for a code of the graph; "party" is both a role and a kind of institution. An unknown code stays as it is."""
    key = "side" if role and code == "party" else code
    return t(key) if key in _WORDS else code


def switch() -> None:
    """The language switch, at the right edge; the choice goes into the address."""
    now = language()
    st.session_state["language"] = now
    if now != "zh":
        st.query_params["lang"] = now
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.segmented_control(
            t("language"), list(LANGUAGES), default=now, required=True, format_func=LANGUAGES.__getitem__, key=f"switch-{now}",
            label_visibility="collapsed", on_change=partial(_choose_language, f"switch-{now}"),
        )  # fmt: skip


def _choose_language(key: str) -> None:
    chosen = st.session_state[key]
    st.session_state["language"] = chosen
    if chosen == "zh":
        st.query_params.pop("lang", None)
    else:
        st.query_params["lang"] = chosen


def address(page: str, **parameters: str | int) -> str:
    """The address of a page in the visitor's language."""
    return marks.address(page, language(), **parameters)


def thing_link(iri: str, label: str, kind: str = "") -> str:
    """A link to the page of a thing."""
    return marks.anchor(label, address("entity", id=source.path_of(iri)), kind)


def html(*pieces: str) -> None:
    """Show pieces of HTML under the explorer's style."""
    st.html(marks.wrap(*pieces))


def go(page: str, **parameters: str) -> None:
    """Leave for another page, inside this session."""
    if language() != "zh":
        parameters["lang"] = language()
    pages: Mapping[str, st.Page] = st.session_state["pages"]
    st.switch_page(pages[page], query_params=parameters)


def choice(name: str, label: str, options: Sequence[str], words: Callable[[str], str], default: str) -> str:
    """One of several options as a row of buttons, kept in the address under `name`."""
    given = st.query_params.get(name, default)
    now = given if given in options else default
    key = f"{name}-{now}-{language()}"

    def keep() -> None:
        st.query_params[name] = st.session_state[key]

    picked = st.segmented_control(
        label, options, default=now, required=True, format_func=words, key=key, on_change=keep, label_visibility="collapsed"
    )
    return picked or now


def page_slice(name: str, total: int, size: int = 20) -> slice:
    """The part of a long list that is shown; the control stands where it is called."""
    pages = max(1, -(-total // size))
    if pages == 1:
        return slice(0, total)
    control, words = st.columns([3, 2], vertical_alignment="center")
    with control:
        number = st.pagination(pages, key=name)
    with words:
        st.caption(t("page-of", page=number, pages=pages, n=total), text_alignment="right")
    return slice((number - 1) * size, number * size)


def _let_go(graph: Graph) -> None:
    """Let go of a generation, so that a later build may remove it."""
    graph.snapshot.close()


@st.cache_resource(show_spinner=False, max_entries=2, on_release=_let_go)
def _opened(folder: Path, generation: str) -> Graph:
    """The graph with its things and names, once for each generation of the store."""
    return source.opened(folder)


def opened() -> Graph:
    """The graph to explore. Where there is none, the page says what to do and ends."""
    folder = source.folder()
    try:
        graph = _opened(folder.resolve(), source.generation(folder))
    except StoreError as error:
        no_store(str(error))
        st.stop()
    if not graph.index.sizes["article"]:
        no_store(t("empty-store"))
        st.stop()
    return graph


def no_store(reason: str) -> None:
    """A page for a visitor whose store is missing: the reason and the command that builds one."""
    st.title(t("no-store"))
    html(marks.dim(reason))
    st.text(t("no-store-help"))
    st.code(f"python -m kg build seeds --store {source.folder()}", language="bash")
    st.button(t("reload"))


def asked_thing() -> tuple[Graph, str]:
    """The graph and the IRI that ?id= names; without one the page leads back to the search and ends."""
    graph = opened()
    path = st.query_params.get("id", "")
    if not path:
        st.info(t("choose-thing"))
        html(marks.anchor(t("back-to-search"), address("./")))
        st.stop()
    iri = source.iri_of(path)
    if iri is None:
        unknown_thing(path)
        st.stop()
    return graph, iri


def unknown_thing(name: str) -> None:
    """Say that the graph does not know a thing."""
    st.subheader(t("unknown-thing"))
    st.code(name, language=None)
    st.text(t("unknown-thing-help"))
    html(marks.anchor(t("back-to-search"), address("./")))
