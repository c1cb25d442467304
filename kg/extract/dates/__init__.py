"""Dates: the expressions that a calendar can place, and where it places them.

In: an Article. Out: a Mention of kind "date" for each expression, its period counted from the day of publication, of the
dateline or of the date that the text named last; `period` is None where none of them tells (去年 in an article without a date).
What is left out: lengths of time, ages, repeated and vague times, five-year plans. The grammar finds the atoms, this file joins
them to ranges and keeps the running date, calendar.py does the arithmetic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg.datewords import RULES, Word
from kg.extract.dates import calendar
from kg.extract.dates.grammar import Atom, atoms, join
from kg.extract.dates.sameday import day_before, explained, reported_on
from kg.lexicon import table
from kg.model import Article, Mention, Period
from kg.press import days_of_report
from kg.text import fold

__all__ = ["RULES", "find_dates"]

_FUTURE, _FORECASTS = (
    re.compile("|".join(row["word"] for row in table("date_cues") if row["use"] == use)) for use in ("future", "forecast")
)
_FAR = 183  # days: a month or day further ahead than that is the one of the year before
_RECENT = 60  # days after which an event named after its day (7·21) is not meant by that day alone
_SAID = re.compile(r"[0-9]{1,2}日(?:表示|说|称|指出|强调|宣布|警告|回应|透露|证实|发表|发布|通过)")  # words of a day that is past
_FORTNIGHT = 14  # days: a planned day further back than that is the one of the next month
_BEFORE = 24  # code points read for a word of planning before a date, and behind it
_BEHIND = 14
_FORECAST = 120  # code points read for a forecast in the same paragraph
_QUOTED = 200  # code points searched for the quotation mark before a word


def find_dates(article: Article) -> list[Mention]:
    """Every date of an article in the order of its text; `name` is "start/end", empty where no calendar can tell."""
    text = fold(article.text)
    reader = _Reader(text, article.published)
    found: list[Mention] = []
    for start, end, period in reader.read():
        name = f"{period.start}/{period.end}" if period else ""
        found.append(Mention(article.id, start, end, "date", article.text[start:end], name, period=period))
    return found


@dataclass(frozen=True, slots=True)
class _Mark:
    """A date already read: where it stands, what it means, whether its year and month were written (or follow from such)."""

    start: int
    end: int
    period: Period
    year_given: bool
    month_given: bool


class _Reader:
    """Places the atoms of one text in their order; what it has read is the running date of what follows."""

    def __init__(self, text: str, published: str | None) -> None:
        self.text = text
        self.base = date.fromisoformat(published) if published else None
        self.marks: list[_Mark] = []

    @cached_property
    def reports(self) -> list[tuple[int, date]]:
        """Where the reports of the text begin whose datelines name their day, and that day."""
        return days_of_report(self.text, self.base) if self.base else []

    def read(self) -> list[tuple[int, int, Period | None]]:
        """(start, end, period) of each expression, atoms joined to ranges."""
        found: list[tuple[int, int, Period | None]] = []
        left: Atom | None = None
        for atom in atoms(self.text):
            if self._in_title(atom):
                continue
            link = join(self.text, left, atom) if left and found and found[-1][1] == left.end else ""
            period = self._place(atom, self.marks[-1] if link and self.marks else None)
            if period is None and atom.placed and self.base and not _is_relative(atom):
                continue  # 2月30日: not a date at all
            joined = self._joined(link, found[-1][2], period, atom) if link else None
            if joined:
                found[-1] = (found[-1][0], atom.end, joined)
            else:
                if period and left and _is_relative(left) and explained(self.text, found[-1], left.start, atom.start, atom.end):
                    found[-1] = (*found[-1][:2], period)
                found.append((atom.start, atom.end, period))
            if period:
                self._remember(atom, period)
            left = atom
        return found

    def _joined(self, link: str, left: Period | None, right: Period | None, atom: Atom) -> Period | None:
        """The range of two neighbours, None where they stay two: 2019、2020年 is a list, 28、29日 two days running."""
        if not left or not right:
            return None
        if link == "range":
            return calendar.span(left, right)
        days_running = len(left.end) == len(right.start) == 10 and atom.month is None and atom.day is not None
        if days_running and calendar.add_days(left.end, 1) == right.start:
            return calendar.span(left, right)
        return None

    def _remember(self, atom: Atom, period: Period) -> None:
        last = self.marks[-1] if self.marks else None
        inherits = last is not None and atom.year is None and atom.year_word is None and last.period.start[:4] == period.start[:4]
        year_given = atom.year is not None or atom.year_word is not None or bool(inherits and last and last.year_given)
        same_month = last is not None and last.period.start[:7] == period.start[:7]
        month_given = atom.month is not None or bool(same_month and last and last.month_given)
        self.marks.append(_Mark(atom.start, atom.end, period, year_given, month_given))

    # -- where an atom lies -------------------------------------------------------------------------------------------------

    def _place(self, atom: Atom, beside: _Mark | None) -> Period | None:
        """The period of an atom; `beside` is the date that it is joined to (1月20日 in 1月20日至30日)."""
        if not atom.placed:
            return None
        if atom.years:
            return Period(calendar.year(atom.years[0]), calendar.year(atom.years[1]))
        if atom.day_word:
            return self._day_word(atom.day_word, atom.start, atom.end)
        if atom.week or atom.weekday is not None:
            return self._week(atom)
        if atom.festival or atom.lunar:
            return self._festival(atom)
        if atom.event:
            return self._event(atom)
        years = self._years(atom)
        if atom.month is not None or atom.month_word:
            return self._month(atom, years, beside)
        if atom.part or atom.months:
            return self._part(atom, years)
        if years:
            return Period(calendar.year(years[0]), calendar.year(years[1]))
        return self._day(atom.day, atom.start, beside) if atom.day else None

    def _years(self, atom: Atom) -> tuple[int, int] | None:
        if atom.year is not None:
            return atom.year, atom.year
        if not (word := atom.year_word) or word.first is None or word.last is None:
            return None
        if word.base == "published":
            return (self.base.year + word.first, self.base.year + word.last) if self.base else None
        mark = self._running_year(atom)
        return (int(mark.period.end[:4]) + word.first, int(mark.period.end[:4]) + word.last) if mark else None

    def _running_year(self, atom: Atom) -> _Mark | None:
        """What 同年 and 次年 count from; 当年 alone counts only from a year close before it, else it means "in those days"."""
        if not self.marks:
            return None
        last = self.marks[-1]
        near = self._same_line(last, atom.start) and atom.start - last.end <= 80
        return last if near or atom.month is not None else None

    def _day_word(self, word: Word, at: int, after: int) -> Period | None:
        if word.first is None or word.last is None:
            return None
        if word.base == "published":
            base = self._day_of_speaking(at)
        else:
            days = [(m.start, m.end, m.period) for m in self.marks if len(m.period.end) == 10]
            base = day_before(self.text, days, at, after, self.base.isoformat() if self.base else None)
        return Period(calendar.add_days(base, word.first), calendar.add_days(base, word.last)) if base else None

    def _day_of_speaking(self, at: int) -> str | None:
        """The day from which 今天 counts: of publication or of the dateline, in a quotation the day of the words."""
        if not self.base:
            return None
        today = next((day for end, day in reversed(self.reports) if end <= at), self.base).isoformat()
        last = next((mark for mark in reversed(self.marks) if len(mark.period.end) == 10), None)
        if last is None or not 0 <= (self.base - calendar.as_date(last.period.end)).days <= 7:
            return today
        opened = self.text.rfind("“", max(0, at - _QUOTED), at)
        quoted = opened >= 0 and self.text.startswith("：", opened - 1) and not set("”\n") & set(self.text[opened:at])
        return last.period.end if quoted or reported_on(self.text, (last.start, last.end, last.period), at) else today

    def _week(self, atom: Atom) -> Period | None:
        if not self.base:
            return None
        if atom.week:
            days = (0, 6) if atom.weekday is None else (5, 6) if atom.weekday == 7 else (atom.weekday, atom.weekday)
            return calendar.week(self.base, atom.week.first or 0, days)
        weekday = 6 if atom.weekday == 7 else atom.weekday or 0
        days_ago = (self.base.weekday() - weekday) % 7
        shift = (7 - days_ago) % 7 if self._planned(atom.start, atom.end) else -days_ago
        return calendar.single(calendar.add_days(self.base.isoformat(), shift))

    def _festival(self, atom: Atom) -> Period | None:
        """A festival or lunar day: of the year that is written, else the one closest to the day of publication."""
        years = self._years(atom)
        if atom.year is not None or atom.year_word:
            return calendar.single(self._festival_of(atom, years[0])) if years else None
        if not self.base:
            return None
        near = [self._festival_of(atom, self.base.year + shift) for shift in (-1, 0, 1)]
        return calendar.single(calendar.closest(near, self.base, self._planned(atom.start, atom.end)))

    @staticmethod
    def _festival_of(atom: Atom, year: int) -> str | None:
        if atom.festival:
            return calendar.festival(atom.festival, year)
        return calendar.lunar(year, atom.month or 1, atom.day or 1)

    def _event(self, atom: Atom) -> Period | None:
        """7·21 is a day where a year stands before it in the sentence or the day is just past; else history knows its year."""
        mark = self.marks[-1] if self.marks else None
        if mark and self._same_sentence(mark, atom.start) and mark.year_given:
            return calendar.single(calendar.day(int(mark.period.start[:4]), atom.month or 0, atom.day or 0))
        near = self._nearest(atom.month or 0, atom.day, False)
        if near and self.base and 0 <= (self.base - calendar.as_date(near)).days <= _RECENT:
            return calendar.single(near)
        return None

    def _part(self, atom: Atom, years: tuple[int, int] | None) -> Period | None:
        """Part of a year: 2021年上半年, 年底, 今冬明春, 前5个月; of the current month: 月底."""
        part = atom.part
        if part and part.unit == "season":
            return self._season(part)
        if part and part.unit == "month":
            return calendar.single(self.base.isoformat()[:7]) if self.base else None
        year = years[0] if years else None if atom.year_word else self._year_of_part(atom)
        if year is None:
            return None
        first = 1 if atom.months else part.first if part else None
        last = atom.months or (part.last if part else None)
        if first is None or last is None:
            return calendar.single(calendar.year(year))
        if not years and self._far_ahead(year, first) and not self._planned(atom.start, atom.end):
            year -= 1
        return calendar.months(year, first, last)

    def _season(self, season: Word) -> Period | None:
        """今春, 去冬; 今冬 in January and February is the winter that began last year."""
        if not self.base or season.first is None or season.last is None:
            return None
        year = self.base.year + int(season.base)
        if season.first == 12 and season.last == 14 and int(season.base) == 0 and self.base.month <= 2:
            year -= 1
        return calendar.months(year, season.first, season.last)

    def _year_of_part(self, atom: Atom) -> int | None:
        """年底 in a story of long ago is that of the story; else it is of the year of publication."""
        last = self.marks[-1] if self.marks else None
        if (
            last
            and last.year_given
            and self._same_line(last, atom.start)
            and (not self.base or int(last.period.end[:4]) <= self.base.year - 2)
        ):
            return int(last.period.end[:4])
        return self.base.year if self.base else None

    def _far_ahead(self, year: int, month: int) -> bool:
        return bool(self.base and (calendar.as_date(calendar.month(year, month)) - self.base).days > _FAR)

    # -- years and months that the text leaves out --------------------------------------------------------------------------

    def _month(self, atom: Atom, years: tuple[int, int] | None, beside: _Mark | None) -> Period | None:
        if atom.month_word:
            return self._month_word(atom, atom.month_word)
        if atom.year_word and not years:
            return None
        month = atom.month or 1
        if not years:
            if beside:
                prefix = self._month_beside(month, atom.day, beside)
            else:
                prefix = self._followed_year(month, atom) or self._nearest(month, atom.day, self._planned(atom.start, atom.end))
            return calendar.single(prefix)
        return calendar.single(calendar.day(years[0], month, atom.day) if atom.day else calendar.month(years[0], month))

    def _month_beside(self, month: int, day: int | None, left: _Mark) -> str | None:
        """The year of the left end, or the next where the months run over its end: 11月至2月."""
        year = int(left.period.end[:4])
        if len(left.period.end) > 4 and month < int(left.period.end[5:7]):
            year += 1
        return calendar.day(year, month, day) if day else calendar.month(year, month)

    def _month_word(self, atom: Atom, word: Word) -> Period | None:
        if word.base == "published":
            base = self.base.isoformat()[:7] if self.base else None
        else:
            base = next((m.period.end[:7] for m in reversed(self.marks) if len(m.period.end) >= 7), None)
        if base is None or word.first is None:
            return None
        prefix = calendar.month(int(base[:4]), int(base[5:7]) + word.first)
        return calendar.single(calendar.day(int(prefix[:4]), int(prefix[5:7]), atom.day) if atom.day else prefix)

    def _followed_year(self, month: int, atom: Atom) -> str | None:
        """A month without its year after a date with one: 1924年1月 … 2月; 2019年，他5月……"""
        last = self.marks[-1] if self.marks else None
        if not last or not last.year_given or not self._same_line(last, atom.start):
            return None
        year = int(last.period.end[:4])
        same = self._same_sentence(last, atom.start)
        if len(last.period.end) == 4:
            follows = same and self.text.startswith(("，", "：", "、"), last.end)
        else:
            forward = month >= int(last.period.end[5:7])
            past = self.base is None or year <= self.base.year - 2
            follows = (same and (forward or past)) or (past and forward) or (self.base is None)
            if self.base and year == self.base.year - 1 and not same:
                follows = forward and (year + 1, month) > (self.base.year, self.base.month)
        if not follows:
            return None
        return calendar.day(year, month, atom.day) if atom.day else calendar.month(year, month)

    def _nearest(self, month: int, day: int | None, planned: bool) -> str | None:
        """The year of a month or day by the publication: past, or ahead where the words plan or it is under half a year off."""
        if not self.base:
            return None
        year = self.base.year
        this = calendar.day(year, month, day) if day else calendar.month(year, month)
        if this is None:
            return next((d for y in (year - 1, year + 1) if day and (d := calendar.day(y, month, day))), None)
        ahead = (calendar.as_date(this) - self.base).days
        if ahead > _FAR and not planned:
            year -= 1
        elif ahead < -_FAR and planned:
            year += 1
        return calendar.day(year, month, day) if day else calendar.month(year, month)

    def _day(self, day: int, at: int, beside: _Mark | None) -> Period | None:
        """The month of a day alone: of the date beside it or just before it, else the latest not after the publication."""
        if beside and len(beside.period.end) == 10:
            return calendar.single(self._day_after(beside.period.end, day))
        last = next((m for m in reversed(self.marks) if len(m.period.end) == 10), None)
        ahead = day - int(last.period.end[8:]) if last else -1
        if last and last.month_given and ahead >= 0 and (self._near(last, at) or (ahead == 1 and self._same_line(last, at))):
            year, month = int(last.period.end[:4]), int(last.period.end[5:7])
            found = calendar.day(year, month, day)
            ahead = self._planned(at, at) and not _SAID.match(self.text, at)
            if found and (not self.base or calendar.as_date(found) <= self.base or ahead):
                return calendar.single(found)
        if not self.base:
            return None
        year, month = self.base.year, self.base.month
        planned = not _SAID.match(self.text, at) and (self._planned(at, at + 3) or self._after_tomorrow())
        if day > self.base.day and not planned:
            month -= 1
        elif planned and self.base.day - day > _FORTNIGHT:
            month += 1
        for back in (0, 1):
            prefix = calendar.month(year, month - back)
            if found := calendar.day(int(prefix[:4]), int(prefix[5:7]), day):
                return calendar.single(found)
        return None

    def _day_after(self, left: str, day: int) -> str | None:
        """30日 beside 1月20日 is in the same month, 3日 beside 1月28日 in the next."""
        shift = 0 if day > int(left[8:]) else 1
        prefix = calendar.month(int(left[:4]), int(left[5:7]) + shift)
        return calendar.day(int(prefix[:4]), int(prefix[5:7]), day)

    def _after_tomorrow(self) -> bool:
        """The text has just spoken of a day ahead in this month (明天……15日)."""
        last = self.marks[-1] if self.marks else None
        today = self.base.isoformat() if self.base else ""
        return bool(last and today and last.period.end[:7] == today[:7] and last.period.end > today)

    def _near(self, mark: _Mark, at: int) -> bool:
        """Close enough for a day to take its month: in the same sentence, or paragraph where the month is a recent one."""
        if self._same_sentence(mark, at):
            return True
        recent = self.base is not None and abs((self.base - calendar.as_date(mark.period.end)).days) <= _RECENT
        return recent and self._same_line(mark, at)

    # -- the words around ---------------------------------------------------------------------------------------------------

    def _planned(self, start: int, end: int) -> bool:
        """A word of planning stands close before the date or behind it in the same clause group."""
        before = self.text[max(0, start - _BEFORE) : start]
        before = before[max(before.rfind(mark) for mark in "。；\n！？") + 1 :]
        behind = re.split("[。；\n]", self.text[end : end + _BEHIND], maxsplit=1)[0]
        if _FUTURE.search(before) or _FUTURE.search(behind):
            return True
        line = self.text.rfind("\n", max(0, start - _FORECAST), start)
        return bool(_FORECASTS.search(self.text, max(line, start - _FORECAST, 0), start))

    def _same_line(self, mark: _Mark, at: int) -> bool:
        return self.text.find("\n", mark.end, at) < 0

    def _same_sentence(self, mark: _Mark, at: int) -> bool:
        return at - mark.end <= 200 and not re.search("[。；！？\n]", self.text[mark.end : at])

    def _in_title(self, atom: Atom) -> bool:
        """今日 in 《今日美国》 is a name; a written year in a title is a date."""
        if not _is_relative(atom):
            return False
        opened = self.text.rfind("《", max(0, atom.start - 40), atom.start)
        return opened >= 0 and self.text.find("》", opened, atom.start) < 0


def _is_relative(atom: Atom) -> bool:
    return bool(atom.year_word or atom.month_word or atom.day_word or atom.week or atom.weekday is not None)
