"""The grammar of dates: which words make up one expression.

In: a folded text. Out: its atoms, the single dates before they are joined to ranges and placed on a calendar. What the
grammar knows of words stands in kg/lexicons (date_words, date_parts, season_words, festivals, eras, date_cues).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.lexicon import table, values
from kg.rule import Rule, rule

_DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "元": 1, "正": 1, "冬": 11, "腊": 12}
_TENS = {"廿": 20, "卅": 30}
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_YEAR = r"(?:\d{4}|[一二三四五六七八九][一二三四五六七八九〇零○]{3})"
_LINK = r"(?:至|到|—{1,2}|-{1,2}|–|~|、|和|及|与)"
SPAN_YEARS = (1000, 2200)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the tables: what it names (`unit`), counted from where (`base`), its distance or months, its limits."""

    text: str
    unit: str
    base: str
    first: int | None
    last: int | None
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]

    def fits(self, text: str, start: int, end: int) -> bool:
        """Nothing stands beside the word that makes it a piece of another one (声 + 明年)."""
        return not (self.not_after and text.endswith(self.not_after, 0, start)) and not (
            self.not_before and text.startswith(self.not_before, end)
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


def number(written: str) -> int | None:
    """The value of a numeral under 100 or of a row of digits: 二十四 → 24, 初三 is no numeral → None, 一九九八 → 1998, 元 → 1."""
    if not written or written.isdecimal():
        return int(written) if written else None
    if len(written) >= 2 and all(c in _DIGIT for c in written):
        return int("".join(str(_DIGIT[c]) for c in written)) if len(written) in (2, 4) else None
    tens, ones = 0, written
    if written[0] in _TENS:
        tens, ones = _TENS[written[0]], written[1:]
    elif "十" in written:
        before, _, ones = written.partition("十")
        if before and before not in _DIGIT:
            return None
        tens = 10 * (_DIGIT[before] if before else 1)
    if not ones:
        return tens
    return tens + _DIGIT[ones] if ones in _DIGIT else None


def _either(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


def _cues(use: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in table("date_cues") if row["use"] == use)


def _load(name: str, key: str, unit: str | None = None) -> Iterator[Word]:
    for row in table(name):
        yield Word(
            text=row[key],
            unit=unit or row.get("unit") or row["of"],
            base=row.get("base") or row.get("shift") or row.get("alone", ""),
            first=int(row["first"]) if row["first"] else None,
            last=int(row["last"]) if row["last"] else None,
            not_after=values(row["not_after"]),
            not_before=values(row["not_before"]),
        )


_WORDS = {word.text: word for word in _load("date_words", "word")}
_PARTS = {(part.unit, part.text): part for part in _load("date_parts", "part")}
_SEASONS = {season.text: season for season in _load("season_words", "word", "season")}
_FESTIVALS = {row["name"]: values(row["needs"]) for row in table("festivals")}
_ERAS = {row["era"]: row for row in table("eras")}
_DURATION_BEFORE, _DURATION_AFTER, _SPAN_BEFORE = _cues("duration_before"), _cues("duration_after"), _cues("span_before")
_REPEATED = _cues("repeated")
_CLOCK = _either([clock for clock in _cues("clock") if len(clock) > 1])
_SHORT_CLOCK = _either([clock for clock in _cues("clock") if len(clock) == 1])


def _words(unit: str) -> str:
    return _either([word.text for word in _WORDS.values() if word.unit == unit])


def _parts(of: str) -> str:
    return _either([text for unit, text in _PARTS if unit == of])


ISO = rule(
    "date in digits",
    r"(?<![A-Za-z0-9_/.-])(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.)(\d{1,2})(?![A-Za-z0-9_/-]|\.[A-Za-z0-9])",
    "会议于2024-05-11召开。",
)
DAY_OF_EVENT = rule(
    "event named after its day",
    rf"(?<![\d.·-])(\d{{1,2}})(?:[·-]|(?<=[“\"]\d\d|.[“\"]\d)\.)(\d{{1,2}})(?=(?:[”\"][一-鿿]{{0,6}}?)?{_either(list(_cues('event')))})",
    "市里给“7·21”特大暴雨的灾民发了补助。",
)
_CENTURY = r"(?:(?P<century>\d{1,2}|二?十[一二三四五六七八九]?)|(?P<last>上)个?|(?P<this>本))世纪"
DECADE = rule(
    "decade",
    rf"""(?:{_CENTURY})? (?:(?P<from>[2-9]0) (?:(?:年代)?[、至到和—-]{{1,2}} (?P<to>[2-9]0))?
    | (?P<first>[二三四五六七八九]) (?P<second>[三四五六七八九]?) 十)
    年代(?!表)(?:初期|中后期|中期|后期|末期|初|末)?""",
    "上世纪80年代，镇上办起了第一家工厂。",
)
CENTURY = rule(
    "century",
    rf"(?:(?P<since>\d{{1,2}})[至到—-])?{_CENTURY}(?!海上|中叶|议程|经济|马克思|酒店|教育|[一-鿿]{{0,2}}(?:大厦|公园|报|中叶))(?:初期|末期|后期|初|末)?",
    "这座桥建于19世纪。",
)
BEFORE_CHRIST = rule("year before our era", r"公元前\d{1,4}年", "都江堰始建于公元前256年。")
ERA = rule("era", rf"({_either(list(_ERAS))})(元|\d{{1,2}}|[一二三四五六七八九十]{{1,3}})年", "民国二十六年，学校南迁。")
YEAR = rule(
    "year",
    rf"(?<!\d)({_YEAR})(?:(?=年龄)|年度?|学年度?|财年|(?=(?:{_LINK}{_YEAR}){{1,12}}(?:年|学年|财年|赛季))|(?=赛季))(?!龄|代|纪)",
    "2021年，工程动工。",
)
SHORT_YEAR = rule(
    "short year",
    r"(?<![\d.第近约])(?:(?P<any>\d\d)年(?=\d{1,2}月)|['’‘](?P<quoted>\d\d)年|(?P<zero>0\d)年(?!代|龄)|(?<=[从自于在至到。，、；：（\n])(?P<late>[5-9]\d|[五六七八九][〇零一二三四五六七八九])年(?!代|来|间|前|后|的|多|以|历|过|里|内|如))",
    "他98年3月参加工作。",
)
YEAR_WORD = rule("relative year", _words("year"), "去年底，大桥通车。")
MONTH = rule(
    "month",
    rf"""(?<![\d.个第元]) ({_NUMBER}|[元正腊]|冬(?=月(?:初|[十廿]))) (?:月份?|(?=(?:{_LINK}{_NUMBER}){{1,11}}月))
    (?!龄|饼|嫂|大|子(?!弟)|革命|球|老|季|租|薪|息|供|票(?!房)|均|销|利|产)""",
    "6月，试点铺开。",
)
MONTH_WORD = rule("relative month", _words("month"), "上月，两地签约。")
DAY = rule("day", rf"(?<![\d.])(初?{_NUMBER})(?:日|号|(?=(?:{_LINK}{_NUMBER}){{1,9}}[日号]))", "24日上午，代表团抵达。")
LUNAR_DAY = rule(
    "lunar day", r"(?:初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九])日?", "正月十五"
)
DAY_WORD = rule("relative day", _words("day"), "昨天上午，会议举行。")
YEAR_PART = rule("part of a year", _parts("year"), "上半年，产值增长一成。")
FIRST_MONTHS = rule(
    "first months",
    r"(?<![此之以产孕])[前头](\d{1,2}|[二两三四五六七八九十]{1,2}|十一)个?月(?!龄|后|前|里)",
    "今年前5个月，出口增长。",
)
MONTH_PART = rule("part of a month", _parts("month"), "5月下旬，麦子熟了。")
SEASON_WORD = rule("season with its year", _either(list(_SEASONS)), "今春雨水充足。")
FESTIVAL = rule("festival", _either(list(_FESTIVALS)), "2024年春节，游客不断。")
NEW_YEAR_DAY = rule("first days of the lunar year", r"(?<!大)大?年(初[一二三四五六七八九十])", "大年初一，村里放电影。")
LUNAR = rule(
    "lunar date", r"(?:农历|阴历|旧历)(?=[^。\n]{0,12}(?:月|[初十廿]))|(?=[正腊]月(?:初|[十廿]))", "农历正月十五，河边放灯。"
)
WEEK = rule("week", _words("week"), "上周，专家组到访。")
WEEKDAY = rule(
    "weekday",
    r"(?<![每各逢两几一数上下本这隔\d、和至到—-])(?:周|星期|礼拜)([一二三四五六日天])(?=[，。（）凌清早上中下午傍晚夜深在于将的对说称发表举宣公召抵前开起\n])(?!公[园主])",
    "周五晚上，球队抵达。",
)
OF_WEEK = rule("day of a named week", r"[一二三四五六日天末](?![、一二三四五六七八九十]|年|岁|个)", "本周三，两队交手。")
CLOCK = rule(
    "time of day",
    rf"""(?:（(?:星期|周)[一二三四五六日天]）)? (?:的?{_CLOCK}|{_SHORT_CLOCK}(?![报会宴稻年餐了就已期婚些于在]|自习))?
    (?:(?:零|\d{{1,2}}|[一二三四五六七八九十]{{1,3}}) (?:时(?!间|代|许多)|点(?![名评球击])|：\d{{2}}(?!\d))
    (?:半|整|\d{{1,2}}分|[零一二三四五六七八九十]{{1,3}}分)? (?:\d{{1,2}}秒)? (?:许|左右|前后)?)?""",
    "上午10时许",
)
JOIN = rule(
    "join",
    r"(?:（(?:星期|周)[一二三四五六日天]）)?(?:(?P<range>(?:起|开始)?(?:直)?(?:至|到)|—{1,2}|-{1,2}|–|~)|(?P<list>、|和|及|与))",
    "至",
)
RULES: tuple[Rule, ...] = (
    ISO, DAY_OF_EVENT, DECADE, CENTURY, BEFORE_CHRIST, ERA, YEAR, SHORT_YEAR, YEAR_WORD, MONTH, MONTH_WORD, DAY, LUNAR_DAY,
    DAY_WORD, YEAR_PART, FIRST_MONTHS, MONTH_PART, SEASON_WORD, FESTIVAL, NEW_YEAR_DAY, LUNAR, WEEK, WEEKDAY, OF_WEEK, CLOCK,
    JOIN,
)  # fmt: skip
_STARTS = re.compile(
    r"\d{1,4}(?=[年月日号世赛学财至到—\-–~、和及与/.·])|[一二三四五六七八九十廿卅元正腊冬][一二三四五六七八九十〇零○]{0,3}(?=[年月日号世至到—-])|['’‘]\d"
    r"|[上本]个?世纪|公元前|[前头](?=[\d二两三四五六七八九十]{1,2}个?月)|大?年初|[农阴旧]历|周|星期|礼拜|"
    + _either([*_WORDS, *_SEASONS, *_FESTIVALS, *_ERAS, *(part.text for part in _PARTS.values() if part.base == "yes")])
)


def atoms(text: str) -> Iterator[Atom]:
    """The dates of a folded text in their order, not yet joined to ranges."""
    position = 0
    while found := _STARTS.search(text, position):
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
    if text.endswith(_REPEATED, 0, at):
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
        word = _WORDS[found[0]]
        if word.fits(text, at, found.end()):
            atom = Atom(at, found.end(), YEAR_WORD.name, year_word=word)
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
    before = text.endswith(_SPAN_BEFORE, 0, start)
    return before or bool(_SPAN_AFTER.match(text, end)) or bool(y < 1900 and _SPAN_ROUND.match(text, end))


def _era(text: str, at: int) -> Atom | None:
    found = ERA.pattern.match(text, at)
    n = number(found[2]) if found else None
    if not found or not n:
        return None
    era = _ERAS[found[1]]
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
        if _valid(m) and (found[1].isdecimal() or not text.endswith(_DURATION_BEFORE, 0, at)):
            atom = Atom(at, found.end(), MONTH.name, month=m, lunar=found[1] in ("正", "腊", "冬"))
    elif found := MONTH_WORD.pattern.match(text, at):
        word = _WORDS[found[0]]
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
        part = _PARTS["month", found[0]]
        if part.fits(text, at, found.end()):
            return replace(atom, end=found.end(), part=part)
    return atom


_BOUND = "，。；：、“”（）\n 于从到是在自至"
_HAO_NEXT = re.compile(r"[，起早上下中凌晚傍开到至]|当[天晚]")
_DAY_NEXT = re.compile(r"[在电讯，于至晚上下中凌傍（]")


def _day(text: str, at: int) -> Atom | None:
    """A day without its month (24日上午): the readings as a count of days, a house, a line are shut out."""
    found = DAY.pattern.match(text, at)
    if not found or found[1][0] == "初":
        return None
    d, end = number(found[1]), found.end()
    if not _valid(1, d) or text.endswith(_DURATION_BEFORE, 0, at) or text.startswith(_DURATION_AFTER, end):
        return None
    before = text[at - 1] if at else "\n"
    unit = text[end - 1]
    atom = _with_clock(text, Atom(at, end, DAY.name, day=d))
    timed = atom.end > end
    if unit == "号" and not timed and not (before in _BOUND and before != "、" and _HAO_NEXT.match(text, end)):
        return None
    if not found[1].isdecimal() and not timed:
        if before in _DIGIT or before in "十前同如" or text.startswith(("本", "常", "用", "子", "报", "复", "千"), end):
            return None
        if len(found[1]) == 1 and not (_DAY_NEXT.match(text, end) and before in _BOUND):
            return None
    return atom


def _with_clock(text: str, atom: Atom) -> Atom:
    """The time of day belongs to the expression: 昨天 + 上午10时许."""
    found = CLOCK.pattern.match(text, atom.end)
    return replace(atom, end=found.end()) if found and found.end() > atom.end else atom


def _day_word(text: str, at: int) -> Atom | None:
    found = DAY_WORD.pattern.match(text, at)
    if not found or not (word := _WORDS[found[0]]).fits(text, at, found.end()):
        return None
    return _with_clock(text, Atom(at, found.end(), DAY_WORD.name, day_word=word))


_WEEKDAYS = "一二三四五六日末天"


def _week(text: str, at: int) -> Atom | None:
    if found := WEEK.pattern.match(text, at):
        word = _WORDS[found[0]]
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
    part = _PARTS["year", found[0]]
    return Atom(at, found.end(), YEAR_PART.name, part=part) if part.fits(text, at, found.end()) else None


def _part_alone(text: str, at: int) -> Atom | None:
    atom = _year_part(text, at)
    if atom and atom.part and atom.part.base == "yes":
        return atom
    if found := MONTH_PART.pattern.match(text, at):
        part = _PARTS["month", found[0]]
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
    if not found or not (season := _SEASONS[found[0]]).fits(text, at, found.end()):
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
    needs = _FESTIVALS[found[0]]
    closed = end + 1 if text.startswith(("”", '"'), end) else end
    if needs and not text.startswith(needs, closed):
        return None
    if closed > end and text[at - 1 : at] in ("“", '"') and _written_before(text, at - 1):
        end = closed
    return _with_clock(text, Atom(at, end, FESTIVAL.name, festival=found[0]))


def _written_before(text: str, at: int) -> bool:
    """A year stands right before the quotation mark (今年“五一”), which then belongs to the expression."""
    return text[at - 1 : at] == "年"


_FESTIVAL_CUES = _cues("festival")


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
