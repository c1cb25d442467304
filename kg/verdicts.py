"""Verdicts: what a person decided about who is who, in a table that lives on through every build.

    verdict  kind  left  right  date  author  note
    same     person  a1#林望舒  a7#望舒  2026-06-03  Li  the byline says so

In: the text of verdicts.tsv; words that name a thing. Out: verdicts, each checked by itself and all of them together. A thing is
named by an article and its name there, never by the id of a node: ids change with the nodes that a verdict is about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from kg.errors import VerdictError
from kg.model import ClaimReference, Linking, Reference
from kg.vocab import BASE

FILE = "verdicts.tsv"
KINDS: Final = ("person", "institution", "place", "document", "event")
WORDS: Final = ("same", "different")
HEADER: Final = ("verdict", "kind", "left", "right", "date", "author", "note")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two things are one (same) or are not (different); an event's reference has the name that its article gives it.

    `where` is the file and the line that say so.
    """

    verdict: str
    kind: str
    left: Reference
    right: Reference
    date: str
    author: str
    note: str
    where: str = ""

    @property
    def line(self) -> str:
        """The verdict as a line of the table, without its end."""
        return "\t".join((self.verdict, self.kind, written(self.left), written(self.right), self.date, self.author, self.note))

    @property
    def reason(self) -> str:
        """What `because` of the things says."""
        what = "are one" if self.verdict == "same" else "are two"
        by = f" by {self.author}" if self.author else ""
        note = f": {self.note}" if self.note else ""
        return f"{written(self.left)} and {written(self.right)} {what}: verdict of {self.date}{by}{note}"


def written(reference: Reference) -> str:
    """A reference as the table has it: ARTICLE#NAME."""
    return f"{reference.article}#{reference.name}"


def reference(text: str) -> Reference | None:
    """ARTICLE#NAME as a reference; None where it is none. An article's id may hold a #, a name holds none."""
    article, mark, name = text.rpartition("#")
    return Reference(article, name) if mark and article and name else None


def load(path: Path) -> tuple[Verdict, ...]:
    """The verdicts of a file, none where there is no file. Raises VerdictError with file and line where one is broken."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise VerdictError(f"{path}: not UTF-8 ({error.reason} at byte {error.start}); save the table as UTF-8") from error
    return parse(text, str(path))


def parse(text: str, path: str) -> tuple[Verdict, ...]:
    """The verdicts of a table's text, in its order; empty lines and lines that begin with # do not count.

    Raises VerdictError where a line is broken, says the same as another, or where verdicts contradict each other.
    """
    found: list[Verdict] = []
    header = False
    for number, line in enumerate(text.splitlines(), 1):
        where = f"{path}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        if not header:
            header = True
            if tuple(line.split("\t")) != HEADER:
                raise VerdictError(f"{where}: no header; the first line is {' ⇥ '.join(HEADER)}, with one tab between")
            continue
        found.append(_verdict(line.split("\t"), where))
    _agree(found)
    return tuple(found)


def _verdict(cells: list[str], where: str) -> Verdict:
    if len(cells) != len(HEADER):
        raise VerdictError(f"{where}: {len(cells)} cells, expected {len(HEADER)} ({', '.join(HEADER)}); one tab between them")
    word, kind, left, right, day, author, note = cells
    if word not in WORDS:
        raise VerdictError(f"{where}: verdict {word!r}; write same or different")
    if kind not in KINDS:
        raise VerdictError(f"{where}: kind {kind!r}; write one of {', '.join(KINDS)}")
    references = [reference(text) for text in (left, right)]
    for text, one in zip((left, right), references, strict=True):
        if one is None:
            raise VerdictError(f"{where}: {text!r} names nothing; write ARTICLE#NAME, an article's id and the name in it")
    if left == right:
        raise VerdictError(f"{where}: both sides are {left}; name two things or remove the line")
    try:
        date.fromisoformat(day if _DAY.fullmatch(day) else "")
    except ValueError:
        raise VerdictError(f"{where}: date {day!r}; write a day like 2026-06-03") from None
    assert references[0] is not None
    assert references[1] is not None
    return Verdict(word, kind, references[0], references[1], day, author, note, where)


def _agree(verdicts: Sequence[Verdict]) -> None:
    """Raises VerdictError where two things are both one and two, directly or through others, or a pair is judged twice."""
    beside: dict[tuple[str, Reference], list[tuple[Reference, Verdict]]] = defaultdict(list)
    seen: dict[tuple[str, str, frozenset[Reference]], Verdict] = {}
    for one in verdicts:
        twice = seen.setdefault((one.verdict, one.kind, frozenset((one.left, one.right))), one)
        if twice is not one:
            raise VerdictError(f"{one.where}: says the same as {twice.where}; remove one of the lines")
        if one.verdict == "same":
            beside[one.kind, one.left].append((one.right, one))
            beside[one.kind, one.right].append((one.left, one))
    for one in verdicts:
        if one.verdict == "different" and (chain := _chain(one, beside)):
            raise VerdictError(
                f"{one.where}: {written(one.left)} and {written(one.right)} are two, but one by "
                f"{', '.join(link.where for link in chain)}; remove one of the lines"
            )


def _chain(one: Verdict, beside: Mapping[tuple[str, Reference], list[tuple[Reference, Verdict]]]) -> list[Verdict]:
    """The fewest verdicts that make the two sides of another one thing; none where nothing does."""
    ways: dict[Reference, list[Verdict]] = {one.left: []}
    queue = [one.left]
    for here in queue:
        for there, by in beside.get((one.kind, here), ()):
            if there not in ways:
                ways[there] = [*ways[here], by]
                queue.append(there)
    return ways.get(one.right, [])


def together(verdicts: Iterable[Verdict]) -> Callable[[str, Reference], frozenset[Reference]]:
    """For a kind and a reference all references that verdicts make one with it."""
    groups: dict[tuple[str, Reference], frozenset[Reference]] = {}
    for one in verdicts:
        if one.verdict == "same":
            group = groups.get((one.kind, one.left), frozenset((one.left,))) | groups.get(
                (one.kind, one.right), frozenset((one.right,))
            )
            groups.update({(one.kind, member): group for member in group})
    return lambda kind, of: groups.get((kind, of), frozenset((of,)))


def save(path: Path, verdicts: Sequence[Verdict]) -> None:
    """Add verdicts to the end of the file; one that is not there yet is begun. Raises VerdictError, and writes nothing, where the
    file would be broken."""
    old = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    if not old.strip():
        old = "\t".join(HEADER) + "\n"
    text = (old if old.endswith("\n") else old + "\n") + "".join(f"{one.line}\n" for one in verdicts)
    parse(text, str(path))
    write(path, text)


def undo(path: Path, number: int) -> Verdict:
    """Remove the verdict with this number, counted from 1, and return it. Raises VerdictError where there is none."""
    found = load(path)
    if not 1 <= number <= len(found):
        raise VerdictError(f"{path}: no verdict {number}; it has {len(found)}, list them with: python -m kg verdict list")
    gone = found[number - 1]
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    del lines[int(gone.where.rpartition(":")[2]) - 1]
    write(path, "".join(lines))
    return gone


def write(path: Path, text: str) -> None:
    """Replace the file in one step; a link stays one."""
    path = path.resolve()
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def named(words: str, linking: Linking, event: Callable[[ClaimReference], Reference]) -> list[tuple[str, Reference, str]]:
    """What some words can mean: (kind, reference, id of the node), sorted; nothing where they name nothing.

    The words are ARTICLE#NAME, an id (person/…) with or without its address, or a label. `event` gives the reference of an event
    as one article tells it.
    """
    words = words.removeprefix(BASE)
    asked = reference(words)
    found: list[tuple[str, Reference, str]] = []
    for entity in linking.entities:
        if asked is not None and asked in entity.owns:
            found.append((entity.kind, asked, entity.id))
        elif words == entity.id or words in entity.labels:
            found.append((entity.kind, entity.owns[0], entity.id))
    for occurrence in linking.occurrences:
        if words == occurrence.id or words in occurrence.labels:
            found.append(("event", event(occurrence.claims[0]), occurrence.id))
        elif asked is not None and asked.name in occurrence.labels:
            found.extend(
                ("event", asked, occurrence.id)
                for claim in occurrence.claims
                if claim.article == asked.article and event(claim) == asked
            )
    exact = [one for one in found if one[2] == words]
    return sorted(set(exact or found))
