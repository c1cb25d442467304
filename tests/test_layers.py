"""Imports point down only, and rooms of a folder never import one another."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# What stands on what: a module imports modules of lower levels only.
LEVELS = {
    0: {"kg", "kg.model", "kg.errors", "kg.vocab"},
    # 1: every other module beside these: text, rule, lexicon, iri, and what several rooms share; they may stand on one another
    2: {"kg.read", "kg.extract", "kg.link", "kg.graph", "kg.store", "kg.query", "kg.export", "kg.check", "kg.network"},
    3: {"kg.pipeline", "kg.query_worker", "kg.answers", "kg.explain", "kg.conflicts"},
    4: {"kg.cli", "kg.web"},
    5: {"kg.__main__", "app"},
}
LEVEL = {name: level for level, names in LEVELS.items() for name in names}
FILES = [path for path in sorted([*(ROOT / "kg").rglob("*.py"), ROOT / "app.py"]) if path.exists()]


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path) for path in FILES}


def imports(path: Path) -> Iterator[str]:
    """The project's modules that a file imports, at its top or anywhere inside."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import; write the whole name"
            assert node.module is not None
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in MODULES else node.module for name in inside]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] in {"kg", "app"})


def storey(module: str) -> str:
    """The folder or file of kg/ that a module belongs to: kg.extract.dates.grammar → kg.extract."""
    return ".".join(module.split(".")[:2])


def level(module: str) -> int:
    return LEVEL.get(storey(module), 1)


def test_the_table_names_what_there_is() -> None:
    assert LEVEL.keys() <= MODULES, "a module of the table is gone"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_point_down(path: Path) -> None:
    here = module_of(path)
    for name in imports(path):
        if storey(name) != storey(here) and not level(name) == level(here) == 1:
            assert level(name) < level(here), f"{here} (level {level(here)}) imports {name} (level {level(name)})"


ROOMS = [path for path in FILES if path.parent.name != "kg" and path.name != "app.py" and "web" not in path.parts]


@pytest.mark.parametrize("path", ROOMS, ids=module_of)
def test_rooms_do_not_import_one_another(path: Path) -> None:
    """Only the __init__ of a folder imports its rooms."""
    module = module_of(path)
    inside = {name for name in imports(path) if name.startswith(f"{storey(module)}.")}
    rooms = {name for name in inside if name.rpartition(".")[0] == module} if path.name == "__init__.py" else set()
    assert inside <= rooms, f"{module} imports a room beside it"


def test_imports_form_no_circle() -> None:
    """Pages of the explorer share pieces, and base modules stand on one another: in one direction."""
    needs = {module_of(path): set(imports(path)) & MODULES - {module_of(path)} for path in FILES}
    while free := [name for name, others in needs.items() if not others & needs.keys()]:
        for name in free:
            del needs[name]
    assert not needs, f"a circle of imports among {', '.join(sorted(needs))}"


def test_only_the_top_talks_to_a_person() -> None:
    for path in FILES:
        if level(module_of(path)) < 4:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"^\s*(?:import|from) (?:click|streamlit)\b", text, re.MULTILINE), path
