"""Which body a name means in its article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.lexicon import parse
from kg.link import link
from kg.model import Evidence, Mention, Reading
from tests.link.world import article, post, reading

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


def test_a_ministry_abroad_bears_its_bare_name_only_where_that_is_written_alone() -> None:
    told = article(1, "古巴外交部长巴利亚斯表示，古巴外交部已发表声明。")
    full = reading(told, ("巴利亚斯",), ("外交部=古巴外交部",), (post(told, "巴利亚斯", "部长", "古巴外交部"),))
    title = Mention(told.id, 2, 6, "post", "外交部长", "外交部长")
    only = Reading(told, (*(m for m in full.mentions if m.start < 6), title), full.claims)
    (entity,) = [e for e in link([only]).entities if e.kind == "institution"]
    assert "外交部" not in entity.labels


def test_an_understood_body_is_that_of_the_place_before_its_post() -> None:
    told = article(1, "浙江召开会议。\n河南代表团抵达，省长赵万川讲话。")
    made = reading(told, ("赵万川",), (), (replace(post(told, "赵万川", "省长", "省政府"), evidence=Evidence(16, 21, "test")),))
    (entity,) = [e for e in link([made]).entities if e.kind == "institution"]
    assert entity.labels[0].startswith("河南省")


@pytest.mark.parametrize(
    ("name", "other"), [("中组部", "中央组织部"), ("国家发改委", "国家发展改革委"), ("银保监会", "金融监管总局")]
)
def test_names_of_one_organ_are_one(name: str, other: str) -> None:
    one, two = article(1, f"{name}今天发文。"), article(2, f"{other}今天发文。")
    linking = link([reading(one, bodies=(name,)), reading(two, bodies=(other,))])
    assert len([e for e in linking.entities if e.kind == "institution"]) == 1
