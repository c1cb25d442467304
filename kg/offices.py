"""Offices: what the tables say of titles alone — who is abroad, which body a title implies, which titles are none without a body.

In: the tables posts, countries and loose_posts. Out: sets, each built once.
"""

from __future__ import annotations

from functools import cache

from kg.lexicon import table, values

# What a bare title implies at home, and not beside a foreign name or after a foreign body: 总理, 外交部长, 委员长.
STATE = ("国务院", "外交部", "国防部", "财政部")
NATIONAL = ("全国人大常委会", "中共中央", "中国", "全国人大", "中央委员会")
# What a 校长 heads.
SCHOOLS = ("大学", "学院", "学校", "中学", "小学")
LEVELS = "省市区县州旗镇乡"


@cache
def foreign_countries() -> tuple[str, ...]:
    """Names of countries but China's, the longest first."""
    names = {n for row in table("countries") if row["name"] != "中国" for n in (row["name"], *values(row["aliases"]))}
    return tuple(sorted(names, key=lambda n: (-len(n), n)))


@cache
def heads() -> frozenset[str]:
    """Heads of state and government and foreign ministers, by the posts that the table gives to a country."""
    return frozenset(row["post"] for row in table("posts") if row["of"] in ("(country)", "政府", "国务院", "外交部", "外务省"))


@cache
def top_seats() -> frozenset[str]:
    """Posts that the head of a party or a state holds together: 总书记, 国家主席, 中央军委主席."""
    return frozenset(("总书记", "国家主席", "主席", "总统", "总理", "委员长", "第一书记"))


@cache
def loose() -> frozenset[str]:
    """Role nouns that are a post only right beside the name of a body: 代表, 成员."""
    return frozenset(row["post"] for row in table("loose_posts"))


@cache
def needs_body() -> frozenset[str]:
    return loose() | {"委员", "常委", "候补委员", "书记", "副书记", "理事", "监事"}


@cache
def heads_alone() -> frozenset[str]:
    """Posts of which a body has one, and only one: 部长, 总统, 市长."""
    return frozenset(
        row["post"]
        for row in table("posts")
        if row["seats"] == "one"
        and row["post"].endswith(("长", "总统", "主席", "总理", "首相", "国王", "总裁", "司令", "大使", "外相"))
    ) - {"组长", "队长", "班长"}


@cache
def heads_by_name() -> frozenset[str]:
    """The names of heads of state and government of other countries."""
    return frozenset(row["name"] for row in table("heads_abroad"))


@cache
def heads_abroad() -> dict[tuple[str, str], str]:
    """The countries of heads of state and government abroad whom the news names without them, by name and post."""
    return {(row["name"], role): row["country"] for row in table("heads_abroad") for role in values(row["roles"])}
