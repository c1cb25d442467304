"""When: the date that governs a word, and the day with which a sentence opens.

In: a `Scene`, one of its sentences, the number of a clause and an offset in it. Out: the date mention, or None. Offsets are code
points of the article.
"""

from __future__ import annotations

import re

from kg.grammar import CLAUSES_BACK, SAID
from kg.model import Mention
from kg.scene import Clause, Scene, Sentence
from kg.words import cut

DATELINE = re.compile(r"\s{0,3}(?:电|讯|消息|专电|综合[^，。；]{1,6}(?:报道|消息))")
_SHUT = re.compile(r"(?:发生|事发|原(?:定|计划)[于在]?|(?:截至|截止到?)(?:(?:当地|北京)时间)?|自|距|距离|到|至|从|力争|（)$")
_BRACKET = re.compile(r"（[^（）]{0,5}$")
_ENDED = re.compile(r"(?:结束|取消|推迟)了?(?:出席|参加|前往)")  # 5月3日结束出席|峰会|返回: the day is that of the way home
_ARRIVES = re.compile(r"乘坐?(?:专机|包机|飞机|专列)[^，。；]{0,20}?(?:抵达|离开|前往)")  # 2日乘专机抵达…，出席|峰会
_IN_PRESS = re.compile(r"(?:媒体|[晚日早时邮]报|通讯社|电视台|新闻网|网站)[^，。；]{0,8}[0-9]日?[^，。；]{0,6}报道[称说]?$")
_SOON = 8  # code points after the word that tells it in which 已 may stand
_BY_THEN = re.compile(
    r"(?:已经|已)(?![婚故于经])|曾经|此前|日前|近日|以来|过去[一两二三四五六七八九十几数0-9]|连日来|目前|(?:自|从)[^，。；]{1,12}(?:起|开始)，"
)
_BEARS_OUT = re.compile(r"(?:证实|确认)$")
_WILL = re.compile(
    r"(?<!会)将(?:陆续|分别|集中|继续|首次|还|也){0,2}(?:在(?!押)|于|举行|召开|举办|开展|组织|推出|发布|展出|展示|播出|启动|出席|参加)"
)
_ALONE = re.compile(r"(?:（[^（）]{1,10}）)?[0-9点时分许起，]{0,8}")
_NAMED = re.compile(r"之[^，。；”]{1,4}”")
_FROM = re.compile(r"[^，。]{0,2}(?:据|从|记者)")
# What may stand before the date that is of the whole sentence, and how a clause opens that goes on with those of the one before.
_DAY_LEADS = re.compile(
    r"\s*(?:[^，。；]{0,24}(?:报道|讯|消息|电|）))?[—.]*(?:据[^，。；]{1,12})?(?:[就也]?是?[在于自从])?(?:当地|北京)?(?:时间)?\s*"
)
_OF_NOUN = re.compile(r"[^，。；]{0,16}(?:发生|举行|召开|举办|爆发|公布|发布|签署|达成|开幕)(?:[在于][^，。；的]{2,12})?的")
# A time of the clause's own that no calendar can place.
_WHOSE = 7  # code points before 期间 that tell who did what then, so that it is no time for the clause
_OWN_TIME = re.compile(r"(?<!访问)期间|届时|此前|不久前|前不久|早些时候")
_AT_ONCE = re.compile(r"随[后即]|之后|接着|会后|当即|立即|即刻|当场|同时|也|当选|任命|免去")
_WHEN = re.compile(r"(?:[后前时际中上间会一]|以来|当天|期间|一事)$")
_SAME_ONES = re.compile(
    r"双方|两[国人军党队]|[三四五六七八九]国|二人|各方|大?会|会[议谈见上]|论坛|仪式|活动|[他她它其这该此]|我们|当时|现场|事[故件]|目前|随[后即]|之后|同时|其中|最终|整个|全[程场]|本[次届]|中方|对方"
)
_REPORTED = re.compile(r"[^，。]{0,24}?(?:披露|获悉|报道|透露|介绍|消息|了解到|发布的|公布的|发表的|通报)")
_SINCE = re.compile(
    r"年?度|至今|[0-9]{1,3}岁|记者(?!会|招待会|节)(?![^，。；]{0,12}发布会)|的(?:遗训|决议|命令|指示|规定|协议)|的?[^，。；]{0,8}发生之后|[^，。；]{0,12}(?:到来|来临|将至|临近)(?:之际|前|(?![^，。；]))|以来|[^，。；称说示出调布爆十大]{1,24}以来|之前|以前|起|前夕|(?:逝世|去世|发生)[后以]|是[^，。；]{2,40}(?:第[一二三四五六七八九十百\d]+天|周年)"
)


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
    own = _OWN_TIME.search(scene.text, clause.start, inside[0] or offset)
    if own is not None and not (
        own.group() == "期间" and own.start() - clause.start >= _WHOSE and day_before(scene, sentence, number) is not None
    ):
        return None
    for earlier in reversed(sentence.clauses[max(0, number - CLAUSES_BACK) : number]):
        found = [m for m in dates(scene, earlier) if not inside[0] <= m.start < inside[1] and not _of_noun(scene, earlier, m)]
        if found:
            arrived = inside[1] and _ARRIVES.search(scene.text, earlier.start, inside[0])
            best = _finest(found)
            anew = inside[1] - inside[0] == 2 or not _of_another(scene, sentence, number, best)  # 举行篮球赛，|甲观看|比赛
            if _yet_to_come(scene, sentence, number, offset, best):
                return None
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
        or SAID.search(scene.text, told.start, told.end)
        or told.end - date.end <= 1
        or _WHEN.search(scene.text, date.end, told.end)
    ):
        return False
    if _AT_ONCE.search(scene.text, sentence.clauses[number].start, sentence.clauses[number].end):
        return False
    between = any(_begins(scene, clause, ("person", "institution", "post")) for clause in sentence.clauses[at + 1 : number])
    return between or own_subject(scene, sentence.clauses[number])


def _yet_to_come(scene: Scene, sentence: Sentence, number: int, offset: int, date: Mention) -> bool:
    """Whether the clause is of what is to come, and the clause before of a day that is here: 电影节昨晚开幕，|其间将举办论坛."""
    period, today = date.period, scene.article.published
    told = next(c for c in sentence.clauses if c.start <= date.start < c.end)
    if period is None or today is None or period.start > today or _ALONE.fullmatch(scene.text, date.end, told.end):
        return False
    return _WILL.search(scene.text, sentence.clauses[number].start, offset) is not None


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
    if not (SAID.search(scene.text, earlier.start, earlier.end) or _BEARS_OUT.search(scene.text, earlier.start, earlier.end)):
        return False
    return _BY_THEN.search(scene.text, earlier.end, offset + _SOON) is not None


def _coarse(date: Mention) -> bool:
    """Whether it is a year, a season or a part of a year, which may only be part of a name: 召开|2019年春季|动员会."""
    period = date.period
    return period is not None and (len(period.start) == 4 or (len(period.start) == 7 and period.end != period.start))


def _dates_verb(scene: Scene, date: Mention) -> bool:
    """Whether a date after the word can date it: a day or a month, or a year after 于."""
    if date.period is None or scene.text.startswith(("的", "期间"), date.end):
        return False  # 度过|今天|的困难, 通报|春节|期间火情
    if date.text.endswith("月份") and scene.text[date.start - 1] not in "于在":
        return False  # 发布|3月份|价格指数
    return len(date.period.start) >= 7 or scene.text[date.start - 1] == "于"


def day_before(scene: Scene, sentence: Sentence, number: int) -> Mention | None:
    """The date of which alone the clause before is made: 11月19日，|甲在出席峰会期间会见乙."""
    before = sentence.clauses[number - 1] if number else None
    if before is None:
        return None
    alone = (m for m in dates(scene, before) if _ALONE.fullmatch(scene.text, m.end, before.end))
    return next((m for m in alone if _DAY_LEADS.fullmatch(scene.text, before.start, m.start)), None)


def others_words(scene: Scene, sentence: Sentence, number: int, offset: int, date: Mention) -> bool:
    """Whether the date is of words about what somebody else did: 外交部8日发表声明称，|总统决定辞职."""
    before = sentence.clauses[number - 1] if number else None
    told = before is not None and before.start <= date.start < before.end and SAID.search(scene.text, before.start, before.end)
    return bool(told) and sentence.clauses[number].start < offset and own_subject(scene, sentence.clauses[number])


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
