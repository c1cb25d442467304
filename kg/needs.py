"""What must stand with a verb for its clause to tell a happening: the `needs` column of kg/lexicons/event_verbs.tsv.

In: a cell, a clause, a trigger and who stands around it. Out: yes where one of the alternatives of the cell is wholly there.
"""

from __future__ import annotations

import re

from kg.grammar import Actor
from kg.model import Mention
from kg.scene import Scene, Sentence
from kg.sighting import Trigger

_MEETING = re.compile(r"会议|大会|全会|常委会|会上")  # what decides where no body is named
_SESSION = re.compile(r"(?:^|[。；\n])(?:会议|大会|全会|常委会|主席团|代表大会)[^。；\n]{0,20}$")
_NEAR = 40  # code points before the verb in which the sentence names the session
_GROUP = re.compile(
    r"(?:代表|吊唁|访问|考察|慰问|医疗|专家|观摩|调研|艺术|演出|歌舞|青年|友好|交流|参访)团|一行|(?:调研|考察|检查|督导|督察|督查|工作|巡视|专家|调查)组|(?:医疗|救援|工作|突击|搜救)队"
)
_SIDES = re.compile(
    r"(?:两国|双方|[三四五六七八九]国|各国|领导人|元首|外长|防长|财长|代表|代表团|官员|总统|总理|特使|领导|负责人)[^，。；“”]{0,24}$"
)
_GROUND = re.compile(r"[^，。；]{0,24}(?:居民点|定居点|村庄|村镇|城镇|高地|要塞|村落|市镇)")
_REPORT = re.compile(
    r"[^，。；：]{0,40}(?:报告|数据|白皮书|蓝皮书|公报|指数|调查|统计|年报|纪要|声明|通报|公告|民调|评估|研究)(?:还|也|均)?(?:显示|指出|称|认为|表明|说|预测|预计)|[^，。；：]{0,10}消息(?=，)"
)
_SCORE = re.compile(
    r"[0-9]{1,3}[比：:-][0-9]{1,3}|比赛|决赛|联赛|[0-9一二三四五六七八九十]强|冠军|[男女](?:篮|足|排|单|双)|球队|主场|客场"
)
_FAR = 200  # code points of a sentence around a verb in which a score may stand
_OPENS = 12  # code points of a clause in which its first body stands
_WHITHER = re.compile(r"(?:(?<![遭受得听收达看接感送直])到|赴|来|前往|走进|深入|莅临)[^，。；]{2,24}$")


def needs_met(
    needs: str,
    scene: Scene,
    sentence: Sentence,
    number: int,
    trigger: Trigger,
    before: list[Actor],
    after: list[Actor],
    date: Mention | None,
    recent: bool,
) -> bool:
    """Whether one of the alternatives of the `needs` cell is wholly there; 日前 stands for a date."""
    clause = sentence.clauses[number]
    marked = [a for a in before if a.mark in ("with", "to", "on", "of")]
    have = {
        "person": any(a.mention.kind == "person" and a.mark in ("", "with", "by", "company") for a in before),
        "actor": _MEETING.search(scene.text, clause.start, trigger.start) is not None
        or any(a.mark in ("", "with", "by", "company") for a in before),
        "body-actor": any(a.mention.kind == "institution" and a.mark in ("", "by") for a in before),
        "letter": bool(after),
        "session": "session" in needs and _SESSION.search(scene.text, max(clause.start - _NEAR, 0), trigger.start) is not None,
        "other": any(a.mention.kind == "person" for a in [*marked, *after]),
        "date": date is not None or recent,
        "bodies": any(a.mention.kind == "institution" and not a.mark for a in before)
        and any(a.mention.kind == "institution" and a.mark == "with" for a in before),
        "decider": trigger.form.startswith("决定")
        and any(m.kind == "institution" and m.end == trigger.start and m.start - clause.start < _OPENS for m in clause.mentions),
        "deal": trigger.form.startswith("达成"),
        "topic": sentence.topic is not None and not any(m.kind == "person" for m in clause.mentions),
        "whither": "whither" in needs and _WHITHER.search(scene.text, clause.start, trigger.start) is not None,
        "score": "score" in needs
        and _SCORE.search(scene.text, max(sentence.start, trigger.start - _FAR), min(sentence.end, trigger.end + _FAR))
        is not None,
        "document": any(m.kind == "document" for m in clause.mentions),
        "place": any(m.kind == "place" for m in clause.mentions),
        "body": any(m.kind == "institution" and m.start >= trigger.end for m in clause.mentions),
        "sides": "sides" in needs and _SIDES.search(scene.text, clause.start, trigger.start) is not None,
        "ground": "ground" in needs and _GROUND.match(scene.text, trigger.end, clause.end) is not None,
        "report": "report" in needs and _REPORT.match(scene.text, trigger.end, clause.end) is not None,
        "group": "group" in needs and _GROUP.search(scene.text, clause.start, clause.end) is not None,
        "land": "宣布" in trigger.form
        and any(m.kind == "place" and m.detail == m.name and m.start - clause.start < 2 for m in clause.mentions[:1]),
        "object": clause.end - trigger.end >= 2,
        "side": any(a.mention.kind == "institution" for a in before),
        "": True,
    }
    return any(all(have[need] for need in option.split("+")) for option in needs.split("|"))
