"""Adding, removing and judging: what comes out is what a full build of the remaining articles gives, quad for quad."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.errors import LossError, StoreError, VerdictError
from kg.graph import patches
from kg.nquads import Patch
from kg.pipeline import build, judge, remove, unjudge
from kg.store import Store
from kg.verdicts import FILE, HEADER, Verdict, load, reference
from tests.test_pipeline import ARTICLES, exported, folder_of, line

MORE = [
    *ARTICLES,
    ("a6", "省委书记到云岭调研", "本报讯 3月6日，云岭市市长高远陪同省委书记林望舒在云岭港调研。高远表示，要加快港口建设。"),
    ("a7", "云岭市河湖治理工作会议举行", "本报讯 3月6日，云岭市河湖治理工作会议举行。市长高远、副市长秦牧野出席。"),
    ("a8", "村民秦牧野种下万棵树", "本报讯 村民秦牧野在青河村种树二十年。周子衿说，这是大家的榜样。"),
]


@pytest.fixture
def patching(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few articles there are, the graph is patched and not loaded anew."""
    monkeypatch.setattr(pipeline, "_PATCHED", 100)


def jsonl(path: Path, numbers: list[int]) -> Path:
    path.write_text("".join(line(MORE[number]) for number in numbers), encoding="utf-8")
    return path


_step = st.tuples(st.sampled_from(("add", "remove")), st.sets(st.integers(0, len(MORE) - 1), min_size=1, max_size=3))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_step, min_size=1, max_size=6))
def test_any_way_to_the_same_articles_gives_the_same_graph(
    patching: None, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, set[int]]]
) -> None:
    path = tmp_path_factory.mktemp("steps")
    there: set[int] = set()
    for number, (what, chosen) in enumerate(steps):
        if what == "add":
            build([jsonl(path / f"{number}.jsonl", sorted(chosen))], path / "store", workers=1)
            there |= chosen
        elif there & chosen:
            remove([MORE[n][0] for n in sorted(there & chosen)], path / "store", yes=True)
            there -= chosen
    build([jsonl(path / "all.jsonl", sorted(there))], path / "whole", workers=1)
    if (path / "store").exists():
        assert exported(path / "store") == exported(path / "whole")
        with Store(path / "store") as changed, Store(path / "whole") as whole:
            made, expected = changed.made(), whole.made()
            assert made is not None
            assert made == expected


@pytest.fixture
def store(tmp_path: Path) -> Path:
    build([jsonl(tmp_path / "all.jsonl", list(range(len(MORE))))], tmp_path / "store", workers=1)
    return tmp_path / "store"


def test_a_patch_writes_only_what_changed(patching: None, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Patch] = []

    def noted(*arguments: Any) -> Iterator[Patch]:
        for patch in patches(*arguments):
            written.append(patch)
            yield patch

    monkeypatch.setattr(pipeline, "patches", noted)
    before = {path.name: path.read_bytes() for path in (store / "graph-1").iterdir()}
    with Store(store).snapshot() as held:  # keeps the old generation
        remove(["a4"], store, yes=True)
        assert {path.name: path.read_bytes() for path in (store / "graph-1").iterdir()} == before
        assert len(held.graph) > 0
    pages = {patch.graph.rpartition("/")[2] for patch in written if patch.thing is None}
    assert pages == {"a4"}
    assert 0 < len(written) < 20


def test_an_article_is_replaced(patching: None, store: Path, tmp_path: Path) -> None:
    name, title, text = MORE[1]
    new = text.replace("秦牧野", "苏砚秋")
    (tmp_path / "new.jsonl").write_text(line((name, title, new)), encoding="utf-8")
    assert len(build([tmp_path / "new.jsonl"], store).refused) == 1
    summary = build([tmp_path / "new.jsonl"], store, replace=True, yes=True)
    assert (summary.stored, summary.refused) == (1, ())
    assert {(c.what, c.label) for c in summary.changes if c.kind == "person"} == {("gained", "苏砚秋")}
    others = [article if article[0] != name else (name, title, new) for article in MORE]
    folder_of(tmp_path / "news", others)
    build([tmp_path / "news"], tmp_path / "whole", workers=1)
    assert exported(store) == exported(tmp_path / "whole")


def test_what_changed_is_told_and_logged(store: Path, tmp_path: Path) -> None:
    assert not (store / "changes").exists()
    summary = remove(["a3", "a5"], store, yes=True)
    lost = {(c.kind, c.label) for c in summary.changes if c.what == "lost"}
    assert ("person", "奥利·汉森") in lost
    log = (store / "changes" / "0002.tsv").read_text(encoding="utf-8").splitlines()
    assert log[0] == "change\tkind\tthing\tlabel\twith"
    assert len(log) == len(summary.changes) + 1
    assert remove([], store).changes == ()


def test_a_great_loss_is_asked_about_and_nothing_is_lost(store: Path) -> None:
    before, articles = exported(store), Store(store).contents()
    with pytest.raises(LossError, match=r"\d of \d+ posts would be lost; is that meant\?.*--yes"):
        remove(["a1", "a2", "a5"], store)
    assert (exported(store), Store(store).contents()) == (before, articles)
    assert Store(store).generation == "graph-1"
    remove(["a1", "a2", "a5"], store, yes=True)
    assert len(Store(store)) == len(MORE) - 3


def test_what_is_not_there_cannot_be_removed(store: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no article 'a99'"):
        remove(["a1", "a99"], store, yes=True)
    assert len(Store(store)) == len(MORE)
    with pytest.raises(StoreError, match="no store"):
        remove(["a1"], tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def _verdict(word: str, kind: str, left: str, right: str) -> Verdict:
    one, two = reference(left), reference(right)
    assert one is not None
    assert two is not None
    return Verdict(word, kind, one, two, "2026-06-03", "Li", "as the byline says")


def test_a_verdict_is_applied_survives_and_is_taken_back(patching: None, store: Path, tmp_path: Path) -> None:
    before = exported(store)
    summary = judge([_verdict("same", "person", "a2#秦牧野", "a8#秦牧野")], store)
    assert [c.what for c in summary.changes if c.kind == "person"] in (["merged"], [])
    joined = exported(store)
    assert "verdict of 2026-06-03 by Li: as the byline says" in joined.decode()
    (tmp_path / "whole").mkdir()
    (tmp_path / "whole" / FILE).write_bytes((store / FILE).read_bytes())
    build([jsonl(tmp_path / "again.jsonl", list(range(len(MORE))))], tmp_path / "whole", workers=1)
    assert exported(tmp_path / "whole") == joined
    gone, _ = unjudge(1, store)
    assert gone.right.article == "a8"
    assert exported(store) == before


def test_a_verdict_on_nothing_changes_nothing(store: Path) -> None:
    before = exported(store)
    with pytest.raises(VerdictError, match=r"verdicts.tsv:2: no person '秦牧也' was read in article 'a8'"):
        judge([_verdict("same", "person", "a2#秦牧野", "a8#秦牧也")], store)
    assert not (store / FILE).exists()
    judge([_verdict("different", "person", "a2#秦牧野", "a8#秦牧野")], store)
    with pytest.raises(VerdictError, match=r"are two, but one by"):
        judge([_verdict("same", "person", "a2#秦牧野", "a8#秦牧野")], store)
    assert len(load(store / FILE)) == 1
    with pytest.raises(VerdictError, match=r"verdicts.tsv:2: no person '秦牧野' was read in article 'a8'"):
        remove(["a8"], store, yes=True)
    assert "a8" in Store(store).contents()
    assert unjudge(1, store)[0].verdict == "different"
    assert exported(store) == before


def test_a_broken_table_stops_a_build_before_it_begins(store: Path, tmp_path: Path) -> None:
    before = exported(store)
    (store / FILE).write_text("\t".join(HEADER) + "\nsame\tperson\ta2#秦牧野\n", encoding="utf-8")
    extra = json.loads(line(MORE[0])) | {"id": "b1"}
    (tmp_path / "b.jsonl").write_text(json.dumps(extra, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(VerdictError, match=r"verdicts.tsv:2: 3 cells, expected 7"):
        build([tmp_path / "b.jsonl"], store)
    assert (exported(store), len(Store(store))) == (before, len(MORE))
