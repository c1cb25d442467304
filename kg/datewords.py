"""The words of dates: what years, months, days and their parts are called, and the patterns that one expression is made of.

In: the tables date_words, date_parts, season_words, festivals, eras, date_cues. Out: typed words, numerals, and RULES, each
with a sentence in which it matches. kg.extract.dates puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon import table, values
from kg.rule import Rule, rule

DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "元": 1, "正": 1, "冬": 11, "腊": 12}
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


def number(written: str) -> int | None:
    """The value of a numeral under 100 or of a row of digits: 二十四 → 24, 初三 is no numeral → None, 一九九八 → 1998, 元 → 1."""
    if not written or written.isdecimal():
        return int(written) if written else None
    if len(written) >= 2 and all(c in DIGIT for c in written):
        return int("".join(str(DIGIT[c]) for c in written)) if len(written) in (2, 4) else None
    tens, ones = 0, written
    if written[0] in _TENS:
        tens, ones = _TENS[written[0]], written[1:]
    elif "十" in written:
        before, _, ones = written.partition("十")
        if before and before not in DIGIT:
            return None
        tens = 10 * (DIGIT[before] if before else 1)
    if not ones:
        return tens
    return tens + DIGIT[ones] if ones in DIGIT else None


def _either(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


def cues(use: str) -> tuple[str, ...]:
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


WORDS = {word.text: word for word in _load("date_words", "word")}
PARTS = {(part.unit, part.text): part for part in _load("date_parts", "part")}
SEASONS = {season.text: season for season in _load("season_words", "word", "season")}
FESTIVALS = {row["name"]: values(row["needs"]) for row in table("festivals")}
ERAS = {row["era"]: row for row in table("eras")}
DURATION_BEFORE, DURATION_AFTER, SPAN_BEFORE = cues("duration_before"), cues("duration_after"), cues("span_before")
NO_DURATION, REPEATED = cues("no_duration"), cues("repeated")
_CLOCK = _either([clock for clock in cues("clock") if len(clock) > 1])
_SHORT_CLOCK = _either([clock for clock in cues("clock") if len(clock) == 1])


def _words(unit: str) -> str:
    return _either([word.text for word in WORDS.values() if word.unit == unit])


def _parts(of: str) -> str:
    return _either([text for unit, text in PARTS if unit == of])


ISO = rule(
    "date in digits",
    r"(?<![A-Za-z0-9_/.-])(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.)(\d{1,2})(?![A-Za-z0-9_/-]|\.[A-Za-z0-9])",
    "会议于2024-05-11召开。",
)
DAY_OF_EVENT = rule(
    "event named after its day",
    rf"(?<![\d.·-])(\d{{1,2}})(?:[·-]|(?<=[“\"]\d\d|.[“\"]\d)\.)(\d{{1,2}})(?=(?:[”\"][一-鿿]{{0,6}}?)?{_either(list(cues('event')))})",
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
ERA = rule("era", rf"({_either(list(ERAS))})(元|\d{{1,2}}|[一二三四五六七八九十]{{1,3}})年", "民国二十六年，学校南迁。")
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
YEARS_AGO = rule(
    "years ago",
    r"(?:^|(?<=[。，；：“\n])|(?<=早在))(\d{1,2}|[一二三四五六七八九十]{1,3})年前(?!后|的|还|就|相比)",
    "报道说，30年前，两市结为友城。",
)
MONTH = rule(
    "month",
    rf"""(?<![\d.个第元]) ({_NUMBER}|[元正腊]|冬(?=月(?:初|[十廿]))) (?:月份?|(?=(?:{_LINK}{_NUMBER}){{1,11}}月))
    (?!龄|饼|嫂|大(?=[的，。女男婴宝])|子(?!弟)|革命|球|老|季|租|薪|息|供|票(?!房)|均|销|利|产)""",
    "6月，试点铺开。",
)
MONTH_WORD = rule("relative month", _words("month"), "上月，两地签约。")
DAY = rule("day", rf"(?<![\d.])(初?{_NUMBER})(?:日|号|(?=(?:{_LINK}{_NUMBER}){{1,9}}[日号]))", "24日上午，代表团抵达。")
LUNAR_DAY = rule(
    "lunar day", r"(?:初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九])日?", "正月十五"
)
DAY_WORD = rule("relative day", _words("day"), "昨天上午，会议举行。")
NUMBERED_DAY = rule("relative day with its number", r"[今昨明前]（(\d{1,2})(?:）日|日）)", "今（9）日，会议举行。")
YEAR_PART = rule("part of a year", _parts("year"), "上半年，产值增长一成。")
FIRST_MONTHS = rule(
    "first months",
    r"(?<![此之以产孕])[前头](\d{1,2}|[二两三四五六七八九十]{1,2}|十一)个?月(?!龄|后|前|里)",
    "今年前5个月，出口增长。",
)
MONTH_PART = rule("part of a month", _parts("month"), "5月下旬，麦子熟了。")
SEASON_WORD = rule("season with its year", _either(list(SEASONS)), "今春雨水充足。")
FESTIVAL = rule("festival", _either(list(FESTIVALS)), "2024年春节，游客不断。")
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
    ISO, DAY_OF_EVENT, DECADE, CENTURY, BEFORE_CHRIST, ERA, YEAR, SHORT_YEAR, YEAR_WORD, YEARS_AGO, MONTH, MONTH_WORD, DAY, LUNAR_DAY,
    DAY_WORD, NUMBERED_DAY, YEAR_PART, FIRST_MONTHS, MONTH_PART, SEASON_WORD, FESTIVAL, NEW_YEAR_DAY, LUNAR, WEEK, WEEKDAY, OF_WEEK, CLOCK,
    JOIN,
)  # fmt: skip
_STARTING = [*WORDS, *SEASONS, *FESTIVALS, *ERAS, *(part.text for part in PARTS.values() if part.base == "yes")]
# the first characters once more, at the head: most places of a text are told by them alone to begin no date
STARTS = re.compile(
    rf"(?=[\d一二三四五六七八九十廿卅元正腊冬'’‘上本世公前头大年农阴旧周星礼{re.escape(''.join(sorted({word[0] for word in _STARTING})))}])(?:"
    r"\d{1,4}(?=[年月日号世赛学财至到—\-–~、和及与/.·])|[一二三四五六七八九十廿卅元正腊冬][一二三四五六七八九十〇零○]{0,3}(?=[年月日号世至到—-])|['’‘]\d"
    r"|[今昨明前]（\d|[上本]个?世纪|公元前|[前头](?=[\d二两三四五六七八九十]{1,2}个?月)|大?年初|[农阴旧]历|周|星期|礼拜|"
    + _either(_STARTING)
    + ")"
)
