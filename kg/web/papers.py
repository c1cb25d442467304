"""Articles as the explorer shows them: lists, texts with mentions, the facts they state, the sentences round a span.

In: an open Graph and IRIs. Out: frozen records. Knows nothing of Streamlit or HTML.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.text import sentences
from kg.web.facts import Span, downwards, link, span
from kg.web.source import Graph, Row, Thing


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
    """The sentence round a span: `text[start:end]` of the sentence is the span. `title` and `date` are the article's, `rule` read it."""

    span: Span
    text: str
    start: int
    end: int
    title: str
    date: str
    rule: str


def papers(graph: Graph, iri: str) -> list[Thing]:
    """The articles that mention a thing, the latest first."""
    return _articles(graph, "SELECT ?article WHERE { ?article schema:mentions ?thing }", iri)


def sources(graph: Graph, fact: str) -> list[Thing]:
    """The articles that state a fact, the latest first."""
    return _articles(graph, "SELECT ?article WHERE { ?thing prov:wasDerivedFrom ?article }", fact)


def _articles(graph: Graph, query: str, thing: str) -> list[Thing]:
    found = {row["article"] for row in graph.rows(query, thing=thing)} & graph.things.keys()
    return sorted((graph.things[article] for article in found), key=lambda article: (downwards(article.begin), article.iri))


def mentions(graph: Graph, article: str) -> list[Mention]:
    """The words of an article that stand for things and dates, in the order of the text."""
    things = graph.rows("SELECT ?span ?thing WHERE { GRAPH ?article { ?span itsrdf:taIdentRef ?thing } }", article=article)
    dates = graph.rows(
        """SELECT ?span ?start ?end WHERE { GRAPH ?article { ?span a kg:TimeExpression .
             OPTIONAL { ?span kg:start ?start ; kg:end ?end } } }""",
        article=article,
    )
    known = [(row["span"], graph.things[row["thing"]]) for row in things if row["thing"] in graph.things]
    found = [_mention(where, thing.kind, thing.iri, thing.label) for where, thing in known]
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
        """SELECT ?fact ?span ?thing ?note WHERE { GRAPH ?article { ?fact gaf:denotedBy ?span }
             { ?fact org:member ?thing ; kg:postTitle ?note } UNION { ?fact sem:eventType ?note }
             UNION { ?fact schema:creator ?thing ; schema:text ?note } }""",
        article=article,
    )
    rows.sort(key=lambda row: (len(row["note"]), row["note"]))  # of several titles of one post the longest is shown
    found = {(row["fact"], row["span"]): _stated(graph, row) for row in rows}
    return sorted(found.values(), key=lambda fact: (fact.span.start, fact.span.end, fact.kind, fact.label, fact.note))


def _stated(graph: Graph, row: Row) -> Stated:
    fact = graph.things.get(row["fact"])
    if fact:
        return Stated(fact.iri, "event", fact.iri, fact.label, fact.note, span(row["span"]))
    who = link(graph, row["thing"])
    kind = "quotation" if "/quotation/" in row["fact"] else "post"
    return Stated(row["fact"], kind, who.iri, who.label, row["note"], span(row["span"]))


def quotes(graph: Graph, spans: Sequence[Span]) -> list[Quote]:
    """The sentences round spans, in their order; a span whose article is not in the store is left out."""
    wanted = " ".join(f"<{one.iri}>" for one in spans)
    rows = graph.rows(f"SELECT ?span ?rule WHERE {{ VALUES ?span {{ {wanted} }} ?span kg:rule ?rule }}")
    rules: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        rules[row["span"]].add(row["rule"])
    return [_quote(graph, one, "、".join(sorted(rules[one.iri]))) for one in spans if one.article in graph.things]


def _quote(graph: Graph, wanted: Span, rule: str) -> Quote:
    text, head = graph.text(wanted.article), graph.things[wanted.article]
    begin, end = sentence_round(text, wanted.start, wanted.end)
    return Quote(wanted, text[begin:end], wanted.start - begin, wanted.end - begin, head.label, head.begin, rule)


def sentence_round(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence or sentences that hold text[start:end]."""
    touched = [(s, e) for s, e in sentences(text) if s < end and e > start]
    return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)
