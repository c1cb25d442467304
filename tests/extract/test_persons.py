"""Persons: the table of cases, the fullest name, every place where a name stands."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Article, Mention
from kg.nameshapes import chinese_shape
from tests.extract.cases import Case, cases, check_share, check_strong

TABLE = "persons"
# The share of the table that was read right when this was last measured.
FLOOR = 0.9


def people(text: str, byline: tuple[str, ...] = ()) -> list[Mention]:
    return [m for m in extract(Article("case", "", text, 0, byline=byline)).mentions if m.kind == "person"]


@pytest.mark.parametrize("case", [c for c in cases(TABLE) if c.strength == "strong"], ids=lambda c: c.text)
def test_strong_case(case: Case) -> None:
    check_strong(TABLE, case)


def test_share_of_the_table() -> None:
    check_share(TABLE, FLOOR)


@pytest.mark.parametrize("word", ["应约同", "应邀同", "采访时"])
def test_a_word_and_what_follows_it_has_no_shape_of_a_name(word: str) -> None:
    assert not chinese_shape(word)


def test_there_are_enough_cases() -> None:
    assert len(cases(TABLE)) >= 100


def test_a_name_is_found_at_every_place() -> None:
    text = "市长龚华主持会议。龚华要求加快进度。会后，龚华到工地察看。"
    assert [m.start for m in people(text)] == [2, 9, 21]
    assert {m.name for m in people(text)} == {"龚华"}


def test_a_later_surname_bears_the_full_name() -> None:
    text = "秘书长伊琳娜·科瓦奇昨天抵达。科瓦奇说，她期待合作。"
    assert [(m.text, m.name) for m in people(text)] == [("伊琳娜·科瓦奇", "伊琳娜·科瓦奇"), ("科瓦奇", "伊琳娜·科瓦奇")]


def test_who_signs_is_not_in_the_news() -> None:
    text = "市长龚华说，桥年底能通车。周启文"
    assert {m.name for m in people(text, byline=("周启文",))} == {"龚华"}


def test_a_name_is_read_behind_the_headline() -> None:
    text = "大桥通车\n市长龚华出席仪式。"
    article = Article("case", "大桥通车", text, 5)
    assert [(m.start, m.text) for m in extract(article).mentions if m.kind == "person"] == [(7, "龚华")]
