"""Persons: what an article says of a person, and how much speaks for two such profiles being one.

In: a reading, its scene, the keys of the bodies it names. Out: profiles; for two of them, the weighted reasons to join them
(`reasons`) and the
contradiction that forbids it (`contradiction`). A reason's words are kept in `because`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.atlas import CHINA, COUNTRY, Scene, atlas
from kg.lexicon import Matcher, table
from kg.model import Membership, Mention, Reading, Seat
from kg.names import looks_chinese, rarity
from kg.ranks import Office, describe, foreigner, office, plain_role

HOME = CHINA
_AROUND = 40
_NEAR = 30
_CROWD = 12
_BREATH = 6
_LINE = 80
_WEEK = 7
_PAUSE = 45  # days by which two holders' reports may overlap: papers are late, and posts are handed over
JOIN = 3.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What one or more articles say of one person. `days` are ordinals of the articles' dates, sorted; `spans` first and last
    report of each office."""

    names: tuple[str, ...]
    seats: tuple[int, ...]
    days: tuple[int, ...]
    offices: frozenset[Office]
    spans: dict[str, tuple[int, int]]
    countries: frozenset[str]
    near: frozenset[str]
    areas: frozenset[str]
    fields: frozenset[str]
    company: frozenset[str]
    titles: frozenset[str] = frozenset()  # plain roles of posts whose body is not known: 议长, 市长
    note: str = ""  # what a list writes in brackets behind the name, to tell it from namesakes

    @property
    def level(self) -> int:
        """The rank of the highest post: 5 a state's leaders, 4 ministers and provinces, 3 cities, 2 counties, 1 other posts, 0
        none."""
        return max((o.level for o in self.offices), default=0)

    @property
    def home(self) -> bool:
        """Whether this is, as far as one can see, a Chinese person."""
        return HOME in self.countries or (not self.countries and looks_chinese(self.names[0]))


@cache
def _weights() -> dict[str, float]:
    return {row["field"]: float(row["weight"]) for row in table("field_weights")}


@cache
def _narrow() -> frozenset[str]:
    return frozenset(row["field"] for row in table("field_weights") if row["narrow"] == "yes")


@cache
def ordinary(everyday: bool = False) -> frozenset[str]:
    """The fields that no holder of a high post is known from; `everyday` those only that his days do not bring him beside."""
    kinds = ("everyday",) if everyday else ("everyday", "calling")
    return frozenset(row["field"] for row in table("field_weights") if row["sort"] in kinds)


@cache
def _fields() -> Matcher[str]:
    """Words → "field/word"."""
    return Matcher({row["word"]: f"{row['field']}/{row['word']}" for row in table("fields")})


def profiles(reading: Reading, scene: Scene, bodies: dict[str, Seat], first: int) -> Iterator[tuple[Seat, Profile]]:
    """The persons of one article, by name, as seats and profiles; the first seat has the number `first`."""
    mentions: dict[str, list[Mention]] = {}
    posts: dict[str, list[Membership]] = {}
    for mention in reading.mentions:
        if mention.kind == "person":
            mentions.setdefault(mention.name, []).append(mention)
    for claim in reading.claims:
        if isinstance(claim, Membership):
            posts.setdefault(claim.person, []).append(claim)
    names = sorted({*mentions, *posts, *_others(reading)})
    company = frozenset(names) if len(names) <= _CROWD else frozenset()
    day = (date.fromisoformat(reading.article.published).toordinal(),) if reading.article.published else ()
    for number, name in enumerate(names, first):
        where = mentions.get(name, [])
        surfaces = tuple(dict.fromkeys([name, *(m.text for m in where)]))
        beside = _near(scene, where[0].start) if where else ""
        offices = _one_bearer([(c, o) for c in posts.get(name, []) if (o := office(c, bodies, beside))])
        countries = frozenset(o.country for o in offices if o.country)
        spans = {o.key: (day[0], day[0]) for o in offices if day and not (o.former or o.implied)}
        near = frozenset(c for c in (_near(scene, m.start) for m in where[:3]) if c)
        near = near or (scene.countries if len(scene.countries) == 1 else frozenset())
        near = near or frozenset(c for c in (_in_line(scene, m.start) for m in where[:1]) if c)
        areas = frozenset(code for o in offices for code in _area_of(o.body))
        fields = frozenset(f for m in where[:3] for f in _field(scene, m))
        seat = Seat("person", reading.article.id, name, "", surfaces, country=min(countries, default=""))
        titles = frozenset(plain_role(c.role)[1] for c in posts.get(name, [])) - {o.role for o in offices}
        note = next((n for m in where if (n := _note(scene, m))), "") if not company else ""
        yield (
            seat,
            Profile((name,), (number,), day, offices, spans, countries, near, areas, fields, company - {name}, titles, note),
        )


def _others(reading: Reading) -> Iterator[str]:
    for claim in reading.claims:
        for part in getattr(claim, "participants", ()):
            yield part.person
        if getattr(claim, "speaker_kind", "") == "person":
            yield claim.speaker  # type: ignore[union-attr]


def _one_bearer(told: list[tuple[Membership, Office]]) -> frozenset[Office]:
    """The posts of one name in one article, if the name is one person's there.

    Of foreign posts that stand apart in the text and that one person hardly holds together (the president and the prime minister of one
    name), and of posts of several countries, those of the first are kept.
    """
    counted: Counter[str] = Counter()
    for claim, one in told:  # a title that writes its body says more than a bare one
        counted[one.country] += 2 if claim.title != claim.role else 1
    del counted[""]
    country = counted.most_common(1)[0][0] if counted else ""
    if HOME in counted and told and not foreigner(told[0][0].person, "-"):
        country = HOME
    kept: list[tuple[Membership, Office]] = []
    for claim, one in told:
        if one.country not in ("", country):
            continue
        rivals = [c for c, o in kept if o.key != one.key and not (o.former or one.former) and _exclusive(o, one)]
        if not rivals or any(_beside_each_other(c, claim) for c in rivals):
            kept.append((claim, one))
    return frozenset(o for _, o in kept)


def _exclusive(a: Office, b: Office) -> bool:
    return a.country not in ("", HOME) and a.level >= 3 and b.level >= 3


def _beside_each_other(a: Membership, b: Membership) -> bool:
    """Whether two posts are told in one breath: 副总理兼外长."""
    first, second = sorted((a.evidence, b.evidence), key=lambda e: (e.start, e.end))
    return second.start - first.end <= _BREATH


def _area_of(body: str) -> Iterator[str]:
    if body.startswith(("local:", "area:")):
        area = atlas().by_code.get(body.split(":")[1])
        if area is not None and area.level != COUNTRY:
            yield from (a.code for a in atlas().chain(area))


def _near(scene: Scene, offset: int) -> str:
    """The country named before a person in one sentence, or the one that a short form stands for: 俄外长 → 俄罗斯."""
    start = max(scene.line_start(offset), scene.text.rfind("。", 0, offset) + 1)
    for _, areas in scene.before(offset, min(_NEAR, offset - start)):
        return areas[0].name if areas[0].level == COUNTRY else HOME
    short = scene.short_before(max(start, offset - _NEAR), offset)
    return short.name if short else ""


def _in_line(scene: Scene, offset: int) -> str:
    """The foreign country named last before a person in its line."""
    line = scene.line_start(offset)
    for _, areas in scene.before(offset, min(_LINE, offset - line)):
        return areas[0].name if areas[0].level == COUNTRY and areas[0].name != HOME else ""
    return ""


_NOTE = re.compile(r"[（(]([一-龥]{2,8})[）)]")


def _note(scene: Scene, mention: Mention) -> str:
    """What stands in brackets behind a name of a list: 赵川（某省）. A people (回族) tells no namesakes apart."""
    found = _NOTE.match(scene.text, mention.end)
    return "" if found is None or found[1].endswith("族") else found[1]


def _field(scene: Scene, mention: Mention) -> Iterator[str]:
    around = scene.text[max(0, mention.start - _AROUND) : mention.end + _AROUND]
    for hit in _fields().all(around):
        yield hit.value


def merge(a: Profile, b: Profile) -> Profile:
    """What both say together."""
    spans = dict(a.spans)
    for key, (first, last) in b.spans.items():
        old = spans.get(key, (first, last))
        spans[key] = (min(old[0], first), max(old[1], last))
    return Profile(
        tuple(dict.fromkeys((*a.names, *b.names))),
        a.seats + b.seats,
        tuple(sorted({*a.days, *b.days})),
        a.offices | b.offices,
        spans,
        a.countries | b.countries,
        a.near | b.near,
        a.areas | b.areas,
        a.fields | b.fields,
        a.company | b.company if len(a.company) < 400 else a.company,
        a.titles | b.titles,
        a.note or b.note,
    )


def reasons(a: Profile, b: Profile, ambiguous: bool) -> list[tuple[float, str]]:
    """What speaks for two profiles of one name being one person; `ambiguous` where the name is known from several countries or
    callings."""
    said: list[tuple[float, str]] = []

    def add(weight: float, words: str) -> None:
        said.append((weight, words))

    shared = sorted({o.key for o in a.offices} & {o.key for o in b.offices})
    if shared:
        add(5, f"same name and post {describe(shared[0])}")
    bodies = sorted(({o.body for o in a.offices} & {o.body for o in b.offices}) - {""})
    if bodies and not shared:
        add(2, f"same name and body {describe(bodies[0])}")
    titles = _titles(a, b)
    if titles and not shared and not bodies:
        add(1 if ambiguous else 2, f"same name and title {min(titles)}")
    foreign = (a.countries & b.countries) - {HOME}
    if foreign:
        add(1.5 if ambiguous else 3, f"same name and country {min(foreign)}")
    elif _beside(a, b):
        add(1 if ambiguous else 2, f"same name, {min(_beside(a, b))} named beside it")
    if _away(a, b) or _away(b, a):
        add(-2, "another country is named beside it")
    if a.level >= 4 and b.level >= 4:
        add(3 if a.home and b.home else 1, "both hold high posts")
    elif a.level >= 3 and b.level >= 3 and a.home and b.home:
        add(1, "both hold posts of rank")
    near = {c for c in a.areas & b.areas if not c.endswith("0000")}
    if near:
        add(1.5, "posts in one place")
    elif a.areas & b.areas:
        add(0.75, "posts in one province")
    common = _callings(a) & _callings(b)
    if common:
        add(max(_weights()[c] for c in common), f"known from one field: {min(common)}")
        words = {w for w in a.fields & b.fields if w.split("/")[0] in _narrow()}
        if words:
            add(1.5, f"both beside {min(words).split('/')[1]}")
    if a.company & b.company:
        add(1, f"beside the same person {min(a.company & b.company)}")
    if a.days and b.days and _gap(a, b) <= _WEEK:
        add(1.5 if _gap(a, b) <= 2 else 0.75, "reported within days" if _gap(a, b) <= 2 else "reported within a week")
    if a.home and b.home:
        weight = rarity(a.names[0])
        if weight and not ambiguous:
            add(weight, "a name that few share")
    return said


def _titles(a: Profile, b: Profile) -> frozenset[str]:
    """The roles that both have, where at least one does not say of which body, or both are of bodies that no country is known of."""
    roles = [p.titles | {o.role for o in p.offices if not o.country} for p in (a, b)]
    told = [r | {o.role for o in p.offices if o.country} for p, r in zip((a, b), roles, strict=True)]
    if a.home and b.home:
        return frozenset()  # of Chinese there are many of one surname and title
    return frozenset((roles[0] & told[1]) | (roles[1] & told[0]))


def _callings(profile: Profile) -> frozenset[str]:
    return frozenset(f.split("/")[0] for f in profile.fields)


def _away(known: Profile, bare: Profile) -> bool:
    """Whether a name without a post stands beside another foreign country than the bearer of the posts."""
    there = bare.near - {HOME}
    return bool(known.countries - {HOME} and not bare.offices and there) and not there & (known.countries | known.near)


def _beside(a: Profile, b: Profile) -> frozenset[str]:
    return ((a.countries & b.near) | (b.countries & a.near) | (a.near & b.near)) - {HOME}


def _gap(a: Profile, b: Profile) -> int:
    if a.days[-1] < b.days[0]:
        return b.days[0] - a.days[-1]
    if b.days[-1] < a.days[0]:
        return a.days[0] - b.days[-1]
    return 0


def contradiction(a: Profile, b: Profile) -> str:
    """Why two profiles cannot be one person; empty where they can."""
    states = (a.countries, b.countries)
    if states[0] and states[1] and not states[0] & states[1]:
        return f"posts of {min(a.countries)} and of {min(b.countries)}"
    if {o.key for o in a.offices} & {o.key for o in b.offices}:
        return ""
    rival = _overlap(a, b)
    if rival:
        return rival
    if a.home and b.home and abs(a.level - b.level) >= 3 and min(a.level, b.level) == 0 and _calling(a, b):
        return "an ordinary calling and a high post"
    one, two = _callings(a), _callings(b)
    if a.level == 0 and b.level == 0 and one and two and not one & two and rarity(a.names[0]) < 1:
        return f"known for {min(one)} and for {min(two)}"
    return ""


def _calling(a: Profile, b: Profile) -> bool:
    low = a if a.level < b.level else b
    high = b if low is a else a
    return bool(_callings(low) & ordinary()) and not _callings(low) & _callings(high)


def _overlap(a: Profile, b: Profile) -> str:
    """Two posts of different bodies that one person hardly holds together, and that were held at the same time."""
    for one, (first, last) in sorted(_whole_posts(a).items()):
        for two, (begin, end) in sorted(_whole_posts(b).items()):
            if one == two:
                continue
            both = min(last, end) - max(first, begin)
            back = not (a.home or b.home) and (_back((first, last), (begin, end)) or _back((begin, end), (first, last)))
            if both > _PAUSE or back or _inside((first, last), (begin, end)) or _inside((begin, end), (first, last)):
                return f"{describe(one)} and {describe(two)} at the same time"
    return ""


def _whole_posts(profile: Profile) -> dict[str, tuple[int, int]]:
    """The posts that take a whole person, with first and last report: one-seat posts of rank; abroad all posts in one body together."""
    spans: dict[str, tuple[int, int]] = {}
    for held in profile.offices:
        if held.key not in profile.spans or held.level < 2 or not (held.single or (not profile.home and held.level >= 3)):
            continue
        body = held.key.split("|")[0]
        key = held.key if body.endswith(":") else body
        first, last = profile.spans[held.key]
        old = spans.get(key, (first, last))
        spans[key] = (min(old[0], first), max(old[1], last))
    return spans


def _back(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    """Whether one post is reported before another and long after it: posts are handed over, people rarely go back."""
    return outer[0] < inner[0] and inner[1] + _PAUSE < outer[1]


def _inside(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] + _PAUSE < inner[0] and inner[1] + _PAUSE < outer[1]


FORM, SPELLING, CUT = "form of the name", "spelling of the name", "shorter form of the name"


def same(short: Profile, full: Profile, what: str, sole: bool) -> str:
    """Why two names are one person's; empty where too little says so.

    `what` says how the names differ; `sole` that nearly everyone of the shorter name is this one.
    """
    if contradiction(short, full) or _other_given(short.names, full.names):
        return ""
    posts = {o.key for o in short.offices if o.single or what == FORM} & {o.key for o in full.offices}
    if what == CUT:
        return "the shorter name in the same post at the same time" if posts and _gap(short, full) == 0 else ""
    if posts and (what == FORM or not short.home):
        return f"another {what}, in the same post"
    if what != FORM or (short.home and short.countries):
        return ""
    if (short.countries & full.countries) - {HOME} and not (short.offices and full.offices):
        return f"another {what}, of the same country"
    beside = not full.near or bool(full.near & (short.countries | short.near)) or bool(full.countries & short.countries)
    if sole and beside and len(short.seats) >= 3:
        return f"another {what}, and nobody else is known by the shorter one"
    return ""


def _other_given(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names of one surname begin differently: 萨·扎帕罗夫 and 阿·扎帕罗夫."""
    for one in (n.split("·") for n in a if "·" in n):
        for two in (n.split("·") for n in b if "·" in n):
            if one[-1] == two[-1] and not set(one[:-1]) & set(two[:-1]) and one[0][0] != two[0][0]:
                return True
    return False
