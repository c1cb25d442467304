"""Short names: what 市委, 发改委 and 集团公司 stand for inside one article.

In: the institutions of an article as written, its documents' way of saying so (以下简称…), its places. Out: the same mentions, with the `name` of the
fullest form in the article.

A short name is the end of a full one (上海市委 … 市委), an abbreviation of the table of organs (国家发改委), or what 以下简称 says it is. Where two full names end alike
(河南省委, 河北省委), the nearest before it is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.lexicon import table, values
from kg.model import Article, Mention
from kg.text import fold

_TERM = re.compile(r"^(?:第?[一二三四五六七八九十0-9]{1,3}届|新一届)")
_ANY_TERM = re.compile(r"(?<=[省市区县州旗])第?[一二三四五六七八九十]{1,3}届")
# A place of its own name: 东州县, but neither 全县 nor 副县|长.
_OF_LEVEL = {
    level: re.compile(
        f"[一-鿿]{{1,3}}[^全各我该本两几多一每城超股上都门夜楼房集副区邻外原任和、，。\n]{level}(?![长委政级城人域里直内纪公区场民])"
    )
    for level in "省市县"
}
_CALLED = re.compile(r"[（(](?:以下|下称|下文|以后)?(?:统称|简称|称)?(?:为)?[：:]?[“《]?([^”》）)（(]{2,12})[”》]?[）)]")


@cache
def official_names() -> dict[str, str]:
    """Every alias of a body known by itself → its name."""
    found: dict[str, str] = {}
    for row in table("organs"):
        for alias in (row["name"], row["official"], *values(row["aliases"])):
            found.setdefault(alias, row["name"])
    return found


def resolve_names(article: Article, institutions: Sequence[Mention]) -> list[Mention]:
    """The same mentions; those of one institution share the name of its fullest form in the article."""
    text = fold(article.text)
    known = official_names()
    said = _said(text, institutions)
    forms: dict[str, list[Mention]] = {}
    for mention in institutions:
        forms.setdefault(mention.text, []).append(mention)
    names: dict[int, str] = {}
    for form, mentions in forms.items():
        for mention in mentions:
            full = said.get(form) or _committee(text, mention, institutions) or _of_a_party(text, mention, institutions)
            if full is None:
                full = form if form in known else _nearest(_ANY_TERM.sub("", form), mention, forms, text) or form
            names[mention.start] = full
    by_official: dict[str, str] = {}
    for mention in institutions:
        name = names[mention.start]
        official = _key(name, known)
        if len(name) > len(by_official.get(official, "")):
            by_official[official] = name
    resolved = [(_TERM.sub("", by_official[_key(names[m.start], known)]), m) for m in institutions]
    kinds = {
        name: m.detail for name, m in sorted(resolved, key=lambda r: (r[1].detail == "foreign", len(r[1].text), -r[1].start))
    }
    return [replace(m, name=name, detail=kinds[name]) for name, m in resolved]


def _key(name: str, known: dict[str, str]) -> str:
    """What all names of one body have in common: its entry in the table of organs, the official form of a local organ, a country's forces."""
    plain = _ANY_TERM.sub("", _TERM.sub("", name))
    if plain.startswith("中共") and plain.endswith("党组"):
        plain = plain.removeprefix("中共")
    owners = _owners(plain)
    for country, rest in owners:
        if rest in _army():
            return country + "军"
    if plain in known:
        return known[plain]
    if plain.startswith("中国") and plain[2:] in known:
        return known[plain[2:]]
    for start in range(max(0, len(plain) - _longest_local()), len(plain)):
        form = plain[start:]
        for official in _local().get(form, ()):
            level = form[0] if form[0] in "省市区县州旗盟" else ""
            place = plain[:start].removeprefix("中共") + (level or form[: 3 * form.startswith("自治区")])
            if len(place) > 1 or not level:
                return official.replace("{place}", place)
    for country, rest in owners[:1]:
        return known.get(country + rest, country + rest)
    return plain


def _owners(name: str) -> list[tuple[str, str]]:
    """The countries whose name a body's begins with, each with what follows it, in the order of the table: 俄国防部 → 俄罗斯, 国防部."""
    found = []
    for end in range(1, min(len(name), _longest_country()) + 1):
        entry = _countries().get(name[:end])
        if entry is not None:
            found.append((*entry, name[end:]))
    return [(country, rest) for _, country, rest in sorted(found)]


@cache
def _local() -> dict[str, tuple[str, ...]]:
    """Each form of a local organ and its official names."""
    found: dict[str, set[str]] = {}
    for row in table("local_organs"):
        for level in values(row["level"]):
            found.setdefault(row["form"].replace("{L}", level), set()).add(row["official"])
            bare = row["official"].replace("{place}", "")
            if row["official"].startswith("{place}") and "{L}" in row["form"]:
                found.setdefault(level + bare, set()).add(row["official"])
    return {form: tuple(sorted(officials)) for form, officials in found.items()}


@cache
def _countries() -> dict[str, tuple[int, str]]:
    """Each name of a country: where it stands in the table, the longest name of a country first, and the country's usual name."""
    found: dict[str, tuple[int, str]] = {}
    for row in table("countries"):
        if row["name"] != "中国":
            for own in sorted((row["name"], *values(row["aliases"]), *values(row["chars"])), key=lambda n: (-len(n), n)):
                found.setdefault(own, (len(found), row["name"]))
    return found


@cache
def _longest_country() -> int:
    return max(map(len, _countries()))


@cache
def _longest_local() -> int:
    return max(map(len, _local()))


@cache
def _army() -> frozenset[str]:
    return frozenset(row["word"] for row in table("army_words"))


@cache
def parties() -> frozenset[str]:
    """Parties and leagues whose committees are named like the Communist Party's: 民盟|市委, 团|市委."""
    return frozenset(row["word"] for row in table("party_prefixes"))


@cache
def committee_departments() -> frozenset[str]:
    """Departments of a party committee, without its name: 组织部, 政法委."""
    return frozenset(row["form"][4:] for row in table("local_organs") if row["form"].startswith("{L}委") and len(row["form"]) > 5)


def _committee(text: str, mention: Mention, institutions: Sequence[Mention]) -> str | None:
    """湖北省委常委、组织部部长: the department is that of the committee named just before it in the sentence."""
    if mention.text not in committee_departments():
        return None
    before = [
        i for i in institutions if i.end <= mention.start and mention.start - i.end <= 24 and i.text.endswith(("委", "党委"))
    ]
    if not before or "。" in text[before[-1].end : mention.start]:
        return None
    return before[-1].text + mention.text


def _of_a_party(text: str, mention: Mention, institutions: Sequence[Mention]) -> str | None:
    """东国劳动党中央政治局委员甲，中央政治局委员乙: the organ is that of the foreign party whose like the sentence named last before it."""
    if not mention.text.startswith("中央") or mention.text in ("中央军委", "中央军事委员会"):
        return None
    before = [i for i in institutions if i.end <= mention.start and i.text.endswith(mention.text) and i.text != mention.text]
    if not before or before[-1].detail != "foreign" or "。" in text[before[-1].end : mention.start]:
        return None
    return before[-1].text


def _said(text: str, institutions: Sequence[Mention]) -> dict[str, str]:
    """What the article itself abbreviates: 大唐集团公司（以下简称集团公司）."""
    found = {}
    for mention in institutions:
        match = _CALLED.match(text, mention.end)
        if match:
            found[match.group(1)] = mention.text
    return found


def _nearest(form: str, mention: Mention, forms: dict[str, list[Mention]], text: str) -> str | None:
    """The longer name of the article that ends like this one; of several, the one that stands last before it, else the first after it."""
    longer = [f for f in forms if f != form and f.endswith(form) and _completes(f[: len(f) - len(form)], form)]
    if not longer:
        written_out = {o.replace("{place}", form[0]) for o in _local().get(form, ()) if o.startswith("{place}")}
        longer = [f for f in forms if f != form and f.endswith(tuple(written_out))] if written_out else []
    if not longer:
        return None
    if len(longer) > 1:
        # 上海市委 within 中共上海市委 is no rival: the longest of a nested family stands for it
        longer = [f for f in longer if not any(g != f and g.endswith(f) for g in longer)] or longer
    before = [(m.start, f) for f in longer for m in forms[f] if m.start < mention.start]
    opened = max(text.rfind("。", 0, mention.start), text.rfind("\n", 0, mention.start)) + 1
    if form[0] in "省市县" and not any(opened <= start for start, _ in before):
        # 梁平县…，县委: that of the place named in the sentence, not of one named elsewhere
        named = [m.group() for m in _OF_LEVEL[form[0]].finditer(text, opened, mention.start)]
        if named:
            of_place = (f for f in longer if named[-1].endswith(f[: len(f) - len(form)] + form[0]) and len(f) > len(form))
            return next(of_place, None)
    if before:
        return max(before)[1]
    return (
        min((m.start, f) for f in longer for m in forms[f])[1]
        if form[0] in "省市区县州旗" or (len(longer) == 1 and form[:2] == "党")
        else None
    )


def _completes(left: str, form: str) -> bool:
    """Is what stands before the short form a place or a party's 中共, so that both are one body?"""
    if left in parties():
        return False
    if form[0] in "省市区县州旗" or left in ("中共", "中国共产党"):
        return True
    return bool(
        re.fullmatch(
            r"(?:中共|中国|第?[一二三四五六七八九十0-9]{1,3}届)|[一-鿿]{1,8}(?:省|市|区|县|州)?(?:委|政府)?|[一-鿿]{1,24}[乡镇村屯街路]",
            left,
        )
    )
