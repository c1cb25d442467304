"""Facts as HTML: data stays data, offsets cut where they say."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.web import marks
from kg.web.marks import Mark

NASTY = '<b a="x">&amp;</b>'


def visible(html: str) -> str:
    """What a reader sees: the text without tags."""
    return unescape(re.sub(r"<[^>]*>", "", html))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark], tuple[int, int] | None]:
    text = draw(st.text('字𠀀<>&"\n a', max_size=40))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).filter(lambda pair: pair[0] < pair[1])
    if not text:
        return text, [], None
    kept = [Mark(s, e, "person", "entity?id=1", NASTY) for s, e in draw(st.lists(spans, max_size=6))]
    ring = draw(st.none() | spans)
    return text, kept, (ring[0], ring[1]) if ring else None


@given(marked_texts())
def test_a_marked_text_says_the_same(case: tuple[str, list[Mark], tuple[int, int] | None]) -> None:
    text, kept, ring = case
    html = marks.marked(text, kept, ring)
    assert "".join(visible(html).split()) == "".join(text.split())
    assert html.count("<mark") == html.count("</mark>")
    assert html.count("<a ") == html.count("</a>")
    assert html.count('id="evidence"') <= 1


def test_the_ring_holds_the_words_of_the_fact() -> None:
    text = "标题\n今天，市长何静怡讲话。"
    at = text.index("市长")
    html = marks.marked(text, [Mark(at + 2, at + 5, "person", "entity?id=1", "何静怡")], (at, at + 5))
    ring = re.search(r'<mark class="ring" id="evidence">(.*?)</mark>', html)
    assert ring is not None
    assert visible(ring[1]) == "市长何静怡"


def test_a_ring_over_two_lines_is_whole_on_both() -> None:
    html = marks.marked("甲乙\n丙丁", [], (1, 4))
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", html) == ["乙", "丙"]


def test_of_overlapping_mentions_the_longer_stays() -> None:
    html = marks.marked("临州市委", [Mark(0, 3, "place", "", "地点"), Mark(0, 4, "institution", "entity?id=2", "机构")])
    assert re.findall(r'class="m (\w+)"', html) == ["institution"]


@pytest.mark.parametrize(
    "html",
    [
        marks.anchor(NASTY, 'x" onclick="y', title=NASTY),
        marks.dim(NASTY),
        marks.ringed(NASTY, 1, 4),
        marks.found(NASTY, "b"),
        marks.marked(NASTY, [Mark(0, 3, "person", 'x"y', NASTY)], (1, 2)),
        marks.row("one", [marks.plain(NASTY)], NASTY, ""),
    ],
)
def test_data_makes_no_markup(html: str) -> None:
    assert "<b " not in html
    assert 'onclick="' not in html
    assert set(re.findall(r"<(\w+)", html)) <= {"a", "span", "mark", "article", "p", "details", "summary"}


def test_an_address_is_encoded_and_keeps_the_language() -> None:
    assert marks.address("entity", id="person/陈-1") == "entity?id=person%2F%E9%99%88-1"
    assert marks.address("article", "en", id="a&b", at="") == "article?id=a%26b&lang=en"
