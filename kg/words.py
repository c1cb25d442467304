"""Words: a text cut once, for every reader that asks where words begin and end and which of them can stand in a name.

In: folded text. Out: Words. rjieba cuts (the dictionary and algorithm of jieba, in Rust); kg/lexicons/body_words.tsv judges.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import rjieba

from kg.lexicon import table

_NOMINAL = ("n", "j", "b", "a", "x", "k", "s", "nz", "eng", "g")
_NEVER = ("p", "c", "u", "d", "r", "y")
MARKS = frozenset("，。：；！？（）()、“”‘’《》〈〉—…·, \n\t/|[]【】")


@dataclass(frozen=True, slots=True)
class Words:
    """The article cut into words: where each begins, which of them may stand inside a name."""

    starts: tuple[int, ...]
    inside: tuple[bool, ...]
    never: tuple[bool, ...]  # words that no name holds, whatever the trained reader says
    text: tuple[str, ...]
    index: dict[int, int]  # from an end to the number of the word that ends there
    at: tuple[int, ...]  # from an offset to the number of the word that holds it


@cache
def _uses() -> dict[str, str]:
    return {row["word"]: row["use"] for row in table("body_words")}


@cache
def role_nouns() -> frozenset[str]:
    return frozenset(row["post"] for row in table("posts"))


@lru_cache(maxsize=4)
def cut(text: str) -> Words:
    """Cut folded text into words and judge each: may it stand inside a name?"""
    uses, posts = _uses(), role_nouns()
    starts: list[int] = []
    inside: list[bool] = []
    never: list[bool] = []
    words: list[str] = []
    index: dict[int, int] = {}
    at: list[int] = []
    position = 0
    for word, tag in rjieba.tag(text):
        starts.append(position)
        at += [len(words)] * len(word)
        position += len(word)
        index[position] = len(words)
        words.append(word)
        use = uses.get(word)
        ordinal = tag == "m" and word.startswith("第")
        nominal = ordinal or tag.startswith(_NOMINAL)
        fits = use == "inside" or (use is None and nominal and word not in posts and not MARKS.intersection(word))
        inside.append(fits)
        never.append(use == "before" or tag.startswith(_NEVER) or bool(MARKS.intersection(word) - {"·", "—", "“", "”"}))
    return Words(tuple(starts), tuple(inside), tuple(never), tuple(words), index, tuple(at))
