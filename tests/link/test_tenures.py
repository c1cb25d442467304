"""Who held a post when."""

from __future__ import annotations

from kg.link import link
from kg.model import Tenure
from tests.link.world import article, post, reading


def _tenures(*reports: tuple[str, str, dict[str, object]]) -> list[Tenure]:
    readings = []
    for number, (person, day, more) in enumerate(reports, 1):
        told = article(number, f"吉林省省长{person}出席。", day)
        readings.append(reading(told, (person,), (), (post(told, person, "省长", "吉林省", **more),)))
    return sorted(link(readings).tenures, key=lambda t: t.first_attested or "")


def test_reports_make_an_interval() -> None:
    (tenure,) = _tenures(("赵万川", "2023-02-01", {}), ("赵万川", "2024-03-01", {}))
    assert (tenure.first_attested, tenure.last_attested, tenure.begin, tenure.end) == (
        "2023-02-01",
        "2024-03-01",
        None,
        None,
    )
    assert len(tenure.claims) == 2


def test_stated_begin_and_end() -> None:
    (tenure,) = _tenures(("赵万川", "2023-02-01", {"begin": "2023-01-30"}), ("赵万川", "2024-03-01", {"end": "2024-03-01"}))
    assert (tenure.begin, tenure.end) == ("2023-01-30", "2024-03-01")


def test_another_holder_in_between_parts_two_terms() -> None:
    found = _tenures(
        ("赵万川", "2023-02-01", {}),
        ("钱万山", "2023-06-01", {"begin": "2023-06-01"}),
        ("赵万川", "2024-03-01", {}),
    )
    assert [t.first_attested for t in found] == ["2023-02-01", "2023-06-01", "2024-03-01"]
    assert any("钱万山" in reason for reason in found[2].because)


def test_a_late_report_of_the_outgoing_opens_no_new_term() -> None:
    found = _tenures(
        ("赵万川", "2023-02-01", {}),
        ("钱万山", "2023-06-01", {"begin": "2023-06-01"}),
        ("赵万川", "2023-06-10", {}),
        ("钱万山", "2023-07-01", {}),
        ("钱万山", "2023-09-01", {}),
    )
    assert [(t.first_attested, t.last_attested) for t in found] == [("2023-02-01", "2023-06-10"), ("2023-06-01", "2023-09-01")]


def test_a_bare_title_belongs_where_other_articles_write_it() -> None:
    one, two = article(1, "古巴总理巴利亚斯出席。", "2024-01-01"), article(2, "客人会见巴利亚斯总理。", "2024-01-02")
    readings = [
        reading(one, ("巴利亚斯",), (), (post(one, "巴利亚斯", "总理", "古巴"),), places=("古巴",)),
        reading(two, ("巴利亚斯",), (), (post(two, "巴利亚斯", "总理", "国务院", title="总理"),)),
    ]
    (tenure,) = link(readings).tenures
    assert len(tenure.claims) == 2


def test_a_foreigner_holds_no_post_of_china_by_a_bare_title() -> None:
    told = article(1, "当年，巴利亚斯总理到访。", "2024-01-01")
    (tenure,) = link([reading(told, ("巴利亚斯",), (), (post(told, "巴利亚斯", "总理", "国务院", title="总理"),))]).tenures
    assert tenure.organization is None


def test_a_former_post_is_a_tenure_of_its_own_and_ends_the_active_one() -> None:
    active, former = _tenures(("赵万川", "2023-02-01", {}), ("赵万川", "2024-03-01", {"former": True, "end": "2024-02-28"}))
    assert (active.former, active.end) == (False, "2024-02-28")
    assert former.former
