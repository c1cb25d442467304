"""Small readings for the tests of linking: an article from a few words, with mentions found by their text."""

from __future__ import annotations

from typing import Any

from kg.model import Article, Event, Evidence, Kind, Linking, Membership, Mention, Participant, Reading

WORDS = Evidence(0, 1, "test")


def article(number: int, text: str, published: str | None = "2024-05-01", place: str | None = None) -> Article:
    """An article `a<number>` whose headline is the first line of the text."""
    title = text.split("\n")[0]
    return Article(f"a{number}", title, text, min(len(title) + 1, len(text)), published, "晚报", place)


def mentions(of: Article, kind: Kind, *names: str) -> tuple[Mention, ...]:
    """Every occurrence of each name; "省委=江西省委" writes the form and the name it has in this article."""
    found = []
    for entry in names:
        form, _, name = entry.partition("=")
        start = of.text.find(form)
        while start >= 0:
            found.append(Mention(of.id, start, start + len(form), kind, form, name or form))
            start = of.text.find(form, start + 1)
    return tuple(sorted(found, key=lambda m: m.start))


def post(of: Article, person: str, role: str, body: str | None, **more: Any) -> Membership:
    """A post as an article states it."""
    return Membership(
        of.id,
        person,
        more.pop("title", f"{body or ''}{role}"),
        role,
        body,
        (),
        more.pop("former", False),
        WORDS,
        **more,
    )


def event(of: Article, kind: Any, name: str, day: str | None, persons: tuple[str, ...] = (), **more: Any) -> Event:
    """An event as an article tells it."""
    people = tuple(Participant(p, "attendee", n) for n, p in enumerate(persons, 1))
    return Event(
        of.id,
        kind,
        name,
        day,
        day,
        None,
        more.pop("places", ()),
        people,
        more.pop("bodies", ()),
        (),
        more.pop("core", True),
        WORDS,
    )


def reading(
    of: Article,
    persons: tuple[str, ...] = (),
    bodies: tuple[str, ...] = (),
    claims: tuple[Any, ...] = (),
    **more: Any,
) -> Reading:
    """What was read in an article."""
    found = (
        *mentions(of, "person", *persons),
        *mentions(of, "institution", *bodies),
        *mentions(of, "place", *more.pop("places", ())),
        *mentions(of, "document", *more.pop("documents", ())),
    )
    return Reading(of, tuple(sorted(found, key=lambda m: (m.start, m.end))), claims)


def owner(linking: Linking, kind: str, of: str, name: str) -> str:
    """The id of the one entity that owns a name in an article."""
    (found,) = {e.id for e in linking.entities if e.kind == kind for r in e.owns if (r.article, r.name) == (of, name)}
    return found
