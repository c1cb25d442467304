"""What is known of bodies before any text is read: the words that end their names, and those that never do.

In: the tables organs, local_organs, body_suffixes and their companions. Out: matchers and sets, each built once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.lexicon import Matcher, table, values
from kg.words import role_nouns


class Anchor(NamedTuple):
    """What a word says as the end of a name: "organ" is a name by itself, "local" one that its place completes, "suffix" and "weak" end one."""

    type: str
    kind: str


@cache
def anchors() -> Matcher[Anchor]:
    """Every word that can end the name of an institution."""
    words: dict[str, Anchor] = {}
    for row in table("body_suffixes"):
        words[row["suffix"]] = Anchor("suffix" if row["strength"] == "strong" and len(row["suffix"]) > 1 else "weak", row["kind"])
    for form, kind in local_forms():
        words[form] = Anchor("local", kind)
    for form, kind in departments():
        words[form] = Anchor("department", kind)
    for row in table("organs"):
        for name in (row["name"], row["official"], *values(row["aliases"])):
            if len(name) > 1:
                words[name] = Anchor("organ", row["kind"])
    return Matcher(words)


def local_forms() -> Iterator[tuple[str, str]]:
    """Forms that a place completes, with their level before them: 市委, 省公安厅."""
    for row in table("local_organs"):
        for level in values(row["level"]):
            form = row["form"].replace("{L}", level)
            if form.startswith(level):
                yield form, row["kind"]


def departments() -> Iterator[tuple[str, str]]:
    """The same without level: 公安厅, 组织部."""
    for row in table("local_organs"):
        form = row["form"]
        if form.startswith("{L}委") and len(form) > 5:
            yield form[4:], row["kind"]
        elif form.startswith("{L}") and len(form) > 4 and not form.startswith("{L}委"):
            yield form[3:], row["kind"]


@cache
def roles() -> Matcher[str]:
    """The role nouns of at most three characters: 部长, 常委, 委员长."""
    return Matcher({post: post for post in role_nouns() if len(post) <= 3})


@cache
def ranks() -> frozenset[str]:
    return frozenset(row["word"] for row in table("post_modifiers"))


@cache
def no_names() -> frozenset[str]:
    """Words that name no body with nothing but a place before them: 美国机构, 上海公司."""
    return frozenset(row["word"] for row in table("generic_bodies") if row["with_place"] == "no")


@cache
def subjects() -> frozenset[str]:
    """Subjects of which a school may teach two: 物理|与机电工程学院."""
    return frozenset(row["subject"] for row in table("subjects"))


@cache
def generic() -> frozenset[str]:
    """Words that name no body even before a post: 公司, 党组."""
    return frozenset(row["word"] for row in table("generic_bodies"))


@cache
def no_bodies() -> tuple[str, ...]:
    return tuple(row["ending"] for row in table("no_bodies"))


@cache
def spelling_characters() -> frozenset[str]:
    return frozenset(row["char"] for row in table("transliteration"))


@cache
def two_countries() -> frozenset[str]:
    """The characters of which two in a row are two countries: 中美, 韩朝."""
    return country_characters() | {"中"}


@cache
def country_characters() -> frozenset[str]:
    return frozenset(c for row in table("countries") for c in values(row["chars"])) - {"中"}
