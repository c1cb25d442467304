"""Places: the case table, what mentions of one division share, and offsets on any text."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.places import find_places, gazetteer
from kg.extract.tagger import propose
from kg.model import Article, Mention

CASES = Path(__file__).parents[1] / "cases" / "places.tsv"


def rows() -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def find(text: str) -> list[Mention]:
    return find_places(Article("case", "", text, 0), propose([text])[0])


def shown(text: str) -> str:
    return "|".join(f"{m.text}={m.name}={m.detail}" for m in find(text)) or "-"


@pytest.mark.parametrize("row", [r for r in rows() if r["strength"] == "strong"], ids=lambda r: r["text"])
def test_strong_case(row: dict[str, str]) -> None:
    assert shown(row["text"]) == row["expected"]


def test_there_are_enough_cases() -> None:
    assert len(rows()) >= 80


def test_short_and_long_form_share_the_longest() -> None:
    assert {m.name for m in find("苏州很美。江苏省苏州市欢迎你。") if m.detail == "320500"} == {"苏州市"}


def test_only_the_short_form_stays_short() -> None:
    assert {m.name for m in find("苏州很美。我爱苏州。")} == {"苏州"}


@pytest.mark.parametrize("text", ["天山南北", "云南投资增长", "站台中部", "我们参加奥运会"])
def test_no_place_across_the_border_of_two_words(text: str) -> None:
    assert not [m for m in find(text) if m.text in ("山南", "南投", "台中", "加奥")]


@pytest.mark.parametrize("word", ["和平", "城区", "郊区", "新和", "朝阳", "来宾"])
def test_short_names_of_counties_are_not_read_alone(word: str) -> None:
    bearers = [place for hit in gazetteer().longest(word) for place in hit.value]
    assert bearers
    assert not any(place.sure for place in bearers)


def test_the_home_of_the_medium_tells_namesakes_apart() -> None:
    text = "朝阳区的居民来到公园。"
    article = Article("case", "", text, 0, place="吉林")
    assert [m.detail for m in find_places(article, propose([text])[0]) if m.text == "朝阳区"] == ["220104"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="上海市北京朝阳区县镇村的，。（）(金)刚果ＡB 南投山\n", max_size=40))
def test_a_mention_is_its_slice(text: str) -> None:
    for mention in find(text):
        assert text[mention.start : mention.end] == mention.text
