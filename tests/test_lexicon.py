"""How tables are read and words are found; tests/test_lexicons.py says what must stand in them."""

from __future__ import annotations

import itertools
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import LexiconError
from kg.lexicon import Hit, Matcher, longest, parse, table, values

PACKAGE = Path(kg.__file__).parent
TABLES = sorted(p.name.removesuffix(".tsv") for p in (files("kg") / "lexicons").iterdir() if p.name.endswith(".tsv"))
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))


def test_a_table_is_rows_from_column_to_cell() -> None:
    assert parse("# what, own work\nword\tkind\n甲\ta\n\n# more\n乙\t\n", "t") == (
        {"word": "甲", "kind": "a"},
        {"word": "乙", "kind": ""},
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("word\n甲\n", "t.tsv:1: no comment"),
        ("# c\nword\tkind\n甲\n", "t.tsv:3: 1 cells, expected 2 (word, kind)"),
        ("# c\nword\n甲\tb\n", "t.tsv:3: 2 cells, expected 1"),
        ("# c\nword\n甲\n乙\n甲\n", "t.tsv:5: the same row stands in line 3"),
        ("# c\n", "t.tsv: no header"),
        ("", "t.tsv:1: no comment"),
    ],
)
def test_a_broken_table_says_where_and_what(content: str, says: str) -> None:
    with pytest.raises(LexiconError) as error:
        parse(content, "t.tsv")
    assert str(error.value).startswith(says)


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(LexiconError, match=r"kg/lexicons/nothing\.tsv: no such table"):
        table("nothing")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_read_by_some_module(name: str) -> None:
    assert f'"{name}"' in SOURCE


@pytest.mark.parametrize("name", TABLES)
def test_no_line_ends_in_a_carriage_return(name: str) -> None:
    assert "\r" not in (files("kg") / "lexicons" / f"{name}.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("cell", "parts"), [("", ()), ("市委", ("市委",)), ("市委|上海市委", ("市委", "上海市委")), ("a||b|", ("a", "b"))]
)
def test_values(cell: str, parts: tuple[str, ...]) -> None:
    assert values(cell) == parts


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("body_words", "word"),
        ("name_followers", "word"),
        ("name_leaders", "word"),
        ("no_bodies", "ending"),
        ("generic_bodies", "word"),
        ("loose_posts", "post"),
        ("post_modifiers", "word"),
        ("media", "medium"),
        ("offices", "form"),
        ("army_words", "word"),
        ("foreign_bodies", "form"),
        ("foreign_words", "word"),
        ("strings", "key"),
        ("fields", "word"),
        ("hazards", "word"),
    ],
)
def test_a_word_of_one_meaning_stands_once(name: str, column: str) -> None:
    words = [row[column] for row in table(name)]
    assert sorted(words) == sorted(set(words))


def test_a_post_stands_once_for_each_holder() -> None:
    keys = [(row["post"], row["holder"]) for row in table("posts")]
    assert sorted(keys) == sorted(set(keys))


def test_a_local_form_stands_once_for_each_level() -> None:
    keys = [(row["form"], level) for row in table("local_organs") for level in values(row["level"])]
    assert sorted(keys) == sorted(set(keys))


def test_a_name_or_character_means_one_country() -> None:
    names = [name for row in table("countries") for name in {row["name"], row["official"], *values(row["aliases"])}]
    characters = [character for row in table("countries") for character in values(row["chars"])]
    assert sorted(names) == sorted(set(names))
    assert sorted(characters) == sorted(set(characters))
    assert {len(character) for character in characters} == {1}


def test_codes_of_sorts_and_uses_are_known() -> None:
    assert {row["sort"] for row in table("post_modifiers")} == {"rank", "acting", "former", "coming", "current"}
    assert {row["sort"] for row in table("name_leaders")} == {"act", "label", "towards"}
    assert {row["strength"] for row in table("body_suffixes")} == {"strong", "weak"}
    assert {row["use"] for row in table("body_words")} == {"inside", "before", "pair"}


def test_a_division_lies_in_the_level_above_it() -> None:
    levels = {row["code"]: row["level"] for row in table("divisions")}
    pairs = {(row["level"], levels.get(row["parent"], "")) for row in table("divisions")}
    assert pairs == {("province", ""), ("prefecture", "province"), ("county", "prefecture"), ("county", "province")}


def test_all_hits_and_the_longest() -> None:
    matcher = Matcher({"市委": 1, "市委书记": 2, "书记": 3, "委": 4})
    assert sorted(matcher.all("市委书记")) == [Hit(0, 2, 1), Hit(0, 4, 2), Hit(1, 2, 4), Hit(2, 4, 3)]
    assert matcher.longest("市委书记，市委") == [Hit(0, 4, 2), Hit(5, 7, 1)]
    assert longest(matcher.all("市委书记")) == [Hit(0, 2, 1), Hit(0, 4, 2)]


def test_an_empty_lexicon_finds_nothing() -> None:
    empty: Matcher[int] = Matcher({})
    assert list(empty.all("市委")) == empty.longest("市委") == []


@given(st.sets(st.text(alphabet="市委书记长", min_size=1, max_size=3), max_size=8), st.text(alphabet="市委书记长，", max_size=30))
def test_every_hit_is_where_its_word_stands(words: set[str], text: str) -> None:
    matcher = Matcher({word: word for word in sorted(words)})
    hits = list(matcher.all(text))
    assert all(text[hit.start : hit.end] == hit.value for hit in hits)
    assert len(hits) == sum(text[i : i + len(word)] == word for word in words for i in range(len(text)))
    found = matcher.longest(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
