"""What the explorer shows of a thing: posts, events, people met, articles, quotations, each with the words that state it.

In: an open Graph and IRIs. Out: frozen records. Knows nothing of Streamlit or HTML.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.answers import as_turtle
from kg.vocab import KG, ORG, SEM, SKOS
from kg.web.source import Graph, Row, Thing, code

_JOINS = {
    "person": "?part rdf:value ?thing ; sem:roleType ?role . ?event kg:participation ?part .",
    "institution": "?event sem:hasActor ?thing .",
    "place": "?event sem:hasPlace ?thing .",
    "document": "?event a sem:Event ; schema:about ?thing .",
}
_ROLES = ("chair", "speaker", "party", "author", "recipient", "appointee", "attendee")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of an article: [start, end)."""

    article: str
    start: int
    end: int

    @property
    def iri(self) -> str:
        """As the graph names it."""
        return f"{self.article}#char={self.start},{self.end}"


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

    def holds(self, day: str) -> bool:
        """Whether the post is held on a day: begun or seen by then, its end not stated before, or else seen in the year before."""
        begins = self.begin or self.first
        if self.former or (begins and day < begins):
            return False
        year_ago = f"{int(day[:4]) - 1:04}{day[4:]}"
        return day <= self.end if self.end else not self.last or year_ago <= self.last


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
    thing = graph.things.get(iri)
    if thing is None:
        return None
    values: dict[str, set[str]] = defaultdict(set)
    for row in graph.rows("SELECT ?term ?value WHERE { ?thing ?term ?value FILTER(!isBlank(?value)) }", thing=iri):
        values[row["term"]].add(row["value"])
    days = sorted(filter(None, (graph.things[article].begin for article in _mentioning(graph, iri))))
    details = values[ORG.classification.value] | values[SEM.eventType.value]
    return Card(
        iri, thing.kind, thing.label, tuple(sorted(values[SKOS.altLabel.value] - {thing.label})),
        tuple(sorted(values[KG.because.value])), tuple(sorted(map(code, details))), thing.articles,
        days[0] if days else "", days[-1] if days else "",
    )  # fmt: skip


def _mentioning(graph: Graph, iri: str) -> list[str]:
    """The articles that mention a thing."""
    return [row["article"] for row in graph.rows("SELECT ?article WHERE { ?article schema:mentions ?thing }", thing=iri)]


def posts(graph: Graph, iri: str, of: str) -> list[Post]:
    """The posts of a person (`of` is "member") or in an institution ("organization"), the latest first."""
    rows = graph.rows(
        f"""SELECT ?post ?title ?person ?body ?begin ?end ?first ?last ?former WHERE {{
             ?post org:{of} ?thing ; kg:postTitle ?title ; org:member ?person .
             OPTIONAL {{ ?post org:organization ?body }}
             OPTIONAL {{ ?post schema:startDate ?begin }} OPTIONAL {{ ?post schema:endDate ?end }}
             OPTIONAL {{ ?post kg:firstAttested ?first }} OPTIONAL {{ ?post kg:lastAttested ?last }}
             OPTIONAL {{ ?post kg:former ?former }} }}""",
        thing=iri,
    )
    rows.sort(key=lambda row: (len(row["title"]), row["title"]))  # of several titles of one post the longest is shown
    found = {row["post"]: _post(graph, row) for row in rows}
    return sorted(found.values(), key=lambda post: (post.former, downwards(post.last or post.begin), post.title, post.iri))


def _post(graph: Graph, row: Row) -> Post:
    get = row.get
    return Post(
        row["post"], row["title"], link(graph, row["person"]), link(graph, row["body"]) if "body" in row else None,
        get("begin", ""), get("end", ""), get("first", ""), get("last", ""), get("former") == "true",
    )  # fmt: skip


def link(graph: Graph, iri: str, note: str = "") -> Link:
    """A thing with its label."""
    thing = graph.things.get(iri)
    return Link(iri, thing.label if thing else iri, note)


def events(graph: Graph, iri: str, kind: str) -> list[Happening]:
    """The events a person or an institution takes part in, a place sees, a document is about, the latest first."""
    roles: dict[str, str] = {}
    for row in graph.rows(f"SELECT ?event ?role WHERE {{ {_JOINS[kind]} }}", thing=iri):
        role = code(row.get("role", ""))  # of several the weightiest is kept
        roles[row["event"]] = min(role, roles.get(row["event"], role), key=_weight)
    found = [_happening(graph.things[event], role) for event, role in roles.items() if event in graph.things]
    return sorted(found, key=lambda event: (downwards(event.begin), event.label, event.iri))


def sizes(graph: Graph, iri: str, kind: str) -> dict[str, int]:
    """How many events and quotations a thing has, without reading them."""
    queries = {
        "events": f"SELECT (COUNT(DISTINCT ?event) AS ?n) WHERE {{ {_JOINS[kind]} }}",
        "quotations": "SELECT (COUNT(?quotation) AS ?n) WHERE { ?quotation schema:creator ?thing }",
    }
    return {name: int(graph.rows(query, thing=iri)[0]["n"]) for name, query in queries.items()}


def _happening(event: Thing, role: str) -> Happening:
    return Happening(event.iri, event.label, event.note, event.begin, event.end, role)


def met(graph: Graph, iri: str) -> list[tuple[Link, int]]:
    """The persons who take part in the same events, with the number of those events, the most first."""
    rows = graph.rows("SELECT DISTINCT ?event ?other WHERE { ?event sem:hasActor ?thing ; sem:hasActor ?other }", thing=iri)
    number = Counter(row["other"] for row in rows)
    people = [
        link(graph, other) for other in number if other != iri and other in graph.things and graph.things[other].kind == "person"
    ]
    return sorted(((person, number[person.iri]) for person in people), key=lambda pair: (-pair[1], pair[0].label, pair[0].iri))


def parts(graph: Graph, event: str) -> dict[str, list[Link]]:
    """Who and what belongs to an event: persons (with role code, by weight of role and rank), institutions, places, documents."""
    rows = graph.rows(
        """SELECT ?person ?role ?rank WHERE { ?event kg:participation ?part . ?part rdf:value ?person ; sem:roleType ?role .
             OPTIONAL { ?part kg:rank ?rank } }""",
        event=event,
    )
    rows.sort(key=lambda row: (_weight(code(row["role"])), int(row.get("rank", "999")), row["person"]))
    people = {row["person"]: link(graph, row["person"], code(row["role"])) for row in reversed(rows)}
    found = {"person": list(reversed(people.values()))}
    for row in graph.rows("SELECT DISTINCT ?other WHERE { ?event sem:hasActor|sem:hasPlace|schema:about ?other }", event=event):
        other = graph.things.get(row["other"])
        if other and other.kind != "person":
            found.setdefault(other.kind, []).append(link(graph, other.iri))
    return {
        kind: sorted(links, key=lambda one: (one.label, one.iri)) if kind != "person" else links for kind, links in found.items()
    }


def relatives(graph: Graph, iri: str) -> tuple[list[Link], list[Link]]:
    """What a thing is part of or serves (institution, place, event above it), and what is part of it."""
    up = "SELECT DISTINCT ?o WHERE { ?thing org:subOrganizationOf|schema:areaServed|schema:containedInPlace|sem:subEventOf ?o }"
    down = "SELECT DISTINCT ?o WHERE { ?o org:subOrganizationOf|schema:containedInPlace|sem:subEventOf ?thing }"
    above, below = [
        sorted((link(graph, row["o"]) for row in graph.rows(query, thing=iri)), key=lambda one: (one.label, one.iri))
        for query in (up, down)
    ]
    return above, below


def sayings(graph: Graph, speaker: str) -> list[Saying]:
    """The quotations of a person or an institution without their words, the latest first."""
    rows = graph.rows(
        "SELECT ?quotation ?article WHERE { ?quotation schema:creator ?thing ; schema:isPartOf ?article }", thing=speaker
    )
    found = [Saying(row["quotation"], graph.things[row["article"]].begin) for row in rows if row["article"] in graph.things]
    return sorted(found, key=lambda saying: (downwards(saying.date), saying.iri))


def said(graph: Graph, quotations: Iterable[str]) -> dict[str, str]:
    """The words of quotations."""
    wanted = " ".join(f"<{quotation}>" for quotation in quotations)
    rows = graph.rows(f"SELECT ?quotation ?text WHERE {{ VALUES ?quotation {{ {wanted} }} ?quotation schema:text ?text }}")
    return {row["quotation"]: row["text"] for row in rows}


def spans_of(graph: Graph, facts: Iterable[str]) -> dict[str, list[Span]]:
    """The words that state each fact, by the fact's IRI, the earliest report first."""
    wanted = " ".join(f"<{fact}>" for fact in facts)
    spans: dict[str, list[Span]] = defaultdict(list)
    for row in graph.rows(f"SELECT DISTINCT ?fact ?span WHERE {{ VALUES ?fact {{ {wanted} }} ?fact gaf:denotedBy ?span }}"):
        if (found := span(row["span"])).article in graph.things:
            spans[row["fact"]].append(found)
    for each in spans.values():
        each.sort(key=lambda one: (graph.things[one.article].begin, one.article, one.start, one.end))
    return spans


def span(iri: str) -> Span:
    """The span that an IRI names: "…#char=12,15"."""
    article, _, offsets = iri.partition("#char=")
    start, _, end = offsets.partition(",")
    return Span(article, int(start), int(end))


def _weight(role: str) -> int:
    """The place of a role in a list of participants."""
    return _ROLES.index(role) if role in _ROLES else len(_ROLES)


def downwards(date: str) -> tuple[int, ...]:
    """A key that sorts later dates first and no date last."""
    return tuple(-int(number) for number in date.split("-") if number.isdigit()) or (1,)


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
