"""Titles: the role nouns of the table and the words before them.

In: the tables of posts, modifiers, bodies and countries. Out: `Noun` by its form, and sets, each built once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.bodies import generic
from kg.lexicon import Matcher, table, values


@dataclass(frozen=True, slots=True)
class Noun:
    """A role noun of the table, and the body that it implies at home and abroad ("" where none, "(country)" for a head of state)."""

    post: str
    of: str
    of_abroad: str


@cache
def nouns() -> Matcher[Noun]:
    """The role nouns; a noun that only joins a body and a shorter noun (市委|书记) is left to the grammar."""
    rows: dict[str, dict[str, str]] = {}
    for row in table("posts"):
        rows.setdefault(row["post"], {})["abroad" if row["holder"] == "foreign" else "home"] = row["of"]
    bodies = {row["suffix"] for row in table("body_suffixes")} | {
        row["form"].replace("{L}", level) for row in table("local_organs") for level in values(row["level"])
    }
    bodies -= generic()  # 党组书记 stays one noun where no body stands before it
    bodies |= {name for row in table("organs") for name in (row["name"], *values(row["aliases"]))}
    ranks = {row["word"] for row in table("post_modifiers") if row["sort"] in ("rank", "acting")} - {"总"}

    def joined(post: str) -> bool:
        return any(post[cut:] in rows and (post[:cut] in bodies or post[:cut] in ranks) for cut in range(2, len(post))) or (
            post[:1] in ranks and post[1:] in rows
        )

    return Matcher(
        {
            post: Noun(post, of.get("home", of.get("abroad", "")), of.get("abroad", of.get("home", "")))
            for post, of in rows.items()
            if not joined(post) or "(country)" in of.values()
        }
    )


@cache
def modifiers() -> dict[str, str]:
    """Words before a role noun and what they say: rank, acting, former, coming, current."""
    return {row["word"]: row["sort"] for row in table("post_modifiers")}


@cache
def national_bodies() -> frozenset[str]:
    """Bodies that need no place: 国务院, 外交部."""
    return frozenset(name for row in table("organs") for name in (row["name"], *values(row["aliases"])))


@cache
def countries() -> frozenset[str]:
    """Every name of a country but the one-character ones."""
    return frozenset(
        name for row in table("countries") for name in (row["name"], row["official"], *values(row["aliases"])) if len(name) > 1
    )


@cache
def country_characters() -> dict[str, str]:
    """The one-character names of countries: 俄 → 俄罗斯."""
    found: dict[str, str] = {}
    for row in table("countries"):
        for character in values(row["chars"]):
            found.setdefault(character, row["name"])
    return found
