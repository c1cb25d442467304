"""One happening is one event: what several clauses tell of it is joined.

In: the sightings of an article in the order of its text. Out: `Happening`s in the order of their first clause, each with all
that was told of it. What the clause adds is decided in sameness.py; a note goes to the happening that is being told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from kg.alike import dice
from kg.happening import MEETINGS, PRESS, Happening, dates_fit
from kg.model import EventType
from kg.offices import foreign_countries
from kg.sameincident import after_strike, elsewhere, places_headed, places_there, two_armies
from kg.sameness import BANQUETS, one_after_another, other_mission, same
from kg.sighting import Sighting

__all__ = ["Happening", "join"]

_SCENE = re.compile(r"现场|场指挥|一线|前线(?=指挥|抢险|救灾)|灾区|震区|火场|疫点|事发|亲临")
_IN_CARE = re.compile(r"抢救无效|送医|送往|医院")
_EVERYWHERE = re.compile(r"[在到赴](?:全国)?(?:各地|多地)")  # 在各地调研: no stop of one visit
_NEAR = 250  # code points from a meeting to words that need no 在会上
_WEEKS = timedelta(days=14)
_LEAD = 2  # the last paragraph, a heading and a byline counted, in which an article says what it is about
_WORDS = frozenset(("company.say", "company.claim", "company.speak", "company.explain"))
_WATCHES = ("观看", "观看了")
_STATED = ("company.say", "company.claim")
_DEEDS = frozenset(("company.speak", "company.explain", "company.chair"))
_COMPANY = frozenset(("company.attend", "company.chair", "company.speak"))
_PRESENT = _COMPANY | {"company.company"}
_STOPS = 3  # places of a tour: a meeting is not at all of more
_SESSION = ("大会", "会议", "全会", "会上")  # which goes on to elect
_NEXT = 40  # code points from a press conference to the report that is given there
_FAR = 400  # code points from a visit to the next of its stops
_ALMOST = 0.9  # of `dice`, from which two names are the same words
_EARLY = 8  # notes kept for a meeting that is named after them
_MEMORY = 60  # happenings that a clause can still add to
_ATTENDED = frozenset(("meeting", "ceremony", "talks", "visit"))
_INHERITS = frozenset(("decision", "appointment"))


def join(sightings: Iterable[Sighting], closed: bool, published: str | None) -> list[Happening]:
    """Join the sightings of an article in the order of its text; `closed` keeps each section for itself."""
    happenings: list[Happening] = []
    early: list[Sighting] = []
    away: set[str] = set()
    for sighting in sightings:
        if sighting.rule in _WORDS:
            sighting, away = _still_away(sighting, away)
        recent = happenings[-_MEMORY:]
        if sighting.rule == "company.explain" and recent and _long_ago(recent[-1], published):
            away = away | {name for name, _ in sighting.people}  # 1968年3月，王伟参观该厂。|厂长赵强介绍…
            continue
        fresh = _note(recent, sighting, closed) if sighting.standing == "note" else _told(recent, sighting, closed)
        if sighting.rule in _COMPANY and not recent:
            early = [*early[-_EARLY:], sighting]
        if fresh is not None:
            happenings.append(fresh)
            if fresh.type in MEETINGS and fresh.happens and not fresh.first.headline:
                for note in early:
                    if note.section == fresh.first.section and not _another(fresh, note) and fresh.first.start - note.end < _NEAR:
                        fresh.add(note)
                early = []
    return happenings


def _still_away(note: Sighting, away: set[str]) -> tuple[Sighting, set[str]]:
    """Who speaks to the press goes on to speak to it until somebody else has the word: 王伟在社交媒体上表示…。|王伟说…"""
    speakers = {name for name, _ in note.people}
    goes_on = bool(speakers) and speakers <= away and not note.tied
    if goes_on and not note.elsewhere:
        note = replace(note, elsewhere=True)
    return note, speakers if note.elsewhere else set()


def _told(recent: list[Happening], sighting: Sighting, closed: bool) -> Happening | None:
    """Add the sighting to the happening that it tells of; a new happening where there is none yet."""
    if sighting.rule == "message.order" and sighting.noun.startswith("提出") and _said_there(recent, sighting):
        return None
    if sighting.noun.startswith("通报") and _said_to_press(recent, sighting):
        return None
    near = [
        h for h in recent if not closed or h.stands_in(sighting.section) or _same_talks(h, sighting) or _same_words(h, sighting)
    ]
    fitting = [h for h in near if same(h, sighting, recent)]
    if fitting:
        how = sighting.rule == "mishap.hit" and bool(fitting[-1].places)
        how = how or elsewhere(fitting[-1], sighting)  # who fled from this quake speaks of another
        if sighting.back:
            sighting = replace(sighting, places=(), date=None)
        there = replace(sighting, places=places_there(fitting[-1], sighting))
        fitting[-1].places = places_headed(fitting[-1], there)
        fitting[-1].add(replace(sighting, places=(), bodies=()) if how else there)
        return None
    fresh = Happening()
    fresh.add(sighting)
    for earlier in (h for h in recent if h.type == sighting.type == "visit" and one_after_another(h, sighting)):
        said = {place for s in earlier.told if not s.headline for place in s.places}
        earlier.places = [place for place in earlier.places if place in said]  # of both journeys the headline tells
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
            fresh.places = fresh.places if len(fresh.places) <= _STOPS else []
        elif sighting.sequel or sighting.rule == "message.read":
            _inherit(fresh, recent, ("meeting", "ceremony", "talks", "visit"))
    if sighting.type == "incident" and not (fresh.places or sighting.headline or sighting.earlier):
        before = recent[-1] if recent and recent[-1].type in ("incident", "decision") else None
        if before is not None and _same_scene(before, sighting):
            taken = sighting.rule == "arrest" and before.type == "incident"  # who fled from where it befell
            fresh.places = [place for place in before.places if not taken or place in foreign_countries()]
    return fresh


def _said_there(recent: list[Happening], order: Sighting) -> bool:
    """Whether the demand is made by one who speaks at the meeting that is being told: 发表讲话，|提出要求."""
    last = next((h for h in reversed(recent) if h.type in _ATTENDED), None)
    authors = {name for name, role in order.people if role == "author"}
    return last is not None and last.type != "talks" and last.stands_in(order.section) and bool(authors & set(last.people))


def _said_to_press(recent: list[Happening], report: Sighting) -> bool:
    """Whether the report is what a press conference of the clause before is for: 召开新闻发布会，|通报灾情."""
    last = recent[-1] if recent else None
    follows = last is not None and last.named(PRESS) and 0 <= report.anchor - last.told[-1].end < _NEXT
    return follows and not report.documents


def _same_scene(before: Happening, new: Sighting) -> bool:
    """Whether what befell is where the last thing befell: an army strikes elsewhere when it strikes again, and so does its enemy."""
    if new.rule == "death" and _IN_CARE.search(new.name):
        return False  # 送医后|抢救无效死亡
    again = new.rule == "attack" and (before.first.rule == "attack" or before.bodies[:1] != list(new.bodies[:1]))
    return before.stands_in(new.section) and not (again or after_strike(before, new) or two_armies(before, new))


def _same_talks(happening: Happening, new: Sighting) -> bool:
    """Whether two sections tell of the same two at the same table on the same day."""
    if happening.type != "talks" or new.type != "talks" or happening.date is None or new.date is None:
        return False
    both = {name for name, _ in new.people} & happening.leading()
    return len(both) >= 2 and happening.date.period == new.date.period


def _same_words(happening: Happening, new: Sighting) -> bool:
    """Whether two sections tell of what was published, or launched, on the same day."""
    first = happening.first
    if first.rule != new.rule or happening.date is None or new.date is None or happening.date.period != new.date.period:
        return False
    if new.rule == "ceremony.begin":
        return first.noun.endswith("发射") and new.noun.endswith("发射")
    return new.rule == "publication.issue" and dice(first.name, new.name) >= _ALMOST


def _goes_on(happening: Happening, new: Sighting) -> bool:
    """Whether the new clause follows the last one with nothing but a mark between, or the session goes on: 任命甲为…；免去乙的…"""
    goes_on = new.paragraph == happening.told[-1].paragraph and new.name.startswith(_SESSION)
    return 0 <= new.start - happening.told[-1].end <= 1 or (goes_on and new.anchor - happening.reached < _NEXT)


def _inherit(fresh: Happening, recent: list[Happening], kinds: tuple[EventType, ...]) -> None:
    """What a meeting decides, it decides there and then; what follows at once is of the same day."""
    section, first = fresh.first.section, fresh.first
    own = next((h for h in reversed(recent) if h.type == "meeting" and h.told[-1].start == first.start), None)
    if kinds == ("meeting",) and own is not None and not own.happens and own.told[-1].anchor < first.anchor:
        return  # 三中全会|通过决定: a meeting that is only named
    held = [h for h in recent if h.type in kinds and h.happens and h.placed and h.stands_in(section)]
    meeting = next((h for h in reversed(held) if "meeting" not in kinds or not h.coming), None)
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
        told = [h for h in reach if h.type in _ATTENDED]
        main = next((h for h in told if h.people and h.date is not None), None)
        for happening in told:
            if happening.told[-1].paragraph == note.paragraph or _in_those_days(happening, main):
                happening.add(note)
        return None
    here = [h for h in reach if h.type in note.target and any(s.start == note.start for s in h.told)]
    here = here or [h for h in reach if h.type in note.target and _told_just_before(h, note) and not _yet_to_come(h, note)]
    if note.rule == "company.attend" and note.bare:
        visit = next((h for h in reach if h.type == "visit" and h.stands_in(note.section) and h.people), None)
        if visit is not None:
            visit.add(note)
            return None
    told_last = note.rule != "company.explain"  # what is explained belongs to the meeting, not to a visit told in passing
    able = [h for h in reach if h.type in note.target and not _another(h, note)]
    able = [h for h in able if not _yet_to_come(h, note)] or able
    meant = here or sorted(able, key=lambda h: (h.placed, told_last and h.reached))
    target = meant[-1] if meant else None
    if target is not None and not here and note.rule in _PRESENT:
        target = _main(able, target, note)
    if (
        target is not None
        and note.rule in _WORDS
        and ((target.coming and note.rule != "company.speak") or _to_others(target, note))
    ):
        target = None  # words on what is to come, and words to the press
    if note.rule == "company.explain" and _tells_guest(reach, note):
        return None
    if target is not None and note.rule in _WORDS and target.told[-1].aside and not note.tied:
        return None  # 出席峰会期间会见某总理。|王伟表示…
    if target is not None and not here and _only_watches(target, note):
        return None
    if target is not None and note.rule == "company.stop" and _EVERYWHERE.search(target.first.name):
        return None
    if target is not None and note.rule == "company.stop" and note.start - target.reached > _FAR and not target.first.headline:
        return None  # a visit of other days, told in passing
    if target is not None and note.rule == "company.stop" and note.bare and note.paragraph != target.told[-1].paragraph:
        return None  # nobody who came is named there
    if note.rule in (*_STATED, "company.speak"):
        return None if _spoken_at(recent, note) else _spoken(recent, reach, target, note)
    if target is not None:
        target.add(replace(note, places=places_there(target, note)))
    return None


def _main(able: list[Happening], target: Happening, note: Sighting) -> Happening:
    """What the article begins with, where a paragraph of its own says who was there and the last thing told is of a day before it.

    昨日两国元首会谈。…|甲参加会见.
    """
    main = next((h for h in able if h.placed and (h.first.headline or h.first.paragraph <= _LEAD)), target)
    ours, theirs = (h.date.period if h.date is not None else None for h in (target, main))
    if ours is None or theirs is None or any(s.paragraph == note.paragraph for s in target.told):
        return target
    vague = len(ours.start) < 10 == len(theirs.start)  # 今年高层对话成功举行
    return main if vague or (ours.end < theirs.start and len(ours.start) == 10) else target


def _in_those_days(happening: Happening, main: Happening | None) -> bool:
    """Whether a closing list means this too: no congress that is only spoken of, and nothing of other weeks than what the article is about."""
    spoken_of = not happening.people and happening.first.proper and happening.first.rule != "ceremony.rite"
    if spoken_of and happening.date is None and not happening.first.headline:
        return False
    ours, theirs = (h.date.period if h is not None and h.date is not None else None for h in (happening, main))
    if ours is None or theirs is None or ours.start.startswith(theirs.start) or theirs.start.startswith(ours.start):
        return True
    days = [date.fromisoformat(p.start) for p in (ours, theirs) if len(p.start) == 10]
    return len(days) == 2 and abs(days[0] - days[1]) <= _WEEKS


def _long_ago(happening: Happening, published: str | None) -> bool:
    """Whether it lies years back, so that who has the word today was not there."""
    period = happening.date.period if happening.date is not None else None
    return period is not None and published is not None and int(period.end[:4]) + 1 < int(published[:4])


def _told_just_before(happening: Happening, note: Sighting) -> bool:
    """Whether the clause before tells of it: 使馆举行招待会，|王伟出席."""
    told = [s for s in happening.told if s.paragraph == note.paragraph]
    return any(s.standing == "told" and 0 <= note.start - s.end <= 1 and s.type in MEETINGS for s in told)


def _another(happening: Happening, note: Sighting) -> bool:
    """Whether what was attended has a name that is not this one's: 欢迎仪式 … 参加|植树活动."""
    if note.places and other_mission(happening, note.places, known=False):
        return True
    told = "".join(s.name for s in happening.told)
    return bool(note.object) and happening.type != "visit" and not any(a + b in told for a, b in pairwise(note.object))


def _tells_guest(reach: list[Happening], note: Sighting) -> bool:
    """Whether a side of the talks that are being told explains something to the other: 王伟会见某总统。|王伟介绍了…"""
    speakers = {name for name, _ in note.people}
    talks = max((h for h in reach if h.stands_in(note.section)), key=lambda h: h.type == "talks" and h.reached, default=None)
    return talks is not None and talks.type == "talks" and bool(speakers & talks.leading())


def _only_watches(target: Happening, note: Sighting) -> bool:
    """Whether somebody watches a show, who by that travels and dines with nobody."""
    apart = target.type == "meeting" and all(s.paragraph != note.paragraph for s in target.told)
    return note.noun.endswith(_WATCHES) and (apart or target.type in ("visit", "talks") or target.named(BANQUETS))


def _yet_to_come(happening: Happening, note: Sighting) -> bool:
    """Whether somebody did what nobody can yet have done at what is only announced: 会议定于21日举行。|赵强作说明."""
    does = note.rule in _DEEDS and not note.coming and happening.type == "meeting" and happening.coming
    return does and not any(name in happening.people for name, _ in note.people)


def _to_others(target: Happening, note: Sighting) -> bool:
    """Whether the words were said elsewhere than where people met."""
    return note.elsewhere and not target.named(PRESS)


def _spoken_at(recent: list[Happening], note: Sighting) -> bool:
    """Whether the words were said at a meeting that their own clause names, whose day is theirs: 2日，甲在全国教育大会上|强调."""
    speakers = {name for name, _ in note.people}
    there = (h for h in reversed(recent) if h.type in MEETINGS and h.told[-1].start == note.start)
    meeting = next((h for h in there if speakers & set(h.people)), None)
    if meeting is None or not note.tied or not _dated(note) or not dates_fit(meeting, note):
        return False
    meeting.told[-1] = replace(meeting.told[-1], standing="told")
    meeting.date = meeting.date or note.date
    return True


def _spoken(recent: list[Happening], reach: list[Happening], target: Happening | None, note: Sighting) -> Happening | None:
    """Words at a meeting make a speaker of it; words of a day of their own are a publication."""
    speakers = {name for name, _ in note.people}
    last = recent[-1] if recent else None
    known = max((h for h in reach if speakers & set(h.people)), key=lambda h: h.reached, default=None)
    heading = next((h for h in reach if note.rule != "company.speak" and _heads(h, note)), None)
    if heading is not None:
        heading.add(note)
        heading.date = heading.date or note.date
        return None
    stands = note.rule != "company.speak" and (note.noun != "希望" or _to_the_day(note))  # a wish of months is no statement
    stands = stands and not (note.type == "message" and note.tied)  # who demands it 在会上 is a speaker there
    said = next((h for h in reversed(recent) if _states_again(h, note, speakers)), None)
    if said is not None:
        said.add(note)
        return None
    own_day = target is not None and known is None and not note.tied and all(s.paragraph != note.paragraph for s in target.told)
    if _dated(note) and not note.headline and stands and (own_day or not _at(reach, note)):
        if note.type == "message":
            note = replace(note, people=tuple((name, "author") for name, _ in note.people))
        fresh = Happening([note])
        fresh.add(note)
        fresh.date, fresh.places = note.date, list(note.places)
        return fresh
    near = target is not None and (target.first.headline or target is reach[0] or note.start - target.told[-1].end < _NEAR)
    if target is None or (note.rule == "company.say" and not target.gathers and known is not target):
        return None
    if known is not target and note.rule != "company.speak" and _apart(target, note):
        return None
    if known is not target and last is not None and _statements(last, target, note):
        return None
    there = note.tied and any(s.start == note.start for s in target.told)
    if near and target.type in MEETINGS and (there or known is None or known is target or known.type in MEETINGS):
        target.add(note)
    return None


def _states_again(happening: Happening, note: Sighting, speakers: set[str]) -> bool:
    """Whether who made a statement goes on with it on the same day: 王伟4日在东州表示…。王伟4日在记者会上|表示…"""
    if note.rule not in _STATED or happening.first.rule not in _STATED or happening.type != note.type:
        return False
    day = happening.date is not None and note.date is not None and happening.date.period == note.date.period
    return day and happening.stands_in(note.section) and bool(speakers & set(happening.people))


def _statements(last: Happening, target: Happening, note: Sighting) -> bool:
    """Whether the paragraph has gone over from the meeting to what others state: 甲国召开会议。…|乙4日表示…，|丙说…"""
    struck = last.type == "incident" and not target.first.headline
    moved = last.first.rule in _STATED or struck
    goes_on = last.first.paragraph == note.paragraph and last.first.start >= target.told[-1].start
    return moved and goes_on and last.told[-1].anchor > target.reached and not note.tied


def _apart(target: Happening, note: Sighting) -> bool:
    """Whether a paragraph of its own lets somebody speak of a meeting that was told only in passing, with no word that ties both."""
    if target.first.headline or note.tied or any(s.paragraph == note.paragraph for s in target.told):
        return False
    return target.first.paragraph > _LEAD or target.date is None


def _dated(note: Sighting) -> bool:
    """Whether it has a day or a month: words of a whole year are no statement of their own."""
    return note.date is not None and note.date.period is not None and len(note.date.period.start) > 4


def _to_the_day(note: Sighting) -> bool:
    return note.date is not None and note.date.period is not None and len(note.date.period.start) == 10


def _heads(happening: Happening, note: Sighting) -> bool:
    """Whether the heading of the section has told in other words what is stated here."""
    told = happening.told
    if happening.type != "publication" or note.headline or not all(s.headline and s.section == note.section for s in told):
        return False
    return dice(happening.first.name, note.name) >= 0.3


def _at(reach: list[Happening], note: Sighting) -> bool:
    """Whether the statement was made at one of the last happenings: on its day, or on a day that is not told."""
    speakers = {name for name, _ in note.people}
    return any(h.type in _ATTENDED and dates_fit(h, note) and (h.gathers or speakers & set(h.people)) for h in reach[-2:])
