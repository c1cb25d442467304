"""Search over names: ranks, counts, words, and that a hit always holds what was asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.web.search import ALIAS, EXACT, INSIDE, PREFIX, WORDS, Index, Label
from kg.web.source import Graph
from tests.web.sample import MAYOR, MEETING, PARTY, PERSON

LABELS = (
    Label("institution/1", "institution", "水务局", False, 3),
    Label("institution/2", "institution", "水务局办公室", False, 9),
    Label("institution/3", "institution", "云岭市水务局", False, 2),
    Label("institution/4", "institution", "云岭市河湖管理局", False, 50),
    Label("institution/4", "institution", "原水务局", True, 50),
    Label("event/1", "event", "水务局揭牌", False, 1),
    Label("person/1", "person", "Anna Schmidt", False, 1),
    Label("event/2", "event", "云岭市城市治理工作会议", False, 1),
)
INDEX = Index(LABELS)


def test_exact_names_come_first_then_beginnings_insides_aliases() -> None:
    found = [(hit.id, hit.rank) for hit in INDEX.find("水务局")]
    assert found == [("institution/1", EXACT), ("institution/2", PREFIX), ("event/1", PREFIX), ("institution/3", INSIDE), ("institution/4", ALIAS)]  # fmt: skip


def test_a_hit_by_alias_shows_the_preferred_label() -> None:
    hit = INDEX.find("原水务局")[0]
    assert (hit.label, hit.matched) == ("云岭市河湖管理局", "原水务局")


def test_hits_of_one_kind_keep_their_order() -> None:
    assert [hit.id for hit in INDEX.find("水务局").of("event")] == ["event/1"]
    assert [hit.id for hit in INDEX.find("水务局").of("institution")[1:3]] == ["institution/2", "institution/3"]


def test_hits_are_counted_by_kind() -> None:
    assert INDEX.find("水务局").counts() == {"institution": 4, "event": 1}


@pytest.mark.parametrize("query", ["anna", "ANNA SCHMIDT", "  Schmidt "])
def test_case_and_outer_space_do_not_matter(query: str) -> None:
    assert [hit.id for hit in INDEX.find(query)] == ["person/1"]


@pytest.mark.parametrize("query", ["会议 治理", "云岭市工作会议"])
def test_words_are_found_where_the_string_is_not(query: str) -> None:
    assert [(hit.id, hit.rank) for hit in INDEX.find(query)] == [("event/2", WORDS)]


@pytest.mark.parametrize("query", ["", "   ", "没有这个", "\n"])
def test_nothing_is_found_quietly(query: str) -> None:
    assert len(INDEX.find(query)) == 0


def test_top_lists_each_thing_once_by_articles() -> None:
    assert [hit.id for hit in INDEX.top("institution", 3)] == ["institution/4", "institution/2", "institution/1"]


@given(st.lists(st.text("水务局市委ab", min_size=1, max_size=6), max_size=20), st.text("水务局市委ab", min_size=1, max_size=2))
def test_what_contains_the_query_is_found_and_nothing_else_while_it_is(names: list[str], query: str) -> None:
    index = Index(Label(f"person/{number}", "person", name, False, 1) for number, name in enumerate(names))
    expected = {f"person/{number}" for number, name in enumerate(names) if query in name}
    found = {hit.id for hit in index.find(query)}
    assert found == expected if expected else all(hit.rank == WORDS for hit in index.find(query))


def test_the_index_of_a_store(graph: Graph) -> None:
    index = graph.index
    assert index.sizes == {"person": 3, "institution": 2, "event": 2, "document": 1, "place": 1, "article": 3}
    assert [hit.id for hit in index.find("小何")] == [MAYOR]
    assert [(hit.id, hit.weight) for hit in index.find("林知远") if hit.kind == "person"] == [(PERSON, 2)]
    assert {hit.id for hit in index.find("临州市委")} >= {PARTY}
    assert index.find(MEETING)[0].kind == "event"
