"""The tables of kg/lexicons: they load, their codes and kinds are known, no name stands twice, references lead somewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from typing import get_args

import pytest

from kg.atlas import everyday_name
from kg.lexicon import table, values
from kg.model import InstitutionKind

TABLES = sorted(p.name.removesuffix(".tsv") for p in (files("kg") / "lexicons").iterdir() if p.name.endswith(".tsv"))
KINDS = set(get_args(InstitutionKind))


def twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


@pytest.mark.parametrize("name", TABLES)
def test_table_loads_and_has_no_blank_edges(name: str) -> None:
    rows = table(name)
    assert rows
    assert not [row for row in rows for cell in row.values() if cell != cell.strip()]


@pytest.mark.parametrize("name", TABLES)
def test_first_line_names_a_licence(name: str) -> None:
    first = (files("kg") / "lexicons" / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    comment = " ".join(line for line in first if line.startswith("#"))
    assert re.search(r"Apache-2\.0|MIT|BSD|CC0|public domain", comment, re.IGNORECASE), comment


@pytest.mark.parametrize("name", ["organs", "local_organs", "body_suffixes"])
def test_kinds_are_known(name: str) -> None:
    assert {row["kind"] for row in table(name)} <= KINDS


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("surnames", "surname"),
        ("transliteration", "char"),
        ("organs", "name"),
        ("body_suffixes", "suffix"),
        ("countries", "name"),
        ("divisions", "code"),
        ("landmarks", "name"),
        ("not_names", "word"),
    ],
)
def test_names_stand_once(name: str, column: str) -> None:
    assert twice(row[column] for row in table(name)) == []


def test_an_alias_leads_to_one_organ() -> None:
    owners = [(alias, row["name"]) for row in table("organs") for alias in {row["name"], *values(row["aliases"])}]
    assert twice(alias for alias, _ in owners) == []


def test_parents_of_organs_exist() -> None:
    names = {row["name"] for row in table("organs")}
    assert {row["parent"] for row in table("organs") if row["parent"]} <= names


def test_years_of_organs_are_years_in_order() -> None:
    for row in table("organs"):
        assert all(re.fullmatch(r"(?:19|20)\d\d", year) for year in (row["since"], row["until"]) if year), row
        assert not (row["since"] and row["until"] and row["since"] > row["until"]), row


def test_local_organs_have_levels_and_a_place() -> None:
    for row in table("local_organs"):
        assert values(row["level"]), row
        assert "{place}" in row["official"], row


def test_posts() -> None:
    holders = KINDS | {"any"}
    assert {row["holder"] for row in table("posts")} <= holders
    assert {row["seats"] for row in table("posts")} == {"one", "many"}
    assert len({row["post"] for row in table("posts")}) >= 450


def test_surnames() -> None:
    for row in table("surnames"):
        assert row["kind"] in ("single", "compound"), row
        assert (len(row["surname"]) == 1) == (row["kind"] == "single"), row
        assert row["rank"] in ("common", "rare"), row


def test_transliteration() -> None:
    assert {row["place"] for row in table("transliteration")} <= {"first", "inner", "any"}
    assert all(len(row["char"]) == 1 for row in table("transliteration"))


def test_divisions_form_a_tree() -> None:
    codes = {row["code"]: row for row in table("divisions")}
    for row in codes.values():
        assert re.fullmatch(r"\d{6}", row["code"]), row
        assert row["short"] in row["name"], row
        if row["level"] == "province":
            assert row["parent"] == "", row
        else:
            assert row["parent"] in codes, row
            assert row["parent"][:2] == row["code"][:2], row
    assert Counter(row["level"] for row in codes.values())["province"] == 34


def test_former_divisions_are_gone() -> None:
    present = {(row["name"], row["code"][:2]) for row in table("divisions")}
    codes = {row["code"] for row in table("divisions")}
    for row in table("divisions_former"):
        assert (row["name"], row["code"][:2]) not in present, row
        assert row["parent"] == "" or row["parent"] in codes, row
        assert row["until"] == "" or 1998 <= int(row["until"]) <= 2026, row


def test_places_abroad_name_a_country() -> None:
    known = {n for row in table("countries") for n in (row["name"], row["official"], *values(row["aliases"]))}
    assert {row["country"] for row in table("foreign_places") if row["country"]} <= known
    assert len(table("foreign_places")) >= 900


def test_words_that_hide_places() -> None:
    short = {row["short"] for row in table("divisions")}
    for row in table("not_places"):
        assert row["use"] in ("part", "also"), row
        assert row["use"] == "part" or row["word"] in short, row


def test_everyday_names() -> None:
    assert everyday_name("延边朝鲜族自治州", "延边") == "延边州"
    assert everyday_name("新疆维吾尔自治区", "新疆") == "新疆自治区"
    assert everyday_name("上海市", "上海") == "上海市"


@pytest.mark.parametrize("row", table("otherwise"), ids=lambda row: row["example"])
def test_words_around_a_verb_stand_in_their_example(row: dict[str, str]) -> None:
    """The example has the verb between two bars: the words stand right before or right after it, as far as their gap reaches."""
    before, _, after = [*row["example"].split("|"), ""][:3]
    reach = f"[^，。；]{{0,{row['gap']}}}"
    if row["side"] == "before":
        assert re.search(f"(?:{row['words']}){reach}$", before)
    else:
        assert re.match(f"{reach}(?:{row['words']})", after)
