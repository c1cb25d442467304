"""Which body a name means in its article."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.lexicon import parse
from kg.link import link
from tests.link.world import article, reading

_TABLE = Path(__file__).parent.parent / "cases" / "link_bodies.tsv"
CASES = parse(_TABLE.read_text(encoding="utf-8"), str(_TABLE))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"])
def test_a_name_means_the_body_of_its_place(case: dict[str, str]) -> None:
    told = article(1, case["text"], place=case["place"] or None)
    (entity,) = [e for e in link([reading(told, bodies=(case["name"],))]).entities if e.kind == "institution"]
    assert entity.labels[0] == case["label"]
    assert case["name"] in entity.labels


def test_short_and_full_names_are_one_and_say_why() -> None:
    one, two = article(1, "浙江省委全会召开。"), article(2, "浙江召开会议，省委提出要求。")
    (entity,) = [
        e for e in link([reading(one, bodies=("浙江省委",)), reading(two, bodies=("省委",))]).entities if e.kind == "institution"
    ]
    assert [r.article for r in entity.owns] == ["a1", "a2"]
    assert any("省委" in reason and "浙江省" in reason for reason in entity.because)


def test_one_short_name_in_two_provinces_is_two_bodies() -> None:
    one, two = article(1, "浙江召开会议，省委提出要求。"), article(2, "河南召开会议，省委提出要求。")
    found = [
        e for e in link([reading(one, bodies=("省委",)), reading(two, bodies=("省委",))]).entities if e.kind == "institution"
    ]
    assert len(found) == 2
    assert all("省委" in e.labels for e in found)


@pytest.mark.parametrize(
    ("name", "other"), [("中组部", "中央组织部"), ("国家发改委", "国家发展改革委"), ("银保监会", "金融监管总局")]
)
def test_names_of_one_organ_are_one(name: str, other: str) -> None:
    one, two = article(1, f"{name}今天发文。"), article(2, f"{other}今天发文。")
    linking = link([reading(one, bodies=(name,)), reading(two, bodies=(other,))])
    assert len([e for e in linking.entities if e.kind == "institution"]) == 1
