"""The command line: data on standard output, talk on standard error, and the right exit code."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat

from kg.cli import main
from kg.graph import nquads
from kg.packing import content, pack
from kg.store import Writer
from tests.graph.sample import linking, readings
from tests.test_pipeline import ARTICLES, folder_of, line


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the sample's readings and graph."""
    path = tmp_path_factory.mktemp("cli") / "store"
    with Writer(path) as writer:
        writer.add((r.article.id, content(r.article), "1", pack(r)) for r in readings())
        writer.replace_graph(nquads(readings(), linking()))
    return str(path)


def kg(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=input)


def test_build_says_what_it_did_on_standard_error(tmp_path: Path) -> None:
    news = folder_of(tmp_path / "news", ARTICLES[:2])
    result = kg("build", str(news), "--store", str(tmp_path / "store"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"2 articles read: 2 stored, 0 already there; 0 refused. The graph is {tmp_path}/store/graph-1." in result.stderr
    assert "extracting: 100%" in result.stderr
    again = kg("build", str(news), "--store", str(tmp_path / "store"))
    assert "2 articles read: 0 stored, 2 already there; 0 refused" in again.stderr


def test_build_reads_standard_input(tmp_path: Path) -> None:
    result = kg("build", "-", "--store", str(tmp_path / "store"), input=line(ARTICLES[0]))
    assert result.exit_code == 0, result.stderr
    assert "1 stored" in result.stderr


def test_a_refusal_is_told_and_ends_with_1(tmp_path: Path) -> None:
    news = folder_of(tmp_path / "news", ARTICLES[:1])
    (news / "empty.txt").write_bytes(b"")
    result = kg("build", str(news), "--store", str(tmp_path / "store"))
    assert result.exit_code == 1
    assert "refused: " in result.stderr
    assert "1 stored, 0 already there; 1 refused" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--store", "x"),
        ("build", "a.txt"),
        ("build", "a.txt", "--store", "x", "--workers", "0"),
        ("query", "--store", "x"),
        ("query", "--store", "x", "ASK {}", "--format", "xml"),
        ("query", "--store", "x", "names", "--param", "no equals"),
        ("export", "--store", "x"),
        ("export", "--store", "x", "--format", "rdf"),
        ("nonsense",),
    ],
)
def test_a_wrong_call_ends_with_2(arguments: tuple[str, ...]) -> None:
    result = kg(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: " in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [("query", "ASK {}"), ("query", "overview"), ("export", "--format", "turtle"), ("explain", "a1"), ("stats",), ("check",)],
)
def test_no_store_ends_with_1_and_says_how_to_make_one(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = kg(arguments[0], "--store", str(tmp_path / "nowhere"), *arguments[1:])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no store (does not exist); make one with: python -m kg build" in result.stderr


def test_query_by_text_name_file_and_stream(folder: str, tmp_path: Path) -> None:
    text = "SELECT ?name { ?p a foaf:Person ; skos:prefLabel ?name } ORDER BY ?name"
    (tmp_path / "persons.rq").write_text(text, encoding="utf-8")
    answers = [kg("query", "--store", folder, given, input=text).stdout for given in (text, str(tmp_path / "persons.rq"), "-")]
    assert answers[0].startswith("name\n──")
    assert "林望舒\n" in answers[0]
    assert answers == [answers[0]] * 3
    named = kg("query", "--store", folder, "career", "--param", "name=林望舒")
    assert named.exit_code == 0
    assert "市委书记" in named.stdout
    assert "Which posts" in named.stderr


def test_a_named_query_runs_with_its_examples_and_says_so(folder: str) -> None:
    result = kg("query", "--store", folder, "career")
    assert result.exit_code == 0
    assert "(the example; give yours with --param name=…)" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("carrer",), "carrer: neither a named query nor a file; there are career"),
        (("career", "--param", "nam=x"), "career has no parameter nam; it has name"),
        (("SELECT ?x {",), "line 1, column 12"),
        (("DROP ALL ",), "DROP changes data"),
        (("SELECT * { SERVICE <http://127.0.0.1:9> {} }",), "asks another server"),
        (("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "--seconds", "0.3"), "stopped after 0.3 s"),
        (("SELECT * { ?s ?p ?o }", "--format", "ttl"), "only CONSTRUCT and DESCRIBE"),
    ],
)
def test_a_query_that_fails_ends_with_1(folder: str, arguments: tuple[str, ...], sentence: str) -> None:
    result = kg("query", "--store", folder, *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr


def test_formats_of_answers(folder: str) -> None:
    text = "SELECT ?person ?name { ?person a foaf:Person ; skos:prefLabel ?name } ORDER BY ?name"
    rows = list(csv.reader(io.StringIO(kg("query", "--store", folder, text, "--format", "csv").stdout)))
    assert rows[0] == ["person", "name"]
    document = json.loads(kg("query", "--store", folder, text, "--format", "json").stdout)
    assert document["head"] == {"vars": ["person", "name"]}
    assert [[row["person"]["value"], row["name"]["value"]] for row in document["results"]["bindings"]] == rows[1:]
    assert document["results"]["bindings"][0]["name"]["xml:lang"] == "zh"
    assert json.loads(kg("query", "--store", folder, "ASK {}", "--format", "json").stdout) == {"head": {}, "boolean": True}
    turtle = kg("query", "--store", folder, "CONSTRUCT { ?p a foaf:Person } WHERE { ?p a foaf:Person }", "--format", "ttl").stdout
    assert {quad.subject.value for quad in pyoxigraph.parse(turtle, RdfFormat.TURTLE)} == {row[0] for row in rows[1:]}


def test_the_table_counts_chinese_as_two_columns(folder: str) -> None:
    text = "SELECT ?a ?b { VALUES (?a ?b) { ('林望舒' 1) ('x' 2) } }"
    assert kg("query", "--store", folder, text).stdout == "a       b\n──────  ─\n林望舒  1\nx       2\n"
    long = kg("query", "--store", folder, f"SELECT ?a {{ VALUES ?a {{ '{'长' * 400}' }} }}").stdout.splitlines()[2]
    assert long == "长" * 29 + "…"


def test_the_limit_is_told(folder: str) -> None:
    result = kg("query", "--store", folder, "SELECT ?s { ?s ?p ?o }", "--limit", "2")
    assert result.stdout.count("\n") == 4
    assert "only the first 2 rows" in result.stderr


def test_export_to_a_file_and_to_a_stream(folder: str, tmp_path: Path) -> None:
    for form in ("turtle", "nquads", "jsonld", "csv", "graphml"):
        path = tmp_path / f"graph.{form}"
        result = kg("export", "--store", folder, "--format", form, "--output", str(path))
        assert (result.exit_code, result.stdout) == (0, ""), result.stderr
        assert kg("export", "--store", folder, "--format", form).stdout_bytes == path.read_bytes()
    assert zipfile.is_zipfile(tmp_path / "graph.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"graph.{f}" for f in ("csv", "graphml", "jsonld", "nquads", "turtle")
    ]


def test_an_export_that_cannot_be_written(folder: str, tmp_path: Path) -> None:
    for output in (str(tmp_path), str(tmp_path / "no" / "graph.ttl")):
        result = kg("export", "--store", folder, "--format", "turtle", "--output", output)
        assert result.exit_code == 2
        assert "name a file in a folder that exists" in result.stderr


def test_explain_shows_marks_words_and_rules(folder: str) -> None:
    result = kg("explain", "--store", folder, "sample-1")
    assert result.exit_code == 0
    assert "【林望舒】" in result.stdout
    reading = readings()[0]
    for claim in reading.claims:
        words = reading.article.text[claim.evidence.start : claim.evidence.end].replace("\n", " ")
        assert f"“{words}”  [{claim.evidence.start},{claim.evidence.end}]  rule {claim.evidence.rule}" in result.stdout
    mentioned = {(mention.kind, mention.name) for mention in reading.mentions}
    for entity in linking().entities:
        if any(own.article == "sample-1" and (entity.kind, own.name) in mentioned for own in entity.owns):
            assert all(f"because {reason}" in result.stdout for reason in entity.because)
    unknown = kg("explain", "--store", folder, "sample")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "no article 'sample'; there are" in unknown.stderr


def test_stats_count_everything(folder: str) -> None:
    lines = dict(row.split() for row in kg("stats", "--store", folder).stdout.splitlines())
    assert lines["articles"] == "2"
    assert lines["characters"] == str(sum(len(r.article.text) for r in readings()))
    assert lines["persons"] == str(sum(e.kind == "person" for e in linking().entities))
    assert lines["events"] == str(len(linking().occurrences))


def test_check_finds_nothing_in_a_good_graph(folder: str) -> None:
    result = kg("check", "--store", folder)
    assert (result.exit_code, result.stdout) == (0, ""), result.stdout
    assert "quads checked: no findings" in result.stderr


def test_check_finds_what_is_wrong(tmp_path: Path) -> None:
    with Writer(tmp_path / "store") as writer:
        writer.replace_graph([*nquads(readings(), linking()), b"<urn:x:a> <urn:x:made-up> <urn:x:b> <urn:x:g> .\n"])
    result = kg("check", "--store", str(tmp_path / "store"))
    assert result.exit_code == 1
    assert "urn:x:made-up" in result.stdout


@pytest.fixture
def built(tmp_path: Path) -> str:
    """A store built of the articles of the pipeline's tests."""
    folder_of(tmp_path / "news", ARTICLES)
    assert kg("build", str(tmp_path / "news"), "--store", str(tmp_path / "store")).exit_code == 0
    return str(tmp_path / "store")


def test_add_and_remove_say_what_changed(built: str, tmp_path: Path) -> None:
    asked = kg("remove", "a5", "--store", built)
    assert (asked.exit_code, asked.stdout) == (1, "")
    assert "posts would be lost; is that meant? The graph stays as it was; go on with --yes" in asked.stderr
    gone = kg("remove", "a5", "--store", built, "--yes")
    assert gone.exit_code == 0, gone.stderr
    assert "1 articles removed. The graph is" in gone.stderr
    assert re.search(r"What changed: .*posts: \d+ lost", gone.stderr)
    again = kg("add", str(tmp_path / "news"), "--store", built)
    assert again.exit_code == 0, again.stderr
    assert "1 stored, 4 already there" in again.stderr
    assert "gained post" in again.stderr
    nowhere = kg("add", str(tmp_path / "news"), "--store", str(tmp_path / "nowhere"))
    assert nowhere.exit_code == 1
    assert "no store" in nowhere.stderr


def test_a_verdict_is_given_listed_and_taken_back(built: str) -> None:
    given = kg("verdict", "different", "a1#林望舒", "a3#林望舒", "--store", built, "--author", "Li", "--note", "a namesake")
    assert given.exit_code == 0, given.stderr
    assert "a1#林望舒 and a3#林望舒 are two: verdict of" in given.stderr
    listed = kg("verdict", "list", "--store", built).stdout.rstrip("\n").split("\t")
    assert listed[:5] == ["1", "different", "person", "a1#林望舒", "a3#林望舒"]
    assert listed[6:] == ["Li", "a namesake"]
    several = kg("verdict", "same", "林望舒", "周子衿", "--store", built)
    assert several.exit_code == 1
    assert "林望舒: names 2 things; write one of person/" in several.stderr
    nothing = kg("verdict", "same", "林望", "周子衿", "--store", built)
    assert "林望: names nothing of this graph" in nothing.stderr
    against = kg("verdict", "same", "a1#林望舒", "a3#林望舒", "--store", built)
    assert against.exit_code == 1
    assert "verdicts.tsv:2: a1#林望舒 and a3#林望舒 are two, but one by" in against.stderr
    assert kg("verdict", "undo", "2", "--store", built).exit_code == 1
    assert "taken back: a1#林望舒" in kg("verdict", "undo", "1", "--store", built).stderr
    assert kg("verdict", "list", "--store", built).stdout == ""


def test_conflicts_and_open_pairs_are_tables(built: str) -> None:
    found = kg("conflicts", "--store", built, "--format", "csv")
    assert found.exit_code == 0, found.stderr
    assert found.stdout.splitlines()[0] == "kind,about,day,one,article,sentence,two,article2,sentence2"
    assert "conflicts" in found.stderr
    pairs = kg("review", "--store", built, "--format", "json")
    assert pairs.exit_code == 0, pairs.stderr
    assert json.loads(pairs.stdout)["head"]["vars"] == ["share", "kind", "label", "left", "right", "because"]
