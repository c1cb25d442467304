"""The graph → bytes that others read: N-Quads, Turtle, JSON-LD, CSV. The same graph gives the same bytes.

In: an open graph (pyoxigraph) and a binary file to write to. Out: nothing; the file is written from begin to end, never sought
in, so a pipe will do. Lines are sorted in memory: about 250 bytes a quad.

Turtle and JSON-LD leave out the names of the graphs (which article states what stands in prov:wasDerivedFrom and gaf:denotedBy);
N-Quads keep them. CSV is a zip of tables, one for each query of ontology/tables.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, Final

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, RdfFormat

from kg.errors import OntologyError
from kg.vocab import BASE, ONTOLOGY, PREFIXES, RDF

Writer = Callable[[pyoxigraph.Store, IO[bytes]], None]

# Put in before sorting and taken out after it: a thing comes before its parts (…#char=1,2), its type before its other properties.
_SUBJECT_ENDS, _FIRST = b"\x01", b"\x02"
_TYPE = f"<{RDF.type.value}> ".encode()


def write_nquads(graph: pyoxigraph.Store, output: IO[bytes]) -> None:
    """Every quad as one line, sorted."""
    output.writelines(_sorted_lines(graph, RdfFormat.N_QUADS))


def _sorted_lines(graph: pyoxigraph.Store, form: RdfFormat) -> Iterator[bytes]:
    """The graph's lines in N-Quads or, all graphs taken as one, in N-Triples; each once."""
    with tempfile.TemporaryFile() as file:
        if form == RdfFormat.N_QUADS:
            graph.dump(file, form)
        else:
            triples = (quad.triple for quad in graph.quads_for_pattern(None, None, None, None))
            pyoxigraph.serialize(triples, file, form)
        file.seek(0)
        lines = [line.replace(b"> ", _SUBJECT_ENDS, 1).replace(_TYPE, _FIRST, 1) for line in file]
    lines.sort()
    last = b""
    for line in lines:
        if line != last:
            yield line.replace(_SUBJECT_ENDS, b"> ", 1).replace(_FIRST, _TYPE, 1)
        last = line


def write_turtle(graph: pyoxigraph.Store, output: IO[bytes]) -> None:
    """Turtle with prefixes, one block for each subject, sorted, the type first."""
    names = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    output.write(f"@base <{BASE}> .\n{names}".encode())
    with tempfile.TemporaryFile() as sorted_lines, tempfile.TemporaryFile() as turtle:
        sorted_lines.writelines(_sorted_lines(graph, RdfFormat.N_TRIPLES))
        sorted_lines.seek(0)
        triples = (quad.triple for quad in pyoxigraph.parse(sorted_lines, RdfFormat.N_TRIPLES))
        pyoxigraph.serialize(triples, turtle, RdfFormat.TURTLE, prefixes=PREFIXES, base_iri=BASE)
        turtle.seek(0)
        for line in turtle:
            if line.startswith((b"@base", b"@prefix")):
                continue  # the serializer writes them relative to the base: <//schema.org/>
            output.write(line if line.startswith(b"\t") else b"\n" + line)


def write_jsonld(graph: pyoxigraph.Store, output: IO[bytes]) -> None:
    """JSON-LD: a context of prefixes, then one object for each subject, one a line, sorted."""
    context = json.dumps({"@base": BASE, **PREFIXES}, indent=1)
    output.write(f'{{"@context": {context},\n"@graph": ['.encode())
    with tempfile.TemporaryFile() as sorted_lines:
        sorted_lines.writelines(_sorted_lines(graph, RdfFormat.N_TRIPLES))
        sorted_lines.seek(0)
        separator = "\n"
        triples = (quad.triple for quad in pyoxigraph.parse(sorted_lines, RdfFormat.N_TRIPLES))
        for subject, about in groupby(triples, key=lambda triple: triple.subject):
            output.write((separator + json.dumps(_json_object(subject, about), ensure_ascii=False)).encode())
            separator = ",\n"
    output.write(b"\n]}\n")


def _json_object(subject: object, triples: Iterable[pyoxigraph.Triple]) -> dict[str, object]:
    node: dict[str, object] = {"@id": _json_id(subject)}
    for predicate, same in groupby(triples, key=lambda triple: triple.predicate):
        if predicate == RDF.type:
            node["@type"] = [_prefixed(str(triple.object)[1:-1]) for triple in same]
            continue
        values = [_json_value(triple.object) for triple in same]
        node[_prefixed(predicate.value)] = values[0] if len(values) == 1 else values
    return node


def _json_value(term: object) -> dict[str, str]:
    if not isinstance(term, pyoxigraph.Literal):
        return {"@id": _json_id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == _STRING:
        return {"@value": term.value}
    return {"@value": term.value, "@type": _prefixed(term.datatype.value)}


def _json_id(term: object) -> str:
    return shorten(term.value) if isinstance(term, NamedNode) else str(term)


_STRING = pyoxigraph.Literal("").datatype
_SAFE = re.compile(r"\w[\w%~=,#-]*(?:[/.·][\w%~=,#-]+)*")


def _prefixed(iri: str) -> str:
    """An IRI by its prefix (schema:Place), or whole where it has none or could be misread."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _SAFE.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def shorten(iri: str) -> str:
    """An IRI relative to the base (person/…), else by its prefix."""
    if iri.startswith(BASE) and _SAFE.fullmatch(iri, len(BASE)):
        return iri[len(BASE) :]
    return _prefixed(iri)


_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: no clock in an artefact


def write_csv(graph: pyoxigraph.Store, output: IO[bytes], folder: Path = ONTOLOGY / "tables") -> None:
    """A zip of tables (UTF-8 with a byte order mark, which spreadsheets need), each the sorted answer to a query of the folder.

    Raises OntologyError where the folder has no query.
    """
    queries = sorted(folder.glob("*.rq"))
    if not queries:
        raise OntologyError(f"{folder}: no table to write; expected queries NAME.rq there")
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in queries:
            archive.writestr(zipfile.ZipInfo(f"{path.stem}.csv", _ZIP_TIME), _csv_table(graph, path), zipfile.ZIP_DEFLATED)


def _csv_table(graph: pyoxigraph.Store, path: Path) -> bytes:
    try:
        answer = graph.query(path.read_text(encoding="utf-8"), prefixes=PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise OntologyError(f"{path}: no SPARQL query ({error}); mend it") from error
    if not isinstance(answer, pyoxigraph.QuerySolutions):
        raise OntologyError(f"{path}: a table is made by SELECT; rewrite the query")
    names = [variable.value for variable in answer.variables]
    rows = sorted(tuple(_csv_cell(solution[name]) for name in names) for solution in answer)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([names, *rows])
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(term: object) -> str:
    """The value; things of the graph by their path (person/…), which no other table's rows share by chance."""
    if isinstance(term, NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, pyoxigraph.Literal | BlankNode) else ""


WRITERS: Final[dict[str, Writer]] = {
    "turtle": write_turtle,
    "nquads": write_nquads,
    "jsonld": write_jsonld,
    "csv": write_csv,
}
