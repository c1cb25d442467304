"""A happening while an article is read: all that its clauses have told of it so far.

In: sightings, one after the other. Out: `Happening`, which knows its people, date, bodies, places and documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import EventType, Mention, Role
from kg.sighting import Sighting

PRESS = ("发布会", "记者会", "记者招待会", "通气会", "吹风会", "见面会")  # where one speaks to the press
NEXT = 24  # code points from a name to the verb of the next clause
OUTDOORS = frozenset(("ceremony.parade", "ceremony.drill", "ceremony.campaign", "ceremony.match"))
_PLAYED = OUTDOORS | {"ceremony.contest"}
MEETINGS = frozenset(("meeting", "ceremony"))
LEADING = frozenset(("party", "author", "appointee", "recipient"))
_HOMEWARD = ("返回", "回到", "回国", "离开", "结束")  # day and goal of the way home are not those of the stay
_ROLE_RANK = {"chair": 0, "party": 1, "appointee": 1, "author": 1, "speaker": 2, "recipient": 3, "attendee": 4}


@dataclass(slots=True)
class Happening:
    """What is known of one happening so far; `told` are its sightings, notes left out."""

    told: list[Sighting] = field(default_factory=list)
    people: dict[str, Role] = field(default_factory=dict)
    date: Mention | None = None
    bodies: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    reached: int = 0  # where the last clause ends that told of it or added to it

    @property
    def first(self) -> Sighting:
        """The sighting that it began with."""
        return self.told[0]

    @property
    def type(self) -> EventType:
        """The type of the first sighting that tells it, in the body before the headline; 发布公告，决定… is a decision."""
        first = next((s for s in self.told if s.standing == "told" and not s.headline), None) or self.told[0]
        return "decision" if first.type == "publication" and self.decided is not None else first.type

    @property
    def decided(self) -> Sighting | None:
        """The clause that says what was decided."""
        return next((s for s in self.told if s.rule == "decision.decide"), None)

    @property
    def happens(self) -> bool:
        """Whether a clause tells it, so that notes can belong to it."""
        return any(s.standing == "told" and not s.said for s in self.told)

    @property
    def gathers(self) -> bool:
        """Whether people sit together at it, so that words said on its day were said there; not at a signature, an opening, a parade or games."""
        return self.type == "meeting" or (self.type == "ceremony" and not all(s.verbal or s.rule in _PLAYED for s in self.told))

    @property
    def placed(self) -> bool:
        """Whether it is more than a name: dated, peopled or in the headline."""
        return self.date is not None or bool(self.people) or self.first.headline

    @property
    def coming(self) -> bool:
        """Whether all that tells it, or all that gives its day, tells of something to come."""
        dating = [s for s in self.told if s.date is not None and s.date is self.date]
        if dating and all(s.coming for s in dating):
            return True
        told = [s for s in self.told if s.standing == "told"]
        return all(s.coming for s in [s for s in told if not s.headline] or told)

    def named(self, nouns: tuple[str, ...]) -> bool:
        """Whether it is called by one of these nouns."""
        return any(s.noun.endswith(nouns) for s in self.told)

    def leading(self, roles: frozenset[str] = LEADING) -> set[str]:
        """The persons whose doing it is."""
        return {name for name, role in self.people.items() if role in roles}

    def add(self, sighting: Sighting) -> None:
        """Take over what the sighting knows."""
        self.reached = sighting.end
        for name, given in sighting.people:
            role: Role = "author" if sighting.rule == "company.named" and self.type == "message" else given
            old = self.people.get(name)
            if old is None or (_ROLE_RANK[role] < _ROLE_RANK[old]):
                self.people[name] = role
        self.bodies += [b for b in sighting.bodies if b not in self.bodies]
        self.documents += [d for d in sighting.documents if d not in self.documents]
        if sighting.rule == "company.stop":
            self.places += [p for p in sighting.places if p not in self.places]
        if sighting.standing == "note":
            return
        self.told.append(sighting)
        homeward = sighting.type == "visit" and len(self.told) > 1 and _leaves(sighting) and not _leaves(self.told[0])
        if homeward:
            return
        if all(s.headline for s in self.told[:-1]):
            self.places = list(dict.fromkeys([*sighting.places, *self.places]))
        self.places += [p for p in sighting.places if p not in self.places]
        if sighting.date is not None and (self.date is None or _finer(sighting.date, self.date)):
            self.date = sighting.date

    def stands_in(self, section: int) -> bool:
        """Whether some clause of the section tells of it."""
        return any(s.section == section for s in self.told)


def _leaves(visit: Sighting) -> bool:
    return any(word in visit.name for word in _HOMEWARD)


def dates_fit(happening: Happening, new: Sighting) -> bool:
    a = happening.date.period if happening.date else None
    b = new.date.period if new.date else None
    if a is None or b is None:
        return True
    return _meet(a.start, b.start) or (a.start <= b.start <= a.end) or (b.start <= a.start <= b.end)


def _meet(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _finer(new: Mention, old: Mention) -> bool:
    """Whether the new date says more than the old one: the day of its month."""
    a, b = new.period, old.period
    return a is not None and b is not None and len(a.start) > len(b.start) and a.start.startswith(b.start)
