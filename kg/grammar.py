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
    r"|(?P<invite>(?<![响供反效适])应(?![急用邀对该当])|受(?=[^害贿伤灾损]{1,30}(?:委托|邀请|委派|指派)))"
    r"|(?P<company>在(?=[^，。]{2,60}(?:陪同|见证|主持|带领|率领)))"
    r"|(?P<of>会见了?|来访的|率领的|率领)"
    r"|(?P<source>(?:从|据)(?=[^，。]{2,40}(?:了解到|获悉|得知|报道|消息|介绍|统计|透露|获得|证实))|继(?=[^，。]{2,40}后)|就(?=[^，。]{1,40}(?:诞辰|逝世|答记者问|回答))|在(?=[^，。]{2,24}(?:证实|获悉|了解到)))"
    r"|(?P<on>(?<![面针应反绝])对(?![外口接台]))"
)
_CLAUSES_BACK = 12  # how many clauses away an actor, a date or a place may stand
_REACH = 1200  # code points before an offset in which its actors stand
_AHEAD = 64  # code points after an actor in which 陪同下 may close what 在 opened
_PRONOUN = re.compile(r"(?<![其吉])[他她](?![国人地们乡方])")
_POSSESSOR = re.compile(
    r"(?:同志|主席|总统|总理|国王|总书记)?(?:特别代表|特使|夫人|夫妇(?=的)|关于|重要(?:讲话|指示|批示|论述|文章|回信)|贺信|贺电|亲署函|书面致辞|新时代|思想|同志为核心|外交思想|强军思想|法治思想|的(?:委托|重要|讲话|指示|贺信|领导))"
)
_STUDIED = re.compile(r"(?:学习|贯彻|传达|领会|落实|围绕|按照|根据|践行|遵循)[^，。、]{0,12}$")
_INVITED = re.compile(r"(?:同志|主席|总统|总理|国王|总书记|阁下|首相)?的?(?:盛情)?邀请")
_LIST_END = re.compile(
    r"(?:同志|先生|女士|主席|总书记|一行|夫妇|（[^（）]{1,8}）|\([^()]{1,8}\)|等[^，。]{0,14}|分别|也|还)*[。；]?$"
)
_DATELINE = re.compile(r"\s{0,3}(?:电|讯|消息|专电)")
_SHUT = re.compile(r"(?:发生|事发|原定于?|截至|截止|截止到|自|距|距离|到|至|从|力争|（)$")
_BRACKET = re.compile(r"（[^（）]{0,5}$")
_SAID = re.compile(r"(?:称|说|表示|指出|宣布|报道|强调|透露|获悉|了解到|消息|认为)$")
_BARE = re.compile(r"[\s在于对将已共成并还又也正先分仍]|当[天日]|同[日时]|没有|$")
_FROM = re.compile(r"[^，。]{0,2}(?:据|从|记者)")
_REPORTED = re.compile(r"[^，。]{0,24}?(?:披露|获悉|报道|透露|介绍|消息|了解到|发布的|公布的|发表的|通报)")
_SINCE = re.compile(
    r"年?度|的(?:遗训|决议|命令|指示|规定|协议)|的?[^，。；]{0,8}发生之后|[^，。；]{1,12}(?:到来|来临)(?:之际|前)|以来|之前|以前|起|前夕|(?:逝世|去世|发生)[后以]|是[^，。；]{2,40}(?:第[一二三四五六七八九十百\d]+天|周年)"
)
_PLACE_BEFORE = re.compile(
    r"(?:在|于|赴|抵达|到|来|访问|飞抵|前往|位于|回到|离开|对|达|至|地处|驻|了|从|往|进|来到|调研|考察|位于|、|和|及|与)$"
)
# What after the name of a place makes it no scene: 东州|籍, 东国|方面, 东州|开往西州.
_NOT_THERE = re.compile(
    r"代表团|负责同志|负责人|领导同志|有关领导|《|时间|籍|媒体|制造|方面|官员|当局|商人|开往|常?驻|分校|[-－][0-9]|航空(?![港展运母])|社区(?=领袖|居民|成员)|舰(?!队)|号(?!召|称|码)|军队|军方|空军|海军|武装|安全部队|提出的|地质|之星"
    r"|以[东南西北]{1,2}约?[0-9]|[至—\-][一-鿿]{2,6}[^，。；]{0,16}(?:工程|铁路|高铁|高速|管道|线路|航线|公路)|的[^，。；]{0,6}(?:公民|游客|旅客|侨民)|大屠杀|条约|协定|公约|议定书|宣言|共识|进程|大?客车|货车|轿车|牌(?!坊)"
)
# The same after the name of a country, whose doing it is: 以色列|空袭, 西班牙|文.
_WHOSE = re.compile(
    r"空袭|袭击|轰炸|炮击|人(?!民|口)|国防军|民众|队(?!伍)|文(?![化明旅艺物学])|语(?!言)"
    r"|民族权力机构|伊斯兰抵抗|伊斯兰圣战|解放组织|解放军"
    r"|选手|球员|运动员|代表团|专家|学者|留学生|游客|旅客|同胞|华侨|商会"
)
_SUFFERED = re.compile(r"(?:遭到?|遭受|被)$")  # 遭|东国|无人机袭击
_DISTANCE = re.compile(r"[^，。；]{0,8}?(?:[0-9一二三四五六七八九十百]多?(?:公里|千米|海里)|以[东南西北])")
_FAR_FROM = re.compile(r"距离?[一-鿿]{0,6}$")  # 距离云南|昆明|660公里
_LINE = re.compile(r"[^，。；]{0,16}(?:工程|铁路|高铁|高速|管道|线路|航线|公路)")  # 东州至|西州|铁路
_TOWARDS = re.compile(
    r"(?:向|同|与|跟|由|被|受|给|为|纪念|庆祝|针对|就|比|令|让|使|替|将|把|称|谴责|支持|反对|敦促|呼吁|要求|制裁|指责|批评|警告|允许|授权|帮助|援助|威胁|恢复)$"
)
_LEAVES = re.compile(r"(?:开往|发射|出发|飞往|赶来|赶往|前往|运往|驶往|来到|调任|启程)")
_STRIKES_OTHERS = re.compile(
    r"[^，。；]{0,20}?[对向][^，。；]{1,30}?(?:发动|实施|发起|进行|展开|发射|打击|袭击|的空袭|的轰炸|的攻击|的军事行动)"
    r"|[^，。；]{0,12}?(?:空袭|轰炸|炮击|打击|袭击|攻击)了"
)
_ACTING = re.compile(r"(?:、[一-鿿]{2,8}){0,9}等[多各一二三四五六七八九十0-9]{0,2}国(?![家内])")  # 东国、西国等国|表示
_AGAINST = re.compile(r"[^，。；]{0,12}?(?:发动|发起|实施|进行|展开|采取|开展)")  # 对|东国|发动袭击
_INSIDE = re.compile(
    r"(?:境内|国内|全境|全国|多地|各地|多[个处国]|[东南西北中]{1,2}部|首都|首府|城市|沿海|边境|当地|一[座个处家所名]|某|本土|领土|领海|上空|北方|南方|地区|民众|警方|等)"
)
_STANDS = re.compile(r"(?:在|于|赴|抵达|飞抵|前往|位于|来到|访问|出访|考察|调研)了?$")
_VISITED = re.compile(r"(?:在|(?<![遭受得听收达看接感送])到|赶?赴|前往|走进|走访)$")
# What after a body makes it no scene: 在|总社|成立70周年之际, 在|某党|第七次代表大会上.
_OCCASION = re.compile(
    r"成立|建[国校院社团军]|诞生|创刊|创立|第[一二三四五六七八九十0-9]+[次届]|的?(?:支持|领导|指导|帮助|组织|统一)"
)
_ORIGIN = re.compile(r"(?:来自|源自|离开|开往|驶往|发往|运往)$")
_STRIKING = re.compile(r"(?:击退|打击|击落|击毁|拦截|摧毁|袭击|空袭|轰炸|打死|歼灭)了?[^，。；]{0,8}$")
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
    found = list(_actors(scene, sentence.clauses[number], number, offset))
    first = max(0, number - _CLAUSES_BACK)
    while number > first:
        before = sentence.clauses[number - 1]
        if offset - before.start > _REACH:
            break
        if _SAID.search(scene.text, before.start, before.end) and not _BARE.match(_head(scene, sentence, number, offset)):
            break
        if found and not (ends_in_list(scene, before) and _opens_with_actor(scene, sentence.clauses[number], found)):
            break
        number -= 1
        told = [a for a in _actors(scene, before, number, before.end) if not _struck(scene, before, a)]
        if number and not found and _headless(scene, before) and all(a.mention.kind == "institution" for a in told):
            continue  # 东军击退西军，|击落西军战机，|并拦截导弹: whom the clause between names is no subject
        found = [*told, *found]
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
    clauses = sentence.clauses[max(0, number - _CLAUSES_BACK) : number + 1]
    return [a for c in clauses for a in _actors(scene, c, number, c.end) if a.mark == "invite" and a.mention.kind == "person"]


def actors_after(scene: Scene, sentence: Sentence, number: int, offset: int, until: int) -> list[Actor]:
    """Persons and bodies after the offset in its clause, up to `until`, and those of list clauses that follow directly."""
    clause = sentence.clauses[number]
    found = [actor for actor in _actors(scene, clause, number, clause.end) if offset <= actor.mention.start < until]
    if until < clause.end:
        return found
    last = min(len(sentence.clauses), number + _CLAUSES_BACK) - 1
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
    return _LIST_END.match(scene.text, people[-1].end, clause.end) is not None


def _opens_with_actor(scene: Scene, clause: Clause, found: list[Actor]) -> bool:
    """Whether the clause begins with the title of its first person, so that a list before it can belong to it."""
    first = next((actor for actor in found if actor.clause >= 0 and clause.start <= actor.mention.start < clause.end), None)
    if first is None:
        return False
    return not first.mark and not any(m.kind == "date" and m.start < first.mention.start for m in clause.mentions)


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
        ahead = min(clause.end, mention.start + _AHEAD)
        marks = [m for m in _MARK.finditer(text, last, ahead) if m.start() < mention.start] if between else []
        if marks:
            found = marks[-1].lastgroup or ""
            joins = found == "with" and last > clause.start and marks[-1].start() == last
            mark = mark if joins and mark else found
        elif last > clause.start and not between.startswith(("、", "（", "(")) and len(between) > 0 and "、" not in between:
            mark = ""
        yield Actor(mention, mark, number)
        last = mention.end


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
    usable = [m for m in dates(scene, sentence.clauses[number]) if not inside[0] <= m.start < inside[1]]
    before = [m for m in usable if m.start < offset]
    if before:
        day = _opening_day(scene, sentence, number)
        best = _finest(before)
        return day if day is not None and _coarse(best) else best
    after = [m for m in usable if m.start >= offset and m.start - offset < 40 and _dates_verb(scene, m)]
    if after:
        return after[0]
    for earlier in reversed(sentence.clauses[max(0, number - _CLAUSES_BACK) : number]):
        found = [m for m in dates(scene, earlier) if not inside[0] <= m.start < inside[1]]
        if found:
            return _finest(found)
    return None


def _coarse(date: Mention) -> bool:
    """Whether it is a year, a season or a part of a year, which may only be part of a name: 召开|2019年春季|动员会."""
    period = date.period
    return period is not None and (len(period.start) == 4 or (len(period.start) == 7 and period.end != period.start))


def _dates_verb(scene: Scene, date: Mention) -> bool:
    """Whether a date after the word can date it: a day or a month, or a year after 于."""
    return date.period is not None and (len(date.period.start) >= 7 or scene.text[date.start - 1] == "于")


def _opening_day(scene: Scene, sentence: Sentence, number: int) -> Mention | None:
    """The day with which the sentence opens: 7月3日，2010年入职的某某…"""
    if number == 0:
        return None
    return next(
        (m for m in dates(scene, sentence.clauses[0]) if m.start - sentence.start < 6 and m.period and len(m.period.start) == 10),
        None,
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
        and not _DATELINE.match(text, m.end)
        and not (_FROM.match(text, clause.start) and _REPORTED.match(text, m.end))
        and not _SHUT.search(text, max(clause.start, m.start - 3), m.start)
        and not _SINCE.match(text, m.end)
        and not _BRACKET.search(text, max(clause.start, m.start - 6), m.start)
    ]


def places_of(scene: Scene, sentence: Sentence, number: int, offset: int) -> tuple[str, ...]:
    """The places named for what the clause tells, the most specific first; else those of the clauses before."""
    for clause in reversed(sentence.clauses[max(0, number - _CLAUSES_BACK) : number + 1]):
        found = _places(scene, clause)
        if found:
            return found
    return ()


def only_named(text: str, place: Mention) -> bool:
    """Whether a place tells whose or whither and not where: 遭|以色列|空袭, 南京|大屠杀, 对|朝鲜|的制裁, 从|霞山|方向."""
    country = place.detail == place.name
    if _NOT_THERE.match(text, place.end) or (country and _WHOSE.match(text, place.end)):
        return True
    if country and _SUFFERED.search(text, max(0, place.start - 2), place.start):
        return True
    before = text[place.start - 1 : place.start]
    if before in "至—" and _LINE.match(text, place.end):
        return True
    if before == "从" and _LEAVES.match(text, place.end):
        return True
    object_of = before == "对" and text.startswith("的", place.end) and not _AGAINST.match(text, place.end)
    far = _FAR_FROM.search(text, max(0, place.start - 9), place.start) and _DISTANCE.match(text, place.end)
    return object_of or bool(far) or (before in "从往至" and text.startswith("方向", place.end))


def _whose(scene: Scene, clause: Clause, place: Mention) -> bool:
    """Whether the name of a country tells whose or to whom, not where: 下调|美国|评级, 向|乌克兰|提供, 谴责|以色列."""
    text, before = scene.text, scene.text[max(clause.start, place.start - 3) : place.start]
    if place.detail != place.name or any(m.kind == "place" and m.start == place.end for m in clause.mentions):
        return False
    if text.startswith(("发生", "突发", "爆发", "遭", "出现"), place.end):
        return False  # 就|东国|发生地震致慰问电
    if before.endswith("对"):
        return _AGAINST.match(text, place.end) is None
    if _PLACE_BEFORE.search(before) and not before.endswith(("、", "和", "及", "与", "了")):
        return False
    if _ACTING.match(text, place.end) and not _PLACE_BEFORE.search(_row_head(scene, clause, place)):
        return True
    if _TOWARDS.search(before) or (place.start - clause.start < 2 and _STRIKES_OTHERS.match(text, place.end)):
        return True  # 东国|对西国发动空袭
    if _INSIDE.match(text, place.end):
        return False
    words = cut(text)
    last = words.at(place.end - 1)  # 美国陆军 is one word
    if words.starts[last] + len(words.text[last]) > place.end:
        return words.tags[last].startswith("n")
    return place.end < clause.end and words.tags[last + 1].startswith(("n", "j", "vn", "eng"))


def _row_head(scene: Scene, clause: Clause, place: Mention) -> str:
    """The words before the row of places in which this one stands: 访问 in 访问东国、西国等国."""
    start = place.start
    for mention in reversed(clause.mentions):
        if mention.kind == "place" and mention.end == start - 1 and scene.text[mention.end] == "、":
            start = mention.start
    return scene.text[max(clause.start, start - 3) : start]


def _places(scene: Scene, clause: Clause) -> tuple[str, ...]:
    """The places of one clause from the most specific outwards; where some stand after 在, 赴, 抵达 …, only those."""
    chains: list[list[str]] = []
    marked: list[bool] = []
    end, skipped = -1, -1
    for index, mention in enumerate(clause.mentions):
        if mention.kind == "date" and _DATELINE.match(scene.text, mention.end):
            chains, marked, end = [], [], -1
        opened = _PLACE_BEFORE.search(scene.text, max(clause.start, mention.start - 2), mention.start) is not None
        if (
            mention.kind == "institution"
            and mention.detail != "media"
            and _VISITED.search(scene.text, max(clause.start, mention.start - 3), mention.start)
            and not _OCCASION.match(scene.text, mention.end)
        ):
            chains.append([mention.name])
            marked.append(True)
            continue
        if (
            mention.kind != "place"
            or only_named(scene.text, mention)
            or _whose(scene, clause, mention)
            or (in_title(scene, clause, index, clause.end) and not opened)
        ):
            continue
        listed = mention.start - end <= 1 and scene.text[end : mention.start] == "、"
        if _ORIGIN.search(scene.text, max(clause.start, mention.start - 2), mention.start) or (listed and skipped == end):
            end = skipped = mention.end
            continue
        if mention.start - end <= 1 and chains and not listed:
            chains[-1].insert(0, mention.name)
        else:
            chains.append([mention.name])
            stands = _STANDS.search(scene.text, max(clause.start, mention.start - 3), mention.start) is not None
            marked.append(stands or (listed and marked[-1:] == [True]))
        end = mention.end
    sure = [chain for chain, mark in zip(chains, marked, strict=True) if mark]
    return tuple(dict.fromkeys(name for chain in sure or chains for name in chain))
