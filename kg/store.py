"""The store: a folder that keeps readings and the graph made of them.

    meta.json         the format of the folder, and which graph is the current one
    readings.sqlite   every article with what was read in it; added to in transactions, so a killed build keeps what it had
    graph-N/          a generation of the graph (Oxigraph); made whole beside the current one, then switched to
    made-N.msgpack    what generation N was made from and how it was linked: the next one is told by what differs
    verdicts.tsv      what a person decided about who is who (kg.verdicts); may be a link to a file elsewhere
    changes/N.tsv     what generation N has and lacks that the one before it had
    lock              held by the one process that writes

Readers open the current generation read-only and never the one being written; a generation that a reader holds is not removed
under it. In: readings as records or packed bytes, N-Quads, patches. Out: readings, a read-only Oxigraph store.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import io
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
import pyoxigraph

from kg import verdicts
from kg.errors import StoreError
from kg.model import Article, Linking, Reading
from kg.nquads import Patch, Stream
from kg.packing import unpack
from kg.patching import patch_copy

FORMAT = 1

_SCHEMA = """CREATE TABLE IF NOT EXISTS reading (
    article TEXT PRIMARY KEY,   -- Article.id
    content BLOB NOT NULL,      -- content(article): tells whether an article came again unchanged
    rules TEXT NOT NULL,        -- the version of the rules that read it
    body BLOB NOT NULL          -- pack(reading)
)"""

# What linking sees in each article by itself: kept, because it is two thirds of linking.
_SEEN = """CREATE TABLE IF NOT EXISTS seen (
    article TEXT PRIMARY KEY,
    rules TEXT NOT NULL,
    body BLOB NOT NULL
)"""


class _Meta(msgspec.Struct):
    format: int
    graph: str | None = None  # the folder of the current generation
    made_from: str | None = None  # Writer.state() of the readings that it was made from


class Made(msgspec.Struct, frozen=True):
    """What a generation of the graph was made from: the rules, content(article) of each article, and who was taken for whom."""

    rules: str
    articles: dict[str, bytes]
    linking: Linking
    judged: bool = False  # whether verdicts had a part in it


_encoder = msgspec.msgpack.Encoder()
_made = msgspec.msgpack.Decoder(Made)


class Snapshot:
    """The current graph, read-only, held against removal until it is closed; a context manager."""

    def __init__(self, graph: pyoxigraph.Store, folder: Path, hold: int) -> None:
        self.graph = graph
        self.folder = folder
        self._hold: int | None = hold

    @property
    def name(self) -> str:
        """The generation: another one after every build that changed something."""
        return self.folder.name

    def close(self) -> None:
        """Let go of the generation; it may be removed after the next build."""
        if self._hold is not None:
            os.close(self._hold)
            self._hold = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class Store:
    """A store folder opened for reading. Raises StoreError for a folder that is none or is of a newer version."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._meta = self._read_meta()
        self._database = _connect(self.folder)

    def _read_meta(self) -> _Meta:
        path = self.folder / "meta.json"
        if not path.is_file():
            what = "has no meta.json" if self.folder.is_dir() else "does not exist"
            raise StoreError(f"{self.folder}: no store ({what}); make one with: python -m kg build PATH --store {self.folder}")
        try:
            meta = msgspec.json.decode(path.read_bytes(), type=_Meta)
        except msgspec.MsgspecError as error:
            raise StoreError(f"{path}: not a store's meta.json ({error}); build the store again into an empty folder") from error
        if meta.format > FORMAT:
            raise StoreError(
                f"{self.folder}: a store of format {meta.format}, this version reads up to {FORMAT}; "
                "install the newer zhengwen or build the store again"
            )
        return meta

    @property
    def generation(self) -> str | None:
        """The name of the current graph as it is on disk now, None before the first build ends."""
        return self._read_meta().graph

    def snapshot(self) -> Snapshot:
        """The current graph. Raises StoreError where no build has ended yet."""
        for _ in range(10):
            name = self.generation
            if name is None:
                raise StoreError(
                    f"{self.folder}: the store is empty, no build has ended yet; add articles with python -m kg build"
                )
            folder = self.folder / name
            with contextlib.suppress(FileNotFoundError):  # a build switched and cleared between our two looks: look again
                hold = os.open(folder, os.O_RDONLY)
                fcntl.flock(hold, fcntl.LOCK_SH)
                if self.generation == name:
                    return Snapshot(_open_graph(folder), folder, hold)
                os.close(hold)
        raise StoreError(f"{self.folder}: the current graph is missing; build again")

    def readings(self) -> Iterator[Reading]:
        """Every reading, sorted by article id (code points)."""
        for (body,) in self._database.execute("SELECT body FROM reading ORDER BY article"):
            yield unpack(body)

    def reading(self, article: str) -> Reading:
        """The reading of one article. Raises StoreError where there is none, with ids that begin alike."""
        row = self._database.execute("SELECT body FROM reading WHERE article = ?", (article,)).fetchone()
        if row is not None:
            return unpack(row[0])
        near = self._database.execute(
            "SELECT article FROM reading WHERE instr(article, ?) ORDER BY article LIMIT 3", (article,)
        ).fetchall()
        hint = f"there are {', '.join(found for (found,) in near)}" if near else "list the ids with: python -m kg query articles"
        raise StoreError(f"{self.folder}: no article {article!r}; {hint}")

    def contents(self) -> dict[str, bytes]:
        """From article id to content(article), of all articles."""
        return dict(self._database.execute("SELECT article, content FROM reading"))

    def seen(self, rules: str) -> Iterator[tuple[str, bytes | None]]:
        """Each article's id and what linking saw in it, in the order of `readings`; None where these rules have not looked yet."""
        question = (
            "SELECT reading.article, seen.body FROM reading LEFT JOIN seen ON seen.article = reading.article AND seen.rules = ?"
        )
        yield from self._database.execute(question + " ORDER BY reading.article", (rules,)).fetchall()

    def made(self) -> Made | None:
        """What the current graph was made from; None where no build has ended, or an older version of the program made it."""
        path = _made_path(self.folder, self._meta.graph)
        try:
            return _made.decode(path.read_bytes())
        except (FileNotFoundError, msgspec.MsgspecError):
            return None

    def __len__(self) -> int:
        count: int = self._database.execute("SELECT COUNT(*) FROM reading").fetchone()[0]
        return count

    def close(self) -> None:
        """Close the database of readings; snapshots live on."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class Writer(Store):
    """A store folder opened for writing, made where there is none; one at a time.

    Raises StoreError for a folder with other things in it, a store of a newer version, or one that is being written.
    """

    def __init__(self, folder: str | Path) -> None:
        self._lock = _lock(Path(folder))
        with contextlib.ExitStack() as on_failure:
            on_failure.callback(os.close, self._lock)
            if not (Path(folder) / "meta.json").exists():
                _create(Path(folder))
            super().__init__(folder)
            self._database.execute(_SEEN)
            self.verdicts = verdicts.load(self.folder / verdicts.FILE)
            self._clear()
            on_failure.pop_all()

    def add(self, rows: Iterable[tuple[str, bytes, str, bytes]]) -> None:
        """Keep readings, all or none; an older one of the same article is replaced.

        Each row is (article id, content(article), version of the rules, pack(reading)).
        """
        rows = list(rows)
        with self._database:
            self._database.executemany("DELETE FROM seen WHERE article = ?", ((row[0],) for row in rows))
            self._database.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", rows)

    def keep_seen(self, rows: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep what linking sees in each article: (article id, version of the rules, packed)."""
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", rows)

    def remove(self, articles: Iterable[str]) -> None:
        """Forget articles: for good when the next generation is switched to, not at all if the writer is closed before.

        Raises StoreError, before anything is removed, where one is not there.
        """
        rows = [(self.reading(article).article.id,) for article in articles]
        self._database.executemany("DELETE FROM reading WHERE article = ?", rows)
        self._database.executemany("DELETE FROM seen WHERE article = ?", rows)

    def outdated(self, rules: str) -> Iterator[Article]:
        """The articles that another version of the rules read, sorted by id."""
        ids = self._database.execute("SELECT article FROM reading WHERE rules <> ? ORDER BY article", (rules,)).fetchall()
        return (self.reading(article).article for (article,) in ids)

    def state(self) -> str:
        """A digest of all that the graph depends on: the same readings by the same rules and the same verdicts give the same one."""
        digest = hashlib.blake2b("".join(f"{one.line}\n" for one in self.verdicts).encode(), digest_size=16)
        for article, body, rules in self._database.execute("SELECT article, content, rules FROM reading ORDER BY article"):
            digest.update(_encoder.encode((article, body, rules)))
        return digest.hexdigest()

    @property
    def is_current(self) -> bool:
        """Whether the graph was made from the readings as they are."""
        graph = self._meta.graph
        return graph is not None and (self.folder / graph).is_dir() and self._meta.made_from == self.state()

    def replace_graph(self, chunks: Iterable[bytes], made: Made | None = None) -> None:
        """Make a new generation of these pieces of N-Quads and switch to it; the old one goes when no reader holds it."""
        folder = self._next()
        graph = pyoxigraph.Store(str(folder))
        graph.bulk_load(io.BufferedReader(Stream(chunks), 1 << 20), format=pyoxigraph.RdfFormat.N_QUADS)
        graph.flush()
        del graph  # closes it
        self._switch(folder, made)

    def change_graph(self, patches: Iterable[Patch], made: Made) -> None:
        """Make a new generation of the current one and these patches, and switch to it."""
        assert self._meta.graph is not None
        folder = self._next()
        patch_copy(self.folder / self._meta.graph, folder, patches)
        self._switch(folder, made)

    def _next(self) -> Path:
        numbers = (int(path.name.removeprefix("graph-")) for path in self.folder.glob("graph-*"))
        return self.folder / f"graph-{max(numbers, default=0) + 1}"

    def _switch(self, folder: Path, made: Made | None) -> None:
        """Make `folder` the current generation; what was removed is gone from now on."""
        if made is not None:
            _made_path(self.folder, folder.name).write_bytes(_encoder.encode(made))
        state = self.state()
        self._database.commit()
        self._meta = _Meta(FORMAT, folder.name, state)
        _write_meta(self.folder, self._meta)
        self._clear()

    def log(self, lines: Iterable[str]) -> Path:
        """Write what the current generation changed, one change a line, and return the file."""
        assert self._meta.graph is not None
        path = self.folder / "changes" / f"{int(self._meta.graph.removeprefix('graph-')):04}.tsv"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(lines), encoding="utf-8")
        return path

    def _clear(self) -> None:
        """Remove generations that are not the current one and that nobody holds: old ones, and what a killed build left."""
        for path in self.folder.glob("graph-*"):
            if path.name == self._meta.graph:
                continue
            hold = os.open(path, os.O_RDONLY)
            try:
                fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path)
            except BlockingIOError:
                pass  # a reader holds it; the next build comes by again
            finally:
                os.close(hold)
        for path in self.folder.glob("made-*.msgpack"):
            if path != _made_path(self.folder, self._meta.graph):
                path.unlink()

    def close(self) -> None:
        super().close()
        os.close(self._lock)


def _made_path(folder: Path, graph: str | None) -> Path:
    return folder / f"made-{(graph or 'graph-0').removeprefix('graph-')}.msgpack"


def _connect(folder: Path) -> sqlite3.Connection:
    path = folder / "readings.sqlite"
    try:
        if path.is_file():
            database = sqlite3.connect(path, timeout=60)
            database.execute("SELECT COUNT(*) FROM reading")
            return database
        problem = "it is missing"
    except sqlite3.DatabaseError as error:
        problem = str(error)
    raise StoreError(f"{path}: not a store's database ({problem}); build the store again into an empty folder")


def _create(folder: Path) -> None:
    """The database first, meta.json last: a folder with meta.json is a whole store."""
    database = sqlite3.connect(folder / "readings.sqlite")
    database.execute(_SCHEMA)
    database.commit()
    database.close()
    _write_meta(folder, _Meta(FORMAT))


def _open_graph(folder: Path) -> pyoxigraph.Store:
    try:
        return pyoxigraph.Store.read_only(str(folder))
    except OSError as error:
        raise StoreError(f"{folder}: the graph is damaged ({error}); remove the folder graph-… and build again") from error


# What a build killed at its very start may leave, and verdicts kept from before: no store yet, nothing of anybody else either.
_BEGUN = {"lock", "readings.sqlite", "readings.sqlite-journal", "meta.json.new", verdicts.FILE}


def _lock(folder: Path) -> int:
    if folder.is_dir():
        names = {path.name for path in folder.iterdir()}
        if names - _BEGUN and "meta.json" not in names:
            raise StoreError(
                f"{folder}: no store, and not empty (found {min(names - _BEGUN)}); name a new folder or an empty one"
            )
    elif folder.exists():
        raise StoreError(f"{folder}: a file, expected the folder of a store; name a folder")
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise StoreError(
            f"{folder}: the store is being written by another process; wait until it has ended, then try again"
        ) from None
    return lock


def _write_meta(folder: Path, meta: _Meta) -> None:
    """Replace meta.json in one step, so that a reader sees the old one or the new one."""
    draft = folder / "meta.json.new"
    with draft.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(meta), indent=2) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / "meta.json")
