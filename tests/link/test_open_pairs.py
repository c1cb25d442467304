"""What the reasons leave open is listed, best first; what is joined, forbidden or judged is not."""

from __future__ import annotations

from kg.link import OpenPair, join, open_pairs, see
from kg.model import Reading
from kg.verdicts import Verdict, reference
from tests.link.world import article, event, reading


def pairs(readings: list[Reading], *verdicts: Verdict) -> list[OpenPair]:
    seen = [see(reading) for reading in readings]
    return open_pairs(seen, verdicts, join(seen, verdicts))


def judged(word: str, kind: str, left: str, right: str) -> Verdict:
    one, two = reference(left), reference(right)
    assert one is not None
    assert two is not None
    return Verdict(word, kind, one, two, "2026-06-03", "", "")


def _people() -> list[Reading]:
    """Two bare names of three characters, months apart, beside nothing that both have."""
    one, two = article(1, "林野川写了一首诗。", "2023-01-01"), article(2, "林野川来了。", "2024-01-01")
    return [reading(one, ("林野川",)), reading(two, ("林野川",))]


def test_two_bearers_of_a_name() -> None:
    (pair,) = pairs(_people())
    assert (pair.kind, pair.label, pair.left.article, pair.right.article) == ("person", "林野川", "a1", "a2")
    assert pair.because == ("a name that few share",)


def test_what_a_person_judged_is_not_asked_again() -> None:
    for word in ("same", "different"):
        assert pairs(_people(), judged(word, "person", "a1#林野川", "a2#林野川")) == []


def test_two_reports_that_nearly_are_one_event() -> None:
    readings = []
    for number, name in ((1, "全省河湖治理工作推进会"), (2, "河湖治理工作现场推进会")):
        one, day = article(number, f"{name}在吉林省召开。"), f"2024-05-0{number}"
        readings.append(reading(one, (), (), (event(one, "meeting", name, day, (), places=("吉林省",)),)))
    (pair,) = pairs(readings)
    assert pair.kind == "event"
    assert pair.because == ("names alike", "same place")
    left, right = (f"{side.article}#{side.name}" for side in (pair.left, pair.right))
    assert pairs(readings, judged("same", "event", left, right)) == []
    assert pairs(readings, judged("different", "event", left, right)) == []
