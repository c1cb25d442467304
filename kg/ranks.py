"""Posts in a form that articles share: 外长 of 伊朗 and 部长 of 伊朗外交部 are one office, and so are 代外长 and 当选总统 with theirs.

In: a membership, the bodies of its article as seats, the country named beside the person. Out: an `Office`, with its rank. What titles tell
is in kg/lexicons/offices.tsv, ranks.tsv and posts.tsv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.atlas import CHINA, COUNTRY, atlas
from kg.lexicon import table
from kg.model import Membership, Seat
from kg.names import looks_chinese, looks_spelled
from kg.offices import NATIONAL, STATE

_STAGE = re.compile(r"^(?:当选|候任|代理|代|看守|新任|临时|现任|时任)(?=..)")
# Organs of these kinds are the state's: their heads are ministers, those of firms and schools are not.
_STATE_KINDS = ("party", "government", "legislature", "cppcc", "judicial", "military")
# Words that begin the keys of bodies.
_KINDS = ("organ", "name", "here", "abroad", "place", "area", "local")
_LONG = 4  # characters from which a name that can be spelled foreign is
_HIGH = 4  # the rank of ministers: a foreigner holds no such post at home


@dataclass(frozen=True, slots=True)
class Office:
    """A post: `key` is its body and role ("俄罗斯:外交部|部长"), `level` its rank (5 a state's leaders, 4 ministers and provinces, 3 cities, 2
    counties, 1 others). `single` where one person at a time holds it."""

    key: str
    country: str
    body: str
    level: int
    single: bool
    former: bool
    implied: bool = False  # nothing but the title says whose post it is: 总理 without a body

    @property
    def role(self) -> str:
        """The plain role: 部长."""
        return self.key.rpartition("|")[2]


@cache
def _offices() -> dict[str, tuple[str, str]]:
    return {row["form"]: (row["organ"], row["role"]) for row in table("offices")}


@cache
def _single() -> frozenset[str]:
    return frozenset(row["post"] for row in table("posts") if row["seats"] == "one")


@cache
def _ranks() -> dict[tuple[str, str], int]:
    return {(row["role"], row["where"]): int(row["rank"]) for row in table("ranks")}


def plain_role(role: str) -> tuple[str, str]:
    """The organ inside a role noun, and the role without it and without its stage: 代外长 → 外交部, 部长."""
    plain = _STAGE.sub("", role) or role
    return _offices().get(plain, ("", plain))


def office(claim: Membership, bodies: dict[str, Seat], near: str) -> Office | None:
    """A membership as an office; None where its body is not known.

    `near` is the country named beside the person: a post without a body, or a foreigner's with what such a title implies at home, is that
    country's (马来西亚最高元首; 巴西 … 总统).
    """
    organ, role = plain_role(claim.role)
    seat = bodies.get(claim.organization or "")
    if seat is not None and role and _not_his(claim, seat, role, near):
        seat = None
    if seat is None and near and near != CHINA and (organ or (role, "abroad") in _ranks()):
        seat = Seat("place", claim.article, near, f"area:{COUNTRY}:{near}", (), country=near)
    if seat is None or not role:
        return None
    single = not role.startswith(("副", "常务副")) and (role in _single() or claim.role in _single())
    country = _country(seat)
    key, level = f"{_body(seat, organ, country)}|{role}", _level(seat, role, country)
    return Office(key, "" if implied(claim) else country, seat.key, level, single, claim.former, implied(claim))


_AT_HOME = frozenset((*STATE, *NATIONAL))


def implied(claim: Membership) -> bool:
    """Whether an article gives a bare title (总理) to the body that such a title implies at home."""
    return claim.title == claim.role and claim.organization in _AT_HOME


def _not_his(claim: Membership, seat: Seat, role: str, near: str) -> bool:
    """Whether a foreigner is given a high post of China, beside whose title its body was not written."""
    national = seat.key.startswith(("organ:", f"area:{COUNTRY}:"))
    return national and _country(seat) == CHINA and foreigner(claim.person, near) and _level(seat, role, CHINA) >= _HIGH


def foreigner(name: str, near: str) -> bool:
    """Whether a name is no Chinese one, or can be spelled foreign and is long or stands beside a foreign country."""
    return not looks_chinese(name) or (looks_spelled(name) and (near not in ("", CHINA) or len(name) >= _LONG))


def _country(seat: Seat) -> str:
    if seat.country:
        return seat.country
    return CHINA if seat.key.startswith(("local:", "area:", "organ:")) and seat.detail not in ("international", "foreign") else ""


def _body(seat: Seat, organ: str, country: str) -> str:
    if country and country != CHINA:
        plain = seat.key.split(":", 2)[2] if seat.key.startswith("abroad:") else ""
        if seat.key.startswith("organ:") and seat.label.startswith(country):
            plain = seat.label.removeprefix(country)
        return f"{country}:{organ or plain}" if organ or plain or seat.kind == "place" else seat.key
    return f"{seat.key}:{organ}" if organ and seat.kind == "place" else seat.key


def _level(seat: Seat, role: str, country: str) -> int:
    """The rank of a post: what its title tells, else by the body's place and whether it is a deputy's."""
    deputy = role.startswith(("副", "常务副", "助理"))
    if (country and country != CHINA) or seat.detail in ("international", "foreign"):
        rank = _ranks().get((role, "abroad"))
        return rank if rank is not None else 3 - deputy if seat.detail == "international" else 4 - deputy
    if seat.key.startswith(("organ:", f"area:{COUNTRY}:")):
        told = _ranks().get((role, "home"))
        state = seat.kind == "place" or seat.detail in _STATE_KINDS
        return told if told is not None else 4 - deputy if state else 1
    if seat.key.startswith(("local:", "area:")):
        area = atlas().by_code.get(seat.key.split(":")[1])
        low = {"代表": 1, "委员": 1, "发言人": 1}.get(role)
        top = 4 if area is not None and not area.parent else 3 if area is not None and area.level == "prefecture" else 2
        return low if low else max(1, top - deputy)
    return 1


def describe(key: str) -> str:
    """An office's or body's key in plain words: "市长 of 上海市"."""
    body, _, role = key.partition("|")
    words = body.split(":")
    area = atlas().by_code.get(":".join(words[1:]) if words[0] == "area" else words[1] if words[0] == "local" else "")
    name = (
        (area.name if area else "") + (words[2] if words[0] == "local" else "")
        if area
        else "".join(words[1:] if words[0] in _KINDS else words)
    )
    return f"{role} of {name}" if role else name
