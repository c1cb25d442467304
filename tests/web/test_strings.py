"""The explorer's words: each used key exists, each existing one is used, both languages fill in the same values."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from kg.lexicon import table
from kg.model import EventType, InstitutionKind, Kind, Role

ROOMS = Path(__file__).parents[2] / "kg" / "web"
CODE = "".join(path.read_text(encoding="utf-8") for path in [*ROOMS.glob("*.py"), ROOMS.parents[1] / "app.py"])
ROWS = {row["key"]: row for row in table("strings")}
CODES = {*get_args(EventType), *get_args(Role), *get_args(InstitutionKind), *get_args(Kind)} - {"post"}


def test_every_key_that_the_pages_use_is_there() -> None:
    used = set(re.findall(r'\bt\(\s*["\']([a-z-]+)["\']', CODE))
    assert used - ROWS.keys() == set()
    assert len(used) > 60


def test_every_code_of_the_graph_has_words() -> None:
    assert CODES - ROWS.keys() == set()


def test_no_key_is_left_over() -> None:
    written = set(re.findall(r'["\']([a-z-]+)["\']', CODE)) | CODES | {f"{kind}s" for kind in CODES}
    assert ROWS.keys() - written == set()


@pytest.mark.parametrize("key", ROWS)
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    chinese, english = ROWS[key]["zh"], ROWS[key]["en"]
    assert chinese
    assert english
    assert _values(chinese) == _values(english)


def _values(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}
