"""The check finds nothing in a good graph, and each kind of fault in a bad one, by pySHACL and by SPARQL alike."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import check
from kg.errors import OntologyError
from kg.graph import quads
from kg.vocab import ENTITIES, GAF, KG, NIF, ONTOLOGY, ORG, PREFIXES, RDF, SCHEMA, SEM, SKOS, XSD, thing
from tests.graph.sample import linking, readings

MEETING, PERSON, POST = thing("event/治水-01"), thing("person/高远-09"), thing("membership/02")


@pytest.fixture
def store() -> ox.Store:
    store = ox.Store()
    store.extend(quads(readings(), linking()))
    return store


def remove(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> None:
    for quad in list(store.quads_for_pattern(subject, predicate, None)):
        store.remove(quad)


def add(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal | ox.BlankNode) -> None:
    store.add(ox.Quad(subject, predicate, value, ENTITIES))


def test_a_good_graph_has_no_findings(store: ox.Store) -> None:
    assert check.check(store) == []


def test_a_good_graph_has_no_findings_where_shapes_are_queries(store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "SMALL", 0)
    steps: list[str] = []
    assert check.check(store, progress=lambda step, done, total: steps.append(step)) == []
    assert steps.count("shapes") > 100
    assert steps[-1] == "done"


BROKEN = {
    "minCount": (MEETING, SEM.eventType, None),
    "maxCount": (PERSON, SKOS.prefLabel, ox.Literal("另一个", language="zh")),
    "datatype": (POST, KG.former, ox.Literal("false")),
    "class": (POST, GAF.denotedBy, PERSON),
    "in": (thing("institution/云岭市水务局-04"), ORG.classification, KG.TimeExpression),
    "or": (MEETING, SEM.hasPlace, POST),
    "minInclusive": (thing("event/治水-01/participation/高远-09"), KG.rank, ox.Literal(0)),
}


@pytest.mark.parametrize("constraint", BROKEN)
def test_shapes_fail_by_both_ways(store: ox.Store, constraint: str) -> None:
    subject, predicate, value = BROKEN[constraint]
    if constraint not in ("class", "or", "maxCount"):
        remove(store, subject, predicate)
    if value is not None:
        add(store, subject, predicate, value)
    shapes = check.load(ONTOLOGY / "shapes.ttl")
    by_shacl = {(f.node, f.message.partition(", found")[0]) for f in check.check_shapes_by_shacl(store, shapes)}
    by_sparql = {(f.node, f.message) for f in check.check_shapes_by_sparql(store, shapes)}
    assert by_shacl == by_sparql
    assert [message.endswith(f" breaks {constraint}") for node, message in by_sparql if node == subject.value] == [True]


def test_terms_that_nobody_declared(store: ox.Store) -> None:
    add(store, PERSON, ox.NamedNode(PREFIXES["kg"] + "shoeSize"), ox.Literal(42))
    add(store, PERSON, RDF.type, ox.NamedNode("http://example.org/Hero"))
    add(store, MEETING, SEM.eventType, ox.NamedNode(PREFIXES["kg"] + "party2"))
    found = {f.node: f.message for f in check.check(store) if f.check == "term"}
    assert found == {
        PREFIXES["kg"] + "shoeSize": "is not in the ontology",
        PREFIXES["kg"] + "party2": "is not in the ontology",
        "http://example.org/Hero": "is in no vocabulary of kg/vocab.py",
    }


def test_evidence_that_the_text_does_not_have(store: ox.Store) -> None:
    span = next(iter(store.quads_for_pattern(POST, GAF.denotedBy, None))).object
    assert isinstance(span, ox.NamedNode)
    remove(store, span, NIF.anchorOf)
    add(store, span, NIF.anchorOf, ox.Literal("副市长高远", language="zh"))
    [finding] = [f for f in check.check(store) if f.check == "evidence"]
    assert finding.node == span.value
    assert "says '副市长高远', the text has '副市长\\\\高远'" in finding.message


def test_evidence_that_is_named_otherwise_or_has_no_text(store: ox.Store) -> None:
    span = next(iter(store.quads_for_pattern(POST, GAF.denotedBy, None))).object
    assert isinstance(span, ox.NamedNode)
    context = next(iter(store.quads_for_pattern(span, NIF.referenceContext, None))).object
    twin = ox.NamedNode(span.value.replace("char=", "char=0"))
    for quad in list(store.quads_for_pattern(span, None, None)):
        store.add(ox.Quad(twin, quad.predicate, quad.object, quad.graph_name))
    assert [f.node for f in check.check_evidence(store)] == [twin.value]
    assert isinstance(context, ox.NamedNode)
    remove(store, context, NIF.isString)
    assert {f.message for f in check.check_evidence(store)} == {f"its context {context.value} has no text"}


def test_blank_nodes(store: ox.Store) -> None:
    add(store, MEETING, KG.participation, ox.BlankNode())
    assert [f.message for f in check.check(store) if f.check == "node"] == ["a blank node at kg:participation"]


def test_days_in_no_calendar_and_intervals_that_run_backwards(store: ox.Store) -> None:
    remove(store, MEETING, SEM.hasEndTimeStamp)
    add(store, MEETING, SEM.hasEndTimeStamp, ox.Literal("2024-02-30", datatype=XSD.date))
    add(store, POST, SCHEMA.startDate, ox.Literal("2024-04", datatype=XSD.gYearMonth))
    assert {(f.node, f.message) for f in check.check_dates(store)} == {
        (MEETING.value, "2024-02-30 is in no calendar"),
        (MEETING.value, "ends on 2024-02-30, before it begins on 2024-03-04"),
        (POST.value, "ends on 2024-03-05, before it begins on 2024-04"),
    }


def test_findings_read_as_sentences() -> None:
    assert str(check.Finding("date", "x", "2024-02-30 is in no calendar")) == "[date] x: 2024-02-30 is in no calendar"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "shapes.ttl: missing"),
        ("kg:A a sh:NodeShape .", "shapes.ttl:1: not Turtle"),
        ("@prefix sh: <http://www.w3.org/ns/shacl#> . <x:s> a sh:NodeShape .", "x:s lacks sh:targetClass"),
        (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <x:s> a sh:NodeShape ; sh:targetClass <x:c> ; sh:nodeKind sh:IRI ;"
            " sh:property [ sh:path <x:p> ; sh:maxLength 3 ] .",
            "x:p has sh:maxLength 3, which is not in the subset",
        ),
    ],
)
def test_an_ontology_that_cannot_be_used(store: ox.Store, tmp_path: Path, text: str | None, message: str) -> None:
    if text is not None:
        (tmp_path / "shapes.ttl").write_text(text)
    with pytest.raises(OntologyError, match=message):
        check.check_shapes_by_sparql(store, check.load(tmp_path / "shapes.ttl"))
