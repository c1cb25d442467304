"""Sentences with their mentions marked.

[p:王伟] person, [i:市政府] institution, [l:上海] place, [c:东州市] a town with a code, [g:市政府] a public body, [t:市长] post, [w:规划] document,
[d:昨天=2024-05-01] or [d:3日至5日=2024-05-03/2024-05-05] date. [p:小王=王伟] gives a mention its name; a \\n is a new line.
"""

from __future__ import annotations

import re

from kg.model import Article, Event, Kind, Mention, Period
from kg.offices import foreign_countries

_MARK = re.compile(r"\[([pilwtdcg]):([^\]=]+)(?:=([^\]]+))?\]")
_KINDS: dict[str, Kind] = {
    "p": "person",
    "i": "institution",
    "l": "place",
    "t": "post",
    "w": "document",
    "d": "date",
    "c": "place",
    "g": "institution",
}
_DETAILS = {"c": "330100", "g": "government"}


def read(marked: str, title: str = "", published: str = "2024-05-02") -> tuple[Article, list[Mention]]:
    """The article and the mentions of marked text."""
    marked = f"{title}\n{marked}" if title else marked
    marked = marked.replace("\\n", "\n")
    text, mentions, details, at = "", [], {}, 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        code, words, value = match.groups()
        period = None
        if code == "d":
            first, _, last = (value or "").partition("/")
            period = Period(first, last or first) if first else None
        mentions.append(
            (len(text), len(text) + len(words), _KINDS[code], words, words if code == "d" else value or words, period)
        )
        details[len(text)] = _DETAILS.get(code, "")
        text += words
        at = match.end()
    text += marked[at:]
    body = len(_MARK.sub(r"\2", title)) + 1 if title else 0
    article = Article("t", _MARK.sub(r"\2", title), text, body, published)
    return article, [
        Mention("t", s, e, kind, words, name, details[s] or (words if words in foreign_countries() else ""), period)
        for s, e, kind, words, name, period in mentions
    ]


def show(event: Event) -> str:
    """An event as the case table writes it: type|name|begin..end|places|person:role+…"""
    when = "" if event.begin is None else event.begin if event.begin == event.end else f"{event.begin}..{event.end}"
    who = "+".join(f"{p.person}:{p.role}" for p in event.participants)
    return "|".join((event.type, event.name, when, "+".join(event.places), who))
