"""What the explorer reads out of a graph: each fact with the words that state it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.vocab import BASE
from kg.web import facts, papers, source
from kg.web.source import Graph
from tests.web.sample import CROOKED, EVENT, MAYOR, MEETING, NASTY, PARTY, PERSON, TEXTS


def test_a_card(graph: Graph) -> None:
    card = facts.card(graph, BASE + PARTY)
    assert card is not None
    assert (card.kind, card.label, card.aliases, card.details) == (
        "institution",
        "中共临州市委员会",
        ("临州市委", "市委"),
        ("party",),
    )
    assert (card.articles, card.first, card.last) == (2, "2024-03-05", "2024-05-11")


def test_a_thing_that_is_not_there(graph: Graph) -> None:
    assert facts.card(graph, BASE + "person/nobody") is None


def test_posts_of_a_person_and_their_words(graph: Graph) -> None:
    (post,) = facts.posts(graph, BASE + PERSON, "member")
    assert (post.title, post.first, post.last, post.former) == ("临州市委书记", "2024-03-05", "2024-05-11", False)
    assert post.institution is not None
    assert post.institution.label == "中共临州市委员会"
    words = [quote.text[quote.start : quote.end] for quote in papers.quotes(graph, facts.spans_of(graph, [post.iri])[post.iri])]
    assert words == ["临州市委书记林知远", "市委书记林知远"]


@pytest.mark.parametrize(
    ("day", "holds"), [("2024-03-04", False), ("2024-03-05", True), ("2025-01-01", True), ("2025-06-01", False)]
)
def test_a_post_holds_from_its_first_report_to_a_year_after_its_last(graph: Graph, day: str, holds: bool) -> None:
    assert facts.posts(graph, BASE + PERSON, "member")[0].holds(day) is holds


def test_a_former_post_holds_on_no_day(graph: Graph) -> None:
    assert not facts.posts(graph, BASE + CROOKED, "member")[0].holds("2020-01-01")


def test_people_of_an_institution(graph: Graph) -> None:
    assert [post.person.label for post in facts.posts(graph, BASE + PARTY, "organization")] == ["林知远"]


def test_events_latest_first_with_the_part_in_them(graph: Graph) -> None:
    found = facts.events(graph, BASE + MAYOR, "person")
    assert [(event.label, event.type, event.begin, event.role) for event in found] == [
        ("林知远调研", "visit", "2024-05-10", "attendee"),
        (MEETING, "meeting", "2024-03-04", "speaker"),
    ]


def test_people_met(graph: Graph) -> None:
    assert [(link.label, number) for link, number in facts.met(graph, BASE + PERSON)] == [("何静怡", 2)]


def test_parts_of_an_event(graph: Graph) -> None:
    parts = facts.parts(graph, BASE + EVENT)
    assert [(link.label, link.note) for link in parts["person"]] == [("林知远", "chair"), ("何静怡", "speaker")]
    assert {kind: [link.label for link in links] for kind, links in parts.items() if kind != "person"} == {
        "institution": ["中共临州市委员会"],
        "place": ["临州市"],
        "document": ["临州市数据条例"],
    }
    assert [paper.label for paper in papers.sources(graph, BASE + EVENT)] == ["临州召开数字治理会议"]


def test_parents_and_children(graph: Graph) -> None:
    above, below = facts.relatives(graph, BASE + PARTY)
    assert (above, [link.label for link in below]) == ([], ["中共临州市委办公室"])


def test_what_was_said(graph: Graph) -> None:
    (saying,) = facts.sayings(graph, BASE + PERSON)
    assert (saying.date, facts.said(graph, [saying.iri])) == ("2024-05-11", {saying.iri: "要把小事办好。"})


def test_facts_of_an_article_stand_in_the_order_of_its_text(graph: Graph) -> None:
    stated = papers.stated(graph, BASE + "article/a2")
    assert [(fact.kind, fact.label) for fact in stated] == [("event", "林知远调研"), ("post", "林知远"), ("quotation", "林知远")]
    rules = [quote.rule for quote in papers.quotes(graph, [fact.span for fact in stated])]
    assert rules == ["event-noun", "post-before-name", "said"]


@pytest.mark.parametrize("article", TEXTS)
def test_mentions_stand_where_they_say(graph: Graph, article: str) -> None:
    text = graph.text(f"{BASE}article/{article}")
    assert text == TEXTS[article]
    for mention in papers.mentions(graph, f"{BASE}article/{article}"):
        assert text[mention.start : mention.end]
        assert mention.kind == "date" or mention.thing


def test_a_name_of_markup_comes_through_unchanged(graph: Graph) -> None:
    card = facts.card(graph, BASE + CROOKED)
    assert card is not None
    assert card.label == NASTY


def test_turtle_of_a_thing_holds_its_posts_and_events(graph: Graph) -> None:
    triples = list(ox.parse(facts.turtle(graph, BASE + PERSON), format=ox.RdfFormat.TURTLE))
    subjects = {quad.subject.value.removeprefix(BASE) for quad in triples if isinstance(quad.subject, ox.NamedNode)}
    assert {PERSON, "membership/1", EVENT} <= subjects


@pytest.mark.parametrize("path", ["person/a b", "person/<x>", 'x"y', "person/`", "https://example.org/ x"])
def test_characters_that_make_no_iri_are_refused(path: str) -> None:
    assert source.iri_of(path) is None


def test_a_sentence_is_found_round_any_span() -> None:
    text = "甲。乙说：“丙。”\n丁"
    at = text.index("丙")
    begin, end = papers.sentence_round(text, at, at + 1)
    assert text[begin:end] == "乙说：“丙。”"
