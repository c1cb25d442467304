"""What one clause tells of a happening, before all that tells of it is joined. The rooms of kg/extract/events hand it on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.lexicon import Row
from kg.model import EventType, Mention, Role

Standing = Literal["told", "named", "note"]
"""told: the clause says that it happens; named: it is only called by its name; note: who did what at what was told before."""

CLOSINGS = ("闭幕", "落幕", "圆满落幕", "胜利闭幕")


@dataclass(frozen=True, slots=True)
class Sighting:
    """`name` is the words of the clause for it; `proper` where they are a name of its own (第三届…论坛), else words like 会议.

    `anchor` is the offset of the word that gave it away, `start` and `end` the clause. `target` is that of a note: the kinds
    of happening that it can belong to. `said` is true inside reported speech, `headline` in a heading.
    """

    rule: str
    type: EventType
    standing: Standing
    name: str
    proper: bool
    noun: str
    anchor: int
    start: int
    end: int
    section: int
    headline: bool
    said: bool
    date: Mention | None = None
    places: tuple[str, ...] = ()
    people: tuple[tuple[str, Role], ...] = ()
    bodies: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    target: tuple[EventType, ...] = ()
    known: bool = False  # a name that any reader knows it by: 第三届…论坛, 全国…会议
    bare: bool = False  # a note whose verb has no object: 市领导某某参加。
    object: str = ""  # of a note: what was attended, by its own name
    everywhere: bool = False  # a note on all that was told: 参加上述活动
    fresh: bool = False  # a noun that a verb of holding introduces: 召开座谈会
    also: bool = False  # somebody else came too, on a day of his own: 26日，某某也观看了演出
    sequel: bool = False  # follows at once on what was told before: 随后…
    verbal: bool = False  # told by a verb
    earlier: bool = False  # told as something past: 曾来到
    paragraph: int = 0
    elsewhere: bool = False  # words said to the press or by letter, and not where people met
    tied: bool = False  # words that name where they were said: 在会上
    closing: bool = False  # told as over: 闭幕
    back: bool = False  # a disaster that only says where somebody died: 在爆炸中
    coming: bool = False  # told as something to come: 即将举行
    aside: bool = False  # told only as the time of something else: 出席峰会|期间，会见…


@dataclass(frozen=True, slots=True)
class Word:
    """One form of a row of a lexicon table; `before` and `after` are what must not touch it, or None."""

    table: str
    row: Row
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word in a text that gives a happening away, and the rows that it stands for."""

    start: int
    end: int
    form: str
    words: tuple[Word, ...]

    def word(self, name: str) -> Word | None:
        """What the form stands for in the table of that name."""
        return next((word for word in self.words if word.table == name), None)
