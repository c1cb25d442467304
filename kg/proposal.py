"""Proposals: what the trained reader takes for a name, for every reader that asks it, and persons put together from pieces.

In: folded text and proposals. Out: proposals; offsets are code points of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.nameshapes import TURKIC, acts, called, chinese_shape, foreign_characters, foreign_shape, surnames, tibetan
from kg.offices import foreign_countries, heads_by_name

# What ends a Japanese given name: 清|太郎, 智|和.
JAPANESE_REST = re.compile(r"[太一二三四五六次][郎朗]|之[助介]|左卫门|右卫门|(?<=[智昭美春清明光])和(?=[，。、/）])")
# What follows a name of two characters only where 和 or 为 is its third: 苏小和|、甲, 包信和|先后发言, 王好为|被授予.
JOINS_NONE = ("和、", "和先后", "和分别", "为被", "同作了", "荣获得")
TOLD = ("宣布", "公布", "发布", "颁布")
_LED = frozenset("时于都与向对同据")
_HAN = re.compile(r"[一-鿿㐀-䶿]")


class Proposal(NamedTuple):
    """Proposed characters: [start, end) in the text, and PER, ORG or LOC."""

    start: int
    end: int
    kind: str


def _spelt_from(text: str, start: int, in_post: Mapping[int, int]) -> int:
    """Where a dotted name begins of which only the end of the first part was seen: 热合|曼·玉素甫."""
    first = start
    spelling = foreign_characters() | TURKIC
    while first and start - first < 4 and text[first - 1] in spelling and first - 1 not in in_post:
        first -= 1
    bounded = first == 0 or not _HAN.match(text[first - 1]) or first - 1 in in_post
    return first if bounded else start


def _spelt_to(text: str, start: int) -> int:
    """Where the part of a dotted name ends that begins here: 艾力更·|依明巴海|、."""
    end, spelling = start, foreign_characters() | TURKIC
    while end < len(text) and end - start < 8 and text[end] in spelling:
        end += 1
    marked = end < len(text) and not _HAN.match(text[end])
    return end if marked and end > start + 1 else start - 1


def _apart(text: str, start: int, in_post: Mapping[int, int]) -> bool:
    """Whether a name can begin here because no word can go on: behind a mark, a post, 的 or 和."""
    if start in in_post:
        return False
    return start == 0 or not _HAN.match(text[start - 1]) or start - 1 in in_post or text[start - 1] in "的和与对"


def _verb_of(text: str, start: int, end: int) -> int:
    """The length of the verb of what is done to somebody with which a proposal begins: 选举|汪洋, 会见|能索瓦, 驱离|顿涅茨克."""
    verb = text[start : start + 2]
    if end - start < 4 or verb not in acts() or verb in surnames():
        return 0
    name = text[start + 2 : end]
    return 2 if foreign_shape(name) or (len(name) < 4 and chinese_shape(name)) else 0


def merged(proposals: Sequence[Proposal], text: str, in_post: Mapping[int, int]) -> list[Proposal]:
    """Proposed persons without what a post or 的 before them covers (副总|理·亚历山大 …); two that touch are one name of two parts
    (次仁|卓玛), and so are two with a hyphen between them."""
    merged: list[Proposal] = []
    for proposal in proposals:
        last = merged[-1] if merged else None
        start = in_post.get(proposal.start, proposal.start)
        start += text.startswith("的", start) or text.startswith("长官", start - 1)
        if "·" in text[start : proposal.end]:
            start = _spelt_from(text, start, in_post)
        if text[start : start + 1] in _LED and proposal.end - start > 3 and foreign_shape(text[start + 1 : proposal.end]):
            start += 1  # 时|泽连斯基, 于|哥德巴赫
        label = next((word for word in called() if text.startswith(word, start)), "") if proposal.end - start > 3 else ""
        spelt_behind = "·" in text[start : proposal.end] or foreign_shape(text[start + len(label) : proposal.end])
        if label and spelt_behind and proposal.end - start - len(label) > 1:
            start += len(label)  # 专家|格雷戈·伯格斯金, 哥哥|诺亚
        start += _verb_of(text, start, proposal.end)
        if text[start - 1 : start + 1] in TOLD and proposal.end - start > 3 and foreign_shape(text[start + 1 : proposal.end]):
            start += 1  # 宣|布埃尔多安
        abroad = text.startswith(foreign_countries(), start)
        home = next((c for c in foreign_countries() if text.startswith(c, start)), "") if abroad else ""
        named = start + len(home)
        if home and proposal.end - named > 1 and text[named + 1] != "·" and foreign_shape(text[named : proposal.end]):
            start = named  # 尼日利亚|奥利塞赫, but 巴西姆·纳伊姆
        if start >= proposal.end:
            continue
        if text.startswith("·", proposal.end):
            proposal = Proposal(start, _spelt_to(text, proposal.end + 1), "PER")  # 艾力更|·依明巴海
        family = text[max(0, start - 1) : start + 1]
        if (
            len(family) == 2
            and surnames().get(family) == "rare"
            and proposal.end - start == 3
            and _apart(text, start - 1, in_post)
        ):
            start -= 1  # 早|田希娜
        rest = JAPANESE_REST.match(text, proposal.end) if text[start : start + 2] in surnames() else None  # 谷口清|太郎
        proposal = Proposal(start, rest.end() if rest else proposal.end, "PER")
        if proposal.end - start == 2 and text.startswith(JOINS_NONE, proposal.end) and text[start] in surnames():
            proposal = Proposal(start, proposal.end + 1, "PER")
        if proposal.end - start < 4 and text[start : start + 4] in heads_by_name():
            proposal = Proposal(start, start + 4, "PER")  # 高市|早苗
        whole = text[last.start : proposal.end] if last else ""
        touching = last is not None and last.end == proposal.start
        short = last is not None and last.end - last.start == 2 and len(whole) <= 4
        spelt = last is not None and len(whole) <= 12 and foreign_shape(whole) and text[last.end : proposal.start] in ("", "-")
        if last and ((touching and short) or spelt):
            merged[-1] = Proposal(last.start, proposal.end, "PER")
        else:
            merged.append(Proposal(proposal.start, proposal.end, "PER"))
    return _with_tibetan(merged, text)


def _with_tibetan(proposals: list[Proposal], text: str) -> list[Proposal]:
    """The same, and every Tibetan name of two parts in the place of what was seen of it: 洛桑|江村."""
    names = [Proposal(m.start(), m.end(), "PER") for m in tibetan().finditer(text)]
    if not names:
        return proposals
    whole = {(p.start, p.end) for p in names}
    others = [
        p
        for p in proposals
        if (p.start, p.end) not in whole
        and ("·" in text[p.start : p.end] or all(p.end <= n.start or n.end <= p.start for n in names))
    ]
    return sorted(others + [n for n in names if all(o.end <= n.start or n.end <= o.start for o in others)])
