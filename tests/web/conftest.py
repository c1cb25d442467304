"""The sample graph as a store, and open; once for all tests of the explorer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.web import source
from kg.web.source import Graph
from tests.web.sample import write_store


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("web") / "store")


@pytest.fixture(scope="session")
def graph(store: Path) -> Iterator[Graph]:
    opened = source.opened(store)
    yield opened
    opened.snapshot.close()
