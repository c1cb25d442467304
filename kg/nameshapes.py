"""Shapes of names: what can be the name of a person at all, and which words stand before and after names.

In: strings. Out: yes or no, and the tables surnames, transliteration, not_names, name_leaders and name_followers as sets.
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import Matcher, table

_HAN = re.compile(r"[一-鿿㐀-䶿]+")
NAME_BREAK = frozenset("不没既还很这那什么们员下在的了是和与及等为对将从把被说称向也又就会要以于至到他她它我你您")
# Words of which the first character was taken for the last of a name.
BEGUN = frozenset(
    (
        "目前",
        "日前",
        "此前",
        "今天",
        "当天",
        "昨天",
        "近日",
        "今日",
        "昨日",
        "指派",
        "派遣",
        "随后",
        "已经",
        "正在",
        "目睹",
        "曾经",
        "生前",
    )
)
# Characters that spell names like 热合曼, 肉孜, 阿不都, 依明, 如则, 铁力瓦尔地.
TURKIC = frozenset("热合孜肉不都依买玉则如地更那满")
# What of them mostly stands for another word behind a name: 哈桑|则表示.
_WORDS_TOO = "不都则如地更那"
_WEEKDAY = re.compile(r"周[一二三四五六日][晚早上下]")


@cache
def surnames() -> dict[str, str]:
    """Surname → common or rare."""
    return {row["surname"]: row["rank"] for row in table("surnames")}


@cache
def foreign_characters() -> frozenset[str]:
    return frozenset(row["char"] for row in table("transliteration"))


@cache
def not_names() -> frozenset[str]:
    """Words that look like names and are none, role nouns and endings of bodies among them."""
    words = {row["word"] for row in table("not_names")} | {row["post"] for row in table("posts")}
    sports = {name for row in table("sports") for name in (row["sport"], row["sport"] + "队")}
    return frozenset(words | sports | {row["suffix"] for row in table("body_suffixes")})


@cache
def no_given() -> frozenset[str]:
    """Words that a surname alone does not make a given name: 韩|介绍, 向|中国."""
    return frozenset(row["word"] for row in table("no_given"))


@cache
def never_names() -> frozenset[str]:
    """Words that are no name even beside a post: 总书记|曾多次."""
    return frozenset(row["word"] for row in table("not_names") if row["why"] == "never")


@cache
def verbs_like_names() -> frozenset[str]:
    """Verbs that begin with a surname: 祝贺."""
    return frozenset(row["word"] for row in table("not_names") if row["why"] == "verb")


@cache
def adverbs_like_names() -> frozenset[str]:
    """Adverbs that begin with a surname: 曾经, 立即."""
    return frozenset(row["word"] for row in table("not_names") if row["why"] == "adverb")


@cache
def county_names() -> frozenset[str]:
    """Short names of counties, which are mostly other words and sometimes look like names: 左云, 凯里."""
    return frozenset(row["short"] for row in table("divisions") if row["level"] == "county" and len(row["short"]) > 1)


@cache
def leaders() -> Matcher[str]:
    """Words that come right before the name of a person: 被告人, 免去."""
    return Matcher({row["word"]: row["sort"] for row in table("name_leaders") if row["sort"] != "towards"})


@cache
def acts() -> frozenset[str]:
    """What is done to somebody whose name comes next: 选举, 会见; "towards" for verbs that do not prove a name."""
    return frozenset(row["word"] for row in table("name_leaders") if row["sort"] in ("act", "towards") and len(row["word"]) == 2)


@cache
def called() -> frozenset[str]:
    """What people without an office are called before their names: 司机, 村民."""
    return frozenset(row["word"] for row in table("name_leaders") if row["sort"] == "label")


@cache
def long_followers() -> tuple[str, ...]:
    return tuple(word for word in followers() if len(word) > 1)


@cache
def followers() -> tuple[str, ...]:
    """Words that come right after the name of a person: 主持, 陪同, 指出."""
    return tuple(row["word"] for row in table("name_followers"))


def chinese_shape(name: str) -> bool:
    """Can this be a Chinese name: a surname and one or two characters?"""
    known = surnames()
    if name in not_names() or name[1:] in no_given() or timed(name) or not 2 <= len(name) <= 4 or not _HAN.fullmatch(name):
        return False
    if name[:2] in known and len(name) > 2:
        return name[2:] not in NAME_BREAK and name[2:] not in no_given()
    return name[0] in known and len(name) <= 3 and not NAME_BREAK.intersection(name[1:])


def timed(name: str) -> bool:
    """Is this a time, or a word and the beginning of one: 周二晚, 总统|任期时?"""
    how = name[-1:] == "地" and name[:-1] in not_names()  # 荣幸地
    feast = name[1:] in ("三八", "五一", "六一", "七一", "八一", "十一")  # 庆|三八
    return (
        how
        or feast
        or _WEEKDAY.match(name) is not None
        or (name[-1:] in ("时", "前", "后", "同", "上", "内", "里") and name[:-1] in not_names())
    )


@cache
def tibetan() -> re.Pattern[str]:
    """Two parts of Tibetan names in a row."""
    part = "|".join(row["part"] for row in table("tibetan_names"))
    return re.compile(f"(?:{part})(?:{part})")


def spelt_part(name: str) -> str:
    """A dotted name up to where its characters stop spelling one: 安娜·弗拉伊斯|等出席."""
    end = 0
    while end < len(name) and (name[end] in foreign_characters() | TURKIC or name[end] in "·—-." or name[end].isascii()):
        end += 1
    spelt = name[:end] if end == len(name) else name[:end].rstrip(_WORDS_TOO)
    return spelt.rstrip("·—-.")


def foreign_shape(name: str) -> bool:
    """Can this be a foreign name: parts joined by dots, or nothing but characters that spell foreign names?"""
    parts = re.split(r"[·—\-.]", name)
    if len(parts) > 1:
        return all(parts) and sum(c in foreign_characters() for c in name) * 2 >= len(name) - len(parts)
    return (
        len(name) >= 2 and name not in not_names() and sum(c in foreign_characters() for c in name) >= len(name) - (len(name) > 3)
    )
