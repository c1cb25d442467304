"""Who chaired, spoke and attended: sentences that add persons to the happening told before.

In: a clause and a trigger of kg/lexicons/event_frames.tsv. Out: a note (`Sighting.standing == "note"`) with the persons before
the verb and their role, or None where no person stands there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from kg.dating import date_of
from kg.grammar import Actor, actors_after, actors_before, subjects, tells_guest
from kg.model import EventType, Mention, Role
from kg.scene import Clause, Scene, Sentence
from kg.sighting import Sighting, Trigger, Word
from kg.whereabouts import places_said

_TARGETS: tuple[tuple[re.Pattern[str], tuple[EventType, ...]], ...] = (
    (re.compile(r"(?:热情|亲切|负责)?接待|[到往赴在]?(?:机场|车站)迎"), ("visit", "talks")),
    (re.compile(r"肃立默哀|前往送别"), ("ceremony",)),
    (re.compile(r"会见|会谈|通话|会晤"), ("talks",)),
    (re.compile(r"考察|调研|走访|慰问|看望|检查|视察|访问|参观|返回|抵达"), ("visit",)),
    (re.compile(r"仪式|开幕|闭幕|结业|演出|节目|晚会|典礼|揭牌|签约|招待会"), ("ceremony", "meeting")),
    (re.compile(r"活动"), ("ceremony", "meeting", "visit")),
    (re.compile(r"会|论坛|学习|大会"), ("meeting", "ceremony")),
)
_ALL = re.compile(r"(?:一同|共同|分别|陪同)?(?:参加|出席|陪同)了?(?:(?:上述|以上|相关|有关|系列)[^，]{0,6})?活动[。；]?$")
_HEARD = re.compile(r"听取?了?[^，。]{0,40}$")
_ABSENT = re.compile(
    r"(?:(?:不(?![仅但只光久])|没有?|未能?|无法|无暇|拒绝|取消|请假|推迟|放弃|愿意?|希望|期待|考虑|呼吁|敦促|商讨|讨论|商谈|磋商)[^，。；、]{0,12}|缺席|(?:致信|致函|致电|会见|接见|看望|慰问|祝贺)了?(?:来华|前来)?)$"
)  # nor who writes to those who|attend|
_PASSED_ON = re.compile(r"(?:传达|观看|收看|收听)了?(?![^，。；]{0,60}(?:并|后|时))[^，。；]{0,60}$")
_THERE_WERE = re.compile(r"[^，。；]{0,24}的[^，。；]{0,16}(?<![没所具含])(?:有|包括)")
_HOSTED = re.compile(r"由[^，。；]{3,80}?(?:主办|举办|承办|发起)")
_SEES = re.compile(
    r"总书记|主席|总理|委员长|书记|一行|代表团|分团|[查研察]组|他(?!们)|她(?!们)|(?:察看|了解|询问|听取|看望|慰问|考察|检查|走进|视察)"
)  # what a visitor does, or who he is
_NAMED = re.compile(
    r"[^，。；：]{0,40}(?:领导人|代表|嘉宾|政要|人员|领导|获奖者)[^，。；：]{0,8}(?:是|有|包括|为|分别是)：|(?:调研|考察|检查|督导|督查|慰问)(?:组|团)(?:的?成员)?(?:有|包括|由)：?"
)
_GIVEN = re.compile(  # what a visitor brings to those at whose home he calls
    r"(?:的|家)?(?:床前|病床前|家[中里]|家(?=[，。；])|手[中里上])|(?:老人|老师|同志|大爷|大妈|师傅|老师傅|女士|先生)?(?:送去|送上|送来|拜年|祝寿)"
)
_CALLS_AT = re.compile(r"(?:来到|走进|走到|赶到|到了?|前往|坐在|送到|交到|递到|给|向|为|握着|握住|拉着|看望)[^，。；]{0,24}$")
_STATEMENT = re.compile(r"[^，。；！？“”]{0,28}")
_ISSUES = re.compile(r"(?:发表|印发|下发|发出)[^，。；]{0,8}(?:声明|讲话|谈话|评论|通知)")
_LETTER = re.compile(r"致(?:电|信|函)|[复去]信|[致发](?:来|去)?[贺唁慰][^，。；]?[电信]")
_GREETS = re.compile(r"(?:衷心|热烈|诚挚|亲切|深切|最)?的?(?:问候|祝贺|祝福|慰问|哀悼|感谢|敬意|谢意)")
_SERIES = {"报道": ("系列", "专题", "连续", "深度"), "预测": ("的",)}
_WORDS = ("say", "claim", "explain", "speak")
_ELSEWHERE = re.compile(
    r"(?:对|向|告诉|接受)[^，。；、]{0,16}(?:记者|媒体|本报|本刊|采访|专访)|采访时|援引|"
    r"(?:会议|会谈|会见|会晤|仪式|活动|论坛|谈判|(?<![一-鿿])会)(?:结束)?[之以]?后[，\s]|"
    r"在[^，。；]{0,14}(?:社交|推特|微博|脸书|账户|账号|官网|网站|博客)[^，。；]{0,6}[上中]|"
    r"(?:日前|此前|早些时候|稍早)(?=[^，。；上中]{0,6}$)|"
    r"在[^，。；]{0,10}(?:信|函|电报|口信|文章|社论|微博|推文|声明|公报|序言|贺词)中"
)
_TIE = 300  # code points of a sentence before a verb of saying in which words tie it to a meeting
_TIED = re.compile(
    r"(?:[会坛式班]|会议|活动|讨论|审议|典礼|大赛)(?:现场)?上|(?:会议|座谈|论坛|活动|仪式|讨论|审议)[^，。；]{0,6}(?:时|中|期间)|在(?:讲话|致辞|发言|报告|演讲|总结)中|作[^，。；]{0,6}(?:报告|讲话)"
)
_AND = re.compile(r"[，。；]|并")
_QUOTED_WORDS = re.compile(
    r"(?:[上中里]|时|期间)?(?:所|首次|再次|明确|郑重)?(?:提出|强调|指出|阐述|宣布|倡导)的(?!是)"
)  # 甲在讲话|中提出的主张
_WHILE = re.compile(r"期间|之际|间隙|前夕")  # 出席峰会|期间会见…
_COUNTED = re.compile(
    r"(?:(?<![第0-9一二三四五六七八九十])[0-9一二三四五六七八九十两多几]{1,3}[次场项堂节]|太空)[^，。；、]{0,2}$"
)  # 先后进行一次太空|授课
_EVEN = re.compile(  # what may stand before any occasion
    r"^了|有关|相关|主题|上述|以上|一?系列|这[次场]|[该此本]次?|[今当昨]天|[上下]午|开幕|闭幕|启动|现场|集体|全体|全程|重要|[各多]项|庆祝|纪念|首[届次场]|部分"
)
_OCCASIONS = ("座谈会", "招待会", "茶话会", "论坛", "峰会", "全会", "会议", "大会", "仪式", "典礼", "活动", "会")
_LONGEST_OBJECT = 40
_HELD_THERE = re.compile(r"(?:近日|日前)?(?:举行|举办)的[^，。；]{0,16}上")
_WILL = re.compile(r"(?<!即)将(?!军|士|帅|领|官)|定于|拟")
_OFFICIAL = ("强调", "指出", "要求", "提出", "号召")
_OPENING = 40  # code points in which the posts of a subject stand
_TO_PRESS = 24  # code points before the clause in which 接受采访时 may stand
_TO_PAPER = 12  # code points from a newspaper in brackets to the verb
_ANY: tuple[EventType, ...] = ("meeting", "ceremony", "talks", "visit")
_MEETINGS: tuple[EventType, ...] = ("meeting", "ceremony")


def tell_company(scene: Scene, sentence: Sentence, number: int, trigger: Trigger, word: Word) -> Sighting | None:
    """A note on who did what at the happening that is being told."""
    clause = sentence.clauses[number]
    frame = word.row["frame"]
    if _tells_nothing(frame, scene, clause, trigger):
        return None
    tied = frame in _WORDS and _TIED.search(scene.text, max(sentence.start, trigger.start - _TIE), trigger.end) is not None
    tied = tied and not scene.text.endswith("的", sentence.start, trigger.start)  # 观看甲在会上的|讲话
    actors, people = _who(frame, scene, sentence, number, trigger, tied)
    role = cast(Role, word.row["role"])
    if frame == "company" and "检阅" in scene.text[trigger.start : clause.end]:
        role = "party"  # in 陪同…检阅仪仗队 the host goes along
    elif frame in ("attend", "company") and not people:
        people = _listed(scene, sentence, number, trigger)
    roles = tuple((a.mention.name, _role(a, role)) for a in people)
    bodies = tuple(dict.fromkeys(a.mention.name for a in actors if a.mention.kind == "institution"))
    if frame == "claim" and not roles and not bodies:
        bodies = _paper(clause, trigger)
    date = date_of(scene, sentence, number, trigger.start)
    if frame in ("say", "claim") and not roles and _states_on(scene, sentence, number, trigger):
        return None
    says = frame == "say" and date is not None and clause.start <= date.start < clause.end  # 国防部13日|表示
    if not roles and not (bodies and (says or frame in ("attend", "company", "speak", "explain", "claim"))):
        return None
    return Sighting(
        rule=f"company.{frame}",
        type=_kind(scene, clause, trigger, frame, roles),
        standing="note",
        name=_statement(scene, sentence, number, trigger, [*people, *actors]) if frame in ("say", "claim") else "",
        proper=False,
        noun=trigger.form,
        anchor=trigger.start,
        start=clause.start,
        end=clause.end,
        section=sentence.section,
        paragraph=sentence.paragraph,
        headline=sentence.heading,
        said=False,
        date=date if date is not None and _of_clause(sentence, number, date) else None,
        places=_where_said(scene, sentence, number, trigger)
        if frame in ("say", "claim")
        else _at_mission(scene, sentence, number),
        people=roles,
        bodies=bodies,
        elsewhere=frame in _WORDS and _is_elsewhere(scene, sentence, clause, trigger),
        tied=tied,
        coming=_WILL.search(scene.text, clause.start, trigger.start) is not None,
        bare=trigger.form == "参加" and clause.end - trigger.end <= 1,
        object=_object(scene, clause, trigger) if frame in ("attend", "company") else "",
        everywhere=_ALL.match(scene.text, trigger.start, clause.end) is not None,
        target=_target(frame, scene.text[trigger.start : min(clause.end, trigger.end + 12)]),
    )


def _tells_nothing(frame: str, scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether the words around the verb take it back: nobody came, it is only passed on, counted, heard, or is no word of anybody."""
    if frame == "attend":
        return _ABSENT.search(scene.text, clause.start, trigger.start) is not None
    if frame == "explain":
        return _HEARD.search(scene.text, clause.start, trigger.start) is not None
    if frame in ("say", "claim"):
        return _no_words(scene, clause, trigger)
    return frame == "speak" and (
        _PASSED_ON.search(scene.text, clause.start, trigger.start) is not None
        or _QUOTED_WORDS.match(scene.text, trigger.end, clause.end) is not None
        or _COUNTED.search(scene.text, clause.start, trigger.start) is not None
    )


def _who(
    frame: str, scene: Scene, sentence: Sentence, number: int, trigger: Trigger, tied: bool
) -> tuple[list[Actor], list[Actor]]:
    """Who does it, and the persons among them; of words only those of the clause, or who goes on to speak."""
    clause = sentence.clauses[number]
    before = actors_before(scene, sentence, number, trigger.start)
    actors = [a for a in before if a.mark not in ("invite", "sent", "of", "to", "on", "source")]
    if frame == "attend" and tells_guest(scene, clause, trigger.start, trigger.end):
        guests = actors_after(scene, sentence, number, trigger.end, clause.end)
        actors = [replace(a, mark="") for a in guests if a.mention.kind == "person"][:1]
    actors = subjects(scene, clause, actors, trigger.start)
    people = [a for a in actors if a.mention.kind == "person"]
    if frame in ("say", "claim"):
        own = [a for a in people if a.clause == number or (tied and a.clause < 0)]
        people = own or _goes_on(scene, sentence, number, trigger, people)
        actors = [a for a in actors if not scene.text.startswith("在", a.mention.start - 1)]  # 代表在|某理事会|会议表示
    return actors, people


def _no_words(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether the verb only says what a letter is for, or is a noun: 致电甲|表示|祝贺, 系列|报道, 2%的|预测|值."""
    if trigger.form in _SERIES:
        series = scene.text.endswith(_SERIES[trigger.form], clause.start, trigger.start)
        return series or scene.text.startswith(("值", "数", "模型"), trigger.end)
    if trigger.form != "表示" or _GREETS.match(scene.text, trigger.end, clause.end) is None:
        return False
    return _LETTER.search(scene.text, clause.start, trigger.start) is not None


def _object(scene: Scene, clause: Clause, trigger: Trigger) -> str:
    """What is attended, where the clause calls it by a name: 参加|植树活动."""
    words = _AND.split(scene.text[trigger.end : min(clause.end, trigger.end + _LONGEST_OBJECT)])[0]
    words = words.rpartition("的")[2]
    noun = next((n for n in _OCCASIONS if words.endswith(n)), "")
    bare = _EVEN.sub("", words[: len(words) - len(noun)])
    return bare if noun and len(bare) > 1 else ""


def _goes_on(scene: Scene, sentence: Sentence, number: int, trigger: Trigger, people: list[Actor]) -> list[Actor]:
    """The one person with whom the clause before opens, where this one opens with the verb or 并: 王伟结合形势，|强调要早作准备."""
    clause, before = sentence.clauses[number], sentence.clauses[number - 1]
    alone = [m for m in before.mentions if m.kind == "person"]
    if trigger.form not in _OFFICIAL or _ISSUES.search(scene.text, before.start, before.end):
        return []
    goes_on = trigger.start == clause.start or scene.text.startswith(("并", "还", "同时"), clause.start)
    if number == 0 or len(alone) != 1 or not goes_on or sentence.heading:
        return []
    opens = all(m.kind in ("post", "institution", "place") for m in before.mentions if m.start < alone[0].start)
    return [a for a in people if a.mention == alone[0] and not a.mark and opens and a.mention.start - before.start < _OPENING]


def _is_elsewhere(scene: Scene, sentence: Sentence, clause: Clause, trigger: Trigger) -> bool:
    """Whether it was said to the press, by letter or after people had met: 接受本报记者采访时|表示."""
    low = max(sentence.start, clause.start - _TO_PRESS)
    return _ELSEWHERE.search(scene.text, low, trigger.end) is not None


def _kind(scene: Scene, clause: Clause, trigger: Trigger, frame: str, people: tuple[tuple[str, Role], ...]) -> EventType:
    """What words of a day of their own are: a leader's 要求 is an order, all else a statement."""
    if frame not in ("say", "claim"):
        return "meeting"
    orders = trigger.form == "要求" and bool(people) and "发言人" not in scene.text[clause.start : trigger.start]
    return "message" if orders else "publication"


def _states_on(scene: Scene, sentence: Sentence, number: int, trigger: Trigger) -> bool:
    """Whether the words are only those of the statement that the clause before tells of: 发表声明，|强烈谴责…"""
    own = any(m.kind in ("institution", "document") and m.start < trigger.start for m in sentence.clauses[number].mentions)
    before = sentence.clauses[number - 1] if number else sentence.clauses[0]
    return not own and number > 0 and _ISSUES.search(scene.text, before.start, before.end) is not None


def tell_named(scene: Scene, sentence: Sentence) -> Sighting | None:
    """Those whom a sentence of its own names for what was told: 这些领导人是：[甲]、[乙]."""
    opened = _NAMED.match(scene.text, sentence.start, sentence.end)
    if opened is None or sentence.heading:
        return None
    people = [m.name for c in sentence.clauses for m in c.mentions if m.kind == "person" and m.start >= opened.end()]
    if not people:
        return None
    note = _note("company.named", sentence, sentence.clauses[0], sentence.start, "是", target=("message", *_ANY))
    return replace(note, people=tuple((name, "attendee") for name in dict.fromkeys(people)))


def tell_called_on(scene: Scene, sentence: Sentence) -> Sighting | None:
    """At whose home the visitors of the sentences before call, and to whom they bring something: 走进[甲]家中, 给[乙]送去慰问金."""
    if sentence.heading:
        return None
    called = [
        (m, clause)
        for clause in sentence.clauses
        for m in clause.mentions
        if m.kind == "person"
        and _GIVEN.match(scene.text, m.end, clause.end)
        and _CALLS_AT.search(scene.text, clause.start, m.start)
    ]
    if not called:
        return None
    note = _note("company.called", sentence, called[0][1], called[0][0].start, "家", target=("visit",))
    return replace(note, people=tuple((m.name, "party") for m, _ in called))


def tell_stop(scene: Scene, sentence: Sentence) -> Sighting | None:
    """A stop of the visit that is being told: the sentence opens with 在 and a place or an institution, 在东方机械厂，…"""
    clause = sentence.clauses[0] if sentence.clauses else None
    if sentence.heading or clause is None or not scene.text.startswith(("在", "走进", "来到"), clause.start):
        return None
    names = [m.name for m in clause.mentions if m.kind in ("place", "institution") and m.start - clause.start < 20]
    if not names or clause.end - clause.mentions[-1].end > 6:
        return None
    led = any(m.kind == "person" for c in sentence.clauses for m in c.mentions) or _SEES.search(
        scene.text, sentence.start, sentence.end
    )
    alone = not led and scene.text.startswith("在", clause.start)  # 在东州，|人们滑雪
    return replace(
        _note("company.stop", sentence, clause, clause.start, "在", places=tuple(names), target=("visit",)), bare=alone
    )


def _listed(scene: Scene, sentence: Sentence, number: int, trigger: Trigger) -> list[Actor]:
    """Those whom 有 introduces: 参加晚宴的|有甲、乙、丙."""
    lists = _THERE_WERE.match(scene.text, trigger.end, sentence.end)
    if lists is None:
        return []
    first = lists.end() if scene.text.startswith("：", lists.end()) else lists.end() - 1
    place = next((n for n, c in enumerate(sentence.clauses) if first < c.end), number)
    found = actors_after(scene, sentence, place, lists.end(), sentence.clauses[place].end)
    return [a for a in found if a.mention.kind == "person"]


def tell_hosts(scene: Scene, sentence: Sentence) -> Sighting | None:
    """Who holds what was told before: 论坛由甲和乙|共同主办."""
    hosted = _HOSTED.search(scene.text, sentence.start, sentence.end)
    clause = next((c for c in sentence.clauses if hosted is not None and c.start <= hosted.start() < c.end), None)
    if hosted is None or clause is None:
        return None
    hosts = tuple(m.name for m in clause.mentions if m.kind == "institution" and hosted.start() < m.start < hosted.end())
    if not hosts:
        return None
    return _note("company.host", sentence, clause, hosted.start(), "由", bodies=hosts, target=_MEETINGS)


def _note(
    rule: str,
    sentence: Sentence,
    clause: Clause,
    anchor: int,
    noun: str,
    places: tuple[str, ...] = (),
    bodies: tuple[str, ...] = (),
    target: tuple[EventType, ...] = (),
) -> Sighting:
    """What a clause adds to a happening told before, without a name of its own."""
    return Sighting(
        rule=rule,
        type=target[0],
        standing="note",
        name="",
        proper=False,
        noun=noun,
        anchor=anchor,
        start=clause.start,
        end=clause.end,
        section=sentence.section,
        paragraph=sentence.paragraph,
        headline=sentence.heading,
        said=False,
        places=places,
        bodies=bodies,
        target=target,
    )


def _where_said(scene: Scene, sentence: Sentence, number: int, trigger: Trigger) -> tuple[str, ...]:
    """Where it was said: by the words before the verb alone, for those behind it are what was said."""
    clause = sentence.clauses[number]
    told = replace(clause, end=trigger.start, mentions=tuple(m for m in clause.mentions if m.start < trigger.start))
    clauses = (*sentence.clauses[:number], told)
    return places_said(scene, replace(sentence, clauses=clauses), number, trigger.start)


def _at_mission(scene: Scene, sentence: Sentence, number: int) -> tuple[str, ...]:
    """The embassy at which the sentence sets its scene: 在东国驻西国大使馆|举行的活动上，…"""
    for clause in sentence.clauses[: number + 1]:
        named = [m for m in clause.mentions if m.kind in ("place", "institution") and scene.text[m.start - 1] == "在"]
        if any(_HELD_THERE.match(scene.text, m.end, clause.end) for m in named):
            return tuple(m.name for m in named)
    return ()


def _paper(clause: Clause, trigger: Trigger) -> tuple[str, ...]:
    """The newspaper in brackets that reports: 《东州晚报》4日报道称."""
    return tuple(m.name for m in clause.mentions if m.kind == "document" and 0 <= trigger.start - m.end <= _TO_PAPER)


def _of_clause(sentence: Sentence, number: int, date: Mention) -> bool:
    """Whether the date stands in the clause, or is all that the clause before says: 同日，…称"""
    clause = sentence.clauses[number]
    before = sentence.clauses[number - 1] if number else clause
    alone = before.end - before.start - (date.end - date.start) <= 2
    return clause.start <= date.start < clause.end or (alone and before.start <= date.start < before.end)


def _statement(scene: Scene, sentence: Sentence, number: int, trigger: Trigger, actors: list[Actor]) -> str:
    """Who says what, as a headline would have it: 李明表示愿意继续对话."""
    start = sentence.clauses[number + 1].start if number + 1 < len(sentence.clauses) else trigger.end
    words = _STATEMENT.match(scene.text, start, sentence.end)
    return (actors[0].mention.name if actors else "") + trigger.form + (words.group() if words else "")


def _role(actor: Actor, role: Role) -> Role:
    return "attendee" if actor.mark == "company" and role != "chair" else role


def _target(frame: str, words: str) -> tuple[EventType, ...]:
    """The kinds of happening that the words after the verb can mean: 参加会见 → talks."""
    if frame == "explain":
        return ("meeting", "ceremony", "visit")
    words = _WHILE.split(words)[0] if frame == "attend" else words
    for pattern, types in _TARGETS:
        if pattern.search(words):
            return types
    return _MEETINGS if frame in ("say", "speak", "chair") else _ANY
