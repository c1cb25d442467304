"""The page of contradictions: both sentences, links to both, and what it says where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph import nquads
from kg.link import link
from kg.model import Reading
from kg.packing import content, pack
from kg.store import Made, Writer
from tests.test_conflicts import holder
from tests.web.test_pages import WORDS, run, shown


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


def _write(folder: Path, readings: list[Reading]) -> None:
    linking = link(readings)
    with Writer(folder) as writer:
        writer.add((r.article.id, content(r.article), "1", pack(r)) for r in readings)
        writer.replace_graph(nquads(readings, linking), Made("1", writer.contents(), linking))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_contradiction_with_both_sentences(asked: Path, language: str) -> None:
    readings = [
        holder(1, "赵万川", "2024-01-01"),
        holder(2, "钱无涯", "2024-07-01", begin="2024-02-01"),
        holder(3, "赵万川", "2024-07-01"),
    ]
    _write(asked, readings)
    body = shown(run("conflicts", lang=language))
    for words in ("吉林省省长赵万川今天出席会议。", "吉林省省长钱无涯今天出席会议。", WORDS["conflict-holders"][language]):
        assert words in body
    assert "entity?id=person%2F" in body
    assert "article?id=article%2Fa2" in body


def test_no_contradiction(asked: Path) -> None:
    _write(asked, [holder(1, "赵万川", "2024-01-01")])
    assert WORDS["conflicts-none"]["zh"] in shown(run("conflicts"))


def test_a_graph_of_an_older_version_says_so(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", str(store))
    assert "build it again" in shown(run("conflicts"))
