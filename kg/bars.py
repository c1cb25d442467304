"""Progress bars on standard error, one for each stage of a build. In: stage, done, to do, as kg.pipeline.Progress gives them."""

from __future__ import annotations

import sys
from typing import Any

from tqdm import tqdm

# What the stages of a build count.
_UNITS = {"reading": " articles", "extracting": " characters", "linking": " articles", "loading": " articles"}


class Bars:
    """One progress bar for each stage of a build."""

    def __init__(self) -> None:
        self._stage = ""
        self._bar: tqdm[Any] | None = None

    def show(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage or self._bar is None:
            self._close()
            self._stage = stage
            self._bar = tqdm(
                desc=stage,
                total=total or None,
                unit=_UNITS[stage],
                unit_scale=stage == "extracting",
                mininterval=0.5 if sys.stderr.isatty() else 10,
                file=sys.stderr,
            )
        self._bar.update(done - self._bar.n)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()

    def __enter__(self) -> Bars:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()
