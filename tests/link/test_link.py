"""The linking as a whole: every name has one owner, order does not matter, ids come from content."""

from __future__ import annotations

from kg.link import link
from kg.model import Reading
from tests.link.world import article, event, post, reading


def _world() -> list[Reading]:
    one = article(1, "吉林省省长赵万川在长春出席防汛会议，省委办公厅参加。《意见》印发。", "2023-01-01")
    two = article(2, "古巴外长巴利亚斯访问上海。", "2023-01-02")
    three = article(3, "村民赵万川说。", None)
    return [
        reading(
            one,
            ("赵万川",),
            ("省委办公厅",),
            (
                post(one, "赵万川", "省长", "吉林省"),
                event(one, "meeting", "防汛会议", "2023-01-01", ("赵万川",), places=("长春",)),
            ),
            places=("长春",),
            documents=("意见",),
        ),
        reading(two, ("巴利亚斯",), (), (post(two, "巴利亚斯", "外长", "古巴"),), places=("上海",)),
        reading(three, ("赵万川",)),
    ]


def test_order_of_readings_does_not_matter() -> None:
    assert link(_world()) == link(_world()[::-1])


def test_every_mention_and_claim_has_one_owner() -> None:
    readings, linking = _world(), link(_world())
    owned = [(e.kind, r.article, r.name) for e in linking.entities for r in e.owns]
    assert len(owned) == len(set(owned))
    mentioned = {(m.kind, m.article, m.name) for r in readings for m in r.mentions}
    assert mentioned <= set(owned)
    claims = [c for t in linking.tenures for c in t.claims] + [c for o in linking.occurrences for c in o.claims]
    assert len(claims) == len(set(claims)) == sum(len(r.claims) for r in readings)


def test_ids_are_unique_and_sorted() -> None:
    linking = link(_world())
    for things in (linking.entities, linking.tenures, linking.occurrences):
        ids = [thing.id for thing in things]
        assert ids == sorted(set(ids))


def test_nothing_in_nothing_out() -> None:
    assert link([]).entities == ()


def test_a_name_of_two_kinds_is_two_things() -> None:
    told = article(1, "白塔体育馆发布公告，比赛在白塔体育馆举行。")
    made = reading(told, bodies=("白塔体育馆",), places=("白塔体育馆",))
    kinds = [e.kind for e in link([made]).entities]
    assert sorted(kinds) == ["institution", "place"]


def test_a_short_name_stands_for_its_full_form_in_other_articles() -> None:
    one = article(1, "白塔纺织研究院（白纺院）成立。")
    full = reading(one, bodies=("白塔纺织研究院", "白纺院=白塔纺织研究院"))
    two = article(2, "白纺院今天招聘。")
    (entity,) = link([full, reading(two, bodies=("白纺院",))]).entities
    assert entity.labels[0] == "白塔纺织研究院"
    assert any("白纺院" in reason for reason in entity.because)
