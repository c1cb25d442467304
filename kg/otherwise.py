"""What stands around a verb and makes it another: 打击|犯罪 is no attack, 就某地|地震|表示 tells only of what was said.

In: a clause and a trigger that is an event verb. Out: yes where the words before or after it take its happening away.
"""

from __future__ import annotations

import re

from kg.scene import Clause, Scene
from kg.sighting import Trigger

# A verb or a rule → what before it and what after it makes it another: no attack, no parade in anger, no publication …
_ANOTHER: dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]] = {
    "attack": (
        re.compile(
            r"(?:停止|暂停|结束|避免|共同|联合|依法|严厉|“|(?:造成|受到|遭受|带来)[^，。；]{0,6}|(?:谴责|抗议|声讨)[^，。；]{0,40}|(?:制止|挫败|阻止|目标[是为]|企图|计划)[^，。；]{0,16}|非法|(?:结束|停止)[^，。；]{0,30}|为[^，。；]{0,16})$"
        ),
        re.compile(
            r"[^，。；]{0,16}(?:犯罪|腐败|违法|行为|活动|势力|走私|盗版|问题)|[^，。；]{0,4}做准备|[^，。；]{0,2}(?:企图|计划|阴谋|目标是)|[^，。；]{0,24}?(?:表示|深表|感到)[^，。；]{0,8}(?:担忧|关切|遗憾|谴责|哀悼|震惊|担心|不安|愤慨)"
        ),
    ),
    "ceremony.begin": (
        re.compile(r"(?:推迟|暂停|暂缓|延迟|取消|中止|下达)$"),
        re.compile(
            r"[^，。；]{0,16}(?:推迟|延后|暂停|暂缓)|总?里程|场|基地|中心|架|井|塔|系统|车|画面|命令|任务|窗口|[^，。；]{0,12}(?:表示|命令)"
        ),
    ),
    "visit.scene": (None, re.compile(r"[^，。；]{0,6}(?:致辞|致词|讲话|发言|观赛|观看|助威)")),  # 莅临现场|并致辞
    "decision.pass": (re.compile(r"(?:建议|提请)[^。；]{0,80}$"), None),
    "发表讲话": (re.compile(r"(?:出席|参加|列席|会上|仪式上)[^。；]{0,40}$"), None),
    "开学": (None, re.compile(r"工作|季|典礼|第一课|前|检查|准备")),
    "talks.with": (
        re.compile(r"我(?:将|愿|同|与|和|期待)[^，。；]{0,40}$|取消[^，。；]{0,40}$"),
        re.compile(r"[^，。；]{0,6}(?:发表(?:谈话|声明|讲话)|表示(?:赞赏|欢迎|支持|祝贺)|[做作]准备|付出)"),
    ),
    "arrest": (re.compile(r"(?:希望|争取|呼吁|推动|要求|敦促|寻求)[^，。；]{0,40}$"), None),
    "发出": (None, re.compile(r"[^，。；]{0,16}(?:动员令|声音|信号|邀请)")),
    "游行": (re.compile(r"群众|花车|火炬|庆祝|阅兵|盛装|巡游"), None),
    "death": (
        re.compile(r"(?:对|就|悼念|纪念)[^，。；]{1,30}$"),
        re.compile(r"[^，。；]{0,4}(?:表示|致)[^，。；]{0,8}(?:哀悼|慰问)"),
    ),
    "死亡": (re.compile(r"造成|导致|致|引发"), None),  # by an accident told before
    "发行": (None, re.compile(r"[^，。；]{0,24}(?:国债|债券|股票|货币|人民币)")),
    "恢复": (None, re.compile(r"(?:了)?[^，。；]{0,4}(?:交通|供电|通车|供水|通信|通讯)")),
}


def means_another(scene: Scene, clause: Clause, trigger: Trigger, rule: str) -> bool:
    """Whether what stands before or after the verb makes it another: 打击|犯罪, 花车|游行, 发行|国债."""
    for word in (trigger.form, rule):
        before, after = _ANOTHER.get(word, (None, None))
        if before is not None and before.search(scene.text, clause.start, trigger.start):
            return True
        if after is not None and after.match(scene.text, trigger.end):
            return True
    return False
