"""Institutions: which body a name means in its article, by itself and by the places around it.

In: a reading and its scene. Out: seats. A key is "organ:" and the official name for a body of kg/lexicons/organs.tsv, "local:"
with the code of
the place for a local organ, "abroad:" with the country for a foreign one, "here:" with the article for a bare common noun, and
"name:" for
everything else. The way of one name is the body of `_key`, from the surest to the weakest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.atlas import COUNTRY, Area, Scene, atlas, level_word
from kg.lexicon import table, values
from kg.model import Event, Membership, Mention, Reading, Seat
from kg.names import looks_chinese, looks_spelled
from kg.text import fold

_MARKS = re.compile(r"[\s“”\"‘’《》()（）「」]+")
_STATE = re.compile(r"^(?:中华人民共和国|中国)")
_FIRM = re.compile(r"(?:集团)?(?:股份|有限责任|控股)*(?:有限)?公司$")
_BODY = re.compile(
    r"^(?:省|市|县|区|州|盟|旗|地|镇|乡|自治区)(?:委|党委|政府|人民|人大|政协|纪委|监委|公安|检察|法院|[^的]{1,10}(?:局|厅|委|办|法院|检察院|委员会|中心|总队|支队|协会|联))"
)
_ABROAD = re.compile(
    r"(?:部|院|议会|国会|大会|银行|总统府|内阁|政府|军|警方|法院|局|署|委员会|党|联盟|发言人办公室|海军|空军|使馆)$"
)
_ABOUT = re.compile(r"(?:针对|就|关于|围绕|应)[^，。]{1,40}，|(?:针对|关于|就)[^，。]{1,40}$")
_BEHIND = 14


@dataclass(frozen=True, slots=True)
class Found:
    """What a name was found to be."""

    key: str
    label: str = ""
    detail: str = ""
    parent: str = ""
    country: str = ""
    because: str = ""


@cache
def _organs() -> dict[str, tuple[str, str, str]]:
    """Every name of an organ of the lexicon → (official name, kind, parent)."""
    renamed = {row["old"]: row["new"] for row in table("renamings")}
    named: dict[str, tuple[str, str, str]] = {}
    for row in table("organs"):
        official = row["official"] or row["name"]
        for name in (row["name"], official, *values(row["aliases"])):
            named.setdefault(plain(name), (official, row["kind"], row["parent"]))
    for old, new in renamed.items():
        seen = {old}
        while new in renamed and new not in seen:
            seen.add(new)
            new = renamed[new]
        named[old] = named.get(new, (new, "government", ""))
    return named


@cache
def _local() -> dict[str, tuple[str, str]]:
    """Every form of a local organ, level word first → (official name with {place}, kind)."""
    forms: dict[str, tuple[str, str]] = {}
    for row in table("local_organs"):
        official = values(row["official"])[0] if row["official"] else row["form"]
        for level in values(row["level"]) if "{L}" in row["form"] else ("",):
            forms.setdefault(row["form"].replace("{L}", level), (official, row["kind"]))
    return forms


@cache
def _foreign() -> dict[str, tuple[str, str]]:
    """Other names of foreign organs → (country or "", plain name)."""
    return {row["form"]: (row["country"], row["body"]) for row in table("foreign_bodies")}


@cache
def _common() -> dict[str, bool]:
    """Bare organ names that many countries have → whether the Chinese one is meant where nothing else is near."""
    return {row["word"]: row["home"] == "yes" for row in table("foreign_words")}


@cache
def _nouns() -> frozenset[str]:
    """Endings of names: a name that is nothing but one of them says which body only inside its article."""
    return frozenset(row["suffix"] for row in table("body_suffixes"))


def plain(name: str) -> str:
    """A name without quotation marks, brackets and blanks."""
    return _MARKS.sub("", fold(name))


def seats(reading: Reading, scene: Scene) -> Iterator[Seat]:
    """The institutions of one article, by name: those mentioned, those in posts and those in events."""
    mentions: dict[str, list[Mention]] = {}
    places = {m.name for m in reading.mentions if m.kind == "place"}
    for mention in reading.mentions:
        if mention.kind == "institution":
            mentions.setdefault(mention.name, []).append(mention)
    known: dict[str, set[str]] = {}
    told: dict[str, int] = {}  # where a body that is only understood (省政府 of a 省长) is spoken of
    for claim in reading.claims:
        if isinstance(claim, Membership) and claim.organization:
            known.setdefault(claim.organization, set()).update(claim.known_as)
            told.setdefault(claim.organization, claim.evidence.start)
        elif isinstance(claim, Event):
            for name in claim.organizations:
                known.setdefault(name, set())
    for name in sorted(mentions.keys() | known.keys()):
        if name not in mentions and (name in places or is_area(name)):
            continue
        where = mentions.get(name, [])
        offset = where[0].start if where else told.get(name, max(scene.text.find(name), 0))
        yield _seat(reading, scene, name, where, known.get(name, set()), offset)


def is_area(name: str) -> bool:
    """Whether a post's or event's body is a country or a division."""
    return plain(name) in atlas().by_name or atlas().country(plain(name)) is not None


def _seat(reading: Reading, scene: Scene, name: str, where: list[Mention], known: set[str], offset: int) -> Seat:
    names = [name, *sorted({m.text for m in where} | known, key=lambda n: (-len(n), n))]
    found = _key(reading, scene, names, offset)
    surfaces = [name, *(m.text for m in where)]
    if found.country or found.key.startswith("here:"):
        # what China has too (外交部) labels a foreign ministry only where a text writes it, and not inside a title (外交部长)
        known = {n for n in known if not _common().get(plain(n), False)}
        titles = [m for m in reading.mentions if m.kind == "post"]
        alone = {m.text for m in where if not any(t.start <= m.start and m.end < t.end for t in titles)}
        surfaces = [s for s in surfaces if s in alone or not _common().get(plain(s), False)] or [found.label or name]
    detail = next((m.detail for m in where if m.detail), "")
    return Seat(
        "institution",
        reading.article.id,
        name,
        found.key,
        tuple(dict.fromkeys([*surfaces, *sorted(known)])),
        found.label,
        _kind(found) if found.key.startswith(("organ:", "local:")) and _kind(found) else detail or _kind(found),
        found.parent,
        found.country,
        found.because,
    )


def _kind(found: Found) -> str:
    """The kind of a body that the context found; an area that only a text calls a body has none."""
    return "" if found.detail.isdigit() else found.detail


def _key(reading: Reading, scene: Scene, names: list[str], offset: int) -> Found:
    """The first answer of the surest way: full names before short ones, the lexicon before the context."""
    bare = [plain(n) for n in names]
    for name in bare:
        found = _placed(name)
        if found:
            return found
    first = bare[0]
    if first in _common() or (first in _foreign() and first not in _organs()):
        found = _by_country(reading, scene, first, offset)
        if found:
            return found
    for name in bare:
        found = _national(name)
        if found:
            return found
    if _BODY.match(first):
        found = _by_place(reading, scene, first, offset)
        if found:
            return found
    if first in _nouns() or len(first) < 3 or first in _common():
        return Found(f"here:{reading.article.id}:{first}", because=f"{first} says which body it is only inside its article")
    return Found(f"name:{_FIRM.sub('', first) or first}", country=_state(first))


@cache
def _state(name: str) -> str:
    """The foreign country that a name begins with: 伊朗武装部队 → 伊朗."""
    area, rest = atlas().head(name)
    written = area is not None and bool(rest) and len(rest) < len(name) - 1
    return area.name if area and written and area.level == COUNTRY and area is not atlas().china else ""


def _national(name: str) -> Found | None:
    organ = _organs().get(name) or _organs().get(_STATE.sub("", name))
    if organ is None:
        return None
    official, kind, parent = organ
    above = _organs().get(parent)
    because = "" if name == official else f"{name} is {official}"
    country = _state(official) if kind == "foreign" else ""
    return Found(f"organ:{official}", official, kind, f"organ:{above[0]}" if above else "", country, because)


def _placed(name: str) -> Found | None:
    """A name that begins with its place: 上海市委, 俄国防部, 美国国会参议院."""
    if name in _organs():
        return None
    stem = name.removeprefix("中共")
    area, rest = atlas().head(stem)
    if area is None or len(rest) < 2:
        return None
    if area.level == COUNTRY:
        if area is atlas().china:
            return None
        known = rest in _foreign() or rest in _common()
        return _abroad(area, rest, "") if known or (len(rest) < len(stem) - 1 and _ABROAD.search(rest)) else None
    return _local_body(area, rest, "") if _BODY.match(rest) or rest in _local() else None


def _abroad(area: Area, rest: str, because: str) -> Found:
    country, body = _foreign().get(rest, ("", rest))
    owner = atlas().country(country) if country else area
    owner = owner or area
    full = owner.name + body
    if full in _organs():
        official, kind, _ = _organs()[full]
        return Found(f"organ:{official}", official, kind, "", owner.name, because)
    return Found(f"abroad:{owner.name}:{body}", owner.name + body, "foreign", "", owner.name, because)


def _local_body(area: Area, rest: str, because: str) -> Found:
    """市委 of 上海市 → 中共上海市委员会. Forms of one organ have one official name, and so one key."""
    level = level_word(area)
    for form in (rest, level + rest.removeprefix(rest[:1]) if level and rest[:1] != level else rest):
        if form in _local():
            official, kind = _local()[form]
            body = official.replace("{place}", "")
            return Found(
                f"local:{area.code}:{body}", official.replace("{place}", area.name), kind, f"area:{area.code}", "", because
            )
    tail = rest.removeprefix(level) if level else rest
    return Found(f"local:{area.code}:{tail}", area.name + tail, "", f"area:{area.code}", "", because)


def _by_place(reading: Reading, scene: Scene, name: str, offset: int) -> Found | None:
    """A short local name by the nearest place of its level: 市委 → 中共上海市委员会."""
    level = "自治区" if name.startswith(("自治区", "区党委")) else name[0]
    area, why = _place_for(reading, scene, level, offset)
    if area is None:
        return None
    return _local_body(area, name, f"{name} is that of {area.name}: {why}")


def _place_for(reading: Reading, scene: Scene, level: str, offset: int) -> tuple[Area | None, str]:
    if scene.text[max(0, offset - 1) : offset] == level:
        return None, ""  # 上比利牛斯省|省长: the place stands before it, and is none that is known
    line = scene.line_start(offset)
    home = atlas().by_name.get(reading.article.place or "", ())
    local = scene.fitting(home, level)
    later = None
    for start, areas in scene.before(offset, len(scene.text)):
        if area := scene.fitting(areas, level):
            if start >= line and (local is None or scene.text.rfind("。", start, offset) < 0):
                return area, "the place named before it"
            later = later or area
    if local is not None:
        return local, "the article's place"
    if later is not None:
        return later, "a place named earlier in the article"
    for start, areas in scene.spots:
        if start > offset and (area := scene.fitting(areas, level)):
            return area, "a place named later in the article"
    return None, ""


def _by_country(reading: Reading, scene: Scene, name: str, offset: int) -> Found | None:
    """外交部 after 伊朗 is the Iranian one; with no foreign country before it in its line, the Chinese one or the
    headline's."""
    implied, body = _foreign().get(name, ("", name))
    if implied:
        owner = atlas().country(implied)
        return _abroad(owner, name, "") if owner else None
    area = _country_for(reading, scene, body if body in _common() else name, offset)
    if area is None or area is atlas().china:
        return None
    return _abroad(area, name, f"{name} is that of {area.name}: the country named before it")


def _country_for(reading: Reading, scene: Scene, name: str, offset: int) -> Area | None:
    """The country whose organ a bare name is. One that China has too is foreign only if its own sentence, or a line without China, says so."""
    line = scene.line_start(offset)
    if _common().get(name, False):
        if _chinese_speaker(reading, offset + len(name)):
            return None
        sentence = max(line, scene.text.rfind("。", 0, offset) + 1)
        if _ABOUT.search(scene.text, sentence, offset):
            return None
        return _country_before(scene, sentence, offset) or _foreign_line(scene, line, offset)
    area = _country_before(scene, line, offset)
    if area is not None:
        return area
    named = [areas[0] for _, areas in scene.before(offset, len(scene.text)) if areas[0].level == COUNTRY]
    named += [areas[0] for _, areas in scene.spots if areas[0].level == COUNTRY]
    return next(iter(named), None)


def _country_before(scene: Scene, start: int, offset: int) -> Area | None:
    """The nearest country named from `start` on, else the one that a short form tells (俄总统)."""
    for at, areas in scene.before(offset, offset - start):
        if at >= start:
            return areas[0] if areas[0].level == COUNTRY else atlas().china
    return scene.short_before(start, offset)


def _foreign_line(scene: Scene, line: int, offset: int) -> Area | None:
    """The country of a line of foreign news: the nearest before, if neither China nor a Chinese place is named in the line."""
    end = scene.text.find("\n", offset)
    spots = [areas[0] for at, areas in scene.spots if line <= at < (end if end >= 0 else len(scene.text))]
    if not spots or any(a.level != COUNTRY or a is atlas().china for a in spots):
        return None
    return next((areas[0] for at, areas in scene.before(offset, offset - line) if at >= line), None)


def _chinese_speaker(reading: Reading, end: int) -> bool:
    """Whether the person named right behind an organ has a Chinese name: 外交部发言人 and such a name."""
    near = [m.name for m in reading.mentions if m.kind == "person" and end <= m.start <= end + _BEHIND]
    return any(looks_chinese(n) and not looks_spelled(n) for n in near[:1])
