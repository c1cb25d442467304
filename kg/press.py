"""How the press signs its articles: who reports from where and on which day, and who wrote, pictured and edited.

In: the text of an article or one of its paragraphs. Out: datelines (新华社北京6月2日电, 本报讯,
央视网消息（新闻联播）) and credits （记者 张三 通讯员 李四）, with offsets in code points. Known media stand in
kg/lexicons/media.tsv, the words of credits in credits.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg.lexicon import Row, table
from kg.rule import Rule, rule
from kg.text import fold

_HAN = "\u4e00-\u9fff"
_CHINESE_NUMBER = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}

DATELINES = (
    rule(
        "dateline-day",
        rf"(?:^|[（【\[])[ ]{{0,4}} (?P<who>[{_HAN}·]{{2,20}}?) [ ]? (?:(?P<year>\d{{4}})年)?"
        r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日 [ ]? (?:专?电|讯|消息)",
        "新华社成都3月8日电 记者从有关部门获悉",
    ),
    rule(
        "dateline-programme",
        rf"^[ ]{{0,4}} (?P<who>[{_HAN}]{{2,10}}?)(?:消息|讯) [ ]? （(?P<programme>[{_HAN}0-9]{{2,12}})）",
        "央视网消息（新闻联播）：今年夏粮收购平稳。",
    ),
    rule(
        "dateline-plain",
        rf"(?:^|[（【\[])[ ]{{0,4}} (?:综合|据)? (?P<who>[{_HAN}·]{{2,14}}?)(?:专?电|讯)(?=[ ：，（）】\]]|记者|$)",
        "本报青岛讯 （记者 王小明）昨天上午",
    ),
    rule(
        "dateline-news",
        rf"(?:^|[（【\[])[ ]{{0,4}} (?:综合|据)? (?P<who>[{_HAN}·]{{2,14}}?)消息(?=[ ：，（）】\]]|记者|$)",
        "央视网消息：国务院新闻办公室今天举行发布会",
    ),
)
_OWN = re.compile(r"本(?:报|台|刊|社|网)")
_MEDIUM_SHAPE = re.compile(rf"[{_HAN}]{{1,8}}?(?:报|网|电视台|广播电台)")
_NO_PLACE = re.compile(r"频道|最新|快$|专$|特$|综合|客户端|记者|驻")
_PAPER = re.compile(rf"[{_HAN}]{{2,5}}(?:[日晚晨早商时快导周]|都市|青年|法治)报|[{_HAN}]{{2,6}}(?:电视台|广播电台|新闻网)")
# The few characters of 本报讯 and 记者 whose traditional forms differ, one for one.
_SIMPLIFIED = dict(zip("報訊電臺網記編輯攝責實習見", "报讯电台网记编辑摄责实习见", strict=True))
_TRADITIONAL = re.compile(f"[{''.join(_SIMPLIFIED)}]")
_WEEK = 7  # days between writing and printing in which a dateline still dates its report
_FOOT = re.compile(r"[）)\]】][ \u3000]{0,4}(?:\n|$)")  # what follows a dateline that stands at the foot of its report
_SENT = re.compile(r"[电讯]|消息")  # the words of which every dateline has one
_END_MARK = re.compile(r"[（(]?完[）)]?")


@dataclass(frozen=True, slots=True)
class Dateline:
    """`medium` is None where the article says 本报; `place` and the day are None where it does not name them."""

    start: int
    end: int
    medium: str | None
    place: str | None
    year: int | None
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Credit:
    """The words that name the makers of an article, and their names in the order of the text."""

    start: int
    end: int
    names: tuple[str, ...]


@cache
def media() -> dict[str, Row]:
    """Every known medium and its row (medium, place, kind)."""
    return {row["medium"]: row for row in table("media")}


def known_medium(text: str) -> str | None:
    """The longest known medium that the text begins with: 新华社北京 → 新华社."""
    return next((text[:n] for n in range(min(len(text), 14), 1, -1) if text[:n] in media()), None)


def is_medium(word: str) -> bool:
    """Whether a word names a medium: a known one, or one called as papers and stations are (某某日报)."""
    return word in media() or bool(_PAPER.fullmatch(word))


def _form(text: str) -> str:
    return _TRADITIONAL.sub(lambda found: _SIMPLIFIED[found[0]], fold(text))


def datelines(text: str) -> Iterator[Dateline]:
    """The datelines at the beginnings of lines and of brackets, in the order of the text."""
    folded = _form(text)
    offset = 0
    for line in folded.split("\n"):
        for found in DATELINES if _SENT.search(line) else ():
            match = next((m for m in found.pattern.finditer(line) if _signed(m["who"], found.name)), None)
            if match:
                yield _dateline(match, offset)
                break
        offset += len(line) + 1


def days_of_report(text: str, published: date) -> list[tuple[int, date]]:
    """(offset, day) in the order of the text: from the offset on, 今天 is that day. Before the first one it is `published`.

    A dateline at the head of a report dates what follows, one in a bracket at its foot （本报东州4月27日电） what stands before.
    An agency's year is left out: it is the one that puts the day just before `published`. Other days say nothing (a reprint).
    """
    days: list[tuple[int, date]] = []
    since = 0  # where the report begins that the next dateline at a foot would date
    for line in datelines(text):
        foot = _FOOT.match(text, line.end)
        day = next((day for day in _week_before(published) if _says(line, day)), None)
        if day and not foot:
            days.append((line.end, day))
        elif day and since == (days[-1][0] if days else 0):
            days += [(since, day), (line.end, published)]
        since = line.end if foot else since
    return days


def _week_before(published: date) -> list[date]:
    return [published - timedelta(days=ago) for ago in range(_WEEK)]


def _says(line: Dateline, day: date) -> bool:
    return (line.month, line.day) == (day.month, day.day) and line.year in (None, day.year)


def _signed(who: str, name: str) -> bool:
    """Whether the words before 电 or 讯 begin with a medium (本报北京, 新华社, 某某晨报); those before 消息 must be one."""
    if name == "dateline-news":
        return who in media()
    return bool(_OWN.match(who) or known_medium(who) or _MEDIUM_SHAPE.match(who))


def _dateline(match: re.Match[str], offset: int) -> Dateline:
    groups = match.groupdict()
    who = match["who"]
    own = _OWN.match(who)
    shape = _MEDIUM_SHAPE.match(who)
    medium = None if own else known_medium(who) or (shape.group() if shape else None)
    place = who[own.end() if own else len(medium or "") :]
    programme = groups.get("programme")
    if programme in media():
        medium = programme
    start = match.start("who")
    return Dateline(
        offset + start,
        offset + match.end(),
        medium,
        place if len(place) > 1 and not _NO_PLACE.search(place) else None,
        int(groups["year"]) if groups.get("year") else None,
        number(groups.get("month")),
        number(groups.get("day")),
    )


def number(written: str | None) -> int | None:
    """A day or month as written: "12" → 12, "二十一" → 21, None → None."""
    if written is None:
        return None
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _CHINESE_NUMBER.get(ones)
    return 10 * _CHINESE_NUMBER.get(tens, 1) + _CHINESE_NUMBER.get(ones, 0)


def _alternatives(alone: tuple[str, ...]) -> str:
    words = (row["word"] for row in table("credits") if row["alone"] in alone)
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_ROLE = (
    rf"(?:本[报台刊社网]|[{_HAN}]{{2,8}}?[报社网台刊])?[ ]?(?:驻[{_HAN}]{{1,8}}?)?(?:特派|首席|高级|全媒体|融媒体|本版)?"
    rf"(?P<word>{_alternatives(('yes',))})"
)
_MARKS = re.compile(
    r"(?:^|(?<=[ /]))(?:文|图|摄|漫画)(?=[ /]|$)|(?:/?文/图|图/文|摄影报道|/文|/图|摄影?|(?:整理|综合|采访)?[ ]?报道|整理)$"
)
_BRACKET = re.compile(r"（([^（）\n]{2,70})）")
_ROLE_PATTERN = re.compile(_ROLE)
_UNUSUAL_NAME = re.compile(rf"(?![从在昨今对就据向于将已的])[{_HAN}]{{3}}")  # of a surname that no table has, written apart

CREDITS = (
    rule(
        "credit-bracket",
        rf"（(?P<credit>(?:[^（）\n]{{0,30}}?){_ROLE}[^（）\n]{{1,60}})）",
        "本报讯（记者 王小明 通讯员 李丽）昨天",
    ),
    rule("credit-photo", r"（(?P<credit>[^（）\n]{2,20}摄)）", "会场一角。（王小明 摄）"),
    rule(
        "credit-line",
        rf"^[ ]{{0,8}}[（【]?(?P<credit>(?:[文图][ ]?/[ ]?)?{_ROLE}[：:/ ]{{0,3}}[^。，；！？\n]{{2,60}}?)[）】]?[ ]{{0,8}}$",
        "编辑：王小明、李丽",
    ),
    rule(
        "credit-after-opener",
        rf"(?:讯|电)[ ]{{1,3}}(?P<credit>{_ROLE}[^，。：（\n]{{2,40}}?[ ]?报道)",
        "晚报讯 记者 王小明 实习生 李丽 报道 昨天上午",
    ),
)


def credit_lines(text: str) -> Iterator[Credit]:
    """The credits of an article, in the order of the text.

    A candidate of which any part is no name (记者从市教育局获悉) is no credit.
    """
    folded = _form(text)
    found: dict[int, Credit] = {}
    offset = 0
    for line in folded.split("\n"):
        for each in CREDITS if _may_credit(line) else ():
            for match in each.pattern.finditer(line):
                start, end = match.span("credit")
                names = names_in(match["credit"])
                if names:
                    found.setdefault(offset + start, Credit(offset + start, offset + end, names))
        offset += len(line) + 1
    yield from (found[start] for start in sorted(found))


def _may_credit(line: str) -> bool:
    return "（" in line or "讯" in line or len(line) < 90


def names_in(credit: str) -> tuple[str, ...]:
    """The names in a credit: "记者 张 三 李四 通讯员王五" → (张三, 李四, 王五); none where any part of it is no name."""
    rest = credit
    for found in DATELINES[:1]:
        match = found.pattern.match(credit)
        rest = credit[match.end() :] if match else rest
    names: list[str] = []
    for part in _parts(_MARKS.sub(" ", rest.strip())):
        for token in _tokens(part):
            split = split_names(token) or ((token,) if _UNUSUAL_NAME.fullmatch(token) else ())
            if not split:
                return ()
            names.extend(name for name in split if name not in names)
    return tuple(names)


def _parts(credit: str) -> list[str]:
    """What stands between the words of a credit: before 记者, between 记者 and 通讯员, after it."""
    parts, last = [], 0
    for match in _ROLE_PATTERN.finditer(credit):
        parts.append(credit[last : match.start()])
        last = match.end()
    parts.append(credit[last:])
    return parts


def _tokens(part: str) -> list[str]:
    """The written names of a part; single characters with a blank between are one name: 张 三 → 张三."""
    tokens: list[str] = []
    for group in re.split(r"[、，/：:；;|]|[ ]{2,}", part):
        single = ""
        for token in group.split():
            if len(token) == 1 and single:
                tokens.append(single + token)
                single = ""
            elif len(token) == 1:
                single = token
            else:
                tokens.append(token)
        if single:
            tokens.append(single)
    return tokens


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Single and compound surnames."""
    rows = table("surnames")
    return (
        frozenset(row["surname"] for row in rows if len(row["surname"]) == 1),
        frozenset(row["surname"] for row in rows if len(row["surname"]) > 1),
    )


def is_name(token: str) -> bool:
    """Whether this could be one written name: a surname and one or two characters, or a foreign name with its dot."""
    single, compound = _surnames()
    if "·" in token:
        return bool(re.fullmatch(rf"[{_HAN}A-Za-z]{{1,10}}(?:·[{_HAN}A-Za-z]{{1,10}}){{1,4}}", token))
    if not re.fullmatch(rf"[{_HAN}]{{2,4}}", token):
        return False
    return (token[0] in single and len(token) <= 3) or (token[:2] in compound and len(token) >= 3)


def split_names(token: str) -> tuple[str, ...]:
    """Names written without a blank: 王小明李丽 → (王小明, 李丽); none where the token cannot be cut into names.

    Of several ways to cut, the one with the fewest names, and of these the one whose first name is the longest.
    """
    if len(token) > 40 or not token:
        return ()
    if is_name(token):
        return (token,)
    best: dict[int, tuple[str, ...]] = {len(token): ()}
    for start in range(len(token) - 1, -1, -1):
        ways = [
            (token[start:end], *best[end])
            for end in range(min(start + 4, len(token)), start + 1, -1)
            if end in best and is_name(token[start:end])
        ]
        if ways:
            best[start] = min(ways, key=len)
    return best.get(0, ())


def opens(paragraph: str) -> bool:
    """Whether an article's body may begin with this paragraph: a dateline or a credit at its start."""
    head = paragraph[:160].split("\n")[0]
    if any(line.start <= 1 for line in datelines(head)):
        return True
    return any(credit.start <= 1 for credit in credit_lines(head))


def signs(paragraph: str) -> bool:
    """Whether the paragraph is nothing but a dateline in brackets, a credit, or （完）."""
    line = fold(paragraph.strip())
    if len(line) > 100 or not line:
        return False
    if _END_MARK.fullmatch(line):
        return True
    spans = [(d.start, d.end) for d in datelines(line)] + [(c.start, c.end) for c in credit_lines(line)]
    rest = "".join(char for place, char in enumerate(line) if not any(start <= place < end for start, end in spans))
    return bool(spans) and not rest.strip("（）()【】[] ：:")


RULES: tuple[Rule, ...] = DATELINES + CREDITS
