"""Readings and their linking as quads: shapes, one home for each triple, evidence, and the same bytes twice."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.graph import nquads, quads
from kg.model import Article, Linking, Reading
from kg.nquads import chinese, date, node, plain
from kg.vocab import ENTITIES, KG, PREFIXES, RDF, SCHEMA, SEM, XSD, thing
from tests.graph.sample import A1, A2, linking, readings


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    store.extend(quads(readings(), linking()))
    return store


def rows(store: ox.Store, pattern: str) -> list[tuple[str, ...]]:
    answer = store.query(f"SELECT DISTINCT * WHERE {{ {pattern} }}", prefixes=PREFIXES, use_default_graph_as_union=True)
    names = sorted(variable.value for variable in answer.variables)
    return sorted(tuple("" if row[name] is None else row[name].value for name in names) for row in answer)


def test_text_and_quads_are_the_same() -> None:
    text = b"".join(nquads(readings(), linking()))
    assert set(ox.parse(text, format=ox.RdfFormat.N_QUADS)) == set(quads(readings(), linking()))


def test_same_input_gives_same_bytes_and_order_of_articles_changes_no_quad() -> None:
    first, second = readings()
    assert b"".join(nquads((first, second), linking())) == b"".join(nquads((first, second), linking()))
    assert sorted(b"".join(nquads((first, second), linking())).splitlines()) == sorted(
        b"".join(nquads((second, first), linking())).splitlines()
    )


def test_the_graph_of_entities_is_the_same_bytes_in_any_order_of_articles() -> None:
    *_, forwards = nquads(readings(), linking())
    *_, backwards = nquads(reversed(readings()), linking())
    assert forwards == backwards


def test_no_blank_nodes(store: ox.Store) -> None:
    assert not [quad for quad in store if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)]


def test_every_triple_stands_in_one_graph() -> None:
    triples = Counter(quad.triple for quad in set(quads(readings(), linking())))
    assert [triple for triple, graphs in triples.items() if graphs > 1] == []


def test_graphs_are_the_articles_and_the_entities(store: ox.Store) -> None:
    assert set(store.named_graphs()) == {thing("article/sample-1"), thing("article/sample%202%2F%E4%BA%8C"), ENTITIES}


def test_mentions_equal_their_slice(store: ox.Store) -> None:
    found = rows(
        store,
        "?a nif:anchorOf ?words ; nif:beginIndex ?b ; nif:endIndex ?c ; nif:referenceContext ?d . ?d nif:isString ?e",
    )
    assert len(found) > 20
    assert [words for _, begin, end, _, text, words in found if text[int(begin) : int(end)] != words] == []


def test_dates_have_the_type_of_their_length(store: ox.Store) -> None:
    types = {quad.object.datatype for quad in store.quads_for_pattern(None, KG.start, None)}
    assert types == {XSD.date, XSD.gYear}


def test_a_date_that_no_calendar_places_has_no_start(store: ox.Store) -> None:
    assert [
        words for _, words in rows(store, "?x a kg:TimeExpression ; nif:anchorOf ?y . FILTER NOT EXISTS { ?x kg:start ?s }")
    ] == ["近日"]


def test_a_joined_event_is_one_and_has_each_person_once(store: ox.Store) -> None:
    event = thing("event/治水-01")
    articles = rows(store, f"{event} prov:wasDerivedFrom ?a")
    assert len(articles) == 2
    people = rows(store, f"{event} kg:participation ?z . ?z rdf:value ?p ; sem:roleType ?q ; kg:rank ?r")
    assert [(person.rpartition("/")[2], role.rpartition("#")[2], rank) for person, role, rank, _ in people] == [
        ("林望舒-07", "chair", "1"),
        ("高远-09", "attendee", "1"),
    ]


def test_a_head_of_state_has_the_country_as_organisation(store: ox.Store) -> None:
    assert rows(store, "?m org:member/skos:prefLabel '奥利'@zh ; org:organization/skos:prefLabel ?o")[0][1] == "贝兰国"


def test_titles_belong_to_the_post_and_evidence_to_the_article(store: ox.Store) -> None:
    assert rows(
        store, f"{thing('membership/02')} kg:postTitle ?t ; gaf:denotedBy/nif:anchorOf ?w ; gaf:denotedBy/kg:rule ?r"
    ) == [("post-name", "副市长", "副市长\\高远")]
    [quad] = store.quads_for_pattern(thing("membership/02"), KG.postTitle, None)
    assert quad.graph_name == ENTITIES


def test_byline_is_author_where_somebody_owns_the_name(store: ox.Store) -> None:
    assert rows(store, "?a schema:author/skos:prefLabel ?n")[0][1] == "白描"
    assert rows(store, "?a kg:byline ?n")[0][1] == "陆离"


def test_implied_institutions_are_not_mentioned(store: ox.Store) -> None:
    assert rows(store, "?a schema:mentions/skos:prefLabel '云岭市人民政府'@zh") == []
    assert rows(store, "?m org:organization/skos:prefLabel '云岭市人民政府'@zh") != []


def test_places_institutions_and_parts(store: ox.Store) -> None:
    assert rows(store, "?a schema:containedInPlace ?b")[0][0].endswith("春申礼堂-10")
    assert rows(store, "?a schema:areaServed ?b")[0][0].endswith("云岭市人民政府-03")
    assert rows(store, "?a org:subOrganizationOf ?b")[0][0].endswith("云岭市水务局-04")
    assert rows(store, "?a sem:subEventOf ?b")[0][0].endswith("印发-02")
    assert rows(store, "?a kg:divisionCode ?c")[0][1] == "990100"


def test_acting_is_said_only_of_acting_posts(store: ox.Store) -> None:
    assert [quad.subject for quad in store.quads_for_pattern(None, KG.acting, None)] == [thing("membership/03")]


def test_core_events_are_what_the_article_is_about(store: ox.Store) -> None:
    about = store.quads_for_pattern(None, SCHEMA.about, thing("event/治水-01"))
    assert len(list(about)) == 2
    assert not list(store.quads_for_pattern(None, SCHEMA.about, thing("event/印发-02")))


def test_a_name_read_as_place_and_as_body_goes_to_the_one_that_the_linker_made(caplog: pytest.LogCaptureFixture) -> None:
    first, _ = readings()
    hall = next(mention for mention in first.mentions if mention.name == "春申礼堂")
    as_body = replace(first, mentions=(replace(hall, kind="institution"),), claims=())
    with caplog.at_level(logging.WARNING, "kg.graph"):
        found = set(quads((as_body,), linking()))
    assert {q.object for q in found if q.predicate == SCHEMA.mentions} == {thing("place/春申礼堂-10")}
    assert caplog.text == ""


def test_names_without_an_entity_are_left_out_and_said(caplog: pytest.LogCaptureFixture) -> None:
    whole = linking()
    less = replace(whole, entities=tuple(entity for entity in whole.entities if entity.id != "person/林望舒-07"))
    with caplog.at_level(logging.WARNING, "kg.graph"):
        found = set(quads(readings(), less))
    assert f"{A1}: no entity owns 林望舒 (person)" in caplog.text
    assert not [q for q in found if q.predicate == SCHEMA.mentions and q.object == thing("person/林望舒-07")]


def test_claims_that_nobody_took_are_left_out_and_said(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "kg.graph"):
        found = set(quads(readings(), replace(linking(), tenures=(), occurrences=())))
    assert f"{A2}: no tenure took claim 1" in caplog.text
    assert f"{A2}: no occurrence took claim 0" in caplog.text
    assert not [q for q in found if q.predicate == RDF.type and q.object == SEM.Event]


def test_an_article_without_anything_in_it() -> None:
    empty = Reading(Article("e", "题", "题\n", 2), (), ())
    found = set(quads((empty,), Linking((), (), ())))
    assert {quad.predicate.value.rpartition("/")[2].rpartition("#")[2] for quad in found} == {
        "type", "identifier", "headline", "wasGeneratedBy", "isString", "version",
    }  # fmt: skip


def test_an_iso_prefix_of_no_known_length_is_refused() -> None:
    with pytest.raises(KgError, match="no date; write a year"):
        date("2026-6")


# Any character but lone surrogates, which no reader lets through.
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(words: str) -> None:
    line = f"{node('x')} {node('p')} {plain(words)} .\n{node('x')} {node('q')} {chinese(words)} .\n"
    assert [quad.object.value for quad in ox.parse(line.encode(), format=ox.RdfFormat.N_QUADS)] == [words, words]
