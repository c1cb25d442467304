"""An article with everything that was read in it, for a person to check: `python -m kg explain`.

In: a reading and the open graph. Out: lines: the article with its mentions marked, what they stand for and why, each claim with
its words and the rule that read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph

from kg.export import shorten
from kg.extract import unread
from kg.iri import article_path
from kg.model import Article, Claim, Event, Membership, Mention, Quotation, Reading
from kg.query import ask
from kg.vocab import thing

# The marks round a mention, by its kind.
MARKS = {
    "person": "【】",
    "institution": "〔〕",
    "place": "⟨⟩",
    "date": "⌊⌋",
    "document": "⟦⟧",
    "post": "｛｝",
    "event": "⟪⟫",
}

_LACKS = {"person": "a person", "value": "a day", "event": "an event"}

_THINGS = """SELECT DISTINCT ?thing ?label ?why ?article WHERE {
  ?article schema:mentions ?thing . ?thing skos:prefLabel ?label . OPTIONAL { ?thing kg:because ?why }
} ORDER BY ?thing ?why"""


def explain(reading: Reading, graph: pyoxigraph.Store) -> Iterator[str]:
    """The lines of the explanation."""
    article = reading.article
    yield f"{article.id}  {article.published or 'no date'}  {article.medium or ''}  {article.origin}".rstrip()
    yield "  ".join(f"{marks[0]}{kind}{marks[1]}" for kind, marks in MARKS.items())
    yield ""
    yield from marked(article, reading.mentions).split("\n")
    yield ""
    for mention in reading.mentions:
        if mention.kind == "date":
            when = f"{mention.period.start} – {mention.period.end}" if mention.period else "no calendar can tell"
            yield f"date {mention.text}: {when}"
    yield from _things(article, graph)
    for claim in reading.claims:
        words = article.text[claim.evidence.start : claim.evidence.end].replace("\n", " ")
        yield f"{_said(claim)}\n    “{words}”  [{claim.evidence.start},{claim.evidence.end}]  rule {claim.evidence.rule}"
    for gap in unread(reading):
        yield f"not understood: {gap.text}  [{gap.start},{gap.end}]  without {_LACKS[gap.lacks]}"


def marked(article: Article, mentions: Iterable[Mention]) -> str:
    """The text with a pair of marks round each mention; one inside another stands inside its marks."""
    cuts = [(m.end, 0, -m.start, MARKS[m.kind][1]) for m in mentions] + [(m.start, 1, -m.end, MARKS[m.kind][0]) for m in mentions]
    parts: list[str] = []
    last = 0
    for place, _, _, mark in sorted(cuts):
        parts += article.text[last:place], mark
        last = place
    return "".join(parts) + article.text[last:]


def _things(article: Article, graph: pyoxigraph.Store) -> Iterator[str]:
    """What the mentions stand for across articles, and why they are taken to be that."""
    last = ""
    for iri, label, why, _ in ask(graph, _THINGS, {"article": thing(article_path(article.id))}).strings():
        if iri != last:
            yield f"{shorten(iri)}  {label}"
        if why:
            yield f"    because {why}"
        last = iri


def _said(claim: Claim) -> str:
    if isinstance(claim, Membership):
        span = f", {claim.begin or '…'} – {claim.end or '…'}" if claim.begin or claim.end else ""
        state = " (former)" if claim.former else " (acting)" if claim.acting else ""
        return f"post {claim.person}: {claim.title}{state}, role {claim.role}, in {claim.organization or 'no institution'}{span}"
    if isinstance(claim, Quotation):
        return f"quotation {claim.speaker} {claim.verb}, {'direct' if claim.direct else 'reported'}: {claim.text}"
    assert isinstance(claim, Event)
    parts = [f"{participant.person} ({participant.role})" for participant in claim.participants]
    who = "、".join([*parts, *claim.organizations]) or "nobody named"
    when = f"{claim.begin or 'no day'}" + (f" – {claim.end}" if claim.end and claim.end != claim.begin else "")
    where = "、".join(claim.places) or "no place"
    return f"{claim.type} {claim.name}: {when}, {where}; {who}{'' if claim.core else ' (in passing)'}"
