"""Dates: the case table, the rules' examples, offsets, and that no input makes the grammar slow."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.datewords import number
from kg.extract.dates import RULES, calendar, find_dates
from kg.model import Article, Mention
from kg.text import fold
from tests.extract.growth import growth, repeated

CASES = Path(__file__).parents[2] / "cases" / "dates.tsv"


def rows() -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def article(text: str, published: str | None = "2026-06-03") -> Article:
    return Article("case", "", text, 0, published)


def shown(mention: Mention) -> str:
    if mention.period is None:
        return f"{mention.text}=?"
    start, end = mention.period.start, mention.period.end
    return f"{mention.text}={start}" if start == end else f"{mention.text}={start}..{end}"


@pytest.mark.parametrize("row", [r for r in rows() if r["strength"] == "strong"], ids=lambda r: r["text"])
def test_strong_case(row: dict[str, str]) -> None:
    found = " | ".join(shown(m) for m in find_dates(article(row["text"], row["published"] or None))) or "-"
    assert found == row["expected"]


def test_most_weak_cases() -> None:
    weak = [r for r in rows() if r["strength"] == "weak"]
    right = [
        r
        for r in weak
        if (" | ".join(shown(m) for m in find_dates(article(r["text"], r["published"] or None))) or "-") == r["expected"]
    ]
    assert len(right) >= 0.8 * len(weak)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_every_rule_matches_its_example(rule) -> None:
    assert rule.pattern.search(fold(rule.example))


@pytest.mark.parametrize(
    ("written", "value"),
    [("二十四", 24), ("十", 10), ("十一", 11), ("三十", 30), ("廿三", 23), ("卅", 30), ("一九九八", 1998),
     ("二〇二三", 2023), ("元", 1), ("07", 7), ("十十", None), ("", None)],
)  # fmt: skip
def test_number(written: str, value: int | None) -> None:
    assert number(written) == value


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [("春节", 2024, "2024-02-10"), ("除夕", 2025, "2025-01-28"), ("中秋节", 2023, "2023-09-29"), ("清明节", 2024, "2024-04-04"),
     ("清明节", 2023, "2023-04-05"), ("冬至", 2023, "2023-12-22"), ("冬至", 2024, "2024-12-21"), ("立春", 2025, "2025-02-03"),
     ("立秋", 2024, "2024-08-07"), ("清明节", 2026, "2026-04-05"), ("清明节", 1998, "1998-04-05"), ("腊八节", 2024, "2024-01-18"),
     ("国庆节", 1999, "1999-10-01")],
)  # fmt: skip
def test_festival(name: str, year: int, day: str) -> None:
    assert calendar.festival(name, year) == day


def test_mentions_are_slices_of_the_original_text() -> None:
    text = "２０２３年５月６日，雨。到了７日（星期日）上午９：30，雨停。"
    for mention in find_dates(article(text)):
        assert text[mention.start : mention.end] == mention.text
        assert mention.period
        assert mention.name == f"{mention.period.start}/{mention.period.end}"


ALPHABET = "0123456789年月日号今昨明前去本上下当同次一二十至、—-（）“”《》。，\n世纪季度节春周点时分初底农历"


@given(st.text(alphabet=ALPHABET, max_size=60), st.sampled_from([None, "2024-02-29", "2026-01-01", "2025-12-31"]))
def test_any_text_gives_ordered_valid_slices(text: str, published: str | None) -> None:
    last = 0
    for mention in find_dates(article(text, published)):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end
        if mention.period:
            assert len(mention.period.start) == len(mention.period.end) in (4, 7, 10)
            assert mention.period.start <= mention.period.end


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "一",
        "2、",
        "1至",
        "2021、",
        "今年",
        "昨",
        "周",
        "“",
        "《今",
        "1月2日至",
        "上世纪",
        "年初",
        "7·2",
        "农历",
        "3日到",
        "2024-",
        "每年5",
    ],
)
def test_work_grows_with_the_text(unit: str) -> None:
    """100,000 hostile characters cost about four times 25,000: nothing grows with the square."""
    assert growth(lambda text: find_dates(article(text)), repeated(unit)) < 8
