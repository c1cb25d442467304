"""Rulings: verdicts on groups of seats or reports. They come after every reason and every veto, and outweigh them.

In: groups with their reasons, the key of a member, which keys are one or two. Out: the groups as the verdicts want them. Of two
things that are to be two and stand in one group, the right one leaves, with all that verdicts make one with it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Groups = list[tuple[Sequence[T], Sequence[str]]]
Pair = tuple[Hashable, Hashable, str]  # two keys and the reason


@dataclass(frozen=True, slots=True)
class Rulings:
    """Which keys are one thing, which are two, and why."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.same or self.different)

    def apart(self, numbers: dict[Hashable, int]) -> list[tuple[int, int]]:
        """The pairs that are two, as numbers of seats; pairs of others are left out."""
        pairs = ((numbers.get(a), numbers.get(b)) for a, b, _ in self.different)
        return [(a, b) for a, b in pairs if a is not None and b is not None]

    def barred(self) -> dict[Hashable, frozenset[Hashable]]:
        """For each key those that are to be another thing."""
        found: dict[Hashable, set[Hashable]] = {}
        for a, b, _ in self.different:
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
        return {key: frozenset(others) for key, others in found.items()}

    def keys(self) -> set[Hashable]:
        """All keys that a verdict names."""
        return {key for pairs in (self.same, self.different) for a, b, _ in pairs for key in (a, b)}


def settle(groups: Groups[T], key: Callable[[T], Hashable], rulings: Rulings, leave: Callable[[T, Hashable], T]) -> Groups[T]:
    """The groups after the verdicts; `leave` gives a member as it is outside its old group, with a key of its new one."""
    return _Table(groups, key, rulings, leave).settled() if rulings else groups


class _Table(Generic[T]):
    """Groups whose members are moved about."""

    def __init__(self, groups: Groups[T], key: Callable[[T], Hashable], rulings: Rulings, leave: Callable[[T, Hashable], T]):
        self._held = [list(members) for members, _ in groups]
        self._why = [list(reasons) for _, reasons in groups]
        self._key, self._rulings, self._leave = key, rulings, leave
        wanted = rulings.keys()
        self._at = {
            key(member): number for number, members in enumerate(self._held) for member in members if key(member) in wanted
        }
        self._together = _components(rulings.same)

    def settled(self) -> Groups[T]:
        self._part()
        for a, b, why in self._rulings.same:
            self._unite(a, b, why)
        self._part()
        for a, b, why in self._rulings.different:
            for key in (a, b):
                self._say(self._at[key], why)
        return [(members, reasons) for members, reasons in zip(self._held, self._why, strict=True) if members]

    def _part(self) -> None:
        for a, b, why in self._rulings.different:
            if self._at[a] == self._at[b]:
                self._take_out(self._together.get(b, [b]), self._at[b], why)

    def _take_out(self, keys: Sequence[Hashable], number: int, why: str) -> None:
        inside = {key for key in keys if self._at[key] == number}
        old, self._held[number] = self._held[number], []
        self._held.append([])
        self._why.append([why])
        for member in old:
            if self._key(member) in inside:
                self._held[-1].append(self._leave(member, keys[0]))
            else:
                self._held[number].append(member)
        self._at.update(dict.fromkeys(inside, len(self._held) - 1))

    def _unite(self, a: Hashable, b: Hashable, why: str) -> None:
        one, two = sorted((self._at[a], self._at[b]))
        self._say(one, why)
        if one != two:
            self._held[one] += self._held[two]
            self._why[one] = list(dict.fromkeys([*self._why[one], *self._why[two]]))
            self._held[two] = []
            self._at = {key: one if number == two else number for key, number in self._at.items()}

    def _say(self, number: int, why: str) -> None:
        """A verdict's reason stands before all others."""
        if why not in self._why[number]:
            self._why[number].insert(0, why)


def _components(same: Iterable[Pair]) -> dict[Hashable, list[Hashable]]:
    """For each key those that verdicts make one with it, in one order for all of them."""
    groups: dict[Hashable, list[Hashable]] = {}
    for a, b, _ in same:
        merged = sorted({*groups.get(a, [a]), *groups.get(b, [b])}, key=repr)
        groups.update(dict.fromkeys(merged, merged))
    return groups
