"""The ontology and the code say the same: own terms, code lists, shapes, named queries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, RDFS, SH, SKOS
from rdflib.collection import Collection

from kg.check import load
from kg.graph import quads
from kg.model import EventType, InstitutionKind, Role
from kg.query import Named, ask, named_queries
from kg.vocab import CODES, KG, ONTOLOGY, PREFIXES, TERMS
from tests.graph.sample import linking, readings

TERMS_FILE, CONCEPTS, SHAPES = (load(ONTOLOGY / f"{name}.ttl") for name in ("kg", "concepts", "shapes"))
OWN = PREFIXES["kg"]
QUERIES = named_queries()
SCHEMES = {"EventTypes": EventType, "ParticipantRoles": Role, "InstitutionKinds": InstitutionKind}


def languages(graph: rdflib.Graph, node: rdflib.term.Node, predicate: rdflib.URIRef) -> list[str | None]:
    return sorted(
        str(label.language) for label in graph.objects(node, predicate) if isinstance(label, rdflib.Literal) and str(label)
    )


def local(nodes: Iterable[object]) -> set[str]:
    return {str(node).removeprefix(OWN) for node in nodes}


def test_own_terms_are_those_of_the_code() -> None:
    described = {term for term in local(TERMS_FILE.subjects()) if not term.startswith("https:")}
    schemes = local(CONCEPTS.subjects(RDF.type, SKOS.ConceptScheme))
    assert described | schemes == {name for name, term in vars(KG).items() if isinstance(term, ox.NamedNode)}


def test_own_terms_have_labels_and_comments_in_both_languages() -> None:
    for term in set(TERMS_FILE.subjects()):
        for predicate in (RDFS.label, RDFS.comment):
            assert languages(TERMS_FILE, term, predicate) == ["en", "zh"], term


def test_a_misspelt_term_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = KG.postTitel  # type: ignore[attr-defined]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_concepts_are_the_codes_of_the_model(scheme: str) -> None:
    concepts = local(CONCEPTS.subjects(SKOS.inScheme, rdflib.URIRef(OWN + scheme)))
    assert concepts == set(get_args(SCHEMES[scheme]))
    assert concepts <= CODES.keys()


def test_every_code_is_in_a_scheme() -> None:
    assert CODES.keys() == {code for codes in SCHEMES.values() for code in get_args(codes)}


def test_concepts_have_labels_and_definitions_in_both_languages() -> None:
    for concept in CONCEPTS.subjects(RDF.type, SKOS.Concept):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert languages(CONCEPTS, concept, predicate) == ["en", "zh"], concept
    for scheme in CONCEPTS.subjects(RDF.type, SKOS.ConceptScheme):
        assert languages(CONCEPTS, scheme, SKOS.prefLabel) == ["en", "zh"], scheme


def test_shapes_allow_just_the_codes_of_their_scheme() -> None:
    lists = [frozenset(local(Collection(SHAPES, head))) for head in SHAPES.objects(None, SH["in"])]
    assert set(lists) == {frozenset(get_args(codes)) for codes in SCHEMES.values()}


def test_shapes_speak_of_known_terms() -> None:
    known = {term.value for term in TERMS} | {PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString"}
    for predicate in (SH.path, SH.targetClass, SH["class"], SH.datatype):
        assert {str(node) for node in SHAPES.objects(None, predicate)} <= known


def test_there_is_a_shape_for_every_class_in_the_data() -> None:
    targets = {str(node) for node in SHAPES.objects(None, SH.targetClass)}
    used = {quad.object.value for quad in quads(readings(), linking()) if quad.predicate.value == str(RDF.type)}
    assert used == targets


@pytest.mark.parametrize("question", QUERIES.values(), ids=QUERIES)
def test_queries_speak_of_known_terms_and_declare_their_prefixes(question: Named) -> None:
    body = re.sub(r'"[^"]*"', "", re.sub(r"^#.*$", "", question.text, flags=re.MULTILINE))
    declared = dict(re.findall(r"PREFIX (\w+): <([^>]+)>", body))
    assert declared.items() <= PREFIXES.items()
    used = re.findall(r"(?<![\w?/<])(\w+):(\w+)", re.sub(r"PREFIX.*", "", body))
    assert {prefix for prefix, _ in used} == declared.keys()
    known = {term.value for term in TERMS} | {PREFIXES["rdf"] + "nil"}
    assert {declared[prefix] + name for prefix, name in used} <= known


@pytest.mark.parametrize("question", QUERIES.values(), ids=QUERIES)
def test_queries_have_both_questions_and_name_their_parameters(question: Named) -> None:
    assert question.zh.endswith("？")
    assert re.search("[一-鿿]", question.zh)
    assert question.en.endswith("?")
    assert question.en.isascii()
    projection = question.text.partition("SELECT")[2].partition("WHERE")[0]
    assert [name for name, _ in question.parameters if f"?{name} " not in projection] == []


# What each named query answers about the sample: its parameters, how many rows, and a word that stands in them.
ANSWERS = [
    ("appointments", {}, 0, ""),
    ("articles-about", {"name": "小高"}, 2, "云岭市部署落实治水方案"),
    ("articles-by-author", {"name": "陆离"}, 1, "云岭市部署落实治水方案"),
    ("articles-by-author", {"name": "白描"}, 1, "云岭市召开治水工作会议"),
    ("articles-on-day", {"day": "2024-03-06"}, 1, "sample 2/二"),
    ("articles-undated", {}, 0, ""),
    ("career", {"name": "高远"}, 2, "副市长"),
    ("documents-most-named", {}, 1, "云岭市治水三年方案"),
    ("documents-of-institution", {"body": "市水务局"}, 1, "云岭市治水三年方案"),
    ("events-at-place", {"place": "云岭"}, 2, "春申礼堂"),
    ("events-in-many-articles", {}, 1, "云岭市治水工作会议"),
    ("events-of-institution", {"body": "云岭市水务局"}, 2, "publication"),
    ("events-of-person", {"name": "高远"}, 1, "attendee"),
    ("events-on-day", {"day": "2024-03-04"}, 1, "云岭市治水工作会议"),
    ("evidence-of-event", {"name": "治水工作会议"}, 2, "云岭市治水工作会议在春申礼堂举行"),
    ("evidence-of-post", {"name": "林望舒"}, 1, "市委书记林望舒"),
    ("facts-of-article", {"article": "sample 2/二"}, 5, "市长高远"),
    ("holder-on-day", {"body": "云岭市政府", "role": "市长", "day": "2024-03-06"}, 1, "高远"),
    ("holder-on-day", {"body": "云岭市政府", "role": "市长", "day": "2024-03-04"}, 0, ""),
    ("holder-on-day", {"body": "云岭市政府", "role": "副市长", "day": "2024-03-05"}, 0, ""),
    ("holders-overlapping", {}, 0, ""),
    ("institutions-below", {"body": "云岭市政府"}, 1, "云岭市水务局"),
    ("institutions-by-kind", {}, 2, "government"),
    ("meetings-chaired", {"name": "林望舒"}, 1, "云岭市治水工作会议"),
    ("most-active-institutions", {}, 1, "云岭市水务局"),
    ("most-active-people", {}, 2, "林望舒"),
    ("names", {"name": "小高"}, 1, "name and city"),
    ("namesakes", {}, 0, ""),
    ("overview", {}, 8, "5"),
    ("parts-of-event", {"name": "治水工作会议"}, 1, "印发治水三年方案"),
    ("people-met", {"name": "高远"}, 1, "林望舒"),
    ("people-of-event", {"name": "治水工作会议"}, 2, "chair"),
    ("plans", {}, 1, "2027年"),
    ("posts-of-institution", {"body": "云岭市政府"}, 3, "秦牧野"),
    ("quotations", {"name": "林望舒"}, 1, "河清了，城才亮。"),
    ("rules", {}, 6, "former-post"),
    ("seen-together", {"one": "林望舒", "two": "小高"}, 1, "云岭市治水工作会议"),
    ("succession", {"body": "云岭市政府", "role": "市长"}, 0, ""),
    ("talks", {"name": "林望舒"}, 0, ""),
]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    store.extend(quads(readings(), linking()))
    return store


def test_every_named_query_is_answered_here() -> None:
    assert {name for name, *_ in ANSWERS} == QUERIES.keys()
    assert len(QUERIES) >= 20


@pytest.mark.parametrize(("name", "values", "rows", "word"), ANSWERS)
def test_named_queries_answer(store: ox.Store, name: str, values: dict[str, str], rows: int, word: str) -> None:
    question = QUERIES[name]
    assert values.keys() == {parameter for parameter, _ in question.parameters}
    found = ask(store, question.text, values).strings()
    assert len(found) == rows
    assert not word or any(word in row for row in found)


# Questions that the sample has no answer to, with the facts that make one.
CHANGED = [
    (
        "succession",
        {"body": "云岭市政府", "role": "市长"},
        """<x:m> a org:Membership ; org:member <x:p> ; org:organization ?o ; org:role ?r ; kg:former false ;
             kg:firstAttested "2024-05-01"^^xsd:date ; kg:lastAttested "2024-06-01"^^xsd:date .
             <x:p> skos:prefLabel "沈砚"@zh .""",
        [("云岭市政府", "市长", "高远", "2024-03-06", "沈砚", "2024-05-01")],
    ),
    (
        "holders-overlapping",
        {},
        """<x:m> a org:Membership ; org:member <x:p> ; org:organization ?o ; org:role ?r ; kg:former false ;
             kg:firstAttested "2024-03-01"^^xsd:date ; kg:lastAttested "2024-06-01"^^xsd:date .
             <x:p> skos:prefLabel "沈砚"@zh .""",
        [("云岭市人民政府", "市长", "高远", "2024-03-06", "2024-03-06", "沈砚", "2024-03-01", "2024-06-01")],
    ),
    (
        "namesakes",
        {},
        '<x:p> a foaf:Person ; skos:prefLabel "高远"@zh .',
        [("高远", "2")],
    ),
    (
        "articles-undated",
        {},
        '<x:a> a schema:NewsArticle ; dcterms:identifier "x" ; schema:headline "无日期"@zh .',
        [("x", "无日期")],
    ),
    (
        "talks",
        {"name": "奥利"},
        """<x:e> sem:eventType kg:talks ; kg:participation <x:1>, <x:2> . <x:1> rdf:value ?p . <x:2> rdf:value ?q .""",
        [("奥利", "高远", "x:e", "", "")],
    ),
    (
        "appointments",
        {},
        """<x:e> sem:eventType kg:appointment ; kg:participation <x:1> . <x:1> rdf:value ?q ; sem:roleType kg:appointee .""",
        [("x:e", "", "", "高远")],
    ),
]


@pytest.mark.parametrize(("name", "values", "facts", "answer"), CHANGED, ids=[row[0] for row in CHANGED])
def test_named_queries_answer_once_there_is_something(
    name: str, values: dict[str, str], facts: str, answer: list[tuple[str, ...]]
) -> None:
    store = ox.Store()
    store.extend(quads(readings(), linking()))
    where = """GRAPH ?g { ?o a org:Organization ; skos:prefLabel "云岭市人民政府"@zh . ?r a org:Role ; skos:prefLabel "市长"@zh .
               ?p a foaf:Person ; skos:prefLabel "奥利"@zh . ?q a foaf:Person ; skos:prefLabel "高远"@zh }"""
    store.update(f"INSERT {{ GRAPH <x:g> {{ {facts} }} }} WHERE {{ {where} }}", prefixes=PREFIXES)
    found = ask(store, QUERIES[name].text, values).strings()
    assert sorted(found) == answer


def test_the_readme_lists_every_named_query() -> None:
    lines = (ONTOLOGY / "README.md").read_text(encoding="utf-8").splitlines()
    for name, question in QUERIES.items():
        parameters = ", ".join(parameter for parameter, _ in question.parameters)
        assert f"| `{name}` | {question.zh} | {question.en} | {parameters} |" in lines
