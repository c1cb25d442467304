"""What the explorer shows of a thing: posts, events, people met, articles, quotations, each with the words that state it.

In: an open Graph and IRIs. Out: frozen records. Knows nothing of Streamlit or HTML.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.answers import as_turtle
from kg.web.source import Graph, Row

_ROLES = ("chair", "speaker", "party", "author", "recipient", "appointee", "attendee")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of an article, as an IRI ends: …#char=12,15."""

    article: str
    start: int
    end: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A thing with its label; `note` says in which part."""

    iri: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a person in an institution, over all articles that state it."""

    iri: str
    title: str
    person: Link
    institution: Link | None
    begin: str
    end: str
    first: str
    last: str
    former: bool
    spans: tuple[Span, ...] = field(compare=False)

    def holds(self, day: str) -> bool:
        """Whether the post is held on a day, as far as the articles up to that day tell."""
        begins, ends = self.begin or self.first, self.end
        return not self.former and (not begins or begins <= day) and (not ends or day <= ends)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event; `role` is the code of the part that the thing asked about has in it."""

    iri: str
    label: str
    type: str
    begin: str
    end: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation; `date` is the day of its article."""

    iri: str
    text: str
    date: str


@dataclass(frozen=True, slots=True)
class Card:
    """What stands first about a thing; `details` are codes (kind of institution, type of event)."""

    iri: str
    kind: str
    label: str
    aliases: tuple[str, ...]
    because: tuple[str, ...]
    details: tuple[str, ...]
    articles: int
    first: str
    last: str


def card(graph: Graph, iri: str) -> Card | None:
    """The card of a thing; None where the store does not know it."""
    kind = graph.kind(iri)
    if kind is None:
        return None
    rows = graph.rows(
        """SELECT DISTINCT ?what ?value WHERE {
             { ?thing skos:prefLabel|schema:headline ?value . BIND("label" AS ?what) }
             UNION { ?thing skos:altLabel ?value . BIND("alias" AS ?what) }
             UNION { ?thing kg:because ?value . BIND("because" AS ?what) }
             UNION { ?thing org:classification|sem:eventType ?value . BIND("detail" AS ?what) } }""",
        thing=iri,
    )
    values: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        values[row["what"]].append(row["value"])
    seen = graph.rows(
        """SELECT (COUNT(DISTINCT ?article) AS ?articles) (MIN(?date) AS ?first) (MAX(?date) AS ?last)
           WHERE { ?article schema:mentions ?thing . OPTIONAL { ?article schema:datePublished ?date } }""",
        thing=iri,
    )[0]
    label = min(values["label"], default=iri)
    return Card(
        iri, kind, label, tuple(sorted(set(values["alias"]) - {label})), tuple(sorted(values["because"])),
        tuple(sorted(code(value) for value in values["detail"])),
        int(seen["articles"]), seen.get("first", ""), seen.get("last", ""),
    )  # fmt: skip


def posts(graph: Graph, iri: str, of: str) -> list[Post]:
    """The posts of a person (`of` is "member") or in an institution ("organization"), the latest first."""
    rows = graph.rows(
        f"""SELECT DISTINCT ?post ?title ?person ?name ?body ?bodyName ?begin ?end ?first ?last ?former WHERE {{
             ?post org:{of} ?thing ; kg:postTitle ?title ; org:member ?person . ?person skos:prefLabel ?name .
             OPTIONAL {{ ?post org:organization ?body . ?body skos:prefLabel ?bodyName }}
             OPTIONAL {{ ?post schema:startDate ?begin }} OPTIONAL {{ ?post schema:endDate ?end }}
             OPTIONAL {{ ?post kg:firstAttested ?first }} OPTIONAL {{ ?post kg:lastAttested ?last }}
             OPTIONAL {{ ?post kg:former ?former }} }}""",
        thing=iri,
    )
    spans = _spans(graph, f"?fact org:{of} ?thing .", iri)
    rows.sort(key=lambda row: (len(row["title"]), row["title"]))  # of several titles of one post the longest is shown
    found = {row["post"]: _post(row, tuple(spans[row["post"]])) for row in rows}
    return sorted(found.values(), key=lambda post: (post.former, downwards(post.last or post.begin), post.title, post.iri))


def _post(row: Row, spans: tuple[Span, ...]) -> Post:
    body = Link(row["body"], row["bodyName"]) if "bodyName" in row else None
    person = Link(row["person"], row["name"])
    get = row.get
    return Post(
        row["post"], row["title"], person, body, get("begin", ""), get("end", ""), get("first", ""), get("last", ""),
        get("former") == "true", spans,
    )  # fmt: skip


def events(graph: Graph, iri: str, kind: str) -> list[Happening]:
    """The events a person or an institution takes part in, a place sees, a document is about, the latest first."""
    joins = {
        "person": "?event kg:participation ?part . ?part rdf:value ?thing ; sem:roleType ?role .",
        "institution": "?event sem:hasActor ?thing .",
        "place": "?event sem:hasPlace ?thing .",
        "document": "?event schema:about|schema:subjectOf ?thing .",
    }
    rows = graph.rows(
        f"""SELECT DISTINCT ?event ?label ?type ?begin ?end ?role WHERE {{
             {joins[kind]} ?event a sem:Event ; sem:eventType ?type .
             OPTIONAL {{ ?event skos:prefLabel ?label }}
             OPTIONAL {{ ?event sem:hasBeginTimeStamp ?begin }} OPTIONAL {{ ?event sem:hasEndTimeStamp ?end }} }}""",
        thing=iri,
    )
    rows.sort(key=lambda row: (-_weight(code(row.get("role", ""))), row.get("begin", "")))  # the weightiest role is kept
    found = {row["event"]: happening(row) for row in rows}
    return sorted(found.values(), key=lambda event: (downwards(event.begin), event.label, event.iri))


def happening(row: Row) -> Happening:
    """The event of a row with the columns event, type and perhaps label, begin, end, role."""
    get = row.get
    return Happening(row["event"], get("label", ""), code(row["type"]), get("begin", ""), get("end", ""), code(get("role", "")))


def met(graph: Graph, iri: str, limit: int = 20) -> list[tuple[Link, int]]:
    """The persons who take part in the same events, with the number of those events, the most first."""
    rows = graph.rows(
        f"""SELECT ?other (SAMPLE(?name) AS ?label) (COUNT(DISTINCT ?event) AS ?events) WHERE {{
             ?part rdf:value ?thing . ?event kg:participation ?part ; kg:participation ?beside . ?beside rdf:value ?other .
             ?other skos:prefLabel ?name . FILTER(?other != ?thing)
           }} GROUP BY ?other ORDER BY DESC(?events) ?other LIMIT {limit}""",
        thing=iri,
    )
    return [(Link(row["other"], row["label"]), int(row["events"])) for row in rows]


def parts(graph: Graph, event: str) -> dict[str, list[Link]]:
    """Who and what belongs to an event: persons (with role code, by weight of role and rank), institutions, places, documents."""
    people = graph.rows(
        """SELECT DISTINCT ?person ?name ?role ?rank WHERE { ?event kg:participation ?part .
             ?part rdf:value ?person ; sem:roleType ?role . ?person skos:prefLabel ?name . OPTIONAL { ?part kg:rank ?rank } }""",
        event=event,
    )
    people.sort(key=lambda row: (_weight(code(row["role"])), int(row.get("rank", "999")), row["name"]))
    first = {row["person"]: row for row in reversed(people)}  # several articles may each give a role
    people = [row for row in people if first[row["person"]] is row]
    things = graph.rows(
        """SELECT DISTINCT ?what ?thing ?label WHERE {
             { ?event sem:hasActor ?thing . ?thing a org:Organization . BIND("institution" AS ?what) }
             UNION { ?event sem:hasPlace ?thing . BIND("place" AS ?what) }
             UNION { ?event schema:about|schema:subjectOf ?thing . ?thing a schema:CreativeWork . BIND("document" AS ?what) }
             ?thing skos:prefLabel ?label } ORDER BY ?label""",
        event=event,
    )
    found: dict[str, list[Link]] = {"person": [Link(row["person"], row["name"], code(row["role"])) for row in people]}
    for row in things:
        found.setdefault(row["what"], []).append(Link(row["thing"], row["label"]))
    return found


def relatives(graph: Graph, iri: str) -> tuple[list[Link], list[Link]]:
    """What a thing is part of or serves (institution, place, event above it), and what is part of it."""
    up = graph.rows(
        """SELECT DISTINCT ?other ?label WHERE {
             ?thing org:subOrganizationOf|schema:areaServed|schema:containedInPlace|sem:subEventOf ?other .
             ?other skos:prefLabel ?label } ORDER BY ?label""",
        thing=iri,
    )
    down = graph.rows(
        """SELECT DISTINCT ?other ?label WHERE {
             ?other org:subOrganizationOf|schema:containedInPlace|sem:subEventOf ?thing ; skos:prefLabel ?label
           } ORDER BY ?label LIMIT 60""",
        thing=iri,
    )
    return [Link(row["other"], row["label"]) for row in up], [Link(row["other"], row["label"]) for row in down]


def sayings(graph: Graph, speaker: str) -> list[Saying]:
    """What a person or an institution is reported to have said, in the order of the articles, the latest first."""
    rows = graph.rows(
        """SELECT DISTINCT ?quotation ?text ?date WHERE { ?quotation schema:creator ?thing ; schema:text ?text ;
             schema:isPartOf ?article . OPTIONAL { ?article schema:datePublished ?date } }""",
        thing=speaker,
    )
    rows.sort(key=lambda row: (downwards(row.get("date", "")), row["quotation"]))
    return [Saying(row["quotation"], row["text"], row.get("date", "")) for row in rows]


def spans_of(graph: Graph, facts: Iterable[str]) -> dict[str, list[Span]]:
    """The words that state each fact, by the fact's IRI."""
    wanted = " ".join(f"<{fact}>" for fact in facts)
    return _spans(graph, f"VALUES ?fact {{ {wanted} }}") if wanted else defaultdict(list)


def _spans(graph: Graph, pattern: str, thing: str | None = None) -> dict[str, list[Span]]:
    query = f"""SELECT DISTINCT ?fact ?span ?rule WHERE {{
      {pattern} ?fact gaf:denotedBy ?span . OPTIONAL {{ ?span kg:rule ?rule }} }}"""
    spans: dict[str, dict[str, Span]] = defaultdict(dict)
    for row in graph.rows(query, **({"thing": thing} if thing else {})):
        spans[row["fact"]][row["span"]] = span(row["span"], row.get("rule", ""))
    return defaultdict(list, {fact: sorted(found.values(), key=lambda s: (s.article, s.start)) for fact, found in spans.items()})


def span(iri: str, rule: str = "") -> Span:
    """The span that an IRI names: "…#char=12,15"."""
    article, _, offsets = iri.partition("#char=")
    start, _, end = offsets.partition(",")
    return Span(article, int(start), int(end), rule)


def code(iri: str) -> str:
    """The code of a concept: kg:meeting → meeting."""
    return iri.rpartition("#")[2]


def _weight(role: str) -> int:
    """The place of a role in a list of participants."""
    return _ROLES.index(role) if role in _ROLES else len(_ROLES)


def downwards(date: str) -> tuple[int, ...]:
    """A key that sorts later dates first and no date last."""
    return tuple(-int(number) for number in date.split("-") if number.isdigit()) or (1,)


def period(graph: Graph, event: str) -> tuple[str, str]:
    """The first and the last day of an event, "" where no article tells."""
    rows = graph.rows(
        """SELECT ?begin ?end WHERE { OPTIONAL { ?event sem:hasBeginTimeStamp ?begin }
             OPTIONAL { ?event sem:hasEndTimeStamp ?end } } LIMIT 1""",
        event=event,
    )
    return (rows[0].get("begin", ""), rows[0].get("end", "")) if rows else ("", "")


def turtle(graph: Graph, iri: str) -> bytes:
    """What the graph says of a thing as Turtle: its own facts, its posts, its events with their parts."""
    found = graph.table(
        """CONSTRUCT { ?subject ?predicate ?object } WHERE {
             { BIND(?thing AS ?subject) } UNION { ?subject org:member|org:organization ?thing }
             UNION { ?subject kg:participation/rdf:value ?thing } UNION { ?subject rdf:value ?thing }
             UNION { ?thing kg:participation ?subject }
             ?subject ?predicate ?object }""",
        thing=iri,
    )
    return as_turtle(found).encode()
