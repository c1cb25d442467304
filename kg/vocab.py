"""The words of the graph: closed vocabularies, the only place where an IRI is spelt.

A vocabulary is a class whose attributes are pyoxigraph's NamedNodes; a misspelt term is an AttributeError (and an error of the
type checker). Standard vocabularies come first, `KG` holds the few terms that none of them has. ontology/kg.ttl and
ontology/concepts.ttl describe what `KG` and `CODES` name; tests hold them together.
"""
# ruff: noqa: N815  (terms are spelt as their vocabularies spell them)

from __future__ import annotations

from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

BASE: Final = "https://w3id.org/zhengwen/id/"
ONTOLOGY: Final = Path(__file__).resolve().parent.parent / "ontology"

PREFIXES: Final[dict[str, str]] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "schema": "https://schema.org/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "kg": "https://w3id.org/zhengwen/ns#",
}


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


class RDF:
    """What is what."""

    type = _term("rdf", "type")
    value = _term("rdf", "value")


class XSD:
    """Types of values."""

    integer = _term("xsd", "integer")
    boolean = _term("xsd", "boolean")
    date = _term("xsd", "date")
    gYearMonth = _term("xsd", "gYearMonth")
    gYear = _term("xsd", "gYear")


class SCHEMA:
    """Articles, documents, quotations, places."""

    NewsArticle = _term("schema", "NewsArticle")
    CreativeWork = _term("schema", "CreativeWork")
    Quotation = _term("schema", "Quotation")
    Place = _term("schema", "Place")
    headline = _term("schema", "headline")
    datePublished = _term("schema", "datePublished")
    author = _term("schema", "author")
    mentions = _term("schema", "mentions")
    about = _term("schema", "about")
    creator = _term("schema", "creator")
    text = _term("schema", "text")
    isPartOf = _term("schema", "isPartOf")
    startDate = _term("schema", "startDate")
    endDate = _term("schema", "endDate")
    containedInPlace = _term("schema", "containedInPlace")
    areaServed = _term("schema", "areaServed")


class FOAF:
    """Persons."""

    Person = _term("foaf", "Person")


class ORG:
    """Organisations, memberships, roles."""

    Organization = _term("org", "Organization")
    Membership = _term("org", "Membership")
    Role = _term("org", "Role")
    member = _term("org", "member")
    organization = _term("org", "organization")
    role = _term("org", "role")
    classification = _term("org", "classification")
    subOrganizationOf = _term("org", "subOrganizationOf")


class SEM:
    """Events."""

    Event = _term("sem", "Event")
    eventType = _term("sem", "eventType")
    roleType = _term("sem", "roleType")
    hasActor = _term("sem", "hasActor")
    hasPlace = _term("sem", "hasPlace")
    hasBeginTimeStamp = _term("sem", "hasBeginTimeStamp")
    hasEndTimeStamp = _term("sem", "hasEndTimeStamp")
    subEventOf = _term("sem", "subEventOf")


class SKOS:
    """Labels."""

    prefLabel = _term("skos", "prefLabel")
    altLabel = _term("skos", "altLabel")


class NIF:
    """Words of an article, by offset."""

    Context = _term("nif", "Context")
    OffsetBasedString = _term("nif", "OffsetBasedString")
    isString = _term("nif", "isString")
    anchorOf = _term("nif", "anchorOf")
    beginIndex = _term("nif", "beginIndex")
    endIndex = _term("nif", "endIndex")
    referenceContext = _term("nif", "referenceContext")


class ITSRDF:
    """What words refer to."""

    taIdentRef = _term("itsrdf", "taIdentRef")


class GAF:
    """From a fact to the words that state it."""

    denotedBy = _term("gaf", "denotedBy")


class PROV:
    """Which article a fact comes from, which run wrote it."""

    Activity = _term("prov", "Activity")
    wasDerivedFrom = _term("prov", "wasDerivedFrom")
    wasGeneratedBy = _term("prov", "wasGeneratedBy")


class DCTERMS:
    """Identifiers."""

    identifier = _term("dcterms", "identifier")


class KG:
    """Own terms: what no vocabulary above has. Described in ontology/kg.ttl."""

    TimeExpression = _term("kg", "TimeExpression")
    Participation = _term("kg", "Participation")
    start = _term("kg", "start")
    end = _term("kg", "end")
    participation = _term("kg", "participation")
    rank = _term("kg", "rank")
    postTitle = _term("kg", "postTitle")
    former = _term("kg", "former")
    acting = _term("kg", "acting")
    firstAttested = _term("kg", "firstAttested")
    lastAttested = _term("kg", "lastAttested")
    because = _term("kg", "because")
    rule = _term("kg", "rule")
    medium = _term("kg", "medium")
    byline = _term("kg", "byline")
    verb = _term("kg", "verb")
    direct = _term("kg", "direct")
    divisionCode = _term("kg", "divisionCode")
    version = _term("kg", "version")
    EventTypes = _term("kg", "EventTypes")
    ParticipantRoles = _term("kg", "ParticipantRoles")
    InstitutionKinds = _term("kg", "InstitutionKinds")


_CODES = (
    "meeting talks visit ceremony publication message appointment decision incident history "
    "chair speaker attendee party author recipient appointee "
    "government legislature cppcc judicial military enterprise academic media social international foreign other"
)

# The concept of each code of kg.model: event types, participant roles, kinds of institution ("party" is both a role and a kind).
CODES: Final[dict[str, NamedNode]] = {code: _term("kg", code) for code in _CODES.split()}

VOCABULARIES: Final = (RDF, XSD, SCHEMA, FOAF, ORG, SEM, SKOS, NIF, ITSRDF, GAF, PROV, DCTERMS, KG)

# Every term that data may use; kg.check refuses the rest.
TERMS: Final[frozenset[NamedNode]] = frozenset(
    term for vocabulary in VOCABULARIES for term in vars(vocabulary).values() if isinstance(term, NamedNode)
) | frozenset(CODES.values())


def thing(path: str) -> NamedNode:
    """The node of a path under …/id/: thing("person/陈吉宁-1f0c2a")."""
    return NamedNode(BASE + path)


# The graph that holds what belongs to things over all articles: labels, kinds, intervals, reasons.
ENTITIES: Final = thing("graph/entities")
