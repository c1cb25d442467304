"""The page of a person, an institution, an event, a place or a document: a card, and every fact with its sentence."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import altair as alt
import pandas as pd
import streamlit as st

from kg.web import facts, marks, papers
from kg.web.facts import Card, Happening, Link, Post, Span
from kg.web.frame import address, asked_thing, coded, html, language, page_slice, switch, t, thing_link, unknown_thing
from kg.web.source import Graph, path_of

_QUOTES = 3  # sentences shown for one fact


def show() -> None:
    """The page."""
    graph, iri = asked_thing()
    card = facts.card(graph, iri)
    if card is None or card.kind == "article":
        unknown_thing(iri)
        return
    st.set_page_config(page_title=f"{card.label} · {t('app')}")
    left, right = st.columns([5, 1])
    with right:
        switch()
    held = facts.posts(graph, iri, "member" if card.kind == "person" else "organization")
    with left:
        _card(graph, card, held)
    if card.kind == "event":
        _event(graph, card)
    else:
        _lists(graph, card, held)
    _papers(graph, card)
    _take(graph, card)


def _card(graph: Graph, card: Card, held: Sequence[Post]) -> None:
    """Name, kind, aliases, how often and when reported, current posts."""
    chips = [marks.chip(t(card.kind), card.kind), *[marks.chip(coded(detail)) for detail in card.details]]
    chips.append(marks.chip(t("n-articles", n=card.articles)))
    lines = [f"<h2>{marks.plain(card.label)}</h2>", f"<div>{''.join(chips)}</div>"]
    if card.aliases:
        lines.append(f"<div>{marks.dim(t('aliases'))} {marks.plain('、'.join(card.aliases[:20]))}</div>")
    if card.first:
        lines.append(f"<div>{marks.dim(t('seen', first=card.first, last=card.last))}</div>")
    above, below = facts.relatives(graph, card.iri)
    for word, links in (("parent", above), ("children", below)):
        if links:
            lines.append(_family(t(word), links))
    html(*lines)
    if card.kind == "person":
        _current(held, card.last)
    if card.because:
        with st.expander(t("because")):
            html("".join(f"<div>{marks.plain(reason)}</div>" for reason in card.because))
    if card.kind in ("person", "institution"):
        html(marks.anchor(t("open-network"), address("network", id=path_of(card.iri))))


def _family(word: str, links: Sequence[Link]) -> str:
    """What is above or below a thing, folded where it is much."""
    if len(links) <= 8:
        return f"<div>{marks.dim(word)} {_links(links)}</div>"
    return f"<details><summary>{marks.dim(f'{word} {len(links)}')} …</summary>{_links(links)}</details>"


def _current(held: Sequence[Post], last: str) -> None:
    """The posts held on a day; by default the last day on which the person was reported."""
    default = date.fromisoformat(last) if len(last) == 10 else None
    column, beside = st.columns([1, 4], vertical_alignment="bottom")
    with column:
        day = st.date_input(t("as-of"), value=default, min_value=date(1900, 1, 1), key="asof", format="YYYY-MM-DD")
    if not isinstance(day, date):
        return
    titles = "、".join(dict.fromkeys(post.title for post in held if post.holds(day.isoformat())))
    with beside:
        found = f"{marks.dim(t('current-posts', day=day))} <b>{marks.plain(titles)}</b>"
        html(f"<p>{found if titles else marks.dim(t('no-current-post', day=day))}</p>")


def _lists(graph: Graph, card: Card, held: Sequence[Post]) -> None:
    """Posts, events, people met, quotations: a tab for each that has any, filled when it is opened."""
    person = card.kind == "person"
    sizes = {"posts" if person else "people-with-posts": len(held), **facts.sizes(graph, card.iri, card.kind)}
    kept = [name for name, number in sizes.items() if number]
    if person and sizes["events"]:
        kept.insert(kept.index("events") + 1, "met")
    if not kept:
        return
    tabs = st.tabs([f"{t(name)} {sizes.get(name, '')}" for name in kept], on_change="rerun", key=f"tabs-{card.iri}-{language()}")
    for name, tab in zip(kept, tabs, strict=True):
        if not tab.open:
            continue
        with tab:
            if name == "events":
                _happenings(graph, facts.events(graph, card.iri, card.kind))
            elif name == "met":
                _company(facts.met(graph, card.iri))
            elif name == "quotations":
                _sayings(graph, facts.sayings(graph, card.iri))
            else:
                _posts(graph, held, card.kind)


def _company(company: Sequence[tuple[Link, int]]) -> None:
    shown = company[page_slice("met-page", len(company))]
    html(marks.table([t("col-person"), t("met-note")], [(_link(link), str(number)) for link, number in shown]))


def _posts(graph: Graph, held: Sequence[Post], kind: str) -> None:
    _gantt(held, kind)
    shown = held[page_slice("posts-page", len(held))]
    spans = facts.spans_of(graph, [post.iri for post in shown])
    quoted = _quoted(graph, [span for post in shown for span in spans[post.iri][:_QUOTES]])
    rows = []
    for number, post in enumerate(shown):
        title = (marks.chip(t("former")) if post.former else "") + marks.plain(post.title)
        other = post.person if kind != "person" else post.institution
        cells = [f"<b>{title}</b>", _link(other) if other else "", marks.dim(_when(post))]
        rows.append(marks.row("three", cells, *_proof(quoted, spans[post.iri]), number == 0))
    html(*rows)


def _when(post: Post) -> str:
    """When a post was held: stated ends where there are any, else first and last report."""
    if post.begin and post.end:
        return t("from-to", begin=post.begin, end=post.end)
    if post.begin:
        return t("since", begin=post.begin)
    if post.end:
        return t("until", end=post.end)
    if post.first and post.first != post.last:
        return t("attested", first=post.first, last=post.last)
    return t("attested-once", first=post.first) if post.first else t("undated")


def _gantt(held: Sequence[Post], kind: str) -> None:
    """Posts over time: a full bar where an article states the term, a pale one between first and last report."""
    rows = []
    for post in held[:40]:
        begin, end = post.begin or post.first, post.end or post.last or post.first
        if begin and end:
            who = post.title if kind == "person" else f"{post.person.label} {post.title}"
            known = t("stated") if post.begin or post.end else t("observed")
            rows.append({"who": who, "begin": _day(begin, False), "end": _day(end, True), "known": known})
    if len(rows) < 2:
        return
    frame = pd.DataFrame(rows)
    days = (frame["end"].max() - frame["begin"].min()).days
    axis = alt.Axis(format="%Y-%m-%d" if days < 240 else "%Y-%m" if days < 3000 else "%Y", labelAngle=0, tickCount=6)
    scale = alt.Scale(domain=[t("stated"), t("observed")], range=["#b0413a", "#dba79c"])
    base = alt.Chart(frame).encode(
        x=alt.X("begin:T", title=None, axis=axis),
        y=alt.Y("who:N", title=None, sort=None, axis=alt.Axis(labelLimit=260)),
        color=alt.Color("known:N", title=None, scale=scale, legend=alt.Legend(orient="top", offset=2)),
        tooltip=[alt.Tooltip("who:N"), alt.Tooltip("begin:T", format="%Y-%m-%d"), alt.Tooltip("end:T", format="%Y-%m-%d")],
    )
    bars = base.mark_bar(height=11, cornerRadius=3).encode(x2="end:T")
    chart = (bars + base.mark_circle(size=110, opacity=1)).properties(height=alt.Step(22), padding={"top": 0, "bottom": 4})
    st.altair_chart(chart, width="stretch")


def _day(prefix: str, last: bool) -> pd.Timestamp:
    """The first or the day after the last day of an ISO prefix, so that a single day has a width."""
    start = pd.Timestamp(prefix)
    if not last:
        return start
    return start + {4: pd.DateOffset(years=1), 7: pd.DateOffset(months=1)}.get(len(prefix), pd.DateOffset(days=1))


def _happenings(graph: Graph, happened: Sequence[Happening]) -> None:
    shown = happened[page_slice("events-page", len(happened))]
    spans = facts.spans_of(graph, [event.iri for event in shown])
    quoted = _quoted(graph, [span for event in shown for span in spans[event.iri][:_QUOTES]])
    rows = []
    for number, event in enumerate(shown):
        role = " " + marks.chip(coded(event.role, role=True)) if event.role else ""
        name = thing_link(event.iri, event.label or event.iri) + role
        cells = [marks.dim(_period(event.begin, event.end)), name, coded(event.type)]
        rows.append(marks.row("two", cells, *_proof(quoted, spans[event.iri]), number == 0))
    html(*rows)


def _sayings(graph: Graph, sayings: Sequence[facts.Saying]) -> None:
    shown = sayings[page_slice("sayings-page", len(sayings))]
    said = facts.said(graph, [saying.iri for saying in shown])
    spans = facts.spans_of(graph, [saying.iri for saying in shown])
    quoted = _quoted(graph, [span for saying in shown for span in spans[saying.iri][:1]])
    html(
        *[
            marks.row("two", [marks.dim(saying.date), marks.plain(said[saying.iri]), ""], *_proof(quoted, spans[saying.iri]))
            for saying in shown
        ]
    )


def _event(graph: Graph, card: Card) -> None:
    """An event: its day, who took part, what belongs to it, and the words that report it."""
    event = graph.things[card.iri]
    lines = [f"<div>{marks.dim(t('dated'))} {_period(event.begin, event.end)}</div>"]
    parts = facts.parts(graph, card.iri)
    for kind, word in (("institution", "organizations"), ("place", "took-place"), ("document", "about-documents")):
        if parts.get(kind):
            lines.append(f"<div>{marks.dim(t(word))} {_links(parts[kind])}</div>")
    html(*lines)
    if parts["person"]:
        rows = [(_link(link), coded(link.note, role=True)) for link in parts["person"]]
        html(f"<h4>{t('participants')}</h4>", marks.table([], rows))
    spans = facts.spans_of(graph, [card.iri])[card.iri]
    html(f"<h4>{t('evidence')}</h4>", _proof(_quoted(graph, spans[:8]), spans, 8)[1])


def _papers(graph: Graph, card: Card) -> None:
    """The articles that mention the thing, or report the event."""
    found = papers.sources(graph, card.iri) if card.kind == "event" else papers.papers(graph, card.iri)
    if not found:
        return
    html(f"<h4>{t('same-event-in') if card.kind == 'event' else t('papers')} {len(found)}</h4>")
    shown = found[page_slice("papers-page", len(found))]
    rows = [
        (marks.dim(paper.begin), marks.anchor(paper.label, address("article", id=path_of(paper.iri))), marks.dim(paper.note))
        for paper in shown
    ]
    html(marks.table([], rows))


def _take(graph: Graph, card: Card) -> None:
    """The facts about the thing as Turtle."""
    name = path_of(card.iri).rpartition("/")[2]
    st.download_button(
        t("take-turtle"), lambda: io.BytesIO(facts.turtle(graph, card.iri)), f"{name}.ttl", "text/turtle", on_click="ignore"
    )


def _quoted(graph: Graph, spans: Sequence[Span]) -> dict[Span, papers.Quote]:
    return {quote.span: quote for quote in papers.quotes(graph, spans)}


def _proof(quoted: dict[Span, papers.Quote], spans: Sequence[Span], limit: int = _QUOTES) -> tuple[str, str]:
    """What a row says of its evidence, and the sentences themselves with the words ringed."""
    shown = [quoted[span] for span in spans[:limit] if span in quoted]
    if not shown:
        return t("no-evidence"), ""
    body = "".join(_sentence(quote) for quote in shown)
    if len(spans) > len(shown):
        body += marks.dim(t("more-evidence", n=len(spans) - len(shown), shown=len(shown)))
    return (t("evidence") if len(spans) == 1 else t("evidence-n", n=len(spans))), body


def _sentence(quote: papers.Quote) -> str:
    span = quote.span
    href = address("article", id=path_of(span.article), at=f"{span.start},{span.end}")
    source = f"{marks.plain(quote.date)} {marks.anchor(quote.title, href)} · {t('rule')} {marks.plain(quote.rule)}"
    return f'<blockquote>{marks.ringed(quote.text, quote.start, quote.end)}<br><span class="dim">{source}</span></blockquote>'


def _period(begin: str, end: str) -> str:
    if not begin:
        return t("undated")
    return begin if begin == end or not end else t("from-to", begin=begin, end=end)


def _link(link: Link) -> str:
    return thing_link(link.iri, link.label)


def _links(links: Sequence[Link]) -> str:
    return "、".join(_link(link) for link in links)
