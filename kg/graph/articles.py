"""One reading → the graph of its article.

In: a reading, the names of all entities, and the page of what articles share. Out: a page of N-Quads. Facts that several
articles can state word for word (the title of a post, the place of an event that was joined) go to the shared page, where they
stand once.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable

from kg import __version__
from kg.iri import article_path, digest
from kg.model import Article, Event, Evidence, Linking, Membership, Mention, Quotation, Reading
from kg.nquads import Page, Term, boolean, chinese, date, integer, named, node, plain
from kg.vocab import CODES, DCTERMS, GAF, ITSRDF, KG, NIF, ORG, PROV, RDF, SCHEMA, SEM

_LOG = logging.getLogger("kg.graph")

_TYPE = named(RDF.type)
_MENTION = named(NIF.OffsetBasedString)
_ANCHOR = named(NIF.anchorOf)
_BEGIN = named(NIF.beginIndex)
_END = named(NIF.endIndex)
_CONTEXT = named(NIF.referenceContext)
_REFERS = named(ITSRDF.taIdentRef)
_MENTIONS = named(SCHEMA.mentions)
_DERIVED = named(PROV.wasDerivedFrom)
_DENOTED = named(GAF.denotedBy)
_RULE = named(KG.rule)
_ROLES = {code: named(concept) for code, concept in CODES.items()}
# Where the words leave open whether a name is that of a place or of a body (文昌航天发射场), the linker has decided.
_KINDS = {"institution": ("institution", "place"), "place": ("place", "institution")}
# Of two parts that a person has in one event the earlier one counts: who chairs and speaks is chair.
_STRENGTH = {
    role: place for place, role in enumerate(("chair", "speaker", "party", "author", "recipient", "appointee", "attendee"))
}


Parts = dict[Term, tuple[str, int]]  # the role and the rank of each person


class Names:
    """Which node a name stands for in an article, and which node took a claim."""

    def __init__(self, linking: Linking) -> None:
        self._things: dict[tuple[str, str, str], Term] = {}
        for entity in linking.entities:
            thing = node(entity.id)
            for own in entity.owns:
                self._things[entity.kind, own.article, own.name] = thing
        self._tenures = {(c.article, c.index): t for t in linking.tenures for c in t.claims}
        self._occurrences = {(c.article, c.index): o for o in linking.occurrences for c in o.claims}

    def find(self, article: str, name: str, *kinds: str) -> Term | None:
        """The entity that owns this name in this article, of the first kind that has one."""
        for kind in kinds:
            thing = self._things.get((kind, article, name))
            if thing is not None:
                return thing
        return None

    def thing(self, article: str, name: str, *kinds: str) -> Term | None:
        """As `find`, with a warning where nobody owns the name."""
        found = self.find(article, name, *kinds)
        if found is None:
            _LOG.warning("%s: no entity owns %s (%s); the facts that name it are left out", article, name, " or ".join(kinds))
        return found

    def membership(self, article: str, index: int) -> tuple[Term, bool] | None:
        """The node of the tenure that took a claim, and whether it still lacks an institution."""
        tenure = self._tenures.get((article, index))
        if tenure is None:
            _LOG.warning("%s: no tenure took claim %d; it is left out", article, index)
            return None
        return node(tenure.id), tenure.organization is None

    def event(self, article: str, index: int) -> tuple[Term, str, bool] | None:
        """The node and the id of the occurrence that took a claim, and whether it took others too."""
        occurrence = self._occurrences.get((article, index))
        if occurrence is None:
            _LOG.warning("%s: no occurrence took claim %d; it is left out", article, index)
            return None
        return node(occurrence.id), occurrence.id, len(occurrence.claims) > 1


class Shared:
    """What several articles state: a page of facts that stand once, and the parts of persons in events that were joined."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._parts: dict[str, Parts] = defaultdict(dict)

    def take(self, path: str, parts: Parts) -> None:
        """Note the parts that one article gives to persons in the event at `path`."""
        for person, part in parts.items():
            _strongest(self._parts[path], person, part)

    def finish(self) -> None:
        """Write the parts, now that every article has been read."""
        for path, parts in self._parts.items():
            _write_parts(self.page, path, parts)


def _strongest(parts: Parts, person: Term, part: tuple[str, int]) -> None:
    known = parts.get(person)
    if known is None:
        parts[person] = part
    else:
        parts[person] = (min(known[0], part[0], key=_STRENGTH.__getitem__), min(known[1], part[1]))


def _write_parts(page: Page, path: str, parts: Parts) -> None:
    event = node(path)
    for person, (role, rank) in parts.items():
        part = node(f"{path}/participation/{person[1:-1].rpartition('/')[2]}")
        page.add(event, named(SEM.hasActor), person)
        page.add(event, named(KG.participation), part)
        page.add(part, _TYPE, named(KG.Participation))
        page.add(part, named(RDF.value), person)
        page.add(part, named(SEM.roleType), _ROLES[role])
        page.add(part, named(KG.rank), integer(rank))


def article_page(reading: Reading, names: Names, shared: Shared) -> Page:
    """Everything that one article states, as a page of its own; what others may state too is noted in `shared`."""
    writer = _Writer(reading.article, names, shared)
    writer.article()
    events = writer.claims(reading)
    writer.mentions(reading.mentions, events)
    return writer.page


def shared_facts(reading: Reading, index: int, names: Names, shared: Shared) -> None:
    """Note in `shared` what others may state too of the post or event that the claim `index` of a reading states."""
    writer = _Writer(reading.article, names, shared)
    claim = reading.claims[index]
    if isinstance(claim, Membership):
        writer.membership(index, claim)
    elif isinstance(claim, Event):
        writer.event(index, claim)


class _Writer:
    """Writes one article; the methods are called once each, those for one claim once for each."""

    def __init__(self, article: Article, names: Names, shared: Shared) -> None:
        self._article = article
        self._names = names
        self._shared = shared
        self._path = article_path(article.id)
        self._node = node(self._path)
        self._whole = self._span_node(0, len(article.text))
        self._spans: set[Term] = set()
        self.page = Page(self._node)

    def article(self) -> None:
        """The article itself, its text and where it comes from."""
        article, add = self._article, self.page.add
        add(self._node, _TYPE, named(SCHEMA.NewsArticle))
        add(self._node, named(DCTERMS.identifier), plain(article.id))
        add(self._node, named(SCHEMA.headline), chinese(article.title))
        if article.published:
            add(self._node, named(SCHEMA.datePublished), date(article.published))
        if article.medium:
            add(self._node, named(KG.medium), chinese(article.medium))
        for name in article.byline:
            author = self._names.find(article.id, name, "person")
            if author is None:
                add(self._node, named(KG.byline), chinese(name))
            else:
                add(self._node, named(SCHEMA.author), author)
        add(self._node, named(PROV.wasGeneratedBy), node(f"run/{__version__}"))
        add(self._whole, _TYPE, named(NIF.Context))
        add(self._whole, named(NIF.isString), chinese(article.text))

    def claims(self, reading: Reading) -> dict[str, Term]:
        """Posts, events and quotations; returns the events by their names in this article."""
        events: dict[str, Term] = {}
        for index, claim in enumerate(reading.claims):
            if isinstance(claim, Membership):
                self.membership(index, claim)
            elif isinstance(claim, Quotation):
                self._quotation(claim)
            else:
                event = self.event(index, claim)
                if event is not None:
                    events.setdefault(claim.name, event)
        return events

    def mentions(self, mentions: Iterable[Mention], events: dict[str, Term]) -> None:
        """Words that stand for a thing or a date. A post is no thing of its own: its words are evidence of a membership."""
        things: dict[Term, None] = dict.fromkeys(events.values())
        for mention in mentions:
            if mention.kind == "date":
                self._time(mention)
                continue
            if mention.kind == "post":
                continue
            if mention.kind == "event":
                thing = events.get(mention.name)
            else:
                thing = self._names.thing(self._article.id, mention.name, *_KINDS.get(mention.kind, (mention.kind,)))
            if thing is not None:
                self.page.add(self._span(mention.start, mention.end), _REFERS, thing)
                things[thing] = None
        for thing in things:
            self.page.add(self._node, _MENTIONS, thing)

    def _time(self, mention: Mention) -> None:
        """A time expression; one that no calendar places has neither start nor end."""
        span = self._span(mention.start, mention.end)
        self.page.add(span, _TYPE, named(KG.TimeExpression))
        if mention.period is not None:
            self.page.add(span, named(KG.start), date(mention.period.start))
            self.page.add(span, named(KG.end), date(mention.period.end))

    def membership(self, index: int, claim: Membership) -> None:
        """That a person holds a post."""
        found = self._names.membership(self._article.id, index)
        if found is None:
            return
        membership, lacks_institution = found
        self._shared.page.add(membership, named(KG.postTitle), chinese(claim.title))
        if lacks_institution and claim.organization is not None:
            body = self._names.thing(self._article.id, claim.organization, *_KINDS["institution"])
            if body is not None:
                self._shared.page.add(membership, named(ORG.organization), body)
        self._stated(membership, claim.evidence)

    def event(self, index: int, claim: Event) -> Term | None:
        """That something happens; returns the event."""
        found = self._names.event(self._article.id, index)
        if found is None:
            return None
        event, path, joined = found
        facts = self._shared.page if joined else self.page
        for name in claim.places:
            self._link(facts, event, named(SEM.hasPlace), name, *_KINDS["place"])
        for name in claim.organizations:
            self._link(facts, event, named(SEM.hasActor), name, *_KINDS["institution"])
        for name in claim.documents:
            self._link(facts, event, named(SCHEMA.about), name, "document")
        parts: Parts = {}
        for participant in claim.participants:
            person = self._names.thing(self._article.id, participant.person, "person")
            if person is not None:
                _strongest(parts, person, (participant.role, participant.rank))
        if joined:
            self._shared.take(path, parts)
        else:
            _write_parts(self.page, path, parts)
        if claim.core:
            self.page.add(self._node, named(SCHEMA.about), event)
        self._stated(event, claim.evidence)
        return event

    def _link(self, page: Page, event: Term, predicate: Term, name: str, *kinds: str) -> None:
        thing = self._names.thing(self._article.id, name, *kinds)
        if thing is not None:
            page.add(event, predicate, thing)

    def _quotation(self, claim: Quotation) -> None:
        kinds = ("person",) if claim.speaker_kind == "person" else _KINDS["institution"]
        speaker = self._names.thing(self._article.id, claim.speaker, *kinds)
        if speaker is None:
            return
        words = digest(self._article.id, str(claim.evidence.start), claim.speaker, claim.text)
        quotation, add = node(f"quotation/{self._path.removeprefix('article/')}-{words}"), self.page.add
        add(quotation, _TYPE, named(SCHEMA.Quotation))
        add(quotation, named(SCHEMA.creator), speaker)
        add(quotation, named(SCHEMA.text), chinese(claim.text))
        add(quotation, named(SCHEMA.isPartOf), self._node)
        add(quotation, named(KG.verb), chinese(claim.verb))
        add(quotation, named(KG.direct), boolean(claim.direct))
        add(quotation, _DENOTED, self._evidence(claim.evidence))

    def _stated(self, fact: Term, evidence: Evidence) -> None:
        """This article states the fact, in these words."""
        self.page.add(fact, _DERIVED, self._node)
        self.page.add(fact, _DENOTED, self._evidence(evidence))

    def _evidence(self, evidence: Evidence) -> Term:
        span = self._span(evidence.start, evidence.end)
        self.page.add(span, _RULE, plain(evidence.rule))
        return span

    def _span_node(self, start: int, end: int) -> Term:
        return node(f"{self._path}#char={start},{end}")

    def _span(self, start: int, end: int) -> Term:
        """The characters from start to end as a node; the first call writes what they are."""
        span, add = self._span_node(start, end), self.page.add
        if span not in self._spans:
            self._spans.add(span)
            add(span, _TYPE, _MENTION)
            add(span, _ANCHOR, chinese(self._article.text[start:end]))
            add(span, _BEGIN, integer(start))
            add(span, _END, integer(end))
            add(span, _CONTEXT, self._whole)
        return span
