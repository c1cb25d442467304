"""Blocking: which persons are worth comparing. Near-linear: every key of a block is looked up, nothing is compared with
everything.

In: names. Out: blocks of one name; pairs of names of which one is part of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeVar

_SON = ("本", "宾", "伊本")  # what follows is the father's name, and nobody is called by it

T = TypeVar("T", bound=Hashable)


def blocks(keys: Sequence[T]) -> dict[T, list[int]]:
    """The positions of each key, in order."""
    found: dict[T, list[int]] = defaultdict(list)
    for position, key in enumerate(keys):
        found[key].append(position)
    return dict(found)


def parts(name: str) -> tuple[str, ...]:
    """The parts of a foreign name: 马克·卡尼 → 马克, 卡尼."""
    return tuple(p for p in name.replace("—", "·").split("·") if p)


def longer(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs (shorter, longer) of names of which the shorter is a part of the longer, or stands for it with initials."""
    holding: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        pieces = parts(name)
        if len(pieces) > 1:
            for before, piece in zip(("", *pieces), pieces, strict=False):
                if len(piece) > 1 and before not in _SON and name not in holding[piece]:
                    holding[piece].append(name)
    for name in sorted(set(names)):
        pieces = parts(name)
        last = pieces[-1] if pieces else name
        for full in holding.get(last, ()):
            if full != name and _shortens(pieces, parts(full)):
                yield name, full


def _shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the parts stand in the full name in order, a first part by its first character at least: 萨·扎帕罗夫."""
    if len(short) > len(full):
        return False
    rest = list(full)
    for piece in short:
        while rest and not (rest[0] == piece or (len(piece) == 1 and rest[0].startswith(piece))):
            rest.pop(0)
        if not rest:
            return False
        rest.pop(0)
    return True


def spelled(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names of one length that differ in one character only."""
    wild: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        if len(name) > 1:
            for place in range(len(name)):
                wild[f"{name[:place]}?{name[place + 1 :]}"].append(name)
    for same in wild.values():
        for index, one in enumerate(same):
            for two in same[index + 1 :]:
                yield one, two


def extended(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs (shorter, longer) of names of which the longer goes on where the shorter ends: 高市, 高市早苗."""
    known = set(names)
    for name in sorted(known):
        if "·" not in name:
            for length in range(2, len(name)):
                if name[:length] in known:
                    yield name[:length], name
