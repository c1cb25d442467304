"""Characters and sentences: what every reader of text shares.

In: strings. Out: spans in code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_END = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;]+[”’」』）)]*|\n|$)")

# One code point for one code point, so that offsets in the folded string are offsets in the original.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_KEEP_WIDE = "，。：；！？（）"
for _mark in _KEEP_WIDE:
    _FOLD.pop(ord(_mark), None)
_FOLD |= {ord(a): ord(b) for a, b in zip(",:;!?()", "，：；！？（）", strict=True)}
_FOLD |= {
    ord("•"): ord("·"),
    ord("・"): ord("·"),
    ord("‧"): ord("·"),
    ord("∙"): ord("·"),
    ord("．"): ord("."),
    ord("－"): ord("-"),
}
# few characters change: to look for them is far faster than to translate each
_UNFOLDED = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")


@lru_cache(maxsize=256)  # more than the articles that are read together
def fold(text: str) -> str:
    """The text with one form for each character, length unchanged: digits and letters half-width, punctuation Chinese.

    ９日２０时 → 9日20时; "会议,强调" → "会议，强调"; the dots of foreign names → ·. Rules match this form, offsets stay those of the original.
    """
    return _UNFOLDED.sub(lambda found: chr(_FOLD[ord(found[0])]), text)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each sentence or line; a semicolon ends one too. White space at the ends is left out."""
    for match in _END.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, end
