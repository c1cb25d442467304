"""Who published, where and when: the lines and fields that say so, and what follows from an agency's dateline.

In: file names, fields, masthead lines, an article's own text. Out: ISO dates, media and places; None where nothing says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

from kg import press
from kg.errors import ReadError
from kg.text import fold

_CHINA = timezone(timedelta(hours=8))
_YEAR = r"(?P<year>19\d\d|20\d\d)"
_IN_NAME = re.compile(
    rf"(?<!\d){_YEAR}(?:(?P<sep>[-_./])?(?P<month>\d\d)(?(sep)(?P=sep))(?P<day>\d\d)(?!\d)|年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日)"
)
_DAY = re.compile(rf"(?<!\d){_YEAR}\s?(?:年\s?|[-/.])(?P<month>\d{{1,2}})\s?(?:月\s?|[-/.])(?P<day>\d{{1,2}})(?!\d)\s?日?")
_STATED_DAY = re.compile(
    rf"{_YEAR}(?:(?:年|[-/.])(?P<month>\d{{1,2}})(?:月|[-/.])(?P<day>\d{{1,2}})日?|(?P<m>\d\d)(?P<d>\d\d))(?:[T ].{{0,40}})?"
)
_TIME = re.compile(r"(?<!\d)\d{1,2}[：:]\d{2}(?:[：:]\d{2})?(?!\d)")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]")
_LUNAR = re.compile(
    r"(?:农历)?[\u4e00-\u9fff]{0,4}年?(?:闰)?[正一二三四五六七八九十冬腊]{1,2}月(?:初|十|廿|三)[一二三四五六七八九十]|农历[\u4e00-\u9fff]{2,12}"
)
_EDITION = re.compile(
    r"(?:第?[A-Z]?\d{1,3}版|第[A-Z]?\d{1,4}[期号]|总第\d{1,6}期|第\d{5,6}[期号]|国内统一(?:连续出版物|刊)号|CN\s?\d\d-\d{4}|邮发代号[：:]?\s?\d{1,3}-\d{1,4}|今日\d{1,3}版|第[一二三四五六七八九十]{1,3}版)(?:[：:]\s?[\u4e00-\u9fff·]{2,8})?"
)
_SOURCE = re.compile(r"(?:来源|稿源|文章来源|信息来源)\s?[：:]\s?(?P<source>[^\s|｜：]{2,30})")
_LABELLED = re.compile(
    r"(?:发布|发表|更新|发稿|刊发)?(?:时间|日期)\s?[：:]|字号\s?[：:]?\s?[大中小 ]{0,8}|"
    r"浏览(?:次数|量)?\s?[：:]\s?\d{0,9}|阅读\s?[：:]?\s?\d{1,9}|"
    r"分享到?[：:]?|打印|版次\s?[：:]|版名\s?[：:]"
)
_MAKER = re.compile(r"(?:作者|(?:本版)?(?:编辑|责任编辑|责编)|记者|审核|校对)\s?[：:]\s?[\u4e00-\u9fff·、]{2,20}")
_REST = re.compile(r"[\s|｜/·,，:：()（）\[\]【】—_-]+")
_PARENTHESISED = re.compile(r"[（(]([\u4e00-\u9fff]{2,12})[）)]")
_TIDY_SOURCE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·《》“”]{2,20}")


def is_masthead(line: str) -> bool:
    """Whether a line says nothing but which paper, day and page this is: 某某日报 2026年6月3日 星期三 第1版; 2026-06-03 08:30
    来源：新华社.
    """
    folded = fold(line)
    if len(folded) > 120:
        return False
    rest, told = folded, 0
    for pattern in (_SOURCE, _MAKER, _LABELLED, _DAY, _TIME, _WEEKDAY, _EDITION, _LUNAR):
        rest, count = pattern.subn(" ", rest)
        told += count if pattern not in (_MAKER, _LUNAR) else 0
    names = [word for word in _REST.split(rest) if word]
    media = [word for word in names if press.is_medium(word)]
    return len(names) == len(media) and (told > 0 or (len(media) == 1 and (media[0] in press.media() or len(media[0]) == 4)))


def day_in_name(name: str) -> str | None:
    """The date in a file's name: 解放日报-2026-06-03.txt, 20260603_01.txt, 2026/06/03/1.txt, 2026年6月3日.txt."""
    for match in _IN_NAME.finditer(name):
        day = _iso(match["year"], match["month"] or match["m"], match["day"] or match["d"])
        if day:
            return day
    return None


def day_in_lines(lines: Sequence[str]) -> str | None:
    """The first full date in masthead lines."""
    for line in lines:
        for match in _DAY.finditer(fold(line)):
            day = _iso(match["year"], match["month"], match["day"])
            if day:
                return day
    return None


def stated_day(value: str, where: str) -> str | None:
    """The day that a field or an argument states, as ISO: 2026-06-03, 2026/6/3, 20260603, 2026年6月3日, with or without a
    time of day.

    A time with a zone is turned into Chinese time first. An empty value states none. Raises ReadError where the value is no date.
    """
    written = fold(value).strip().replace("：", ":")
    if not written:
        return None
    zoned = _zoned(written)
    if zoned:
        return zoned
    match = _STATED_DAY.fullmatch(written)
    day = _iso(match["year"], match["month"] or match["m"], match["day"] or match["d"]) if match else None
    if day is None:
        raise ReadError(
            f"{where}: '{value[:40]}' is no date; expected one day such as 2026-06-03; correct it, or leave it empty if unknown"
        )
    return day


def _zoned(written: str) -> str | None:
    try:
        moment = datetime.fromisoformat(written)
        return moment.astimezone(_CHINA).date().isoformat() if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def day_after_dateline(text: str, year: int | None, same_day: bool) -> str | None:
    """The day of issue that an article's own dateline gives: the day of the dateline for an agency or a site (`same_day`),
    the next for a paper.

    The year must be known: from the dateline, from `year` (file name, masthead), or from the same day written in full in the
    text.
    """
    for line in press.datelines(text):
        if line.month is None or line.day is None:
            continue
        known = line.year or year or _year_of(text, line.month, line.day)
        try:
            day = date(known, line.month, line.day) if known else None
            return (day if same_day else day + timedelta(days=1)).isoformat() if day else None
        except (ValueError, OverflowError):
            continue
    return None


def _year_of(text: str, month: int, day: int) -> int | None:
    """The year of a day if the text writes that day out somewhere."""
    years = {int(m["year"]) for m in _DAY.finditer(fold(text)) if (int(m["month"]), int(m["day"])) == (month, day)}
    return years.pop() if len(years) == 1 else None


def year_in(name: str, lines: Sequence[str]) -> int | None:
    """A year that a file's name or a masthead states without a day: 2026年合订本.txt."""
    for text in (name, *lines):
        match = re.search(rf"(?<!\d){_YEAR}(?!\d)", fold(text))
        if match:
            return int(match["year"])
    return None


def medium_of_field(source: str) -> str | None:
    """The medium that a source field names: 新闻联播; of an address or a note the medium it mentions: "… data/1.txt
    (人民日报)" → 人民日报.
    """
    written = source.strip()
    if _TIDY_SOURCE.fullmatch(written):
        return written.strip("《》“”")
    return next((name for name in _PARENTHESISED.findall(written) if name in press.media()), None)


def medium_in_lines(lines: Sequence[str]) -> str | None:
    """The medium that masthead lines name: after 来源：, or by itself."""
    for line in lines:
        source = _SOURCE.search(fold(line))
        if source:
            return source["source"].strip("《》“”")
        known = next((word for word in _REST.split(fold(line)) if press.is_medium(word)), None)
        if known:
            return known
    return None


def medium_in_name(name: str) -> str | None:
    """The medium that a part of a file's name is: 2026/江城日报-0603.txt."""
    return next((word for word in re.split(r"[^\u4e00-\u9fff]+", name) if press.is_medium(word)), None)


def medium_in_text(text: str) -> str | None:
    """The agency or programme that the article's datelines name."""
    return next((line.medium for line in press.datelines(text) if line.medium), None)


def place_of(text: str, medium: str | None) -> str | None:
    """Where the article reports from: its dateline's place, else the home of a local medium.

    The home of a national medium says nothing of where its articles play, so it is none.
    """
    place = next((line.place for line in press.datelines(text) if line.place), None)
    row = press.media().get(medium or "")
    return place or (row["place"] if row and row["place"] not in ("全国", "国外") else None)


def reports_same_day(medium: str | None) -> bool:
    """Whether this medium publishes on the day of its datelines; a paper does on the next."""
    row = press.media().get(medium or "")
    return bool(row) and row is not None and row["kind"] in ("agency", "site", "broadcaster", "programme")


def byline(text: str, head: Sequence[str]) -> tuple[str, ...]:
    """Reporters, photographers, editors, interns, each once: those of the text in its order, then those of its masthead lines."""
    labelled = [maker for line in head for maker in _MAKER.findall(fold(line))]
    names: dict[str, None] = {}
    for credit in press.credit_lines("\n".join([text, *labelled])):
        names.update(dict.fromkeys(credit.names))
    return tuple(names)
