"""Queries in a process of their own, which can be stopped: `python -m kg.query_worker STORE MEGABYTES`.

In: the folder of a store and queries. Out: tables, or a QueryError when time or memory is used up or someone cancelled; then
the process is killed, and the next question starts another. The engine has no time limit of its own, hence a process.

Once the store is open the process may open no further file or socket (the second lock against SERVICE; the first is in kg.query)
and may use no more than so many megabytes of memory. Requests and replies go over its pipes: four bytes of length, then msgpack.
"""

from __future__ import annotations

import os
import resource
import selectors
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Literal

import msgspec
import pyoxigraph
from pyoxigraph import BlankNode, NamedNode

from kg.errors import KgError, QueryError, StoreError
from kg.query import ROWS, Bindings, Row, Table, Term, ask
from kg.store import Store

SECONDS = 60.0
MEGABYTES = 2048
_START_SECONDS = 60.0

_Cell = tuple[str, str, str] | None  # kind, value, language or datatype


class _Request(msgspec.Struct, array_like=True):
    text: str
    bindings: dict[str, str | tuple[str, str, str]]
    limit: int


class _Reply(msgspec.Struct, array_like=True):
    error: str | None = None
    columns: tuple[str, ...] = ()
    rows: list[tuple[_Cell, ...]] = []
    more: bool = False
    form: Literal["select", "ask", "construct"] = "select"
    generation: str = ""  # in the first reply, which tells that the store is open


class Worker:
    """A process that answers queries to one store, one at a time; a context manager.

    It starts with the first question (or `start`), and anew after a question was stopped or a build switched the graph.
    `cancel` may be called from any thread.
    """

    def __init__(self, store: str | Path, megabytes: int = MEGABYTES) -> None:
        self.store = Path(store)
        self.megabytes = megabytes
        self._process: subprocess.Popen[bytes] | None = None
        self._generation = ""
        self._cancelled = False
        self._one = threading.Lock()

    def start(self) -> None:
        """Start the process and wait until it has the store open. Raises StoreError where it cannot be opened."""
        with self._one:
            self._start()

    def ask(self, text: str, bindings: Bindings | None = None, limit: int = ROWS, seconds: float = SECONDS) -> Table:
        """As kg.query.ask, but stopped after `seconds`; other threads' questions wait for this one."""
        with self._one:
            self._cancelled = False
            self._start()
            values = {name: value if isinstance(value, str) else _cell(value) for name, value in (bindings or {}).items()}
            reply = self._talk(_Request(text, values, limit), seconds)
            if reply.error is not None:
                raise QueryError(reply.error)
            return Table(reply.columns, tuple(tuple(_term(cell) for cell in row) for row in reply.rows), reply.more, reply.form)

    def cancel(self) -> None:
        """Stop the question being answered: its `ask` raises QueryError."""
        self._cancelled = True
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _start(self) -> None:
        generation = Store(self.store).generation
        if self._process is not None and self._process.poll() is None and generation == self._generation:
            return
        self.close()
        command = [sys.executable, "-m", "kg.query_worker", str(self.store), str(self.megabytes)]
        root = str(Path(__file__).resolve().parent.parent)
        path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH")) if part)
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
        )
        hello = self._talk(None, _START_SECONDS)
        if hello.error is not None:
            self.close()
            raise StoreError(hello.error)
        self._generation = hello.generation

    def _talk(self, request: _Request | None, seconds: float) -> _Reply:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        deadline = time.monotonic() + seconds
        try:
            if request is not None:
                _send(process.stdin, request)
            size = int.from_bytes(_receive(process.stdout, 4, deadline), "big")
            return msgspec.msgpack.decode(_receive(process.stdout, size, deadline), type=_Reply)
        except TimeoutError:
            self.close()
            raise QueryError(
                f"stopped after {seconds:g} s; ask for less (LIMIT, one article, one year) or allow more time"
            ) from None
        except (EOFError, BrokenPipeError):
            raise QueryError(self._autopsy(process)) from None

    def _autopsy(self, process: subprocess.Popen[bytes]) -> str:
        """Why the process is dead."""
        last = process.communicate()[1].decode("utf-8", "replace").strip().rpartition("\n")[2]
        self._process = None
        if self._cancelled:
            return "cancelled"
        if process.returncode == -6:  # abort: how the engine and `main` end without memory
            return f"stopped: it needs more than {self.megabytes} MB of memory; ask for less (LIMIT, no ORDER BY over everything)"
        return f"the query process ended with code {process.returncode}: {last}"

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _cell(term: Term) -> tuple[str, str, str]:
    if isinstance(term, NamedNode):
        return "i", term.value, ""
    if isinstance(term, BlankNode):
        return "b", term.value, ""
    return ("l", term.value, term.language) if term.language else ("d", term.value, term.datatype.value)


def _term(cell: _Cell) -> Term | None:
    if cell is None:
        return None
    kind, value, more = cell
    if kind == "i":
        return NamedNode(value)
    if kind == "b":
        return BlankNode(value)
    if kind == "l":
        return pyoxigraph.Literal(value, language=more)
    return pyoxigraph.Literal(value, datatype=NamedNode(more))


def _send(pipe: IO[bytes], message: _Request | _Reply) -> None:
    body = msgspec.msgpack.encode(message)
    pipe.write(len(body).to_bytes(4, "big") + body)
    pipe.flush()


def _receive(pipe: IO[bytes], size: int, deadline: float) -> bytes:
    """`size` bytes of the pipe. Raises TimeoutError at the deadline, EOFError where the process has ended."""
    parts: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while size:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            part = os.read(pipe.fileno(), min(size, 1 << 20))
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
    return b"".join(parts)


def _answer(graph: pyoxigraph.Store, request: _Request) -> _Reply:
    bindings = {name: _term(value) if isinstance(value, tuple) else value for name, value in request.bindings.items()}
    try:
        table = ask(graph, request.text, {name: value for name, value in bindings.items() if value is not None}, request.limit)
    except QueryError as error:
        return _Reply(str(error))
    return _Reply(None, table.columns, [_cells(row) for row in table.rows], table.more, table.form)


def _cells(row: Row) -> tuple[_Cell, ...]:
    return tuple(None if term is None else _cell(term) for term in row)


def _close_the_doors(megabytes: int) -> None:
    """From here on no file, no socket, no more memory than this."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))
    free = os.dup(0)  # the lowest free descriptor
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))


def main(store: str, megabytes: int) -> None:
    """Answer requests from standard input until it ends."""
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    try:
        snapshot = Store(store).snapshot()
    except KgError as error:
        _send(replies, _Reply(str(error)))
        return
    _close_the_doors(megabytes)
    _send(replies, _Reply(generation=snapshot.name))
    try:
        while size := requests.read(4):
            request = msgspec.msgpack.decode(requests.read(int.from_bytes(size, "big")), type=_Request)
            _send(replies, _answer(snapshot.graph, request))
    except MemoryError:
        os.abort()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
