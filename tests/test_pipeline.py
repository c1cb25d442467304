"""The whole way: the graph depends on the articles alone, bad items never stop the others, a killed build goes on."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.errors import StoreError
from kg.export import write_nquads
from kg.pipeline import Summary, build
from kg.store import Store

ARTICLES = [
    ("a1", "云岭市召开河湖治理会议", "本报讯 昨天上午，云岭市河湖治理工作会议举行。市委书记林望舒主持会议并讲话。市长高远出席。"),
    ("a2", "高远到港口调研", "本报讯 3月6日，云岭市市长高远前往云岭港调研。副市长秦牧野、周子衿陪同。"),
    ("a3", "林望舒会见来访客人", "本报讯 市委书记林望舒昨天会见贝兰国经济部长奥利·汉森。双方就港口合作交换意见。"),
    ("a4", "云岭发布治水方案", "本报讯 云岭市人民政府3月8日印发《云岭市治水三年方案》。市水务局负责实施。"),
    ("a5", "周子衿任云岭市市长", "本报讯 云岭市人大常委会昨日决定任命周子衿为云岭市市长。高远不再担任云岭市市长职务。"),
]


def line(article: tuple[str, str, str], **more: str) -> str:
    name, title, text = article
    return json.dumps({"id": name, "title": title, "text": text, "published": "2024-03-07", **more}, ensure_ascii=False) + "\n"


def folder_of(path: Path, articles: list[tuple[str, str, str]]) -> Path:
    path.mkdir()
    for article in articles:
        (path / f"{article[0]}.jsonl").write_text(line(article), encoding="utf-8")
    return path


def exported(store: Path) -> bytes:
    output = io.BytesIO()
    with Store(store) as opened, opened.snapshot() as snapshot:
        write_nquads(snapshot.graph, output)
    return output.getvalue()


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The graph of all articles, built at once in one process."""
    path = tmp_path_factory.mktemp("all")
    build([folder_of(path / "news", ARTICLES)], path / "store", workers=1)
    return exported(path / "store")


def test_a_build_counts_what_it_did(tmp_path: Path) -> None:
    news = folder_of(tmp_path / "news", ARTICLES)
    stages: list[str] = []
    summary = build([news], tmp_path / "store", progress=lambda stage, done, total: stages.append(stage))
    assert summary == Summary(read=5, stored=5, skipped=0, refused=(), renewed=0, generation="graph-1")
    assert list(dict.fromkeys(stages)) == ["reading", "extracting", "linking", "loading"]
    assert len(Store(tmp_path / "store")) == 5


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    news = folder_of(tmp_path / "news", ARTICLES)
    build([news], tmp_path / "store")
    assert build([news], tmp_path / "store") == Summary(5, 0, 5, (), 0, "graph-1")


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(ARTICLES))), cuts=st.sets(st.integers(1, 4)))
def test_order_and_portions_change_no_byte(
    expected: bytes, tmp_path_factory: pytest.TempPathFactory, order: list[int], cuts: set[int]
) -> None:
    path = tmp_path_factory.mktemp("portions")
    edges = [0, *sorted(cuts), len(order)]
    for begin, end in pairwise(edges):
        portion = path / f"{begin}.jsonl"
        portion.write_text("".join(line(ARTICLES[number]) for number in order[begin:end]), encoding="utf-8")
        build([portion], path / "store", workers=1)
    assert exported(path / "store") == expected


def test_the_order_of_arguments_changes_no_byte(expected: bytes, tmp_path: Path) -> None:
    news = folder_of(tmp_path / "news", ARTICLES)
    build(sorted(news.iterdir(), reverse=True), tmp_path / "store")
    assert exported(tmp_path / "store") == expected


def test_the_number_of_workers_changes_no_byte(expected: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_CHUNK", 2)
    build([folder_of(tmp_path / "news", ARTICLES)], tmp_path / "store", workers=2)
    assert exported(tmp_path / "store") == expected


def test_bad_items_are_refused_and_the_others_stored(tmp_path: Path) -> None:
    news = folder_of(tmp_path / "news", ARTICLES[:2])
    (news / "b.jsonl").write_text("{broken\n" + line(ARTICLES[2]), encoding="utf-8")
    (news / "c.txt").write_bytes(b"")
    summary = build([news, tmp_path / "nowhere"], tmp_path / "store")
    assert (summary.read, summary.stored) == (3, 3)
    assert len(summary.refused) == 3
    for name in ("b.jsonl", "c.txt", "nowhere"):
        assert sum(name in reason for reason in summary.refused) == 1, name


def test_one_id_with_two_texts_is_refused(tmp_path: Path) -> None:
    name, title, text = ARTICLES[0]
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    one.write_text(line(ARTICLES[0]), encoding="utf-8")
    other.write_text(line((name, title, text + "会议还听取了汇报。")), encoding="utf-8")
    summary = build([one, other], tmp_path / "store")
    assert (summary.stored, len(summary.refused)) == (1, 1)
    assert "article 'a1' is in" in summary.refused[0]
    assert "one.jsonl" in summary.refused[0]
    again = build([other], tmp_path / "store")
    assert "article 'a1' is in the store with other content; give it another id" in again.refused[0]
    assert again.generation == "graph-1"


def test_limit_takes_the_first_articles(tmp_path: Path) -> None:
    news = folder_of(tmp_path / "news", ARTICLES)
    assert build([news], tmp_path / "store", limit=2).stored == 2
    assert sorted(Store(tmp_path / "store").contents()) == ["a1", "a2"]


def test_newer_rules_read_the_stored_articles_again(expected: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news = folder_of(tmp_path / "news", ARTICLES)
    with monkeypatch.context() as older:
        older.setattr(pipeline, "rules_version", lambda: "older")
        build([news / "a1.jsonl", news / "a2.jsonl"], tmp_path / "store")
    summary = build([news], tmp_path / "store")
    assert (summary.stored, summary.skipped, summary.renewed) == (3, 2, 2)
    assert exported(tmp_path / "store") == expected


def test_an_empty_input_makes_an_empty_graph(tmp_path: Path) -> None:
    summary = build([tmp_path / "nothing.txt"], tmp_path / "store")
    assert (summary.read, len(summary.refused), summary.generation) == (0, 1, "graph-1")


def test_a_folder_of_others_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="no store, and not empty"):
        build([tmp_path / "letter.txt"], tmp_path)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_build_keeps_what_it_had_and_goes_on(tmp_path: Path, ending: signal.Signals) -> None:
    many = tmp_path / "many.jsonl"
    text = "".join(line((f"{number:05}", *ARTICLES[number % 5][1:])) for number in range(3000))
    many.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "kg", "build", str(many), "--store", str(tmp_path / "store"), "--workers", "1"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=Path(__file__).parent.parent)
    kept = _wait_for_readings(tmp_path / "store", process)
    os.kill(process.pid, ending)
    assert process.wait(timeout=30) != 0
    with Store(tmp_path / "store") as store:
        assert len(store) >= kept > 0
        already = len(store)
    summary = build([many], tmp_path / "store", limit=already + 1, workers=1)
    assert (summary.skipped, summary.stored, summary.generation) == (already, 1, "graph-1")


def _wait_for_readings(folder: Path, process: subprocess.Popen[bytes]) -> int:
    """How many readings there are as soon as there are some."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if (folder / "meta.json").exists():
            with Store(folder) as store:
                count = len(store)
            if count:
                return count
        time.sleep(0.02)
    raise AssertionError("the build ended before it kept anything")
