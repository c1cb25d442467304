"""Which day 当天, 同日 and 次日 count from, and 今天 where somebody is quoted without quotation marks.

In: the folded text, the days read before, an offset. Out: a day, or None where no day before tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Period

_SAYS = re.compile(r"[^，。；\n]{0,30}?(?:称|说|表示|宣布|指出|通报|声明)(?=[，：。])")
_SPEAKS = re.compile(r"，?[^，。；\n]{0,30}?(?:称|说|表示|宣布|指出|通报|声明)")
_TO_COME = re.compile(r"将|拟|计划")
_SENTENCE = 120  # code points before 当天 that are searched for 将
_SPEAKER = re.compile(r"[一-鿿]{2}，?我(?:们|还|也)?(?:将|和|同|与|要)")
_REPORTED = re.compile(r"(?:称|说|表示|反映)[，：]$")

Day = tuple[int, int, Period]
"""Where a day is written, and the day."""


def day_before(text: str, days: Sequence[Day], at: int, after: int, today: str | None) -> str | None:
    """The day that 当天 at `at` means, the words behind it from `after`: not one from which something is only to begin, nor one to come.

    Who says something 当天 says it on the day of the words before, not on a day that they are about: 甲29日称，27日…。乙当天表示.
    A day in brackets only explains: 14日庆祝建厂日（15日）.
    """
    told = [d for d in days if not text.startswith("起", d[1])]
    told = [d for d in told if text[d[0] - 1] != "（" or not text.startswith("）", d[1])]
    opened = max(text.rfind("。", max(0, at - _SENTENCE), at), at - _SENTENCE, 0)
    if today is not None and not _TO_COME.search(text, opened, after + 20):
        told = [d for d in told if d[2].end <= today] or told
    if not told:
        return None
    if len(told) > 1 and _SPEAKS.match(text, after):
        said = _SAYS.match(text, told[-2][1])
        if said and said.end() <= told[-1][0] and text.find("。", told[-2][1], told[-1][0]) < 0:
            return told[-2][2].end
    return told[-1][2].end


def reported_on(text: str, day: Day, at: int) -> bool:
    """Whether 今天 at the offset is a word of somebody who spoke on the day: 17日，市民来电称，今天中午…, or goes on with 明天，我将…"""
    if _SPEAKER.match(text, at):
        return True
    return at - day[1] <= 60 and text.find("。", day[1], at) < 0 and _REPORTED.search(text, day[1], at) is not None


def explained(text: str, word: tuple[int, int, Period | None], last: int, start: int, end: int) -> bool:
    """Whether a day in brackets says which day the word before it means, but not the range whose end `last` begins: 今天|（1月8日）."""
    return word[0] == last and start == word[1] + 1 and text[word[1]] == "（" and text.startswith("）", end)
