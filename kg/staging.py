"""Whether somebody holds a drill, a parade or a campaign, or whether the words only speak of such things.

In: a clause, the noun that names the happening, where its name begins. Out: yes or no.
"""

from __future__ import annotations

import re

from kg.scene import Clause, Scene, Sentence
from kg.sighting import Trigger

_STAGED = re.compile(r"(?:举行|举办|主办|承办|开展|进行|组织|出席|参加)了?[^，。]{0,60}$")
_AGAINST = re.compile(r"(?:反对|抗议|谴责|针对|就|每年|定期|停止|暂停|取消|商定|指责)[^，。；]{0,40}$")
_LOOSE = re.compile(r"这[一项次]|此[次项]|该|一?系列|各类|多种|各种|形式多样|丰富多彩|精彩|相关|有关|多[场个次项]")


def staged(scene: Scene, sentence: Sentence, clause: Clause, start: int, trigger: Trigger, told: bool) -> bool:
    """Whether somebody holds the drill, the parade or the campaign that the clause names: 举行|演习, 演习|启动."""
    text = scene.text
    word = trigger.word("event_nouns")
    if _AGAINST.search(text, clause.start, start):
        return False
    if _LOOSE.match(text, start, trigger.end):
        return False
    held = _STAGED.search(text, clause.start, start) is not None or told
    named = (word is not None and word.row["rule"] == "ceremony.parade") or "“" in text[start : trigger.end]
    land = trigger.end - start > 2 and any(m.kind == "place" and m.start < trigger.start for m in clause.mentions)
    acts = any(m.kind in ("institution", "person") and m.start < trigger.end for c in sentence.clauses for m in c.mentions)
    return held and (named or land or acts)
