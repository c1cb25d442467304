"""What stands around a verb or a noun and makes it another: 打击|犯罪 is no attack, 就某地|地震|表示 tells only of what was said.

In: a clause and a trigger of an event. Out: yes where the words before or after it take its happening away.
"""

from __future__ import annotations

import re

from kg.scene import Clause, Scene, Sentence
from kg.sighting import Trigger

_OF_PLAN = re.compile(r"[^，。；]{1,16}的(?:决定|前景|可能)")  # 暂停|试验的决定: the verb of another
_THOSE = r"(?:群众|人员|员工|职工|[矿船民]工|工人|船员|渔民|村民|居民|民众|市民|游客|旅客|乘客|学生|师生|儿童|老人|妇女|家属|司机|同胞|人质|士兵)"
_THANKS = r"[^，。；时后]{0,12}表示[^，。；]{0,6}(?:欢迎|感谢)"  # 对某某莅临|检查指导表示欢迎
# A verb or a rule → what before it and what after it makes it another: no attack, no parade in anger, no publication …
_ANOTHER: dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]] = {
    "attack": (
        re.compile(
            r"(?:停止|暂停|结束|避免|共同|联合|依法|严厉|聚焦|“|(?:造成|受到|遭受|带来)[^，。；]{0,6}|(?:谴责|抗议|声讨|指控|指责|鉴于)[^，。；]{0,40}|(?:制止|挫败|阻止|目标[是为]|企图|计划)[^，。；]{0,16}|非法|(?:结束|停止)[^，。；]{0,30}|(?:用于|用来|用以|为)[^，。；]{0,16})$"
        ),
        re.compile(
            r"[^，。；]{0,16}(?:犯罪|腐败|违法|行为|活动|势力|走私|盗版|问题|造假|诈骗|卫星)|群|[^，。；]{0,40}专项行动|[^，。；]{0,4}做准备|[^，。；]{0,2}(?:企图|计划|阴谋|目标是)|[^，。；]{0,24}?(?:表示|深表|感到)[^，。；]{0,8}(?:担忧|关切|遗憾|谴责|哀悼|震惊|担心|不安|愤慨)"
        ),
    ),
    "ceremony.begin": (
        re.compile(
            r"(?:推迟|暂停|暂缓|延迟|取消|中止|下达|正常|此次|这次|任何)$|(?:确保|保证|力争|不再|不得|禁止)[^，。；]{0,30}$"
        ),
        re.compile(
            r"不久|[^，。；]{0,16}(?:推迟|延后|暂停|暂缓)|总?里程|场|基地|中心|架|井|塔|系统|车|画面|命令|任务|单元|窗口|点(?!火)|区|失败|条件|无关|不到|[^，。；]{0,8}的消息|消息|预告|倒计时|[^，。；]{0,6}(?:违反|违背|是为了|意味着)|[^，。；]{0,4}[0-9一二三四五六七八九十百多余几]{1,5}[年个月天周]{1,2}来|[^，。；]{0,4}(?:奠定|打下|创造条件)|[^，。；]{0,12}(?:表示|命令)"
        ),
    ),
    "publication.launch": (None, re.compile(r"[^，。；]{0,40}(?:线路|路线|岗位|优惠|个版|情况)(?![^，。；])")),
    "走进": (None, re.compile(r"新(?:时代|征程|阶段|时期|世纪)|历史|现代化")),
    "message.order": (re.compile(r"会(?:议)?上[^，。；]{0,10}$"), None),
    "visit.scene": (None, re.compile(rf"[^，。；]{{0,6}}(?:致辞|致词|讲话|发言|观赛|观看|助威)|{_THANKS}")),  # 莅临现场|并致辞
    "decision.pass": (
        re.compile(r"(?:建议|提请)[^。；]{0,80}$"),
        re.compile(r"《?[^《》]{1,60}》[^，。；、和及]{0,2}(?:重温|了解|学习|讲述|感受|展示|展现|回顾|呈现|看到)"),
    ),
    "发表讲话": (re.compile(r"(?:出席|参加|列席|会上|仪式上|上台)[^。；]{0,40}$"), None),
    "开学": (None, re.compile(r"工作|季|典礼|第一课|前|检查|准备")),
    "talks.with": (
        re.compile(
            r"我(?:将|愿|同|与|和|期待)[^，。；]{0,40}$|取消[^，。；]{0,40}$|(?:深化|加强|扩大|促进|增进|拓展|密切)[^，。；]{0,8}$|(?<![第一二三四五六七八九十百0-9])[两二三四五六七八九十多数几0-9][度次][^，。；第]{0,4}$|就(?:在[^，。；]{1,10})?(?:再次|尽快|早日|年内)?举行[^，。；]{0,12}$"
        ),
        re.compile(r"[^，。；]{0,6}(?:发表(?:谈话|声明|讲话)|表示(?:赞赏|欢迎|支持|祝贺)|[做作]准备|付出)|表明"),
    ),
    "arrest": (re.compile(r"(?:希望|争取|呼吁|推动|要求|敦促|寻求)[^，。；]{0,40}$"), None),
    "message.letter": (re.compile(r"(?:报告|讲话|说明|指示|批示|[贺复回来]?[信函电])、$"), None),
    "发出": (None, re.compile(r"[^，。；]{0,16}(?:动员令|声(?!明)|信号|邀请|倡议|呼吁)")),
    "游行": (re.compile(r"群众|花车|火炬|庆祝|阅兵|盛装|巡游"), None),
    "death": (
        re.compile(r"(?:对|就|悼念|纪念|吊唁|哀悼|祭奠|缅怀|凭吊)[^，。；]{1,30}$"),
        re.compile(r"[^，。；]{0,4}(?:表示|致)[^，。；]{0,8}(?:哀悼|慰问)"),
    ),
    "登陆": (re.compile(r"(?:首次|成功|抢滩)$"), None),
    "抗议": (re.compile(r"(?:表示|提出|为|以)了?[^，。；]{0,8}$"), None),
    "mishap": (
        re.compile(r"(?:有些|有的)[^，。；]{0,6}$|记者[^，。；]{0,12}看到[^，。；]{0,12}$"),
        re.compile(rf"装置|声|产|量|期间|[^，。；\n]{{0,12}}突发情况|事件[^，。；]{{0,6}}处置|{_THOSE}"),  # 被困|员工
    ),
    "死亡": (re.compile(r"造成|导致|致|引发"), None),  # by an accident told before
    "发行": (None, re.compile(r"[^，。；]{0,24}(?:国债|债券|股票|货币|人民币)|许可|总?额")),
    "公开": (
        None,
        re.compile(r"(?:辩论|露面|阐述|辟谣|承认|否认|反对|支持|表示|批评|道歉|选拔|竞|述职|演讲|表态|征[集求])"),
    ),
    "出版": (None, re.compile(r"社|物|业")),
    "publication.issue": (
        re.compile(r"(?:关停|叫停|停止|禁止|中断|终止)[^，。；]{0,30}$"),
        re.compile(r"[^，。；]{0,8}(?:演说|感言)|[^，。；《]{0,8}岗位|[^，。；]{0,40}之后(?![^，。；])"),
    ),
    "下发": (None, re.compile(r"展")),  # 在…原则|下|发展
    "恢复": (
        re.compile(r"(?:支持|帮助|用于|协助|指导)[^。；]{0,80}$"),
        re.compile(
            rf"(?:了)?[^，。；]{{0,4}}(?:交通|供电|通车|供水|通信|通讯|态势|增长|信心|活力|平静|正常|重建|运转)|{_OF_PLAN.pattern}"
        ),
    ),
    "同意": (None, re.compile(r"(?:进一步|继续|共同)?(?:加强|深化|扩大|推动|促进|保持|推进|加快|提升)")),
    "暂停": (None, _OF_PLAN),
    "取消": (None, _OF_PLAN),
    "中止": (None, _OF_PLAN),
    "decision.decide": (
        re.compile(r"(?:谴责|批评|指责|呼吁|要求|敦促)[^，。；]{0,40}$"),
        re.compile(r"[^，。；]{0,4}意味|(?:根据|依据|按照|依照)[^，。；]{1,24}(?![^，。；])|[^，。；]{0,40}努力(?![^，。；])"),
    ),
    "ceremony.sign": (
        re.compile(r"新$"),
        re.compile(r"、|[^，。；]{0,16}之"),
    ),
    "ceremony.award": (None, re.compile(r"演说|词")),
    "appointment.take": (None, re.compile(r"[^，。；]{0,24}(?:之后|之前|以来|后首次)|[^，。；]{0,40}(?:留下|空出)的")),
    "visit.go": (
        re.compile(
            r"(?:即使|即便|是否|拒绝|从|无)$|(?:取消|推迟)[^，。；]{0,24}$|观看了?[^，。；]{0,8}$|(?:决定|宣布|同意)[^，。；]{0,24}并$|要求[^，。；]{1,30}$"
        ),
        re.compile(
            r"[^，。；]{0,12}(?:治疗|就医|就诊|看病|途中)|[^，。；]{0,10}代表团(?![^，。；])|[^，。；、]{0,14}(?:举行|举办)的|[^，。；]{0,24}情况(?:的[^，。；]{0,4}|和感受|汇?报告?)(?:报告|$|[，。；])"
        ),
    ),
    "visit.inspect": (None, re.compile(r"治疗|呈|结果|途中|的路上|的(?:日程|时间|内容)|[^，。；]{0,4}足迹|" + _THANKS)),
    "失联": (re.compile(r"(?:[0-9一二两三四五六七八九十百千万多余几][人名位])$"), None),
    "被控制": (re.compile(r"[火疫汛险灾]?[势情局面]$"), None),
}

_TOPIC = re.compile(r"(?:就|对|针对|关于)[^，。；]{0,40}$")
_COMMENTS = re.compile(
    r"[^，。；]{0,24}(?:表示|表达|深表|感到|发表|回应|评论|答记?者?问|给予(?:高度|积极)?评价)|[^，。；]{0,16}(?:一事|一案|事宜)"
)
_GOES_ON = re.compile(r"[^，。；]{0,24}，[^，。；]{0,24}(?:发表谈话|答记?者?问)")
_SUPPOSES = re.compile(r"(?:如果|假如|倘若|假使|假若)(?!说)[^。；]{0,80}$")
_ATTENDS = re.compile(r"(?:出席|参加|列席)[^，。；]{0,12}$")
_WHO = re.compile(r"[^，。；]{0,8}?的(?=[^，。；])")
_TOLD_OF = ("attack", "arrest", "mishap", "ceremony.begin", "ceremony.sign", "decision.decide", "decision.pass", "visit.go")


def means_another(scene: Scene, clause: Clause, trigger: Trigger, rule: str) -> bool:
    """Whether what stands before or after the verb makes it another: 打击|犯罪, 花车|游行, 发行|国债."""
    for word in (trigger.form, rule):
        before, after = _ANOTHER.get(word, (None, None))
        if before is not None and before.search(scene.text, clause.start, trigger.start):
            return True
        if after is not None and after.match(scene.text, trigger.end):
            return True
    return rule in _TOLD_OF and _only_spoken_of(scene, clause, trigger)


def _only_spoken_of(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether the clause only says what somebody thinks of it: 就某国|发射|火箭一事发表声明, 对某国|撤销|制裁表示欢迎."""
    about = _TOPIC.search(scene.text, clause.start, trigger.start)
    if about is None:
        return False
    goes_on = about.group().startswith("就") and _GOES_ON.match(scene.text, trigger.end) is not None
    return goes_on or _COMMENTS.match(scene.text, trigger.end, clause.end) is not None


def supposed(scene: Scene, sentence: Sentence, clause: Clause, trigger: Trigger) -> bool:
    """Whether the sentence only supposes it, on no day: 如果谈判失败，双方发生军事|冲突."""
    dated = any(m.kind == "date" for m in clause.mentions)
    return not dated and _SUPPOSES.search(scene.text, sentence.start, trigger.start) is not None


def of_attender(scene: Scene, clause: Clause, start: int, trigger: Trigger) -> bool:
    """Whether it only says which guest is meant: 与参加|论坛|并访问的国防部长李明举行会谈."""
    attends = _ATTENDS.search(scene.text, clause.start, start)
    of = _WHO.match(scene.text, trigger.end, clause.end)
    return attends is not None and of is not None and any(m.start == of.end() and m.kind != "date" for m in clause.mentions)
