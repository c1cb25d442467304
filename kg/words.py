"""Words: a text cut once, for every reader that asks where words begin and end and which of them can stand in a name.

In: folded text. Out: Words. rjieba cuts (the dictionary and algorithm of jieba, in Rust); kg/lexicons/body_words.tsv judges.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain, repeat
from operator import sub

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


@lru_cache(maxsize=1 << 16)
def _judge(word: str, tag: str) -> tuple[bool, bool]:
    """May the word stand inside a name; is it one that no name holds?"""
    use = _uses().get(word)
    nominal = tag.startswith(_NOMINAL) or (tag == "m" and word.startswith("第"))
    inside = use == "inside" or (use is None and nominal and word not in role_nouns() and not MARKS.intersection(word))
    never = use == "before" or tag.startswith(_NEVER) or bool(MARKS.intersection(word) - {"·", "—", "“", "”"})
    return inside, never


@lru_cache(maxsize=4)
def cut(text: str) -> Words:
    """Cut folded text into words and judge each: may it stand inside a name?"""
    words, tags = zip(*rjieba.tag(text), strict=True) if text else ((), ())
    lengths = [len(word) for word in words]
    ends = tuple(accumulate(lengths))
    starts = tuple(map(sub, ends, lengths))
    index = dict(zip(ends, range(len(words)), strict=True))
    at = tuple(chain.from_iterable(map(repeat, range(len(words)), lengths)))
    inside, never = zip(*map(_judge, words, tags), strict=True) if words else ((), ())
    return Words(starts, inside, never, words, index, at)
