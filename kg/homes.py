"""Where bodies are at home, by the places in their names.

In: a body or the places inside its name. Out: whether what it does is there, and which of the places says where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Mention
from kg.offices import foreign_countries

_PUBLIC = ("government", "party", "legislature", "cppcc", "judicial")
_FORCES = ("军", "军方", "武装", "联军", "部队", "组织", "阵线")  # strike far from where they are called after
_AFLOAT = ("舰", "舰队", "编队", "号")  # are called after a place and are elsewhere
# 东州|师范大学西城附属学校 is in 西城
_PARENT = re.compile(r"([一-鿿]{0,4})大学[一-鿿]{2,12}?(?:学校|中学|小学|医院|学院|幼儿园|校区|分校)")


def is_town(place: Mention) -> bool:
    """Whether a place in the name of a gathering says where it is: a division or a town, no country, region, river or wall."""
    return place.detail.isdigit() or (place.detail != place.name and place.detail in foreign_countries())


def at_home(body: Mention, kind: str) -> bool:
    """Whether a happening in a body's name is in the place that it is called after: a sitting of 东州市政府, not of 东洲合作组织 or of
    a firm, but the opening of 东州市图书馆 and a fire in it."""
    if kind == "incident" and body.name.endswith(_FORCES):
        return False  # 东州反政府武装|制造的爆炸
    if kind in ("ceremony", "incident"):
        return body.detail not in ("international", "foreign", "media") and not body.name.endswith(_AFLOAT)
    return body.detail in _PUBLIC and not body.name.endswith(("党", "协会", "联盟"))


def own_places(text: str, inside: Sequence[Mention]) -> list[Mention]:
    """The places inside the names of bodies but those of a parent that is named too: 西城 for 东州师范大学西城附属学校."""
    places = [m for m in inside if m.kind == "place"]
    starts = {m.start for m in places}
    parents = {m.start for m in places if (found := _PARENT.match(text, m.end)) and starts.isdisjoint(range(*found.span(1)))}
    return [m for m in places if m.start not in parents] or places
