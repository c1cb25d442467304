"""Proposals: what the trained reader takes for a name, for every reader that asks it."""

from __future__ import annotations

from typing import NamedTuple


class Proposal(NamedTuple):
    """Proposed characters: [start, end) in the text, and PER, ORG or LOC."""

    start: int
    end: int
    kind: str
