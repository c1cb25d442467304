"""The whole way, from files to a graph that can be asked: the only file that knows it.

    read → skip what is there → extract, in parallel → keep the readings → link all of them → quads → a new graph

In: paths, the folder of a store. Out: a Summary; the store holds the graph of all articles it was ever given. The graph
depends on the articles alone: not on the order of files, the number of workers, or whether they came at once or one by one.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from kg.errors import KgError, ReadError
from kg.extract import extract_all
from kg.graph import nquads
from kg.link import link
from kg.model import Article
from kg.read import read
from kg.store import Writer, content, pack

# Called with the stage (reading, extracting, linking, loading), what is done and what there is to do: articles while reading and
# loading, characters while extracting; a total of 0 says that nobody knows.
Progress = Callable[[str, int, int], None]

_CHUNK = 100  # articles that a worker gets at once, and a transaction holds
_WORTH_A_WORKER = 400  # articles for which starting one more process pays


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, in articles; `refused` has one sentence for each that could not be taken.

    `renewed` were read anew because the rules have changed since they were stored; `generation` is the graph that is current now.
    """

    read: int
    stored: int
    skipped: int
    refused: tuple[str, ...]
    renewed: int
    generation: str | None


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of a build that nobody watches."""


def build(
    paths: Sequence[str | Path],
    store: str | Path,
    date: str | None = None,
    workers: int | None = None,
    limit: int | None = None,
    progress: Progress = _silent,
) -> Summary:
    """Add the articles of these paths ("-" is standard input) to the store and make its graph anew.

    `date` is the ISO date of the issue of all articles; `limit` takes only so many articles; `workers` is the number of
    processes, by default one for each core where it pays. Raises StoreError for a folder that cannot be written; a bad article is
    refused and counted and never stops the others. A build that is stopped keeps what it had, and the next one goes on there.
    """
    with Writer(store) as writer:
        rules = rules_version()
        inbox = _Inbox(writer.contents())
        for _ in islice(inbox.sort(_articles(paths, date)), limit):
            progress("reading", inbox.read, limit or 0)
        renewed = list(writer.outdated(rules))
        _extract(writer, inbox.new + renewed, rules, workers, progress)
        if not writer.is_current:
            _make_graph(writer, progress)
        return Summary(inbox.read, len(inbox.new), inbox.skipped, tuple(inbox.refused), len(renewed), writer.generation)


def rules_version() -> str:
    """A digest of the project's own code and tables: what an older version read is read again."""
    root = Path(__file__).parent
    files = (
        path for path in root.rglob("*") if path.suffix in {".py", ".tsv", ".npz"} and path.relative_to(root).parts[0] != "web"
    )
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(files):
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


def _articles(paths: Sequence[str | Path], date: str | None) -> Iterator[Article | ReadError]:
    """What all paths hold, in the order of their names, so that the order in which they were given tells nothing."""
    return chain.from_iterable(read(path, date) for path in sorted({str(path) for path in paths}))


class _Inbox:
    """Sorts what was read into new, known and refused."""

    def __init__(self, known: dict[str, bytes]) -> None:
        self.new: list[Article] = []
        self.refused: list[str] = []
        self.read = self.skipped = 0
        self._known = known
        self._origins: dict[str, str] = {}

    def sort(self, items: Iterable[Article | ReadError]) -> Iterator[Article]:
        """Take in all items; yields the articles among them, whatever became of them."""
        for item in items:
            if isinstance(item, ReadError):
                self.refused.append(str(item))
                continue
            self.read += 1
            self._take(item)
            yield item

    def _take(self, article: Article) -> None:
        mark = content(article)
        known = self._known.get(article.id)
        if known is None:
            self._known[article.id] = mark
            self._origins[article.id] = article.origin
            self.new.append(article)
        elif known == mark:
            self.skipped += 1
        else:
            where = self._origins.get(article.id, "the store")
            self.refused.append(
                f"{article.origin}: article {article.id!r} is in {where} with other content; "
                "give it another id or build a new store"
            )


def _extract(writer: Writer, articles: list[Article], rules: str, workers: int | None, progress: Progress) -> None:
    """Read the articles and keep what was read, chunk by chunk."""
    total = sum(len(article.text) for article in articles)
    chunks = [articles[start : start + _CHUNK] for start in range(0, len(articles), _CHUNK)]
    count = workers or max(1, min(os.cpu_count() or 1, len(articles) // _WORTH_A_WORKER))
    done = 0
    progress("extracting", 0, total)
    for chunk, rows in zip(chunks, _rows(chunks, rules, count), strict=True):
        writer.add(rows)
        done += sum(len(article.text) for article in chunk)
        progress("extracting", done, total)


_Row = tuple[str, bytes, str, bytes]


def _rows(chunks: list[list[Article]], rules: str, workers: int) -> Iterator[list[_Row]]:
    """The store's rows of each chunk, in order; several processes work on them where there is more than one chunk."""
    work = partial(_extract_chunk, rules=rules)
    if workers == 1 or len(chunks) < 2:
        yield from map(work, chunks)
        return
    # spawn: a forked copy of a process that has an Oxigraph store open can hang
    with ProcessPoolExecutor(min(workers, len(chunks)), multiprocessing.get_context("spawn")) as pool:
        try:
            yield from pool.map(work, chunks)
        except BrokenProcessPool as error:
            raise KgError(
                "a worker process was ended from outside, perhaps for want of memory; "
                "what was read is kept: go on with the same command and fewer --workers"
            ) from error


def _extract_chunk(articles: list[Article], rules: str) -> list[_Row]:
    return [(reading.article.id, content(reading.article), rules, pack(reading)) for reading in extract_all(articles)]


def _make_graph(writer: Writer, progress: Progress) -> None:
    """Link all readings and write them as a new generation of the graph."""
    progress("linking", 0, len(writer))
    with _no_garbage_collection():
        readings = list(writer.readings())
        linking = link(readings)
        progress("linking", len(readings), len(readings))

        def pages() -> Iterator[bytes]:
            for done, page in enumerate(nquads(readings, linking)):
                progress("loading", min(done, len(readings)), len(readings))
                yield page

        writer.replace_graph(pages())


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Millions of records, no circle among them: looking for circles again and again would take a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
