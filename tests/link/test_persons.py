"""Who is one person and who is two. All names are invented."""

from __future__ import annotations

from kg.link import link
from kg.model import Reading
from tests.link.world import article, owner, post, reading


def _one(readings: list[Reading], first: str, second: str, name: str, other: str | None = None) -> bool:
    linking = link(readings)
    return owner(linking, "person", first, name) == owner(linking, "person", second, other or name)


def test_same_post_joins() -> None:
    one, two = (
        article(1, "吉林省省长赵万川出席。", "2023-01-01"),
        article(2, "吉林省省长赵万川讲话。", "2024-01-01"),
    )
    readings = [reading(a, ("赵万川",), ("吉林省政府",), (post(a, "赵万川", "省长", "吉林省"),)) for a in (one, two)]
    assert _one(readings, "a1", "a2", "赵万川")


def test_a_career_that_moves_on_is_one_person() -> None:
    one, two = article(1, "吉林省省长赵川。", "2023-01-01"), article(2, "云南省委书记赵川。", "2024-06-01")
    readings = [
        reading(one, ("赵川",), (), (post(one, "赵川", "省长", "吉林省"),)),
        reading(two, ("赵川",), ("云南省委",), (post(two, "赵川", "书记", "云南省委"),)),
    ]
    assert _one(readings, "a1", "a2", "赵川")


def test_a_villager_is_no_governor() -> None:
    one, two = (
        article(1, "吉林省省长赵川。", "2023-01-01"),
        article(2, "村民赵川种了十亩水稻。", "2023-02-01"),
    )
    readings = [reading(one, ("赵川",), (), (post(one, "赵川", "省长", "吉林省"),)), reading(two, ("赵川",))]
    assert not _one(readings, "a1", "a2", "赵川")


def test_two_villagers_of_a_common_name_stay_apart() -> None:
    one, two = (
        article(1, "村民赵川种了十亩水稻。", "2023-01-01"),
        article(2, "司机赵川每天跑两趟。", "2024-02-01"),
    )
    assert not _one([reading(one, ("赵川",)), reading(two, ("赵川",))], "a1", "a2", "赵川")


def test_one_surname_in_two_countries_is_two_persons() -> None:
    one, two = article(1, "古巴外长巴利亚斯表示。"), article(2, "阿根廷总统巴利亚斯表示。")
    readings = [
        reading(one, ("巴利亚斯",), (), (post(one, "巴利亚斯", "外长", "古巴"),), places=("古巴",)),
        reading(two, ("巴利亚斯",), (), (post(two, "巴利亚斯", "总统", "阿根廷"),), places=("阿根廷",)),
    ]
    assert not _one(readings, "a1", "a2", "巴利亚斯")


def test_one_foreign_name_and_title_with_and_without_its_body_is_one() -> None:
    one, two = article(1, "古巴议长巴利亚斯表示。", "2024-01-01"), article(2, "古巴媒体说，议长巴利亚斯表示。", "2024-06-01")
    readings = [
        reading(one, ("巴利亚斯",), (), (post(one, "巴利亚斯", "议长", "古巴"),), places=("古巴",)),
        reading(two, ("巴利亚斯",), (), (post(two, "巴利亚斯", "议长", None, title="议长"),), places=("古巴",)),
    ]
    assert _one(readings, "a1", "a2", "巴利亚斯")


def test_a_note_in_a_list_tells_a_name_from_its_known_bearer() -> None:
    known = [article(n, "吉林省省长赵川出席。", f"2023-0{n}-01") for n in range(1, 5)]
    names = ("钱甲", "孙乙", "李丙", "周丁", "吴戊", "郑己", "王庚", "冯辛", "陈壬", "褚癸", "卫子", "蒋丑", "沈寅")
    plain, noted = (
        article(5, "、".join((*names, "赵川")), "2023-05-01"),
        article(6, "、".join((*names, "赵川（云南）")), "2023-05-01"),
    )
    readings = [reading(a, ("赵川",), (), (post(a, "赵川", "省长", "吉林省"),)) for a in known]
    readings += [reading(a, (*names, "赵川")) for a in (plain, noted)]
    assert _one(readings, "a1", "a5", "赵川")
    assert not _one(readings, "a1", "a6", "赵川")


def test_surname_and_full_name_in_one_post_are_one() -> None:
    one, two = article(1, "古巴外长巴利亚斯表示。"), article(2, "古巴外交部长何塞·巴利亚斯表示。")
    readings = [
        reading(one, ("巴利亚斯",), (), (post(one, "巴利亚斯", "外长", "古巴"),)),
        reading(two, ("何塞·巴利亚斯",), (), (post(two, "何塞·巴利亚斯", "外交部长", "古巴"),)),
    ]
    assert _one(readings, "a1", "a2", "巴利亚斯", "何塞·巴利亚斯")


def test_two_posts_at_one_time_in_two_provinces_are_two_persons() -> None:
    days = ["2023-01-01", "2023-06-01", "2023-03-01", "2023-04-01"]
    told = [article(n, "赵川出席。", day) for n, day in enumerate(days, 1)]
    posts = [("省长", "吉林省"), ("省长", "吉林省"), ("书记", "云南省委"), ("书记", "云南省委")]
    readings = [reading(a, ("赵川",), (), (post(a, "赵川", *p),)) for a, p in zip(told, posts, strict=True)]
    assert not _one(readings, "a1", "a3", "赵川")
    assert _one(readings, "a1", "a2", "赵川")
