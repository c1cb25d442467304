"""Quotations: the case table, the rules' examples, and growth on hostile input."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quotations import RULES, claim_quotations
from kg.lexicon import table, values
from kg.model import Article, Kind, Mention
from kg.text import fold
from tests.extract.growth import growth, repeated

CASES = Path(__file__).parents[1] / "cases" / "quotations.tsv"


def rows() -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def named(text: str, names: tuple[str, ...], kind: Kind) -> list[Mention]:
    found = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            found.append(Mention("case", at, at + len(name), kind, name, name))
            at = text.find(name, at + 1)
    return found


def mentions(row: dict[str, str]) -> list[Mention]:
    text = row["text"]
    return named(text, values(row["persons"]), "person") + named(text, values(row["bodies"]), "institution")


def shown(row: dict[str, str]) -> str:
    found = claim_quotations(Article("case", "", row["text"], 0), mentions(row))
    said = [f"{q.speaker}:{q.verb}:" + (f"“{q.text}”" if q.direct else q.text) for q in found]
    return " | ".join(said) or "-"


@pytest.mark.parametrize("row", [r for r in rows() if r["strength"] == "strong"], ids=lambda r: r["text"])
def test_strong_case(row: dict[str, str]) -> None:
    assert shown(row) == row["expected"]


def test_evidence_holds_speaker_verb_and_words() -> None:
    text = "天晴。李明昨天说，桥今年能通车。"
    (quotation,) = claim_quotations(Article("case", "", text, 0), named(text, ("李明",), "person"))
    assert text[quotation.evidence.start : quotation.evidence.end] == "李明昨天说，桥今年能通车"
    assert quotation.evidence.rule in {rule.name for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_every_rule_matches_its_example(rule) -> None:
    assert rule.pattern.search(fold(rule.example))


def test_kinds_of_verbs() -> None:
    assert {row["kind"] for row in table("reporting_verbs")} == {"speech", "statement", "writing"}


@given(st.text(alphabet="李明说：“”，。指出表示他\n强调桥", max_size=60))
def test_words_are_slices(text: str) -> None:
    article = Article("case", "", text, 0)
    for quotation in claim_quotations(article, named(text, ("李明",), "person")):
        assert quotation.text in text[quotation.evidence.start : quotation.evidence.end]
        assert quotation.speaker == "李明"


@pytest.mark.parametrize("unit", ["说：“", "“", "”说。", "李明说，", "称桥今年能通车", "。”李明", "。”桥说。"])
def test_work_grows_with_the_text(unit: str) -> None:
    """A text four times as long costs about four times as much, whatever it is made of."""

    def work(text: str) -> None:
        claim_quotations(Article("case", "", text, 0), named(text, ("李明",), "person"))

    assert growth(work, repeated(unit)) < 8
