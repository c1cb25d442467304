"""Whether somebody holds a drill, a parade or a campaign, falls ill of food, or only sends condolences for what is named.

In: a clause, the noun that names the happening, where its name begins. Out: yes or no.
"""

from __future__ import annotations

import re

from kg.scene import Clause, Scene, Sentence
from kg.sighting import Trigger

_STAGED = re.compile(r"(?:举行|举办|主办|承办|开展|进行|组织|出席|参加)了?[^，。]{0,60}$")
_AGAINST = re.compile(r"(?:反对|抗议|谴责|针对|就|每年|定期|停止|暂停|取消|商定|指责)[^，。；]{0,40}$")
_REHEARSES = re.compile(r"(?:大会|仪式|典礼|开幕式|闭幕式|晚会|演出|开通|通车|投运|开业)[^，。；]{0,16}$")  # 通车前综合|演练
_LOOSE = re.compile(r"这[一项次]|此[次项]|该|一?系列|各类|多种|各种|形式多样|丰富多彩|精彩|相关|有关|多[场个次项]")
_SHOWS = re.compile(r"出现[^，。]{0,24}$")
_ABOUT = re.compile(r"(?:就|因|为)[^，。；]{0,30}$")
_OVER = re.compile(r"对[^，。；]{0,30}$")
_PROBE = re.compile(r"[^，。；]{0,8}(?:[展进][开行][^，。；]{0,6}调查|表示[^，。；]{0,4}谴责)")
_SENDS = re.compile(
    r"[^，。；]{0,40}?(?:致(?:电|函|信|以|慰问|唁)|吹风|答记?者?问|接受[^，。；]{0,16}采访|发表(?:谈话|声明|讲话|评论)|表示|介绍|回应)"
)
_RETOLD = re.compile(r"(?:传达|学习|观看|收看|收听|转达|领会|贯彻|落实|宣讲|解读|重温)了?[^。；]{0,80}$")
_WORDS_OF = re.compile(r"(?:上|中)?的?(?:重要)?(?:讲话|精神|发言|报告)")
_CONGRATULATES = re.compile(r"(?:祝贺|庆贺)[^，。；]{0,40}$")
TALKING = ("对话", "谈判", "磋商", "战略对话")
_WISHED = re.compile(r"支持|希望|愿意?|推动|呼吁|敦促|主张|建议|提议|通过")


def staged(scene: Scene, sentence: Sentence, clause: Clause, start: int, trigger: Trigger, told: bool) -> bool:
    """Whether somebody holds the drill, the parade or the campaign that the clause names: 举行|演习, 演习|启动."""
    text = scene.text
    word = trigger.word("event_nouns")
    if _AGAINST.search(text, clause.start, start):
        return False
    if _LOOSE.match(text, start, trigger.end) or _REHEARSES.search(text, clause.start, trigger.start):
        return False
    held = _STAGED.search(text, clause.start, start) is not None or told
    quoted = "“" in text[start : trigger.end]
    if not quoted and text.startswith("的", trigger.end):
        return False  # 对开展公益|活动|的社会组织进行检查
    named = (word is not None and word.row["rule"] == "ceremony.parade") or quoted
    land = trigger.end - start > 2 and any(m.kind == "place" and m.start < trigger.start for m in clause.mentions)
    acts = any(m.kind in ("institution", "person") and m.start < trigger.end for c in sentence.clauses for m in c.mentions)
    return held and (named or land or acts)


def falls_ill(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether people show what the noun names: 出现呕吐等|食物中毒症状."""
    return trigger.form.startswith("食物中毒") and _SHOWS.search(scene.text, clause.start, trigger.start) is not None


def condoled(scene: Scene, clause: Clause, start: int, trigger: Trigger) -> bool:
    """Whether it is only what a letter or a statement is about, whose date is another: 就石川地震向某某致慰问电, 祝贺大会召开,
    传达某某在动员会上的讲话."""
    if _RETOLD.search(scene.text, clause.start, start) and _WORDS_OF.match(scene.text, trigger.end, clause.end):
        return True
    about = _ABOUT.search(scene.text, clause.start, trigger.start) is not None
    if about and _SENDS.match(scene.text, trigger.end, clause.end):
        return True
    if _PROBE.match(scene.text, trigger.end, clause.end) and _OVER.search(scene.text, clause.start, trigger.start):
        return True  # 呼吁对管道遭破坏|事件|展开调查
    dated = any(m.kind == "date" for m in clause.mentions)
    return not dated and _CONGRATULATES.search(scene.text, clause.start, start) is not None


def wished(scene: Scene, clause: Clause, trigger: Trigger, known: bool) -> bool:
    """Whether talks are only what somebody is for: 支持南北|对话."""
    return trigger.form in TALKING and not known and _WISHED.search(scene.text, clause.start, trigger.start) is not None
