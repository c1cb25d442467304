"""The words of a text around an offset: whether a name there is a word, or the pieces of two.

In: folded text, cut into words. Out: `Worded`, which answers questions about offsets (code points of the text).
"""

from __future__ import annotations

from kg.nameshapes import chinese_shape, foreign_shape, no_given, surnames
from kg.words import cut


class Worded:
    """A text, its words and where they begin and end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = cut(text)
        self.edges = {0, *self.words.index}

    def splits_verb(self, start: int, end: int) -> bool:
        """Whether a rare surname is a word of its own and the name ends inside the verb after it: 都|认为, 监督法|修正."""
        if surnames().get(self.text[start]) == "rare" and end - start == 2 and self.text[end - 1 : end + 1] in no_given():
            return True
        if self.splits_object(start, end):
            return True
        inner = self.words.at(end - 1)
        verb = self.words.starts[inner] == start + 1 and self.words.tags[inner].startswith("v")
        return surnames().get(self.text[start]) == "rare" and verb and start + 1 + len(self.words.text[inner]) > end

    def splits_object(self, start: int, end: int) -> bool:
        """Whether a preposition stands here and the name would end inside the word that it rules: 向|大家."""
        first, ruled = self.words.at(start), self.words.at(end - 1)
        rules = self.words.tags[first] == "p" and self.words.starts[ruled] == start + 1
        return rules and start + 1 + len(self.words.text[ruled]) > end

    def rare_and_word(self, start: int, end: int, proven: bool = False) -> bool:
        """Whether a rare surname stands here as a word, and a word that is no name after it: 党|始终, 里|大多; a verb may be a name where a
        post proves it (部长|党建国)."""
        rank, inner = surnames().get(self.text[start]), self.words.at(start + 1)
        if end - start != 3 or rank == "common" or not self.edges.issuperset((start + 1, end)):
            return False
        tag = self.words.tags[inner]
        if proven and not tag.startswith(("n", "d", "m", "c", "p")):
            return False
        plain = tag.startswith(("d", "m", "c", "p")) if rank is None else not tag.startswith(("nr", "ns", "nz", "x", "eng"))
        return self.words.starts[inner] == start + 1 and plain

    def plain_word(self, start: int, end: int, proven: bool) -> bool:
        """Whether one word of the dictionary that is no name stands here: 家站, 归拢; `proven` where a post stands before it, after which only
        a rare surname can be the beginning of a word."""
        number = self.words.at(start)
        if self.words.starts[number] != start or len(self.words.text[number]) != end - start:
            return False
        if proven and surnames().get(self.text[start]) != "rare":
            return False
        tag = self.words.tags[number]
        return tag.startswith(("n", "v", "i", "l", "d")) and not tag.startswith(("nr", "nz", "nt", *(("ns",) if proven else ())))

    def two_words(self, start: int, end: int) -> bool:
        """Nothing but two words of the dictionary, in the shape of no name: 可能|多达."""
        name = self.text[start:end]
        if len(name) != 4 or chinese_shape(name) or not self.edges.issuperset((start, start + 2, end)):
            return False
        first, second = self.words.tags[self.words.at(start)], self.words.tags[self.words.at(start + 2)]
        if not first.startswith(("v", "d", "a")):
            return False
        return self.text[end : end + 1].isdigit() or (second.startswith(("v", "d", "a")) and not foreign_shape(name))

    def begins_verb(self, start: int) -> bool:
        number = self.words.at(start)
        return self.words.starts[number] == start and self.words.tags[number].startswith("v") if start < len(self.text) else False

    def verb_at(self, start: int, end: int) -> bool:
        """Whether one verb of the dictionary stands from `start` to `end`."""
        number = self.words.at(start)
        whole = self.words.starts[number] == start and len(self.words.text[number]) == end - start
        return whole and self.words.tags[number].startswith("v")

    def verb_with_object(self, start: int, end: int) -> bool:
        """A surname alone, a verb, and what it does: 熊|承担|事故全责."""
        verb, after = self.words.index.get(end), self.words.at(end) if end < len(self.text) else None
        if verb is None or after is None or self.words.starts[verb] != start + 1 or len(self.words.text[verb]) != 2:
            return False
        return self.words.tags[verb] == "v" and self.words.tags[after].startswith("n")
