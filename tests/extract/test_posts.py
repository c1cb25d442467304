"""Posts: the table of cases, and what each record says of its words."""

from __future__ import annotations

import itertools

import pytest

from kg.extract.institutions import find_institutions
from kg.extract.places import find_places
from kg.extract.posts import find_posts
from kg.model import Article, Post
from tests.extract.cases import Case, cases, check_share, check_strong

TABLE = "posts"
# The share of the table that was read right when this was last measured.
FLOOR = 0.85


def posts(text: str) -> list[Post]:
    article = Article("case", "", text, 0)
    places = find_places(article, ())
    return find_posts(article, find_institutions(article, places, ()), places)


@pytest.mark.parametrize("case", [c for c in cases(TABLE) if c.strength == "strong"], ids=lambda c: c.text)
def test_strong_case(case: Case) -> None:
    check_strong(TABLE, case)


def test_share_of_the_table() -> None:
    check_share(TABLE, FLOOR)


def test_there_are_enough_cases() -> None:
    assert len(cases(TABLE)) >= 100


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("市委副书记、市长到会。", ["市委副书记", "市长"]),
        ("会上，市公安局副局长发言。", ["市公安局副局长"]),
        ("外交部长和国防部长会谈。", ["外交部长", "国防部长"]),
        ("盐城市副市长到场。", ["盐城市副市长"]),
        ("主席团开会，书记处发文。", []),
    ],
)
def test_titles_with_their_bodies(text: str, titles: list[str]) -> None:
    assert [p.mention.text for p in posts(text)] == titles


@pytest.mark.parametrize("word", ["原", "前", "时任"])
def test_words_that_end_a_post(word: str) -> None:
    text = f"会上，{word}市长发言。"
    (post,) = posts(text)
    assert post.former
    assert text[post.prefix : post.mention.start] == word


@pytest.mark.parametrize(("title", "role"), [("代市长", "代市长"), ("代理省长", "代理省长")])
def test_a_post_for_the_time_being(title: str, role: str) -> None:
    (post,) = posts(f"会上，{title}发言。")
    assert (post.role, post.acting, post.former) == (role, True, False)


def test_the_body_inside_a_post() -> None:
    (post,) = posts("会上，苏州市委副书记发言。")
    assert (post.role, post.organization) == ("副书记", "苏州市委")


def test_posts_do_not_overlap() -> None:
    for case in cases(TABLE):
        found = posts(case.article.text)
        assert all(a.mention.end <= b.mention.start for a, b in itertools.pairwise(found)), case.text
