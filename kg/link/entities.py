"""Seats → entities: labels, ids, owners, reasons.

In: groups of seats that are one thing, with the reasons. Out: entities with ids made from content, and who owns which name of
which article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from kg.iri import thing_id
from kg.model import Entity, Reference, Seat

Group = tuple[Sequence[Seat], Sequence[str]]
_REASONS = 6


def by_key(seats: Iterable[Seat]) -> list[Group]:
    """Seats of one key are one thing; their reasons, the most frequent first."""
    groups: dict[str, list[Seat]] = defaultdict(list)
    for seat in seats:
        groups[seat.key].append(seat)
    return [(groups[key], _common(s.because for s in groups[key])) for key in sorted(groups)]


def _common(reasons: Iterable[str]) -> list[str]:
    counted = Counter(r for r in reasons if r)
    return [r for r, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_REASONS]]


def aliases(seats: Sequence[Seat]) -> dict[str, tuple[str, str]]:
    """Keys of short names → (the key they stand for, why), learnt from articles that write both.

    In one article 工商银行宁波分行 and 宁波工行 are one name's forms; alone in another, 宁波工行 is that bank, if all articles
    agree.
    """
    own = {(s.kind, s.name): s.key for s in seats if s.key.startswith(("name:", "document:"))}
    stands: dict[str, Counter[str]] = defaultdict(Counter)
    for seat in seats:
        if seat.key.startswith("here:"):
            continue
        for form in seat.surfaces:
            if own.get((seat.kind, form), seat.key) != seat.key:
                stands[own[seat.kind, form]][seat.key] += 1
    found: dict[str, tuple[str, str]] = {}
    for key, meant in sorted(stands.items()):
        if len(meant) == 1:
            (target,) = meant
            found[key] = (
                target,
                f"{key.split(':', 1)[1]} and {target.split(':', 1)[1]} are one name in {meant[target]} article(s)",
            )
    return found


def follow(key: str, found: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """The key at the end of a chain of aliases, and the first reason."""
    why, seen = "", {key}
    while key in found and found[key][0] not in seen:
        target, reason = found[key]
        seen.add(target)
        key, why = target, why or reason
    return key, why


def entities(
    groups: Iterable[Group],
    same: Callable[[Sequence[Seat], Sequence[str]], Entity | None] = lambda seats, because: None,
    kept: Sequence[Entity] = (),
) -> tuple[list[Entity], dict[tuple[str, str, str], str]]:
    """The entities of all groups, sorted by id, and the id that owns each (kind, article, name).

    `same` gives the entity that a group was before if nothing of it has changed, `kept` are entities of which no group is given.
    """
    made: dict[str, tuple[list[Seat], dict[str, None]]] = {}
    named: dict[str, tuple[str, ...]] = {}
    ready: dict[str, Entity] = {}
    for seats, because in groups:
        old = same(seats, because)
        names = labels(seats) if old is None else old.labels
        identity = _identity(seats, names[0])
        if identity in named:
            names = labels((*made[identity][0], *seats))
            ready.pop(identity, None)
        elif old is not None and old.id == identity:
            ready[identity] = old
        named[identity] = names
        held, reasons = made.setdefault(identity, ([], {}))
        held.extend(seats)
        reasons.update(dict.fromkeys(because))
    of_key = {seat.key: identity for identity, (seats, _) in made.items() for seat in seats if seat.key}
    owners: dict[tuple[str, str, str], str] = {
        (s.kind, s.article, s.name): identity for identity, (held, _) in made.items() for s in held
    }
    owners.update(((e.kind, own.article, own.name), e.id) for e in kept for own in e.owns)
    found = [
        _as_it_was(ready[identity], _parent(identity, seats, of_key))
        if identity in ready
        else _entity(identity, named[identity], seats, reasons, of_key)
        for identity, (seats, reasons) in made.items()
    ]
    return sorted([*found, *kept], key=lambda e: e.id), owners


def _as_it_was(old: Entity, parent: str | None) -> Entity:
    return old if old.parent == parent else replace(old, parent=parent)


def _parent(identity: str, seats: Sequence[Seat], of_key: Mapping[str, str]) -> str | None:
    """What most seats say that it is part of."""
    parents = Counter(s.parent for s in seats if s.parent)
    parent = of_key.get(min(parents, key=lambda p: (-parents[p], p))) if parents else None
    return parent if parent != identity else None


def _identity(seats: Sequence[Seat], label: str) -> str:
    """The key says what a thing is; a person is its name in the first article that names it."""
    kind = "org" if seats[0].kind == "institution" else seats[0].kind
    if kind == "person":
        first = min(seats, key=lambda s: (s.article, s.name))
        return thing_id("person", label, first.article, first.name)
    return thing_id(kind, label, min(s.key for s in seats))


def labels(seats: Sequence[Seat]) -> tuple[str, ...]:
    """The preferred label first: the official one, else the form most articles use as their full name; then every form as
    written."""
    if len(seats) == 1:  # as most are
        first = seats[0].label or seats[0].name
        return (first, *sorted({*seats[0].surfaces} - {first}))
    given = Counter(s.label for s in seats if s.label)
    names = Counter(s.name for s in seats)
    forms = Counter(form for s in seats for form in s.surfaces)
    best = given or names
    first = min(best, key=lambda n: (-best[n], -len(n), n))
    return (first, *sorted((f for f in forms if f != first), key=lambda f: (-forms[f], f)))


def _entity(
    identity: str, names: tuple[str, ...], seats: Sequence[Seat], because: Iterable[str], of_key: dict[str, str]
) -> Entity:
    articles = len({s.article for s in seats})
    # a division's code says nothing of a body that carries the division's name
    details = Counter(s.detail for s in seats if s.detail and not (s.kind == "institution" and s.detail.isdigit()))
    reasons = [*because]
    if articles > 1:
        reasons.append(f"named in {articles} articles")
    return Entity(
        identity,
        seats[0].kind,
        names,
        tuple(sorted({Reference(s.article, s.name) for s in seats})),
        tuple(reasons),
        min(details, key=lambda d: (-details[d], d)) if details else "",
        _parent(identity, seats, of_key),
    )
