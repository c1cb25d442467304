"""Patterns around the names of bodies: what may stand before and after an ending, and what makes it no name.

In: nothing. Out: compiled patterns and short sets of particles; every one is used in kg/extract/institutions.py or kg/bodyedges.py.
"""

from __future__ import annotations

import re

# The longest name, in characters.
LONGEST = 36
# Kinds whose endings (党委, 政府, 人大) name nothing without the place or the body they belong to.
NEEDS_OWNER = ("party", "government", "legislature", "cppcc", "judicial", "military")
ORDINAL = re.compile(r"(?:第?[一二三四五六七八九十0-9]{1,3}届|新一届|[一二三四五六七八九十]{1,3}大)$")
PREFIX = re.compile(r"(?:中国共产党|中共|共青团|中国|国家)$")
PARTY = re.compile(r"(?:民革|民盟|民建|民进|农工党|致公党|九三学社|九三|台盟|共青团|团)$")
# A medium that is only named as where the news comes from is no actor: 据新华社消息, 某网讯, 某报记者.
SOURCE = re.compile(r"(?:[^，。\n]{0,14}日电|[^，。]{0,4}(?:讯|电|消息|记者|客户端|报道)|发(?:\n|$|（)|：|（记者)")
# 人大代表, 政协工作: every assembly's, none in particular.
OF_ALL = re.compile(r"制度|工作|委员|代表|组织|机关|常委|各级|系统")
MEETING_OF = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,4}届)?(?:第?[一二三四五六七八九十]{1,4}次)?[一二三四五六七八九]?(?:中全会|全体会议|会议|全国代表大会)(?!主席团|秘书)"
)
CALLED_BY_SESSION = ("党", "人大", "人民代表大会")
OF_A_LAW = re.compile(r"(?:组织|选举)法")  # 村民委员会|组织法
LEVELS_IN_ROW = re.compile(r"(?:全国|[省市区县州])、(?:[市区县州]、)*$")  # 省、市、|自治区民政局: of all of them
FOUNDED = re.compile(r"成立了?(?![一-鿿]*[由以的])(?=[一-鿿]{2,10}$)")  # 立即成立|前线灭火|指挥部
WORLD = re.compile(
    r"(?:世界|国际|亚洲|非洲|欧洲)(?!各|主要|多|和|其他|恐怖|犯罪|社会|民间|非政府|政府|媒体|科技|经济|金融|[一-鿿]*(?:等|国际))[一-鿿]{2,6}$"
)
ROLE_OF_CITY = re.compile(r"中心(?:地位|城市|优势|作用|功能)")
# What is still being built is no body: 海水淡化厂|等项目竣工.
BUILT = ("厂", "医院", "学校", "学院", "大学", "中心", "馆", "电站")
PROJECT = re.compile(r"(?:[一二三四]期)?(?:[新改扩迁援]?建设?)*等?(?:项目|工程)(?![部办组管公经])")
COUNTED = re.compile(r"[0-9一二三四五六七八九十百千多数几两余](?:家|所|个|座|支|批|架|艘|辆)$")
# Endings that are mostly other words: they need a place, a body or the trained reader.
DOUBTFUL = ("组织", "党", "行动", "机构")
# Assemblies and cabinets that an article about another country calls by nothing more.
ASSEMBLIES = ("议会", "国会", "众议院", "参议院", "上院", "下院", "联邦议院", "国民议会")
NUMBERED = re.compile(r"[一二三四五六七八九十百0-9]{1,4}")
SPELT = re.compile(r"[一-鿿]{2,8}$")
SMALL_PLACES = ("街道", "镇", "乡", "村", "社区", "开发区", "新区")
LEVELS = ("省", "市", "县", "区", "州", "自治区")
FOREIGN_FORCE = re.compile(
    r"(?:军|军方|空军|海军|陆军|防空部队|国防部|外交部|财政部|国家安全(?:部|委员会|局)|民航局|央行|卫生部|交通部|农业部|教育部|最高法院|武装部队|安全局|政府(?![间性])|总统府|总统办公室|总理办公室|议会|国会|警方|安全部|国防军|空天军|情报局|内政部|能源部|国安部|内务部|司法部|商务部|政府军)"
)
QUOTED = re.compile(r"“[^”。！？\n]{2,30}”$")
TITLE = re.compile(r"《[^《》\n]{1,120}》")
# A newspaper that is named as who reports.
PAPER = re.compile(
    r"《([^《》\n]{1,10}(?:日报|晚报|时报|邮报|周刊|周报|新闻|杂志|报)|今日美国)》"
    r"(?=(?:网站)?[^，。《》]{0,16}?(?:报道|刊文|刊登|刊发|发表|社论|评论|披露|援引|称|指出|网站))"
)
# What looks like a body and only tells where or whose: 市|中心, 情报人员|处.
NO_BODY_HERE = re.compile(
    r"(?:省份(?:党委|政府)(?:[组宣统][织传战]部)?|(?:部分|各|有关|其他|一些)省区(?:纪委|党委|政府)|[市县镇城区]中心|(?:人员|[手者们])处)$"
)
MAKES = re.compile(r"所[作做取提发进具需](?!长)")  # 为…所作
LED = re.compile(r"(?:总主席|主席|领袖|领导人|党首|总裁|总书记|候选人|党魁)")
SITS = re.compile(r"(?:第[一二三四五六七八九十]+次)?(?:年会|会议|全体会议)")
POSITIONS = ("指挥中心", "指挥部", "指挥所")
CREDIT = re.compile(r"来源[：:]?$")
FORMERLY = re.compile(r"(?<![中太草高平燎])原$")  # 123团|原|党委书记
GOES_ON = re.compile(r"部[门分署队]|部长级|所在|站[在起稳出到好]")
BY_CHANCE = re.compile(r"[两三各多]国大?使馆|[路街湖河场院厅]中央|北约[0-9]")
COUNT_FIRST = re.compile(r"[0-9一二三四五六七八九十两几数多]{1,3}[家所个座支批]")
SEVERAL = ("两国", "三国", "四国", "各国", "多国")
EXCEPT = re.compile(r"除[^，。；]{2,40}?(?:以外|之外|外)(?=[，。、]|其)")
ANY_TOWN = re.compile(r"乡镇(?:党委|政府|人大|纪委)")  # those of all towns
ASIDE = re.compile(r"（[一-鿿]{2,6}）$")  # …科技（合肥）|有限公司
TO_FIRM = re.compile(r"[一-鿿]{0,8}公司")
OWN = re.compile(
    r"我?(?:集团公司|总公司|集团|公司|学校|学院|医院|[校院局厂矿委厅])$"
)  # 校|党委: of the body that the page belongs to
RULES_IT = frozenset("由任请和与及到经受在为是以被向对让")  # before a body that is no part of a longer name: 报告会由|校党委
GLUED = re.compile(r"[一-鿿]{0,8}[由到](?=集团|公司|校|院|局)")  # 会议第一项由|集团党委
# What is called by the name of the firm that makes it.
MAKE_OF = re.compile(
    r"牌(?!照|匾|坊)|轿车|越野车|小汽车|面包车|吉普|客车(?!公司|厂)|货车|手机(?!公司|厂|业务)|笔记本电脑|相机|汽车(?!公司|集团|厂|股份|工业|制造|销售|有限)"
)
OF_GOVERNMENT = ("政府间", "政府首脑", "政府采购", "政府购买", "政府投资", "政府债", "政府性", "政府网站")
BUILDING = re.compile(r"大厦|旧址|遗址|新址|(?<=大学)城(?![管市建])")
NO_NAME = ("全国", "距离")
ANY_ONE = re.compile(r"[一某](?![一-鿿]{0,3}[医局])")
# 公办|幼儿园, 寄宿制|学校: a kind of body, none in particular.
ANY_KIND = re.compile(
    r"(?:王宫|跨国|公办|民办|公立|私立|寄宿制|现有|各类|所有|乡镇|农村|城市|中小|重点|示范|定点|基层|大型|小型|外资|外企|民营|国有|知名|普通|本地|外地|当地|优质|特色|新型|龙头|上市|相关|有关)+"
)
# Words of a name that tell its kind better than its ending.
KINDS = (
    (
        re.compile(r"(?:交警|公安|消防|交通警察|刑警|特警|巡警|治安|高警|高速警|城管|执法|路政|海关)[^省市县]*(?:队|局)$"),
        "government",
    ),
    (re.compile(r"^(?:中国共产党|中共)(?!.*(?:报社|学院|大学|学校|党校|出版社|纪念馆)$).*(?:委员会|[党组会部办委局])$"), "party"),
    (re.compile(r"^(?:中国人民政治协商会议|全国政协|人民政协|政协).*委员会"), "cppcc"),
    (re.compile(r"^(?:全国人民代表大会|全国人大).*委员会"), "legislature"),
)
