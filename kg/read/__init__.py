"""Files → articles: the whole of reading. In: a path. Out: Articles, and a ReadError in place of each that could not be read.

The way of a file: bytes (files) → characters (encoding) → fields (jsonl, csv_table, html, markdown) or a page's pieces
(plain, page) → what its masthead says (masthead) → Article.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.errors import ReadError
from kg.iri import digest
from kg.model import Article
from kg.read import csv_table, encoding, files, html, jsonl, markdown, masthead, page, plain

ARTICLE_CHARACTERS = 1_000_000  # no newspaper article is longer: what is, is no article

Item = Article | ReadError
Fields = dict[str, str]


def read(path: str, date: str | None = None) -> Iterator[Item]:
    """The articles of a file, of a folder (sorted, at any depth), or of standard input ("-").

    A file of unknown ending and standard input are JSON Lines, HTML or plain text by how they begin. `date` is the day of
    issue (ISO) of all that is read, before anything the files say. What cannot be read is yielded as a ReadError in its
    place and never raised, so that the others go on. In a folder, files of unknown endings are skipped with one log line
    (files.find_sources). An id that comes again with the same text is the same article, and is yielded once; with another
    text it is a ReadError naming both places.
    """
    seen: dict[str, tuple[str, str]] = {}
    try:
        day = masthead.stated_day(date, "the date given for all articles") if date is not None else None
    except ReadError as problem:
        yield problem
        return
    for source in files.find_sources(path):
        if isinstance(source, ReadError):
            yield source
            continue
        for item in _read_source(source, day):
            known = _known(item, seen) if isinstance(item, Article) else item
            if known is not None:
                yield known


def _known(article: Article, seen: dict[str, tuple[str, str]]) -> Item | None:
    """The article if its id is new, None if the same article was there before, a ReadError if another one was."""
    mark = digest(article.title, article.text)
    before = seen.setdefault(article.id, (mark, article.origin))
    if before[1] == article.origin:
        return article
    if before[0] == mark:
        return None
    return ReadError(
        f"{article.origin}: the id '{article.id}' also stands at {before[1]} with another text; expected one article an id; "
        "rename the file or give the article an id of its own"
    )


@dataclass(frozen=True, slots=True)
class _About:
    """What is known of all articles of a file before it is read."""

    stem: str
    name: str  # how the file is called in an Article's origin
    where: str  # how it is called in an error
    day: str | None  # the date that was given for all
    day_in_name: str | None
    medium_in_name: str | None


def _read_source(source: files.Source, day: str | None) -> Iterator[Item]:
    """The articles of one file; a file that breaks off yields what came before, then a ReadError."""
    where = "stdin" if source.path == "-" else source.path
    names = masthead.day_in_name(source.name), masthead.medium_in_name(source.name)
    about = _About(plain.clean(source.stem), plain.clean(source.name), where, day, *names)
    try:
        with files.opened(source) as stream:
            beginning = files.beginning(stream, where)
            encoding.refuse_binary(beginning, where)
            kind = source.format or _recognise(beginning)
            if kind == "jsonl":
                yield from _json_lines(stream, about)
            else:
                limit = files.HTML_BYTES if kind == "html" else files.FILE_BYTES
                text = encoding.decode(files.whole(stream, where, limit), where)
                yield from _READERS[kind](text, about)
    except ReadError as problem:
        yield problem


def _recognise(beginning: bytes) -> files.Format:
    """The format of a file without a known ending: JSON Lines begin with {, web pages with <, anything else is text."""
    head = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"{"):
        return "jsonl"
    return "html" if re.match(rb"<(?:!doctype|html|head|\?xml|meta)", head, re.I) else "plain"


def _json_lines(stream: io.BufferedReader, about: _About) -> Iterator[Item]:
    empty = True
    for number, line in files.lines(stream, about.where):
        if isinstance(line, ReadError):
            yield line
        elif line.strip():
            try:
                where = f"{about.where}:{number}"
                yield _row(jsonl.row_of(encoding.decode(line, where), where), about, number)
            except ReadError as problem:
                yield problem
        else:
            continue
        empty = False
    if empty:
        encoding.decode(b"", about.where)


def _table(text: str, about: _About) -> Iterator[Item]:
    for number, fields in csv_table.rows(text, about.where):
        try:
            yield fields if isinstance(fields, ReadError) else _row(fields, about, number)
        except ReadError as problem:
            yield problem


def _row(fields: Fields, about: _About, number: int) -> Article:
    """The article of one line of JSON Lines or CSV."""
    where = f"{about.where}:{number}"
    body = plain.mend_body(plain.clean(fields.get("text", "")))
    title = " ".join(plain.clean(fields.get("title", "")).split())
    if not title:
        lines = body.split("\n", 1)
        if len(lines) == 2 and page.is_short(lines[0]):
            title, body = lines
    identifier = " ".join(plain.clean(fields.get("id", "")).split()) or f"{about.stem}-{number}"
    piece = page.Piece((title,) if title else (), title, tuple(body.split("\n")), ())
    return _article(piece, fields, about, identifier, f"{about.name}:{number}", where)


def _web_page(text: str, about: _About) -> Iterator[Item]:
    fields = html.article_of(text, about.where)
    lines = [line for line in plain.mend_body(plain.clean(fields["text"])).split("\n") if line]
    head = tuple(line for line in lines[:4] if masthead.is_masthead(line))
    title = " ".join(plain.clean(fields["title"]).split())
    piece = page.Piece((title,) if title else (), title, tuple(line for line in lines if line not in head), head)
    yield _article(piece, fields, about, about.stem, about.name, about.where)


def _markdown(text: str, about: _About) -> Iterator[Item]:
    fields, rest = markdown.front_matter(plain.clean(text))
    title = fields.get("title", "")
    if title and f"# {title}" not in rest:
        rest = f"# {title}\n\n{rest}"
    yield from _pieces(markdown.unmark(rest), fields, about)


def _page(text: str, about: _About) -> Iterator[Item]:
    yield from _pieces(text, {}, about)


def _pieces(text: str, fields: Fields, about: _About) -> Iterator[Item]:
    """The articles of a text that may be a whole newspaper page."""
    if len(text) > ARTICLE_CHARACTERS and max(map(len, text.split("\n"))) > ARTICLE_CHARACTERS:
        raise _too_long(about.where)
    lines, pieces = page.split(plain.paragraphs(plain.clean(text)), masthead.is_masthead)
    if not pieces:
        raise ReadError(f"{about.where}: no article, only a masthead, links or rules; expected a headline and text; add them")
    stem = fields.get("id", "") or about.stem
    for number, piece in enumerate(pieces, 1):
        one = len(pieces) == 1
        piece = replace(piece, head=piece.head + lines)
        try:
            name = about.name if one else f"{about.name}#{number}"
            where = about.where if one else f"{about.where}#{number}"
            yield _article(piece, fields, about, stem if one else f"{stem}-{number}", name, where)
        except ReadError as problem:
            yield problem


_READERS: dict[files.Format, Callable[[str, _About], Iterator[Item]]] = {
    "plain": _page,
    "markdown": _markdown,
    "html": _web_page,
    "csv": _table,
}


def _too_long(where: str) -> ReadError:
    return ReadError(
        f"{where}: more than {ARTICLE_CHARACTERS:,} characters in one article; expected a newspaper article; "
        "split it into its articles"
    )


def _article(piece: page.Piece, fields: Fields, about: _About, identifier: str, origin: str, where: str) -> Article:
    """The article of a piece, with what its masthead says. Raises ReadError where it is empty, too long, or states no valid
    date.
    """
    body = "\n".join(_without_headline(piece))
    headline = "\n".join(piece.headline)
    text = f"{headline}\n{body}" if headline and body else headline or body
    if not text.strip():
        raise ReadError(f"{where}: no text is left without links and control characters; expected an article; take the item away")
    if len(text) > ARTICLE_CHARACTERS:
        raise _too_long(where)
    ends = _ends(body or headline)
    medium = _medium(piece, fields, about)
    return Article(
        id=identifier,
        title=piece.title or _first_sentence(body),
        text=text,
        body=len(text) - len(body),
        published=_published(piece, fields, about, ends, medium, where),
        medium=medium or masthead.medium_in_text(ends),
        place=masthead.place_of(ends, medium),
        byline=masthead.byline(text, piece.head),
        origin=origin,
    )


def _without_headline(piece: page.Piece) -> tuple[str, ...]:
    """The body's lines, less a first one that only repeats the title."""
    first = piece.body[0] if piece.body else ""
    repeats = bool(piece.headline) and len(piece.body) > 1 and "".join(first.split()) == "".join(piece.title.split())
    return piece.body[1:] if repeats else piece.body


def _ends(body: str) -> str:
    """The lines in which a masthead may stand: the first three and the last two."""
    lines = body.split("\n")
    return body if len(lines) <= 5 else "\n".join(lines[:3] + lines[-2:])


def _first_sentence(body: str) -> str:
    """A title for an article without one: its first sentence, as it is written."""
    line = body.lstrip().split("\n", 1)[0]
    return re.split(r"(?<=[。！？!?])", line, maxsplit=1)[0][:80]


def _medium(piece: page.Piece, fields: Fields, about: _About) -> str | None:
    """The medium that something beside the article's own text names."""
    return (
        masthead.medium_of_field(fields.get("source", ""))
        or masthead.medium_in_lines(piece.head)
        or masthead.medium_of_field(fields.get("site", ""))
        or about.medium_in_name
    )


def _published(piece: page.Piece, fields: Fields, about: _About, ends: str, medium: str | None, where: str) -> str | None:
    """The day of issue: as given for all, as a field states, as the file's name or a masthead line says, or by the dateline;
    else None.
    """
    year = masthead.year_in(about.name, piece.head)
    return (
        about.day
        or masthead.stated_day(fields.get("published", ""), where)
        or about.day_in_name
        or masthead.day_in_lines(piece.head)
        or masthead.day_after_dateline(ends, year, masthead.reports_same_day(medium))
    )
