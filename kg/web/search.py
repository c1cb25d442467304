"""Search over names: labels and headlines, as one string that is scanned, with what is found ranked and counted.

In: (id, kind, label, is it an alias, articles). Out: hits, best first, and their number by kind. Knows nothing of Streamlit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import jieba

KINDS = ("person", "institution", "event", "document", "place", "article")

EXACT, PREFIX, INSIDE, ALIAS, WORDS = range(5)


@dataclass(frozen=True, slots=True)
class Label:
    """One name of one thing; `weight` is the number of articles that mention the thing."""

    id: str
    kind: str
    text: str
    alias: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: its preferred label, the name that matched, and how well (EXACT … WORDS)."""

    id: str
    kind: str
    label: str
    matched: str
    rank: int
    weight: int


class Index:
    """All labels in one lower-case string, one a line; a hit's place tells its label."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self.labels = tuple(labels)
        self.preferred = {label.id: label.text for label in reversed(self.labels) if not label.alias}
        lines = [_folded(label.text) for label in self.labels]
        self._starts: list[int] = []
        at = 1
        for line in lines:
            self._starts.append(at)
            at += len(line) + 1
        self._text = "\n" + "\n".join(lines) + "\n"
        self.sizes = Counter(label.kind for label in self.labels if not label.alias)

    def find(self, query: str) -> list[Hit]:
        """Things with a name that contains the query, or all its words; exact names first, then as the ranks go."""
        wanted = _folded(query)
        if not wanted:
            return []
        best = {position: self._rank(position, wanted) for position in self._positions(wanted)}
        if not best:
            best = dict.fromkeys(self._with_words(wanted), WORDS)
        hits: dict[str, tuple[int, int]] = {}
        for position, rank in best.items():
            identity = self.labels[position].id
            if identity not in hits or rank < hits[identity][0]:
                hits[identity] = rank, position
        found = [self._hit(position, rank) for rank, position in hits.values()]
        return sorted(found, key=lambda hit: (hit.rank, -hit.weight, len(hit.label), hit.label, hit.id))

    def top(self, kind: str, number: int) -> list[Hit]:
        """The things of a kind that most articles mention."""
        of_kind = [position for position, label in enumerate(self.labels) if label.kind == kind and not label.alias]
        of_kind.sort(key=lambda position: (-self.labels[position].weight, self.labels[position].text))
        return [self._hit(position, EXACT) for position in of_kind[:number]]

    def _positions(self, wanted: str) -> set[int]:
        """The numbers of the labels that contain the string."""
        positions: set[int] = set()
        at = self._text.find(wanted)
        while at >= 0:
            position = bisect_right(self._starts, at) - 1
            positions.add(position)
            at = self._text.find(wanted, self._text.find("\n", at))
        return positions

    def _with_words(self, wanted: str) -> set[int]:
        """The numbers of the labels that contain every word of the query, as jieba cuts it."""
        words = {word.strip() for word in jieba.cut(wanted) if word.strip()}
        if len(words) < 2:
            return set()
        sets = [self._positions(word) for word in sorted(words, key=len, reverse=True)]
        return set.intersection(*sets)

    def _rank(self, position: int, wanted: str) -> int:
        text = _folded(self.labels[position].text)
        if self.labels[position].alias:
            return ALIAS
        if text == wanted:
            return EXACT
        return PREFIX if text.startswith(wanted) else INSIDE

    def _hit(self, position: int, rank: int) -> Hit:
        label = self.labels[position]
        return Hit(label.id, label.kind, self.preferred.get(label.id, label.text), label.text, rank, label.weight)


def counts(hits: Iterable[Hit]) -> dict[str, int]:
    """The number of hits by kind, in the order of KINDS; kinds without a hit are left out."""
    number = Counter(hit.kind for hit in hits)
    return {kind: number[kind] for kind in KINDS if number[kind]}


def _folded(text: str) -> str:
    """A label as it is compared: lower case, one line, no white space at its ends."""
    return " ".join(text.lower().split())
