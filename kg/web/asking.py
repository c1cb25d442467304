"""A free query on its way: two worker processes for the whole explorer, one thread for each query, so that it can be stopped.

In: SPARQL text and limits. Out: a Run, which tells how far it is and in the end holds the table or the error. Knows nothing of
Streamlit.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from kg.errors import KgError
from kg.query import Table
from kg.query_worker import Worker

WORKERS = 2


class Pool:
    """Workers to lend out; who finds none waits."""

    def __init__(self, folder: Path) -> None:
        self._all = [Worker(folder) for _ in range(WORKERS)]
        self.free: queue.Queue[Worker] = queue.Queue()
        for worker in self._all:
            self.free.put(worker)

    def close(self) -> None:
        """End the processes."""
        for worker in self._all:
            worker.close()


class Run:
    """One query: started at once, done when `table` or `error` is set."""

    def __init__(self, pool: Pool, text: str, bindings: Mapping[str, str], rows: int, seconds: float) -> None:
        self.text = text
        self.rows = rows
        self.table: Table | None = None
        self.error = ""
        self.stopped = False
        self.seconds = 0.0
        self._started = time.monotonic()
        self._worker: Worker | None = None
        self._thread = threading.Thread(target=self._ask, args=(pool, text, dict(bindings), rows, seconds), daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether there is an answer or an error."""
        return not self._thread.is_alive()

    @property
    def elapsed(self) -> float:
        """Seconds since the start, or in all."""
        return self.seconds if self.done else time.monotonic() - self._started

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; whether the query is done."""
        self._thread.join(seconds)
        return self.done

    def stop(self) -> None:
        """Give the query up."""
        self.stopped = True
        if self._worker is not None:
            self._worker.cancel()

    def _ask(self, pool: Pool, text: str, bindings: dict[str, str], rows: int, seconds: float) -> None:
        worker = pool.free.get()
        try:
            self._started = time.monotonic()
            self._worker = worker
            if not self.stopped:
                self.table = worker.ask(text, bindings, limit=rows, seconds=seconds)
        except KgError as error:
            self.error = str(error)
        finally:
            self._worker = None
            self.seconds = time.monotonic() - self._started
            pool.free.put(worker)
