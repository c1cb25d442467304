"""Ids and IRIs: from content alone, safe in a path, different where the content is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.iri import article_path, digest, slug, thing_id

ANY = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)


@given(st.lists(ANY, max_size=4))
def test_a_digest_is_ten_hexadecimal_digits_of_its_parts(parts: list[str]) -> None:
    assert re.fullmatch(r"[0-9a-f]{10}", digest(*parts))
    assert digest(*parts) == digest(*parts)


def test_a_digest_depends_on_where_parts_end_and_on_their_order() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("c", "ab"), digest("ab", "c", "")}) == 5


def test_digests_are_the_same_from_run_to_run() -> None:
    assert digest("person", "龚华") == "caa5f94dd7"
    assert thing_id("person", "龚华") == "person/龚华-caa5f94dd7"


@pytest.mark.parametrize(
    ("label", "segment"),
    [
        ("龚华", "龚华"),
        ("让·马尔尚", "让·马尔尚"),
        ("J.R. Reed", "J.R.-Reed"),
        ("长风（海南）集团", "长风-海南-集团"),
        ("a/b?c#d", "a-b-c-d"),
        ("《法》", "法"),
        ("…", "x"),
        ("", "x"),
        ("../..", "x"),
    ],
)
def test_slug(label: str, segment: str) -> None:
    assert slug(label) == segment


@given(ANY)
def test_a_slug_is_one_safe_segment(label: str) -> None:
    segment = slug(label)
    assert 1 <= len(segment) <= 32
    assert re.fullmatch(r"[\w.·-]+", segment)
    assert segment not in (".", "..")


def test_a_slug_can_be_shorter() -> None:
    assert slug("一二三四五", 3) == "一二三"


@given(ANY, ANY)
def test_ids_begin_with_the_kind_and_differ_by_content(label: str, content: str) -> None:
    made = thing_id("person", label, content)
    assert made.startswith("person/" + slug(label) + "-")
    assert made != thing_id("place", label, content)
    assert made != thing_id("person", label, content + "1")


@given(ANY)
def test_an_article_path_is_one_segment_in_ascii(article: str) -> None:
    path = article_path(article)
    assert path.startswith("article/")
    assert re.fullmatch(r"[A-Za-z0-9%~._-]*", path.removeprefix("article/"))


def test_article_paths_differ() -> None:
    assert len({article_path(a) for a in ("a/b", "a%2Fb", "a b", "a+b", "甲")}) == 5
