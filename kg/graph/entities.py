"""The linking → the graph of entities: what belongs to persons, bodies, places, documents, posts and events over all articles."""

from __future__ import annotations

from collections.abc import Iterable

from kg import __version__
from kg.iri import slug, thing_id
from kg.model import Entity, Linking, Occurrence, Tenure
from kg.nquads import TRUE, Page, Term, boolean, chinese, date, named, node, plain
from kg.vocab import CODES, FOAF, KG, ORG, PROV, RDF, SCHEMA, SEM, SKOS

_TYPE = named(RDF.type)
_BECAUSE = named(KG.because)
_CLASSES = {
    "person": named(FOAF.Person),
    "institution": named(ORG.Organization),
    "place": named(SCHEMA.Place),
    "document": named(SCHEMA.CreativeWork),
}
_STATED = (named(SCHEMA.startDate), named(SCHEMA.endDate))
_ATTESTED = (named(KG.firstAttested), named(KG.lastAttested))
_HAPPENED = (named(SEM.hasBeginTimeStamp), named(SEM.hasEndTimeStamp))


def write_entities(page: Page, linking: Linking) -> None:
    """Add to `page` what linking knows, and the run that wrote the graph: the version of the code, no clock."""
    run = node(f"run/{__version__}")
    page.add(run, _TYPE, named(PROV.Activity))
    page.add(run, named(KG.version), plain(__version__))
    for entity in linking.entities:
        _entity(page, entity)
    for role in sorted(roles(linking)):
        write_role(page, role)
    for tenure in linking.tenures:
        _tenure(page, tenure)
    for occurrence in linking.occurrences:
        _occurrence(page, occurrence)


def write_thing(page: Page, thing: Entity | Tenure | Occurrence) -> None:
    """Add what linking knows of one thing."""
    if isinstance(thing, Entity):
        _entity(page, thing)
    elif isinstance(thing, Tenure):
        _tenure(page, thing)
    else:
        _occurrence(page, thing)


def roles(linking: Linking) -> set[str]:
    """The role nouns of all posts."""
    return {tenure.role for tenure in linking.tenures if tenure.role}


def write_role(page: Page, role: str) -> None:
    """Add a role and its name."""
    page.add(role_node(role), _TYPE, named(ORG.Role))
    page.add(role_node(role), named(SKOS.prefLabel), chinese(role))


def _entity(page: Page, entity: Entity) -> None:
    thing = node(entity.id)
    page.add(thing, _TYPE, _CLASSES[entity.kind])
    _labels(page, thing, entity.labels)
    _reasons(page, thing, entity.because)
    if entity.kind == "institution" and entity.detail:
        page.add(thing, named(ORG.classification), named(CODES[entity.detail]))
    elif entity.kind == "place" and entity.detail.isdigit():
        page.add(thing, named(KG.divisionCode), plain(entity.detail))
    if entity.parent is None:
        return
    if entity.kind == "place":
        page.add(thing, named(SCHEMA.containedInPlace), node(entity.parent))
    elif entity.kind == "institution" and entity.parent.startswith("place/"):
        page.add(thing, named(SCHEMA.areaServed), node(entity.parent))
    elif entity.kind == "institution":
        page.add(thing, named(ORG.subOrganizationOf), node(entity.parent))


def _tenure(page: Page, tenure: Tenure) -> None:
    membership = node(tenure.id)
    page.add(membership, _TYPE, named(ORG.Membership))
    page.add(membership, named(ORG.member), node(tenure.person))
    if tenure.organization is not None:
        page.add(membership, named(ORG.organization), node(tenure.organization))
    if tenure.role:
        page.add(membership, named(ORG.role), role_node(tenure.role))
    page.add(membership, named(KG.former), boolean(tenure.former))
    if tenure.acting:
        page.add(membership, named(KG.acting), TRUE)
    _dates(page, membership, _STATED, (tenure.begin, tenure.end))
    _dates(page, membership, _ATTESTED, (tenure.first_attested, tenure.last_attested))
    _reasons(page, membership, tenure.because)


def _occurrence(page: Page, occurrence: Occurrence) -> None:
    event = node(occurrence.id)
    page.add(event, _TYPE, named(SEM.Event))
    page.add(event, named(SEM.eventType), named(CODES[occurrence.type]))
    _labels(page, event, occurrence.labels)
    _dates(page, event, _HAPPENED, (occurrence.begin, occurrence.end))
    if occurrence.part_of is not None:
        page.add(event, named(SEM.subEventOf), node(occurrence.part_of))
    _reasons(page, event, occurrence.because)


def role_node(role: str) -> Term:
    """A role is its noun: id/role/副书记; one that a path cannot spell gets a digest."""
    return node(f"role/{role}" if slug(role) == role else thing_id("role", role))


def _labels(page: Page, thing: Term, labels: tuple[str, ...]) -> None:
    for place, label in enumerate(labels):
        page.add(thing, named(SKOS.altLabel if place else SKOS.prefLabel), chinese(label))


def _dates(page: Page, thing: Term, predicates: tuple[Term, Term], values: tuple[str | None, str | None]) -> None:
    for predicate, value in zip(predicates, values, strict=True):
        if value:
            page.add(thing, predicate, date(value))


def _reasons(page: Page, thing: Term, reasons: Iterable[str]) -> None:
    for reason in reasons:
        page.add(thing, _BECAUSE, plain(reason))
