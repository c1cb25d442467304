"""What was not understood: words that promise a fact for which none was read. The list to work through next.

In: a reading, and the words of its text that give a happening away. Out: `Unread` by offset.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kg.model import Event, Membership, Reading


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """Words at [start, end) of the article's text, in code points, and what they lack."""

    start: int
    end: int
    text: str
    lacks: Literal["person", "value", "event"]


def list_unread(reading: Reading, event_words: Iterable[tuple[int, int]]) -> list[Unread]:
    """Posts that nobody holds, times that no calendar places, words of happenings outside every event; in order.

    `event_words` are the spans of words that name a happening (会议, 会见).
    """
    text = reading.article.text
    held = _covered(reading, Membership)
    told = _covered(reading, Event)
    found = []
    for mention in reading.mentions:
        if mention.kind == "post" and not held.issuperset((mention.start, mention.end - 1)):
            found.append(Unread(mention.start, mention.end, mention.text, "person"))
        elif mention.kind == "date" and mention.period is None:
            found.append(Unread(mention.start, mention.end, mention.text, "value"))
    found += [Unread(start, end, text[start:end], "event") for start, end in event_words if start not in told]
    return sorted(found)


def _covered(reading: Reading, kind: type[Event] | type[Membership]) -> set[int]:
    """The offsets that the evidence of claims of this kind covers."""
    return {
        offset
        for claim in reading.claims
        if isinstance(claim, kind)
        for offset in range(claim.evidence.start, claim.evidence.end)
    }
