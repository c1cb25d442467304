"""The documents say what the program does: help texts are generated (`make docs`), commands parse, links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg import __version__
from kg.cli import main

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = [*READMES, ROOT / "CHANGELOG.md", *DECISIONS]

_HELP = re.compile(r"<!-- help: (\w+) -->\n(?:```text\n.*?\n```\n)?", re.DOTALL)
_BASH = re.compile(r"```bash\n(.*?)```", re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)\)")


def with_help(text: str) -> str:
    """The document with the present help of a command after each marker `<!-- help: COMMAND -->`."""

    def block(marker: re.Match[str]) -> str:
        result = CliRunner().invoke(main, [marker[1], "--help"], prog_name="python -m kg", terminal_width=100)
        assert result.exit_code == 0, f"no command {marker[1]}"
        return f"<!-- help: {marker[1]} -->\n```text\n{result.stdout.strip()}\n```\n"

    return _HELP.sub(block, text)


def commands(text: str) -> list[str]:
    """The lines of all bash examples."""
    return [line for block in _BASH.findall(text) for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("page", READMES, ids=lambda path: path.name)
def test_the_help_is_that_of_the_program(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == with_help(text), "run: make docs"
    assert set(_HELP.findall(text)) == set(main.commands), "a marker for every command"


@pytest.mark.parametrize("page", READMES, ids=lambda path: path.name)
def test_every_example_parses(page: Path) -> None:
    parsed = 0
    for line in commands(page.read_text(encoding="utf-8")):
        for part in line.split(" | "):
            words = shlex.split(part.split(" > ")[0], comments=True)
            if words[:3] == ["python", "-m", "kg"]:
                _parse(words[3:])
                parsed += 1
            elif words[:1] == ["make"]:
                assert re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE), line
    assert parsed > 8


def _parse(arguments: list[str]) -> None:
    """Raises click.UsageError where the command line does not understand the arguments; runs nothing."""
    with click.Context(main) as context:
        name, command, rest = main.resolve_command(context, arguments)
        assert command is not None
        command.make_context(name, rest, parent=context)


def test_a_wrong_example_would_be_seen() -> None:
    with pytest.raises(click.UsageError):
        _parse(["build", "--stor", "x"])
    with pytest.raises(click.UsageError):
        _parse(["quary"])


def test_both_languages_give_the_same_examples() -> None:
    english, chinese = ([line.split("#")[0].strip() for line in commands(page.read_text(encoding="utf-8"))] for page in READMES)
    assert english == chinese


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_to_files(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    missing = [link for link in links if not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda path: path.name)
def test_a_decision_is_half_a_page_in_three_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert text.count("\n") <= 45


def test_the_changelog_knows_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_lock_names_every_requirement_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--index" not in lock
    locked = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE))
    wanted = re.findall(r"^([A-Za-z0-9._-]+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name.lower().replace("_", "-") for name in wanted} <= locked, "run: make lock"


def test_the_licence_is_apache() -> None:
    assert "Apache License\n                           Version 2.0" in (ROOT / "LICENSE").read_text(encoding="utf-8")


if __name__ == "__main__":
    for readme in READMES:
        readme.write_text(with_help(readme.read_text(encoding="utf-8")), encoding="utf-8")
