"""Which reports tell one event."""

from __future__ import annotations

from kg.link import link
from kg.model import Event, Reading
from tests.link.world import article, event, reading


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
    assert (
        _events(("2024-05-01", {"name": "全省防汛工作会议"}), ("2024-05-21", {"name": "全省防汛工作会议"}))
        == 2
    )


def test_numbers_keep_apart() -> None:
    assert (
        _events(("2024-05-01", {"name": "第八次集体学习"}), ("2024-05-01", {"name": "第九次集体学习"})) == 2
    )


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
