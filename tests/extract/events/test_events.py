"""Events: every row of the tables reads its example, and the case table says what a careful reader would write down."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from kg.extract import extract
from kg.extract.events import claim_events
from kg.lexicon import Row, table, values
from kg.model import Article, Event
from tests.extract.events.marked import read, show

CASES = Path(__file__).resolve().parents[2] / "cases" / "events.tsv"


def _rows() -> Iterator[Row]:
    for name in ("event_verbs", "event_nouns"):
        yield from table(name)


@pytest.mark.parametrize("row", list(_rows()), ids=lambda row: row["rule"])
def test_every_rule_reads_its_example(row: Row) -> None:
    article, mentions = read(row["example"])
    events = claim_events(article, mentions, [])
    assert [(e.type, e.evidence.rule) for e in events] == [(row["type"], row["rule"])]


@pytest.mark.parametrize("row", table("event_frames"), ids=lambda row: row["frame"])
def test_every_frame_gives_its_role(row: Row) -> None:
    article, mentions = read(row["example"])
    who = {f"{p.person}:{p.role}" for event in claim_events(article, mentions, []) for p in event.participants}
    assert row["expected"] in who


def test_no_form_stands_in_two_rows_of_a_table() -> None:
    for name, column in (("event_verbs", "verb"), ("event_nouns", "noun"), ("event_frames", "verb")):
        forms = [form for row in table(name) for form in values(row[column])]
        assert sorted(form for form in set(forms) if forms.count(form) > 1) == []


def _cases() -> Iterator[tuple[str, str, str]]:
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        text, expected, strength = line.split("\t")
        yield text, expected, strength


@pytest.mark.parametrize(("text", "expected", "strength"), list(_cases()))
def test_case(text: str, expected: str, strength: str) -> None:
    title, _, body = text.rpartition(" // ")
    article, mentions = read(body, title)
    found = " ; ".join(show(event) for event in claim_events(article, mentions, []))
    if strength == "weak" and found != expected:
        pytest.xfail(f"known gap: {found}")
    assert found == expected


def test_a_congress_is_history_by_the_year_of_its_whole_name() -> None:
    article, mentions = read("[p:王伟]出席了党的十八大。", published="2012-12-01")
    assert [event.type for event in claim_events(article, mentions, [])] == ["meeting"]  # not 八大, of 1956


def test_evidence_and_names_point_into_the_article() -> None:
    for text, _, _ in _cases():
        article, mentions = read(text.rpartition(" // ")[2], text.rpartition(" // ")[0])
        people = {m.name for m in mentions if m.kind == "person"}
        for event in claim_events(article, mentions, []):
            assert 0 <= event.evidence.start < event.evidence.end <= len(article.text)
            assert {p.person for p in event.participants} <= people
            assert [p.rank for p in event.participants] == list(range(1, len(event.participants) + 1))


def test_the_home_of_who_strikes_is_no_scene() -> None:
    claims = extract(Article("case", "", "印度军方今天凌晨发射导弹。", 0, "2024-05-03")).claims
    assert [claim.places for claim in claims if isinstance(claim, Event)] == [()]


@pytest.mark.parametrize(("body", "places"), [("欧洲央行", ()), ("英国央行", ("英国",))])
def test_what_a_body_decides_is_in_its_country_and_in_no_part_of_the_world(body: str, places: tuple[str, ...]) -> None:
    claims = extract(Article("case", "", f"{body}6日决定下调利率。", 0, "2024-05-08")).claims
    assert [claim.places for claim in claims if isinstance(claim, Event)] == [places]


@pytest.mark.parametrize(("between", "places"), [(2, ("城北", "甲村")), (60, ("城北",))])
def test_a_stop_belongs_to_the_visit_told_shortly_before(between: int, places: tuple[str, ...]) -> None:
    text = "[d:2023年4月=2023-04]，[t:总书记][p:陈安]到[l:城北]考察。" + "大桥每天通车。" * between + "在[l:甲村]，大堤已经加高。"
    article, mentions = read(text)
    assert [event.places for event in claim_events(article, mentions, [])] == [places]


@pytest.mark.parametrize(
    "unit",
    [
        "会议",
        "[p:王伟]会见[p:李明]、",
        "[d:昨天=2024-05-01]在[l:上海]举行",
        "召开",
        "[i:市政府]与[p:王伟]，",
        "地震发生",
        "“",
        "第三届论坛",
        "\\n[p:王伟]\\n",
    ],
)
def test_work_grows_with_the_length_of_hostile_text(unit: str) -> None:
    def calls(times: int) -> int:
        article, mentions = read(unit * times)
        made = 0

        def count(frame: FrameType, event: str, arg: object) -> None:
            nonlocal made
            made += 1

        sys.setprofile(count)
        try:
            claim_events(article, mentions, [])
        finally:
            sys.setprofile(None)
        return made

    calls(2)  # the tables are read at the first call
    assert calls(1200) < 4 * 1.5 * calls(300) + 4000  # four times the text: squared work would be 16 times as much
