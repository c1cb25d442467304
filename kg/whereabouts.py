"""Where: the places that a clause names for what it tells.

In: a `Scene`, one of its sentences, the number of a clause. Out: names of places, the most specific first. A place that only tells
whose, whom or whither is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.dating import DATELINE
from kg.grammar import CLAUSES_BACK, Actor, in_title, tells_guest
from kg.homes import own_places
from kg.lexicon import Row
from kg.model import Mention
from kg.offices import foreign_countries
from kg.scene import Clause, Scene, Sentence
from kg.sighting import Trigger
from kg.words import cut

_PLACE_BEFORE = re.compile(
    r"(?:在|于|赴|抵达|到|来|访问|飞抵|前往|位于|回到|离开|对|达|至|地处|驻|了|从|往|进|来到|调研|考察|位于|、|和|及|与)$"
)
# What after the name of a place makes it no scene: 东州|籍, 东国|方面, 东州|开往西州.
_NOT_THERE = re.compile(
    r"代表团|妇女|男子|女子|小伙|姑娘|农民工?|民工|青年(?!路|节)|负责同志|负责人|领导同志|有关领导|《|时间|籍|媒体|(?:[、和][一-鿿]{2,5}){0,3}制造|方面|官员|当局|商人|开往|常?驻|分校|[-－][0-9]|航空(?![港展运母])|社区(?=领袖|居民|成员)|舰(?!队)|[一-鿿]{0,2}(?:经合组织|合作组织|合作委员会)|号(?!召|称|码)|”(?:号|舰|轮|级)|军队|军方|空军|海军|武装|安全部队|提出的|地质|之星"
    r"|以?[东南西北]{1,2}(?:方向|部)?约?[0-9]|以[东南西北]{1,2}(?![京方道亚欧非美班])|[至—\-][一-鿿]{2,6}[^，。；]{0,16}(?:工程|铁路|高铁|高速|管道|线路|航线|公路)|的[^，。；]{0,6}(?:公民|游客|旅客|侨民)|的[^，。；]{0,10}(?:考察团|调查团|访问团|观察团|专家组|工作组)|[一-鿿]{0,6}(?:地震带|断裂带)|大屠杀|条约|协定|公约|议定书|宣言|共识|进程|大?[客货]车|轿车|牌(?!坊)|大街|大道|路(?![段线上透过况面口网局桥政易])|村(?![民级干医])|小区|[男女](?:篮|足|排|乒)|[往至到][一-鿿]{2,6}方向"
)
# The same after the name of a country, whose doing it is: 以色列|空袭, 西班牙|文.
_WHOSE = re.compile(
    r"的?(?:空袭|袭击|轰炸|炮击)|“[^”]{1,12}”号|无人[机艇]|[战客军]机|[货油游]轮|军舰|坦克|士兵|人(?!民|口)|国防军|民众|队(?!伍)|文(?![化明旅艺物学])|语(?!言)"
    r"|[一-鿿]{0,3}武装|民族权力机构|伊斯兰抵抗|伊斯兰圣战|解放组织|解放军"
    r"|选手|球员|运动员|代表团|专家|学者|留学生|游客|旅客|同胞|华侨|商会"
)
_SUFFERED = re.compile(r"(?:遭到?|遭受|被)$")  # 遭|东国|无人机袭击
_DISTANCE = re.compile(r"[^，。；]{0,8}?(?:[0-9一二三四五六七八九十百]多?(?:公里|千米|海里)|以[东南西北])")
_FAR_FROM = re.compile(r"距离?[一-鿿]{0,6}$")  # 距离云南|昆明|660公里
_LINE = re.compile(r"[^，。；]{0,16}(?:工程|铁路|高铁|高速|管道|线路|航线|公路)")  # 东州至|西州|铁路
_TOWARDS = re.compile(
    r"(?:向|同|与|跟|由|被|受|给|为|纪念|庆祝|针对|就|比|令|让|使|替|将|把|称|谴责|支持|反对|敦促|呼吁|要求|制裁|指责|批评|警告|允许|授权|帮助|援助|威胁|恢复)$"
)
_LEAVES = re.compile(r"(?:赶到|赶赴|赶回|飞赴|飞抵|抵达|返回|回到|开往|发射|出发|飞往|赶来|赶往|前往|运往|驶往|来到|调任|启程)")
_STRIKES_OTHERS = re.compile(
    r"[^，。；]{0,20}?[对向][^，。；]{1,30}?(?:发动|实施|发起|进行|展开|发射|打击|袭击|的空袭|的轰炸|的攻击|的军事行动)"
    r"|[^，。；]{0,12}?(?:空袭|轰炸|炮击|打击|袭击|攻击)了|(?:出动|动用|派出|发射)[^，。；]{1,40}?(?:空袭|轰炸|炮击|打击|袭击|攻击)"
)
_ACTING = re.compile(r"(?:、[一-鿿]{2,8}){0,9}等[多各一二三四五六七八九十0-9]{0,2}国(?![家内])")  # 东国、西国等国|表示
_RAIDS = r"[^，。；]{0,6}(?:袭击|空袭|轰炸|打击|攻击|炮击|军事行动)"
_RAIDS_ON = re.compile(rf"[对向][^，。；的]{{1,12}}的{_RAIDS}")  # 东国|对西城的袭击
_RAIDS_BY = re.compile(
    r"[^，。；对向遭在]{0,6}(?:发动|实施|发起)[^，。；]{0,8}(?:空袭|轰炸|炮击|打击|袭击|攻击)"
    r"|(?:[和与、][一-鿿]{2,4})?(?:继续|再次|持续|还|又|多次)?(?:空袭|袭击|轰炸|打击|攻击|炮击)(?![事案中造致导已后的引]|目标|者|发生)[一-鿿]{2}"
)  # 东国|13日实施空袭, 东国|继续袭击西城
_RAIDS_OF = re.compile(r"[^，。；对向遭在]{0,6}(?:发动|实施|发起)的(?:空袭|轰炸|炮击|打击|袭击|攻击)")
_TARGETS = re.compile(r"(?:（[^（）]{1,12}）)?(?:军事)?(?:目标|据点|阵地|设施)")  # 空袭东国西州某组织|目标
_AGAINST = re.compile(rf"[^，。；]{{0,12}}?(?:发动|发起|实施|进行|展开|采取|开展)|的{_RAIDS}")  # 对|东国|发动袭击
_IN_ROW = re.compile(r"(?:[一-鿿]{2,6}[、和与])+")  # 东国和|西国|对北国发动空袭
_SHOT_AT = re.compile(r"[^，。；]{0,16}?(?:发射|开火|投掷|投下|发动|实施)[^，。；]{0,12}?(?:弹|袭击|打击|攻击|空袭|炮击|火箭)")
_INSIDE = re.compile(
    r"(?:境内|国内|全境|全国|多地|各地|多[个处国]|[东南西北中]{1,2}部|首都|首府|城市|沿海|边境|当地|一[座个处家所名]|某|本土|领土|领海|上空|北方|南方|地区|民众|警方|等)"
)
_STANDS = re.compile(r"(?:同意将|批准将|在|于|赴|抵达|飞抵|前往|位于|来到|访问|出访|考察|调研)了?$")
_VISITED = re.compile(r"(?:在|(?<![遭受得听收达看接感送提谈说想等做涉碰遇找])到|赶?赴|前往|走进|走访)$")
# What after a body makes it no scene: 在|总社|成立70周年之际, 在|某党|第七次代表大会上.
_OCCASION = re.compile(
    r"在(?!地|建)|[^，。；]{0,3}(?:批准|通过|宣布|发布|公布|同意|作出|签署)[^，。；]{0,20}(?:后|前|时|之际)|[一-鿿]{0,6}(?:峰会|年会|开幕式|闭幕式|全会)"
    r"|(?:官方)?(?:机关[报刊]|网站|官网|微博|微信|公众号|社交媒体|客户端)|成立|建[国校院社团军]|诞生|创刊|创立|第?[一二三四五六七八九十0-9]+[次届中]全?|的?(?:支持|领导|指导|帮助|组织|统一)|(?:[今昨当][天日]|[近日]日|[0-9]{1,2}日)?(?:（[^（）]{1,12}）)?(?:举办|主办|召开|举行)的|(?:选举|大选|竞选|改选)|基地|[^，。；]{0,16}?(?:身上|手[上中里]|眼[中里]|看来)|[^，。；]{0,30}?(?:协办|主办|承办|指导|支持|领导|组织|陪同|见证|配合|协助|帮助)下"
)
_ITS_MARKET = re.compile(
    r"下属|下辖|旗下|所属|[一-鿿]{1,8}?(?:市场|超市|商场|卖场|工地|厂区|矿区|车间|门店|门市)"
)  # to see 东方集团|北关菜市场
_VISIT_TO = re.compile(r"的?[^，。；]{0,8}访问")  # 对|东国|的正式访问
_GOES_ON = re.compile(
    r"(?:结束[^，。；]{2,60}(?:抵达|返回|回到)|取消[^，。；]{0,12}(?:前往|访问))[^，。；]{0,6}$"
)  # 结束出席会议后抵达|东国, 取消前往|东国
_ITS_TIME = re.compile(r"当地时间|进行[^，。；]{0,8}访问并(?:将)?(?:出席|参加)")  # 东国|当地时间5月3日; 对|东国|进行访问并出席…
_ORIGIN = re.compile(r"(?:来自|源自|离开|开往|驶往|发往|运往|[均都系]属于?|隶属于?|总部设?[在于])$")

_THIS_TIME = re.compile(r"[此这本][次趟]$")  # 此次|视察的部队曾在东州作战: told before
_WIDELY = re.compile(r"在(?:多地|各地|多[处个]|各[个处]|全线|前线)")  # where the clause has a place of its own that has no name
_DIRECTION = re.compile(r"等?(?:多个)?方向[^，。；]{0,20}(?:进攻|推进|攻势|行动|作战)")  # of the ground and not of the air
_ABOUT = re.compile(r"对于|关于|针对|围绕|就[^，。；]{1,40}(?:一事|问题|事件)$")
_TELLER = re.compile(
    r"(?:据|另据)?[^，。；]{0,30}?(?:工作人员|居民|村民|市民|网友|目击者|店主|老板|员工|家属|学生|乘客|司机|先生|女士)[^，。；]{0,16}(?:介绍|说|称|表示|回忆|讲述|反映|描述|告诉[^，。；]{0,6})$"
)

# Kinds of happening that have a place only where words say so; a letter, an attack, a visit are told otherwise.
_TOLD_WHERE = ("meeting", "ceremony", "publication", "decision", "appointment")
_OFFICIALS = re.compile(r"(?:政府)?(?:高级)?(?:官员|高官)")  # 东国|高级官员辞职
_OF_COURTS = ("decision.court", "appointment.expel")
_ROAD = re.compile(r"高速|铁路|高铁|[一二三四]级公?路|校区")  # 东云|高速 is called after both its ends
_ITS_CITY = re.compile(r"首都|首府|省会|[^，。；、]{0,4}城市")  # 东国|首都|东京城
_VISITS_US = re.compile(r"对我国|访华|来华|来访")  # the hall in which the guest is welcomed is not where he goes
_HOLDS = re.compile(r"举行|召开|举办")
_AND_OTHERS = re.compile(r"等(?:\d{1,4}|[一二三四五六七八九十多]{1,3})?[个座]?(?:城市|地区|地|省份|省|市|县|区)")  # 等17个城市
_ADVERBIAL = ("t", "d", "ad")  # 日前, 再次, 正式


@dataclass(slots=True)
class _Row:
    """Places that stand together, 云南|昆明; `marked` after a word that says where, `country` where it is but a country."""

    names: list[str]
    start: int
    end: int
    marked: bool
    country: bool


def places_of(scene: Scene, sentence: Sentence, number: int) -> tuple[str, ...]:
    """The places named for what the clause tells, the most specific first; else those of the clauses before."""
    for clause in _clauses_back(scene, sentence, number):
        rows = _rows(scene, clause)
        found = _names([row for row in rows if row.marked] or rows)
        if found:
            return found
    return ()


def _told_rows(scene: Scene, clause: Clause) -> list[_Row]:
    """The rows of a clause but those of what it only names: 赴东州处置发生在|东州火车站|的事故."""
    return [r for r in _rows(scene, clause) if not scene.text.endswith(("发生在", "发生于"), clause.start, r.start)]


def _clauses_back(scene: Scene, sentence: Sentence, number: int) -> Iterator[Clause]:
    """The clause and those before it, the nearest first, but none that tells of what, why or by whom it is told.

    对于某人在东州遇袭一事，|…; 由于在东州失利，|…; 据东州一家银行的员工介绍，|…
    """
    yield sentence.clauses[number]
    for clause in reversed(sentence.clauses[max(0, number - CLAUSES_BACK) : number]):
        if not _ABOUT.match(scene.text, clause.start, clause.end) and not _TELLER.match(scene.text, clause.start, clause.end):
            yield clause


def places_said(scene: Scene, sentence: Sentence, number: int, until: int) -> tuple[str, ...]:
    """The places at which the words before `until` say that something is: after 在, 于, 赴 …, or as its subject (东州市|举行…).

    A meeting, a paper or a decision names places that it is about; only such words tell where it was.
    """
    for clause in _clauses_back(scene, sentence, number):
        rows = [
            r for r in _told_rows(scene, clause) if r.start < until and not _GOES_ON.search(scene.text, clause.start, r.start)
        ]
        found = _names([row for row in rows if row.marked] or _hosts(scene, clause, rows))
        if found:
            return found
    return ()


def where_done(
    scene: Scene, sentence: Sentence, number: int, trigger: Trigger, row: Row, before: Sequence[Actor]
) -> tuple[str, ...]:
    """Where what a verb tells was done. A letter is written nowhere; an attack with a subject of its own is not where the one told before was."""
    kind, rule = row["type"], row["rule"]
    clause = sentence.clauses[number]
    if kind == "message":
        return ()
    if kind in _TOLD_WHERE:
        until = {"publication": trigger.end, "decision": trigger.end + 2}.get(
            kind, clause.end
        )  # 同意将|东州列为…; 决定将展品存放在|东州
        said = places_said(scene, sentence, number, until)
        if not said and rule in ("ceremony.begin", "ceremony.mourn"):
            return _names([r for r in _rows(scene, clause) if r.start < trigger.start and not r.country])
        return said or _title_places(scene, clause, trigger, row, before)
    if kind in ("visit", "talks"):
        if _THIS_TIME.search(scene.text, clause.start, trigger.start):
            return ()
        rows = [
            r for r in _told_rows(scene, clause) if r.marked or kind == "visit" or not r.country
        ]  # 东国、西国领导人与某某会面
        if kind == "visit" and tells_guest(scene, clause, trigger.start, trigger.end):
            return _names([r for r in rows if r.start >= trigger.start])  # 在东州会见|抵达北州访问的王伟
        own = _names([r for r in rows if r.marked] or rows) if rule != "visit.scene" else ()
        return own or (
            () if _VISITS_US.search(scene.text, clause.start, clause.end) else places_said(scene, sentence, number, clause.end)
        )
    found = _struck_at(scene, sentence, number, trigger, before) if rule == "attack" else places_of(scene, sentence, number)
    return found if rule == "attack" else found or _title_places(scene, clause, trigger, row, before)


def _struck_at(scene: Scene, sentence: Sentence, number: int, trigger: Trigger, before: Sequence[Actor]) -> tuple[str, ...]:
    """Where an attack was: in the clause, or in those before where it has no subject and no unnamed place (在多地) of its own.

    在东州，|西军…; but not where the ground is told, 在东州方向推进，|击落无人机.
    """
    clause, first = sentence.clauses[number], 0
    earlier = sentence.clauses[number - 1] if number else clause
    leads = number > 0 and not any(m.kind in ("person", "institution") for m in earlier.mentions)
    leads = leads and scene.text.startswith(("在", "当地"), earlier.start)
    if any(a.clause == number for a in before) or _WIDELY.search(scene.text, clause.start, trigger.start):
        first = number - 1 if leads else number
    elif number and trigger.form.startswith(("击落", "拦截")) and _DIRECTION.search(scene.text, earlier.start, earlier.end):
        first = number
    return places_of(scene, replace(sentence, clauses=sentence.clauses[first : number + 1]), number - first)


def _title_places(scene: Scene, clause: Clause, trigger: Trigger, row: Row, before: Sequence[Actor]) -> tuple[str, ...]:
    """Where the clause names no place, that of the post that is filled, or that of the body or head of state that acts: 东国 for
    东国总统."""
    kind = row["type"]
    if kind not in ("decision", "incident", "appointment"):
        return ()
    acting = [a.mention for a in before if a.mention.kind == "institution" and not a.mark]
    if row["rule"] not in _OF_COURTS:  # the place in the post of him who is tried says nothing
        people = {a.mention.start for a in before if a.mention.kind == "person" and not a.mark}
        acting += [m for m in clause.mentions if m.kind == "post" and m.end in people]
    filled = scene.inside(trigger.end, clause.end) if kind == "appointment" else ()
    inside = own_places(scene.text, [m for b in acting for m in scene.inside(b.start, b.end)])
    officials = [m for m in clause.mentions if kind == "appointment" and _OFFICIALS.match(scene.text, m.end, trigger.start)]
    inside = [m for m in inside if not scene.text.startswith(("驻", "常驻"), m.end)]  # 东国|驻西国使馆
    named = ([m.name for m in some if _is_state(m)] for some in (filled, inside, officials))
    places = next((names for names in named if names), [])
    return tuple(dict.fromkeys(place for place in places if place != "中国"))


def _is_state(mention: Mention) -> bool:
    """Whether it is a country or in one, and no part of the world: 欧洲央行 acts nowhere in 欧洲."""
    whole = mention.detail == mention.name and mention.name not in foreign_countries()
    return mention.kind == "place" and (not whole or mention.name == "中国")


def _names(rows: Sequence[_Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for row in rows for name in row.names))


def _hosts(scene: Scene, clause: Clause, rows: list[_Row]) -> list[_Row]:
    """The towns or regions that are the subject of the clause: 东州市|5月3日|举行…; a country that does not hold it acts and is no scene."""
    dates = [m for m in clause.mentions if m.kind == "date"]
    opened = clause.start
    for day in dates:
        if not scene.text[opened : day.start].strip("（"):
            opened = day.end
    if not rows or scene.text[opened : rows[0].start].strip("）"):
        return []
    listed = 1
    while listed < len(rows) and scene.text[rows[listed - 1].end : rows[listed].start] in ("、", "和", "及", "与"):
        listed += 1
    after = rows[listed - 1].end
    more = _AND_OTHERS.match(scene.text, after, clause.end)
    after = more.end() if more else after
    words = cut(scene.text)
    while after < clause.end:
        date = next((m for m in dates if m.start <= after < m.end), None)
        word = words.at(after)
        if date is not None:
            after = date.end
        elif words.starts[word] != after:
            return []
        elif words.tags[word] in _ADVERBIAL:
            after += len(words.text[word])
        else:
            holds = _HOLDS.match(scene.text, after) is not None
            acts = words.tags[word] in ("v", "vn", "vd")
            return [row for row in rows[:listed] if holds or (acts and not row.country)]
    return []


_BAND = re.compile(r"[^“”，。；]{0,10}(?:旅|阵线|组织|运动|军|旗)”")  # “东国|战斗旅”
_FORCES = ("军", "军方", "武装", "联军")  # 在|北军|袭击中死亡
_PLAYS = re.compile(r"[与同对和][一-鿿]{2,4}的?(?:比赛|对决|对阵|较量|之战)")  # 东州|与西州的比赛
_GAME = re.compile(r"的?(?:比赛|对决|对阵|较量|之战)")
_SPELT = re.compile(r"）(?:[一-鿿](?:（[一-鿿]{2,4}）)?){0,3}(?:高速|高铁|铁路|公路)")  # 东（|东州|）西（西州）高速公路


def only_named(text: str, place: Mention) -> bool:
    """Whether a place tells whose or whither and not where: 遭|以色列|空袭, 南京|大屠杀, 对|朝鲜|的制裁, 从|霞山|方向."""
    country = place.detail == place.name
    if (
        _NOT_THERE.match(text, place.end)
        or (not place.detail and _ROAD.match(text, place.end))
        or (country and (_WHOSE.match(text, place.end) or _RAIDS_ON.match(text, place.end)))
    ):
        return True
    if country and _SUFFERED.search(text, max(0, place.start - 2), place.start):
        return True
    before = text[place.start - 1 : place.start]
    if country and (_RAIDS_OF.match(text, place.end) or (before not in tuple("在于对向遭") and _RAIDS_BY.match(text, place.end))):
        return True
    if text.endswith("位于", 0, place.start) and _STRIKES_OTHERS.match(text, place.end):
        return True  # 位于|东国|的某部向西国发射火箭弹
    if _PLAYS.match(text, place.end) or (before in "与同对" and _GAME.match(text, place.end)):
        return True
    if before == "“" and _BAND.match(text, place.end):
        return True
    if before == "（" and _SPELT.match(text, place.end):
        return True
    if before in "至—-－" and _LINE.match(text, place.end):
        return True
    if before == "从" and _LEAVES.match(text, place.end):
        return True
    visited = _VISIT_TO.match(text, place.end)
    object_of = before == "对" and text.startswith("的", place.end) and not visited and not _AGAINST.match(text, place.end)
    far = _FAR_FROM.search(text, max(0, place.start - 9), place.start) and _DISTANCE.match(text, place.end)
    return object_of or bool(far) or (before in "从往至" and text.startswith("方向", place.end))


def from_elsewhere(text: str, place: Mention) -> bool:
    """Whether a place only tells whence or whither: 来自|东国|的火箭弹."""
    return _ORIGIN.search(text, max(0, place.start - 4), place.start) is not None


def _whose(scene: Scene, clause: Clause, place: Mention) -> bool:
    """Whether the name of a country tells whose or to whom, not where: 下调|美国|评级, 向|乌克兰|提供, 谴责|以色列."""
    text, before = scene.text, scene.text[max(clause.start, place.start - 3) : place.start]
    if place.detail != place.name or any(m.kind == "place" and m.start == place.end for m in clause.mentions):
        return False
    if text.startswith(("发生", "突发", "爆发", "遭", "出现"), place.end):
        return False  # 就|东国|发生地震致慰问电
    if before.endswith("向") and _SHOT_AT.match(text, place.end):
        return False  # 向|东国|三处基地发射导弹
    if before.endswith("对"):
        return not _VISIT_TO.match(text, place.end) and _AGAINST.match(text, place.end) is None
    if _PLACE_BEFORE.search(before) and not before.endswith(("、", "和", "及", "与", "了")):
        return False
    if _ACTING.match(text, place.end) and not _PLACE_BEFORE.search(_row_head(scene, clause, place)):
        return True
    first = place.start - clause.start < 2 or _IN_ROW.fullmatch(text, clause.start, place.start)
    if _TOWARDS.search(before) or (first and _STRIKES_OTHERS.match(text, place.end)):
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


def _rows(scene: Scene, clause: Clause) -> list[_Row]:
    """The places of one clause, each row from the most specific outwards."""
    rows: list[_Row] = []
    end, skipped = -1, -1
    for index, mention in enumerate(clause.mentions):
        if mention.kind == "date" and DATELINE.match(scene.text, mention.end):
            rows, end = [], -1
        opened = _PLACE_BEFORE.search(scene.text, max(clause.start, mention.start - 2), mention.start) is not None
        if (
            mention.kind == "institution"
            and mention.detail != "media"
            and _VISITED.search(scene.text, max(clause.start, mention.start - 3), mention.start)
            and not _OCCASION.match(scene.text, mention.end)
            and not _ITS_MARKET.match(scene.text, mention.end)
            and not any(m.start == mention.end and m.kind in ("post", "person") for m in clause.mentions)
            and not mention.name.endswith(_FORCES)
            and not (scene.text[mention.start - 1] == "到" and "从" in scene.text[clause.start : mention.start])
        ):
            rows.append(_Row([mention.name], mention.start, mention.end, True, False))
            continue
        if mention.kind == "institution" and _TARGETS.match(scene.text, mention.end, clause.end):
            held = [m for m in scene.inside(mention.start, mention.end) if m.kind == "place" and m.detail != m.name][:1]
            rows += [_Row([m.name], m.start, m.end, True, False) for m in held]
        if (
            mention.kind != "place"
            or only_named(scene.text, mention)
            or _whose(scene, clause, mention)
            or (in_title(scene, clause, index, clause.end) and not opened)
        ):
            continue
        listed = mention.start - end <= 1 and scene.text[end : mention.start] == "、"
        goes_on = skipped == end and (listed or mention.start == end)  # 开往西州|云台的客车
        if goes_on or from_elsewhere(scene.text, mention):
            end = skipped = mention.end
            continue
        country = mention.detail == mention.name
        joined = mention.start - end <= 1 or (end >= 0 and _ITS_CITY.fullmatch(scene.text, end, mention.start))
        if joined and rows and not listed:
            last = rows[-1]
            last.names.insert(0, mention.name)
            last.end, last.country = mention.end, last.country and country
        else:
            stands = _STANDS.search(scene.text, max(clause.start, mention.start - 3), mention.start) is not None
            marked = stands or (listed and bool(rows) and rows[-1].marked) or _ITS_TIME.match(scene.text, mention.end) is not None
            rows.append(_Row([mention.name], mention.start, mention.end, marked, country))
        end = mention.end
    return rows
