"""What the trained reader takes for a person and is none: a place, a line, a storm, two words, a pet name.

In: `Spans` and a proposal. Out: yes or no.
"""

from __future__ import annotations

import re

from kg.bodies import country_characters, two_countries
from kg.nameshapes import (
    BEGUN,
    adverbs_like_names,
    called,
    chinese_shape,
    county_names,
    followers,
    foreign_characters,
    foreign_shape,
    long_followers,
    not_names,
    surnames,
    tibetan,
    verbs_like_names,
)
from kg.namespans import BRAND, Spans
from kg.offices import foreign_countries
from kg.proposal import Proposal

# What some is said of where nobody is masked: 舟山|某|军港, 放任|某|些人.
SOME_OF = tuple("演些种类个军港地市县村镇厂部校处旅团连营海空企单基项品高大中小医训")
FORMS_OF_ADDRESS = (
    *("老师", "医生", "大夫", "教练", "氏", "先生", "女士", "小姐", "某某", "老汉", "大爷", "大妈", "阿姨"),
    *("师傅", "夫人", "姓", "爷爷", "奶奶", "叔叔", "伯伯", "妈妈", "老先生", "大伯", "大叔", "大娘", "大婶", "大嫂", "大姐"),
)
_STORM = re.compile(r"(?:林火|山火|火山|台风|飓风|风暴|气旋|导弹|卫星|航母|油轮|货轮)“$")
WHILE = re.compile(r"边[^，。]{1,8}，边")
_DIVISIONS = tuple("州市省县区港岛河湖山城镇")
# What follows the name of a place abroad, or of a make.
_SITES = (
    *("方向", "东部", "南部", "西部", "北部", "中部", "地区", "机场", "前线", "附近", "市区", "大桥", "居民点"),
    *("定居点", "联合基地", "军事基地", "空军基地", "基地", "换流站", "变电站", "风电", "项目", "号", "当地"),
    *("工地", "村庄", "小村", "高地", "难民营", "口岸", "走廊", "大区", "沙地", "沙漠", "草原", "高原", "盆地"),
    *("山脉", "平原", "海峡", "过境点", "检查站", "农场", "哨所", "国家", "林火", "山火", "超市", "海运", "航运"),
    *(
        "航空",
        "体育场",
        "体育馆",
        "钢厂",
        "工厂",
        "球队",
        "篮球队",
        "尖塔",
        "大教堂",
        "大坝",
        "宫殿",
        "”坦克",
        "”主战坦克",
        "”导弹",
        "轿车",
    ),
    *("汽车", "客车", "品牌"),
)
# A row of places abroad, by the word before it or after it: 三大机场甲、乙, 在甲、乙等方向; and what stands in a region: 某地区的|甲.
_ROW_BEFORE = re.compile(
    r"(?:(?:机场|城镇|城市|小城|名城|重镇|古城|小镇|首府|村庄|定居点|居民点|港口|油田|口岸|岛屿|核电站|[着起]火点|火场|据点|阵地)(?:——|：)?(?:[一-鿿]{2,7}[、和]){0,4}|(?:地区|[州省]|公里|[东西南北中]部|以[东西南北]|附近)的"
    r"|(?:[东西南北中]|东南|东北|西南|西北)部|(?:进入|攻入|攻占|占领|收复|控制|包围|夺取|驶入|飞往|飞抵|途经|通往))$"
)
_ROW_AFTER = re.compile(
    r"(?:[、和][一-鿿]{2,8}?){0,4}(?:等(?:该国|境内|[东西南北中]部)?(?:[0-9]{1,2}|[两二三四五六七八九十多数])?[个座]?(?:主要|重要|沿海|边境)?(?:方向|地|多地|城镇|城市|省份|州县|村镇|村庄|岛屿)|方向|地区|一带|等?(?:[0-9]{1,2}|[两二三四五六七八九十多数])个?(?:县|州|省|地区|定居点|居民点|城市|城镇|村庄|口岸|过境点|检查站|岛))"
    r"|的(?:小|海滨|边境|沿海|偏远)?(?:村|镇|城市|岛屿|地方|社区|训练营)"
)
_PEOPLE = re.compile(r"人(?=[聚居的、，。和与])")
_ROADS = re.compile(r"(?:、[一-鿿]{2}){0,4}等?(?:条)?(?:高速公路|公路|国道|铁路|高铁)")
_ROW_OF_WAYS = re.compile(r"(?:[、和][一-鿿]{2,6}?){0,4}等?方向(?=[^，。]{0,4}[击进攻推发打])")
_STATION = re.compile(r"站(?![在上出起稳着立了到住])")
# What may stand behind a foreign name of which only the beginning was seen: 安东尼|亚诺小合唱团.
_TROUPE = re.compile(r"[^，。；、率和与带在的随]{0,4}(?:合唱团|交响乐团|芭蕾舞团)")
# What a thing is that bears a name: 名为|甲|的学校.
_THING = re.compile(
    r"”?的[^，。；]{0,8}?(?:学校|村庄?|镇|岛屿?|公司|网站|软件|平台|组织|项目|行动|系统|火箭|卫星|飞船|[货油邮客]轮|展览?|餐厅|酒店|基地|地方|社区|公园|程序|模型|机器人|病毒|台风|飓风)"
)
# What is done at a place: 在德国|甲|进行.
_HELD_AT = re.compile(r"[上下]?(?:进行|举行|召开|登陆|打响|落幕|落成|开幕|闭幕)")
# What happens in a place, not to somebody: 某州|甲|7日发生枪击.
_HAPPENS = re.compile(
    r"(?:[0-9]{1,2}日|[今昨当]天)?(?:凌晨|上午|下午|晚间?)?(?:也|又|再次)?发生(?:枪击|爆炸|地震|火灾|大火|骚乱|洪水|滑坡|泥石流|强震|暴力|里氏|[0-9])"
)
# What a firm is called in front of its name.
_MAKERS = ("机构", "公司", "品牌", "车企", "药企", "厂商", "企业", "零售商", "制造商", "运营商", "供应商", "车商")
# A firm in a row of firms, by what it makes: 甲|家居、乙|科技.
_MAKES = re.compile(
    r"(?:家居|科技|股份|环保|电器|电子|医药|药业|酒业|食品|乳业|汽车|地产|置业|能源|文创|传媒|通信|光电|材料|重工|机械|纺织|证券|保险)(?=[、，等和与及])"
)
# What is sold under a brand: 爱馨多|羊奶粉.
_GOODS = ("奶粉", "羊奶粉", "牛奶", "酸奶", "啤酒", "白酒", "矿泉水", "饮料", "方便面", "洗发水", "牙膏", "面膜", "手机", "空调")
_SO_MANY = re.compile(
    r"等?[0-9一二三四五六七八九十两几多]{1,3}(?:个?(?:村|乡|镇|县|区|社区|街道|林场|农场)|处(?!以)|[大片]?(?:沙地|沙漠|草原|湿地|林区|牧区|灌区|油田|矿区|盆地|平原|水系|流域)|座(?:大?桥|城|水库|电站|机场|岛|煤?矿|核电站|古镇))"
)
# What ends a row of places or of things, by its kind: 甲园、|乙园|等大型居住区, |铁铤|等工具.
_OF_A_KIND = re.compile(
    r"(?:[、和及](?:(?![和及等])[一-鿿]){1,8}){0,8}等(?:大型|小型|重要|主要|重点|知名|著名|热门|简易|简单|专业|专用|传统|新兴|各类|多种|周边|沿线){0,2}(?:居住区|住宅区|商圈|片区|园区|开发区|小区|景点|景区|地标|街区|古镇|古村|口岸|车站|港口|码头|枢纽|水库|灌区|矿区|油田|林区|牧区|工具|器具|农具|器械|乐器|兵器|装备|药材|药物|食品|产品|物资|用品)(?![一-鿿]{0,4}(?:专家|负责人|学者|传承人|工人|作者))"
)
# Whence somebody sets out: 从|甲|出发.
_SETS_OUT = re.compile(
    r"(?:[今昨当]天)?(?:出发|启程|动身|起飞|启航|起航|发车|开往|驶往|飞往|赶往|前往|赶来|赶到|回来|返回|返程|乘|坐车|搭)"
)
# What ends a row of kinds of things: 燕麦、|马鹿|等多种作物.
_SO_MANY_THINGS = re.compile(
    r"(?:[、和及](?:(?![和及等])[一-鿿]){1,8}){0,8}等(?:[0-9一二三四五六七八九十百千两几多数]{1,6}余?(?:个品)?[种类项款棵株]|(?:[一-鿿]{2}){0,3}(?:作物|农作物|农产品|农牧业|产业|植物|动物|鸟类|鱼类|水果|蔬菜|药材|树种|兵种|语种|遗址|非遗)(?![一-鿿]{0,4}(?:专家|负责人|学者|传承人)))"
)
# The short names of provinces, of which a row is no name: 鲁豫川.
_PROVINCES = frozenset("京津冀晋辽吉沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁疆")
# Parts of a country behind the one character that stands for it: 黎|首都贝鲁特.
_PARTS = ("首都", "南部", "北部", "东部", "西部", "中部", "东南", "东北", "西南", "西北", "军方", "武装", "全境")
_OF_NATURE = (
    "深处",
    "脚下",
    "之巅",
    "之滨",
    "之畔",
    "北麓",
    "南麓",
    "东麓",
    "西麓",
    "主峰",
    "两岸",
    "沿岸",
    "流域",
    "上游",
    "下游",
)
_LANDS = ("草原", "湿地", "水库", "景区", "风景区", "古城", "遗址", "国家公园", "年画")
_BETWEEN = ("共识", "会晤", "会谈", "峰会", "协议", "协定", "关系")
_QUOTED = re.compile(r"(?:网民|网友|用户|名叫|名为|叫做|人称|笔名|艺名|化名)“$")
_FIRMS = (
    *("公司", "医院", "集团", "大学", "学院", "基金会", "银行", "部队", "导弹", "炼油厂", "工厂", "猜想", "定理"),
    *("方程", "定律", "效应", "综合征", "指数", "奖得主", "级航母"),
)
_TOWNS = ("斯克", "涅茨克", "格勒", "格拉德", "夫卡", "斯堡", "诺耶", "采沃", "耶沃")
_LINES = ("高铁", "铁路", "高速", "城际", "客专", "当地")  # 沈白|高铁: two ends of a line


def is_no_name(spans: Spans, proposal: Proposal) -> bool:
    """Whether a proposed person is none, by what stands in the text there: no post, no mark inside the name decides more."""
    name = spans.text[proposal.start : proposal.end]
    if tibetan().fullmatch(name):
        return False
    return (
        _of_a_place(spans, proposal, name)
        or _of_words(spans, proposal, name)
        or _of_two(spans, proposal, name)
        or _foreign_place(spans, proposal, name)
    )


def _of_a_place(spans: Spans, proposal: Proposal, name: str) -> bool:
    """The name of a place that is known, a piece of one, or one of a row."""
    start, end, text = proposal.start, proposal.end, spans.text
    around = spans.words.at(start)
    if spans.words.tags[around] == "ns" and len(spans.words.text[around]) > len(name):
        return True  # 桑给|巴尔
    if name[-1] in "山河江湖岭" and text.startswith(_OF_NATURE, end):
        return True  # 迭山|深处
    if name[-1] in "东西南北" and text.startswith(("片区", "小区", "街区", "社区"), end):
        return True  # 张园西|片区
    if start in spans.place_at and (not chinese_shape(name) or spans.known_places.get(start) == end):
        return True
    inner = spans.known_places.get(start)
    if (
        inner is not None
        and start + 1 < inner < end
        and inner in spans.edges
        and "·" not in name
        and not spans.beside_post(proposal)
    ):
        return True  # 黄冈|正
    if any(start < at < end for at in spans.known_places) and "·" not in name:
        return True  # 任|辽阳, 国|哈萨克斯坦
    if name[-1] in "桥山河江湖岛" and text[start - 2 : start] == name[-1] + "、":
        return True  # 汀泗桥、|贺胜桥: what stands in a row is of one kind
    if not spans.beside_post(proposal) and (_in_row(spans, start, end) or name in spans.towns):
        return True  # 波密、|易贡; 钱库 where 钱库镇 stands too
    if name[-1] in "庄店屯集堡口" and text.startswith(("站", "连："), end):
        return True  # 张贵庄|站
    if not spans.beside_post(proposal) and _ROW_OF_WAYS.match(text, start + len(name.rstrip("等"))):
        return True  # 红利曼、|甲|等方向
    if not spans.beside_post(proposal) and any(kind.match(text, end) for kind in (_SO_MANY, _SO_MANY_THINGS, _OF_A_KIND)):
        return True  # 甲岭、|乙厂|3个村, 跳鼠、|马鹿|等多种动物, 甲园、|乙园|等居住区
    if text[start - 1 : start] in ("从", "由") and _SETS_OUT.match(text, end):
        return True  # 从|李泾|出发
    if text.startswith("方向", end - 1) and foreign_shape(name[:-1]):
        return True  # 南顿涅茨克方|向
    if text.startswith(_LINES, end) or _ROADS.match(text, end) or (name in county_names() and not spans.beside_post(proposal)):
        return True
    if any(text.endswith(("林火", "山火"), start + 1, at) for at in (end, end + 1)):
        return True  # 帕利塞兹|山火
    if text.startswith(_LANDS, end) and not spans.beside_post(proposal):
        return True  # 喀拉峻|草原
    if len(name) == 3 and name[1] in "家老" and name[2] in "庄洼坝湾坪沟寨堡屯店塘坡垭沱咀" and start not in spans.post_ends:
        return True  # 薛家洼
    if name.endswith(("苏木", "省")) or (len(name) == 2 and name[-1] == "县"):
        return True
    built = name.endswith(("尖塔", "铁塔", "宝塔", "佛塔", "古塔"))  # but 科斯塔
    named = built or (len(name) > 2 and name[-1] in "镇乡村县段涧湾峪沟屯坪坝寨峡滩岛港债券祠庙寺墩坳垭")
    return named and start not in spans.post_ends


def _of_two(spans: Spans, proposal: Proposal, name: str) -> bool:
    """The end of one word and the beginning of the next, a country and a part of it, short names of provinces, a word in quotes."""
    start, end, text = proposal.start, proposal.end, spans.text
    if name[0] in country_characters() and name[1:3] in _PARTS:
        return True  # 黎|首都贝鲁特
    of_side = name[1:2] == "方" and len(name) == 3 and name[0] in country_characters()
    if of_side and (surnames().get(name[0]) != "common" or name[2] in "愿将对与同在已正支期"):
        return True  # 德方|正
    beside_provinces = _PROVINCES.issuperset(text[start - 1 : start] or "-") or _PROVINCES.issuperset(text[end : end + 1] or "-")
    if _PROVINCES.issuperset(name) and (len(name) > 2 or beside_provinces):
        return True  # 鲁豫川, 沪|苏浙|皖
    if name[-1] == "多" and _PROVINCES.issuperset(name[:-1]) and text[end : end + 1] == "地":
        return True  # 鲁豫多|地
    if text[start - 1 : start] == "“" and text[end : end + 1].isdigit():
        return True  # “卡德尔1”
    if name[1:] == "国会" and name[0] in country_characters():
        return True  # 洪|国会
    if name[-1] == "派" and "（" in text[max(0, start - 3) : start] and text[end : end + 1] == "）":
        return True  # 联盟（谢里夫派）
    if name[1:] == "方" and foreign_shape(name) and not spans.beside_post(proposal):
        return True  # 萨方, 莱方
    if len(name) == 2 and name[1] == "中" and text.startswith(("两国", "双方", "关系", "友谊", "友好", "建交"), end):
        return True  # 萨中|两国
    if len(name) > 4 and two_countries().issuperset(name[:2]) and text.startswith(_BETWEEN, end):
        return True  # 俄美|安克雷奇|共识
    if len(name) == 4 and two_countries().issuperset(name[:2]) and spans.edges.issuperset((start + 2, end)) and "中" in name[:2]:
        return True  # 中美|利益
    if len(name) == 3 and name[2] == "建" and text.startswith("交", end) and two_countries().issuperset(name[:2]):
        return True  # 中爱|建交
    if text[start - 1 : start] == "《" and text[end : end + 1] == "》":
        return True  # 《安娜·卡列尼娜》
    if spans.beside_post(proposal):
        return False
    if text[start - 1 : start] == "“" and text[end : end + 1] == "”" and not _QUOTED.search(text, max(0, start - 8), start):
        return spans.count(name) == spans.count(f"“{name}”")  # “司莫拉”
    if len(name) == 2 and text[end - 1 : end + 1] in BEGUN:
        return True  # 设计周|正在
    around = spans.words.at(start)
    last_of_word = spans.words.starts[around] == start - 1 and spans.words.tags[around] == "n" and start + 1 in spans.edges
    if last_of_word and len(spans.words.text[around]) == 2 and len(name) == 3 and end in spans.edges:
        return True  # 村庄|亚龙
    if len(name) == 2 and any(spans.count(name + line) for line in _LINES):
        return True  # 武黄|高速
    return _MAKES.match(text, end) is not None


def _in_row(spans: Spans, start: int, end: int) -> bool:
    """Whether it stands in a row behind a known place, or between two bodies: 波密、|易贡, 汇丰、|施罗德|、德意志银行."""
    text = spans.text
    before_place = text.startswith("、", end) and end + 1 in spans.known_places and foreign_shape(text[start:end])
    before_place = before_place and "·" not in text[start:end] and not text.startswith("的", spans.known_places[end + 1])
    titled = before_place and not spans.post_starts.isdisjoint((end + 1, spans.known_places[end + 1]))
    if before_place and text[start - 1 : start] in tuple("的、在") and not titled:
        return True  # 东国的|罗斯托夫|、伏尔加格勒
    if text[start - 1 : start] != "、":
        return False
    after_place = start - 1 in spans.known_places.values() and start - 1 not in spans.post_ends
    acts = text.startswith(followers(), end) or end in spans.post_starts or text[end : end + 1] in "到赴在抵"
    after_place = after_place and not acts  # 甲到东州、|王芳|到西州
    between = start - 1 in spans.body_ends and text[end : end + 1] == "、" and end + 1 in spans.body_starts
    return after_place or between


def of_a_firm(spans: Spans, start: int) -> bool:
    """Whether the kind of a body stands right before: 评级机构|穆迪, 软件公司|甲骨文."""
    return (
        spans.text.endswith(
            ("机构", "公司", "品牌", "车企", "药企", "厂商", "企业", "零售商", "制造商", "运营商", "供应商", "车商"), 0, start
        )
        and start not in spans.body_ends
    )


def _of_words(spans: Spans, proposal: Proposal, name: str) -> bool:
    """A word of the dictionary, pieces of several, or a way to call somebody who is not named."""
    start, end, text = proposal.start, proposal.end, spans.text
    around = spans.words.at(start)
    if spans.words.tags[around] in ("i", "l") and len(spans.words.text[around]) >= len(name):
        return True  # 万古长青
    if len(name) == 2 and text[start - 2 : start - 1] == name[0] and start - 2 not in spans.starts and spans.count(name) == 1:
        return True  # 云卷|云舒, 花开|花落
    word = spans.words.text[around]
    proper = spans.words.tags[around].startswith(("nr", "ns", "nz", "nt"))
    if not spans.beside_post(proposal) and _TROUPE.match(text, end):
        return True  # 安东尼|亚诺小合唱团
    if len(name) > 2 and not spans.beside_post(proposal) and ((word == name and not proper) or name in not_names()):
        return True  # 陆海空, 世世代代
    firm = len(name) > 2 and not spans.beside_post(proposal) and name in spans.firms
    if firm or BRAND.match(text, end) or text.startswith(_GOODS, end) or of_a_firm(spans, start):
        return True  # 王老吉|公司, 评级机构|穆迪
    if name[0] in country_characters() and len(name) == 3 and spans.count(name) == 1 and spans.verb_at(start + 1, end):
        return True  # 韩|调查
    if len(name) == 2 and name[0] in "向对与同" and name[1] in country_characters() and not spans.beside_post(proposal):
        return True  # 向|乌
    if name[0] == "第" or (name[-1] == "族" and len(name) < 4) or spans.verb_with_object(start, end):
        return True  # 第五次, 苗族, 熊|承担事故全责
    if name[0] in country_characters() and "裔" in name:
        return True  # 韩裔美|国人
    if name[-1] == "某" and text[end : end + 1] in SOME_OF:
        return True  # 舟|山某|军港
    if name[-1] in "医法学剧" and text.startswith("院", end) and text[end + 1 : end + 2] not in "长士":
        return True  # 唐都医|院
    if start in spans.inside_leaders or spans.two_words(start, end):
        return True  # 聘|任马骏, 可能|多达
    beside = spans.beside_post(proposal) or "·" in name
    if not beside and len(name) == 3 and name[:2] in verbs_like_names():
        return True  # 祝贺|洪玛奈
    if len(name) == 3 and name[:2] in not_names() and start + 2 in spans.edges and end not in spans.edges:
        return True  # 林区|野外
    if not beside and start not in spans.edges and end not in spans.edges and spans.count(name) == 1 and not foreign_shape(name):
        return True  # 居民|楼得|以
    if "和" in name[:-2] and start not in spans.edges and not beside:
        return True  # 人|民和金正恩
    if len(name) > 4 and any(0 < name.find(label) < len(name) - len(label) - 1 for label in called()):
        return True  # 核科学家|霍克
    if len(name) == 3 and name[:2] in adverbs_like_names() and start + 2 in spans.edges:
        return True  # 曾经|靠, 立即|派
    if spans.mid_word(start) or spans.splits_verb(start, end):
        return True  # 主席|国工作, 官|邸黎明, 中|孟建交
    if name[0] == "来" and text[start - 1 : start] == "年":
        return True  # 百年|来党的
    if name[0] == "许" and text[start - 1 : start] in ("时", "分", "日"):
        return True
    if (
        len(name) == 3
        and name[0] in country_characters()
        and name[1] in "向对与同和给"
        and name[2] in {*country_characters(), "华"}
    ):
        return True  # 尼对华
    if _STORM.search(text, max(0, start - 6), start) or name in spans.storms or text.startswith("-", end):
        return True  # 飓风“菲欧娜”, “伊斯坎德尔-M”
    return name[0] == "小" or WHILE.match(text, start) is not None or text.startswith(FORMS_OF_ADDRESS, start + 1)


def _inside_country(spans: Spans, proposal: Proposal, name: str) -> bool:
    """Whether it stands once, right behind a place where something is or whither something goes."""
    outer = proposal.start - 1
    while outer in spans.within_place:
        outer -= 1
    if spans.known_places.get(outer) != proposal.start or spans.beside_post(proposal) or spans.count(name) > 1:
        return False
    led = spans.text[max(0, outer - 1) : outer] in tuple("在于往至抵到从赴")
    return led and not spans.text.startswith(long_followers(), proposal.end)


def _foreign_place(spans: Spans, proposal: Proposal, name: str) -> bool:
    """A foreign name that is a place elsewhere in the article, or that stands like one: 在…, …州, …工地."""
    start, end, text = proposal.start, proposal.end, spans.text
    if not foreign_shape(name):
        return False
    if text[start - 3 : start].rstrip("“").endswith(("名为", "叫做", "取名")) and _THING.match(text, end):
        return True  # 名为|博瓦尔|的寄宿学校
    if text.startswith(_FIRMS, end) or _STATION.match(text, end):
        return True  # 克利夫兰·克利夫斯|公司, 米克洛什-陶什|站
    if "·" in name:
        return name[-1] in "岛湾州省县镇湖"  # 胡安·费尔南德斯岛
    run = end
    while run < len(text) and text[run] in foreign_characters():
        run += 1
    if run > end and text.startswith((*_DIVISIONS, "段", "地区", "方向", "附近"), run):
        return True
    if name[-1] in "文语绸缎毯绣鼓" and len(name) > 3 and foreign_characters().issuperset(name[:-1]):
        return True  # 斯瓦希里文, 艾德莱斯绸
    if name[-1] in "角邦港峰" and not chinese_shape(name) and not spans.beside_post(proposal):
        return True  # 希塔尼角
    around = start - 1 in spans.within_place or start - 1 in spans.known_places or text.endswith(foreign_countries(), 0, start)
    if around and _HELD_AT.match(text, end) and not spans.beside_post(proposal):
        return True  # 在德国|霍恩费尔斯|进行
    if _inside_country(spans, proposal, name):
        return True  # 在芬兰|尼尼萨洛|进行, 开往波兰|马拉舍维奇|。
    if any(spans.count(name + school) for school in ("高中", "中学", "小学", "大学")):
        return True  # 马斯卡廷, where 马斯卡廷高中 stands too
    if name in spans.place_names or text.startswith((*_DIVISIONS, *_SITES), end):
        return True
    if text[start - 2 : start] in ("首都", "首府"):
        return True
    if not spans.beside_post(proposal) and name.endswith(_TOWNS):
        return True  # 波克罗夫|斯克
    if _ROW_BEFORE.search(text, max(0, start - 40), start) or _ROW_AFTER.match(text, end) or _HAPPENS.match(text, end):
        return True
    if _PEOPLE.match(text, end) and not spans.beside_post(proposal):
        return True  # 德鲁兹|人
    if text.startswith("党", end) and not text.startswith(("党委", "党员", "党组"), end):
        return True
    return text[start - 1 : start] in ("在", "于", "占") and not text.startswith(followers(), end)
