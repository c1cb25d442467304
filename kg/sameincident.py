"""Whether two sightings of a disaster, a strike or a rally tell of one.

In: a `Happening`, a new sighting, and the happenings told before. Out: yes or no.
"""

from __future__ import annotations

import re
from functools import cache

from kg.alike import ALIKE, dice
from kg.atlas import CHINA, COUNTRY, atlas
from kg.happening import NEXT, Happening
from kg.lexicon import table
from kg.model import EventType
from kg.sighting import Sighting

_TAKES = ("控制", "新控制", "夺取", "夺回", "收复", "解放", "占领", "攻占")
_RALLIES = ("示威", "抗议", "游行", "罢工", "集会", "抗议活动", "游行活动", "集会活动")  # people's doing and no disaster
_RAIDS = ("空袭", "袭击", "轰炸", "炮击")
_ARMIES = ("军", "军方", "部队", "武装")
_STRIKE = re.compile(r"袭击|空袭|轰炸|炮击|打击|枪击")
_MISHAPS = ("事故", "车祸", "地震", "洪水")
_AFTERSHOCK = "余震"
_QUAKE = "震"
_WIDE = ("state", "region")  # may hold many a town
_WITH = ("出动", "动用", "使用了")
_SIDE = re.compile(r"([一-鿿])(?:方(?!向)|军(?![事方舰机队]))")
_HOUSES = ("学校", "大学", "学院", "中学", "小学", "公司", "集团", "中心", "医院", "馆", "站", "社区")
_CASUALTY = re.compile(r"等[0-9一二两三四五六七八九十]{1,3}[人名]")  # 李明等3人|死亡: the dead of the accident that is told
_PERSONS = re.compile(r"[0-9一二两三四五六七八九十百][名人位个]")  # whose names come later


def same_incident(happening: Happening, new: Sighting, recent: list[Happening]) -> bool:
    """A disaster goes on through the sentences of its section until another day, another kind or another side begins."""
    if new.rule == happening.first.rule == "attack" and new.noun.startswith(_TAKES) != happening.first.noun.startswith(_TAKES):
        return False  # what an army strikes and what it takes
    if new.rule == happening.first.rule == "arrest" and not new.people and 0 <= new.anchor - happening.told[-1].end < NEXT:
        return True  # 破获一起案件，|抓获两人
    if new.rule == "death" and new.start == happening.told[-1].start and happening.told[-1].end < new.end:
        return happening.first.rule not in ("death", "arrest")  # 王伟遭枪击，|送医后死亡
    if new.rule == "death" and happening.first.rule not in ("death", "arrest") and _CASUALTY.search(new.name):
        return last_told(recent, "incident", new.section) is happening
    unnamed = new.rule == happening.first.rule == "arrest" and not new.people and not happening.people
    if unnamed and new.noun[-2:] == happening.first.noun[-2:] and not new.bodies:
        return happening.stands_in(new.section)  # 男子归案。… 这名男子已|归案
    if new.rule in ("death", "arrest") or happening.first.rule in ("death", "arrest"):
        named = new.rule == "arrest" and not happening.people and _PERSONS.search(happening.first.name) is not None
        named = named and all(name in new.name for name, _ in new.people)
        counted = named and happening.first.noun[-2:] == new.noun[-2:] and happening.stands_in(new.section)
        return happening.first.rule == new.rule and (counted or bool({n for n, _ in new.people} & set(happening.people)))
    if new.rule == "attack" and new.noun.endswith("发射") and not happening.told[-1].noun.endswith("发射"):
        return 0 <= new.start - happening.told[-1].end <= 1  # another shoots back
    if after_strike(happening, new):
        return any(s.noun in new.name for s in happening.told)  # an accident is nobody's attack
    if new.rule == "attack" and happening.told[-1].back:
        return False  # 指挥官在空袭中死亡。|该武装实施打击
    if new.rule == happening.first.rule == "attack" and _enemies(happening.first.name, new.name):
        return False
    if _strikes(happening, new) and elsewhere(happening, new):
        return False
    if _strikes(happening, new) and two_armies(happening, new):
        return False
    if new.paragraph != happening.told[-1].paragraph and not (_only_headed(happening) or new.headline) and far(happening, new):
        return False  # of another province in the next paragraph
    if _AFTERSHOCK in happening.first.noun and new.noun.endswith("地震"):
        return False  # the shocks told first, then the quake that they follow
    alike = any(dice(s.name, new.name) >= ALIKE or s.noun in new.name or new.noun in s.name for s in happening.told)
    if new.noun.endswith(_RALLIES) != happening.first.noun.endswith(_RALLIES):
        return alike and happening.stands_in(new.section)
    if new.fresh and happening.happens and not happening.first.headline and new.start != happening.told[-1].start:
        return False  # 西城也发生火灾
    if new.verbal and any(s.verbal and s.start == new.start and s.rule == new.rule for s in happening.told):
        return True
    if new.rule == "mishap.hit" and happening.first.rule != "attack":
        return True  # how it came about
    if new.rule == "attack" and f"{new.noun}造成" in new.name and happening.first.rule == "attack":
        return last_told(recent, "incident", new.section) is happening  # 发动炮击。炮击|造成多人伤亡
    if new.rule == "attack" and _amid(happening, new):
        return True
    if new.rule == happening.first.rule == "attack" and _means(happening, new):
        return True
    if new.standing == "named":
        return alike or happening.stands_in(new.section)
    if not happening.stands_in(new.section):
        return alike and not happening.first.headline
    last = last_told(recent, "incident", new.section)
    if new.rule == "attack" and happening.first.rule == "attack" and new.bodies and happening.bodies:
        if new.places and not set(new.places) & set(happening.places):
            return False  # also elsewhere
        again = bool(new.places) and set(new.places) <= set(happening.places)  # the same strike told once more
        undated = new.date is None or happening.date is None
        return new.bodies[0] == happening.bodies[0] and last is happening and (undated or again)
    return last is happening or alike


def after_strike(happening: Happening, new: Sighting) -> bool:
    """Whether an attack was told and this is an accident or a force of nature: 甲军空袭某城。|一座基地发生核事故."""
    return _strike(happening.first) and new.noun.endswith(_MISHAPS) and not new.verbal


def _amid(happening: Happening, new: Sighting) -> bool:
    """Whether it was done in what the clause before names: 在对某城的空袭中，|打死数人."""
    last = happening.told[-1]
    close = last.section == new.section and 0 <= new.anchor - last.end < NEXT
    within = 2 <= last.end - last.anchor - len(last.noun) <= 5  # …空袭行动中，
    return close and within and not last.verbal and last.noun.endswith(_RAIDS)


def _means(happening: Happening, new: Sighting) -> bool:
    """Whether the next clause only says with what the same army did it: 甲军发动多轮打击，|甲军出动战机摧毁…"""
    close = 0 <= new.start - happening.told[-1].end <= 2 and bool(new.bodies) and set(new.bodies) <= set(happening.bodies)
    return close and not new.places and any(word in new.name for word in _WITH)


def _enemies(old: str, new: str) -> bool:
    """Whether two attacks are told of two sides, by the words that open them: 西军打击…, 南方袭击…"""
    ours, theirs = _SIDE.match(old), _SIDE.match(new)
    return ours is not None and theirs is not None and ours.group(1) != theirs.group(1)


def two_armies(happening: Happening, new: Sighting) -> bool:
    """Whether the body of the article tells first of one army that strikes and then of another: 西军袭击某楼。|南军的袭击…"""
    first, second = _army(happening.first), _army(new)
    return bool(first and second) and first != second


def _army(strike: Sighting) -> str:
    """Whose strike it is, where the clause opens with the army or names no other body; nothing for a heading."""
    alone = len(strike.bodies) == 1 and not strike.verbal
    if strike.headline or not strike.bodies or not (alone or (strike.verbal and _SIDE.match(strike.name))):
        return ""
    return strike.bodies[0] if strike.bodies[0].endswith(_ARMIES) else ""


def elsewhere(happening: Happening, new: Sighting) -> bool:
    """Whether an attack, or a disaster that is only called by its name, was at places none of which can be one told before.

    卡拉奇遭袭击。… 拉合尔的袭击: two; 巴基斯坦遭袭击。… 拉合尔的袭击: one.
    """
    if _only_headed(happening) != new.headline or not far(happening, new):
        return False
    return happening.type == "incident" and (_strikes(happening, new) or (new.standing == "named" and not new.headline))


def of_other_heading(happening: Happening, new: Sighting, recent: list[Happening]) -> bool:
    """Whether the headline tells of two disasters at two places, and this is not the one that the body goes on to tell."""
    if new.headline or not _only_headed(happening) or not far(happening, new):
        return False
    others = [h for h in recent if h is not happening and h.type == "incident" and h.stands_in(happening.first.section)]
    return any(h.places and _only_headed(h) and not far(h, new) for h in others)


def _only_headed(happening: Happening) -> bool:
    return all(s.headline for s in happening.told)


def far(happening: Happening, new: Sighting) -> bool:
    """Whether both have places and none of one can be in one of the other."""
    if not (new.places and happening.places):
        return False
    return not any(_may_hold(a, b) or _may_hold(b, a) for a in happening.places for b in new.places)


def _strikes(happening: Happening, new: Sighting) -> bool:
    """Whether both tell how one side struck the other, be it in a war that was told first."""
    return _strike(new) and any(map(_strike, happening.told))


def _strike(sighting: Sighting) -> bool:
    return sighting.rule == "attack" or _STRIKE.search(sighting.noun) is not None


def places_there(happening: Happening, new: Sighting) -> tuple[str, ...]:
    """The places of a clause that tells once more of what has its places by now: those that go with them.

    东国地震…。东国|西城|楼房倒塌, but not 西国|昨天也发生地震. What no table has goes with them where nothing beside it lies elsewhere.
    """
    last = happening.told[-1]
    goes_on = new.paragraph == last.paragraph and (new.start < last.end or new.start - last.end == 1)
    if not happening.places or new.headline:
        return new.places
    quake = happening.first.noun.endswith(_QUAKE)
    if quake and not new.noun.endswith(_QUAKE):
        return ()  # where it was felt and what fell down
    headed = _only_headed(happening)
    known = any(map(_located, happening.places)) or (new.paragraph != last.paragraph and not headed)
    if (headed and not quake) or goes_on or not known:
        return new.places
    fits = {p: any(_nested(p, old) for old in happening.places) for p in new.places if p not in happening.places}
    stray = any(_located(p) and not fit for p, fit in fits.items())
    return tuple(p for p in new.places if fits.get(p, True) or not (stray or _located(p)))


def places_headed(happening: Happening, new: Sighting) -> list[str]:
    """The places of a happening that only the headline tells, but those that lie elsewhere than the body says: 北城论坛在西城举行."""
    kept = happening.type in ("visit", "talks", "message") or happening.first.noun.endswith(_QUAKE)
    if new.headline or not _only_headed(happening) or kept or new.standing == "named":
        return happening.places
    sites = [place for place in new.places if _located(place)]
    far = (p for p in happening.places if _located(p) and not _parts(p) and not any(_nested(p, s) for s in sites))
    strays = set(far) if sites else set()
    return [place for place in happening.places if place not in strays]


def _parts(name: str) -> bool:
    """Whether it is a part of the world, which holds what no table says: 中东."""
    return _abroad().get(name, ("-", "")) in (("", "region"), (name, "region"))


def _nested(one: str, other: str) -> bool:
    """Whether one of two places lies in the other, or in what the name of the other begins with."""
    return one in _located(other) or other in _located(one) or bool(_located(one) and one[:2] == other[:2])


def _located(name: str) -> frozenset[str]:
    """A place, or a house with the name of one before its own (北京实验学校), and what it lies in."""
    found = _around(name) or _around(_houses().get(name, ""))
    if found or not name.endswith(_HOUSES):
        return found
    area, _ = atlas().head(name)
    return _around(area.name) if area is not None and name.startswith(area.short) else found


def _may_hold(outer: str, inner: str) -> bool:
    """Whether one place can lie in another, for all that the tables know of both."""
    if outer[:2] == inner[:2] or outer in inner:
        return True
    country, kind = _abroad().get(outer, ("", ""))
    wide = kind in _WIDE or bool(atlas().by_name.get(outer))
    around = _around(inner)
    if not around:
        return wide
    capital = kind == "state" and _abroad().get(inner, ("", ""))[1] == "capital"
    return outer in around or (kind in _WIDE and (not country or country in around) and not capital)


@cache
def _around(name: str) -> frozenset[str]:
    """A place and all that it is known to lie in: 塔城 → 塔城, 东国; nothing for a place that no table has."""
    areas = atlas().by_name.get(name, ())
    if areas:
        held = {n for area in areas for outer in atlas().chain(area) for n in (outer.name, outer.short)}
        return frozenset(held if _abroad().get(name) or areas[0].level == COUNTRY else {*held, CHINA})
    return frozenset((name, _abroad()[name][0])) if name in _abroad() else frozenset()


@cache
def _abroad() -> dict[str, tuple[str, str]]:
    """The country and the kind of each town or region abroad."""
    places = {row["name"]: (row["country"], row["kind"]) for row in table("foreign_places")}
    return places | {row["capital"]: (row["name"], "capital") for row in table("countries") if row["capital"]}


@cache
def _houses() -> dict[str, str]:
    """Where each well-known venue is."""
    return {row["name"]: row["place"] for row in table("landmarks") if row["place"]}


def last_told(recent: list[Happening], kind: EventType, section: int) -> Happening | None:
    """The happening of this type that the section told last, else the article."""
    return next((h for h in reversed(recent) if h.type == kind and h.happens and h.stands_in(section)), None) or next(
        (h for h in reversed(recent) if h.type == kind and h.happens), None
    )
