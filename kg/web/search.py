"""Search over names: labels and headlines, as one string that is scanned, with what is found ranked and counted.

In: (id, kind, label, is it an alias, articles). Out: hits, best first, and their number by kind. Knows nothing of Streamlit.
"""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import overload

import jieba

jieba.setLogLevel(logging.WARNING)  # it tells on every start that it has built its dictionary

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


class Hits(Sequence[Hit]):
    """Hits, best first, made as they are looked at: a short query finds tens of thousands."""

    def __init__(self, labels: Sequence[Label], preferred: Mapping[str, str], found: Sequence[tuple[int, int]]) -> None:
        self._labels = labels
        self._preferred = preferred
        self._found = found  # rank, number of the label

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, key: int) -> Hit: ...
    @overload
    def __getitem__(self, key: slice) -> list[Hit]: ...
    def __getitem__(self, key: int | slice) -> Hit | list[Hit]:
        return [self._hit(*pair) for pair in self._found[key]] if isinstance(key, slice) else self._hit(*self._found[key])

    def counts(self) -> dict[str, int]:
        """The number of hits by kind, in the order of KINDS; kinds without a hit are left out."""
        number = Counter(self._labels[position].kind for _, position in self._found)
        return {kind: number[kind] for kind in KINDS if number[kind]}

    def of(self, kind: str) -> Hits:
        """The hits of one kind."""
        return Hits(self._labels, self._preferred, [pair for pair in self._found if self._labels[pair[1]].kind == kind])

    def _hit(self, rank: int, position: int) -> Hit:
        label = self._labels[position]
        return Hit(label.id, label.kind, self._preferred.get(label.id, label.text), label.text, rank, label.weight)


class Index:
    """All labels in one lower-case string, one a line; a hit's place tells its label."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self.labels = tuple(labels)
        self._preferred = {label.id: label.text for label in reversed(self.labels) if not label.alias}
        self._lines = [_folded(label.text) for label in self.labels]
        self._starts = list(accumulate((len(line) + 1 for line in self._lines[:-1]), initial=1))
        keys = [(-label.weight, len(label.text), label.text, label.id) for label in self.labels]
        self._places = sorted(range(len(keys)), key=keys.__getitem__)
        self._order = {place: number for number, place in enumerate(self._places)}
        self._text = "\n" + "\n".join(self._lines) + "\n"
        self.sizes = Counter(label.kind for label in self.labels if not label.alias)

    def find(self, query: str) -> Hits:
        """Things with a name that contains the query, or all its words; exact names first, then as the ranks go."""
        wanted = _folded(query)
        if not wanted:
            return self._sorted({})
        found = {position: self._rank(position, wanted) for position in self._positions(wanted)}
        return self._sorted(found or dict.fromkeys(self._with_words(wanted), WORDS))

    def top(self, kind: str, number: int) -> list[Hit]:
        """The things of a kind that most articles mention."""
        return self._sorted({place: EXACT for place, label in enumerate(self.labels) if label.kind == kind and not label.alias})[
            :number
        ]

    def _sorted(self, found: Mapping[int, int]) -> Hits:
        """Labels by rank, then articles, then length; each thing once, by its best name."""
        number = len(self.labels)
        best: dict[str, int] = {}
        for key in sorted((rank * number + self._order[place] for place, rank in found.items()), reverse=True):
            best[self.labels[self._places[key % number]].id] = key  # the last one written is the best
        kept = [(key // number, self._places[key % number]) for key in sorted(best.values())]
        return Hits(self.labels, self._preferred, kept)

    def _positions(self, wanted: str) -> set[int]:
        """The numbers of the labels that contain the string."""
        positions: set[int] = set()
        at = self._text.find(wanted)
        while at >= 0:
            positions.add(bisect_right(self._starts, at) - 1)
            at = self._text.find(wanted, self._text.find("\n", at))
        return positions

    def _with_words(self, wanted: str) -> set[int]:
        """The numbers of the labels that contain every word of the query, as jieba cuts it for search engines (long words and their parts)."""
        words = {word.strip() for word in jieba.cut_for_search(wanted) if word.strip()}
        if len(words) < 2:
            return set()
        return set.intersection(*[self._positions(word) for word in words])

    def _rank(self, position: int, wanted: str) -> int:
        text = self._lines[position]
        if self.labels[position].alias:
            return ALIAS
        if text.startswith(wanted):
            return EXACT if len(text) == len(wanted) else PREFIX
        return INSIDE


def _folded(text: str) -> str:
    """A label as it is compared: lower case, one line, no white space at its ends."""
    return " ".join(text.lower().split())
