"""Which reports tell one event."""

from __future__ import annotations

from dataclasses import replace

from kg.link import link
from kg.model import Event, Reading
from tests.link.world import article, event, post, reading


def _events(*claims: tuple[str, dict[str, object]]) -> int:
    readings: list[Reading] = []
    for number, (day, more) in enumerate(claims, 1):
        told = article(number, "甲县发生地震。防汛会议召开。", day)
        made: Event = event(told, more.pop("kind", "meeting"), more.pop("name"), more.pop("day", day), **more)  # type: ignore[arg-type]
        places = made.places
        readings.append(reading(told, claims=(made,), places=places))
    return len(link(readings).occurrences)


def test_one_meeting_in_two_articles() -> None:
    assert (
        _events(
            ("2024-05-01", {"name": "全省防汛工作会议"}),
            ("2024-05-02", {"name": "全省防汛工作会议", "day": "2024-05-01"}),
        )
        == 1
    )


def test_a_series_stays_apart() -> None:
    assert _events(("2024-05-01", {"name": "全省防汛工作会议"}), ("2024-05-21", {"name": "全省防汛工作会议"})) == 2


def test_numbers_keep_apart() -> None:
    assert _events(("2024-05-01", {"name": "第八次集体学习"}), ("2024-05-01", {"name": "第九次集体学习"})) == 2


def test_sessions_of_one_congress_stay_apart() -> None:
    one = {"name": "十四届全国人大一次会议主席团第三次会议"}
    two = {"name": "十四届全国人大二次会议主席团第三次会议"}
    assert _events(("2024-05-01", dict(one)), ("2024-05-01", dict(two))) == 2


def test_a_numbered_forum_in_its_town_and_in_its_hall() -> None:
    one = {"kind": "ceremony", "name": "第三届河湖治理论坛开幕式", "places": ("甲县",)}
    two = {"kind": "ceremony", "name": "第三届河湖治理论坛开幕式", "places": ("防汛会议",)}
    assert _events(("2024-05-01", dict(one)), ("2024-05-01", dict(two))) == 1


def test_a_mention_without_a_date_belongs_to_the_last_one() -> None:
    assert (
        _events(
            ("2024-05-01", {"name": "全省防汛工作会议"}),
            ("2024-05-20", {"name": "全省防汛工作会议", "day": None, "core": False}),
        )
        == 1
    )


def test_two_quakes_on_one_day_in_two_countries() -> None:
    one = {"kind": "incident", "name": "发生地震", "places": ("尼泊尔",)}
    two = {"kind": "incident", "name": "发生地震", "places": ("墨西哥",)}
    assert _events(("2024-05-01", dict(one)), ("2024-05-01", dict(two))) == 2


def test_talks_within_a_visit_are_part_of_it() -> None:
    told = article(1, "秘鲁总统卡萨雷斯访问上海。", "2024-05-01")
    visit = replace(event(told, "visit", "卡萨雷斯访问上海", "2024-05-01", ("卡萨雷斯",), places=("上海",)), end="2024-05-04")
    later = article(2, "市长赵万川会见卡萨雷斯。", "2024-05-02")
    talks = event(later, "talks", "赵万川会见卡萨雷斯", "2024-05-02", ("赵万川", "卡萨雷斯"), places=("上海",))
    readings = [
        reading(told, ("卡萨雷斯",), claims=(visit, post(told, "卡萨雷斯", "总统", "秘鲁")), places=("上海",)),
        reading(later, ("卡萨雷斯", "赵万川"), claims=(talks, post(later, "卡萨雷斯", "总统", "秘鲁")), places=("上海",)),
    ]
    found = {o.type: o for o in link(readings).occurrences}
    assert found["talks"].part_of == found["visit"].id
    assert found["visit"].part_of is None


def test_one_quake_reported_for_days() -> None:
    first = {"kind": "incident", "name": "尼泊尔发生6.1级地震", "places": ("尼泊尔",)}
    later = {"kind": "incident", "name": "地震死亡人数上升", "places": ("尼泊尔",)}
    assert _events(("2024-05-01", dict(first)), ("2024-05-06", dict(later))) == 1


def test_an_appointment_in_the_order_and_in_the_session() -> None:
    one = {"kind": "appointment", "name": "任命赵万川为部长", "persons": ("赵万川",)}
    two = {"kind": "appointment", "name": "会议决定任命赵万川为部长", "persons": ("赵万川",)}
    assert _events(("2024-05-01", dict(one)), ("2024-05-01", dict(two))) == 1
