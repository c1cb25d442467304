"""What changed between two linkings: followed by what things own, not by their ids."""

from __future__ import annotations

from kg.changes import Change, compare, lost_posts, summary
from kg.link import link
from kg.model import Linking, Reading
from kg.verdicts import Verdict, reference
from tests.link.world import article, event, post, reading


def told(number: int, name: str, day: str) -> Reading:
    one = article(number, f"吉林省省长{name}讲话。", day)
    return reading(one, (name,), (), (post(one, name, "省长", "吉林省"), event(one, "meeting", f"{name}座谈会", day, (name,))))


ONE, TWO, OTHER = told(2, "赵万川", "2023-01-01"), told(3, "赵万川", "2023-06-01"), told(4, "钱无涯", "2024-01-01")


def kinds(changes: tuple[Change, ...]) -> set[tuple[str, str, str]]:
    return {(change.kind, change.what, change.label) for change in changes}


def test_the_same_is_no_change() -> None:
    assert compare(link([ONE, TWO]), link([TWO, ONE]), True) == ()
    assert summary(()) == "nothing gained, lost, merged or split"


def test_what_comes_and_goes() -> None:
    few, more = link([ONE]), link([ONE, OTHER])
    gained = compare(few, more, True)
    assert kinds(gained) == {
        ("person", "gained", "钱无涯"),
        ("post", "gained", "吉林省省长 钱无涯"),
        ("event", "gained", "钱无涯座谈会"),
    }
    lost = compare(more, few, True)
    assert {what for _, what, _ in kinds(lost)} == {"lost"}
    assert lost_posts(lost) == 1
    assert summary(lost) == "persons: 1 lost; posts: 1 lost; events: 1 lost"


def test_another_id_for_the_same_is_no_change() -> None:
    """The first article gives a person's id; one that comes before it changes the id and nothing else."""
    earlier = told(1, "赵万川", "2022-01-01")
    before, after = link([ONE]), link([earlier, ONE])
    people = [{e.id for e in linking.entities if e.kind == "person"} for linking in (before, after)]
    assert people[0] != people[1]
    assert [c for c in compare(before, after, True) if c.kind in ("person", "post")] == []


def test_one_becomes_two_and_two_become_one() -> None:
    left, right = reference("a2#赵万川"), reference("a3#赵万川")
    assert left is not None
    assert right is not None
    whole = link([ONE, TWO])
    parted = link([ONE, TWO], [Verdict("different", "person", left, right, "2026-06-03", "", "")])
    split = [c for c in compare(whole, parted, True) if c.kind == "person"]
    assert [(c.what, len(c.others)) for c in split] == [("split", 2)]
    merged = [c for c in compare(parted, whole, True) if c.kind == "person"]
    assert [(c.what, len(c.others)) for c in merged] == [("merged", 2)]
    assert merged[0].line.startswith("merged\tperson\tperson/赵万川-")
    assert str(merged[0]).startswith("merged person 赵万川 (from person/")


def test_by_other_rules_a_post_is_known_by_what_it_says() -> None:
    """Other rules may find one claim more in an article; then the numbers of the others change."""
    one = article(2, "吉林省省长赵万川讲话。", "2023-01-01")
    more = reading(one, ("赵万川",), (), (event(one, "meeting", "会见", "2023-01-01"), *ONE.claims))
    assert compare(link([ONE]), link([more]), False) == tuple(
        c for c in compare(link([ONE]), link([more]), False) if (c.kind, c.what, c.label) == ("event", "gained", "会见")
    )


def test_nothing_at_all() -> None:
    assert compare(Linking((), (), ()), Linking((), (), ()), True) == ()
