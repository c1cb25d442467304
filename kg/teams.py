"""Teams: those that play for a country or a place (中国队, 中国女排, 东州市男子篮球队).

In: folded text and its places. Out: `Body` of kind "other" for each; a team without a place before it names none (男队, 国家队).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.bodyedges import Body
from kg.lexicon import table
from kg.model import Mention

_SMALL = re.compile(r"(?:村|乡|镇|街道|社区|路|[^地]区|县)$")
_NO_TEAM = "员长伍友列形服旗医徽名次"


def find_teams(text: str, places: Sequence[Mention]) -> list[Body]:
    """The teams whose place the text names right before them, in the order of `places`."""
    teams: list[Body] = []
    for place in places:
        match = _pattern().match(text, place.end)
        if match and (match["sport"] or not _SMALL.search(text, place.start, place.end)):
            teams.append(Body(place.start, match.end(), "other", "team-of-place"))
    return teams


@cache
def _pattern() -> re.Pattern[str]:
    sports = sorted((row["sport"] for row in table("sports")), key=len, reverse=True)
    short = "".join(row["short"] for row in table("sports"))
    return re.compile(
        rf"(?:国家|国奥)?(?:(?:男子|女子|男|女|青年|少年)?(?P<sport>{'|'.join(sports)})?队(?![{_NO_TEAM}])|[男女][{short}](?![{short}子]))"
    )
