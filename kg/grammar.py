"""Who does what in a clause: its actors and the words that rule them, asked by the readers of events; when is told by kg/dating.py.

In: a `Scene`, one of its sentences, the number of a clause and an offset in it. Out: the mentions that stand in a given relation
to that offset. Offsets are code points of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Mention
from kg.scene import Clause, Scene, Sentence
from kg.words import cut

# A preposition that rules the persons after it, and the words in which the same character is no preposition.
_MARK = re.compile(
    r"(?P<with>(?<![共会合相不如协陪])同(?![志时日意样比期步心])|(?<!参)与(?!会)|和(?![平谐睦])|跟|携手?)"
    r"|(?P<to>(?<![方导动取走])向|致(?!辞|词|力|公党)|给(?!予))"
    r"|(?P<by>(?<![自])由(?!于)|被)"
    r"|(?P<invite>(?<![响供反效适])应(?![急用邀对该当])|受(?=[^害贿伤灾损]{1,30}邀请))"
    r"|(?P<sent>受(?=[^害贿伤灾损]{1,30}(?:委托|委派|指派|嘱托|指示)))"
    r"|(?P<company>在(?=[^，。]{2,60}(?:陪同|见证|主持|带领|率领)|[^。；]{2,90}(?:陪同|带领|率领)下))"
    r"|(?P<of>会见了?|来访的|率领的|率领)"
    r"|(?P<source>除(?=[^，。]{1,60}外)|正?如(?=[^，。；]{2,24}(?:指出|强调|所说|所言|所指|说过))|(?:从|据)(?=[^，。]{2,40}(?:了解到|获悉|得知|报道|消息|介绍|统计|透露|获得|证实))|[接收]到(?=[^，。]{2,40}(?:报告|报警|举报|通知|电话|来电|求助))|继(?=[^，。]{2,40}后)|就(?=[^，。]{1,40}(?:诞辰|逝世|答记者问|回答))|在(?=[^，。]{2,24}(?:证实|获悉|了解到)))"
    r"|(?P<on>(?<![面针应反绝])对(?![外口接台]))"
)
_MARK_BEGINS = frozenset("同与和跟携向致给由被应受在会来率除正如从据接收继就对")  # every preposition begins with one of them
CLAUSES_BACK = 12  # how many clauses away an actor, a date or a place may stand
_REACH = 1200  # code points before an offset in which its actors stand
_AHEAD = 64  # code points after an actor in which 陪同下 may close what 在 opened
_PRONOUN = re.compile(r"(?<![其吉科])[他她](?![国人地们乡方])")
_OTHERS = re.compile(
    r"我(?=们|[将会从在一也还就今已来去到曾受作此次，])|[派请让]我|(?<![党各学流帮宗左右教])派(?!出所|驻|系|别|人士)[^，。；]{1,30}(?:团|组|队|人员|代表|特使)"
)
_POSSESSOR = re.compile(
    r"(?:[、和与][^，。；到在访看观往赴去]{2,5})?(?:同志|先生|女士)?的?(?:遗体|灵柩|像前|铜像|塑像|雕像|遗像|陵墓|墓碑)|(?:同志|主席|总统|总理|国王|总书记){0,2}(?:[和与][^，。；派]{2,8})?派(?!出所|驻)|"
    r"(?:同志|主席|总统|总理|国王|总书记){0,2}(?:(?:、国家主席)?的?(?:特别代表|特使)|的?(?:夫人|遗孀|妻子|父亲|母亲|女儿|儿子)|(?:将军|先生)?的?外?(?:孙子|孙女)|的(?:犯罪)?嫌疑人|的(?:凶手|枪手|住所|官邸|住宅|就职)|的?盟友|之[子女]|夫妇(?=的)|关于|重要(?:讲话|指示|批示|论述|文章|回信)|贺信|贺电|亲署函|书面致辞|新时代|思想|同志为核心|外交思想|强军思想|法治思想|的(?:委托|重要|讲话|指示|贺信|领导)|的?家(?:[中里]|门口|(?=[，。；]))|(?:同志)?(?:诞辰|[逝去]世|遇难|牺牲|殉职)[^，。；]{0,8}(?:周?年|纪念)|的?(?:[一另]{1,2}[名位])?(?:新闻)?(?:发言人|办公室|律师|助手|团队|竞选团队))"
)
_STUDIED = re.compile(
    r"(?:学习|贯彻|传达|领会|落实|围绕|按照|根据|践行|遵循)[^，。、]{0,12}$|"
    r"(?:纪念|悼念|缅怀|追思|祭奠|哀悼)了?(?!活动|馆|碑|日|章|大?会|仪式|演出)[^，。、的]{0,12}$"
)
_INVITED = re.compile(r"(?:同志|主席|总统|总理|国王|总书记|阁下|首相)?的?(?:盛情)?邀请")
_UNDER = re.compile(r"的?(?:提议|斡旋|调解|支持|帮助|协助|配合|倡议|推动|指导|关怀|努力)下")  # 在[联合国]的提议下，双方同意…
_PIVOT = re.compile(
    r"(?<![邀申提])请(?![愿求示])|(?<![党各学流帮宗左右教])派(?!出所|驻|系|别|人士)|感谢|答谢|祝贺|电贺|庆贺|欢迎|赞赏|敦促|要求|建议|指示|命令|责成|委托|支持|结合|获悉|得知|听说|认为|相信|希望"
)
_RECEIVES = re.compile(r"[同与][^，。；]{0,10}$|(?:会见|接见|会晤)了?[^，。；]{0,24}$")
_OF = re.compile(r"[^，。；]{1,40}的")
_PASSIVE = ("受到", "得到", "获得", "赢得")
_LEADS = re.compile(r"(?:同志|先生|女士)?(?:等[^，。；]{0,12})?的?(?:陪同|带领|率领|引导)下")
_LIST_END = re.compile(
    r"(?:同志|先生|女士|主席|总书记|一行|夫妇|副?(?:教授|研究员|主任|院长|校长|书记|[市县区局处科部会所厅镇乡]长|总经理)|院士|博士|老师|董事长|秘书长|理事长|（[^（）]{1,8}）|\([^()]{1,8}\)|等[^，。]{0,14}|分别|也|还)*[。；]?$"
)
_ACTS = re.compile(  # 甲等市领导观看演出
    r"观看|出席|参加|参观|陪同|会见|检查|调研|考察|慰问|看望|发言|讲话|致辞|表示|前往|来到|到会|祝贺|列席|迎接|送行|合影"
)
SAID = re.compile(r"(?:称|说|表示|指出|宣布|报道|强调|透露|获悉|了解到|消息|认为)$")
_BARE = re.compile(r"过去[一两三几数\d]+[天日周夜]|[\s在于对将已共成并还又也正先分仍]|当[天日]|同[日时]|没有|$")
_STRIKING = re.compile(
    r"(?:击退|打击|击落|击毁|击毙|拦截|摧毁|袭击|空袭|轰炸|炮击|打死|炸死|歼灭|消灭|击溃|重创|控制|占领|攻占|夺取|包围)了?[^，。；的]{0,40}$"
)
_BESIDE = re.compile(
    r"附近|门口|对面|旁边?|[东南西北][侧面]|[东南西北]?门|家属[院区]|宿舍|大楼|旧址|遗址"
)  # the body only tells where
_TITLE_GAP = re.compile(r"[^，。、；：在赴对和与及以]{0,9}$")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or an institution; `mark` is the kind of preposition before its title (with, to, by, source …) or empty."""

    mention: Mention
    mark: str
    clause: int


def actors_before(scene: Scene, sentence: Sentence, number: int, offset: int) -> list[Actor]:
    """Persons and bodies before the offset in its clause; where there are none, those of the nearest clause before that has some.

    A list of persons that runs over commas is taken whole: 省长甲、乙，局长丙亲临现场.
    """
    own = sentence.clauses[number]
    found = [a for a in _actors(scene, own, number, offset) if not _struck(scene, own, a)]
    others = not found and _OTHERS.search(scene.text, sentence.clauses[number].start, offset) is not None
    first = max(0, number - CLAUSES_BACK)
    while number > first:
        before = sentence.clauses[number - 1]
        if offset - before.start > _REACH:
            break
        if SAID.search(scene.text, before.start, before.end) and not _BARE.match(_head(scene, sentence, number, offset)):
            break
        if found and scene.text.startswith(_PASSIVE, before.start):
            break  # 受到甲、乙等的欢迎，|丙介绍…
        lists = ends_in_list(scene, before) or _is_body(before)
        if found and not (lists and _opens_with_actor(scene, sentence.clauses[number], found)):
            break
        number -= 1
        told = [a for a in _actors(scene, before, number, before.end) if not _struck(scene, before, a)]
        if number and not found and _headless(scene, before) and all(a.mention.kind == "institution" for a in told):
            continue  # 东军击退西军，|击落西军战机，|并拦截导弹: whom the clause between names is no subject
        found = [*told, *found]
    if others:  # 王伟说，|我将出席…; 王伟感谢|派代表团出席…
        return [a for a in found if a.mention.kind == "institution"]
    alone = _PRONOUN.match(scene.text, own.start) and [a for a in found if a.mention.kind == "person"]
    if alone and len(alone) > 1:  # 王伟感谢李明，|他将出席…
        found = [a for a in found if a.mention.kind == "institution" or a is alone[0]]
    if not found and sentence.topic is not None and _PRONOUN.search(scene.text, sentence.start, offset):
        return [Actor(sentence.topic, "", -1)]
    return found


def _struck(scene: Scene, clause: Clause, actor: Actor) -> bool:
    """Whether a body is the one that the clause's verb strikes: 击退|西军|进攻."""
    return actor.mention.kind == "institution" and _STRIKING.search(scene.text, clause.start, actor.mention.start) is not None


def _headless(scene: Scene, clause: Clause) -> bool:
    """Whether the clause opens with its verb, so that those whom it names are its objects."""
    words = cut(scene.text)
    first = words.at(clause.start)
    return words.starts[first] == clause.start and words.tags[first] == "v" and not words.text[first].endswith(("据", "由"))


def inviters(scene: Scene, sentence: Sentence, number: int) -> list[Actor]:
    """The persons at whose invitation the clause tells of a visit: 应总统某某邀请，…"""
    clauses = sentence.clauses[max(0, number - CLAUSES_BACK) : number + 1]
    return [a for c in clauses for a in _actors(scene, c, number, c.end) if a.mark == "invite" and a.mention.kind == "person"]


def actors_after(scene: Scene, sentence: Sentence, number: int, offset: int, until: int) -> list[Actor]:
    """Persons and bodies after the offset in its clause, up to `until`, and those of list clauses that follow directly."""
    clause = sentence.clauses[number]
    found = [actor for actor in _actors(scene, clause, number, clause.end) if offset <= actor.mention.start < until]
    if until < clause.end:
        return found
    last = min(len(sentence.clauses), number + CLAUSES_BACK) - 1
    while number < last and found and ends_in_list(scene, sentence.clauses[number]):
        number += 1
        clause = sentence.clauses[number]
        if not ends_in_list(scene, clause):
            break
        found += _actors(scene, clause, number, clause.end)
    return found


def _head(scene: Scene, sentence: Sentence, number: int, offset: int) -> str:
    """The words of the clause before the offset, an opening date left out: empty where the clause has no subject of its own."""
    clause = sentence.clauses[number]
    start = next((m.end for m in clause.mentions if m.kind == "date" and m.start - clause.start < 2), clause.start)
    return scene.text[start : min(offset, clause.end)] if start < offset else ""


def ends_in_list(scene: Scene, clause: Clause) -> bool:
    """Whether the clause is (the end of) a list of persons: 副市长甲、乙等."""
    people = [m for m in clause.mentions if m.kind == "person"]
    if not people:
        return False
    end = _LIST_END.match(scene.text, people[-1].end, clause.end)
    return end is not None and not _ACTS.search(end.group())


def _is_body(clause: Clause) -> bool:
    """Whether the clause is nothing but the name of a body, one of a list: 副省长甲，|省应急管理厅，|东州市的领导赶赴现场."""
    body = clause.mentions[0] if len(clause.mentions) == 1 else None
    return body is not None and body.kind == "institution" and (body.start, body.end) == (clause.start, clause.end)


def _opens_with_actor(scene: Scene, clause: Clause, found: list[Actor]) -> bool:
    """Whether the clause begins with the title of its first person, so that a list before it can belong to it."""
    first = next((actor for actor in found if actor.clause >= 0 and clause.start <= actor.mention.start < clause.end), None)
    if first is None:
        return False
    dated = any(m.kind == "date" and m.start < first.mention.start for m in clause.mentions)
    return first.mark in ("", "company") and not dated and not _headless(scene, clause)


def _actors(scene: Scene, clause: Clause, number: int, offset: int) -> Iterator[Actor]:
    """The actors of one clause before the offset, each with its preposition; a list shares that of its first."""
    text, mark, last = scene.text, "", clause.start
    mentions = clause.mentions
    for place, mention in enumerate(mentions):
        if mention.start >= offset:
            break
        if mention.kind not in ("person", "institution") or (
            mention.kind == "institution" and (in_title(scene, clause, place, offset) or _BESIDE.match(text, mention.end))
        ):
            continue
        if mention.kind == "person" and _INVITED.match(text, mention.end):
            yield Actor(mention, "invite", number)
            continue
        if mention.kind == "person" and (
            _POSSESSOR.match(text, mention.end) or _STUDIED.search(text, max(clause.start, mention.start - 20), mention.start)
        ):
            continue
        between = text[last : mention.start]
        ahead = mention.start + _AHEAD
        ruled = not _MARK_BEGINS.isdisjoint(between)
        marks = [m for m in _MARK.finditer(text, last, ahead) if m.start() < mention.start] if ruled else []
        if marks:
            found = marks[-1].lastgroup or ""
            joins = found == "with" and last > clause.start and marks[-1].start() == last
            mark = mark if joins and mark else found
        elif _LEADS.match(text, mention.end):
            mark = "company"
        elif last > clause.start and not between.startswith(("、", "（", "(")) and len(between) > 0 and "、" not in between:
            mark = ""
        yield Actor(mention, mark, number)
        last = mention.end


def subjects(scene: Scene, clause: Clause, actors: list[Actor], offset: int) -> list[Actor]:
    """The actors left when somebody makes another do it, or only helps: 甲感谢|乙出席…, 甲派|乙前往…, 在甲的提议下，|乙同意…"""
    actors = [a for a in actors if not _UNDER.match(scene.text, a.mention.end)]
    people = [m for m in clause.mentions if m.kind == "person" and m.start < offset]
    for one, other in zip(reversed(people[:-1]), reversed(people[1:]), strict=True):
        if scene.text[one.end] != "、" and _PIVOT.search(scene.text, one.end, other.start):
            return [a for a in actors if a.mention.start >= other.start]
    return actors


def tells_guest(scene: Scene, clause: Clause, start: int, end: int) -> bool:
    """Whether what a verb tells is only which guest is received: 会见正在访问某国的[甲], 会见了来华出席会议的[甲]."""
    received = _RECEIVES.search(scene.text, clause.start, start)
    return received is not None and _OF.match(scene.text, end, clause.end) is not None


def in_title(scene: Scene, clause: Clause, place: int, offset: int) -> bool:
    """Whether an institution or place only opens the title of the person that follows it before the offset (美国 in 美国总统某某)."""
    mention = clause.mentions[place]
    for later in clause.mentions[place + 1 : place + 3]:
        if later.start >= offset:
            return False
        if later.kind == "person":
            gap = scene.text[mention.end : later.start]
            return len(gap) <= 9 and _TITLE_GAP.match(gap) is not None and bool(gap)
        if later.kind != "post":
            return False
        if later.start != mention.end:
            return False
    return False
