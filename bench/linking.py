"""How the time of linking grows with the articles, and what linking again after one article came costs.

    python bench/linking.py STORE

Joins a quarter, a half and all of the articles of a store, drawn at random by a fixed seed; then all of them once more, with what was
made without the last one. CPU seconds, the collector at rest as in a build.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.link import Before, join, see
from kg.model import Linking
from kg.store import Store


def timed(work: Callable[[], Linking]) -> tuple[float, Linking]:
    begun = time.process_time()
    made = work()
    return time.process_time() - begun, made


def main(folder: str) -> None:
    with Store(folder) as store:
        seen = [see(reading) for reading in store.readings()]
    random.Random(1).shuffle(seen)
    gc.disable()
    for share in (4, 2, 1):
        part = seen[: len(seen) // share]
        seconds, _ = timed(partial(join, part))
        print(f"{len(part):7,} articles {seconds:6.2f} s")
    last = seen.pop()
    earlier = join(seen)
    before = Before(earlier, frozenset((last.told.article.id,)), ())
    seconds, _ = timed(partial(join, [*seen, last], (), before))
    print(f"{'one':>7} more     {seconds:6.2f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
