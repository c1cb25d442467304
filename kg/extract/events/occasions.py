"""Happenings called by a noun: meetings, ceremonies, fairs, contests, disasters.

In: a clause and a trigger that is an event noun. Out: a `Sighting` whose name is the whole noun phrase, or None where the noun
tells nothing (会议 in 会议精神 with no name before it).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from kg.bodies import two_countries
from kg.dating import date_of, day_before
from kg.doers import bound_for, convener, gathered, speaker, welcomed
from kg.grammar import actors_before
from kg.happening import OUTDOORS, PRESS
from kg.homes import at_home, is_town, own_places
from kg.model import EventType, Mention, Role
from kg.occasionnames import befell, name_of, scene_of
from kg.offices import foreign_countries
from kg.otherwise import of_attender
from kg.scene import Clause, Scene, Sentence
from kg.sighting import Sighting, Trigger, Word
from kg.staging import TALKING, condoled, falls_ill, staged, wished
from kg.whereabouts import from_elsewhere, only_named, places_of, places_said

_HOME = {"中国"}  # where a body of the whole country sits is not told
_LEVELS = ("省", "市", "县", "区", "州", "旗")
_ORDINAL = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+[届次期轮场站]|[首][届次场]|[一二三四五六七八九十]+届|[一二三四五六七八九十]+次(?:全会|全体|会议)|20\d\d|\d+周年"
)
_GENERIC = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+次)?(?:全体|专题|工作|视频|现场|有关|相关|重要|座谈|专门|紧急|扩大|闭门|电视电话|党组|常务|领导小组|常委会|事故|火灾|开工|启动|签约|揭牌|合作|新闻)?$"
)
_AFTER_NAME = re.compile(
    r"(?:（[^（）]{1,200}）)?[^，。；]{0,48}?(?:举行|召开|开幕|闭幕|举办(?![地权方城])|落幕|开赛|启动|拉开[帷序大]幕|落下帷幕|发生|开班|结业|开市|由[^，。]{2,40}主持)"
)
_FRESH = re.compile(r"(?:召开|举行|举办|组织召开|主持召开)了?(?:的)?$")
_ANOTHER = re.compile(
    r"(?:也|还|另外?|同样)[^，。；]{0,3}(?:发生|突发|爆发)了?[^，。；]{0,12}$|另[一有]?起[^，。；]{0,12}$"
)  # 东州也发生|火灾
_ALSO = re.compile(r"[也还](?:一同|共同)?(?:出席|参加|观看)了?[^，。；]{0,16}$")
_KNOWN = re.compile(r"^(?:党的|中共|全国|中央|国务院|二十|十[一二三四五六七八九]|第)")
_STRUCK = re.compile(
    r"(?:(?:发生了?|突发(?!公共|事件)|爆发了?|遭遇|遭受|引发了?|遭到?|举行了?|制造了?|发动了?|发起了?|实施了?)[^，。]{0,40}|发生了?一起[^。]{0,80})$"
)
_WEATHER = re.compile(r"(?:出现|迎来|经历|遭遇|遭受|发生|突发|遭|普降|连降)了?[^，。]{0,24}$")
_STRIKES = re.compile(
    r"[^，。]{0,6}，?(?:发生|造成|致|导致|已造成|已致|爆发|打响|正式打响|袭击了|围困|淹没|冲毁|冲垮|吞没|席卷|肆虐|侵袭)|(?<=[火灾])[^，。]{0,8}蔓延|(?:行动)?中(?!国|[^，。；]{0,10}的)"
)
_SWEEPS = re.compile(r"(?:围困|淹没|冲毁|冲垮|吞没|席卷|侵袭)了?[^，。；]{1,16}")
_MANY = re.compile(
    r"(?<![第首0-9])(?:[0-9]{1,5}|[二三四五六七八九十百]{1,5})余?(?:场|个(?=[^，。；]{0,8}班))|(?<![第0-9])[0-9]{1,3}次会议"
    r"|^[二三四五六七八九十0-9]{1,3}次(?![全会])|^[前近历][一二两三四五六七八九十几0-9]{0,3}届|^过[0-9一两二三四五六七八九十多几]{1,4}[次届场]"
)
_OFTEN = ("多次", "数次", "几次", "历次", "多场", "几场", "数场")
_GUEST = re.compile(
    r"(?:来华|来京|来沪|来访|看望了?|慰问了?|会见了?|接见了?|邀请|赴[^，]{1,6}|代表)(?:出席|参加|列席)[^，。]{0,4}$"
)
_HOPED = re.compile(r"(?:希望|期待|期盼|预祝|迎接|喜迎)[^，。；]{0,8}$")
_SINCE = re.compile(r"(?:爆发|发生|开始|升级)?以来")  # 自冲突|爆发以来: the day is another
_IS_ONE = re.compile(
    r"(?<![但可而于只就还都也总若])是(?:[^，。；]{0,40})(?:举办|举行|召开|组织|主办)的[^，。；]{0,30}$"
)  # 艺术节是东州举办的|活动: what it is
_TO_HOLD = re.compile(r"关于(?:召开|举行|举办)[^，。；]{0,60}$")  # 关于召开|大会|的决定草案
_ITS_HOLDING = re.compile(
    r"[^，。；]{0,30}的(?:召开|举行|举办|筹备)(?:情况|时间|地点|方案|日期|工作)|[^，。；]{0,20}的(?:重大|重要|深远|历史){0,2}(?:意义|背景|初衷)"
)
_MEANWHILE = re.compile(r"(?:期间|之际|间隙)[，\s]?[^。；]{0,60}?(?:会见|会晤|会谈|交谈|通话|采访|见面|寒暄)")
_FOILED = re.compile(r"(?:制止|挫败|阻止|粉碎|图谋|密谋|预谋|企图|欲策划)[^，。；]{0,30}$")
_NO_INCIDENT = re.compile(  # a campaign of work and not of arms, a byline
    r"(?:科技|攻坚|生产|建设|石油|粮仓|勘探|清剿|劳动)[^，。]{0,4}会战$|本报|记者|讯$"
)
_RELATIVE = re.compile(r"(?:[相撞翻坠燃爆]|引起|造成|引发|死亡|受伤|附近|上|内|中)的")
_UNTOLD = re.compile(
    r"是否|有无|不再|谣传|谣言|传言|辟谣|无意|没有|谈论|谈起|提起|未发生|不会|(?:终止|停止|平息|结束)[^，。；]{0,4}$|抗击|战胜|克服|防控|减少|假如|因遭受|警惕|持续的|通报|公布|频繁|经常|屡次|时有|往往|这些|此类|各类|类似|防止|防范|预防|避免|杜绝|遏制|应对|一旦|如果|仍为|构成|纪念|缅怀|铭记|不断发动|长期发动|到处发动|不断制造|不断挑起|假设|假定|设想|严防|谨防|可能"
)
_WEIGHS = re.compile(
    r"这[也还]?是[^。；]{0,60}(?:首[次场届]|第[一二三四五六七八九十0-9]+[次场]|又一[次场]|以来)"
    r"|[也还]?是[^，。；0-9]{0,30}(?:举办|举行|主办|召开)的"
    r"|[也还]?是[^，。；]{0,40}(?:首次|第[一二三四五六七八九十0-9]{1,3}次)[^，。；]{0,12}(?:对话|会晤|会谈|谈判|峰会|磋商)"
)  # of what was told before
_TOOLS = re.compile(
    r"(?:利用|借助|依托|感谢|答谢|包括：?|为落实|为贯彻)[^。；]{0,60}$"
)  # what is named as a means, a duty, a reason
_THIS = re.compile(r"(?:本[次届场]|此[次届]|这[次届]|该)$")  # of what was told before
_THIS_ONE = re.compile(r"(?:这[一次场届项]|此[次项场]|该)")
_KINDS = re.compile(  # 签约、|论坛|等80多场活动
    r"等[^，。；]{0,6}(?:场次?|[各多]项|系列|配套|各类)[^，。；]{0,8}活动|[^，。；]{0,30}等[^，。；]{0,6}(?:形式|方式|途径|措施|载体|手段|活动[0-9])"
)
_ITEMS = re.compile(r"\d[个项](?:大项|小项|单项|项目)?的?(?:比赛|竞赛)$")  # of the games that are being told
_RISK = re.compile(
    r"[^，。；]{0,10}(?:风险|隐患)|等[^，。；]{0,4}(?:原因|因素)|[^，。；]{0,16}(?:演习|演练)|情况下|等?突发情况|[^，。；]{0,6}(?:级|级别)?应急响应"
    r"|[^，。；]{0,3}(?:将|可能|或将|[春夏秋冬]季|年内|明年)(?:打响|爆发|发生)"
    r"|[^，。；]{0,4}(?:过去|最?近)[0-9一二三四五六七八九十百多几]{1,4}年|[^，。；]{0,6}(?:每年|年均)|[^，。；]{0,4}(?:发案|数同比|数量|总数)"
    r"|(?:仍|仍然|依然|继续|不再)?(?:构成|属于|[为是](?=[^，。；]{0,12}事件))"  # 疫情|构成突发事件: only what it is called
)
_IN_IT = re.compile(r"在(?:此次|这[次起场]|该[次起]?)?[一-鿿]{2,6}中$")  # 在爆炸中
_WELL = re.compile(r"[办搞开]好[^，。；]{0,4}$")  # 共同办好|建交周年庆典
_FOSTERS = re.compile(
    r"(?:推动|鼓励|支持|督促|资助)[^，。；]{1,24}(?:开展|召开|举办|组织|参加|出席)[^，。；]{0,20}$"
)  # 资助学生参加|学术会议
_TAIL = 4  # code points that a word in quotation marks has behind a noun
_SEVERAL = re.compile(r"数[十百千]|各具特色|形式多样|丰富多彩|各类|各种|多种|这样的|类似的")  # of many, and none by itself
_CALLED = ("研讨会", "座谈会", "论坛", "大会", "分论坛", "仪式", "会议", "交流会", "发布会", "大赛")
_BLAMES = re.compile(
    r"(?:谴责|抗议(?!者|人群|民众|人士|活动|示威)|声讨|指控|指责|回应)[^，。；]{0,40}$|[称誉视看当]之?[为作][^，。；]{0,30}$|[0-9]{2,}[余多]?起[^，。；]{0,30}$"
)
_WORRIES = re.compile(r"[^，。；]{0,20}?(?:表示|深表|感到)[^，。；]{0,8}(?:担忧|关切|遗憾|谴责|哀悼|震惊|担心|不安|愤慨|慰问)")
_ATTENDS = re.compile(r"(?:出席|参加|列席)了?[^，。；]{0,30}$")
_GAMES = ("奥会", "亚运会", "运动会", "锦标赛", "世界杯", "大赛", "残运会", "全运会", "冬运会", "联赛")
_PRAISED = re.compile(r"(?:评价|赞赏|祝贺|赞扬|称赞)[^，。；]{0,40}$")  # 在使馆招待会上高度评价|峰会: not where it was
_GREAT = ("重大", "历史性", "标志性", "热点", "里程碑")
_RALLY = re.compile(r"反对|抗议|示威|谴责|要求|游行|声援")  # what makes a gathering in the street
_CASE = ("案", "一案")
_AFTERWARDS = re.compile(
    r"(?:闭幕|结束|召开)(?:不久|以来)|后(?:乘[^，。；]{1,6})?(?:回到|返回|离开|抵达)"
)  # 大会闭幕不久: the day is another
_SITE = re.compile(
    r"成立[^，。；]{0,6}周年|旧址|会址|遗址|纪念馆|陈列馆|的?舞台|(?:[、和][^，。；、的]{2,12})?(?:准备|筹备|筹办)(?:工作)?(?:的[^，。；]{0,4})?(?:情况|进展)|[^，。；]{0,12}情况的?(?:汇报|报告)|(?:第[一二三四五六七八九十]次)?(?:综合)?演练|彩排|预演|火炬|圣火|火种|倒计时|关于[^。；]{2,80}的(?:报告|说明|汇报|议案|建议)"
)
_AT = re.compile(r"在(?:出席|参加)?(?:[^，。；的]{1,8}(?:举行|召开)的)?")
_UPON = re.compile(r"(?:开幕式|闭幕会)?(?:上|期间)|中?，?(?![^，。；])")
_PAIR = re.compile(
    r"([一-鿿]{2})(?:第[一-鿿\d]{1,3}[次轮])?(?:高级别?|高层|首次|战略|经济|安全|人权|防务){0,3}(?:对话|谈判|磋商)$"
)
_PAIR_MEETS = re.compile(r"([一-鿿]{2})(?:两国|双方)?(?:在[^，。；]{1,8})?(?:举行|进行|开展|发表|结束)了?$")
_ENDS = re.compile(r"[^，。；]{0,24}(?:闭幕|落幕|落下帷幕)(?![式会])")
_HELD = re.compile(
    r"(?:召开|举行|举办|主办|承办|开展|出席过?|参加过?|列席|高度评价|评价|认为|祝贺|感谢|赞赏|主持召开|主持|观看|见证|开幕|组织|(?<![工操运合写创动])作(?![为用风业品])|(?<!六)做(?![到好实]))了?[^，。]{0,60}$"
)


def tell_occasion(scene: Scene, sentence: Sentence, number: int, trigger: Trigger, word: Word) -> Sighting | None:
    """What the clause tells of the happening that this noun names."""
    clause = sentence.clauses[number]
    weighed = sentence.start if word.row["type"] == "incident" else clause.start  # a strike gets its name there
    if any(_WEIGHS.match(scene.text, at, clause.end) for at in (sentence.start, weighed)):
        return None
    name = name_of(scene, clause, trigger)
    if _in_motto(scene, clause, trigger):
        return None
    start = trigger.end - len(name)
    kind = cast(EventType, word.row["type"])
    often = kind != "incident" and scene.text.endswith(_OFTEN, clause.start, start)
    if _MANY.search(name) or often or name.startswith("会的"):  # 与|会的…论坛成员
        return None
    if trigger.form in TALKING and _two_sides(name, scene.text[clause.start : start]):
        kind = "talks"
    bare = name[: len(name) - len(trigger.form)]
    proper = (not _GENERIC.match(bare) and len(bare) > 1) or word.row["rule"] == "meeting.congress"
    this = _THIS.search(scene.text, max(clause.start, start - 2), start) or _THIS_ONE.match(name)
    if this or _ITEMS.search(name):
        proper = False
    known = proper and (_ORDINAL.search(name) is not None or _KNOWN.match(name) is not None)
    held = _struck(scene, clause, trigger) if kind == "incident" else _held(scene, clause, start, trigger)
    if kind == "incident":
        listed = scene.text.endswith("包括", clause.start, start)
        if listed or not _counts(scene, sentence, clause, trigger, word, bare, held) or _NO_INCIDENT.search(name):
            return None
        proper = proper and not falls_ill(scene, clause, trigger)
        name = _incident_name(scene, clause, trigger, word, name, proper)
    elif held and trigger.form in ("集会", "集会活动") and _RALLY.search(scene.text, clause.start, sentence.end):
        kind, name = "incident", befell(scene, clause, trigger)
    elif (not held and not known) or _no_occasion(scene, sentence, clause, start, trigger, word, known):
        return None
    of_guest = _ATTENDS.search(scene.text, clause.start, start) is not None and _whose_guest(scene, clause, trigger)
    guests = welcomed(scene, sentence, number, trigger) or _briefs(scene, sentence, number, trigger)
    name = "欢迎仪式" if guests and not proper and trigger.form == "仪式" else name
    return Sighting(
        rule=word.row["rule"],
        type=kind,
        standing="told" if held else "named",
        known=known,
        name=name,
        proper=proper,
        noun=trigger.form,
        anchor=trigger.start,
        start=clause.start,
        end=clause.end,
        section=sentence.section,
        paragraph=sentence.paragraph,
        headline=sentence.heading,
        said=False,
        date=_date(scene, sentence, number, start, trigger)
        if held and not of_guest
        else _beside(clause, start) or _on_that_day(scene, sentence, number, start, trigger),
        places=bound_for(scene, clause, start)
        or _places(scene, sentence, number, (start, trigger.end), kind, held and not of_guest),
        people=guests
        or speaker(scene, clause, start, trigger)
        or convener(scene, sentence, number, start)
        or gathered(scene, sentence, number, start, "speaker" if trigger.form in PRESS else "attendee"),
        bodies=_bodies(scene, sentence, number, start, trigger, held),
        documents=(),
        also=_ALSO.search(scene.text, clause.start, start) is not None,
        closing=_ENDS.match(scene.text, trigger.end, clause.end) is not None,
        aside=_MEANWHILE.match(scene.text, trigger.end, sentence.end) is not None,
        back=kind == "incident" and not bare and _IN_IT.search(scene.text, clause.start, trigger.end + 1) is not None,
        fresh=(_ANOTHER if kind == "incident" else _FRESH).search(scene.text, clause.start, start) is not None,
    )


def _in_motto(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether the noun is one of the words in the quotation marks of a longer name: “对话|代替武器”研讨会."""
    opened = scene.text.rfind("“", clause.start, trigger.start)
    closed = scene.text.find("”", trigger.end, clause.end)
    apart = opened >= 0 and "”" not in scene.text[opened : trigger.start] and closed > trigger.end
    if apart and trigger.words[0].row["type"] == "incident":
        return closed - trigger.end <= _TAIL  # “洪水|走廊”
    return apart and any(scene.text.startswith(noun, closed + 1) for noun in _CALLED)


def _counts(scene: Scene, sentence: Sentence, clause: Clause, trigger: Trigger, word: Word, bare: str, held: bool) -> bool:
    """Whether the noun of a disaster tells that it happened: a verb says so, or a place stands in its name; not 制止|袭击, 袭击|的风险."""
    text, start = scene.text, trigger.start - len(bare)
    placed = any(m.kind == "place" and start <= m.start < trigger.end for m in clause.mentions)
    whose = text.startswith(("的", "机"), trigger.end) or bare in _GREAT  # 导弹袭击|的报复, 首台|风机, 重大|事件
    counts = held or (word.row["needs"] != "held" and not whose and (placed or (sentence.heading and len(bare) > 1)))
    since = _SINCE.match(text, trigger.end, clause.end) and text.startswith(("自", "从"), clause.start)
    before = (p.search(text, clause.start, trigger.start) for p in (_FOILED, _BLAMES))
    after = (p.match(text, trigger.end, clause.end) for p in (_WORRIES, _RISK))
    untold = _UNTOLD.search(text, max(clause.start, trigger.start - 16), trigger.start)
    return counts and not (untold or since or any(before) or any(after))


def _incident_name(scene: Scene, clause: Clause, trigger: Trigger, word: Word, name: str, proper: bool) -> str:
    """What befell: the noun phrase without a relative clause, else what was struck and the noun; and what a flood swept over."""
    start, bare = trigger.end - len(name), name[: len(name) - len(trigger.form)]
    if falls_ill(scene, clause, trigger):
        name = trigger.form
    name = name.rpartition("的")[2] if proper and _RELATIVE.search(bare) else name
    if word.row["rule"] == "incident.weather" or bare == "燃起的":
        name = befell(scene, clause, trigger)
    sweeps = _SWEEPS.match(scene.text, trigger.end, clause.end)
    whole = proper or word.row["rule"] == "incident.weather"
    return ("" if whole else scene_of(scene, clause, start)) + name + (sweeps.group() if sweeps else "")


def _no_occasion(scene: Scene, sentence: Sentence, clause: Clause, start: int, trigger: Trigger, word: Word, known: bool) -> bool:
    """Whether the noun is a tool, a site or only wished for, or names a drill or a parade that nobody holds."""
    told = _AFTER_NAME.match(scene.text, trigger.end, clause.end) is not None
    return bool(
        (word.row["rule"] in OUTDOORS and not staged(scene, sentence, clause, start, trigger, told))
        or (word.row["type"] == "ceremony" and _TOOLS.search(scene.text, clause.start, start))
        or _SITE.match(scene.text, trigger.end)
        or (_WELL.search(scene.text, clause.start, start) and not any(m.kind == "date" for m in clause.mentions))
        or (not known and (_KINDS.match(scene.text, trigger.end) or _SEVERAL.match(scene.text, start, trigger.end)))
        or wished(scene, clause, trigger, known)
    )


def _date(scene: Scene, sentence: Sentence, number: int, start: int, trigger: Trigger) -> Mention | None:
    """The day of what was held; of what only a letter is about, or what is over, the one right before its name; a case has none of
    the clauses before it: 10日证实，王伟组织了某地|爆炸|案."""
    clause = sentence.clauses[number]
    if condoled(scene, clause, start, trigger) or _AFTERWARDS.match(scene.text, trigger.end):
        return _beside(clause, start)
    date = date_of(scene, sentence, number, trigger.start, (start, trigger.end))
    case = scene.text.startswith(_CASE, trigger.end) and day_before(scene, sentence, number) is None
    return None if case and date is not None and date.start < clause.start else date


def _whose_guest(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether the happening only tells who somebody is, whose doing has its own day and place: 出席|某活动|的王伟26日参谒某塔."""
    return scene.text.startswith("的", trigger.end) and any(
        m.kind in ("post", "person") and 1 <= m.start - trigger.end <= 3 for m in clause.mentions
    )


def _beside(clause: Clause, start: int) -> Mention | None:
    """The date right before the name of what is only named: 2022年10月|二十大."""
    return next((m for m in clause.mentions if m.kind == "date" and m.end == start and m.period is not None), None)


def _on_that_day(scene: Scene, sentence: Sentence, number: int, start: int, trigger: Trigger) -> Mention | None:
    """The day of what was said there: 2018年4月，在某大会|上甲宣布…"""
    clause = sentence.clauses[number]
    there = _AT.fullmatch(scene.text, clause.start, start) and _UPON.match(scene.text, trigger.end, clause.end)
    return day_before(scene, sentence, number) if there else None


def _two_sides(name: str, before: str) -> bool:
    """Whether a dialogue is of two countries in short: 中美|战略对话, 中美举行|战略对话; 第14届中美|旅游对话 is a meeting."""
    sides = [m.group(1) for m in (_PAIR.search(name), _PAIR_MEETS.search(before)) if m]
    return any(set(pair) <= two_countries() | set("欧南北") for pair in sides)


def _held(scene: Scene, clause: Clause, start: int, trigger: Trigger) -> bool:
    """Whether the clause says that the happening takes place: 召开…会议, …会议在某地举行."""
    if (
        _GUEST.search(scene.text, clause.start, start)
        or of_attender(scene, clause, start, trigger)
        or _HOPED.search(scene.text, clause.start, trigger.start)
        or _IS_ONE.search(scene.text, clause.start, start)
        or _FOSTERS.search(scene.text, clause.start, start)
        or scene.text.startswith(("精神", "为契机"), trigger.end)
        or _TO_HOLD.search(scene.text, clause.start, start)
        or _ITS_HOLDING.match(scene.text, trigger.end, clause.end)
    ):
        return False
    before = _HELD.search(scene.text, clause.start, start)
    return before is not None or _AFTER_NAME.match(scene.text, trigger.end, clause.end) is not None


def _struck(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether the clause says that the disaster happened: 发生火灾, 火灾造成…"""
    word = trigger.word("event_nouns")
    weather = word is not None and word.row["rule"] == "incident.weather"
    before = (_WEATHER if weather else _STRUCK).search(scene.text, clause.start, trigger.start)
    return before is not None or falls_ill(scene, clause, trigger) or _STRIKES.match(scene.text, trigger.end) is not None


def _places(scene: Scene, sentence: Sentence, number: int, name: tuple[int, int], kind: EventType, held: bool) -> tuple[str, ...]:
    """Where it took place: as the clause says, else in its name, else where the public body in its name is at home."""
    clause = sentence.clauses[number]
    start, end = name
    named = [m for m in clause.mentions if start <= m.start < end and m.kind == "place" and not only_named(scene.text, m)]
    named = [m for m in named if not from_elsewhere(scene.text, m)]
    if kind == "incident":
        inner = [m.name for m in named if _struck_there(m)]
        regions = {m.name for m in named} - set(inner)
        said = tuple(p for p in (places_of(scene, sentence, number) if held else ()) if p not in regions)
    else:
        there = held and not _PRAISED.search(scene.text, clause.start, start)
        visited = sentence.clauses[: number + 1]
        if scene.text.endswith(_GAMES, start, end) and _ATTENDS.search(scene.text, clause.start, start):
            visited = (clause,)  # 火炬来到东州，|王伟曾参加西城运动会
        said = places_said(scene, replace(sentence, clauses=visited), len(visited) - 1, clause.end) if there else ()
        inner = [m.name for m in named if _whole(scene, m) or (is_town(m) and not said)]
    if said or inner:
        return tuple(dict.fromkeys([*said, *inner]))
    bodies = [
        m
        for m in clause.mentions
        if start < m.end and m.start < end and (m.kind == "post" or (m.kind == "institution" and at_home(m, kind)))
    ]
    nested = own_places(scene.text, [m for b in bodies for m in scene.inside(max(start, b.start), min(b.end, end))])
    return tuple(dict.fromkeys(m.name for m in nested if m.name not in _HOME))


def _whole(scene: Scene, place: Mention) -> bool:
    """Whether a place is called a town or a province in full, so that the gathering is of all of it: 东州市|文旅大会."""
    return place.text.endswith(_LEVELS) or scene.text.startswith(_LEVELS, place.end)


def _struck_there(place: Mention) -> bool:
    """A disaster is called after the country or the town that it struck, not after a part of the world."""
    return place.detail != place.name or place.name in (*foreign_countries(), "中国")


def _bodies(scene: Scene, sentence: Sentence, number: int, start: int, trigger: Trigger, held: bool) -> tuple[str, ...]:
    """Who held it: the institutions before the verb, and those in its name."""
    clause = sentence.clauses[number]
    actors = actors_before(scene, sentence, number, start) if held else []
    inner = [m.name for m in clause.mentions if start <= m.start < trigger.end and m.kind == "institution"]
    held_by = [a.mention for a in actors if a.mark not in ("source", "sent", "to")]
    return tuple(dict.fromkeys([*(m.name for m in held_by if m.kind == "institution"), *inner]))


def _briefs(scene: Scene, sentence: Sentence, number: int, trigger: Trigger) -> tuple[tuple[str, Role], ...]:
    """Who meets the press: 甲在东京|举行记者会."""
    clause = sentence.clauses[number]
    if trigger.form not in PRESS or not _FRESH.search(scene.text, clause.start, trigger.start):
        return ()
    actors = actors_before(scene, sentence, number, trigger.start)
    return tuple((a.mention.name, "speaker") for a in actors if a.mention.kind == "person" and not a.mark)
