"""What stands around a verb or a noun and makes it another: 打击|犯罪 is no attack, 就某地|地震|表示 tells only of what was said.

In: a clause and a trigger of an event. Out: yes where the words before or after it take its happening away.
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table, values
from kg.scene import Clause, Scene, Sentence
from kg.sighting import Trigger

_NEAR = "[^，。；]{0,%s}"
_TOPIC = re.compile(r"(?:就|对|针对|关于)[^，。；]{0,40}$")
_COMMENTS = re.compile(
    r"[^，。；]{0,24}(?:表示|表达|深表|感到|发表|回应|评论|答记?者?问|给予(?:高度|积极)?评价|向[^，。；]{1,16}致)|[^，。；]{0,16}(?:一事|一案|事宜)"
)
_GOES_ON = re.compile(r"[^，。；]{0,24}，[^，。；]{0,24}(?:发表谈话|答记?者?问)")
_FAR = 90  # code points over which 如果 reaches
_SUPPOSES = re.compile(r"(?:如果|假如|倘若|假使|假若)(?!说)[^。；]{0,80}$")
_ATTENDS = re.compile(r"(?:出席|参加|列席)[^，。；]{0,12}$")
_WHO = re.compile(r"[^，。；]{0,8}?的(?=[^，。；])")
_TOLD_OF = ("attack", "arrest", "mishap", "ceremony.begin", "ceremony.sign", "decision.decide", "decision.pass", "visit.go")


@cache
def _around() -> dict[tuple[str, str], re.Pattern[str]]:
    """(verb or rule, side) → what makes it another there: the words of kg/lexicons/otherwise.tsv, each with its reach."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in table("otherwise"):
        gap = _NEAR % row["gap"] if row["gap"] != "0" else ""
        pattern = f"(?:{row['words']}){gap}$" if row["side"] == "before" else f"{gap}(?:{row['words']})"
        for verb in values(row["verb"]):
            found.setdefault((verb, row["side"]), []).append(pattern)
    return {key: re.compile("|".join(patterns)) for key, patterns in found.items()}


def means_another(scene: Scene, clause: Clause, trigger: Trigger, rule: str) -> bool:
    """Whether what stands before or after the verb makes it another: 打击|犯罪, 花车|游行, 发行|国债."""
    for word in (trigger.form, rule):
        before, after = _around().get((word, "before")), _around().get((word, "after"))
        if before is not None and before.search(scene.text, clause.start, trigger.start):
            return True
        if after is not None and after.match(scene.text, trigger.end):
            return True
    return rule in _TOLD_OF and _only_spoken_of(scene, clause, trigger)


def _only_spoken_of(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether the clause only says what somebody thinks of it: 就某国|发射|火箭一事发表声明, 对某国|撤销|制裁表示欢迎."""
    about = _TOPIC.search(scene.text, clause.start, trigger.start)
    if about is None:
        return False
    goes_on = about.group().startswith("就") and _GOES_ON.match(scene.text, trigger.end) is not None
    return goes_on or _COMMENTS.match(scene.text, trigger.end, clause.end) is not None


def supposed(scene: Scene, sentence: Sentence, clause: Clause, trigger: Trigger) -> bool:
    """Whether the sentence only supposes it, on no day: 如果谈判失败，双方发生军事|冲突."""
    dated = any(m.kind == "date" for m in clause.mentions)
    return not dated and _SUPPOSES.search(scene.text, max(sentence.start, trigger.start - _FAR), trigger.start) is not None


def of_attender(scene: Scene, clause: Clause, start: int, trigger: Trigger) -> bool:
    """Whether it only says which guest is meant: 与参加|论坛|并访问的国防部长李明举行会谈."""
    attends = _ATTENDS.search(scene.text, clause.start, start)
    of = _WHO.match(scene.text, trigger.end, clause.end)
    return attends is not None and of is not None and any(m.start == of.end() and m.kind != "date" for m in clause.mentions)
