"""Documents: the case table, the rules' examples, and growth on hostile input."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.documents import RULES, find_documents
from kg.model import Article
from kg.text import fold
from tests.extract.growth import LONG, SHORT, growth, repeated

CASES = Path(__file__).parents[1] / "cases" / "documents.tsv"


def rows() -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def shown(text: str) -> str:
    found = find_documents(Article("case", "", text, 0))
    return " | ".join(m.text if m.text == m.name else f"{m.text}={m.name}" for m in found) or "-"


@pytest.mark.parametrize("row", [r for r in rows() if r["strength"] == "strong"], ids=lambda r: r["text"])
def test_strong_case(row: dict[str, str]) -> None:
    assert shown(row["text"]) == row["expected"]


def test_headline_takes_the_full_title_of_the_body() -> None:
    headline = "省政府印发《实施意见》"
    article = Article("case", headline, headline + "\n《关于防汛工作的实施意见》下发。", len(headline) + 1)
    assert {m.name for m in find_documents(article)} == {"关于防汛工作的实施意见"}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_every_rule_matches_its_example(rule) -> None:
    assert rule.pattern.search(fold(rule.example))


@given(st.text(alphabet="《》〈〉（）以下简称意见提出，。\n关于的报 ", max_size=60))
def test_mentions_are_slices(text: str) -> None:
    for mention in find_documents(Article("case", "", text, 0)):
        assert text[mention.start : mention.end] == mention.text
        assert mention.name in text


@pytest.mark.parametrize(
    "unit", ["《", "unique", "》", "《意》", "，意见提出", "（以下简称", "》（以下简称", "《意见》（以下简称《甲》）"]
)
def test_work_grows_with_the_text(unit: str) -> None:
    """A text four times as long costs about four times as much, whatever it is made of."""
    unique = tuple("".join(f"《第{i}号意见》" for i in range(length // 8)) for length in (SHORT, LONG))
    texts = unique if unit == "unique" else repeated(unit)
    assert growth(lambda text: find_documents(Article("case", "", text, 0)), texts) < 8
