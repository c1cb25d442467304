"""Who, when and where: the grammar of a clause, asked by the readers of events.

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
    r"|(?P<to>(?<![方导动取走])向|致(?!辞|词|力)|给(?!予))"
    r"|(?P<by>(?<![自])由(?!于)|被)"
    r"|(?P<invite>(?<![响供反效适])应(?![急用邀对该当])|受(?=[^害贿伤灾损]{1,30}邀请))"
    r"|(?P<sent>受(?=[^害贿伤灾损]{1,30}(?:委托|委派|指派|嘱托|指示)))"
    r"|(?P<company>在(?=[^，。]{2,60}(?:陪同|见证|主持|带领|率领)|[^。；]{2,90}(?:陪同|带领|率领)下))"
    r"|(?P<of>会见了?|来访的|率领的|率领)"
    r"|(?P<source>除(?=[^，。]{1,60}外)|正?如(?=[^，。；]{2,24}(?:指出|强调|所说|所言|所指|说过))|(?:从|据)(?=[^，。]{2,40}(?:了解到|获悉|得知|报道|消息|介绍|统计|透露|获得|证实))|[接收]到(?=[^，。]{2,40}(?:报告|报警|举报|通知|电话|来电|求助))|继(?=[^，。]{2,40}后)|就(?=[^，。]{1,40}(?:诞辰|逝世|答记者问|回答))|在(?=[^，。]{2,24}(?:证实|获悉|了解到)))"
    r"|(?P<on>(?<![面针应反绝])对(?![外口接台]))"
)
CLAUSES_BACK = 12  # how many clauses away an actor, a date or a place may stand
_REACH = 1200  # code points before an offset in which its actors stand
_AHEAD = 64  # code points after an actor in which 陪同下 may close what 在 opened
_PRONOUN = re.compile(r"(?<![其吉])[他她](?![国人地们乡方])")
_OTHERS = re.compile(
    r"我(?=们|[将会从在一也还就今已来去到曾受作此次，])|[派请让]我|(?<![党各学流帮宗左右教])派(?!出所|驻|系|别|人士)[^，。；]{1,30}(?:团|组|队|人员|代表|特使)"
)
_POSSESSOR = re.compile(
    r"(?:[、和与][^，。；到在访看观往赴去]{2,5})?的?(?:遗体)|(?:同志|主席|总统|总理|国王|总书记){0,2}(?:[和与][^，。；派]{2,8})?派(?!出所|驻)|"
    r"(?:同志|主席|总统|总理|国王|总书记){0,2}(?:(?:、国家主席)?的?(?:特别代表|特使)|的?(?:夫人|遗孀|妻子|父亲|母亲|女儿|儿子)|之[子女]|夫妇(?=的)|关于|重要(?:讲话|指示|批示|论述|文章|回信)|贺信|贺电|亲署函|书面致辞|新时代|思想|同志为核心|外交思想|强军思想|法治思想|的(?:委托|重要|讲话|指示|贺信|领导)|的?家(?:[中里]|门口|(?=[，。；]))|(?:同志)?(?:诞辰|[逝去]世|遇难|牺牲|殉职)[^，。；]{0,8}(?:周?年|纪念)|的?(?:[一另]{1,2}[名位])?(?:新闻)?(?:发言人|办公室|律师|助手|团队|竞选团队))"
)
_STUDIED = re.compile(
    r"(?:学习|贯彻|传达|领会|落实|围绕|按照|根据|践行|遵循)[^，。、]{0,12}$|"
    r"(?:纪念|悼念|缅怀|追思|祭奠|哀悼)了?(?!活动|馆|碑|日|章|大?会|仪式|演出)[^，。、的]{0,12}$"
)
_INVITED = re.compile(r"(?:同志|主席|总统|总理|国王|总书记|阁下|首相)?的?(?:盛情)?邀请")
_PIVOT = re.compile(
    r"(?<![邀申提])请(?![愿求示])|(?<![党各学流帮宗左右教])派(?!出所|驻|系|别|人士)|感谢|答谢|祝贺|电贺|庆贺|欢迎|赞赏|敦促|要求|建议|指示|命令|责成|委托|支持|结合|获悉|得知|听说|认为|相信|希望"
)
_RECEIVES = re.compile(r"[同与][^，。；]{0,10}$|(?:会见|接见|会晤)了?[^，。；]{0,24}$")
_OF = re.compile(r"[^，。；]{1,40}的")
_PASSIVE = ("受到", "得到", "获得", "赢得")
_LEADS = re.compile(r"(?:同志|先生|女士)?(?:等[^，。；]{0,12})?的?(?:陪同|带领|率领|引导)下")
_LIST_END = re.compile(
    r"(?:同志|先生|女士|主席|总书记|一行|夫妇|（[^（）]{1,8}）|\([^()]{1,8}\)|等[^，。]{0,14}|分别|也|还)*[。；]?$"
)
_ACTS = re.compile(r"观看|出席|参加|参观|陪同|会见|检查|调研|考察|慰问|看望|发言|讲话|致辞|表示|前往|来到")  # 甲等市领导观看演出
DATELINE = re.compile(r"\s{0,3}(?:电|讯|消息|专电|综合[^，。；]{1,6}(?:报道|消息))")
_SHUT = re.compile(r"(?:发生|事发|原(?:定|计划)[于在]?|(?:截至|截止到?)(?:(?:当地|北京)时间)?|自|距|距离|到|至|从|力争|（)$")
_BRACKET = re.compile(r"（[^（）]{0,5}$")
_SAID = re.compile(r"(?:称|说|表示|指出|宣布|报道|强调|透露|获悉|了解到|消息|认为)$")
_ENDED = re.compile(r"(?:结束|取消|推迟)了?(?:出席|参加|前往)")  # 5月3日结束出席|峰会|返回: the day is that of the way home
_ARRIVES = re.compile(r"乘坐?(?:专机|包机|飞机|专列)[^，。；]{0,20}?(?:抵达|离开|前往)")  # 2日乘专机抵达…，出席|峰会
_IN_PRESS = re.compile(r"(?:媒体|[晚日早时邮]报|通讯社|电视台|新闻网|网站)[^，。；]{0,8}[0-9]日?[^，。；]{0,6}报道[称说]?$")
_SOON = 8  # code points after the word that tells it in which 已 may stand
_BY_THEN = re.compile(r"(?:已经|已)(?![婚故于经])|曾经|此前|日前|以来|过去一|连日来|目前")
_BARE = re.compile(r"过去[一两三几数\d]+[天日周夜]|[\s在于对将已共成并还又也正先分仍]|当[天日]|同[日时]|没有|$")
_NAMED = re.compile(r"之[^，。；”]{1,4}”")
_FROM = re.compile(r"[^，。]{0,2}(?:据|从|记者)")
# What may stand before the date that is of the whole sentence, and how a clause opens that goes on with those of the one before.
_DAY_LEADS = re.compile(
    r"\s*(?:[^，。；]{0,24}(?:报道|讯|消息|电|）))?[—.]*(?:据[^，。；]{1,12})?(?:[就也]?是?[在于自从])?(?:当地|北京)?(?:时间)?\s*"
)
_OF_NOUN = re.compile(r"[^，。；]{0,16}(?:发生|举行|召开|举办|爆发|公布|发布|签署|达成|开幕)(?:[在于][^，。；的]{2,12})?的")
# A time of the clause's own that no calendar can place.
_OWN_TIME = re.compile(r"(?<!访问)期间|届时|此前|不久前|前不久|早些时候")
_AT_ONCE = re.compile(r"随[后即]|之后|接着|会后|当即|立即|即刻|当场|同时|也|当选|任命|免去")
_WHEN = re.compile(r"(?:[后前时际中上间会一]|以来|当天|期间|一事)$")
_SAME_ONES = re.compile(
    r"双方|两[国人军党队]|[三四五六七八九]国|二人|各方|大?会|会[议谈见上]|论坛|仪式|活动|[他她它其这该此]|我们|当时|现场|事[故件]|目前|随[后即]|之后|同时|其中|最终|整个|全[程场]|本[次届]|中方|对方"
)
_REPORTED = re.compile(r"[^，。]{0,24}?(?:披露|获悉|报道|透露|介绍|消息|了解到|发布的|公布的|发表的|通报)")
_SINCE = re.compile(
    r"年?度|至今|记者(?!会|招待会|节)(?![^，。；]{0,12}发布会)|的(?:遗训|决议|命令|指示|规定|协议)|的?[^，。；]{0,8}发生之后|[^，。；]{0,12}(?:到来|来临|将至|临近)(?:之际|前|(?![^，。；]))|以来|[^，。；称说示出调布爆十大]{1,24}以来|之前|以前|起|前夕|(?:逝世|去世|发生)[后以]|是[^，。；]{2,40}(?:第[一二三四五六七八九十百\d]+天|周年)"
)
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
        if _SAID.search(scene.text, before.start, before.end) and not _BARE.match(_head(scene, sentence, number, offset)):
            break
        if found and scene.text.startswith(_PASSIVE, before.start):
            break  # 受到甲、乙等的欢迎，|丙介绍…
        if found and not (ends_in_list(scene, before) and _opens_with_actor(scene, sentence.clauses[number], found)):
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
        marks = [m for m in _MARK.finditer(text, last, ahead) if m.start() < mention.start] if between else []
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
    """The actors left when somebody makes another do it: 甲感谢|乙出席…, 甲派|乙前往…"""
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


def date_of(scene: Scene, sentence: Sentence, number: int, offset: int, inside: tuple[int, int] = (0, 0)) -> Mention | None:
    """The date that governs the offset: the nearest before it in its clause, after it, or in the clauses before.

    Dates inside the span `inside` (a name) do not count, nor datelines, nor the ends of 截至…, 到…, …以来.
    """
    clause = sentence.clauses[number]
    if inside[1] and _ENDED.search(scene.text, clause.start, inside[0]):
        return None
    usable = [m for m in dates(scene, clause) if not inside[0] <= m.start < inside[1]]
    before = [m for m in usable if m.start < offset]
    if before:
        day = _opening_day(scene, sentence, number)
        best = _finest(before)
        return day if day is not None and _coarse(best) else best
    after = [m for m in usable if m.start >= offset and m.start - offset < 40 and _dates_verb(scene, m)]
    if after:
        return (_opening_day(scene, sentence, number) or after[0]) if _coarse(after[0]) else after[0]
    if _OWN_TIME.search(scene.text, clause.start, inside[0] or offset):
        return None
    for earlier in reversed(sentence.clauses[max(0, number - CLAUSES_BACK) : number]):
        found = [m for m in dates(scene, earlier) if not inside[0] <= m.start < inside[1] and not _of_noun(scene, earlier, m)]
        if found:
            arrived = inside[1] and _ARRIVES.search(scene.text, earlier.start, inside[0])
            best = _finest(found)
            anew = inside[1] - inside[0] == 2 or not _of_another(scene, sentence, number, best)  # 举行篮球赛，|甲观看|比赛
            said = next((c for c in sentence.clauses[:number] if c.start >= earlier.start and _only_said(scene, c, offset)), None)
            if not anew or arrived or said is not None:
                return None
            return (_opening_day(scene, sentence, number) or best) if _coarse(best) else best
    return None


def _of_noun(scene: Scene, clause: Clause, date: Mention) -> bool:
    """Whether the date only tells which happening the clause names, or in which year money is given: 与[29日]发生的袭击有关, 下达[2023年]资金."""
    if _DAY_LEADS.fullmatch(scene.text, clause.start, date.start) or _WHEN.search(scene.text, date.end, clause.end):
        return False
    if _OF_NOUN.match(scene.text, date.end, clause.end):
        return True
    return date.text[:4].isdigit() and date.text.endswith("年") and scene.text[date.start - 1] not in "于在自从到至"


def _of_another(scene: Scene, sentence: Sentence, number: int, date: Mention) -> bool:
    """Whether the date of a clause before is only that of its own subject, and this clause has another: 计划去年底启动，|学校举办讲座."""
    at = next(n for n, c in enumerate(sentence.clauses) if c.start <= date.start < c.end)
    told = sentence.clauses[at]
    if (
        sentence.heading
        or number - at < 2  # 外交部4日发表声明，|国防部宣布撤军
        or _DAY_LEADS.fullmatch(scene.text, told.start, date.start)
        or _SAID.search(scene.text, told.start, told.end)
        or told.end - date.end <= 1
        or _WHEN.search(scene.text, date.end, told.end)
    ):
        return False
    if _AT_ONCE.search(scene.text, sentence.clauses[number].start, sentence.clauses[number].end):
        return False
    between = any(_begins(scene, clause, ("person", "institution", "post")) for clause in sentence.clauses[at + 1 : number])
    return between or own_subject(scene, sentence.clauses[number])


def _begins(scene: Scene, clause: Clause, kinds: tuple[str, ...]) -> bool:
    """Whether the clause opens with such a mention, and not with a list that goes on."""
    first = clause.mentions[0] if clause.mentions else None
    return (
        first is not None
        and first.start <= clause.start + 1
        and first.kind in kinds
        and not scene.text.startswith("、", first.end)
    )


def own_subject(scene: Scene, clause: Clause) -> bool:
    """Whether a clause opens with a subject of its own, which is no word for those of whom was told before (双方, 会议)."""
    if _SAME_ONES.match(scene.text, clause.start):
        return False
    first = clause.mentions[0] if clause.mentions and clause.mentions[0].start <= clause.start + 1 else None
    if first is not None and first.kind != "date":
        return _begins(scene, clause, ("person", "institution", "post", "place"))
    words = cut(scene.text)
    word = words.at(first.end if first is not None and first.end < clause.end else clause.start)
    return words.tags[word].startswith(("n", "j", "r"))


def _only_said(scene: Scene, earlier: Clause, offset: int) -> bool:
    """Whether the date of the clause before is that of words about what had happened by then: 卫生局4日通报称，疫情已造成…; or of a
    report in the press: 东国媒体4日报道，…"""
    if _IN_PRESS.search(scene.text, earlier.start, earlier.end):
        return True
    if not _SAID.search(scene.text, earlier.start, earlier.end):
        return False
    return _BY_THEN.search(scene.text, earlier.end, offset + _SOON) is not None


def _coarse(date: Mention) -> bool:
    """Whether it is a year, a season or a part of a year, which may only be part of a name: 召开|2019年春季|动员会."""
    period = date.period
    return period is not None and (len(period.start) == 4 or (len(period.start) == 7 and period.end != period.start))


def _dates_verb(scene: Scene, date: Mention) -> bool:
    """Whether a date after the word can date it: a day or a month, or a year after 于."""
    if date.period is None or scene.text.startswith("的", date.end):
        return False  # 度过|今天|的困难
    return len(date.period.start) >= 7 or scene.text[date.start - 1] == "于"


def _opening_day(scene: Scene, sentence: Sentence, number: int) -> Mention | None:
    """The day with which the sentence opens: 7月3日，2010年入职的某某…"""
    if number == 0:
        return None
    return next(
        (m for m in dates(scene, sentence.clauses[0]) if m.start - sentence.start < 6 and m.period and len(m.period.start) == 10),
        None,
    )


def in_quotes(text: str, date: Mention) -> bool:
    """Whether it is only a name, or opens one of a few words, in quotation marks: “7-21”特大暴雨, “四月之春”艺术节."""
    return text[date.start - 1 : date.start] == "“" and (
        text.startswith("”", date.end) or _NAMED.match(text, date.end) is not None
    )


def _finest(found: list[Mention]) -> Mention:
    """The last date of the finest grain: 今年…5月3日 is the day."""
    grain = max(len(m.period.start) for m in found if m.period)
    return [m for m in found if m.period and len(m.period.start) == grain][-1]


def dates(scene: Scene, clause: Clause) -> list[Mention]:
    """The dates of a clause that can date a happening."""
    text = scene.text
    return [
        m
        for m in clause.mentions
        if m.kind == "date"
        and m.period is not None
        and "年度" not in m.text
        and not DATELINE.match(text, m.end)
        and not (_FROM.match(text, clause.start) and _REPORTED.match(text, m.end))
        and not _SHUT.search(text, max(clause.start, m.start - 7), m.start)
        and not _SINCE.match(text, m.end)
        and not _BRACKET.search(text, max(clause.start, m.start - 6), m.start)
        and not in_quotes(text, m)
    ]
