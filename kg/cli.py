"""The command line: parse, call, write. Data on standard output, talk on standard error.

Exit code 1 for a KgError and for a build that refused something, 2 for a wrong call.
"""

from __future__ import annotations

import contextlib
import difflib
import logging
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click
from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

from kg import __version__, export, network
from kg.answers import FORMATS
from kg.errors import KgError, QueryError
from kg.explain import explain as explained
from kg.query import ROWS, Named, Table, ask, named_queries
from kg.query_worker import SECONDS, Worker
from kg.store import Store

_WRITERS = {**export.WRITERS, "graphml": network.write_graphml}


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


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@_store
@click.option("--date", metavar="YYYY-MM-DD", help="The day of issue of all these articles.")
@click.option("--workers", metavar="N", type=click.IntRange(1), help="Processes that read; by default one a core where it pays.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="Take only the first N articles.")
def build(paths: tuple[str, ...], folder: Path, date: str | None, workers: int | None, limit: int | None) -> None:
    """Read articles and add them to the graph.

    PATH is a file, a folder or - for standard input: plain text, Markdown, HTML, JSON Lines, CSV, also as .gz. An article that
    is there already is skipped. Ends with exit code 1 if anything was refused.
    """
    from kg.pipeline import build as built  # brings all the rules, which no other command should wait for

    with logging_redirect_tqdm(), _Bars() as bars:
        summary = built(paths, folder, date, workers, limit, bars.show)
    for reason in summary.refused:
        click.echo(f"refused: {reason}", err=True)
    again = f", {summary.renewed} of before read again by newer rules" if summary.renewed else ""
    click.echo(
        f"{summary.read} articles read: {summary.stored} stored, {summary.skipped} already there{again}; "
        f"{len(summary.refused)} refused. The graph is {folder}/{summary.generation}.",
        err=True,
    )
    if summary.refused:
        sys.exit(1)


# What the stages of a build count.
_UNITS = {"reading": " articles", "extracting": " characters", "linking": " articles", "loading": " articles"}


class _Bars:
    """One progress bar for each stage of a build."""

    def __init__(self) -> None:
        self._stage = ""
        self._bar: tqdm[Any] | None = None

    def show(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage or self._bar is None:
            self._close()
            self._stage = stage
            self._bar = tqdm(
                desc=stage,
                total=total or None,
                unit=_UNITS[stage],
                unit_scale=stage == "extracting",
                mininterval=0.5 if sys.stderr.isatty() else 10,
                file=sys.stderr,
            )
        self._bar.update(done - self._bar.n)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()

    def __enter__(self) -> _Bars:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()


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
@click.option("--format", "form", required=True, type=click.Choice(list(_WRITERS)))
@click.option("--output", metavar="FILE|-", default="-", show_default=True, help="Where to write; - is standard output.")
def export_(folder: Path, form: str, output: str) -> None:
    """Write the whole graph.

    turtle is sorted and readable, nquads keeps which article states what, jsonld is for the web, csv is a zip of tables, graphml
    the network of persons and institutions. The same articles give the same bytes.
    """
    if form == "csv" and output == "-" and sys.stdout.isatty():
        raise click.UsageError("csv is a zip of tables, which no terminal can show; name a file with --output")
    with Store(folder) as store, store.snapshot() as snapshot, _output(output) as file:
        _WRITERS[form](snapshot.graph, file)


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


_COUNTS = {
    "articles": "?x a schema:NewsArticle",
    "characters": "",
    "persons": "?x a foaf:Person",
    "institutions": "?x a org:Organization",
    "places": "?x a schema:Place",
    "documents": "?x a schema:CreativeWork",
    "posts": "?x a org:Membership",
    "events": "?x a sem:Event",
    "quotations": "?x a schema:Quotation",
    "mentions": "?x itsrdf:taIdentRef ?thing",
    "dates": "?x a kg:TimeExpression",
    "quads": "",
}


@main.command()
@_store
def stats(folder: Path) -> None:
    """Count what the graph holds."""
    with Store(folder) as store, store.snapshot() as snapshot:
        for name, pattern in _COUNTS.items():
            if name == "quads":
                number = str(len(snapshot.graph))
            else:
                counted = f"COUNT(*) AS ?n) {{ {pattern} }}" if pattern else "SUM(STRLEN(?text)) AS ?n) { ?x nif:isString ?text }"
                number = ask(snapshot.graph, f"SELECT ({counted}").strings()[0][0]
            click.echo(f"{name:<14}{int(number):>12,}")
