"""Happenings told by a verb: talks, visits, letters, publications, appointments, decisions, attacks.

In: a clause and a trigger that is an event verb. Out: a `Sighting`, or None where what the verb needs is missing or where the
clause only wishes for it (要走访…).
"""

from __future__ import annotations

import re
from typing import cast

from kg.dating import date_of, in_quotes, others_words
from kg.doers import doers
from kg.grammar import Actor, inviters, tells_guest
from kg.model import EventType, Mention, Role
from kg.needs import needs_met, of_a_life
from kg.otherwise import means_another
from kg.scene import Clause, Scene, Sentence
from kg.sighting import CLOSINGS, Sighting, Trigger, Word
from kg.whereabouts import where_done
from kg.words import cut

_LONGEST_NAME = 48
_CALLS = re.compile(r"[^，。；]{0,12}(?:召开|举行|举办)")
_HIT = 6  # code points before a verb of collision whose subject stands in a clause before
_OBJECT = 30  # code points of a name after its verb
_WISH = re.compile(
    r"(?:要(?![闻素点员])|应(?![约邀对急用变届聘声询战])当?|必须|需要?|希望|如果|若|一旦|推动|支持|鼓励|继续|不断|坚持|进一步|努力|着力|避免|防止|敦促|平均每|随时|未(?!来)|没有|不(?![久幸])|可以|可(?![持再])|能够|(?<![智功性机职技核节才潜])能(?![源力量级效见])|便于|致力于|愿|争取|力争|呼吁|有望|准备|欢迎|期待|邀请|多次|曾多次|每年|经常|连续|祝贺)[^，]{0,12}$"
)
_HOPES = re.compile(r"(?:希望|呼吁|敦促|要求)[^，。；]{0,12}$")  # 希望总统[甲]|签署文件
_INVITES = re.compile(r"(?<!曾)邀请[^，。；]{0,12}$")  # 邀请总统[甲]|访问东国, not 应东国邀请[甲]访问
_WELCOMES = re.compile(r"欢迎[^，。；]{0,12}$")  # [甲]欢迎[某党]来访|通报情况: no word of [甲]'s
_FUTURE = re.compile(r"(?:将|拟|计划|即将|预计)[^，]{0,16}$")
_PLANS = re.compile(r"(?:计划|预计|预期|有望|力争|拟)[^，。；]{0,20}$")
_HEDGED = re.compile(r"或(?:(?:许|将|再|会|可|能|已|于)[^，。；、]{0,12})?$")  # 总统或|访问…, 总统或将于下月|访问…
_WILL = re.compile(r"(?<!会)将(?![军士来近])|会议?将(?=听取|审议|讨论|选举|表决|围绕)")
_SUMMIT = re.compile(r"(?:出席|参加)[^，。；]{0,20}(?:领导人|首脑|元首)(?:第[^，。；]{1,4}次)?$")
_RESULT = re.compile(r"[^，。；]{1,30}(?:结果|名单|数据)(?![^，。；])")  # 宣布|会晤结果
_ROLES: dict[str, Role | None] = {
    "party": "party",
    "attendee": "attendee",
    "author": "author",
    "recipient": "recipient",
    "appointee": "appointee",
    "speaker": "speaker",
    "-": None,
}
_BYLINE = re.compile(r"本报|（?记者")
_HEADLESS = re.compile(
    r"\s?(?:在|于|将|已|正式|全面|今天|昨天|日前)"
)  # how a clause begins whose subject is all of the clause before
_SHOT = re.compile(r"了?[^，。；]{0,24}(?:导弹|火箭弹|炮弹|无人机)")  # at somebody: 发射|多枚火箭弹
_SHOTS = re.compile(r"枚(?:导弹|火箭弹|炮弹)[^，。；]{0,30}$")
_AT_SEA = re.compile(r"(?:向|往)[^，。；]{0,12}(?:海|方向)|试射")
_WORDS = re.compile(r"称|说|表示|宣布|警告|指出|强调")
_VAGUE = re.compile(r"日前|近日")
_CONGRATULATES = re.compile(r"祝贺[^，。]{0,30}$")
_SPEECH = re.compile(r"(?:时|期间|中|并)?(?:指出|强调|表示|说|要求)$")
_BEFORE_DATE = re.compile(r"(?:将?于|定于|在)$")
_ANNIVERSARY = re.compile(r"(?!\d{4})[\d一二两三四五六七八九十百]{1,4}周?年")
_ORDER = re.compile(r"[^，。；]{0,16}(?:命令|[席统王院训敕指]令|法令|行政令|法案|动员令)(?![^，。；])")
_PLAN = re.compile(r"了?[^，。；]{0,16}?(?:预案|应急响应|响应机制|级响应|应急机制)")  # 启动|应急预案
_INTERVIEW = re.compile(r"[^，。；]{2,60}(?:专访|访谈)(?![^，。；]{3})")  # 播出|对某总统的专访
_OWN_TIME = re.compile(r"此前|近日|日前|近期|前一[天夜晚日]|过去[一两三四五六七八九十几数\d]+[个天周夜年小]|连日来")
_MARKS = re.compile(r"(?:这也?)?(?:标志着|意味着)|这[也还]?是")  # what was told before is only weighed
_COMMENTS = re.compile(r"这[也还]?是(?![，。；])")
_SPOKEN = re.compile(r"[^，。；]{0,60}(?:讲话|演讲|致辞|视频致辞)(?:$|[，。；\s])")
_SPEECH_TIME = re.compile(r"(?<=[一-鿿]{6})时$")
_ONCE = re.compile(r"曾经?[^，。；]{0,10}$")
_SELF = 60  # code points over which 祝贺 reaches a verb that a space cuts off
_NEW = ("incident", "decision", "appointment")
_OTHERS = ("decision", "appointment", "publication", "visit", "talks")  # what another than the speaker does
_WEIGHED = ("ceremony", "visit", "talks", "meeting")
# Verbs of whom the subject is not in the clause before where the clause opens with a noun.
_OWN_SUBJECT = frozenset(("visit.scene", "decision.decide"))
_RECENT = re.compile(
    r"(?:日前|近日)(?!的)(?!.{0,60}(?:可能|或将|计划|打算|希望|表示|认为|[称说]，|标志着|意味着|遭|被))"
)  # a day that is not told, but one of the last
_VEHICLE = re.compile(r"[一两三四五六七八九十几多\d][辆架艘台名列]")
_TRIM = re.compile(r"^[\s，、：的]+|[\s，、：（(。！？；]+$")


def tell_verb(scene: Scene, sentence: Sentence, number: int, trigger: Trigger, word: Word) -> Sighting | None:
    """What the clause tells with this verb."""
    clause = sentence.clauses[number]
    row = _turned(word.row, scene, clause, trigger)
    if _tells_nothing(row, scene, sentence, clause, trigger):
        return None
    before, after = doers(row, scene, sentence, number, trigger)
    names_later = row["type"] in ("visit", "appointment")  # whom the words after the verb name
    own = [a for a in before if a.clause == number and (not names_later or a.mention.start < trigger.start)]
    if row["rule"] in _OWN_SUBJECT and not own and _opens_with_noun(scene, clause, trigger):
        return None  # 民警和急救车|赶到现场: not the persons of the clause before
    date = _date(row, scene, sentence, number, trigger)
    if _wished(row, scene, clause, trigger, own) or _announced(scene, clause, trigger, date):
        return None
    if row["rule"] == "ceremony.begin" and _planned(scene, clause, trigger, date):
        return None
    if date is None and _to_come(scene, sentence, number, trigger):
        return None
    recent = date is None and _recent(row, scene, sentence, number, trigger)
    if not needs_met(row["needs"], scene, sentence, number, trigger, before, after, date is not None or recent):
        return None
    if (
        date is not None
        and not clause.start <= date.start < clause.end
        and _OWN_TIME.search(scene.text, min(date.end, clause.start), trigger.start)
    ):
        date = None  # 警方11日证实，|前一夜逮捕…
    kind = cast(EventType, row["type"])
    name = _SPEECH_TIME.sub("", _name(scene, sentence, number, trigger, before, own, row["subject"] != "-"))
    if row["rule"] == "visit.go" and tells_guest(scene, clause, trigger.start, trigger.end):
        name = name.partition("的")[0]  # 李明访问东国|的议长李明
    return Sighting(
        rule=row["rule"],
        type=kind,
        standing="told",
        name=name,
        proper=False,
        noun=trigger.form,
        anchor=trigger.start,
        start=min([clause.start, *(sentence.clauses[a.clause].start for a in before if a.clause >= 0)]),
        end=clause.end,
        section=sentence.section,
        paragraph=sentence.paragraph,
        headline=sentence.heading,
        said=False,
        date=date,
        places=where_done(scene, sentence, number, trigger, row, before),
        people=tuple(_people(row, [*before, *(inviters(scene, sentence, number) if kind == "visit" else ())], after)),
        bodies=_bodies(scene, clause, trigger, kind, [*before, *after]),
        documents=tuple(dict.fromkeys(m.name for m in clause.mentions if m.kind == "document")),
        known=recent,
        verbal=True,
        closing=trigger.form in CLOSINGS,
        earlier=_ONCE.search(scene.text, clause.start, trigger.start) is not None,
    )


def _turned(row: dict[str, str], scene: Scene, clause: Clause, trigger: Trigger) -> dict[str, str]:
    """The row, or what its object makes of it: 签署|命令 and 启动|预案 are decisions, whoever 出席|领导人会晤 goes to a meeting."""
    summit = row["rule"] == "talks.with" and _SUMMIT.search(scene.text, clause.start, trigger.start)
    if summit and not scene.text.startswith("期间", trigger.end):
        return {**row, "type": "meeting", "rule": "meeting.summit", "subject": "attendee", "object": "-", "needs": "person"}
    if "发射" in trigger.form and _shot(scene, clause, trigger):
        return {**row, "type": "incident", "rule": "attack", "subject": "party", "object": "-"}
    named = next((m for m in clause.mentions if m.kind == "person" and m.start == trigger.end), None)
    if trigger.form == "决定" and named is not None and scene.text.startswith(("为", "任", "担任"), named.end):
        return {**row, "type": "appointment", "rule": "appointment.name", "subject": "-", "object": "appointee", "needs": "other"}
    if row["rule"] == "appointment.take" and of_a_life(scene, clause, trigger):
        return {**row, "rule": "career", "needs": "topic+date"}
    if row["rule"] == "ceremony.begin" and _PLAN.match(scene.text, trigger.end, clause.end):
        return {**row, "type": "decision", "rule": "decision.plan"}
    if (
        row["rule"] == "decision.decide"
        and trigger.form.startswith("宣布")
        and _RESULT.match(scene.text, trigger.end, clause.end)
    ):
        return {**row, "type": "publication", "rule": "publication.issue"}
    if trigger.form.startswith("播出") and _INTERVIEW.match(scene.text, trigger.end, clause.end):
        return {**row, "object": "speaker"}
    if row["rule"] == "ceremony.sign" and _ORDER.match(scene.text, trigger.end, clause.end):
        return {**row, "type": "decision", "rule": "decision.sign", "subject": "author", "object": "-"}
    return row


def _shot(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether what is launched is shot at somebody: 向城北发射|火箭弹, but no test over the sea."""
    if _AT_SEA.search(scene.text, clause.start, clause.end) or means_another(scene, clause, trigger, "ceremony.begin"):
        return False
    shells = _SHOTS.search(scene.text, clause.start, trigger.start)
    return shells is not None or _SHOT.match(scene.text, trigger.end, clause.end) is not None


def _tells_nothing(row: dict[str, str], scene: Scene, sentence: Sentence, clause: Clause, trigger: Trigger) -> bool:
    """Whether the words around the verb make it another, or only weigh or wish well for what was told."""
    low = max(sentence.start, trigger.start - _SELF) if sentence.heading else clause.start
    return (
        _ANNIVERSARY.match(scene.text, trigger.end) is not None
        or (row["rule"] == "publication.issue" and _SPOKEN.match(scene.text, trigger.end) is not None)
        or (row["type"] == "appointment" and _CONGRATULATES.search(scene.text, low, trigger.start) is not None)
        or (row["type"] in _NEW and _COMMENTS.match(scene.text, clause.start) is not None)
        or (
            row["type"] in _WEIGHED
            and any(_MARKS.match(scene.text, c.start) for c in sentence.clauses if c.start <= clause.start)
        )
        or (row["type"] in _WEIGHED and _HEDGED.search(scene.text, clause.start, trigger.start) is not None)
        or means_another(scene, clause, trigger, row["rule"])
    )


def _date(row: dict[str, str], scene: Scene, sentence: Sentence, number: int, trigger: Trigger) -> Mention | None:
    """The date of the verb; a law's is any of its clause, with 自 or 从 before it too, a decision's none behind the verb."""
    summit = (trigger.start, trigger.end) if row["rule"] == "meeting.summit" else (0, 0)  # 结束出席|领导人会晤: a name
    date = date_of(scene, sentence, number, trigger.start, summit)
    if row["rule"] == "decision.force":
        return next((m for m in sentence.clauses[number].mentions if m.kind == "date" and m.period is not None), date)
    if row["rule"] == "decision.pass" and date is not None and date.start >= trigger.end:
        return None
    if row["rule"] == "decision.decide" and date is not None and trigger.end <= date.start <= trigger.end + 1:
        return None if _CALLS.match(scene.text, date.end) else date  # 决定6月5日|召开大会
    others = row["type"] in _OTHERS or row["rule"] == "arrest"
    if others and date is not None and others_words(scene, sentence, number, trigger.start, date):
        return None
    if row["rule"] == "publication.launch" and date is not None and date.period is not None and len(date.period.start) == 4:
        return None  # 今年，某公司|推出多款新品
    return date


def _recent(row: dict[str, str], scene: Scene, sentence: Sentence, number: int, trigger: Trigger) -> bool:
    """Whether the clause, or the one before, tells that it was one of the last days: 日前，大桥|通车."""
    if row["rule"] == "publication.issue" and not any(m.kind == "document" for m in sentence.clauses[number].mentions):
        return False
    start = sentence.start if row["rule"] == "mishap.hit" else sentence.clauses[max(0, number - 1)].start
    return _RECENT.search(scene.text, start, trigger.start) is not None


def _wished(row: dict[str, str], scene: Scene, clause: Clause, trigger: Trigger, own: list[Actor]) -> bool:
    """Whether the clause only wishes for it, 继续 right before the verb left out: 要走访…, but 继续|发布."""
    low = max([clause.start, trigger.start - 24, *(a.mention.end for a in own if not a.mark)])
    high = trigger.start - 2 * scene.text.startswith("继续", trigger.start - 2)
    doer = max((a.mention.start for a in own if not a.mark and a.mention.start < trigger.start), default=clause.start)
    if _HOPES.search(scene.text, clause.start, doer):
        return True
    if row["rule"] == "visit.go":
        invites = _INVITES.search(scene.text, clause.start, doer)
        if invites is not None and not scene.text.startswith(("应", "受"), clause.start):
            return True
    elif row["type"] == "publication" and _WELCOMES.search(scene.text, clause.start, doer):
        return True
    return _WISH.search(scene.text, min(low, high), high) is not None


def _opens_with_noun(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether the clause has a subject of its own that has no name: it opens with a noun."""
    words = cut(scene.text)
    start = clause.start + scene.text.startswith(("-", "—"), clause.start)
    first = words.at(start)
    named = any(m.start <= start < m.end for m in clause.mentions)
    noun = words.starts[first] == start and words.tags[first].startswith(("n", "j")) and not words.text[first].endswith("领导")
    return clause.start < trigger.start and noun and not named


def _announced(scene: Scene, clause: Clause, trigger: Trigger, date: Mention | None) -> bool:
    """Whether it is only to come, on a day that is not told: 总理29日称将打击… tells the day of his words."""
    ahead = _FUTURE.search(scene.text, max(clause.start, trigger.start - 24), trigger.start)
    if ahead is None or date is None:
        return ahead is not None
    return date.end <= ahead.start() and _WORDS.search(scene.text, date.end, ahead.start()) is not None


def _planned(scene: Scene, clause: Clause, trigger: Trigger, date: Mention | None) -> bool:
    """Whether it is only planned or expected, and on no day: 预计年底|通车."""
    ahead = _PLANS.search(scene.text, max(clause.start, trigger.start - 24), trigger.start)
    if ahead is None or date is None or date.period is None:
        return ahead is not None
    if not clause.start <= date.start < clause.end and not ahead.group().startswith("计划"):
        return True  # 今天，铁路试运行，|预计年内开通; but 某公益计划|启动
    start, hands_over = date.period.start, trigger.form == "交付" and scene.text.endswith("计划", clause.start, trigger.start)
    return len(start) < 10 and (hands_over or start >= (scene.article.published or "")[: len(start)])


def _to_come(scene: Scene, sentence: Sentence, number: int, trigger: Trigger) -> bool:
    """Whether the clause goes on with what is to come by the clause before: 两国将签署声明，|批准规划."""
    clause = sentence.clauses[number]
    before = sentence.clauses[number - 1] if number else clause
    bare = clause.start <= trigger.start <= clause.start + scene.text.startswith(("并", "还"), clause.start)
    return number > 0 and bare and _WILL.search(scene.text, before.start, before.end) is not None


def _bodies(scene: Scene, clause: Clause, trigger: Trigger, kind: EventType, actors: list[Actor]) -> tuple[str, ...]:
    """The institutions that act or are acted on; at an appointment also those of the post."""
    names = [a.mention.name for a in actors if a.mention.kind == "institution"]
    if kind == "appointment":
        names += [m.name for m in scene.inside(trigger.end, clause.end) if m.kind == "institution"]
    return tuple(dict.fromkeys(names))


def _people(row: dict[str, str], before: list[Actor], after: list[Actor]) -> list[tuple[str, Role]]:
    subject, other = _ROLES[row["subject"]], _ROLES[row["object"]]
    reached: Role | None = "recipient" if row["rule"] == "message.read" else other  # 转达对甲的问候，|转交乙的信
    found: dict[str, Role] = {}
    for actor in before:
        if actor.mention.kind != "person":
            continue
        role = reached if actor.mark in ("to", "on", "of") else "attendee" if actor.mark == "company" else subject
        if role is not None:
            found.setdefault(actor.mention.name, role)
    for actor in after:
        if actor.mention.kind == "person" and other is not None:
            found.setdefault(actor.mention.name, other)
    return list(found.items())


def _name(
    scene: Scene, sentence: Sentence, number: int, trigger: Trigger, before: list[Actor], own: list[Actor], names_person: bool
) -> str:
    """Subject, verb and object without dates: 王伟会见东国总统李明. A person is a subject only where the verb has a role for it."""
    clause = sentence.clauses[number]
    first = next((a for a in own if a.mark in ("", "with", "by")), None)
    end = clause.end
    hit = any(w.row.get("rule") == "mishap.hit" for w in trigger.words)
    if hit and number and trigger.start - clause.start <= _HIT and not _VEHICLE.search(scene.text, clause.start, trigger.start):
        whose = next((c for c in reversed(sentence.clauses[:number]) if _VEHICLE.search(scene.text, c.start, c.end)), clause)
        opened = _VEHICLE.search(scene.text, whose.start, whose.end)
        if opened is not None:
            return _words(scene, whose, opened.start(), whose.end) + _words(
                scene, clause, trigger.start, _until(scene, end, trigger)
            )
    if first is not None:
        return _words(scene, clause, first.mention.start, _until(scene, end, trigger))
    listed = trigger.form.startswith("当选")  # 当选为常委的还有[甲]
    subject = [
        a.mention.name
        for a in before
        if a.mark == "" and (names_person or a.mention.kind == "institution") and (a.mention.start < trigger.start or not listed)
    ]
    lead = "、".join(subject[:2]) + ("等" if len(subject) > 2 else "")
    if not lead and number and _HEADLESS.match(scene.text, clause.start):
        lead = _words(scene, sentence.clauses[number - 1], sentence.clauses[number - 1].start, sentence.clauses[number - 1].end)
    if not lead and number and trigger.form == "火化":
        lead = _dead(scene, sentence.clauses[number - 1])
    at = trigger.start if lead else clause.start
    return lead + _words(scene, clause, at, _until(scene, end, trigger))


def _dead(scene: Scene, clause: Clause) -> str:
    """Whose remains the clause names: 原市长[甲]同志的遗体."""
    people = [m for m in clause.mentions if m.kind == "person"]
    return scene.text[people[-1].start : clause.end].rstrip("，") if people else ""


def _until(scene: Scene, end: int, trigger: Trigger) -> int:
    """Where the name ends: with the clause, or after thirty characters, but not inside a title."""
    cut = min(end, trigger.end + _OBJECT)
    if scene.text.count("《", trigger.start, cut) > scene.text.count("》", trigger.start, cut):
        closing = scene.text.find("》", cut, end)
        return closing + 1 if closing >= 0 else cut
    return cut


def _words(scene: Scene, clause: Clause, start: int, end: int) -> str:
    out, at = [], start
    for mention in clause.mentions:
        if mention.kind == "date" and start <= mention.start and mention.end <= end and not in_quotes(scene.text, mention):
            out.append(_BEFORE_DATE.sub("", scene.text[at : mention.start]))
            at = mention.end
    out.append(scene.text[at:end])
    words = _SPEECH.sub("", _BYLINE.split(_VAGUE.sub("", "".join(out).replace("（）", "")))[0])
    name = _TRIM.sub("", words)
    if name.count("》") > name.count("《"):
        name = name.replace("》", "", 1)  # 东州日报|》刊文
    return name if name.count("《") else name[:_LONGEST_NAME]
