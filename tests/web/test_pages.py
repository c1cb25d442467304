"""Every page as Streamlit runs it, without a browser: what it says in both languages, and what it says when something is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kg.lexicon import table
from tests.web.sample import CROOKED, EVENT, MEETING, PARTY, PERSON

APP = str(Path(__file__).parents[2] / "app.py")
WORDS = {row["key"]: row for row in table("strings")}


def _page(room: str) -> None:
    """The script of one page; it is run from its text, so it imports what it needs."""
    from importlib import import_module

    import_module(f"kg.web.{room}").show()


@pytest.fixture(autouse=True)
def _environment(store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("KG_STORE", str(store))
    yield
    st.cache_resource.clear()


def run(room: str, **address: str) -> AppTest:
    page = AppTest.from_function(_page, kwargs={"room": room}, default_timeout=30)
    for name, value in address.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception
    return page


def shown(page: AppTest) -> str:
    """All HTML and text of a page."""
    return "".join(element.proto.body for element in page.get("html")) + "".join(text.value for text in page.text)


def answered(page: AppTest) -> None:
    """Press run and wait for the answer, however busy the machine is."""
    page.button(key="run").click().run()
    page.session_state["asked"].wait(30)
    page.run()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("room", "address"),
    [
        ("home", {}),
        ("home", {"q": "临州"}),
        ("entry", {"id": PERSON}),
        ("entry", {"id": PARTY}),
        ("entry", {"id": EVENT}),
        ("entry", {"id": CROOKED}),
        ("entry", {"id": "place/临州市-0000000008"}),
        ("entry", {"id": "document/条例-0000000009"}),
        ("reader", {"id": "article/a1", "at": "5,9"}),
        ("reader", {"id": "article/a3"}),
        ("relations", {"id": PERSON}),
        ("relations", {}),
        ("sparql", {}),
        ("download", {}),
    ],
)
def test_every_page_in_both_languages(room: str, address: dict[str, str], language: str) -> None:
    page = run(room, **address, lang=language)
    assert shown(page)
    assert not page.error


def test_the_navigation_opens_on_the_search() -> None:
    page = AppTest.from_file(APP, default_timeout=30).run()
    assert not page.exception
    assert WORDS["tagline"]["zh"] in shown(page)


def test_search_lists_hits_with_counts_and_links() -> None:
    page = run("home")
    page.text_input(key="q").set_value("林知远").run()
    body = shown(page)
    assert "entity?id=person%2F" in body
    assert '<mark class="found">林知远</mark>' in body
    assert any("全部 3" in str(option) for option in page.segmented_control[-1].options)


def test_search_without_hits_says_so() -> None:
    page = run("home", q="查无此人")
    assert WORDS["no-hits"]["zh"].format(q="查无此人") in shown(page)


def test_the_language_switch_changes_the_page_and_the_address() -> None:
    page = run("home")
    page.segmented_control[0].set_value("en").run()
    assert WORDS["tagline"]["en"] in shown(page)
    assert page.query_params["lang"] in ("en", ["en"])


def test_an_entry_shows_the_sentence_with_the_words_ringed() -> None:
    body = shown(run("entry", id=PERSON))
    assert '<mark class="ring">临州市委书记林知远</mark>主持会议' in body
    assert "article?id=article%2Fa1&amp;at=" in body


def test_an_article_lists_what_it_states_with_rules() -> None:
    body = shown(run("reader", id="article/a2"))
    assert "要把小事办好。" in body
    assert "post-before-name" in body


def test_posts_follow_the_day() -> None:
    page = run("entry", id=PERSON)
    page.date_input(key="asof").set_value("2020-01-01").run()
    assert WORDS["no-current-post"]["zh"].format(day="2020-01-01") in shown(page)


def test_an_event_lists_who_took_part() -> None:
    body = shown(run("entry", id=EVENT))
    for words in ("林知远", WORDS["chair"]["zh"], "中共临州市委员会", "临州市数据条例", "临州召开数字治理会议", "2024-03-04"):
        assert words in body


def test_an_article_colours_its_mentions_and_rings_one_span() -> None:
    body = shown(run("reader", id="article/a1", at="11,15"))
    assert 'class="m person"' in body
    assert 'id="evidence"' in body
    assert f'title="事件：{MEETING}"' in body


def test_markup_in_the_data_stays_text() -> None:
    for body in (shown(run("reader", id="article/a3")), shown(run("entry", id=CROOKED))):
        assert "<script>alert" not in body
        assert "<i>" not in body
    assert "&lt;script&gt;" in shown(run("reader", id="article/a3"))


@pytest.mark.parametrize("at", ["", "x", "5", "9,5", "0,99999", "-1,4", "5,5"])
def test_an_article_without_a_sensible_span_has_no_ring(at: str) -> None:
    assert 'id="evidence"' not in shown(run("reader", id="article/a1", at=at))


@pytest.mark.parametrize("room", ["entry", "reader", "relations"])
@pytest.mark.parametrize("identity", ["person/nobody", "a b", "<x>", 'x"y', "https://example.org/x"])
def test_an_unknown_thing_is_named(room: str, identity: str) -> None:
    page = run(room, id=identity)
    assert page.subheader[0].value == WORDS["unknown-thing"]["zh"]


def test_an_entry_without_an_id_leads_to_the_search() -> None:
    assert run("entry").info[0].value == WORDS["choose-thing"]["zh"]


def test_a_question_of_the_gallery_runs() -> None:
    page = run("sparql", ask="career", name="林知远")
    assert "SELECT" in page.text_area(key="query").value
    answered(page)
    assert "临州市委书记" in page.dataframe[0].value.to_csv()


def test_a_broken_query_says_what_is_wrong() -> None:
    page = run("sparql")
    page.text_area(key="query").set_value("SELECT nonsense")
    answered(page)
    assert page.error[0].value == WORDS["sparql-failed"]["zh"]


def test_a_missing_store_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "none"))
    for room in ("home", "entry", "sparql", "download", "relations"):
        page = run(room)
        assert page.title[0].value == WORDS["no-store"]["zh"]
        assert "python -m kg build" in page.code[0].value
