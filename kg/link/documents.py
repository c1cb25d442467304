"""Documents: one title with and without its issuer, 中华人民共和国 or 关于; bare nouns (《意见》《条例》) by what they point
at.

In: readings. Out: seats. Keys are "document:" and the bare title, with the year for titles that return each year
(政府工作报告), and "here:" with the
article for a bare noun. A bare noun joins a full title that was in the news: see `pointed`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from kg.lexicon import table
from kg.model import Event, Reading, Seat
from kg.text import fold

_STATE = re.compile(r"^中华人民共和国")
_ISSUER = re.compile(r"^(?:[^关]{0,30}?(?:委员会|中央|国务院|办公厅|部|委|局|政府|大会|总局|法院|检察院)[、 ]?){1,4}关于")
_ABOUT = re.compile(r"^关于")
_MARKS = re.compile(r"[\s“”\"‘’《》〈〉<>]+")
_STAGE = re.compile(r"[（(](?:草案|修订草案|征求意见稿|试行|修订|全文|暂行|送审稿)[^）)]{0,10}[）)]$")
_DAYS = 150
_LEAST = 5
_RIVAL = 4


@cache
def _nouns() -> dict[str, bool]:
    """Bare names of documents → whether a new document bears the name each year."""
    return {row["noun"]: row["yearly"] == "yes" for row in table("document_nouns")}


def bare(title: str) -> str:
    """The title without what different articles leave out: 《中共中央 国务院关于促进…的意见》 → 促进…的意见."""
    text = _STATE.sub("", _MARKS.sub("", fold(title)))
    text = _STAGE.sub("", text) or text
    return _ABOUT.sub("", _ISSUER.sub("", text)) or text


def seats(reading: Reading) -> Iterator[Seat]:
    """The documents of one article, by name."""
    forms: dict[str, dict[str, None]] = {}
    for mention in reading.mentions:
        if mention.kind == "document":
            forms.setdefault(mention.name, {mention.name: None})[mention.text.strip("《》")] = None
    for claim in reading.claims:
        if isinstance(claim, Event):
            for name in claim.documents:
                forms.setdefault(name, {name: None})
    titles = [bare(name) for name in sorted(forms)]
    for name, surfaces in sorted(forms.items()):
        title = bare(name)
        key = f"document:{title}"
        full = [t for t in titles if t.endswith(title) and t not in _nouns()]
        if title in _nouns() and len(full) == 1 and not _nouns()[title]:
            key = f"document:{full[0]}"
        elif title in _nouns() or len(title) < 2:
            year = (reading.article.published or "")[:4]
            yearly = _nouns().get(title, False) and year
            key = f"document:{title}:{year}" if yearly else f"here:{reading.article.id}:{title}"
        yield Seat("document", reading.article.id, name, key, tuple(surfaces))


def pointed(seats: Iterable[Seat], days: dict[str, int]) -> list[Seat]:
    """The same seats, with bare nouns joined to the full title they point at, where only one was in the news.

    `days` is each article's day number. A bare noun points at the title ending in it that most articles
    of the last months named in full, where these are at least five and four times as many as for any other such title.
    """
    seats = list(seats)
    named: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for seat in seats:
        if seat.key.startswith("document:") and seat.article in days:
            title = seat.key.split(":")[1]
            for length in (2, 3, 4):
                if title[-length:] in _nouns() and len(title) > length:
                    named[title[-length:]][seat.key].append(days[seat.article])
    return [_point(seat, named, days) for seat in seats]


def _point(seat: Seat, named: dict[str, dict[str, list[int]]], days: dict[str, int]) -> Seat:
    noun = seat.key.rpartition(":")[2]
    if not seat.key.startswith("here:") or noun not in named or seat.article not in days:
        return seat
    day = days[seat.article]
    recent = Counter({key: sum(0 <= day - d <= _DAYS for d in when) for key, when in named[noun].items()})
    ranked = sorted(((count, key) for key, count in recent.items() if count), reverse=True)
    if not ranked or ranked[0][0] < _LEAST or (len(ranked) > 1 and ranked[1][0] * _RIVAL > ranked[0][0]):
        return seat
    key = ranked[0][1]
    return replace(
        seat, key=key, because=f"《{noun}》 points at 《{key.split(':')[1]}》: the one such title in the news of these months"
    )
