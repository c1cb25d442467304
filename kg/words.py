"""Words: a text cut once, for every reader that asks where words begin and end and which of them can stand in a name.

In: folded text. Out: Words. rjieba cuts (the dictionary and algorithm of jieba, in Rust); kg/lexicons/body_words.tsv judges.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

import rjieba

from kg.lexicon import table

_NOMINAL = ("n", "j", "b", "a", "x", "k", "s", "nz", "eng", "g")
_NEVER = ("p", "c", "u", "d", "r", "y")
MARKS = frozenset("，。：；！？（）()、“”‘’《》〈〉—…·, \n\t/|[]【】")
_LOOSE = MARKS - {"·", "—", "“", "”"}  # marks that no name holds


@dataclass(frozen=True, slots=True)
class Words:
    """The article cut into words: where each begins, the words, their tags, and from an end the number of the word that ends there.

    Few words are ever asked about, so each is judged when it is.
    """

    starts: tuple[int, ...]
    text: tuple[str, ...]
    tags: tuple[str, ...]
    index: dict[int, int]

    def at(self, offset: int) -> int:
        """The number of the word that holds the offset."""
        return bisect_right(self.starts, offset) - 1

    def inside(self, number: int) -> bool:
        """May this word stand inside a name?"""
        word, tag = self.text[number], self.tags[number]
        use = _uses().get(word)
        if number and _uses().get(self.text[number - 1] + word) == "pair":
            return True  # 社会|组织
        nominal = tag.startswith(_NOMINAL) or (tag == "m" and word.startswith("第"))
        return use == "inside" or (use is None and nominal and word not in role_nouns() and not MARKS.intersection(word))

    def never(self, number: int) -> bool:
        """Is this a word that no name holds, whatever the trained reader says?"""
        word, tag = self.text[number], self.tags[number]
        counted = tag == "m" and word[0].isdigit()  # 匈方|2|架
        use = _uses().get(word)
        if use == "inside":
            return False
        return use == "before" or tag.startswith(_NEVER) or counted or not _LOOSE.isdisjoint(word)


@cache
def _uses() -> dict[str, str]:
    return {row["word"]: row["use"] for row in table("body_words")}


@cache
def role_nouns() -> frozenset[str]:
    return frozenset(row["post"] for row in table("posts"))


@lru_cache(maxsize=256)  # more than the articles that are read together
def cut(text: str) -> Words:
    """Cut folded text into words."""
    words, tags = zip(*rjieba.tag(text), strict=True) if text else ((), ())
    starts = tuple(accumulate(map(len, words), initial=0))
    index = {end: number for number, end in enumerate(starts[1:])}
    return Words(starts[:-1], words, tags, index)
