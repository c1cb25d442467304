"""Articles as the explorer shows them: lists, texts with mentions, the facts they state, the sentences round a span.

In: an open Graph and IRIs. Out: frozen records. Knows nothing of Streamlit or HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.text import sentences
from kg.web.facts import Span, downwards, span
from kg.web.source import KIND_OF_CLASS, Graph, Row


@dataclass(frozen=True, slots=True)
class Paper:
    """An article: headline, date and medium."""

    iri: str
    title: str
    date: str
    medium: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an article that stand for a thing; for a date `thing` is "" and `label` what the calendar makes of it."""

    start: int
    end: int
    kind: str
    thing: str
    label: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact that an article states: `kind` is post, event or quotation, `thing` the person, event or speaker."""

    fact: str
    kind: str
    thing: str
    label: str
    note: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence round a span: `text[start:end]` of the sentence is the span. `title` and `date` are the article's."""

    span: Span
    text: str
    start: int
    end: int
    title: str
    date: str


def papers(graph: Graph, iri: str) -> list[Paper]:
    """The articles that mention a thing, the latest first."""
    return _papers(graph, "?article schema:mentions ?thing .", iri)


def sources(graph: Graph, fact: str) -> list[Paper]:
    """The articles that state a fact, the latest first."""
    return _papers(graph, "?thing prov:wasDerivedFrom ?article .", fact)


def _papers(graph: Graph, pattern: str, thing: str) -> list[Paper]:
    rows = graph.rows(
        f"""SELECT DISTINCT ?article ?title ?date ?medium WHERE {{ {pattern} ?article schema:headline ?title .
             OPTIONAL {{ ?article schema:datePublished ?date }} OPTIONAL {{ ?article kg:medium ?medium }} }}""",
        thing=thing,
    )
    found = {row["article"]: _paper(row) for row in rows}
    return sorted(found.values(), key=lambda paper: (downwards(paper.date), paper.iri))


def paper(graph: Graph, article: str) -> Paper | None:
    """An article's headline, date and medium; None where the store does not know it."""
    rows = graph.rows(
        """SELECT ?title ?date ?medium WHERE { ?article schema:headline ?title .
             OPTIONAL { ?article schema:datePublished ?date } OPTIONAL { ?article kg:medium ?medium } } LIMIT 1""",
        article=article,
    )
    return _paper({**rows[0], "article": article}) if rows else None


def _paper(row: Row) -> Paper:
    return Paper(row["article"], row["title"], row.get("date", ""), row.get("medium", ""))


def mentions(graph: Graph, article: str) -> list[Mention]:
    """The words of an article that stand for things and dates, in the order of the text."""
    things = graph.rows(
        f"""SELECT DISTINCT ?span ?thing ?kind ?label WHERE {{ GRAPH ?article {{ ?span itsrdf:taIdentRef ?thing }}
              ?thing a ?class ; skos:prefLabel ?label . {KIND_OF_CLASS} }}""",
        article=article,
    )
    dates = graph.rows(
        """SELECT DISTINCT ?span ?start ?end WHERE { GRAPH ?article { ?span a kg:TimeExpression .
             OPTIONAL { ?span kg:start ?start ; kg:end ?end } } }""",
        article=article,
    )
    found = [_mention(row["span"], row["kind"], row["thing"], row["label"]) for row in things]
    found += [_mention(row["span"], "date", "", _period(row.get("start", ""), row.get("end", ""))) for row in dates]
    return sorted(found, key=lambda mention: (mention.start, -mention.end, mention.kind, mention.thing))


def _mention(iri: str, kind: str, thing: str, label: str) -> Mention:
    where = span(iri)
    return Mention(where.start, where.end, kind, thing, label)


def _period(start: str, end: str) -> str:
    return start if start == end else f"{start} – {end}"


def stated(graph: Graph, article: str) -> list[Stated]:
    """The posts, events and quotations whose words stand in an article, in the order of the text."""
    rows = graph.rows(
        """SELECT DISTINCT ?fact ?span ?rule ?kind ?thing ?label ?note WHERE {
             GRAPH ?article { ?fact gaf:denotedBy ?span . OPTIONAL { ?span kg:rule ?rule } }
             { ?fact org:member ?thing ; kg:postTitle ?note . ?thing skos:prefLabel ?label . BIND("post" AS ?kind) }
             UNION { ?fact sem:eventType ?note ; skos:prefLabel ?label . BIND(?fact AS ?thing) BIND("event" AS ?kind) }
             UNION { ?fact schema:creator ?thing ; schema:text ?note . ?thing skos:prefLabel ?label .
                     BIND("quotation" AS ?kind) } }""",
        article=article,
    )
    rows.sort(key=lambda row: len(row["note"]))
    found = {(row["fact"], row["span"]): _stated(row) for row in rows}
    return sorted(found.values(), key=lambda fact: (fact.span.start, fact.span.end, fact.kind, fact.label, fact.note))


def _stated(row: Row) -> Stated:
    where = span(row["span"], row.get("rule", ""))
    return Stated(row["fact"], row["kind"], row["thing"], row["label"], row["note"].rpartition("#")[2], where)


def quotes(graph: Graph, spans: Sequence[Span]) -> list[Quote]:
    """The sentences round spans, in their order; a span whose article is not in the store is left out."""
    heads = {article: paper(graph, article) for article in {s.article for s in spans}}
    return [_quote(graph.text(s.article), s, head) for s in spans if (head := heads[s.article])]


def _quote(text: str, wanted: Span, head: Paper) -> Quote:
    begin, end = sentence_round(text, wanted.start, wanted.end)
    return Quote(wanted, text[begin:end], wanted.start - begin, wanted.end - begin, head.title, head.date)


def sentence_round(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence or sentences that hold text[start:end]."""
    touched = [(s, e) for s, e in sentences(text) if s < end and e > start]
    return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)
