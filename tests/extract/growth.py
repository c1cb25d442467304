"""How the work on a text grows with the text, for texts made to be slow."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

SHORT, LONG = 25_000, 100_000  # code points
BASE = 0.001  # CPU seconds: what costs less is noise


def repeated(unit: str) -> tuple[str, str]:
    """A text of `unit` over and over, and one four times as long."""
    return unit * (SHORT // len(unit)), unit * (LONG // len(unit))


def growth(work: Callable[[str], object], texts: tuple[str, str]) -> float:
    """How many times as much CPU the longer of two texts costs: about 4 where it is four times as long and the work is linear.

    Each is measured three times, turn by turn, and its least time counts; the garbage collector rests, as in `timeit`,
    since what it does depends on the tests that ran before.
    """
    collects = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        turns = [[_seconds(work, text) for text in texts] for _ in range(3)]
    finally:
        if collects:
            gc.enable()
    short, long = map(min, zip(*turns, strict=True))
    return long / (short + BASE)


def _seconds(work: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    work(text)
    return time.process_time() - begun
