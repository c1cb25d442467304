"""Arithmetic on dates written as ISO prefixes, and the days of festivals.

In: numbers and prefixes ("2026-06-02", "2026-06", "2026"). Out: prefixes, or None where the calendar has no such day.
Nothing here reads a clock.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from lunardate import LunarDate

from kg.lexicon import Row, table
from kg.model import Period

_FEAST = timedelta(days=10)  # a festival that is being kept may still be planned for
_J2000, _MIDNIGHT = date(2000, 1, 1).toordinal(), 16 / 24 - 0.5  # midnight in Beijing, counted from noon in Greenwich
_LUNAR_YEARS = range(1901, 2099)


def year(y: int) -> str:
    """The prefix of a year: 1924 → "1924"."""
    return f"{y:04d}"


def month(y: int, m: int) -> str:
    """The prefix of a month; months past 12 run into the next years, months under 1 into those before: (2023, 14) → "2024-02"."""
    y, m = y + (m - 1) // 12, (m - 1) % 12 + 1
    return f"{y:04d}-{m:02d}"


def day(y: int, m: int, d: int) -> str | None:
    """The prefix of a day, None where that month has no such day."""
    try:
        return date(y, m, d).isoformat()
    except ValueError:
        return None


def as_date(prefix: str) -> date:
    """The first day that a prefix covers."""
    parts = [int(part) for part in prefix.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def add_days(prefix: str, days: int) -> str:
    """The day so many days after another one."""
    return (as_date(prefix) + timedelta(days=days)).isoformat()


def months(y: int, first: int, last: int) -> Period:
    """From one month of a year to another: (2026, 1, 3) → 2026-01 … 2026-03."""
    return Period(month(y, first), month(y, last))


def single(prefix: str | None) -> Period | None:
    """A period of one day, month or year."""
    return Period(prefix, prefix) if prefix else None


def span(left: Period, right: Period) -> Period | None:
    """From the start of one period to the end of another in the finer precision of the two; None where that runs backwards."""
    start, end = left.start, right.end
    if len(start) < len(end):
        start = start + ("-01" if len(start) == 4 else "") if len(end) == 7 else as_date(start).isoformat()
    elif len(end) < len(start):
        end = end + "-12" if len(start) == 7 else _last_day(end)
    return Period(start, end) if start <= end else None


def _last_day(prefix: str) -> str:
    first = as_date(prefix)
    following = date(first.year + 1, 1, 1) if len(prefix) == 4 else date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return (following - timedelta(days=1)).isoformat()


def week(base: date, shift: int, weekdays: tuple[int, int]) -> Period:
    """Two weekdays (0 is Monday) of the week so many weeks from that of `base`."""
    monday = base - timedelta(days=base.weekday()) + timedelta(weeks=shift)
    return Period((monday + timedelta(days=weekdays[0])).isoformat(), (monday + timedelta(days=weekdays[1])).isoformat())


def quarter(base: date, shift: int) -> Period:
    """The quarter so many quarters from that of `base`."""
    first = (base.month - 1) // 3 * 3 + 1 + 3 * shift
    return months(base.year, first, first + 2)


def lunar(y: int, m: int, d: int) -> str | None:
    """The solar day of a day of the lunar year that begins in year `y`."""
    if y not in _LUNAR_YEARS:
        return None
    try:
        return str(LunarDate(y, m, d).to_solar_date().isoformat())
    except ValueError:
        return None


@cache
def festivals() -> dict[str, Row]:
    """The table of festivals by name."""
    return {row["name"]: row for row in table("festivals")}


def festival(name: str, y: int) -> str | None:
    """The day of a festival of the common year `y`: 春节, 2024 → 2024-02-10; 除夕, 2024 → 2024-02-09."""
    row = festivals()[name]
    m = int(row["month"])
    if row["calendar"] == "solar":
        found = day(y, m, int(row["day"]))
    elif row["calendar"] == "lunar":
        found = lunar(y, m, int(row["day"]))
        if found and as_date(found).year != y:  # the twelfth lunar month mostly falls into the next common year
            found = lunar(y - 1, m, int(row["day"]))
    else:
        found = _solar_term(y, m, float(row["day"]))
    return add_days(found, int(row["shift"])) if found else None


def _solar_term(y: int, m: int, longitude: float) -> str | None:
    """The day, in Beijing, on which the sun reaches a longitude (degrees) in a month; the usual series, good to some minutes."""
    if y not in _LUNAR_YEARS:
        return None
    begin = date(y, m, 1)
    for days in range(31):
        at = begin + timedelta(days=days)
        passed = (_sun(at.toordinal() - _J2000 + _MIDNIGHT) - longitude) % 360
        if passed < 180:
            return at.isoformat()
    return None


def _sun(days: float) -> float:
    """The apparent longitude of the sun in degrees, `days` after noon of 2000-01-01 universal time."""
    anomaly = math.radians(357.528 + 0.9856003 * days)
    return 280.460 - 0.006 + 0.9856474 * days + 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly)


def closest(found: Iterable[str | None], base: date, ahead: bool) -> str | None:
    """Of several days the one nearest to `base`; not long before it where the text speaks of a plan."""
    days = [d for d in found if d and (not ahead or as_date(d) >= base - _FEAST)]
    return min(days, key=lambda d: (abs(as_date(d) - base), d), default=None)
