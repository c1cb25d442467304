"""Does the graph keep its word? SHACL shapes, ontology against data, evidence against text.

In: an open graph (pyoxigraph). Out: findings, each a sentence about one node. Nothing is mended here.

A small graph goes through pySHACL. A large one, which would take it hours, is asked the same shapes as SPARQL, for which
ontology/shapes.ttl keeps to the subset that `_constraints` translates (anything else is an OntologyError). Evidence is compared
with the text for every mention, whatever the size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal

import pyoxigraph
import pyshacl
import rdflib
from pyoxigraph import RdfFormat
from rdflib import RDF, SH
from rdflib.collection import Collection
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from kg.errors import OntologyError
from kg.vocab import ONTOLOGY, PREFIXES, TERMS

SMALL = 50_000  # quads: less than ten seconds of pySHACL
_EACH = 20  # findings reported for one constraint


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: which kind of check found it, at which node, and what it is."""

    check: Literal["shape", "term", "evidence", "date", "node"]
    node: str
    message: str

    def __str__(self) -> str:
        return f"[{self.check}] {self.node}: {self.message}"


# Called with the name of the step, how many are done and how many there are.
Progress = Callable[[str, int, int], None]


def _silent(step: str, done: int, total: int) -> None:
    """The progress of a check that nobody watches."""


def check(graph: pyoxigraph.Store, folder: Path = ONTOLOGY, progress: Progress = _silent) -> list[Finding]:
    """Everything that is wrong with a graph, at most twenty findings for each constraint; an empty list is a good graph.

    `folder` holds kg.ttl, concepts.ttl and shapes.ttl. Raises OntologyError where one of them is broken.
    """
    shapes = load(folder / "shapes.ttl")
    ontology = load(folder / "kg.ttl") + load(folder / "concepts.ttl")
    small = len(graph) <= SMALL
    steps: list[tuple[str, Callable[[], list[Finding]]]] = [
        *([("shapes", partial(check_shapes_by_shacl, graph, shapes))] if small else _shape_steps(graph, shapes)),
        ("terms", partial(check_terms, graph, ontology)),
        ("nodes", partial(check_nodes, graph)),
        ("dates", partial(check_dates, graph)),
        ("evidence", partial(check_evidence, graph)),
    ]
    found = []
    for done, (name, step) in enumerate(steps):
        progress(name, done, len(steps))
        found += step()
    progress("done", len(steps), len(steps))
    return found


def load(path: Path) -> rdflib.Graph:
    """A file of the ontology. Raises OntologyError where it is missing or no Turtle."""
    try:
        return rdflib.Graph().parse(path, format="turtle")
    except FileNotFoundError as error:
        raise OntologyError(f"{path}: missing; the folder ontology/ holds it, take it from the project") from error
    except BadSyntax as error:
        raise OntologyError(f"{path}:{error.lines + 1}: not Turtle ({error.message}); mend the file") from error


def check_shapes_by_shacl(graph: pyoxigraph.Store, shapes: rdflib.Graph) -> list[Finding]:
    """What pySHACL says; for graphs up to SMALL quads."""
    data = rdflib.Graph().parse(data=_triples(graph), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, rdflib.Graph)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
        component = report.value(result, SH.sourceConstraintComponent)
        value = report.value(result, SH.value)
        constraint = str(component).removesuffix("ConstraintComponent").rpartition("#")[2]
        constraint = constraint[0].lower() + constraint[1:]
        found.add(Finding("shape", str(node), f"{_short(path)} breaks {constraint}{'' if value is None else f', found {value}'}"))
    return sorted(found, key=str)


def _triples(graph: pyoxigraph.Store) -> bytes:
    """All graphs of the store as one, in N-Triples."""
    triples = (quad.triple for quad in graph)
    text = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES)
    assert text is not None
    return text


def check_shapes_by_sparql(graph: pyoxigraph.Store, shapes: rdflib.Graph) -> list[Finding]:
    """The same shapes as queries, one for each constraint."""
    return [finding for _, step in _shape_steps(graph, shapes) for finding in step()]


def _shape_steps(graph: pyoxigraph.Store, shapes: rdflib.Graph) -> list[tuple[str, Callable[[], list[Finding]]]]:
    return [("shapes", partial(_breakers, graph, message, pattern)) for message, pattern in _constraints(shapes)]


def _breakers(graph: pyoxigraph.Store, message: str, pattern: str) -> list[Finding]:
    """The first nodes that fit the pattern of those that break a constraint."""
    rows = _select(graph, f"SELECT DISTINCT ?node WHERE {{ {pattern} }} LIMIT {_EACH}")
    return [Finding("shape", node, message) for (node,) in rows]


def _constraints(shapes: rdflib.Graph) -> Iterator[tuple[str, str]]:
    """Each constraint as a message and the pattern of the nodes that break it."""
    for shape in sorted(shapes.subjects(RDF.type, SH.NodeShape), key=str):
        target = shapes.value(shape, SH.targetClass)
        if target is None or shapes.value(shape, SH.nodeKind) != SH.IRI:
            raise OntologyError(f"shapes.ttl: {_short(shape)} lacks sh:targetClass or 'sh:nodeKind sh:IRI'; give it both")
        node = f"?node a <{target}>"
        yield f"{_short(target)} is no IRI", f"{node} FILTER(!isIRI(?node))"
        for rule in shapes.objects(shape, SH.property):
            path = shapes.value(rule, SH.path)
            assert path is not None
            for key, value in sorted(shapes.predicate_objects(rule)):
                if key != SH.path:
                    constraint = str(key).rpartition("#")[2]
                    yield f"{_short(path)} breaks {constraint}", _broken(shapes, node, path, constraint, value)


def _broken(shapes: rdflib.Graph, node: str, path: Node, constraint: str, value: Node) -> str:
    """The pattern of nodes that break one constraint on one property."""
    has = f"{node} ; <{path}> ?value ."
    if constraint == "minCount" and str(value) == "1":
        return f"{node} . FILTER NOT EXISTS {{ ?node <{path}> ?value }}"
    if constraint == "maxCount" and str(value) == "1":
        return f"{has} ?node <{path}> ?other . FILTER(!sameTerm(?value, ?other))"
    if constraint == "minInclusive":
        return f"{has} FILTER(?value < {value})"
    if constraint == "in":
        allowed = ", ".join(f"<{item}>" for item in Collection(shapes, value))
        return f"{has} FILTER(?value NOT IN ({allowed}))"
    choices = [value] if constraint in ("datatype", "class") else []
    if constraint == "or":
        pairs = [next(iter(shapes.predicate_objects(choice))) for choice in Collection(shapes, value)]
        constraint, choices = str(pairs[0][0]).rpartition("#")[2], [choice for _, choice in pairs]
    names = [f"<{choice}>" for choice in choices]
    if names and constraint == "datatype":
        return f"{has} FILTER(!isLiteral(?value) || DATATYPE(?value) NOT IN ({', '.join(names)}))"
    if names and constraint == "class":
        return f"{has} {' '.join(f'FILTER NOT EXISTS {{ ?value a {name} }}' for name in names)}"
    raise OntologyError(
        f"shapes.ttl: {_short(path)} has sh:{constraint} {value}, which is not in the subset named in its first lines"
    )


def check_terms(graph: pyoxigraph.Store, ontology: rdflib.Graph) -> list[Finding]:
    """Predicates and classes that kg.vocab does not have, own terms and codes that the ontology does not describe."""
    described = {str(subject) for subject in ontology.subjects()}
    known = {term.value for term in TERMS}
    own = PREFIXES["kg"]
    used = {row[0] for row in _select(graph, "SELECT DISTINCT ?term WHERE { ?s ?term ?o }")}
    used |= {row[0] for row in _select(graph, "SELECT DISTINCT ?term WHERE { ?s a ?term }")}
    codes = "?s org:classification|sem:eventType|sem:roleType ?term"
    used |= {row[0] for row in _select(graph, f"SELECT DISTINCT ?term WHERE {{ {codes} }}")}
    return [
        Finding("term", term, "is not in the ontology" if term.startswith(own) else "is in no vocabulary of kg/vocab.py")
        for term in sorted(used)
        if (term not in described if term.startswith(own) else term not in known)
    ]


def check_nodes(graph: pyoxigraph.Store) -> list[Finding]:
    """Blank nodes: everything has an IRI."""
    query = f"SELECT ?s ?p WHERE {{ ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }} LIMIT {_EACH}"
    return [Finding("node", subject, f"a blank node at {_short(predicate)}") for subject, predicate in _select(graph, query)]


_DATES = "kg:start|kg:end|sem:hasBeginTimeStamp|sem:hasEndTimeStamp|schema:startDate|schema:endDate|schema:datePublished"
_INTERVALS = (
    ("kg:start", "kg:end"),
    ("sem:hasBeginTimeStamp", "sem:hasEndTimeStamp"),
    ("schema:startDate", "schema:endDate"),
    ("kg:firstAttested", "kg:lastAttested"),
)


def check_dates(graph: pyoxigraph.Store) -> list[Finding]:
    """Days that no calendar has, and intervals that end before they begin."""
    days = (row[0] for row in _select(graph, f"SELECT DISTINCT ?day WHERE {{ ?s {_DATES} ?day }}"))
    wrong = [day for day in days if not _is_date(day)]
    found = []
    for day in sorted(wrong)[:_EACH]:
        query = f"SELECT ?s WHERE {{ ?s {_DATES} ?day FILTER(STR(?day) = {pyoxigraph.Literal(day)}) }} LIMIT 1"
        found += [Finding("date", row[0], f"{day} is in no calendar") for row in _select(graph, query)]
    for begin, end in _INTERVALS:
        length = "IF(STRLEN(STR(?a)) < STRLEN(STR(?b)), STRLEN(STR(?a)), STRLEN(STR(?b)))"
        query = f"?s {begin} ?a ; {end} ?b FILTER(SUBSTR(STR(?a), 1, {length}) > SUBSTR(STR(?b), 1, {length}))"
        rows = _select(graph, f"SELECT ?s ?a ?b WHERE {{ {query} }} LIMIT {_EACH}")
        found += [Finding("date", node, f"ends on {b}, before it begins on {a}") for node, a, b in rows]
    return found


def _is_date(iso: str) -> bool:
    try:
        date.fromisoformat(iso + {4: "-01-01", 7: "-01"}.get(len(iso), ""))
    except ValueError:
        return False
    return True


def check_evidence(graph: pyoxigraph.Store) -> list[Finding]:
    """Mentions and evidence whose words are not the article's at these offsets, over all articles."""
    return list(islice(_false_evidence(graph), _EACH))


def _false_evidence(graph: pyoxigraph.Store) -> Iterator[Finding]:
    contexts = _select(graph, "SELECT ?context ?text WHERE { ?context a nif:Context ; nif:isString ?text }")
    texts = {row[0]: row[1] for row in contexts}
    for span, context, begin, end, words in spans(graph):
        text = texts.get(context)
        if text is None:
            yield Finding("evidence", span, f"its context {context} has no text")
        elif text[int(begin) : int(end)] != words:
            yield Finding("evidence", span, f"says {words!r}, the text has {text[int(begin) : int(end)]!r} at {begin}–{end}")
        elif not span.endswith(f"#char={begin},{end}"):
            yield Finding("evidence", span, f"is named otherwise than its offsets {begin},{end}")


def spans(graph: pyoxigraph.Store) -> Iterator[tuple[str, ...]]:
    """All mentions and evidence: IRI, IRI of the context, begin, end (code points), words."""
    return _select(
        graph,
        "SELECT ?span ?context ?begin ?end ?words WHERE { ?span nif:anchorOf ?words ; "
        "nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext ?context }",
    )


def _select(graph: pyoxigraph.Store, query: str) -> Iterator[tuple[str, ...]]:
    answer = graph.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    for solution in answer:
        yield tuple(str(term.value) if term is not None else "" for term in solution)


def _short(term: Node | str | None) -> str:
    """An IRI with its prefix, for people: kg:start."""
    for prefix, namespace in PREFIXES.items():
        if str(term).startswith(namespace):
            return f"{prefix}:{str(term)[len(namespace) :]}"
    return str(term)
