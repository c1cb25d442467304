"""Exports: each loads back as the same graph, and depends on the graph alone."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple
from rdflib.compare import isomorphic

from kg.errors import OntologyError
from kg.export import WRITERS, write_csv, write_jsonld, write_nquads, write_turtle
from kg.graph import quads
from kg.network import write_graphml
from kg.vocab import BASE, FOAF, KG, RDF, SKOS, XSD
from tests.graph.sample import linking, readings

_UNSAFE = '<>"{}|^`\\'
_names = st.text(st.characters(codec="utf-8", exclude_characters=_UNSAFE, min_codepoint=33), max_size=6).filter(str.isprintable)
_paths = st.sampled_from(["person/", "article/", "", "../", "a:b/", "x#char=1,2/"])
_starts = st.sampled_from(["https://schema.org/", "https://w3id.org/", "urn:x:"])
_nodes = (st.builds("{}{}{}".format, st.just(BASE), _paths, _names) | st.builds("{}{}".format, _starts, _names)).filter(
    lambda iri: _is_iri(iri)
)
_literals = (
    st.builds(Literal, st.text(st.characters(codec="utf-8"), max_size=8))
    | st.builds(Literal, st.text(max_size=8), language=st.sampled_from(["zh", "en"]))
    | st.builds(Literal, st.integers(-5, 5000))
    | st.builds(Literal, st.booleans())
    | st.builds(lambda text: Literal(text, datatype=XSD.date), st.sampled_from(["2024-03-05", "no date"]))
)
_predicates = st.sampled_from([SKOS.prefLabel, KG.start, FOAF.Person, NamedNode("https://elsewhere.example/p/q")])
_things = st.builds(NamedNode, _nodes)
_quads = st.lists(
    st.builds(Quad, _things, _predicates, _things | _literals, _things)
    | st.builds(Quad, _things, st.just(RDF.type), _things, _things),  # a type is never a literal
    max_size=12,
)


def _is_iri(iri: str) -> bool:
    try:
        NamedNode(iri)
        list(pyoxigraph.parse(f"<{iri}> <{iri}> <{iri}> .", RdfFormat.N_TRIPLES))
    except (ValueError, SyntaxError):
        return False
    return True


def store(content: list[Quad]) -> pyoxigraph.Store:
    graph = pyoxigraph.Store()
    graph.extend(content)
    return graph


def written(writer: str, graph: pyoxigraph.Store) -> bytes:
    output = io.BytesIO()
    {**WRITERS, "graphml": write_graphml}[writer](graph, output)
    return output.getvalue()


def triples(graph: pyoxigraph.Store) -> set[Triple]:
    return {quad.triple for quad in graph}


@pytest.fixture(scope="module")
def sample() -> pyoxigraph.Store:
    return store(list(quads(readings(), linking())))


@pytest.mark.parametrize("writer", [*WRITERS, "graphml"])
def test_the_order_of_quads_changes_no_byte(sample: pyoxigraph.Store, writer: str) -> None:
    backwards = store(sorted(sample, key=str, reverse=True))
    assert written(writer, sample) == written(writer, backwards)


@given(_quads)
def test_nquads_load_as_the_same_graph(content: list[Quad]) -> None:
    graph = store(content)
    output = io.BytesIO()
    write_nquads(graph, output)
    assert set(pyoxigraph.parse(output.getvalue(), RdfFormat.N_QUADS)) == set(graph)
    assert output.getvalue().count(b"\n") == len(set(content))


@given(_quads)
def test_turtle_loads_as_the_same_graph_in_oxigraph(content: list[Quad]) -> None:
    graph = store(content)
    output = io.BytesIO()
    write_turtle(graph, output)
    assert {quad.triple for quad in pyoxigraph.parse(output.getvalue(), RdfFormat.TURTLE)} == triples(graph)


@given(_quads)
def test_jsonld_loads_as_the_same_graph_in_oxigraph(content: list[Quad]) -> None:
    graph = store(content)
    output = io.BytesIO()
    write_jsonld(graph, output)
    assert {quad.triple for quad in pyoxigraph.parse(output.getvalue(), RdfFormat.JSON_LD)} == triples(graph)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own reader of JSON-LD
@pytest.mark.parametrize(("writer", "form"), [("turtle", "turtle"), ("jsonld", "json-ld")])
def test_rdflib_and_oxigraph_load_the_same_graph(sample: pyoxigraph.Store, writer: str, form: str) -> None:
    expected = rdflib.Graph()
    lines = io.BytesIO()
    pyoxigraph.serialize(triples(sample), lines, RdfFormat.N_TRIPLES)
    expected.parse(data=lines.getvalue(), format="nt")
    found = rdflib.Graph()
    found.parse(data=written(writer, sample), format=form)
    assert len(found) == len(triples(sample))
    assert isomorphic(found, expected)


def test_turtle_is_for_reading(sample: pyoxigraph.Store) -> None:
    text = written("turtle", sample).decode()
    assert "@prefix schema: <https://schema.org/> ." in text
    blocks = [block for block in text.split("\n\n") if not block.startswith("@")]
    subjects = [block.split(" ", 1)[0] for block in blocks]
    assert len(subjects) == len(set(subjects)), "each subject has one block"
    assert all(" a " in block.split("\n")[0] for block in blocks), "its type comes first"
    assert subjects.index("<article/sample-1>") + 1 == next(
        i for i, s in enumerate(subjects) if s.startswith("<article/sample-1#")
    )
    assert "https://w3id.org/zhengwen/id/" not in text.split("\n\n", 1)[1], "things are named relative to the base"


def test_nquads_keep_the_graphs_and_are_sorted(sample: pyoxigraph.Store) -> None:
    lines = written("nquads", sample).decode().splitlines()
    subjects = [line.split(" ", 1)[0].rstrip(">") for line in lines]
    assert subjects == sorted(subjects)
    assert any(line.endswith(f"<{BASE}article/sample-1> .") for line in lines)


def test_jsonld_has_one_line_for_each_subject(sample: pyoxigraph.Store) -> None:
    document = json.loads(written("jsonld", sample))
    assert len(document["@graph"]) == len({triple.subject for triple in triples(sample)})
    article = next(node for node in document["@graph"] if node["@id"] == "article/sample-1")
    assert article["@type"] == ["schema:NewsArticle"]
    assert article["schema:datePublished"] == {"@value": "2024-03-05", "@type": "xsd:date"}


def test_csv_is_a_zip_of_tables_that_spreadsheets_open(sample: pyoxigraph.Store) -> None:
    with zipfile.ZipFile(io.BytesIO(written("csv", sample))) as archive:
        tables = {name: archive.read(name) for name in archive.namelist()}
    assert {"articles.csv", "persons.csv", "memberships.csv", "events.csv", "participations.csv", "evidence.csv"} <= tables.keys()
    assert all(table.startswith(b"\xef\xbb\xbf") for table in tables.values())
    rows = list(csv.DictReader(io.StringIO(tables["persons.csv"].decode("utf-8-sig"))))
    assert "林望舒" in {row["name"] for row in rows}
    assert all(row["person"].startswith("person/") for row in rows)
    evidence = list(csv.DictReader(io.StringIO(tables["evidence.csv"].decode("utf-8-sig"))))
    texts = {f"article/{r.article.id}": r.article.text for r in readings()}
    checked = [row for row in evidence if row["article"] in texts]
    assert checked
    assert all(texts[row["article"]][int(row["begin"]) : int(row["end"])] == row["words"] for row in checked)


def test_every_table_has_rows(sample: pyoxigraph.Store) -> None:
    with zipfile.ZipFile(io.BytesIO(written("csv", sample))) as archive:
        empty = [name for name in archive.namelist() if archive.read(name).count(b"\n") < 2]
    assert empty == []


def test_a_broken_table_query_names_its_file(sample: pyoxigraph.Store, tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no table to write"):
        write_csv(sample, io.BytesIO(), tmp_path)
    (tmp_path / "x.rq").write_text("SELEC")
    with pytest.raises(OntologyError, match=r"x\.rq: no SPARQL query"):
        write_csv(sample, io.BytesIO(), tmp_path)
    (tmp_path / "x.rq").write_text("ASK {}")
    with pytest.raises(OntologyError, match=r"x\.rq: a table is made by SELECT"):
        write_csv(sample, io.BytesIO(), tmp_path)


def test_graphml_loads_in_networkx(sample: pyoxigraph.Store) -> None:
    net = nx.read_graphml(io.BytesIO(written("graphml", sample)))
    kinds = {data["kind"] for _, data in net.nodes(data=True)}
    assert kinds == {"person", "institution"}
    assert all(data["weight"] >= 1 for *_, data in net.edges(data=True))
    assert net.number_of_edges() > 0
