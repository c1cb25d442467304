"""Who does what a verb or a noun of happening tells, and to whom.

In: a clause and its trigger, for a verb its row of kg/lexicons/event_verbs.tsv. Out: the actors before the verb and those after it, or the
persons of what a noun calls, each with the role.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.grammar import Actor, actors_after, actors_before, subjects, tells_guest
from kg.lexicon import Row
from kg.model import Role
from kg.scene import Clause, Scene, Sentence
from kg.sighting import Trigger

_LETTER = re.compile(r"[^，。、]{0,24}?(?:贺信|贺电|慰问信|慰问电|唁电|致辞|信函|亲署函|亲笔信|口信|批示|指示)")
_TELLS = re.compile(
    r"(?<![名号自简俗])称|(?<![小演])说|表示|证实|确认|警告|声明|谴责|强调|回应|指出|宣布|重申|透露|认为|指责|批评|谈到|分享|通报|下令"
)
_VICTIM = re.compile(r"(?:报复|暗杀|刺杀|打死|击毙|谴责|指责|批评)[^，。；]{0,30}$")  # 为报复西国暗杀[甲]，东国开始袭击…
_OF_OTHERS = re.compile(r"(?:附近|其中|另有|现场)?(?:约|近)?[0-9一二三四五六七八九十百千两多余几]{1,8}(?:名|人|位)|嫌疑人")
_AS_WELL = ("的有", "的有：", "的还有", "的还有：", "的是", "的是：", "的分别是", "的分别是：")  # who else was elected
_TITLED = re.compile(r"(?:同志|先生|女士|主席|总统|总理|首相|国王)?(?:再次|成功|顺利|正式|全票|高票)*")
_LEFT_OUT = ("不问", "不顾", "绕过", "绕开", "绕开了", "绕过了", "未经", "不经", "无视", "避开")  # 政府不问[国会]意见，通过…
_APPOINTS = re.compile(r"任命|提名|推荐|批准|同意|宣布")  # 国王批准|甲出任总理
_DONE_TO = ("给予", "开除", "免去", "撤销", "罢免", "逮捕", "推举", "选举", "任命", "提名", "对")  # 给予[甲]处分
_DONE = ("decision.list", "ceremony.mourn")  # what is told of a thing: without a subject
_HOLDS = re.compile(r"[^，。；的]{0,12}(?:举行|召开|进行)了?[^，。；]{0,10}")
_ATTENDS = re.compile(r"(?:出席|参加|列席)了?")
_BY_ITSELF = ("发射", "升空", "开幕", "闭幕", "落幕", "收官", "开赛", "通车", "首映", "首播", "开播")
_IN_HOUSE = re.compile(r"[^，。；]{0,4}家[中里]")  # 在村民[甲]家中，|总书记察看…
_KIN = re.compile(r"的?(?:父亲|母亲|父母|丈夫|妻子|儿子|女儿|爷爷|奶奶|哥哥|弟弟|姐姐|妹妹|之[父母子女妻兄弟]|家属)")
_OF_HIM = re.compile(
    r"(?:先生|同志|主席)?的?(?:家乡|故居|故里|旧居|墓|纪念馆|后人|后代|遗孀|遗体|遗像|遗作|诞辰)"
)  # 走访[甲]后人
_MEETS = re.compile(r"在?[^，。；]{0,4}(?:会见|同|与|和)")
_SENDS = re.compile(r"(?:(?<![特增指选])派(?:出|遣)?(?![别出驻])|陪同(?![下考调参检慰走视察]))(?=[^，。；]{0,60}$)")
_ARTICLE = re.compile(r"(?:同志|主席|总书记)?的?(?:重要|署名)*文章")
_DEAD = re.compile(r"(?:同志|先生|女士)?(?:不幸)?(?:逝世|去世|病逝|遇难|牺牲|辞世)(?![^，。；]{0,6}[前后])")
_LECTURES = re.compile(r"[作做]了?(?:题为)?$")
_SPOKEN = re.compile(
    r"(?:闭幕会|开幕式|开班式)?上(?:的(?:重要)?(?:讲话|演讲|致辞|主旨)|[^，。]{0,6}(?:指出|强调|表示|发表(?!书面)))|时(?:指出|强调|表示|说|要求)"
)
_THERE = re.compile(r"[^，。、]{0,8}在$|(?:总书记|主席|总理|同志)?(?:曾|多次)?(?:在)(?:出席|参加)?$")
_AND_CALLS = re.compile(r"(?:并|还|随后|之后)(?:在[^，。]{1,10})?(?:主持)?召开")
_WELCOMES = re.compile(r"[，\s]?(?:热烈)?欢迎")
_FOR = re.compile(r"为[^，。]{2,40}(?:举行|举办)了?[^，。]{0,12}$")


def doers(row: Row, scene: Scene, sentence: Sentence, number: int, trigger: Trigger) -> tuple[list[Actor], list[Actor]]:
    """Who stands before the verb and after it, as its kind has them."""
    clause = sentence.clauses[number]
    before = [a for a in actors_before(scene, sentence, number, trigger.start) if a.mark not in ("invite", "sent", "source")]
    before = subjects(scene, clause, before, trigger.start)
    before = [a for a in before if not scene.text.endswith(_LEFT_OUT, 0, a.mention.start)]
    before = [a for a in before if a.clause == number or not _left_behind(row, scene, trigger, a)]
    before = [a for a in before if not _OF_HIM.match(scene.text, a.mention.end)]
    after = actors_after(scene, sentence, number, trigger.end, clause.end)
    after = [a for a in after if not _OF_HIM.match(scene.text, a.mention.end) and not _stop(scene, a)]
    if row["rule"] == "message.read":
        return _handed_to(before, number), _letter_writer(scene, clause, number, trigger.end)
    before, after = ([a for a in some if not _DEAD.match(scene.text, a.mention.end)] for some in (before, after))
    if row["type"] == "incident":
        strikes = row["rule"] == "attack" and not trigger.form.startswith(("遭", "遇", "被", "受"))
        before = [a for a in before if not _KIN.match(scene.text, a.mention.end)]  # 王伟父亲|去世
        before = [a for a in before if not _only_tells(scene, sentence, number, a, trigger.start, strikes)]
    if row["rule"] == "arrest":
        before = [a for a in before if a.mark != "to"]  # 枪手向[甲]开枪后|被捕
    if row["type"] == "visit":
        guest = row["rule"] == "visit.go" and tells_guest(scene, clause, trigger.start, trigger.end)
        came = [replace(a, mark="") for a in after if a.mention.kind == "person"][:1] if guest else before
        before = _visitors(scene, clause, number, trigger, came)
    if row["type"] == "talks":
        before += _other_side(scene, sentence, number, trigger, before)
    if row["rule"] == "career" and sentence.topic is not None and not any(a.mention.kind == "person" for a in before):
        before = [*before, Actor(sentence.topic, "", -1)]
    if row["subject"] == "-" and row["rule"] in _DONE:
        before = []  # 在某组织大会上，|古窑遗址被列入名录
    if row["subject"] == "appointee":
        before = _appointees(scene, clause, number, trigger, before, after)
    if row["rule"] == "publication.issue":
        before += _article_by(scene, clause, number, trigger)
    return before, after


def _stop(scene: Scene, actor: Actor) -> bool:
    """Whether the name is a stop of a line: “南港—[甲]”航线."""
    return actor.mention.kind == "person" and scene.text[actor.mention.start - 1] in "—－-"


def gathered(scene: Scene, sentence: Sentence, number: int, start: int, role: Role) -> tuple[tuple[str, Role], ...]:
    """Who meets whom at what the clause names: 甲同乙、丙举行|圆桌会; or who goes there: 甲赴东京出席|峰会."""
    actors = [a for a in actors_before(scene, sentence, number, start) if a.clause == number and a.mention.kind == "person"]
    alone = [a for a in actors if not a.mark]
    others = [a for a in actors if a.mark == "with"]
    if alone and others and _HOLDS.fullmatch(scene.text, others[-1].mention.end, start):
        return tuple((a.mention.name, role) for a in (*alone, *others))
    goes = bound_for(scene, sentence.clauses[number], start)
    return tuple((a.mention.name, "attendee") for a in alone) if goes else ()


def bound_for(scene: Scene, clause: Clause, start: int) -> tuple[str, ...]:
    """The place to which somebody goes for what the clause names: 赴东京出席|峰会."""
    near = [m for m in clause.mentions if m.kind == "place" and m.end <= start and scene.text[m.start - 1] == "赴"]
    return tuple(m.name for m in near if _ATTENDS.fullmatch(scene.text, m.end, start))


def _left_behind(row: Row, scene: Scene, trigger: Trigger, actor: Actor) -> bool:
    """Whether one whom a clause before names has no part in this verb: whom it punished, made something else or saw beside a launch."""
    if row["rule"] == "decision.decide":
        return scene.text.endswith(_DONE_TO, 0, actor.mention.start)  # 给予甲处分，|终止其资格
    alone = row["rule"] == "appointment.elect" or trigger.form.endswith(_BY_ITSELF)
    return row["rule"] == "mishap.hit" or (alone and actor.mention.kind == "person")


def _visitors(scene: Scene, clause: Clause, number: int, trigger: Trigger, before: list[Actor]) -> list[Actor]:
    """Who goes: not whom he met in the clause before or in whose house he was, nor who sends others."""
    sent = _SENDS.search(scene.text, clause.start, trigger.start)
    stay = (a.clause != number and (a.mark == "with" or _IN_HOUSE.match(scene.text, a.mention.end)) for a in before)
    return [a for a, stays in zip(before, stay, strict=True) if not stays and (sent is None or a.mention.start >= sent.end())]


def _appointees(
    scene: Scene, clause: Clause, number: int, trigger: Trigger, before: list[Actor], after: list[Actor]
) -> list[Actor]:
    """Who gets the post: not the one who names him, nor those who congratulate."""
    named = [m.end() for m in _APPOINTS.finditer(scene.text, clause.start, trigger.start)]
    before = [a for a in before if not named or a.mention.start >= named[-1] or a.clause != number] or before
    return _told_later(scene, after) or _congratulated(scene, before, trigger.start) or before


def _told_later(scene: Scene, after: list[Actor]) -> list[Actor]:
    """The person of whom a relative clause tells, or all whom it lists: 履新某省的[甲], 当选为常委的还有[甲]、[乙]."""
    people = [a for a in after if a.mention.kind == "person"]
    if people and scene.text.endswith(_AS_WELL, 0, people[0].mention.start):
        return people
    return [a for a in people if scene.text[a.mention.start - 1] == "的"][:1]


def _congratulated(scene: Scene, before: list[Actor], offset: int) -> list[Actor]:
    """The one person on whose election others congratulate, so that none of them is elected: 对[甲]主席|当选…表示祝贺."""
    return [a for a in before if a.mark == "on" and _TITLED.fullmatch(scene.text, a.mention.end, offset)][-1:]


def _other_side(scene: Scene, sentence: Sentence, number: int, trigger: Trigger, before: list[Actor]) -> list[Actor]:
    """Who speaks after 在会见甲时 is the other side: 在会见总统甲时，|乙表示."""
    clause = sentence.clauses[number]
    unmarked = [a for a in before if a.mark == "" and a.mention.kind == "person" and a.clause == number]
    if unmarked or not scene.text.endswith("时", clause.start, clause.end) or not _MEETS.match(scene.text, clause.start):
        return []
    if number + 1 == len(sentence.clauses):
        return []
    people = [m for m in sentence.clauses[number + 1].mentions if m.kind == "person"]
    return [Actor(people[0], "", number + 1)] if people else []


def _article_by(scene: Scene, clause: Clause, number: int, trigger: Trigger) -> list[Actor]:
    """Who wrote what a paper prints: 发表[甲]的重要文章."""
    people = [m for m in clause.mentions if m.kind == "person" and m.start >= trigger.end]
    return [Actor(m, "", number) for m in people if _ARTICLE.match(scene.text, m.end)][:1]


def _handed_to(before: list[Actor], number: int) -> list[Actor]:
    """To whom a letter is handed over: by the one who is received to the host, 王伟会见了李明，李明|转交赵强的信."""
    own = {a.mention.name for a in before if a.clause == number and a.mark in ("", "of")}
    met = {a.mention.name for a in before if a.clause != number and a.mark == "of"}
    if not own & met:
        return before
    return [replace(a, mark="to") for a in before if a.clause != number and not a.mark and a.mention.name not in own]


def _letter_writer(scene: Scene, clause: Clause, number: int, offset: int) -> list[Actor]:
    """The person whose letter is read aloud or handed over: 宣读[甲]主席的贺信."""
    people = [m for m in clause.mentions if m.kind == "person" and offset <= m.start]
    return [Actor(m, "", number) for m in people if _LETTER.match(scene.text, m.end, clause.end)][:1]


def _only_tells(scene: Scene, sentence: Sentence, number: int, actor: Actor, offset: int, strikes: bool) -> bool:
    """Whether a person only says what befell others, or what others deal where it `strikes`: 王伟证实，两架战机遭|袭击."""
    own = sentence.clauses[number]
    if actor.mention.kind != "person":
        return False
    if actor.clause != number and _OF_OTHERS.match(scene.text, own.start, offset):
        return True
    if actor.clause < 0:
        return False
    until = min(sentence.clauses[actor.clause].end, offset)
    hated = strikes and until < offset and _VICTIM.search(scene.text, sentence.start, actor.mention.start)
    return bool(hated) or _TELLS.search(scene.text, actor.mention.end, until) is not None


def speaker(scene: Scene, clause: Clause, start: int, trigger: Trigger) -> tuple[tuple[str, Role], ...]:
    """Who spoke at a meeting that is only named: [某某]在全国教育大会上指出."""
    people = [m for m in clause.mentions if m.kind == "person" and m.end <= start]
    if people and _LECTURES.search(scene.text, clause.start, start):
        return ((people[-1].name, "speaker"),)
    if not people or not _SPOKEN.match(scene.text, trigger.end, clause.end):
        return ()
    return ((people[-1].name, "speaker"),) if _THERE.match(scene.text, people[-1].end, start) else ()


def convener(scene: Scene, sentence: Sentence, number: int, start: int) -> tuple[tuple[str, Role], ...]:
    """Who does something and then calls a meeting: 甲调研重点项目，|并召开座谈会."""
    clause = sentence.clauses[number]
    if not number or not _AND_CALLS.match(scene.text, clause.start, start):
        return ()
    actors = actors_before(scene, sentence, number, start)
    people = [a.mention.name for a in actors if a.mention.kind == "person" and not a.mark]
    return ((people[0], "chair"),) if len(people) == 1 else ()


def welcomed(scene: Scene, sentence: Sentence, number: int, trigger: Trigger) -> tuple[tuple[str, Role], ...]:
    """Host and guest of a welcome: 甲举行仪式，|欢迎乙; 甲为乙举行|欢迎仪式."""
    clause = sentence.clauses[number]
    after = sentence.clauses[number + 1] if number + 1 < len(sentence.clauses) else None
    hosts = [a.mention.name for a in actors_before(scene, sentence, number, trigger.start) if a.mention.kind == "person"]
    if trigger.form == "仪式" and after is not None and _WELCOMES.match(scene.text, after.start):
        guests = [m.name for m in after.mentions if m.kind == "person"]
    elif trigger.form.startswith("欢迎") and _FOR.search(scene.text, clause.start, trigger.start):
        guests = hosts[1:]
    else:
        return ()
    return tuple((name, "party") for name in dict.fromkeys([*hosts, *guests])) if guests else ()
