"""Article → Reading: what is read, in which order. The body of `extract_all` is that order."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.dates import find_dates
from kg.extract.documents import find_documents
from kg.extract.events import claim_events, find_triggers
from kg.extract.holders import complete_posts
from kg.extract.institutions import find_institutions
from kg.extract.memberships import claim_memberships
from kg.extract.persons import find_persons
from kg.extract.places import find_places, split_venues
from kg.extract.posts import find_posts
from kg.extract.quotations import claim_quotations
from kg.extract.settled import settle_memberships
from kg.extract.shortnames import resolve_names
from kg.extract.tagger import propose
from kg.extract.unread import Unread, list_unread
from kg.model import Article, Claim, Reading
from kg.proposal import Proposal
from kg.text import fold


def extract(article: Article) -> Reading:
    """What one article says; nothing but the article and the lexicons is used."""
    return extract_all([article])[0]


def extract_all(articles: Sequence[Article]) -> list[Reading]:
    """The same for several articles: the trained reader is faster over many at once, the readings are those of each article alone."""
    proposals = propose([article.text for article in articles])
    return [_read(article, spans) for article, spans in zip(articles, proposals, strict=True)]


def _read(article: Article, proposals: Sequence[Proposal]) -> Reading:
    dates = find_dates(article)
    documents = find_documents(article)
    places = find_places(article, proposals)
    institutions = resolve_names(article, find_institutions(article, places, proposals))
    institutions, venues = split_venues(article, institutions)
    places = sorted([*places, *venues], key=lambda m: (m.start, -m.end))
    posts = find_posts(article, institutions, places)
    persons = find_persons(article, posts, institutions, places, proposals)
    people = {o for m in persons for o in range(m.start, m.end)}
    places = [p for p in places if p.start not in people and p.end - 1 not in people]
    posts = complete_posts(article, posts, persons, institutions, places)
    memberships = settle_memberships(article, claim_memberships(article, posts, persons), places, dates, institutions)
    named = [p.mention for p in posts]
    mentions = sorted([*dates, *documents, *places, *institutions, *named, *persons], key=lambda m: (m.start, -m.end, m.kind))
    events = claim_events(article, mentions, memberships)
    quotations = claim_quotations(article, mentions)
    claims: list[Claim] = [*memberships, *events, *quotations]
    claims.sort(key=lambda c: (c.evidence.start, c.evidence.end, type(c).__name__))
    return Reading(article, tuple(mentions), tuple(claims))


def unread(reading: Reading) -> list[Unread]:
    """The words of an article that promise a fact for which none was read: titles without a person, times without a value, happenings without
    an event."""
    words = find_triggers(fold(reading.article.text))
    return list_unread(reading, [(word.start, word.end) for word in words])
