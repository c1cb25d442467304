"""Where the bytes come from: a file, a folder, standard input; plain or gzip; never more of it in memory than the limits say.

In: a path. Out: `Source` (what to open and how it is named) and lines or whole contents as bytes.
"""

from __future__ import annotations

import gzip
import io
import logging
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from kg.errors import ReadError

Format = Literal["plain", "markdown", "html", "jsonl", "csv"]

LINE_BYTES = 8 * 2**20  # the longest line of JSON Lines or CSV: one article of a million characters fits
FILE_BYTES = 32 * 2**20  # the largest text, Markdown or CSV file: read whole
HTML_BYTES = 4 * 2**20  # the largest web page: parsed whole

FORMATS: dict[str, Format] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
}
_ABOUT_THE_FOLDER = ("readme", "license", "licence", "changelog", "contributing")
_TALK = logging.getLogger("kg.read")


@dataclass(frozen=True, slots=True)
class Source:
    """One file. `name` is its path below what was asked for (news/2026/a.txt asked as news → 2026/a.txt), `format` None where
    unknown.
    """

    path: str
    name: str
    format: Format | None

    @property
    def stem(self) -> str:
        """The name without the endings that tell the format: 2026/a.jsonl.gz → 2026/a."""
        bare = self.name[:-3] if self.name.lower().endswith(".gz") else self.name
        root, ending = os.path.splitext(bare)
        return root if ending.lower() in FORMATS else bare


def find_sources(path: str) -> Iterator[Source | ReadError]:
    """The files that `path` stands for, sorted by name.

    Of a folder, at any depth: the files with a known ending (FORMATS, each also with .gz). Hidden files and folders, and
    files about
    the folder itself (README, LICENSE, CHANGELOG), are left out silently; files of another ending are counted in one log
    line. A file that is named itself is read whatever it is called.
    """
    if path == "-":
        yield Source("-", "stdin", None)
    elif os.path.isdir(path):
        yield from _walk(path)
    elif os.path.exists(path):
        yield Source(path, os.path.basename(path), _format(path))
    else:
        yield ReadError(f"{path}: no such file or folder; expected a file, a folder, or - for standard input; check the spelling")


def _format(name: str) -> Format | None:
    bare = name.lower().removesuffix(".gz")
    return FORMATS.get(os.path.splitext(bare)[1])


def _walk(folder: str) -> Iterator[Source | ReadError]:
    names: list[str] = []
    skipped: list[str] = []
    unreadable: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for file in files:
            if file.startswith(".") or file.lower().startswith(_ABOUT_THE_FOLDER):
                continue
            name = Path(os.path.relpath(os.path.join(root, file), folder)).as_posix()
            (names if _format(file) else skipped).append(name)
    if skipped:
        shown = ", ".join(sorted(skipped)[:5])
        _TALK.warning(
            "%s: %d files skipped (%s%s): known endings are %s; name a file itself to read it whatever its ending",
            folder, len(skipped), shown, " …" if len(skipped) > 5 else "", " ".join(FORMATS),
        )  # fmt: skip
    for problem in sorted(unreadable, key=str):
        yield ReadError(f"{problem.filename}: the folder cannot be listed ({problem.strerror}); check its permissions")
    if not names and not unreadable:
        yield ReadError(
            f"{folder}: no file to read in this folder; expected files that end in {' '.join(FORMATS)}, also with .gz"
        )
    for name in sorted(names):
        yield Source(os.path.join(folder, name), name, _format(name))


@contextmanager
def opened(source: Source) -> Iterator[io.BufferedReader]:
    """The file's bytes, unpacked where they are gzip. Raises ReadError where the file cannot be opened."""
    if source.path == "-":
        outer: io.BufferedReader = io.BufferedReader(cast(Any, sys.stdin.buffer))
    else:
        try:
            outer = open(source.path, "rb")  # noqa: SIM115  closed below, as the gzip reader on top of it is
        except OSError as problem:
            raise ReadError(
                f"{source.path}: cannot be opened ({problem.strerror}); expected a readable file; check its permissions"
            ) from problem
    try:
        packed = beginning(outer, source.path).startswith(b"\x1f\x8b")
        yield io.BufferedReader(gzip.GzipFile(fileobj=outer)) if packed else outer
    finally:
        if source.path == "-":
            outer.detach()  # standard input is not ours to close
        else:
            outer.close()


def beginning(stream: io.BufferedReader, where: str) -> bytes:
    """Some of the first bytes, which stay to be read."""
    try:
        return stream.peek(4096)
    except (OSError, EOFError, zlib.error) as problem:
        raise _broken_off(where, problem) from problem


def _broken_off(where: str, problem: Exception) -> ReadError:
    return ReadError(
        f"{where}: reading broke off ({problem}); expected the whole file; it is damaged or cut short, fetch it again"
    )


def _take(stream: io.BufferedReader, count: int, where: str, line: bool = False) -> bytes:
    """The next `count` bytes at most, or what is left of the line; damaged gzip and disks raise ReadError."""
    try:
        return stream.readline(count) if line else stream.read(count)
    except (OSError, EOFError, zlib.error) as problem:
        raise _broken_off(where, problem) from problem


def whole(stream: io.BufferedReader, where: str, limit: int) -> bytes:
    """All bytes of a file. Raises ReadError where there are more than `limit`."""
    content = _take(stream, limit + 1, where)
    if len(content) > limit:
        raise ReadError(
            f"{where}: more than {limit // 2**20} MiB in one piece; expected one article or page a file; "
            "split it, or use JSON Lines"
        )
    return content


def lines(stream: io.BufferedReader, where: str) -> Iterator[tuple[int, bytes | ReadError]]:
    """The lines with their numbers from 1; one longer than LINE_BYTES is a ReadError, and the next line follows all the same."""
    number = 0
    while line := _take(stream, LINE_BYTES + 1, where, line=True):
        number += 1
        if len(line) <= LINE_BYTES:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = _take(stream, LINE_BYTES, where, line=True)
        yield (
            number,
            ReadError(
                f"{where}:{number}: the line is longer than {LINE_BYTES // 2**20} MiB; expected one article a line; "
                "put every article in a line of its own"
            ),
        )
