"""Layout: what is known of a text before the names of bodies are read in it — words, places, role nouns, proposals.

In: folded text, its places, what the trained reader proposes. Out: `Layout`, which answers questions about offsets (code points of the text).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.bodies import country_characters, ranks, roles
from kg.model import Mention
from kg.offices import foreign_countries
from kg.proposal import Proposal
from kg.words import MARKS, cut

_TITLE_LINK = re.compile(
    r"长|书记|主任|主席|常委|委员|秘书|总|副|党委|党组|纪委|负责|领导|发言|代表|工作|官员|有关|相关|成员|干部|原|前|常务"
)


class Layout:
    """One text.

    `codes` leads from where a place ends to its division code or country, `place_starts` to where the widest place that ends there begins;
    `seen` are proposed organisations.
    """

    def __init__(self, text: str, places: Sequence[Mention], proposals: Sequence[Proposal]) -> None:
        self.text = text
        self.words = cut(text)
        self.place_starts: dict[int, int] = {}
        self.codes = {place.end: place.detail for place in places}
        for place in places:
            self.place_starts[place.end] = min(place.start, self.place_starts.get(place.end, place.start))
        self.within_place = {o for p in places for o in range(p.start + 1, p.end)}
        self.abroad = any(p.detail in foreign_countries() for p in places)  # is another country named?
        self.seen = [p for p in proposals if p.kind == "ORG"]
        self.seen_at: dict[int, Proposal] = {i: p for p in self.seen for i in range(p.start, p.end)}
        self.person_at = {
            i for p in proposals if p.kind == "PER" and text[p.end - 1] not in "村镇" for i in range(p.start, p.end)
        }
        nouns = roles().longest(text)
        self.role_starts = {hit.start for hit in nouns}
        self.roles = {o: hit.start for hit in nouns for o in range(hit.start, hit.end)}

    def in_role(self, start: int) -> bool:
        """Is this one character part of a role noun (常|委, 副|局|长), and not the end of a body that 长 follows (公安|局|长)?"""
        role = self.roles.get(start)
        if role is None:
            return False
        return not (
            role == start
            and self.text[start + 1 : start + 2] == "长"
            and self.text[start - 1] not in self.text[start] + "副任务总"
        )

    def within_word(self, start: int, end: int) -> bool:
        """Is this one character inside a word that it does not make a body (进|行, 南|部)? Only 长 after it does (贸易|部|长)."""
        inside = start not in self.words.index and start > 0
        return inside and not self.leads_to_post(end)

    def closed(self, start: int, end: int) -> bool:
        """Does the name end here? Not where the word goes on: 省部级, 法院院长 are no ends of 省部, 院."""
        if end - start > 3 or self.ends_word(end) or end == len(self.text) or self.text[end] in MARKS:
            return True
        return bool(_TITLE_LINK.match(self.text, end)) or self.text[end] in "和与及同在于的等对将为向"

    def begins_word(self, start: int) -> bool:
        """Does a word begin here? 民革 in 国民革命军 is no party."""
        country = self.text[start - 1] in country_characters() and (start == 1 or start - 1 in self.words.index)
        if start == 0 or start in self.words.index or start in self.place_starts or country:
            return True
        proposal = self.seen_at.get(start)
        return proposal is not None and proposal.start == start

    def ends_word(self, end: int) -> bool:
        if end in self.words.index or _TITLE_LINK.match(self.text, end) or self.leads_to_post(end):
            return True
        return any(p.end == end for p in (self.seen_at.get(end - 1),) if p)

    def leads_to_post(self, end: int) -> bool:
        """Does a role noun, with its words of rank, begin here, or 长 that makes one of the body's last character (宣传部|长)?"""
        if (
            self.text[end : end + 1] == "长"
            and self.text[end - 1] in "部局厅院处署委校司"
            and self.text[end + 1 : end + 2] != "级"
        ):
            return True
        for length in (0, 1, 2, 3):
            if end + length in self.role_starts and (length == 0 or self.text[end : end + length] in ranks()):
                return True
        return False
