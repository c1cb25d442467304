"""The command line: parse, call, write. Data on standard output, talk on standard error.

Exit code 1 for a KgError and for a build that refused something, 2 for a wrong call.
"""

from __future__ import annotations

import contextlib
import datetime
import difflib
import logging
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from pyoxigraph import Literal
from tqdm.contrib.logging import logging_redirect_tqdm

from kg import __version__, changes, export
from kg.answers import FORMATS
from kg.bars import Bars
from kg.errors import KgError, QueryError
from kg.explain import explain as explained
from kg.query import ROWS, Named, Table, ask, counts, named_queries
from kg.query_worker import SECONDS, Worker
from kg.store import Store
from kg.verdicts import FILE, Verdict, load, written

if TYPE_CHECKING:
    from kg.pipeline import Summary

_SHOWN = 10  # changes that are told in full
_FORMS = (*export.WRITERS, "graphml")


class _Commands(click.Group):
    """Turns a KgError into its sentence and exit code 1."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except KgError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="zhengwen")
def main() -> None:
    """A knowledge graph of Chinese official news in which every fact points at the words that state it."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)


_store = click.option(
    "--store", "folder", required=True, metavar="DIR", type=click.Path(path_type=Path), help="The folder of the store."
)
_yes = click.option("--yes", is_flag=True, help="Go on even where more than a twentieth of the posts is lost.")


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@_store
@click.option("--date", metavar="YYYY-MM-DD", help="The day of issue of all these articles.")
@click.option("--workers", metavar="N", type=click.IntRange(1), help="Processes that read; by default one a core where it pays.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="Take only the first N articles.")
@_yes
def build(paths: tuple[str, ...], folder: Path, date: str | None, workers: int | None, limit: int | None, yes: bool) -> None:
    """Read articles and add them to the graph.

    PATH is a file, a folder or - for standard input: plain text, Markdown, HTML, JSON Lines, CSV, also as .gz. An article that
    is there already is skipped. Ends with exit code 1 if anything was refused.
    """
    from kg.pipeline import build as built  # brings all the rules, which no other command should wait for

    with logging_redirect_tqdm(), Bars() as bars:
        summary = built(paths, folder, date, workers, limit, bars.show, yes=yes)
    _told(summary, folder)


def _told(summary: Summary, folder: Path) -> None:
    """Say what a build did; ends with exit code 1 if it refused something."""
    for reason in summary.refused:
        click.echo(f"refused: {reason}", err=True)
    again = f", {summary.renewed} of before read again by newer rules" if summary.renewed else ""
    click.echo(
        f"{summary.read} articles read: {summary.stored} stored, {summary.skipped} already there{again}; "
        f"{len(summary.refused)} refused. The graph is {folder}/{summary.generation}.",
        err=True,
    )
    _changed(summary, folder)
    if summary.refused:
        sys.exit(1)


def _changed(summary: Summary, folder: Path) -> None:
    """Say what a run changed: numbers, the first changes, where all of them stand."""
    if not summary.changes:
        return
    click.echo(f"What changed: {changes.summary(summary.changes)}.", err=True)
    for change in summary.changes[:_SHOWN]:
        click.echo(f"  {change}", err=True)
    if len(summary.changes) > _SHOWN:
        number = int((summary.generation or "").removeprefix("graph-"))
        click.echo(f"  and {len(summary.changes) - _SHOWN:,} more in {folder}/changes/{number:04}.tsv", err=True)


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@_store
@click.option("--date", metavar="YYYY-MM-DD", help="The day of issue of all these articles.")
@_yes
def add(paths: tuple[str, ...], folder: Path, date: str | None, yes: bool) -> None:
    """Add articles to a graph that is there, or replace them.

    PATH is as for build. An article with the id of one that is there takes its place. Says what changed and keeps that in
    changes/NNNN.tsv of the store.
    """
    from kg.pipeline import build as built

    Store(folder).close()  # a mistyped folder is told, not made
    with logging_redirect_tqdm(), Bars() as bars:
        summary = built(paths, folder, date, progress=bars.show, replace=True, yes=yes)
    _told(summary, folder)


@main.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@_store
@_yes
def remove(articles: tuple[str, ...], folder: Path, yes: bool) -> None:
    """Take articles out of the graph, as if they had never been there.

    ARTICLE is an id, as python -m kg query articles-on-day lists them.
    """
    from kg.pipeline import remove as removed

    with logging_redirect_tqdm(), Bars() as bars:
        summary = removed(articles, folder, bars.show, yes)
    click.echo(f"{len(set(articles))} articles removed. The graph is {folder}/{summary.generation}.", err=True)
    _changed(summary, folder)


@main.group()
def verdict() -> None:
    """Correct for good which things are one: same, different, list, undo.

    Verdicts stand in verdicts.tsv of the store, a table that may be a link to a file under version control. Every build
    applies them. A thing is named by an id (person/…), by ARTICLE#NAME or by a label.
    """


def _judge(word: str) -> Callable[..., None]:
    """The command that writes and applies a verdict of one word."""

    def command(left: str, right: str, folder: Path, author: str, note: str, yes: bool) -> None:
        from kg.pipeline import find_thing, judge

        kind, one = find_thing(left, folder)
        _, two = find_thing(right, folder, kind)
        judged = Verdict(word, kind, one, two, datetime.date.today().isoformat(), author, note)
        with logging_redirect_tqdm(), Bars() as bars:
            summary = judge([judged], folder, bars.show, yes)
        click.echo(judged.reason, err=True)
        _changed(summary, folder)

    return command


for _word, _help in (("same", "A and B are one thing."), ("different", "A and B are two things, though they look like one.")):
    _command: Callable[..., None] = _judge(_word)
    for _decorate in (
        _yes,
        click.option("--note", default="", metavar="TEXT", help="Why."),
        click.option(
            "--author", default="", envvar="USER", metavar="NAME", help="Who says so; by default the user of the machine."
        ),
        _store,
        click.argument("right", metavar="B"),
        click.argument("left", metavar="A"),
    ):
        _command = _decorate(_command)
    verdict.command(_word, help=_help)(_command)


@verdict.command("list")
@_store
def list_(folder: Path) -> None:
    """List the verdicts with their numbers."""
    with Store(folder):
        for number, one in enumerate(load(folder / FILE), 1):
            click.echo(f"{number}\t{one.line}")


@verdict.command()
@click.argument("number", metavar="N", type=click.IntRange(1))
@_store
@_yes
def undo(number: int, folder: Path, yes: bool) -> None:
    """Take the verdict with number N back."""
    from kg.pipeline import unjudge

    with logging_redirect_tqdm(), Bars() as bars:
        gone, summary = unjudge(number, folder, bars.show, yes)
    click.echo(f"taken back: {gone.reason}", err=True)
    _changed(summary, folder)


_form = click.option(
    "--format", "form", type=click.Choice([name for name in FORMATS if name != "ttl"]), default="table", show_default=True
)


def _table(columns: str, rows: Iterable[Iterable[object]], form: str) -> None:
    terms = tuple(tuple(Literal(str(cell)) for cell in row) for row in rows)
    click.echo(FORMATS[form](Table(tuple(columns.split()), terms)), nl=False)


@main.command()
@_store
@_form
def conflicts(folder: Path, form: str) -> None:
    """List what the articles cannot all be right about.

    Two persons in a one-seat post on one day (holders), one person in two posts that exclude each other (posts), two days for
    one event (dates); with the articles and sentences of both sides.
    """
    from kg.conflicts import conflicts as found

    with Store(folder) as store:
        rows = [
            (c.kind, c.about, c.day, *(cell for side in (c.one, c.two) for cell in (side.label, side.article, side.sentence)))
            for c in found(store)
        ]
    _table("kind about day one article sentence two article2 sentence2", rows, form)
    click.echo(f"{len(rows):,} conflicts", err=True)


@main.command()
@_store
@_form
@click.option("--limit", metavar="N", type=click.IntRange(1), default=50, show_default=True, help="No more pairs than this.")
def review(folder: Path, form: str, limit: int) -> None:
    """List the pairs of persons and of events that linking leaves open, best first.

    Nothing forbids them to be one, but too little joins them. Judge one with python -m kg verdict same A B, or different A B.
    """
    from kg.pipeline import review as reviewed

    pairs = reviewed(folder)
    rows = [(f"{p.share:.2f}", p.kind, p.label, written(p.left), written(p.right), "; ".join(p.because)) for p in pairs[:limit]]
    _table("share kind label left right because", rows, form)
    click.echo(f"{len(pairs):,} open pairs", err=True)


@main.command()
@_store
@click.argument("question", metavar="NAME|FILE|'SELECT …'|-")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="table", show_default=True)
@click.option(
    "--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A value for a parameter of the query; repeatable."
)
@click.option("--limit", metavar="N", type=click.IntRange(1), default=ROWS, show_default=True, help="No more rows than this.")
@click.option(
    "--seconds", metavar="N", type=click.FloatRange(0.1), default=SECONDS, show_default=True, help="Stop it after this time."
)
def query(folder: Path, question: str, form: str, parameters: tuple[str, ...], limit: int, seconds: float) -> None:
    """Ask the graph.

    NAME is a query of ontology/queries, FILE one in SPARQL, - reads SPARQL from standard input. A named query's parameters have
    examples as their values until --param gives others. ttl is for CONSTRUCT and DESCRIBE.
    """
    found = _question(question)
    table = _answer(folder, found, dict(_pair(text) for text in parameters), limit, seconds)
    click.echo(FORMATS[form](table), nl=False)
    if table.more:
        click.echo(f"only the first {limit:,} rows; --limit N shows more", err=True)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--param")
    return name, value


def _question(question: str) -> Named | str:
    if question == "-":
        return sys.stdin.read()
    named = named_queries()
    if question in named:
        return named[question]
    if any(mark in question for mark in " \n{"):
        return question
    with contextlib.suppress(FileNotFoundError, IsADirectoryError):
        return Path(question).read_text(encoding="utf-8-sig")
    near = difflib.get_close_matches(question, named, 5, 0.5) or named
    raise QueryError(f"{question}: neither a named query nor a file; there are {', '.join(near)}")


def _answer(folder: Path, question: Named | str, values: dict[str, str], limit: int, seconds: float) -> Table:
    if isinstance(question, str):
        with Worker(folder) as worker:
            return worker.ask(question, values, limit, seconds)
    known = dict(question.parameters)
    unknown = values.keys() - known.keys()
    if unknown:
        raise QueryError(f"{question.name} has no parameter {min(unknown)}; it has {', '.join(known) or 'none'}")
    click.echo(f"{question.zh} {question.en}", err=True)
    for name, example in known.items():
        if name not in values:
            click.echo(f"{name} = {example} (the example; give yours with --param {name}=…)", err=True)
    with Store(folder) as store, store.snapshot() as snapshot:
        return ask(snapshot.graph, question.text, known | values, limit)


@main.command("export")
@_store
@click.option("--format", "form", required=True, type=click.Choice(_FORMS))
@click.option("--output", metavar="FILE|-", default="-", show_default=True, help="Where to write; - is standard output.")
def export_(folder: Path, form: str, output: str) -> None:
    """Write the whole graph.

    turtle is sorted and readable, nquads keeps which article states what, jsonld is for the web, csv is a zip of tables, graphml
    the network of persons and institutions. The same articles give the same bytes.
    """
    if form == "csv" and output == "-" and sys.stdout.isatty():
        raise click.UsageError("csv is a zip of tables, which no terminal can show; name a file with --output")
    with Store(folder) as store, store.snapshot() as snapshot, _output(output) as file:
        _writer(form)(snapshot.graph, file)


def _writer(form: str) -> export.Writer:
    if form == "graphml":
        from kg.network import write_graphml  # brings networkx, which no other command should wait for

        return write_graphml
    return export.WRITERS[form]


@contextlib.contextmanager
def _output(name: str) -> Iterator[IO[bytes]]:
    """Standard output, or a file that appears when it is whole."""
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    if path.is_dir() or not path.parent.is_dir():
        raise click.UsageError(f"{name}: cannot be written; name a file in a folder that exists")
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        draft = Path(file.name)
        try:
            yield file
            file.flush()
            draft.chmod(0o644)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


@main.command()
@_store
@click.argument("article")
def explain(folder: Path, article: str) -> None:
    """Show an article with its mentions marked, and each claim with its words and the rule that read it.

    ARTICLE is an id, as python -m kg query articles lists them.
    """
    with Store(folder) as store, store.snapshot() as snapshot:
        for line in explained(store.reading(article), snapshot.graph):
            click.echo(line)


@main.command()
@_store
def check(folder: Path) -> None:
    """Test the graph: SHACL shapes, the ontology against the data, evidence against the text.

    Findings are printed one a line; there should be none. Ends with exit code 1 if there are any.
    """
    from kg.check import check as checked  # takes a second to import, which no other command should wait for

    with Store(folder) as store, store.snapshot() as snapshot:
        findings = checked(snapshot.graph)
        click.echo("".join(f"{finding}\n" for finding in findings), nl=False)
        click.echo(f"{len(snapshot.graph):,} quads checked: {len(findings) or 'no'} findings", err=True)
    if findings:
        sys.exit(1)


@main.command()
@_store
def stats(folder: Path) -> None:
    """Count what the graph holds."""
    with Store(folder) as store, store.snapshot() as snapshot:
        for name, number in counts(snapshot.graph).items():
            click.echo(f"{name:<14}{number:>12,}")
