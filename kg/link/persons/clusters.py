"""Clustering: joins what the reasons join and no contradiction forbids, always in the same order.

In: items, the keys under which each is to be looked up, how to weigh two, what forbids two, how to merge two. Out: clusters
with their reasons.
An item is compared with the clusters that share a key and with the few largest, so the work grows with the items, not with
their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
Reasons = list[tuple[float, str]]
_LARGEST = 6
_KEPT = 6


@dataclass(slots=True)
class Cluster(Generic[T]):
    """Items that are one thing: what they say together, how many they are, and why."""

    whole: T
    size: int
    because: dict[str, None] = field(default_factory=dict)

    def add(self, whole: T, size: int, because: Iterable[str]) -> None:
        """Take more items in; of the reasons the first few are kept."""
        self.whole = whole
        self.size += size
        for reason in because:
            if len(self.because) < _KEPT:
                self.because[reason] = None


def cluster(
    items: Sequence[T],
    keys: Callable[[T], Iterable[str]],
    weigh: Callable[[T, T], Reasons],
    forbids: Callable[[T, T], str],
    merge: Callable[[T, T], T],
    least: float,
) -> list[Cluster[T]]:
    """Each item in its order joins the cluster with the most weight, at least `least`, that nothing forbids, or begins its
    own."""
    found: list[Cluster[T]] = []
    index: dict[str, dict[int, None]] = defaultdict(dict)
    for item in items:
        own = tuple(keys(item))
        best = _best(item, _near(own, index, found), found, weigh, forbids, least)
        if best is None:
            number = len(found)
            found.append(Cluster(item, 1))
        else:
            number, because = best
            found[number].add(merge(found[number].whole, item), 1, because)
        for key in own:
            index[key][number] = None
    return found


def _near(own: Iterable[str], index: dict[str, dict[int, None]], found: Sequence[Cluster[T]]) -> list[int]:
    numbers = {number for key in own for number in index.get(key, ())}
    largest = sorted(range(len(found)), key=lambda n: (-found[n].size, n))[:_LARGEST] if len(found) < 200 else range(_LARGEST)
    return sorted(numbers | set(largest))


def _best(
    item: T,
    numbers: Iterable[int],
    found: Sequence[Cluster[T]],
    weigh: Callable[[T, T], Reasons],
    forbids: Callable[[T, T], str],
    least: float,
) -> tuple[int, list[str]] | None:
    best: tuple[float, int, int] | None = None
    because: list[str] = []
    for number in numbers:
        said = weigh(found[number].whole, item)
        total = sum(weight for weight, _ in said)
        rank = (total, found[number].size, -number)
        if total >= least and (best is None or rank > best) and not forbids(found[number].whole, item):
            best, because = rank, [words for _, words in said]
    return None if best is None else (-best[2], because)
