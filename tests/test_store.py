"""The store: what goes in comes out, generations switch whole, and every wrong folder has its sentence."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import model
from kg.errors import StoreError
from kg.packing import content, pack, unpack
from kg.store import Store, Writer
from tests.graph.sample import readings

ONE = b'<https://a.example/s> <https://a.example/p> "one" <https://a.example/g> .\n'
TWO = b'<https://a.example/s> <https://a.example/p> "two" <https://a.example/g> .\n'

_words = st.text(max_size=8)
_offset = st.integers(0, 1 << 32)
_evidence = st.builds(model.Evidence, _offset, _offset, _words)
_mention = st.builds(model.Mention, _words, _offset, _offset, period=st.none() | st.builds(model.Period, _words, _words))
_claim = (
    st.builds(model.Membership, evidence=_evidence)
    | st.builds(model.Event, participants=st.tuples(st.builds(model.Participant, rank=_offset)), evidence=_evidence)
    | st.builds(model.Quotation, evidence=_evidence)
)
_reading = st.builds(
    model.Reading,
    st.builds(model.Article, id=_words, title=_words, text=_words, body=_offset),
    st.lists(_mention, max_size=2).map(tuple),
    st.lists(_claim, max_size=4).map(tuple),
)


def rows(rules: str = "1") -> list[tuple[str, bytes, str, bytes]]:
    return [(r.article.id, content(r.article), rules, pack(r)) for r in readings()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with the sample's readings and a graph of one quad."""
    with Writer(tmp_path / "store") as writer:
        writer.add(rows())
        writer.replace_graph([ONE])
    return tmp_path / "store"


@given(_reading)
def test_a_reading_comes_back_as_it_was(reading: model.Reading) -> None:
    assert unpack(pack(reading)) == reading


def test_damaged_bytes_are_a_store_error() -> None:
    with pytest.raises(StoreError, match="damaged"):
        unpack(b"no reading")


def test_content_is_everything_but_the_origin() -> None:
    article = readings()[0].article
    assert content(article) == content(replace(article, origin="elsewhere.txt"))
    changes: list[dict[str, object]] = [{"title": "别的"}, {"published": None}, {"byline": ()}, {"body": 0}]
    others = [replace(article, **change) for change in changes]  # type: ignore[arg-type]
    assert content(article) not in {content(other) for other in others}


def test_readings_come_sorted_by_article_whatever_their_order_was(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        writer.add(reversed(rows()))
        assert [r.article.id for r in writer.readings()] == sorted(r.article.id for r in readings())
        assert {r.article.id: r for r in writer.readings()} == {r.article.id: r for r in readings()}
        assert len(writer) == 2
        assert writer.contents() == {name: mark for name, mark, _, _ in rows()}


def test_an_unknown_article_is_named_with_those_like_it(folder: Path) -> None:
    with Store(folder) as store:
        assert store.reading("sample-1") == readings()[0]
        with pytest.raises(StoreError, match=r"no article 'sample'; there are sample 2/二, sample-1"):
            store.reading("sample")


def test_outdated_are_those_of_other_rules(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        writer.add(rows("old")[:1])
        writer.add(rows("new")[1:])
        assert [article.id for article in writer.outdated("new")] == [readings()[0].article.id]


def test_the_graph_is_current_until_the_readings_change(folder: Path) -> None:
    with Writer(folder) as writer:
        assert writer.is_current
        writer.add(rows("2"))
        assert not writer.is_current
        writer.replace_graph([ONE])
        assert writer.is_current


def test_a_held_generation_stays_and_goes_when_let_go(folder: Path) -> None:
    snapshot = Store(folder).snapshot()
    with Writer(folder) as writer:
        writer.replace_graph([TWO])
    assert [quad.object.value for quad in snapshot.graph] == ["one"]
    assert snapshot.folder.is_dir()
    with Store(folder).snapshot() as newer:
        assert [quad.object.value for quad in newer.graph] == ["two"]
        assert newer.name != snapshot.name
    snapshot.close()
    with Writer(folder):
        pass
    assert sorted(path.name for path in folder.glob("graph-*")) == [newer.name]


def test_what_a_killed_build_left_is_not_the_graph_and_is_cleared(folder: Path) -> None:
    (folder / "graph-7").mkdir()
    (folder / "graph-7" / "CURRENT").write_text("half")
    with Store(folder).snapshot() as snapshot:
        assert snapshot.name == "graph-1"
    with Writer(folder) as writer:
        writer.replace_graph([TWO])
    assert [path.name for path in folder.glob("graph-*")] == ["graph-2"]


def test_a_graph_that_breaks_off_leaves_the_old_one(folder: Path) -> None:
    def broken() -> object:
        yield TWO
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Writer(folder) as writer:
        writer.replace_graph(broken())
    with Store(folder).snapshot() as snapshot:
        assert [quad.object.value for quad in snapshot.graph] == ["one"]
    with Writer(folder) as writer:
        assert writer.is_current


def test_a_store_being_written_is_read_but_not_written_by_another(folder: Path) -> None:
    with Writer(folder):
        with pytest.raises(StoreError, match="being written by another process; wait until"):
            Writer(folder)
        with Store(folder).snapshot() as snapshot:
            assert len(snapshot.graph) == 1
    with Writer(folder):
        pass


def _newer(folder: Path) -> None:
    (folder / "meta.json").write_text(json.dumps({"format": 99}))


def _broken(folder: Path) -> None:
    (folder / "meta.json").write_text("{")


def _without_database(folder: Path) -> None:
    (folder / "readings.sqlite").unlink()


def _foreign_database(folder: Path) -> None:
    (folder / "readings.sqlite").write_bytes(b"no database at all, but long enough to be looked at" * 10)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_newer, "a store of format 99, this version reads up to 1; install the newer"),
        (_broken, "not a store's meta.json"),
        (_without_database, "not a store's database .it is missing"),
        (_foreign_database, "not a store's database .file is not a database"),
    ],
)
@pytest.mark.parametrize("kind", [Store, Writer])
def test_a_spoilt_store_says_what_is_wrong(folder: Path, spoil: object, sentence: str, kind: type[Store]) -> None:
    assert callable(spoil)
    spoil(folder)
    with pytest.raises(StoreError, match=sentence):
        kind(folder)


def test_no_store_to_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no store \(has no meta.json\); make one with: python -m kg build"):
        Store(tmp_path)
    with pytest.raises(StoreError, match=r"no store \(does not exist\)"):
        Store(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_no_folder_of_others_is_written_into(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match=r"no store, and not empty \(found letter.txt\)"):
        Writer(tmp_path)
    with pytest.raises(StoreError, match="a file, expected the folder"):
        Writer(tmp_path / "letter.txt")
    assert os.listdir(tmp_path) == ["letter.txt"]


def test_an_empty_store_has_no_graph_to_ask(tmp_path: Path) -> None:
    with Writer(tmp_path):
        pass
    with Store(tmp_path) as store:
        assert store.generation is None
        with pytest.raises(StoreError, match="the store is empty, no build has ended yet"):
            store.snapshot()


def test_a_damaged_graph_is_a_store_error(folder: Path) -> None:
    (folder / "graph-1" / "CURRENT").write_text("MANIFEST-999999\n")
    with pytest.raises(StoreError, match="the graph is damaged"):
        Store(folder).snapshot()
