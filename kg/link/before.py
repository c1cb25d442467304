"""Before: what a linking made earlier still says after articles came and went.

In: the linking before, the articles that came, what linking saw in those that went. Out: `Before`, which tells what need not be
linked again. A result is taken over only where everything that it was made of is as it was, so linking again gives the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.model import Entity, Linking, Reading, Seat

Owned = tuple[str, str, str]  # kind, article, name


@dataclass(frozen=True)
class Before:
    """The linking before, made without verdicts. `came` are the ids of articles that are new or were read anew, `went` the readings,
    without their text, of which the linking before was made and that are no more."""

    linking: Linking
    came: frozenset[str]
    went: tuple[Reading, ...]

    @cached_property
    def changed(self) -> frozenset[str]:
        """The articles that came, went, or are other than they were."""
        return self.came | {reading.article.id for reading in self.went}

    @cached_property
    def owner(self) -> dict[Owned, Entity]:
        """What each name of an article was taken for."""
        return {(e.kind, own.article, own.name): e for e in self.linking.entities for own in e.owns}

    @staticmethod
    def touched(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
        """The names of persons to be linked again: these, those that `pairs` compare with them, and so on."""
        beside: dict[str, list[str]] = defaultdict(list)
        for one, two in pairs:
            beside[one].append(two)
            beside[two].append(one)
        waiting = list(names)
        found: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += beside.get(name, ())
        return frozenset(found)

    def people(self, touched: frozenset[str]) -> list[Entity]:
        """The persons of whose names none was touched."""
        return [e for e in self.linking.entities if e.kind == "person" and not any(own.name in touched for own in e.owns)]

    def same(self, seats: Sequence[Seat], because: Sequence[str]) -> Entity | None:
        """The thing that these seats were before, if they were all of it, for the same reasons, and none is in a changed article."""
        first = seats[0]
        old = self.owner.get((first.kind, first.article, first.name))
        if old is None or old.because[: len(because)] != tuple(because):
            return None
        held = {(first.kind, s.article, s.name) for s in seats}
        if len(held) != len(old.owns) or any(article in self.changed for _, article, _ in held):
            return None
        return old if all(self.owner.get(one) is old for one in held) else None

    def moved(self, found: Iterable[Entity]) -> frozenset[str]:
        """The articles, unchanged ones among them, of which a name belongs to another node than before."""
        old, new = ({e.id: e for e in entities} for entities in (self.linking.entities, found))
        differing = [name for name in old.keys() | new.keys() if old.get(name) is not new.get(name)]
        ties = [
            {(own.article, e.kind, own.name, e.id) for name in differing if (e := there.get(name)) for own in e.owns}
            for there in (old, new)
        ]
        return self.changed | {tie[0] for tie in ties[0] ^ ties[1]}
