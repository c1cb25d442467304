"""How alike two names of happenings are, and what in them says that there are two.

In: strings; the table gatherings holds names that everyone shortens. Out: a share, or yes or no.
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table

_NUMBER = re.compile(r"第?[一二三四五六七八九十百\d]+[次届]|首届")
ALIKE = 0.5  # of `dice`, from which two names are of one happening
_NATIONAL = re.compile(r"中华人民共和国(第[一二三四五六七八九十]{1,3}届)运动会")
_SECOND_HOST = re.compile(r"(?<=[一-鿿])-[一-鿿]{2,6}(?=(?:冬残?|残)?奥(?:运)?会)")  # 东州|-西州|冬奥会
_UNITS = ("届", "次")
_SHORTEST = 5  # characters that a name cut short keeps
_PART = re.compile(r"([一-鿿]{2,8}?)(?:代表团|界别?委员|界|小组)")  # which part of a congress sits apart


@cache
def _short_names() -> dict[str, str]:
    rows = sorted(table("gatherings"), key=lambda row: -len(row["name"]))
    return {row["name"]: row["short"] for row in rows}


def in_short(name: str) -> str:
    """The name with games and fairs by their short names: 第十九届亚洲运动会 → 第十九届亚运会."""
    name = _NATIONAL.sub(r"\1全国运动会", name)
    for long, short in _short_names().items():
        name = name.replace(long, short)
    return _SECOND_HOST.sub("", name)


def dice(a: str, b: str) -> float:
    """How alike two names are: the share of their character pairs that they have in common."""
    x, y = {a[i : i + 2] for i in range(len(a) - 1)}, {b[i : i + 2] for i in range(len(b) - 1)}
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


def other_number(a: str, b: str) -> bool:
    """Whether both names count themselves, and differently: 第十次…, 第十一次…; 十四届…第二次… and 十四届…第三次… too."""
    x, y = _NUMBER.findall(a), _NUMBER.findall(b)
    counts = [({n for n in x if n.endswith(unit)}, {n for n in y if n.endswith(unit)}) for unit in _UNITS]
    return (bool(x and y) and not set(x) & set(y)) or any(one and other and not one & other for one, other in counts)


def shortened(a: str, b: str) -> bool:
    """Whether one is the other with words cut short, the number of both alike: 第三届某省旅发大会, 某省第三届旅游产业发展大会."""
    numbers = _NUMBER.findall(a)
    if not numbers or numbers != _NUMBER.findall(b):
        return False
    short, long = sorted((_NUMBER.sub("", a), _NUMBER.sub("", b)), key=len)
    letters = iter(long)
    return len(short) >= _SHORTEST and short[:2] == long[:2] and all(letter in letters for letter in short)


def of_both(a: str, b: str) -> bool:
    """Whether one is the other cut short and both join two happenings in one: 庆祝大会暨典礼, 庆祝建市30周年大会暨新馆落成典礼."""
    short, long = sorted((a, b), key=len)
    letters = iter(long)
    return "暨" in short[2:] and short[:2] == long[:2] and short[-2:] == long[-2:] and all(letter in letters for letter in short)


def other_part(a: str, b: str) -> bool:
    """Whether two parts of one congress sat, each by itself: 江苏代表团讨论, 四川代表团讨论."""
    x, y = _PART.search(a), _PART.search(b)
    return x is not None and y is not None and x[1][-2:] != y[1][-2:]
