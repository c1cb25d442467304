"""Ends of names: how far a foreign name goes on that was cut short.

In: folded text, where a name begins and where what was seen of it ends. Out: `Ending`, which answers with offsets (code points of the text).
"""

from __future__ import annotations

import re
from functools import cache

from kg.nameshapes import NAME_BREAK, TURKIC, followers, foreign_characters, surnames
from kg.namewords import Worded

HAN = re.compile(r"[一-鿿㐀-䶿]+")
ENDS = frozenset("，。、；：！？）（”》 \n等和与及在的")
DIGITS = frozenset("0123456789")  # 市长布拉格|26日
_GIVEN_REST = frozenset("男夫宏也彦博子美久信正之树义志人郎雄幸枝代则德")  # 和男, 和夫 …
GIVEN_LAST = _GIVEN_REST | set("一二三郎介助平太生成明昭光")  # what a Japanese given name ends with: 俊一, 龙之介
_FUNCTION = TURKIC | set("于当第向至来得加兹大上")  # characters that are words of their own as well
# The last character of a dotted name that is in no table, before the day of what he says: 安德烈·莫拉|留|9日.
_UNSEEN = re.compile(
    r"(?![于在从自至到等共约用近仅第有任年月和与及说称获率以因被将曾今又也再并还已则抵赴访携致的是为向对])[一-鿿](?=[0-9]{1,2}日(?:[在对向说表称宣]|抵))"
)
_LONGEST_REST = 6  # code points


@cache
def _stops() -> tuple[str, ...]:
    """The beginnings of times, and what else follows names but 那, which spells them too."""
    return ("今", "昨", "当", *(word for word in followers() if word != "那"))


class Ending(Worded):
    """A text, its words, and where names in it end."""

    def ended_by(self, end: int) -> bool:
        """Whether a mark, a verb or a time stands here, before which a name ends."""
        return self.text[end : end + 1] in ENDS | DIGITS or self.text.startswith(_stops(), end)

    def spelt_on(self, end: int) -> int:
        """The end of a dotted name that was cut short: 吐尔洪·阿|不都, 佩通坦·钦|那瓦|当选."""
        if self.text[end : end + 1] in ENDS or self.text.startswith(_stops()[3:], end):
            return end
        if _UNSEEN.match(self.text, end):
            return end + 1
        last, spelling = end, foreign_characters() | TURKIC
        while last - end < _LONGEST_REST and self.text[last : last + 1] in spelling:
            last += 1
        for stop in range(last, end, -1):
            marked = self.text[stop : stop + 1] in ENDS
            if marked or (stop == end + 1 == last and self.text[end] not in _FUNCTION and self.ended_by(stop)):
                return stop  # 穆罕默德·米夫|塔|接替
            if stop - end > 1 and stop in self.edges and (stop == last or self.ended_by(stop)):
                return stop
        return end

    def japanese_rest(self, end: int) -> bool:
        """Whether 和 goes on with a given name: 植田|和男, and a mark, a verb or a time follows."""
        return self.text[end : end + 1] == "和" and self.text[end + 1 : end + 2] in _GIVEN_REST and self.ended_by(end + 2)

    def japanese_given(self, start: int, end: int) -> int:
        """The end of a Japanese name of which only the surname, or that and one character, was seen: 铃木俊|一|今天, 山口|那津男|，."""
        if surnames().get(self.text[start : start + 2]) != "rare" or self.ended_by(end) or self.begins_verb(end):
            return end
        for last in (end + 1, end + 2, end + 3):
            given = self.text[start + 2 : last]
            if not HAN.fullmatch(given) or (NAME_BREAK - {"那"}).intersection(given):
                return end
            if 1 < len(given) < 4 and given[-1] in GIVEN_LAST and self.ended_by(last):
                return last
        return end

    def whole(self, start: int, end: int) -> int:
        """The end of a dotted or a Japanese name that was proposed up to `end`."""
        if "·" in self.text[start:end]:
            return self.spelt_on(end)
        return self.japanese_given(start, end) if 2 <= end - start <= 3 else end
