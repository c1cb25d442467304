"""A rule: a named pattern with a sentence it reads. Rules stand in explicit tables, and a test runs every example."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` matches the folded text (kg.text.fold); `example` is a sentence in which it must match."""

    name: str
    pattern: re.Pattern[str]
    example: str


def rule(name: str, pattern: str, example: str) -> Rule:
    """Compile a rule; spaces and comments in the pattern are ignored (re.VERBOSE)."""
    return Rule(name, re.compile(pattern, re.VERBOSE), example)
