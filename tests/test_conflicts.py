"""Contradictions: what is one, what only looks like one, and both sentences of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.conflicts import Conflict, conflicts
from kg.errors import StoreError
from kg.link import link
from kg.model import Reading
from kg.packing import content, pack
from kg.store import Made, Store, Writer
from tests.link.world import article, event, post, reading


def found(path: Path, readings: list[Reading]) -> list[Conflict]:
    with Writer(path) as writer:
        writer.add((r.article.id, content(r.article), "1", pack(r)) for r in readings)
        writer.replace_graph([], Made("1", writer.contents(), link(readings)))
    with Store(path) as store:
        return conflicts(store)


def holder(number: int, name: str, day: str, place: str = "吉林省", role: str = "省长", **more: str) -> Reading:
    one = article(number, f"{place}{role}{name}今天出席会议。", day)
    return reading(one, (name,), (place,), (post(one, name, role, place, **more),))


def test_two_holders_of_one_seat(tmp_path: Path) -> None:
    readings = [
        holder(1, "赵万川", "2024-01-01"),
        holder(2, "钱无涯", "2024-07-01", begin="2024-02-01"),
        holder(3, "赵万川", "2024-07-01"),
    ]
    (one,) = [c for c in found(tmp_path, readings) if c.kind == "holders"]
    assert one.about.endswith("省长")
    assert {one.one.label, one.two.label} == {"赵万川", "钱无涯"}
    assert {one.one.sentence, one.two.sentence} == {"吉林省省长赵万川今天出席会议。", "吉林省省长钱无涯今天出席会议。"}


def test_two_holders_in_one_sentence_are_no_conflict(tmp_path: Path) -> None:
    one = article(1, "吉林省省长赵万川、吉林省省长钱无涯今天出席会议。", "2024-01-01")
    posts = (post(one, "赵万川", "省长", "吉林省"), post(one, "钱无涯", "省长", "吉林省"))
    told = reading(one, ("赵万川", "钱无涯"), ("吉林省",), posts)
    assert [c for c in found(tmp_path, [told]) if c.kind == "holders"] == []


@pytest.mark.parametrize(
    "readings",
    [
        [holder(1, "赵万川", "2024-01-01"), holder(2, "钱无涯", "2024-06-01")],
        [holder(1, "赵万川", "2024-01-01", role="副省长"), holder(2, "钱无涯", "2024-01-01", role="副省长")],
        [holder(1, "赵万川", "2024-01-01"), holder(2, "钱无涯", "2024-01-01", place="云南省")],
        [holder(1, "赵万川", "2024-03-01"), holder(2, "钱无涯", "2024-03-01", begin="2024-03-01")],
        [
            holder(1, "赵万川", "2024-05-01", begin="2023-01-01", end="2024-03-01"),
            holder(2, "钱无涯", "2024-05-01", begin="2024-03-01"),
        ],
    ],
    ids=["one after the other", "many seats", "two provinces", "the last report on the day of the next", "handed over on a day"],
)
def test_what_is_no_conflict_of_holders(tmp_path: Path, readings: list[Reading]) -> None:
    assert [c for c in found(tmp_path, readings) if c.kind == "holders"] == []


def test_two_posts_that_exclude_each_other(tmp_path: Path) -> None:
    one = article(1, "吉林省省长赵万川出席。云南省省长赵万川讲话。", "2024-01-01")
    both = reading(one, ("赵万川",), (), (post(one, "赵万川", "省长", "吉林省"), post(one, "赵万川", "省长", "云南省")))
    (conflict,) = [c for c in found(tmp_path, [both]) if c.kind == "posts"]
    assert (conflict.about, conflict.day) == ("赵万川", "2024-01-01")
    assert {conflict.one.label, conflict.two.label} == {"吉林省省长", "云南省省长"}


def test_two_posts_that_go_together(tmp_path: Path) -> None:
    one = article(1, "吉林省委副书记、省长赵万川出席。", "2024-01-01")
    both = reading(
        one, ("赵万川",), ("吉林省委",), (post(one, "赵万川", "省长", "吉林省"), post(one, "赵万川", "书记", "吉林省委"))
    )
    assert [c for c in found(tmp_path, [both]) if c.kind == "posts"] == []


def test_two_days_for_one_event(tmp_path: Path) -> None:
    readings = []
    for number, day in ((1, "2024-05-01"), (2, "2024-05-01"), (3, "2024-05-02")):
        one = article(number, "全省河湖治理工作会议召开。", "2024-05-03")
        readings.append(reading(one, (), (), (event(one, "meeting", "全省河湖治理工作会议", day),)))
    (conflict,) = found(tmp_path, readings)
    assert (conflict.kind, conflict.about, conflict.day) == ("dates", "全省河湖治理工作会议", "2024-05-01")
    assert (conflict.one.label, conflict.two.label) == ("2024-05-01", "2024-05-02")
    assert found(tmp_path / "agreed", readings[:2]) == []


def test_a_store_of_an_older_version(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        writer.replace_graph([])
    with Store(tmp_path) as store, pytest.raises(StoreError, match="no build of this version has ended here"):
        conflicts(store)
