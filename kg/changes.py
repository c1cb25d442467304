"""What changed from one linking to the next: people, bodies, posts and events gained, lost, merged, split.

In: two linkings. Out: changes, as lines of a table without clock or counter. Two nodes are the same thing where they own the same
words of the same articles, whatever their ids: an id follows the first article and may change with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import ClaimReference, Entity, Linking, Occurrence, Reference, Tenure

HEADER = "change\tkind\tthing\tlabel\twith\n"
_KINDS = ("person", "institution", "post", "event")
_WHAT = ("gained", "lost", "merged", "split")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """`thing` (an id) was gained, lost, merged from `others`, or split into them."""

    kind: str
    what: str
    label: str
    thing: str
    others: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The change as a line of the log."""
        return "\t".join((self.what, self.kind, self.thing, self.label, " ".join(self.others)))

    def __str__(self) -> str:
        others = f" ({'from' if self.what == 'merged' else 'into'} {', '.join(self.others)})" if self.others else ""
        return f"{self.what} {self.kind} {self.label}{others}"


def compare(old: Linking, new: Linking, same_rules: bool) -> tuple[Change, ...]:
    """All changes, sorted. Claims are told by their number in their article; where other rules read the articles, by what they say."""
    names = (_labels(old), _labels(new))
    found: list[Change] = []
    for kind in _KINDS:
        before, after = ({thing.id: thing for thing in _of(linking, kind)} for linking in (old, new))
        gone, come = (
            _owned(here, there, labels, same_rules)
            for here, there, labels in zip((before, after), (after, before), names, strict=True)
        )
        found.extend(_followed(kind, gone, come, ("lost", "split")))
        found.extend(_followed(kind, come, gone, ("gained", "merged")))
    return tuple(sorted(found))


def summary(changes: Sequence[Change]) -> str:
    """The changes as numbers: "persons: 2 gained, 1 merged; posts: 3 gained"."""
    counted = Counter((change.kind, change.what) for change in changes)
    told = []
    for kind in _KINDS:
        numbers = [f"{counted[kind, what]:,} {what}" for what in _WHAT if counted[kind, what]]
        if numbers:
            told.append(f"{kind}s: {', '.join(numbers)}")
    return "; ".join(told) or "nothing gained, lost, merged or split"


def lost_posts(changes: Iterable[Change]) -> int:
    """How many posts are gone without another in their place."""
    return sum(change.kind == "post" and change.what == "lost" for change in changes)


_Thing = Entity | Tenure | Occurrence
_Owned = dict[str, tuple[str, frozenset[Hashable]]]  # id → label, what it owns


def _labels(linking: Linking) -> dict[str, str]:
    return {entity.id: entity.labels[0] for entity in linking.entities}


def _of(linking: Linking, kind: str) -> Sequence[_Thing]:
    if kind == "post":
        return linking.tenures
    if kind == "event":
        return linking.occurrences
    return [entity for entity in linking.entities if entity.kind == kind]


def _owned(here: Mapping[str, _Thing], there: Mapping[str, _Thing], labels: Mapping[str, str], same_rules: bool) -> _Owned:
    """What is here and owns the same under the same id there has not changed; everything else, with what it owns."""
    found: _Owned = {}
    for name, thing in here.items():
        other = there.get(name)
        if other is None or _references(other) != _references(thing):
            label = f"{thing.title} {labels[thing.person]}" if isinstance(thing, Tenure) else thing.labels[0]
            found[name] = label, frozenset(_parts(thing, labels, same_rules))
    return found


def _references(thing: _Thing) -> tuple[Reference, ...] | tuple[ClaimReference, ...]:
    return thing.owns if isinstance(thing, Entity) else thing.claims


def _parts(thing: _Thing, labels: Mapping[str, str], same_rules: bool) -> Iterator[Hashable]:
    if isinstance(thing, Entity) or same_rules:
        yield from _references(thing)
    elif isinstance(thing, Tenure):
        yield from ((claim.article, labels[thing.person], thing.role) for claim in thing.claims)
    else:
        yield from ((claim.article, thing.type, thing.labels[0]) for claim in thing.claims)


def _followed(kind: str, here: _Owned, there: _Owned, words: tuple[str, str]) -> Iterator[Change]:
    """What has nothing, or more than one thing, on the other side."""
    holders: dict[Hashable, str] = {part: name for name, (_, parts) in there.items() for part in parts}
    for name, (label, parts) in here.items():
        others = sorted({holders[part] for part in parts if part in holders})
        if not others:
            yield Change(kind, words[0], label, name)
        elif len(others) > 1:
            yield Change(kind, words[1], label, name, tuple(others))
