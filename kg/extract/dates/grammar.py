"""The grammar of dates: which words make up one expression.

In: a folded text. Out: its atoms, the single dates before they are joined to ranges and placed on a calendar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.datewords import (
    BEFORE_CHRIST,
    CENTURY,
    CLOCK,
    DAY,
    DAY_OF_EVENT,
    DAY_WORD,
    DECADE,
    DIGIT,
    DURATION_AFTER,
    DURATION_BEFORE,
    ERA,
    ERAS,
    FESTIVAL,
    FESTIVALS,
    FIRST_MONTHS,
    ISO,
    JOIN,
    LUNAR,
    LUNAR_DAY,
    MONTH,
    MONTH_PART,
    MONTH_WORD,
    NEW_YEAR_DAY,
    NO_DURATION,
    NUMBERED_DAY,
    OF_WEEK,
    PARTS,
    REPEATED,
    SEASON_WORD,
    SEASONS,
    SHORT_YEAR,
    SPAN_BEFORE,
    SPAN_YEARS,
    STARTS,
    WEEK,
    WEEKDAY,
    WORDS,
    YEAR,
    YEAR_PART,
    YEAR_WORD,
    YEARS_AGO,
    Word,
    cues,
    number,
)


@dataclass(frozen=True, slots=True)
class Atom:
    """One date as written: numbers where they are written, the word where one stands for them. `rule` began the reading."""

    start: int
    end: int
    rule: str
    year: int | None = None
    year_word: Word | None = None
    month: int | None = None
    month_word: Word | None = None
    day: int | None = None
    day_word: Word | None = None
    part: Word | None = None  # 上半年, 年底, 春季; 上旬, which adds nothing to its month
    months: int | None = None  # 前5个月
    festival: str = ""
    lunar: bool = False
    week: Word | None = None
    weekday: int | None = None  # 0 is Monday, 7 the week-end
    years: tuple[int, int] | None = None  # of a decade or century
    placed: bool = True  # False where no calendar can tell: 公元前256年
    event: bool = False  # 7·21


def atoms(text: str) -> Iterator[Atom]:
    """The dates of a folded text in their order, not yet joined to ranges."""
    position = 0
    while found := STARTS.search(text, position):
        atom = _atom(text, found.start())
        if atom:
            yield atom
            position = atom.end
        else:
            position = found.start() + 1


def join(text: str, left: Atom, right: Atom) -> str:
    """How two neighbouring atoms hang together: "range" (至), "list" (、) or "" (something else stands between them)."""
    if not left.end < right.start <= left.end + 8:
        return ""
    found = JOIN.pattern.fullmatch(text, left.end, right.start)
    return (found.lastgroup or "") if found else ""


def _atom(text: str, at: int) -> Atom | None:
    if text.endswith(REPEATED, 0, at):
        return None
    for read in _DIGIT_READERS if text[at].isdecimal() else _WORD_READERS:
        atom = read(text, at)
        if atom:
            return atom
    return None


def _digits(text: str, at: int) -> Atom | None:
    if found := ISO.pattern.match(text, at):
        y, *m, d = (int(g) for g in found.groups() if g)
        return _with_clock(text, Atom(at, found.end(), ISO.name, year=y, month=m[0], day=d)) if _valid(m[0], d) else None
    if (found := DAY_OF_EVENT.pattern.match(text, at)) and _valid(int(found[1]), int(found[2])):
        return Atom(at, found.end(), DAY_OF_EVENT.name, month=int(found[1]), day=int(found[2]), event=True)
    return None


def _valid(month: int | None, day: int | None = 1) -> bool:
    return month is not None and day is not None and 1 <= month <= 12 and 1 <= day <= 31


def _century(text: str, at: int) -> Atom | None:
    """20世纪80年代, 上世纪五六十年代, 19世纪; a decade without a century (90年代) is of the 20th."""
    if at and text[at - 1] in "0123456789一二三四五六七八九十半个":
        return None
    found = DECADE.pattern.match(text, at)
    whole = found or CENTURY.pattern.match(text, at)
    if not whole or (whole["this"] and not found):
        return None
    century = number(whole["century"]) if whole["century"] else 20 if whole["last"] else 21 if whole["this"] else None
    base = (century - 1) * 100 if century else 1900
    if not found:
        since = number(whole["since"] or "")
        first = (since - 1) * 100 if since and century and since < century else base
        return Atom(at, whole.end(), CENTURY.name, years=(first + 1, base + 100))
    first = int(found["from"]) if found["from"] else 10 * (number(found["first"]) or 0)
    last = int(found["to"]) if found["to"] else 10 * (number(found["second"]) or 0) if found["second"] else first
    if first > last:
        return None
    return Atom(at, found.end(), DECADE.name, years=(base + first, base + last + 9))


def _year(text: str, at: int) -> Atom | None:
    if found := BEFORE_CHRIST.pattern.match(text, at):
        return Atom(at, found.end(), BEFORE_CHRIST.name, placed=False)
    atom = _written_year(text, at) or _era(text, at)
    if not atom and (found := YEAR_WORD.pattern.match(text, at)):
        word = WORDS[found[0]]
        if word.fits(text, at, found.end()):
            atom = Atom(at, found.end(), YEAR_WORD.name, year_word=word)
    if not atom and (found := YEARS_AGO.pattern.match(text, at)) and (n := number(found[1])):
        return Atom(at, found.end(), YEARS_AGO.name, year_word=Word(found[0], "year", "published", -n, -n, (), ()))
    return _after_year(text, atom) if atom else None


def _written_year(text: str, at: int) -> Atom | None:
    if found := YEAR.pattern.match(text, at):
        y = number(found[1])
        if y is None or not SPAN_YEARS[0] <= y <= SPAN_YEARS[1] or _is_span(text, at, found.end(), y):
            return None
        return Atom(at, found.end(), YEAR.name, year=y)
    if found := SHORT_YEAR.pattern.match(text, at):
        short = number(next(g for g in found.groups() if g))
        return Atom(at, found.end(), SHORT_YEAR.name, year=short + (1900 if short > 40 else 2000)) if short is not None else None
    return None


_SPAN_AFTER = re.compile(r"(?:的?(?:悠久)?历史|之久|以上|左右|古|多|余|来|间(?!谍)|的?传承|的?文明)")
_SPAN_ROUND = re.compile(r"[前后来间]")


def _is_span(text: str, start: int, end: int, y: int) -> bool:
    """1500年历史 and 近2000年来 count years, they name none."""
    if 1901 <= y <= 2100 and y != 2000:
        return bool(_SPAN_AFTER.match(text, end)) and text.endswith(("近", "逾", "超"), 0, start)
    before = text.endswith(SPAN_BEFORE, 0, start)
    return before or bool(_SPAN_AFTER.match(text, end)) or bool(y < 1900 and _SPAN_ROUND.match(text, end))


def _era(text: str, at: int) -> Atom | None:
    found = ERA.pattern.match(text, at)
    n = number(found[2]) if found else None
    if not found or not n:
        return None
    era = ERAS[found[1]]
    if era["last"] and n > int(era["last"]):
        return None
    return Atom(at, found.end(), ERA.name, year=int(era["first"]) + n - 1)


def _after_year(text: str, atom: Atom) -> Atom:
    """What follows a year: a month with its day, a part of the year, the first months, a festival, or nothing."""
    for at in (atom.end, atom.end + 1) if text.startswith(("的", "“"), atom.end) else (atom.end,):
        for read in (_month, _lunar, _year_part, _first_months, _festival):
            tail = read(text, at)
            if tail and not tail.month_word:
                return replace(tail, start=atom.start, rule=atom.rule, year=atom.year, year_word=atom.year_word)
    return atom


def _month(text: str, at: int) -> Atom | None:
    atom = None
    if found := MONTH.pattern.match(text, at):
        m = number(found[1])
        if _valid(m) and (found[1].isdecimal() or not text.endswith(DURATION_BEFORE, 0, at)):
            atom = Atom(at, found.end(), MONTH.name, month=m, lunar=found[1] in ("正", "腊", "冬"))
    elif found := MONTH_WORD.pattern.match(text, at):
        word = WORDS[found[0]]
        if word.fits(text, at, found.end()):
            atom = Atom(at, found.end(), MONTH_WORD.name, month_word=word)
    return _after_month(text, atom) if atom else None


def _after_month(text: str, atom: Atom) -> Atom | None:
    at = atom.end
    written = text[atom.start]
    if written not in "0123456789本上下当同次翌这" and (found := LUNAR_DAY.pattern.match(text, at)):
        lunar = atom.lunar or found[0][0] == "初"
        if lunar and (d := number(found[0].strip("初日"))):
            return _with_clock(text, replace(atom, end=found.end(), day=d, lunar=True))
    if found := DAY.pattern.match(text, at):
        d = number(found[1])
        if _valid(1, d):
            return _with_clock(text, replace(atom, end=found.end(), day=d))
    if atom.lunar:
        return None  # 腊月 alone is no month of the calendar
    if (found := MONTH_PART.pattern.match(text, at)) and not found[0].startswith("月") and text[at - 1] != "份":
        part = PARTS["month", found[0]]
        if part.fits(text, at, found.end()):
            return replace(atom, end=found.end(), part=part)
    return atom


_BOUND = "，。；：、“”（）\n 于从到是在自至"
_HAO_NEXT = re.compile(r"[，起早上下中凌晚傍开到至]|当[天晚]")
_LISTED = re.compile(r"[0-9一二三四五六七八九十至到和与及、—\-–~]{1,24}([日号])")  # the days that follow and their unit
_RUNS_ON = re.compile(r"月[0-9]{1,2}[号日]、$")  # 3月7号、|8号
_REPORT_NEXT = re.compile(r"宣布|表示|说|称|发表|举行|会见|抵达|签署|启程|在此间|电|讯")
_DAY_NEXT = re.compile(r"[在电讯，于至晚上下中凌傍（]")


def _day(text: str, at: int) -> Atom | None:
    """A day without its month (24日上午): the readings as a count of days, a house, a line are shut out."""
    found = DAY.pattern.match(text, at)
    if not found or found[1][0] == "初":
        return None
    d, end = number(found[1]), found.end()
    counted = text.endswith(DURATION_BEFORE, 0, at) and not text.endswith(NO_DURATION, 0, at)  # 近|27日, but 附近|27日
    if not _valid(1, d) or counted or text.startswith(DURATION_AFTER, end):
        return None
    before = text[at - 1] if at else "\n"
    listed = _LISTED.match(text, end) if text[end - 1] not in "日号" else None
    unit, last = (listed[1], listed.end()) if listed else (text[end - 1], end)  # 1至|19号
    atom = _with_clock(text, Atom(at, end, DAY.name, day=d))
    timed = atom.end > end
    bound = before in _BOUND and (before != "、" or _RUNS_ON.search(text, max(0, at - 7), at))
    if unit == "号" and not timed and not (bound and _HAO_NEXT.match(text, last)):
        return None
    if not found[1].isdecimal() and not timed:
        if before in DIGIT or before in "十前同如" or text.startswith(("本", "常", "用", "子", "报", "复", "千"), end):
            return None
        if len(found[1]) == 1 and not (_DAY_NEXT.match(text, end) if before in _BOUND else _REPORT_NEXT.match(text, end)):
            return None
    return atom


def _with_clock(text: str, atom: Atom) -> Atom:
    """The time of day belongs to the expression: 昨天 + 上午10时许."""
    found = CLOCK.pattern.match(text, atom.end)
    return replace(atom, end=found.end()) if found and found.end() > atom.end else atom


def _day_word(text: str, at: int) -> Atom | None:
    numbered = NUMBERED_DAY.pattern.match(text, at)
    if numbered and _valid(1, int(numbered[1])):
        return _with_clock(text, Atom(at, numbered.end(), NUMBERED_DAY.name, day=int(numbered[1])))
    found = DAY_WORD.pattern.match(text, at)
    if not found or not (word := WORDS[found[0]]).fits(text, at, found.end()):
        return None
    return _with_clock(text, Atom(at, found.end(), DAY_WORD.name, day_word=word))


_WEEKDAYS = "一二三四五六日末天"


def _week(text: str, at: int) -> Atom | None:
    if found := WEEK.pattern.match(text, at):
        word = WORDS[found[0]]
        if not word.fits(text, at, found.end()):
            return None
        if of := OF_WEEK.pattern.match(text, found.end()):
            atom = Atom(at, of.end(), WEEK.name, week=word, weekday=_WEEKDAYS.index(of[0].replace("天", "日")))
            return _with_clock(text, atom)
        return Atom(at, found.end(), WEEK.name, week=word)
    if found := WEEKDAY.pattern.match(text, at):
        return _with_clock(text, Atom(at, found.end(), WEEKDAY.name, weekday=_WEEKDAYS.index(found[1].replace("天", "日"))))
    return None


def _year_part(text: str, at: int) -> Atom | None:
    found = YEAR_PART.pattern.match(text, at)
    if not found:
        return None
    part = PARTS["year", found[0]]
    return Atom(at, found.end(), YEAR_PART.name, part=part) if part.fits(text, at, found.end()) else None


def _part_alone(text: str, at: int) -> Atom | None:
    atom = _year_part(text, at)
    if atom and atom.part and atom.part.base == "yes":
        return atom
    if found := MONTH_PART.pattern.match(text, at):
        part = PARTS["month", found[0]]
        if part.base == "yes" and part.fits(text, at, found.end()):
            return Atom(at, found.end(), MONTH_PART.name, part=part)
    return None


def _first_months(text: str, at: int) -> Atom | None:
    found = FIRST_MONTHS.pattern.match(text, at)
    n = 2 if found and found[1] == "两" else number(found[1]) if found else None
    return Atom(at, found.end(), FIRST_MONTHS.name, months=n) if found and n and 2 <= n <= 12 else None


def _first_months_alone(text: str, at: int) -> Atom | None:
    return _first_months(text, at) if not at or text[at - 1] in _BOUND else None


def _season(text: str, at: int) -> Atom | None:
    found = SEASON_WORD.pattern.match(text, at)
    if not found or not (season := SEASONS[found[0]]).fits(text, at, found.end()):
        return None
    return Atom(at, found.end(), SEASON_WORD.name, part=season)


def _lunar(text: str, at: int) -> Atom | None:
    """农历正月十五, 腊月二十三, 大年初一."""
    if found := NEW_YEAR_DAY.pattern.match(text, at):
        return _with_clock(text, Atom(at, found.end(), NEW_YEAR_DAY.name, month=1, day=number(found[1][1]), lunar=True))
    found = LUNAR.pattern.match(text, at)
    month = MONTH.pattern.match(text, found.end()) if found else None
    if not found or not month or not _valid(m := number(month[1])):
        return None
    day = LUNAR_DAY.pattern.match(text, month.end())
    d = number(day[0].strip("初日")) if day else None
    if not day or not d:
        return None
    return _with_clock(text, Atom(at, day.end(), LUNAR.name, month=m, day=d, lunar=True))


def _festival(text: str, at: int) -> Atom | None:
    found = FESTIVAL.pattern.match(text, at)
    if not found:
        return None
    end = found.end()
    needs = FESTIVALS[found[0]]
    closed = end + 1 if text.startswith(("”", '"'), end) else end
    if needs and not text.startswith(needs, closed):
        return None
    if closed > end and text[at - 1 : at] in ("“", '"') and _written_before(text, at - 1):
        end = closed
    return _with_clock(text, Atom(at, end, FESTIVAL.name, festival=found[0]))


def _written_before(text: str, at: int) -> bool:
    """A year stands right before the quotation mark (今年“五一”), which then belongs to the expression."""
    return text[at - 1 : at] == "年"


_FESTIVAL_CUES = cues("festival")


def _festival_alone(text: str, at: int) -> Atom | None:
    """A festival without a year is a date where the words use it so (春节期间); its bare name speaks of the custom."""
    atom = _festival(text, at)
    if not atom:
        return None
    closed = atom.end + 1 if text.startswith("”", atom.end) else atom.end
    timed = atom.end > at + len(atom.festival)
    return atom if timed or text.startswith(_FESTIVAL_CUES, closed) else None


_Reader = Callable[[str, int], Atom | None]
_DIGIT_READERS: tuple[_Reader, ...] = (_digits, _century, _year, _month, _day, _part_alone)
_WORD_READERS: tuple[_Reader, ...] = (
    _century, _lunar, _year, _season, _day_word, _month, _week, _first_months_alone, _part_alone, _festival_alone, _day,
)  # fmt: skip
