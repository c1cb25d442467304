"""Which happenings are written down, and the `Event` that each becomes.

In: a happening and its `Scene`. Out: whether a reader would write it down, and the claim with its evidence.
"""

from __future__ import annotations

import re
from collections.abc import Container

from kg.happening import Happening
from kg.homes import at_home, is_town
from kg.lexicon import table
from kg.model import Event, Evidence, Participant
from kg.offices import foreign_countries
from kg.scene import Scene
from kg.sighting import Sighting

_OLD = 5  # years before publication after which a happening is history
_GRAVE = re.compile(r"^(?:严重的?|恶性|一起|这起|该起)+(?=.{2})")
_AGO = re.compile(
    r"(?<![0-9第])([0-9]{1,3}|[六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?)(多?年前)[^。；！？\n]{0,60}$"
)
_LEADS = 48  # code points before a clause in which 30年前， stands
_ISSUED = ("publication.issue", "decision.pass")
_ISSUES = re.compile(r"[一-鿿]{2,6}《")  # 会上发布《…》
_BARE = frozenset(("事故", "事件", "灾害", "灾情", "案件"))  # say less than the verb
_ABROAD = ("驻", "常驻", "代表团", "代表队")  # 东国|驻西国使馆, 江苏|代表团审议: not where it was
_MISSION = re.compile(r"驻([^驻]{2,10}?)(?:大?使馆|使领馆|总领事?馆)")


def tells(happening: Happening, scene: Scene) -> bool:
    """Whether a reader would write it down: it has a name that is known, a date and an actor, or the headline is about it."""
    told = [s for s in happening.told if s.standing != "named"]
    acted = bool(happening.people or happening.bodies)
    if not told:
        return True
    if all(s.said for s in told):
        struck = happening.type == "incident" and bool(happening.bodies and happening.places)
        return (happening.date is not None and acted) or struck or any(s.known for s in happening.told)
    if happening.first.headline and len(happening.told) == 1 and scene.article.body < len(scene.text):
        return acted or bool(happening.documents)
    return (
        happening.date is not None
        or acted
        or any(s.rule in _ISSUED and _ISSUES.match(scene.text, s.anchor) for s in told)
        or any(s.known for s in happening.told)
        or (happening.type in ("incident", "meeting", "visit") and bool(happening.places))
    )


def of_late(happening: Happening, scene: Scene) -> bool:
    """Whether it is a step of a life that is not long past: news does not tell who took his degree last year."""
    period = happening.date.period if happening.date else None
    return happening.first.rule == "career" and not _old(period.start if period else None, scene.article.published)


def write(scene: Scene, happening: Happening) -> Event:
    """The claim: its type, name, dates as ISO prefixes, places, who took part, and the words that say so."""
    period = happening.date.period if happening.date else None
    evidence = next((s for s in happening.told if not s.headline and s.standing != "named"), happening.first)
    kind = happening.type
    if kind == "decision" and evidence.type == "publication":
        evidence = happening.decided or evidence
    if _old(period.start if period is not None else _known_year(happening), scene.article.published) or (
        period is None and _years_ago(evidence, scene)
    ):
        kind = "history"
    return Event(
        article=scene.article.id,
        type=kind,
        name=_name(happening, scene),
        begin=period.start if period else None,
        end=period.end if period else None,
        time_text=happening.date.text if happening.date else None,
        places=tuple(happening.places) or _home(happening, scene),
        participants=tuple(Participant(name, role, rank) for rank, (name, role) in enumerate(happening.people.items(), 1)),
        organizations=tuple(happening.bodies),
        documents=tuple(happening.documents),
        core=_core(happening),
        evidence=Evidence(evidence.start, evidence.end, evidence.rule),
    )


def _home(happening: Happening, scene: Scene) -> tuple[str, ...]:
    """The town that a meeting's name or its public holder begins with: 上海 for 上海市教育大会."""
    if happening.type not in ("meeting", "ceremony", "incident") or happening.first.verbal:
        return ()
    mentions = [m for s in scene.sentences for c in s.clauses for m in c.mentions]
    called = {m.name for m in mentions if m.kind == "institution" and m.name in happening.bodies and at_home(m, happening.type)}
    bodies = {m.name for m in mentions if m.kind == "institution"}
    if happening.type == "incident" or not any(happening.first.name.startswith(body) for body in bodies):
        called.add(happening.first.name)
    if posted := _posted(happening, {m.name for m in mentions if m.kind == "place"}):
        return posted
    towns = dict.fromkeys(m.name for m in mentions if m.kind == "place" and is_town(m))
    held = (p for p in towns if any(name.startswith(p) and not name.startswith(_ABROAD, len(p)) for name in called))
    return tuple(sorted(held, key=len, reverse=True)[:1])


def _posted(happening: Happening, places: Container[str]) -> tuple[str, ...]:
    """Where a mission abroad is at home: 西国 for 东国驻西国大使馆."""
    sites = [m.group(1) for m in map(_MISSION.search, happening.bodies) if m]
    return tuple(dict.fromkeys(site for site in sites if site in places or site in foreign_countries()))


def _years_ago(sighting: Sighting, scene: Scene) -> bool:
    """Whether its sentence counts more than five years back to it: 30年前，某国召开了…"""
    ago = _AGO.search(scene.text, max(0, sighting.start - _LEADS), sighting.anchor)
    counted = ago is not None and (not ago[1].isdigit() or int(ago[1]) > _OLD)
    return ago is not None and counted and (ago.start() >= sighting.start or scene.text.startswith("，", ago.end(2)))


def _known_year(happening: Happening) -> str | None:
    """The year of a congress that everyone knows by its number: 党的十八大."""
    name = happening.first.name
    known = [row for row in table("event_known") if name.endswith(row["name"])]
    return max(known, key=lambda row: len(row["name"]))["year"] if known else None


def _old(day: str | None, published: str | None) -> bool:
    """Whether the earliest day that the words allow lies more than five years before publication."""
    if published is None or day is None:
        return False
    earliest = (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]
    return f"{int(earliest[:4]) + _OLD:04}{earliest[4:]}" < published


def _core(happening: Happening) -> bool:
    if all(s.standing == "named" for s in happening.told):
        return False
    return happening.first.headline or (
        happening.date is not None and bool(happening.people or happening.bodies or happening.places)
    )


def _name(happening: Happening, scene: Scene) -> str:
    """A name of its own, the longest; else the first words of the body for it, with who held it where they are bare."""
    if happening.type == "incident":
        return _struck(happening)
    proper = sorted((s for s in happening.told if s.proper), key=lambda s: s.headline)
    if proper:
        return max((s.name for s in proper if proper[0].name in s.name), key=len)
    first = next((s for s in happening.told if not s.headline and s.name), happening.first)
    if first.type == "publication" and happening.decided is not None:
        first = happening.decided
    bare = len(first.name) <= 8 and not first.verbal and first.rule != "ceremony.parade"
    if first.rule.startswith(("meeting", "ceremony")) and bare:
        return _lead(happening) + first.name
    return first.name or re.sub(r"\s+", "", scene.text[first.start : first.end])[:40]


def _struck(happening: Happening) -> str:
    """What happened: the noun with all that stands before it, else a clause that tells it; a bare 火灾 gets its place."""
    told = sorted(happening.told, key=lambda s: (s.said, s.headline))
    nouns = [_GRAVE.sub("", s.name) for s in told if not s.verbal]
    long = [name for name in nouns if len(name) > 4]
    verbs = [s.name for s in told if s.verbal and len(s.name) > 4]
    bare = set(nouns) <= _BARE or (not happening.places and all(len(noun) == 2 for noun in nouns))
    if not long and verbs and bare:
        return verbs[0]  # 一架客机坠毁。|事故|…
    if long or not nouns:
        return (long or [s.name for s in told if len(s.name) > 4] or [told[0].name])[0]
    place = happening.places[0] if happening.places and happening.places[0] not in nouns[0] else ""
    return place + nouns[0]


def _lead(happening: Happening) -> str:
    """Who held what has no name of its own: 市教育局 for its 座谈会, 王伟主持召开 for a person's."""
    if happening.bodies:
        return happening.bodies[0]
    for name, role in happening.people.items():
        return name + ("主持召开" if role == "chair" else "出席")
    return ""
