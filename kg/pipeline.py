"""The whole way, from files to a graph that can be asked: the only file that knows it.

    read → skip what is there → extract, in parallel → keep the readings → link all of them → quads → a new graph

In: paths, the folder of a store. Out: a Summary; the store holds the graph of all articles it was given and that were not removed.
The graph depends on the articles and the verdicts alone: not on the order of files, the number of workers, or whether they came at
once or one by one. Of a graph that is there only what changed is written anew.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

import msgspec

from kg import changes, verdicts
from kg.changes import Change
from kg.errors import KgError, LossError, ReadError, StoreError, VerdictError
from kg.extract import extract_all
from kg.graph import nquads, patches
from kg.link import Before, OpenPair, Seen, Things, event_reference, join, open_pairs, see
from kg.model import Article, Linking, Reading, Reference
from kg.packing import content, pack, unpack
from kg.read import read
from kg.store import Made, Store, Writer
from kg.verdicts import Verdict

# Called with the stage (reading, extracting, linking, loading), what is done and what there is to do: articles while reading and
# loading, characters while extracting; a total of 0 says that nobody knows.
Progress = Callable[[str, int, int], None]

_CHUNK = 100  # articles that a worker gets at once, and a transaction holds
_WORTH_A_WORKER = 400  # articles for which starting one more process pays
_PATCHED = 0.2  # of the articles: where more came or went, a whole graph is loaded faster than the old one patched
_LOSS = 0.05  # of the posts: who would lose more is asked first


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
    changes: tuple[Change, ...] = ()  # from the generation before, if there was one


def find_thing(words: str, store: str | Path, kind: str = "") -> tuple[str, Reference]:
    """The kind of a thing and a reference to it: the words are an id, ARTICLE#NAME or a label.

    Raises VerdictError where they name nothing, or several things (of this kind, if one is given).
    """
    with Store(store) as opened:
        made = opened.made()
        if made is None:
            raise StoreError(f"{store}: no build of this version has ended here; build it again with: python -m kg build")
        found = [
            one
            for one in verdicts.named(
                words, made.linking, lambda claim: event_reference(opened.reading(claim.article), claim.index)
            )
            if one[0] == kind or not kind
        ]
    if not found:
        raise VerdictError(f"{words}: names nothing of this graph; write an id (person/…), ARTICLE#NAME or a label")
    if len({identity for _, _, identity in found}) > 1:
        listed = ", ".join(f"{identity} ({verdicts.written(one)})" for _, one, identity in found[:6])
        raise VerdictError(f"{words}: names {len(found)} things; write one of {listed}")
    return found[0][:2]


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of a build that nobody watches."""


def build(
    paths: Sequence[str | Path],
    store: str | Path,
    date: str | None = None,
    workers: int | None = None,
    limit: int | None = None,
    progress: Progress = _silent,
    replace: bool = False,
    yes: bool = False,
) -> Summary:
    """Add the articles of these paths ("-" is standard input) to the store and bring its graph up to date.

    `date` is the ISO date of the issue of all articles; `limit` takes only so many articles; `workers` is the number of
    processes, by default one for each core where it pays; with `replace` an article that is there with other content is replaced, else
    it is refused. Raises StoreError for a folder that cannot be written, VerdictError for verdicts that cannot be applied, LossError
    where more than a twentieth of the posts would be lost and `yes` does not allow it: the graph stays as it was. A bad article is
    refused and counted and never stops the others. A build that is stopped keeps what it had, and the next one goes on there.
    """
    with Writer(store) as writer:
        rules = rules_version()
        inbox = _Inbox(writer.contents(), replace)
        for _ in islice(inbox.sort(_articles(paths, date)), limit):
            progress("reading", inbox.read, limit or 0)
        gone = _readings(writer, (article.id for article in inbox.new if article.id in inbox.replaced))
        renewed = _renew(writer, inbox.new, rules, workers, progress)
        changed = _make_graph(writer, rules, progress, yes, gone)
        return Summary(inbox.read, len(inbox.new), inbox.skipped, tuple(inbox.refused), renewed, writer.generation, changed)


def remove(articles: Sequence[str], store: str | Path, progress: Progress = _silent, yes: bool = False) -> Summary:
    """Take articles, by their ids, out of the store and of its graph, as if they had never been there.

    Raises as `build` does, and StoreError for an article that is not there; then nothing is removed.
    """
    Store(store).close()  # a folder that is none is told, not made
    with Writer(store) as writer:
        rules = rules_version()
        renewed = _renew(writer, [], rules, None, progress)
        gone = _readings(writer, articles)
        writer.remove(gone)
        changed = _make_graph(writer, rules, progress, yes, gone)
        return Summary(0, 0, 0, (), renewed, writer.generation, changed)


def judge(judged: Sequence[Verdict], store: str | Path, progress: Progress = _silent, yes: bool = False) -> Summary:
    """Write verdicts into the store's table and apply them. Raises as `build` does; then the table is as it was."""
    path = Store(store).folder / verdicts.FILE
    with _kept(path):
        verdicts.save(path, judged)
        return remove([], store, progress, yes)


def unjudge(number: int, store: str | Path, progress: Progress = _silent, yes: bool = False) -> tuple[Verdict, Summary]:
    """Take the verdict with this number, counted from 1, back. Raises as `judge` does."""
    path = Store(store).folder / verdicts.FILE
    with _kept(path):
        return verdicts.undo(path, number), remove([], store, progress, yes)


def review(store: str | Path) -> list[OpenPair]:
    """The pairs of persons and of events of the current graph that linking leaves open, best first. Raises StoreError where it is of an older version."""
    with Store(store) as opened, _no_garbage_collection():
        made = opened.made()
        if made is None or made.rules != rules_version():
            raise StoreError(f"{store}: no build by these rules has ended here; build it again with: python -m kg build")
        return open_pairs(_see(opened, made.rules), verdicts.load(opened.folder / verdicts.FILE), made.linking)


@contextmanager
def _kept(path: Path) -> Iterator[None]:
    """The file as it was, unless what is done here ends well."""
    old = path.read_text(encoding="utf-8") if path.exists() else None
    ended = False
    try:
        yield
        ended = True
    finally:
        if not ended and old is None:
            path.unlink(missing_ok=True)
        elif not ended and old is not None:
            verdicts.write(path, old)


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

    def __init__(self, known: dict[str, bytes], replace: bool) -> None:
        self.new: list[Article] = []
        self.refused: list[str] = []
        self.read = self.skipped = 0
        self.replaced: set[str] = set()
        self._known = known
        self._replace = replace
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
        if known is None or (known != mark and self._replace and article.id not in self._origins):
            if known is not None:
                self.replaced.add(article.id)
            self._known[article.id] = mark
            self._origins[article.id] = article.origin
            self.new.append(article)
        elif known == mark:
            self.skipped += 1
        else:
            where = self._origins.get(article.id, "the store")
            self.refused.append(
                f"{article.origin}: article {article.id!r} is in {where} with other content; "
                "give it another id, or replace it with: python -m kg add"
            )


def _renew(writer: Writer, new: list[Article], rules: str, workers: int | None, progress: Progress) -> int:
    """Read new articles, and those that other rules read, and keep what was read; returns how many were read again."""
    ids = {article.id for article in new}
    again = [article for article in writer.outdated(rules) if article.id not in ids]
    _extract(writer, new + again, rules, workers, progress)
    return len(again)


def _extract(writer: Writer, articles: list[Article], rules: str, workers: int | None, progress: Progress) -> None:
    """Read the articles and keep what was read, chunk by chunk."""
    total = sum(len(article.text) for article in articles)
    chunks = [articles[start : start + _CHUNK] for start in range(0, len(articles), _CHUNK)]
    count = workers or max(1, min(os.cpu_count() or 1, len(articles) // _WORTH_A_WORKER))
    done = 0
    progress("extracting", 0, total)
    for chunk, (rows, seen) in zip(chunks, _rows(chunks, rules, count), strict=True):
        writer.add(rows)
        writer.keep_seen(seen)
        done += sum(len(article.text) for article in chunk)
        progress("extracting", done, total)


_Row = tuple[str, bytes, str, bytes]
_Seen = tuple[str, str, bytes]
_encoder = msgspec.msgpack.Encoder()
_pair_decoder = msgspec.msgpack.Decoder(tuple[bytes, bytes])
_things_decoder = msgspec.msgpack.Decoder(Things)


def _rows(chunks: list[list[Article]], rules: str, workers: int) -> Iterator[tuple[list[_Row], list[_Seen]]]:
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


def _extract_chunk(articles: list[Article], rules: str) -> tuple[list[_Row], list[_Seen]]:
    readings = list(extract_all(articles))
    rows = [(reading.article.id, content(reading.article), rules, pack(reading)) for reading in readings]
    return rows, [(reading.article.id, rules, _pack_seen(see(reading))) for reading in readings]


def _pack_seen(seen: Seen) -> bytes:
    """Not compressed: all are read again whenever one article comes or goes."""
    return _encoder.encode((_encoder.encode(seen.things), pack(seen.told, 0)))


def _unpack_seen(body: bytes) -> Seen:
    things, told = _pair_decoder.decode(body)
    return Seen(_things_decoder.decode(things), unpack(told))


def _see(store: Store, rules: str) -> Iterator[Seen]:
    """What linking sees in each article, by id, kept from before; looked up where a killed build did not keep it."""
    for article, body in store.seen(rules):
        yield see(store.reading(article)) if body is None else _unpack_seen(body)


def _readings(store: Store, articles: Iterable[str]) -> dict[str, Reading]:
    """The readings of these articles, before they go. Raises StoreError for an article that is not there."""
    return {article: store.reading(article) for article in articles}


def _make_graph(writer: Writer, rules: str, progress: Progress, yes: bool, gone: Mapping[str, Reading]) -> tuple[Change, ...]:
    """Link all readings and write what that changes as a new generation of the graph; returns the changes.

    `gone` are the readings of articles that were taken out or read anew.
    """
    if writer.is_current:
        return ()
    progress("linking", 0, len(writer))
    with _no_garbage_collection():
        seen = list(_see(writer, rules))
        old, contents = writer.made(), writer.contents()
        linking = join(seen, writer.verdicts, _before(old, rules, contents, gone))
        progress("linking", len(seen), len(seen))
        new = Made(rules, contents, linking, judged=bool(writer.verdicts))
        changed = _compare(old, new, yes) if old is not None else ()
        _write(writer, seen, old, new, progress)
    if old is not None:
        writer.log((changes.HEADER, *(f"{change.line}\n" for change in changed)))
    return changed


def _before(old: Made | None, rules: str, contents: Mapping[str, bytes], gone: Mapping[str, Reading]) -> Before | None:
    """What the linking before still says: nothing where other rules or verdicts made it, where much has changed, or where a reading
    that it was made of is lost."""
    if old is None or old.rules != rules or old.judged:
        return None
    changed = {article for article, _ in old.articles.items() ^ contents.items()}
    went = changed & old.articles.keys()
    if len(changed) > _PATCHED * len(contents) or not went <= gone.keys():
        return None
    return Before(old.linking, frozenset(changed & contents.keys()), tuple(see(gone[article]).told for article in sorted(went)))


def _compare(old: Made, new: Made, yes: bool) -> tuple[Change, ...]:
    changed = changes.compare(old.linking, new.linking, old.rules == new.rules)
    before, lost = len(old.linking.tenures), changes.lost_posts(changed)
    if lost > _LOSS * before and not yes:
        raise LossError(
            f"{lost:,} of {before:,} posts would be lost; is that meant? The graph stays as it was; go on with --yes "
            f"({changes.summary(changed)})"
        )
    return changed


def _write(writer: Writer, seen: Sequence[Seen], old: Made | None, new: Made, progress: Progress) -> None:
    """The new generation: the old one patched, or all of it where little is left of the old one."""
    if old is not None and old.rules == new.rules:
        touched = {article for article, _ in old.articles.items() ^ new.articles.items()}
        if len(touched) <= _PATCHED * len(new.articles):
            progress("loading", 0, len(touched))
            told = {one.told.article.id: one.told for one in seen}
            writer.change_graph(patches(told, writer.reading, old.linking, new.linking, touched), new)
            progress("loading", len(touched), len(touched))
            return
    writer.replace_graph(_pages(writer, new.linking, progress), new)


def _pages(writer: Writer, linking: Linking, progress: Progress) -> Iterator[bytes]:
    total = len(writer)
    for done, page in enumerate(nquads(writer.readings(), linking)):
        progress("loading", min(done, total), total)
        yield page


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Millions of records, no circle among them: looking for circles again and again would take a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # else the first look after this goes over all of them
            gc.enable()
