"""What must stand with a verb for its clause to tell a happening: the `needs` column of kg/lexicons/event_verbs.tsv.

In: a cell, a clause, a trigger and who stands around it. Out: yes where one of the alternatives of the cell is wholly there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from kg.grammar import Actor
from kg.model import Mention
from kg.scene import Clause, Scene, Sentence
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
_GATE = re.compile(r"[^，。；]{0,20}(?:口岸|过境点|检查站|机场|港口|大坝|大桥|要塞|哨所)")
_TRIAL = re.compile(
    r"[^，。；]{0,16}(?:试飞|首飞|首航|试航|首次飞行|出舱活动|交会对接|返回舱着陆)(?:科目|试验|任务|考核)?(?![^，。；])"
)
_REMAINS = re.compile(r"(?:遗体|灵柩)[^。；]{0,40}$")
_LISTED = re.compile(r"[^，。；]{0,30}(?:名单|清单|组织|目录|“[^”]{1,12}”)(?![^，。；])")
_ROLL = re.compile(r"[^，。；]{0,16}(?:《[^《》]{2,24}名[录单]》|遗产名录|名录)(?![^，。；])")
_HEARING = re.compile(r"[^，。；]{0,30}(?:党委|省委|市委|区委|党组|政府|兵团)[^，。；]{0,16}工作汇报(?!时(?!强调|指出)|后|的)")
_REPORT = re.compile(
    r"[^，。；：]{0,40}(?:报告|数据|白皮书|蓝皮书|公报|指数|调查|统计|年报|纪要|声明|通报|公告|民调|评估|研究)(?:还|也|均)?(?:显示|指出|称|认为|表明|说|预测|预计)|[^，。；：]{0,10}消息(?=，)"
)
_SCORE = re.compile(
    r"[0-9]{1,3}[比：:-][0-9]{1,3}|比赛|决赛|联赛|[0-9一二三四五六七八九十]强|冠军|[男女](?:篮|足|排|单|双)|球队|主场|客场"
)
_FAR = 200  # code points of a sentence around a verb in which a score may stand
_LONG_AGO = 5  # years after which a post taken is a step of a life and no news
_STEP = re.compile(r"起?(?:先后|又|再次|后|开始|重新|还)?")
_OPENS = 12  # code points of a clause in which its first body stands
_WHITHER = re.compile(r"(?:(?<![遭受得听收达看接感送直])到|赴|来|前往|走进|深入|莅临)[^，。；]{2,24}$")


class _Around(NamedTuple):
    """A verb and what stands around it: its sentence and clause, who is before and after it, whether it is dated."""

    text: str
    sentence: Sentence
    clause: Clause
    trigger: Trigger
    before: list[Actor]
    after: list[Actor]
    dated: bool

    def searched(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern stands in the clause before the verb."""
        return pattern.search(self.text, self.clause.start, self.trigger.start) is not None

    def followed(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern stands right after the verb."""
        return pattern.match(self.text, self.trigger.end, self.clause.end) is not None

    def acts(self, *marks: str, kind: str = "") -> bool:
        """Whether somebody before the verb, or a body or a person alone, has one of these prepositions or none (the empty one)."""
        return any(a.mark in marks and kind in ("", a.mention.kind) for a in self.before)

    def holds(self, kind: str) -> bool:
        """Whether the clause has such a mention."""
        return any(m.kind == kind for m in self.clause.mentions)


def _decides(around: _Around, body: Mention) -> bool:
    near = body.start - around.clause.start < _OPENS
    return body.kind == "institution" and body.end == around.trigger.start and near


def _opens(around: _Around, land: Mention) -> bool:
    """Whether a country opens the clause: 东国|宣布…"""
    return land.kind == "place" and land.detail == land.name and land.start - around.clause.start < 2


def _scored(around: _Around) -> bool:
    """Whether the sentence near the verb tells of a game."""
    first = max(around.sentence.start, around.trigger.start - _FAR)
    return _SCORE.search(around.text, first, min(around.sentence.end, around.trigger.end + _FAR)) is not None


_HAVE: dict[str, Callable[[_Around], bool]] = {
    "person": lambda a: a.acts("", "with", "by", "company", kind="person"),
    "actor": lambda a: a.acts("", "with", "by", "company") or a.searched(_MEETING),
    "body-actor": lambda a: a.acts("", "by", kind="institution"),
    "letter": lambda a: bool(a.after),
    "session": lambda a: _SESSION.search(a.text, max(a.clause.start - _NEAR, 0), a.trigger.start) is not None,
    "other": lambda a: a.acts("with", "to", "on", "of", kind="person") or any(o.mention.kind == "person" for o in a.after),
    "date": lambda a: a.dated,
    "bodies": lambda a: a.acts("", kind="institution") and a.acts("with", kind="institution"),
    "decider": lambda a: a.trigger.form.startswith("决定") and any(_decides(a, m) for m in a.clause.mentions),
    "deal": lambda a: a.trigger.form.startswith("达成"),
    "topic": lambda a: a.sentence.topic is not None and not a.holds("person"),
    "whither": lambda a: a.searched(_WHITHER),
    "score": _scored,
    "document": lambda a: a.holds("document"),
    "place": lambda a: a.holds("place"),
    "body": lambda a: any(m.kind == "institution" and m.start >= a.trigger.end for m in a.clause.mentions),
    "sides": lambda a: a.searched(_SIDES),
    "ground": lambda a: a.followed(_GROUND),
    "gate": lambda a: a.followed(_GATE),
    "trial": lambda a: a.followed(_TRIAL),
    "remains": lambda a: _REMAINS.search(a.text, a.sentence.start, a.trigger.start) is not None,
    "listed": lambda a: a.followed(_LISTED),
    "roll": lambda a: a.followed(_ROLL),
    "hearing": lambda a: a.followed(_HEARING),
    "report": lambda a: a.followed(_REPORT),
    "group": lambda a: _GROUP.search(a.text, a.clause.start, a.clause.end) is not None,
    "land": lambda a: "宣布" in a.trigger.form and any(_opens(a, m) for m in a.clause.mentions[:1]),
    "object": lambda a: a.clause.end - a.trigger.end >= 2,
    "side": lambda a: any(o.mention.kind == "institution" for o in a.before),
    "": lambda a: True,
}


def needs_met(
    needs: str,
    scene: Scene,
    sentence: Sentence,
    number: int,
    trigger: Trigger,
    before: list[Actor],
    after: list[Actor],
    dated: bool,
) -> bool:
    """Whether one of the alternatives of the `needs` cell is wholly there."""
    around = _Around(scene.text, sentence, sentence.clauses[number], trigger, before, after, dated)
    return any(all(_HAVE[need](around) for need in option.split("+")) for option in needs.split("|"))


def of_a_life(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether the clause is a step of a life that is being told, with nothing before the verb but its year: 1989年|出任校长."""
    first = clause.mentions[0] if clause.mentions else None
    return (
        first is not None
        and first.kind == "date"
        and first.start == clause.start
        and first.period is not None
        and first.period.start[:4] < str(int((scene.article.published or "0000")[:4]) - _LONG_AGO)
        and _STEP.fullmatch(scene.text, first.end, trigger.start) is not None
        and not any(m.kind == "person" for m in clause.mentions)
    )
