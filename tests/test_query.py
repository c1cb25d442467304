"""Queries: what they answer, what they refuse, and that nothing a user types can stall or leave the machine."""

from __future__ import annotations

import http.server
import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import OntologyError, QueryError, StoreError
from kg.graph import nquads
from kg.query import Table, ask, named_queries, parse_named
from kg.query_worker import Worker
from kg.store import Store, Writer
from kg.vocab import XSD
from tests.graph.sample import linking, readings

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
CASES = [
    line.split("\t") for line in (Path(__file__).parent / "cases" / "service.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the graph of the sample."""
    path = tmp_path_factory.mktemp("query") / "store"
    with Writer(path) as writer:
        writer.replace_graph(nquads(readings(), linking()))
    return path


@pytest.fixture(scope="module")
def worker(folder: Path) -> Iterator[Worker]:
    with Worker(folder) as worker:
        yield worker


@pytest.fixture
def graph() -> pyoxigraph.Store:
    """Three quads in two named graphs."""
    store = pyoxigraph.Store()
    a, b, p = (NamedNode(f"https://a.example/{name}") for name in "abp")
    store.extend(
        [Quad(a, p, Literal("一", language="zh"), a), Quad(a, p, Literal("2", datatype=XSD.integer), b), Quad(b, p, a, b)]
    )
    return store


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An HTTP server on this machine and the requests that it got."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", seen
        server.shutdown()


def test_a_query_runs_over_all_graphs(graph: pyoxigraph.Store) -> None:
    table = ask(graph, "SELECT ?o { <https://a.example/a> ?p ?o } ORDER BY STR(?o)")
    assert table == Table(("o",), ((Literal("2", datatype=XSD.integer),), (Literal("一", language="zh"),)))
    assert table.strings() == [("2",), ("一",)]


def test_the_limit_cuts_and_says_so(graph: pyoxigraph.Store) -> None:
    assert [(len(t.rows), t.more) for t in (ask(graph, "SELECT * { ?s ?p ?o }", limit=n) for n in (2, 3, 4))] == [
        (2, True),
        (3, False),
        (3, False),
    ]
    assert ask(graph, "CONSTRUCT WHERE { ?s ?p ?o }", limit=1).more


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("SELECT * { ?z ?b ?a }", ("z", "b", "a")),
        (
            "# ?c first\nselect distinct * WHERE { ?z <http://x/?a> ?b OPTIONAL { ?b ?y ?a } FILTER(?b != '?q') }",
            ("z", "b", "y", "a"),
        ),
        ("SELECT ?o ?s { ?s ?p ?o }", ("o", "s")),
        ("SELECT ?o ?s { { SELECT * { ?s ?p ?o } } }", ("o", "s")),
        ("ASK { ?s ?p ?o }", ("answer",)),
        ("DESCRIBE <https://a.example/a>", ("subject", "predicate", "object")),
    ],
)
def test_columns_stand_as_the_query_names_them(graph: pyoxigraph.Store, query: str, columns: tuple[str, ...]) -> None:
    assert ask(graph, query).columns == columns


def test_values_are_terms_or_strings(graph: pyoxigraph.Store) -> None:
    rows = ask(graph, "SELECT ?s ?o { ?s ?p ?o }", {"o": "https://a.example/a"}).rows
    assert rows == ((NamedNode("https://a.example/b"), NamedNode("https://a.example/a")),)
    assert len(ask(graph, "SELECT ?s ?o { ?s ?p ?o }", {"o": Literal("一", language="zh")}).rows) == 1
    assert ask(graph, "SELECT ?s ?o { ?s ?p ?o }", {"o": "一"}).rows == ()
    assert len(ask(graph, "SELECT ?s ?word { ?s ?p ?o FILTER(STR(?o) = ?word) }", {"word": "一"}).rows) == 1
    with pytest.raises(QueryError, match=r"a value for a variable that is no column .*add it to SELECT"):
        ask(graph, "SELECT ?s { ?s ?p ?o }", {"o": "一"})


def test_known_prefixes_need_no_declaration(graph: pyoxigraph.Store) -> None:
    assert ask(graph, "ASK { ?s a foaf:Person }").strings() == [("false",)]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "none of SELECT, ASK, CONSTRUCT, DESCRIBE; begin with one"),
        ("selec ?x", "none of SELECT, ASK"),
        (
            "SELECT ?x\nWHERE { ?x foo:bar 1 }",
            r"line 2, column \d+: found '1'; a prefix before it is not declared;",
        ),
        ("SELECT ?x { ?x ?p", r"line 1, column 18: the query ends;"),
        ("SELECT ?x { ?x ?p ？y }", r"line 1, column \d+: .* a Chinese punctuation mark"),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?y } GROUP BY ?y", "neither in GROUP BY nor computed"),
        ("INSERT DATA { <a:b> <a:c> 1 }", "INSERT changes data: refused"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE changes data: refused"),
        ("CLEAR ALL", "CLEAR changes data: refused"),
    ],
)
def test_what_is_no_query_is_explained(graph: pyoxigraph.Store, query: str, sentence: str) -> None:
    with pytest.raises(QueryError, match=sentence) as caught:
        ask(graph, query)
    assert "\n" not in str(caught.value)
    assert len(graph) == 3


@pytest.mark.parametrize(("query", "expected", "strength"), CASES)
def test_no_query_leaves_the_machine(
    worker: Worker, listener: tuple[str, list[str]], query: str, expected: str, strength: str
) -> None:
    url, seen = listener

    def outcome() -> str:
        try:
            worker.ask(query.replace("URL", url), seconds=10)
        except QueryError as error:
            return "refused" if re.search("refused|line 1, column", str(error)) else str(error)
        return "answered"

    assert outcome() == expected or strength == "weak"
    assert seen == []


def test_the_cases_would_call_out_without_a_lock(listener: tuple[str, list[str]]) -> None:
    """At least the plain ones: so the listener hears what there is to hear."""
    url, seen = listener
    with pytest.raises(Exception, match="404"):
        list(pyoxigraph.Store().query(CASES[0][0].replace("URL", url)))  # type: ignore[arg-type]
    assert seen


def test_the_second_lock_holds_alone(folder: Path, listener: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    url, seen = listener
    (folder.parent / "sitecustomize.py").write_text("import kg.query\nkg.query._refuse_service = lambda text: None\n")
    monkeypatch.setenv("PYTHONPATH", str(folder.parent))
    with Worker(folder) as open_worker, pytest.raises(QueryError, match="failed while it ran"):
        open_worker.ask(f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", seconds=10)
    assert seen == []


def test_a_worker_answers_as_this_process_does(worker: Worker, folder: Path) -> None:
    queries = [
        "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o",
        "ASK { ?s a foaf:Person }",
        "SELECT ?s ?t { ?s a org:Role OPTIONAL { ?s a ?t, kg:x } } ORDER BY ?s",
    ]
    with Store(folder) as store, store.snapshot() as snapshot:
        for query in queries:
            assert worker.ask(query) == ask(snapshot.graph, query)
    assert worker.ask("SELECT ?p ?n { ?p skos:prefLabel ?n }", {"n": Literal("林望舒", language="zh")}).rows


def test_time_is_over(worker: Worker) -> None:
    begin = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0.5 s; ask for less"):
        worker.ask(ENDLESS, seconds=0.5)
    assert time.monotonic() - begin < 5
    assert worker.ask("ASK {}").strings() == [("true",)]


def test_cancelled_from_another_thread(worker: Worker) -> None:
    worker.start()
    timer = threading.Timer(0.3, worker.cancel)
    timer.start()
    with pytest.raises(QueryError, match="cancelled"):
        worker.ask(ENDLESS, seconds=30)
    assert worker.ask("ASK {}").strings() == [("true",)]


def test_memory_is_used_up(folder: Path) -> None:
    everything = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"
    with Worker(folder, megabytes=300) as small:
        with pytest.raises(QueryError, match="needs more than 300 MB of memory"):
            small.ask(everything, seconds=50)
        assert small.ask("ASK {}").strings() == [("true",)]


def test_a_worker_follows_the_build(tmp_path: Path) -> None:
    line = '<https://a.example/s> <https://a.example/p> "{}" <https://a.example/g> .\n'
    with Writer(tmp_path) as writer, Worker(tmp_path) as follower:
        for word in ("one", "two"):
            writer.replace_graph([line.format(word).encode()])
            assert follower.ask("SELECT ?o { ?s ?p ?o }").strings() == [(word,)]


def test_a_worker_of_no_store(tmp_path: Path) -> None:
    with Worker(tmp_path / "nowhere") as lost, pytest.raises(StoreError, match="no store"):
        lost.ask("ASK {}")
    with Writer(tmp_path / "empty"):
        pass
    with Worker(tmp_path / "empty") as lost, pytest.raises(StoreError, match="the store is empty"):
        lost.ask("ASK {}")


def test_a_worker_can_open_nothing_more(worker: Worker) -> None:
    """A custom check of the lock itself: the limit of open files is what is open."""
    worker.start()
    process = worker._process
    assert process is not None
    limits = Path(f"/proc/{process.pid}/limits")
    if not limits.exists():
        pytest.skip("no /proc on this system")
    line = next(line for line in limits.read_text().splitlines() if line.startswith("Max open files"))
    assert int(line.split()[3]) < socket.SOMAXCONN


def test_a_named_query_has_its_questions_and_parameters() -> None:
    text = "# zh: 谁？\n# en: Who?\n# param: name 林望舒\nSELECT ?x { ?x ?p ?name }\n# zh: no head"
    query = parse_named("who", text, "who.rq")
    assert (query.zh, query.en, query.parameters) == ("谁？", "Who?", (("name", "林望舒"),))
    with pytest.raises(OntologyError, match=r"who.rq: no question in its first lines; add '# en:"):
        parse_named("who", "# zh: 谁？\nASK {}", "who.rq")
    with pytest.raises(OntologyError, match=r"who.rq:2: parameter name has no example"):
        parse_named("who", "# zh: 谁？\n# param: name\n", "who.rq")


def test_every_named_query_runs_with_its_examples(graph: pyoxigraph.Store) -> None:
    queries = named_queries()
    assert queries
    for query in queries.values():
        assert ask(graph, query.text, dict(query.parameters)).form == "select", query.name
