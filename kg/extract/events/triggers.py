"""The words that give a happening away.

In: a folded text. Out: each such word with the table rows that it stands for, leftmost and longest first. The tables are
kg/lexicons/event_verbs.tsv, event_nouns.tsv and event_frames.tsv.
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import Matcher, table, values
from kg.sighting import Trigger, Word
from kg.words import Words, cut


@cache
def _forms() -> Matcher[tuple[Word, ...]]:
    forms: dict[str, list[Word]] = {}
    for name, column in (("event_verbs", "verb"), ("event_nouns", "noun"), ("event_frames", "verb")):
        for row in table(name):
            before = _refusal(row.get("before", ""), "(?:{})$")
            after = _refusal(row.get("after", ""), "(?:{})")
            for form in values(row[column]):
                forms.setdefault(form, []).append(Word(name, row, before, after))
    return Matcher({form: tuple(words) for form, words in forms.items()})


def _refusal(cell: str, frame: str) -> re.Pattern[str] | None:
    words = values(cell)
    return re.compile(frame.format("|".join(re.escape(word) for word in words))) if words else None


def find_triggers(text: str) -> list[Trigger]:
    """Every trigger of a folded text in its order; a word refused by what touches it is left out."""
    found = []
    for start, end, words in _forms().longest(text):
        if text.startswith("会议", end - 1):
            start, end, words = next(
                (end - 1 + h.start, end - 1 + h.end, h.value) for h in _forms().longest(text[end - 1 : end + 9])
            )  # 学习|会议精神, 领导小组|会议
        elif text.startswith("了", end) and text.startswith(("袭击", "空袭"), end - 2) and end - start > 2:
            start, end = end - 2, end + 1  # 用导弹|袭击了: no 导弹袭击
            words = next(h.value for h in _forms().longest(text[start:end]))
        if _straddles(cut(text), start, end):
            inner = next((h for h in _forms().longest(text[start + 1 : end + 7]) if start + 1 + h.start < end), None)
            if inner is None:
                continue
            start, end, words = start + 1 + inner.start, start + 1 + inner.end, inner.value  # 特大|火灾: no 大火
        kept = tuple(word for word in words if _stands(text, start, end, word))
        if kept:
            found.append(Trigger(start, end, text[start:end], kept))
    return found


def _straddles(words: Words, start: int, end: int) -> bool:
    """Whether it is only the end of one word and the head of the next: 打通水网 is 打通 and 水网, no 通水."""
    first, last = words.at(start), words.at(end - 1)
    goes_on = words.starts[last] + len(words.text[last]) > end
    return end - start == 2 and last == first + 1 and words.starts[first] < start and goes_on


def _stands(text: str, start: int, end: int, word: Word) -> bool:
    told = text.startswith(("日前已", "近日已"), start - 3)  # 日前已|上线运行
    if word.before is not None and word.before.search(text, max(0, start - 4), start) and not told:
        return False
    return word.after is None or word.after.match(text, end) is None
