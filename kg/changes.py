"""What changed from one linking to the next: people, bodies, posts and events gained, lost, merged, split.

In: two linkings. Out: changes, as lines of a table without clock or counter. Two nodes are the same thing where they own the same
words of the same articles, whatever their ids: an id follows the first article and may change with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Linking, Occurrence, Tenure

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
        before, after = (_owned(linking, kind, labels, same_rules) for linking, labels in zip((old, new), names, strict=True))
        found.extend(_changes(kind, before, after))
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


_Owned = dict[str, tuple[str, frozenset[Hashable]]]  # id → label, what it owns


def _labels(linking: Linking) -> dict[str, str]:
    return {entity.id: entity.labels[0] for entity in linking.entities}


def _owned(linking: Linking, kind: str, labels: Mapping[str, str], same_rules: bool) -> _Owned:
    if kind == "post":
        return {t.id: (f"{t.title} {labels[t.person]}", frozenset(_claims(t, labels, same_rules))) for t in linking.tenures}
    if kind == "event":
        return {o.id: (o.labels[0], frozenset(_claims(o, labels, same_rules))) for o in linking.occurrences}
    return {e.id: (e.labels[0], frozenset(e.owns)) for e in linking.entities if e.kind == kind}


def _claims(thing: Tenure | Occurrence, labels: Mapping[str, str], same_rules: bool) -> Iterator[Hashable]:
    if same_rules:
        yield from thing.claims
    elif isinstance(thing, Tenure):
        yield from ((claim.article, labels[thing.person], thing.role) for claim in thing.claims)
    else:
        yield from ((claim.article, thing.type, thing.labels[0]) for claim in thing.claims)


def _changes(kind: str, old: _Owned, new: _Owned) -> Iterator[Change]:
    """Only what differs is looked at: what owns the same under the same id has not changed."""
    before = {name: thing for name, thing in old.items() if name not in new or new[name][1] != thing[1]}
    after = {name: thing for name, thing in new.items() if name not in old or old[name][1] != thing[1]}
    yield from _followed(kind, before, after, ("lost", "split"))
    yield from _followed(kind, after, before, ("gained", "merged"))


def _followed(kind: str, here: _Owned, there: _Owned, words: tuple[str, str]) -> Iterator[Change]:
    """What has nothing, or more than one thing, on the other side."""
    holders: dict[Hashable, str] = {part: name for name, (_, parts) in there.items() for part in parts}
    for name, (label, parts) in here.items():
        others = sorted({holders[part] for part in parts if part in holders})
        if not others:
            yield Change(kind, words[0], label, name)
        elif len(others) > 1:
            yield Change(kind, words[1], label, name, tuple(others))
