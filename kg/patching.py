"""A generation of the graph → the next one, by patches: work for what changed, not for what there is.

In: the folder of a closed graph, patches. Out: a second folder that holds the patched graph; the first stays as it is, byte for byte.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph

from kg.nquads import Patch


def patch_copy(source: Path, target: Path, patches: Iterable[Patch]) -> None:
    """Make the graph in `target` from the one in `source` and the patches."""
    _link_files(source, target)
    graph = pyoxigraph.Store(str(target))
    for patch in patches:
        _apply(patch, graph)
    graph.flush()


def _link_files(source: Path, target: Path) -> None:
    """A second folder of the same data: tables, of which the engine writes new ones and never changes one, are linked, the rest is
    copied."""
    target.mkdir()
    for path in source.iterdir():
        if path.suffix == ".sst":
            os.link(path, target / path.name)
        elif path.name != "LOCK":
            shutil.copyfile(path, target / path.name)


def _apply(patch: Patch, graph: pyoxigraph.Store) -> None:
    """Take out what is not there any more and put in what is new; what stays is not touched."""
    old = set(_patched(patch, graph))
    new = set(pyoxigraph.parse(patch.lines, format=pyoxigraph.RdfFormat.N_QUADS))
    for quad in old - new:
        graph.remove(quad)
    graph.extend(new - old)
    if not new and patch.thing is None:
        graph.remove_graph(pyoxigraph.NamedNode(patch.graph))


def _patched(patch: Patch, graph: pyoxigraph.Store) -> Iterator[pyoxigraph.Quad]:
    """What stands now where the patch is to stand."""
    where = pyoxigraph.NamedNode(patch.graph)
    if patch.thing is None:
        yield from graph.quads_for_pattern(None, None, None, where)
        return
    for quad in list(graph.quads_for_pattern(pyoxigraph.NamedNode(patch.thing), None, None, where)):
        yield quad
        part = quad.object
        if isinstance(part, pyoxigraph.NamedNode) and part.value.startswith(f"{patch.thing}/"):
            yield from graph.quads_for_pattern(part, None, None, where)
