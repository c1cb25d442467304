"""Institutions: the table of cases, kinds, names that share a place or a body."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest

from kg.extract import extract
from kg.model import Article, InstitutionKind, Mention
from tests.extract.cases import Case, cases, check_share, check_strong, readings

TABLE = "institutions"
# The share of the table that was read right when this was last measured.
FLOOR = 0.95


def bodies(text: str) -> list[Mention]:
    return [m for m in extract(Article("case", "", text, 0)).mentions if m.kind == "institution"]


@pytest.mark.parametrize("case", [c for c in cases(TABLE) if c.strength == "strong"], ids=lambda c: c.text)
def test_strong_case(case: Case) -> None:
    check_strong(TABLE, case)


def test_share_of_the_table() -> None:
    check_share(TABLE, FLOOR)


def test_there_are_enough_cases() -> None:
    assert len(cases(TABLE)) >= 100


def test_every_body_has_a_known_kind() -> None:
    kinds = {m.detail for reading in readings(TABLE).values() for m in reading.mentions if m.kind == "institution"}
    assert kinds <= set(get_args(InstitutionKind))
    assert len(kinds) > 8


def test_no_body_overlaps_another() -> None:
    for reading in readings(TABLE).values():
        found = [m for m in reading.mentions if m.kind == "institution"]
        assert all(a.end <= b.start for a, b in itertools.pairwise(found)), reading.article.text


@pytest.mark.parametrize("before", ["据", "由", "向", "对", "经", "在", "从", "与", "和", "将"])
def test_a_preposition_is_no_part_of_the_name(before: str) -> None:
    assert [m.text for m in bodies(f"此事{before}省地震局说明。")] == ["省地震局"]


@pytest.mark.parametrize("join", ["和", "与", "及", "、", "以及", "会同"])
def test_two_bodies_joined_are_two(join: str) -> None:
    assert [m.text for m in bodies(f"省民政厅{join}省财政厅印发办法。")] == ["省民政厅", "省财政厅"]
