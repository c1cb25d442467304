"""Rules: every rule of the package reads its own example, and has a name of its own where it stands."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest

import kg
from kg.rule import Rule, rule
from kg.text import fold


def modules() -> list[str]:
    """Every module of the package but the one that runs it."""
    return sorted(m.name for m in pkgutil.walk_packages(kg.__path__, "kg.") if not m.name.endswith("__main__"))


def rules_in(value: object) -> Iterator[Rule]:
    """The rules that a module's name stands for: one, or a table of them."""
    if isinstance(value, Rule):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from rules_in(item)


def all_rules() -> list[tuple[str, Rule]]:
    """(module, rule) for every rule that is defined on the level of a module, each once."""
    found: dict[int, tuple[str, Rule]] = {}
    for name in modules():
        for value in vars(importlib.import_module(name)).values():
            for one in rules_in(value):
                found.setdefault(id(one), (name, one))
    return list(found.values())


RULES = all_rules()


def test_there_are_rules() -> None:
    assert len(RULES) > 15
    assert {"kg.datewords", "kg.press", "kg.extract.documents", "kg.extract.memberships", "kg.extract.quotations"} <= {
        m for m, _ in RULES
    }


@pytest.mark.parametrize(("module", "one"), RULES, ids=lambda v: v.name if isinstance(v, Rule) else v)
def test_a_rule_matches_its_example(module: str, one: Rule) -> None:
    """Some patterns end with `$`, for the text before a post: they are tried before every offset of the example. No empty match counts."""
    example = fold(one.example)
    found = (one.pattern.search(example, start, end) for end in range(len(example), 0, -1) for start in range(end))
    assert any(match and match.group() for match in found), f"{module}: {one.name}: {one.example}"


@pytest.mark.parametrize(("module", "one"), RULES, ids=lambda v: v.name if isinstance(v, Rule) else v)
def test_a_rule_has_a_name_and_an_example_of_its_own(module: str, one: Rule) -> None:
    assert one.name.strip() == one.name != ""
    assert one.example.strip() == one.example != ""


@pytest.mark.parametrize("module", sorted({m for m, _ in RULES}))
def test_names_are_unique_in_a_module(module: str) -> None:
    names = Counter(one.name for m, one in RULES if m == module)
    assert [name for name, count in names.items() if count > 1] == []


def test_spaces_and_comments_in_a_pattern_do_not_count() -> None:
    one = rule("two", r"第 \d+  # how many\n 届", "第3届")
    assert one.pattern.pattern
    assert rule("two", r"第 \d+ 届", "第3届").pattern.fullmatch("第3届")


def test_a_rule_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        RULES[0][1].name = "another"  # type: ignore[misc]
