"""One happening is one event: what several clauses tell of it is joined.

In: the sightings of an article in the order of its text. Out: `Happening`s in the order of their first clause, each with all
that was told of it. Types, dates, actors, names and places decide; a note goes to the happening that is being told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.alike import dice, other_number, other_part
from kg.model import EventType, Mention, Role
from kg.sighting import Sighting

_MEETINGS = frozenset(("meeting", "ceremony"))
_ROLE_RANK = {"chair": 0, "party": 1, "appointee": 1, "author": 1, "speaker": 2, "recipient": 3, "attendee": 4}
_AUTHOR = frozenset(("author",))
_LEADING = frozenset(("party", "author", "appointee", "recipient"))
_PLENARY = re.compile(r"([一二三四五六七八九十]{1,4})届.{0,8}?第?([一二三四五六七八九十]{1,2})(?:中全会|次全体会议)")
_CONGRESS = re.compile(
    r"^(?:中共|党的)?([一二三四五六七八九十]{1,3})大$|中?国?(?:共产党|中共)?第([一二三四五六七八九十]{1,3})次全国代表大会$"
)
_SENTENCES = ("判处", "宣判")
_SCENE = re.compile(r"现场|场指挥|一线|前线|灾区|震区|火场|疫点|事发|亲临")
_ALIKE = 0.5
_SAME_WORDS = 0.65
_NEAR = 250  # code points from a meeting to words that need no 在会上
_COMPANY = frozenset(("company.attend", "company.chair", "company.speak"))
_EARLY = 8  # notes kept for a meeting that is named after them
_MEMORY = 60  # happenings that a clause can still add to
_ATTENDED = frozenset(("meeting", "ceremony", "talks", "visit"))
_INHERITS = frozenset(("decision", "appointment"))


@dataclass(slots=True)
class Happening:
    """What is known of one happening so far; `told` are its sightings, notes left out."""

    told: list[Sighting] = field(default_factory=list)
    people: dict[str, Role] = field(default_factory=dict)
    date: Mention | None = None
    bodies: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)

    @property
    def first(self) -> Sighting:
        """The sighting that it began with."""
        return self.told[0]

    @property
    def type(self) -> EventType:
        """The type of the first sighting that tells it, in the body before the headline."""
        return (next((s for s in self.told if s.standing == "told" and not s.headline), None) or self.told[0]).type

    @property
    def happens(self) -> bool:
        """Whether a clause tells it, so that notes can belong to it."""
        return any(s.standing == "told" and not s.said for s in self.told)

    @property
    def gathers(self) -> bool:
        """Whether people sit together at it, so that words said on its day were said there; not at a signature or an opening."""
        return self.type == "meeting" or (self.type == "ceremony" and not all(s.verbal for s in self.told))

    @property
    def placed(self) -> bool:
        """Whether it is more than a name: dated, peopled or in the headline."""
        return self.date is not None or bool(self.people) or self.first.headline

    def leading(self, roles: frozenset[str] = _LEADING) -> set[str]:
        """The persons whose doing it is."""
        return {name for name, role in self.people.items() if role in roles}

    def add(self, sighting: Sighting) -> None:
        """Take over what the sighting knows."""
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
        if all(s.headline for s in self.told[:-1]):
            self.places = list(dict.fromkeys([*sighting.places, *self.places]))
        self.places += [p for p in sighting.places if p not in self.places]
        if sighting.date is not None and (self.date is None or _finer(sighting.date, self.date)):
            self.date = sighting.date

    def stands_in(self, section: int) -> bool:
        """Whether some clause of the section tells of it."""
        return any(s.section == section for s in self.told)


def join(sightings: Iterable[Sighting], closed: bool) -> list[Happening]:
    """Join the sightings of an article in the order of its text; `closed` keeps each section for itself."""
    happenings: list[Happening] = []
    early: list[Sighting] = []
    for sighting in sightings:
        recent = happenings[-_MEMORY:]
        fresh = _note(recent, sighting, closed) if sighting.standing == "note" else _told(recent, sighting, closed)
        if sighting.rule in _COMPANY and not recent:
            early = [*early[-_EARLY:], sighting]
        if fresh is not None:
            happenings.append(fresh)
            if fresh.type in _MEETINGS and fresh.happens and not fresh.first.headline:
                for note in early:
                    if note.section == fresh.first.section and fresh.first.start - note.end < _NEAR:
                        fresh.add(note)
                early = []
    return happenings


def _told(recent: list[Happening], sighting: Sighting, closed: bool) -> Happening | None:
    """Add the sighting to the happening that it tells of; a new happening where there is none yet."""
    fitting = [h for h in recent if (h.stands_in(sighting.section) or not closed) and _same(h, sighting, recent)]
    if fitting:
        fitting[-1].add(sighting)
        return None
    fresh = Happening()
    fresh.add(sighting)
    if sighting.date is None and not sighting.headline:
        if sighting.type == "appointment" and recent and recent[-1].type == "appointment" and _goes_on(recent[-1], sighting):
            fresh.date, fresh.bodies = recent[-1].date, fresh.bodies or list(recent[-1].bodies[:1])
            fresh.places = fresh.places or list(recent[-1].places)
        elif sighting.type in _INHERITS:
            _inherit(fresh, recent, ("meeting",))
        elif sighting.type == "visit" and not fresh.places and _SCENE.search(sighting.name):
            _inherit(fresh, recent, ("incident",))
        elif sighting.type == "meeting" and not sighting.proper and recent and recent[-1].type == "visit":
            _inherit(fresh, recent, ("visit",))
        elif sighting.sequel or sighting.rule == "message.read":
            _inherit(fresh, recent, ("meeting", "ceremony", "talks", "visit"))
    if sighting.type == "incident" and not fresh.places and not sighting.headline:
        before = recent[-1] if recent and recent[-1].type in ("incident", "decision") else None
        other_side = before is not None and before.bodies[:1] != fresh.bodies[:1] and sighting.rule == "attack"
        here = before is not None and before.stands_in(sighting.section) and not other_side
        fresh.places = list(before.places) if before is not None and here else []
    return fresh


def _goes_on(happening: Happening, new: Sighting) -> bool:
    """Whether the new clause follows the last one with nothing but a semicolon between: 任命甲为…；免去乙的…"""
    return new.start == happening.told[-1].end


def _inherit(fresh: Happening, recent: list[Happening], kinds: tuple[EventType, ...]) -> None:
    """What a meeting decides, it decides there and then; what follows at once is of the same day."""
    section = fresh.first.section
    meeting = next((h for h in reversed(recent) if h.type in kinds and h.happens and h.placed and h.stands_in(section)), None)
    if meeting is not None:
        if "incident" not in kinds:
            fresh.date = meeting.date
        fresh.places = fresh.places or list(meeting.places)
        if "meeting" in kinds and not fresh.first.sequel:
            fresh.bodies = fresh.bodies or list(meeting.bodies[:1])


def _note(recent: list[Happening], note: Sighting, closed: bool) -> Happening | None:
    """Give a note to the happening that is being told; a dated statement that belongs to none stands for itself."""
    reach = [h for h in recent if h.happens and (h.stands_in(note.section) or (not closed and h.stands_in(0)))]
    if note.everywhere:
        for happening in reach:
            if happening.type in _ATTENDED:
                happening.add(note)
        return None
    here = [h for h in reach if h.type in note.target and any(s.start == note.start for s in h.told)]
    if note.rule == "company.attend" and note.bare:
        visit = next((h for h in reach if h.type == "visit" and h.stands_in(note.section) and h.people), None)
        if visit is not None:
            visit.add(note)
            return None
    meant = here or sorted((h for h in reach if h.type in note.target), key=lambda h: h.placed)
    target = meant[-1] if meant else None
    if note.rule in ("company.say", "company.claim", "company.speak"):
        return _spoken(reach, target, note)
    if target is not None:
        target.add(note)
    return None


def _spoken(reach: list[Happening], target: Happening | None, note: Sighting) -> Happening | None:
    """Words at a meeting make a speaker of it; words of a day of their own are a publication."""
    speakers = {name for name, _ in note.people}
    known = next((h for h in reversed(reach) if speakers & set(h.people)), None)
    heading = next((h for h in reach if note.rule != "company.speak" and _heads(h, note)), None)
    if heading is not None:
        heading.add(note)
        heading.date = heading.date or note.date
        return None
    if note.date is not None and not note.headline and note.rule != "company.speak" and not _at(reach, note):
        fresh = Happening([note])
        fresh.add(note)
        fresh.date, fresh.places = note.date, list(note.places)
        return fresh
    near = target is not None and (target.first.headline or target is reach[0] or note.start - target.told[-1].end < _NEAR)
    if target is None or (note.rule == "company.say" and not target.gathers and known is not target):
        return None
    if near and target.type in _MEETINGS and (known is None or known is target or known.type in _MEETINGS):
        target.add(note)
    return None


def _heads(happening: Happening, note: Sighting) -> bool:
    """Whether the heading of the section has told in other words what is stated here."""
    told = happening.told
    if happening.type != "publication" or note.headline or not all(s.headline and s.section == note.section for s in told):
        return False
    return dice(happening.first.name, note.name) >= 0.3


def _at(reach: list[Happening], note: Sighting) -> bool:
    """Whether the statement was made at one of the last happenings: on its day, or on a day that is not told."""
    speakers = {name for name, _ in note.people}
    return any(h.type in _ATTENDED and _dates_fit(h, note) and (h.gathers or speakers & set(h.people)) for h in reach[-2:])


def _same(happening: Happening, new: Sighting, recent: list[Happening]) -> bool:
    """Whether the new sighting tells of this happening."""
    if _goes_on_issuing(happening, new):
        return True
    if not ({happening.type, new.type} <= _MEETINGS or happening.type == new.type) or not _dates_fit(happening, new):
        return False
    if _headline_of(happening, new, recent):
        return True
    match new.type:
        case "meeting" | "ceremony":
            if new.verbal and new.type == "meeting":
                return bool({n for n, _ in new.people} & set(happening.people))
            return _same_rite(happening, new) if new.verbal else _same_occasion(happening, new, recent)
        case "incident":
            return _same_incident(happening, new, recent)
        case "talks" | "visit" | "appointment" | "message":
            return _same_doing(happening, new, recent)
        case _:
            return _same_text(happening, new)


def _goes_on_issuing(happening: Happening, new: Sighting) -> bool:
    """签署命令，|发布《…》 and 批转…，|并下发通知 tell of one publication."""
    last = happening.told[-1]
    follows = new.rule == "publication.issue" and 0 <= new.anchor - last.end < 24 and new.section == last.section
    same = {name for name, _ in new.people} <= set(happening.people) and not (new.documents and last.documents)
    return follows and same and last.rule in ("decision.sign", "publication.issue")


def _headline_of(happening: Happening, new: Sighting, recent: list[Happening]) -> bool:
    """The first clause below a heading that tells of such a thing tells of the thing in the heading."""
    if not happening.first.headline or new.headline or happening.first.section != new.section:
        return False
    if not all(s.headline for s in happening.told) or new.standing == "named":
        return False
    if happening.leading() and _leading(new) and not happening.leading() & _leading(new):
        return False
    return happening.first.rule == new.rule or dice(happening.first.name, new.name) >= 0.3


def _leading(sighting: Sighting, roles: frozenset[str] = _LEADING) -> set[str]:
    return {name for name, role in sighting.people if role in roles}


def _same_doing(happening: Happening, new: Sighting, recent: list[Happening]) -> bool:
    """Talks, visits, letters and appointments are told by who does them to whom."""
    parties, known = _leading(new), happening.leading()
    alike = any(dice(s.name, new.name) >= _ALIKE for s in happening.told)
    if new.type == "talks":
        shared = parties & known
        return bool(shared) and (parties <= known or known <= parties or len(shared) >= 2)
    if new.type == "visit":
        return bool(parties & known) or (not parties and (alike or _last(recent, "visit", new.section) is happening))
    listed = new.start - happening.told[-1].end == 1 and new.noun == happening.told[-1].noun
    if new.type == "appointment" and listed and not new.noun.startswith("选举产生"):
        return True
    if new.type == "appointment":
        return bool(parties & known) and (alike or new.headline)
    ours, theirs = happening.leading(_AUTHOR), _leading(new, _AUTHOR)
    if new.type == "message" and ours and theirs and not ours & theirs:
        return False
    if not parties & known and (parties and known):
        return False
    if new.rule == happening.first.rule == "message.order" and parties:
        return True
    return new.noun[-2:] == happening.first.noun[-2:] or alike or happening.first.headline


def _same_text(happening: Happening, new: Sighting) -> bool:
    """Publications and decisions are told by their document, else by their words; a court gives several sentences in one trial."""
    if new.noun.endswith(_SENTENCES) and happening.first.noun.endswith(_SENTENCES) and happening.stands_in(new.section):
        return not new.bodies or not happening.bodies or bool(set(new.bodies) & set(happening.bodies))
    if new.documents and happening.documents:
        return bool(set(new.documents) & set(happening.documents))
    alike = any(dice(s.name, new.name) >= _SAME_WORDS and not other_number(s.name, new.name) for s in happening.told)
    issued = bool(set(new.bodies) & set(happening.bodies)) and dice(happening.first.name, new.name) >= 0.3
    return alike or (happening.first.headline and issued)


def _same_rite(happening: Happening, new: Sighting) -> bool:
    """签约 is what the 签约仪式 told before is for; 开工 once more is the same 开工."""
    if any(new.noun[-2:] in s.name for s in happening.told if not s.verbal):
        return True
    if happening.first.verbal and happening.first.noun[-2:] == new.noun[-2:]:
        return bool(set(happening.people) & {n for n, _ in new.people}) or dice(happening.first.name, new.name) >= 0.35
    told = [s for s in happening.told if s.verbal or new.rule != "ceremony.sign"]  # 签署|…会议纪要 is not the 会议
    return any(dice(s.name, new.name) >= _ALIKE for s in told)


def _same_occasion(happening: Happening, new: Sighting, recent: list[Happening]) -> bool:
    """会议 is the meeting told last; a proper name is itself or a longer or shorter form of itself. Two hosts hold two receptions."""
    both_held = (
        new.fresh and happening.first.fresh and bool(new.bodies and happening.bodies) and new.start != happening.first.start
    )
    if new.type == "ceremony" and both_held and not set(new.bodies) & set(happening.bodies):
        return False
    if not new.proper:
        meetings = [h for h in reversed(recent) if h.type in _MEETINGS and h.happens]
        last = next(iter(sorted(meetings, key=lambda h: (not h.stands_in(new.section), not h.placed))), None)
        return last is happening and (not new.fresh or _noun_fits(happening, new))
    plenary, congress = _PLENARY.search(new.name), _CONGRESS.search(new.name)
    for old in happening.told:
        other = _PLENARY.search(old.name)
        if plenary and other and plenary.groups() == other.groups() and old.section == new.section:
            return True
        known = _CONGRESS.search(old.name)
        if congress and known and (congress[1] or congress[2]) == (known[1] or known[2]):
            return True
        if old.proper and (other_number(old.name, new.name) or other_part(old.name, new.name)):
            continue
        if old.proper and (old.name in new.name or new.name in old.name or dice(old.name, new.name) >= 0.6):
            return True
        if old.verbal and old.noun[-2:] in new.name and old.section == new.section:
            return True
    bare = not any(s.proper or s.verbal for s in happening.told)
    return bare and happening.stands_in(new.section) and new.standing == "told" and _noun_fits(happening, new)


def _noun_fits(happening: Happening, new: Sighting) -> bool:
    """Whether one noun can stand for the other: 会议 for 推进会, 仪式 for 签约仪式."""
    ends = [s.noun for s in happening.told]
    return any(
        new.noun.endswith(n[-2:]) or n.endswith(new.noun[-2:]) or n in ("会议", "大会") or new.noun in ("会议", "大会")
        for n in ends
    )


def _last(recent: list[Happening], kind: EventType, section: int) -> Happening | None:
    """The happening of this type that the section told last, else the article."""
    return next((h for h in reversed(recent) if h.type == kind and h.happens and h.stands_in(section)), None) or next(
        (h for h in reversed(recent) if h.type == kind and h.happens), None
    )


def _same_incident(happening: Happening, new: Sighting, recent: list[Happening]) -> bool:
    """A disaster goes on through the sentences of its section until another day, another kind or another side begins."""
    if new.rule in ("death", "arrest") or happening.first.rule in ("death", "arrest"):
        return happening.first.rule == new.rule and bool({n for n, _ in new.people} & set(happening.people))
    alike = any(dice(s.name, new.name) >= _ALIKE or s.noun in new.name or new.noun in s.name for s in happening.told)
    if new.verbal and any(s.verbal and s.start == new.start and s.rule == new.rule for s in happening.told):
        return True
    if new.standing == "named":
        return alike or happening.stands_in(new.section)
    if not happening.stands_in(new.section):
        return alike and not happening.first.headline
    last = _last(recent, "incident", new.section)
    if new.rule == "attack" and happening.first.rule == "attack" and new.bodies and happening.bodies:
        return new.bodies[0] == happening.bodies[0] and last is happening and (new.date is None or happening.date is None)
    return last is happening or alike


def _dates_fit(happening: Happening, new: Sighting) -> bool:
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
