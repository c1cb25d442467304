"""Improve LAC's labels before training: the project's own rules vote, and names are varied.

    python bench/names/improve.py labels.jsonl … --output improved.jsonl

In and out: the JSON Lines of label.py. First every sentence is read by the grammar with LAC's spans in the place of the trained reader's: what a
post, a list or an ending proves is taken over, so that the body inside a post (某市委书记) is labelled as the guidelines want it. Then two of three sentences that
name somebody are given a second time with other names of the same make, so that the reader learns how a name stands and not who is in the
news. Seeds are fixed: the same input gives the same file.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path

from kg.extract.institutions import find_institutions
from kg.extract.persons import find_persons
from kg.extract.places import find_places
from kg.extract.posts import find_posts
from kg.lexicon import table
from kg.model import Article
from kg.proposal import Proposal

Labelled = tuple[str, list[tuple[int, int, str]]]


def voted(sentence: str, spans: list[tuple[int, int, str]]) -> Labelled:
    """The sentence with what the grammar makes of LAC's spans."""
    article = Article("sentence", "", sentence, 0)
    proposals = [Proposal(*span) for span in spans]
    places = find_places(article, proposals)
    institutions = find_institutions(article, places, proposals)
    posts = find_posts(article, institutions, places)
    persons = find_persons(article, posts, institutions, places, proposals)
    taken: set[int] = set()
    found: list[tuple[int, int, str]] = []
    by_kind = [(institutions, "ORG"), (persons, "PER"), (places, "LOC")]
    for mentions, kind in by_kind:
        for mention in mentions:
            if not taken.intersection(range(mention.start, mention.end)):
                taken.update(range(mention.start, mention.end))
                found.append((mention.start, mention.end, kind))
    for start, end, kind in spans:
        if kind == "PER" and end - start > 1 and not taken.intersection(range(start, end)):
            taken.update(range(start, end))
            found.append((start, end, kind))
    return sentence, sorted(found)


class Names:
    """Makes names like those seen: surnames by frequency, given names from the characters that stand in given names, foreign ones by
    the succession of their characters."""

    def __init__(self, sentences: list[Labelled], seed: int) -> None:
        self.random = random.Random(seed)
        surnames = {row["surname"] for row in table("surnames")}
        foreign = {row["char"] for row in table("transliteration")}
        seen = sorted({s[a:b] for s, spans in sentences for a, b, kind in spans if kind == "PER"})
        chinese = [n for n in seen if 2 <= len(n) <= 3 and n[0] in surnames]
        self.foreign = [n for n in seen if len(n) > 1 and all(c in foreign or c == "·" for c in n) and n not in chinese]
        self.given = Counter(c for n in chinese for c in n[1:])
        self.surnames = Counter(n[0] for n in chinese) + Counter(
            row["surname"] for row in table("surnames") if row["rank"] == "common"
        )
        self.spellings = sorted(foreign)
        self.chinese = set(chinese)
        self.bodies: dict[str, list[str]] = {}
        for body in sorted({s[a:b] for s, spans in sentences for a, b, kind in spans if kind == "ORG" and b - a > 3}):
            self.bodies.setdefault(body[-2:], []).append(body)
        self.places = sorted({row["short"] for row in table("divisions") if row["level"] != "county" and len(row["short"]) > 1})

    def like(self, name: str) -> str:
        """Another name of the same make."""
        if name in self.chinese:
            surname = self.random.choices(list(self.surnames), list(self.surnames.values()))[0]
            given = self.random.choices(list(self.given), list(self.given.values()), k=len(name) - 1)
            return surname + "".join(given)
        if name in self.foreign:
            made = self.random.choice(self.foreign)
            letters = [self.random.choice(self.spellings) if c != "·" and self.random.random() < 0.2 else c for c in made]
            return "".join(letters)
        return name

    def body_like(self, name: str) -> str:
        """Another body with the same ending, or the same body elsewhere: 东州大学 → 西江大学."""
        place = next((p for p in self.places if name.startswith(p)), None)
        if place is not None and self.random.random() < 0.5:
            return self.random.choice(self.places) + name[len(place) :]
        others = self.bodies.get(name[-2:], [])
        return self.random.choice(others) if len(others) > 2 else name


def varied(sentence: str, spans: list[tuple[int, int, str]], names: Names) -> Labelled:
    """The sentence with other persons in it."""
    text, found, position = "", [], 0
    for start, end, kind in spans:
        text += sentence[position:start]
        word = sentence[start:end]
        word = names.like(word) if kind == "PER" else names.body_like(word) if kind == "ORG" and end - start > 3 else word
        found.append((len(text), len(text) + len(word), kind))
        text += word
        position = end
    return text + sentence[position:], found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="+")
    parser.add_argument("--output", required=True)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    sentences: list[Labelled] = []
    for path in arguments.labels:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            sentence, spans = json.loads(line)
            sentences.append(voted(sentence, [tuple(span) for span in spans if span[2] != "TIME"]))
    names = Names(sentences, arguments.seed)
    with open(arguments.output, "w", encoding="utf-8") as output:
        for number, (sentence, spans) in enumerate(sentences):
            output.write(json.dumps([sentence, spans], ensure_ascii=False) + "\n")
            if number % 3 != 0 and any(kind in ("PER", "ORG") for _, _, kind in spans):
                output.write(json.dumps(varied(sentence, spans, names), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
