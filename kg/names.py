"""What the form of a person's name tells: Chinese or transliterated, and how few share it.

In: kg/lexicons/surnames.tsv and transliteration.tsv, a name. Out: yes or no, a weight.
"""

from __future__ import annotations

from functools import cache

from kg.lexicon import table


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row["surname"] for row in table("surnames"))


@cache
def _spelling() -> frozenset[str]:
    return frozenset(row["char"] for row in table("transliteration"))


@cache
def looks_chinese(name: str) -> bool:
    """Whether a name has a Chinese surname and a Chinese name's length: 安瓦尔 has both, and is not. Four characters take a surname of two, or two."""
    if name[:2] in _surnames():
        return 3 <= len(name) <= 4
    return name[:1] in _surnames() and (2 <= len(name) <= 3 or (len(name) == 4 and name[1] in _surnames()))


@cache
def looks_spelled(name: str) -> bool:
    """Whether a name consists of nothing but characters that spell foreign names."""
    return all(char in _spelling() or char in "·-" for char in name)


def rarity(name: str) -> float:
    """How little it takes to believe that two bearers of a Chinese name are one: two characters 0, three 1.5, more 2.5."""
    return (0.0, 0.0, 0.0, 1.5)[len(name)] if len(name) < 4 else 2.5
