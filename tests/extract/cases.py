"""The tables of names and posts: sentences of our own and what a reader would find in them.

A row of tests/cases/NAME.tsv is text, expected, strength, class. A `strong` row must be read right; a `weak` one should be and is not
yet. `expected` lists names joined by ";" ("-" for none), each with its kind after "|" where that counts; a post is
person|role|body|former, with "acting" as a fifth part, and "/" between what may stand for one another. `\\n` is a line feed.

`python -m tests.extract.cases` marks every row as it is read now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.extract import extract_all
from kg.model import Article, Membership, Reading

FOLDER = Path(__file__).parents[1] / "cases"
COLUMNS = "text\texpected\tstrength\tclass"
TABLES = {"persons": "person", "institutions": "institution", "posts": "post"}


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a table."""

    text: str
    expected: str
    strength: str
    group: str

    @property
    def article(self) -> Article:
        return Article("case", "", self.text.replace("\\n", "\n"), 0)


def path(table: str) -> Path:
    return FOLDER / f"{table}.tsv"


def cases(table: str) -> list[Case]:
    """The rows of a table, in order."""
    lines = [line for line in path(table).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert lines[0] == COLUMNS
    return [Case(*line.split("\t")) for line in lines[1:]]


@cache
def readings(table: str) -> dict[str, Reading]:
    """What is read in each text of a table, all texts read together."""
    rows = cases(table)
    return {row.text: reading for row, reading in zip(rows, extract_all([row.article for row in rows]), strict=True)}


def names(reading: Reading, kind: str) -> list[tuple[str, str]]:
    """The things of one kind in the order of the text: (name, detail), each once."""
    return list(dict.fromkeys((m.name, m.detail) for m in reading.mentions if m.kind == kind))


def named_right(reading: Reading, kind: str, expected: str) -> bool:
    """Whether the names of a kind are those expected, with their details where these are written."""
    wanted = [] if expected == "-" else [tuple(part.split("|")) for part in expected.split(";")]
    found = names(reading, kind)
    return sorted(w[0] for w in wanted) == sorted(n for n, _ in found) and all(w in found for w in wanted if len(w) > 1)


def held_right(reading: Reading, expected: str) -> bool:
    """Whether the posts of persons are those expected, no more and no fewer."""
    wanted = [] if expected == "-" else [part.split("|") for part in expected.split(";")]
    claims = memberships(reading)
    return len(claims) == len(wanted) and all(any(_is(claim, *want) for claim in claims) for want in wanted)


def _is(claim: Membership, person: str, role: str, body: str, former: str = "", acting: str = "") -> bool:
    bodies = (claim.organization or "", *claim.known_as)
    return (
        claim.person == person
        and claim.role in role.split("/")
        and bool(set(body.split("/")).intersection(bodies))
        and claim.former == (former == "former")
        and claim.acting == (acting == "acting")
    )


def memberships(reading: Reading) -> list[Membership]:
    return [claim for claim in reading.claims if isinstance(claim, Membership)]


def right(table: str, case: Case, reading: Reading) -> bool:
    kind = TABLES[table]
    return held_right(reading, case.expected) if kind == "post" else named_right(reading, kind, case.expected)


def shown(table: str, reading: Reading) -> str:
    """What was read, in the notation of the tables."""
    if TABLES[table] == "post":
        parts = [
            f"{c.person}|{c.role}|{'/'.join((c.organization or '', *c.known_as))}|{'former' * c.former}|{'acting' * c.acting}".rstrip(
                "|"
            )
            for c in memberships(reading)
        ]
    else:
        parts = ["|".join(n) if table == "institutions" else n[0] for n in names(reading, TABLES[table])]
    return ";".join(parts) or "-"


def failures(table: str, rows: Iterable[Case]) -> list[str]:
    """A line for each row that is not read right."""
    read = readings(table)
    return [
        f"[{row.group}] {row.text}\n    expected {row.expected}\n    read     {shown(table, read[row.text])}"
        for row in rows
        if not right(table, row, read[row.text])
    ]


def check_strong(table: str, case: Case) -> None:
    """Fails, with both readings, where a strong row is not read right."""
    reading = readings(table)[case.text]
    assert right(table, case, reading), f"expected {case.expected}, read {shown(table, reading)}"


def check_share(table: str, floor: float, say: Callable[[str], None] = print) -> None:
    """The share of the whole table that is read right, strong and weak rows alike, is at least the floor; the rest is printed."""
    rows = cases(table)
    missed = failures(table, rows)
    weak = [row for row in rows if row.strength == "weak"]
    share = 1 - len(missed) / len(rows)
    weak_right = len(weak) - len(failures(table, weak))
    say(f"{table}: {len(rows) - len(missed)} of {len(rows)} rows right ({share:.3f}), {weak_right} of {len(weak)} weak ones")
    say("\n".join(missed))
    assert share >= floor


def mark(table: str) -> str:
    """The table with every row marked as it is read now."""
    lines = [line for line in path(table).read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    read = readings(table)
    rows = [replace(row, strength="strong" if right(table, row, read[row.text]) else "weak") for row in cases(table)]
    return "\n".join([*lines, COLUMNS, *(f"{r.text}\t{r.expected}\t{r.strength}\t{r.group}" for r in rows)]) + "\n"


if __name__ == "__main__":
    for name in TABLES:
        path(name).write_text(mark(name), encoding="utf-8")
        weak = [case for case in cases(name) if case.strength == "weak"]
        print(f"{name}: {len(cases(name)) - len(weak)} strong, {len(weak)} weak")
        print("\n".join(failures(name, weak)))
