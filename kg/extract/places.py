"""Places: divisions of China, countries, landmarks, and what the trained reader takes for a place.

In: an article and the trained reader's proposals. Out: mentions of kind "place"; mentions of one division share its longest form in the article (上海, 上海市 → 上海市),
`detail` is its code, or the name of the country.

The short name of a county (和平, 新和) is mostly another word: it counts only where the trained reader sees a place too.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.atlas import everyday_name, hiding
from kg.bodies import two_countries
from kg.lexicon import Matcher, table, values
from kg.model import Article, Mention
from kg.proposal import Proposal
from kg.text import fold
from kg.words import Words, cut

_SMALL = re.compile(
    r"(?![的和与及或等在有各是这那某内多几下所委]|[一-鿿]{0,4}(?:一[座个处]|的)|一[乡村镇城]|附近|周边|[一-鿿]{0,4}(?:决定|在|对))(?:(?![和与及或、])[一-鿿]){1,5}?(?:街道|社区|镇|乡|村|苏木|开发区|高新区|新区)(?![长委党民务里上级支里人庄容])"
)
# A city called by one character: after a word of motion or place and before a verb or a mark, so that 在京津冀 and 在宁夏 are none.
_LETTER = r"(?<=[在抵离赴来返])[{}](?=[举召会开闭同启出隆发签成集揭并与调考走参主访述看慰接受对分全共、，。）])"
# A way or a building named after the division before it, which is not where the division lies: 黄埔|大道, 山西|路, 固原|汽车站.
_ROAD = re.compile(
    r"[东西南北中前后][一二三四五六]?街(?![道头])|[东西南北中]?[一二三四五六]?(?:路(?![演径线况段桥网口透经由过费])|大道(?!理)|大街(?!小巷)|高速公路|高速(?![发增运行铁列通成推前扩度计光网飞集公])"
    r"|大?运河(?!区)|(?:火|汽)?车站|(?:国际)?机场|桥(?![头东西南北乡镇梁])|[江河湖]?特?大桥|隧道|服务区|收费站)"
)
_CLASS = re.compile(
    r"等[一-鿿]|(?:长江|黄河|跨[江海河])?特?大桥$|[一二三四五六七八九十两几数][个座条处桥一-鿿]|[东南西北]?(?:大道|大街|大桥|隧道|机场|(?:火|汽)?车站|服务区|收费站|地区|方向|市区|境内)$|[一-鿿]?(?:国际|军用|民用)机场$|雷达站$"
)
_EXPRESSWAY = re.compile(r"高速(?:公路)?(?![发增运行铁列通成推前扩度计光网飞集公])")  # 八达岭|高速
_AIRPORT = re.compile(r"(?:国际|军用|民用)?机场(?!路)")  # 金海|国际机场
_SLOPE = re.compile(r"[湾沟坪坡岭垭坳冲塘](?=路段|段|隧道|大桥|附近|路口)")  # 樟树|湾路段 is no part of 樟树
# A lake or what lies on it, which is called after a county and is not all of it: 洪安|湖, 洪安|湖区.
_LAKE = re.compile(r"湖区?(?![口州北南滨畔岸边水中上里面区])|水库")
# What is a name only with the one right before it: 湘江|新区; and what stands before a name as a part of it: 小|新塘.
_ALONE = (
    "新区",
    "综合保税区",
    "保税区",
    "自贸区",
    "自贸试验区",
    "旅游区",
    "开发区",
    "高新区",
    "经开区",
    "大学城",
    "科技园",
    "工业园",
    "产业园",
    "度假区",
    "风景区",
    "街道",
    "群岛",
)
# A town or an island that begins like a county and is not all of it: 灵山|镇, 明水|满族乡, 海陵|岛.
_TOWN = re.compile(r"(?:(?:[一-鿿]{1,3}族)?[镇乡]|街道)(?![长政党办])|[岛屿岭峡](?!国)")
# The same, but left out where no name stands right before: 中山|公园, but a 公园 alone is no name, nor is it in 东州市|古城.
_COMMON = re.compile(
    r"社区|(?:森林|湿地|体育|文化|国家)?公园|大厦|码头|体育[场馆]|公路桥?|铁路|高铁|古城|老城|重镇|火山|广场|商场|饭店|酒店"
)
# A house in which others meet, and the words around it that say so.
_VENUE = re.compile(r"(?:馆|饭店|酒店|剧院|剧场|会堂|礼堂|中心|影城|俱乐部)$")
_IN = re.compile(r"[在于]$")
_HELD_THERE = re.compile(
    r"(?:[^，。；]{0,4}厅|[^，。；]{0,4}室|内)?(?:隆重|正式|圆满|成功|拉开|顺利)?(?:举行|举办|召开|开幕|开馆|开展|启动|上演|落幕)"
)
# Words for a kind of place that are no name alone, and a side: 首府, 周边地区, 附近一个小镇, 中方.
_KIND = re.compile(
    r"(?:附近|周边|[东南西北中]{1,2}部|近郊|远郊|郊区|首[府都]|城[市镇区]|[村乡小重]镇|偏[东南西北]{1,2}(?=地区)|市区|山区|旅游胜地|会议中心|沿海|边境|多[国省州市县区地]|[一-鿿]方)"
    r"(?:地区|城市|一[个座处][一-鿿]{0,4})?|国际机场[一二三]期"
)
_THERE = re.compile(r"[，。]|(?:继续|分别|共同|同|与)|(?:出席|会见|举行|召开|举办|参加|开幕|闭幕|签署|发表|主持|访问|表示|说)")
_PLATE = re.compile(r"[一-鿿][A-Za-z]")
_WHITHER = ("在", "赴", "抵", "抵达", "离开")
_MAYORS = ("市长", "副市长", "市市长", "市副市长")
_FOLLOWED = {
    "北海": "域",
    "中西": "部方医药",
    "中山": "堂装舰",
    "东海": "域",
    "中国": "人共",
    "巴中": "建两友关经双",
    "市中": "心",
    "朝鲜": "族劳",
    "蒙古": "族包",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A known place: its full name, its code or country, and whether its short form is safe to read alone."""

    name: str
    code: str
    sure: bool


# Titles behind the one character of a country, which with a name are no place: 乌|总理什梅加尔.
_TITLES = ("总理", "总统", "首相", "外长", "外相", "国务卿", "副总", "副首相", "副外长", "防长")


@cache
def gazetteer() -> Matcher[tuple[Place, ...]]:
    """Every name of a known place, with all that bear it, the widest first; none for a word that only hides the name of one."""
    words: dict[str, tuple[Place, ...]] = dict.fromkeys(hiding(), ())
    other = {row["word"] for row in table("not_places") if row["use"] == "also"}
    divisions = sorted(table("divisions"), key=lambda r: ("province", "prefecture", "county").index(r["level"]))
    for row in (*divisions, *table("divisions_former")):
        forms = {name: len(name) > 2 for name in (row["name"], everyday_name(row["name"], row["short"]))}
        if len(row["short"]) > 1:
            forms.setdefault(row["short"], row["level"] != "county" and row["short"] not in other)
        for name, sure in forms.items():
            words[name] = (*words.get(name, ()), Place(row["name"], row["code"], sure))
    for row in table("countries"):
        for name in (row["name"], row["official"], *values(row["aliases"])):
            words[name] = (Place(row["name"], row["name"], True),)
        if row["capital"]:
            words.setdefault(row["capital"], (Place(row["capital"], row["name"], len(row["capital"]) > 2),))
    for row in table("foreign_places"):
        words.setdefault(row["name"], (Place(row["name"], row["country"] or row["name"], True),))
    for row in table("landmarks"):
        words[row["name"]] = (Place(row["name"], row["place"], True),)
    return Matcher(words)


def find_places(article: Article, proposals: Sequence[Proposal]) -> list[Mention]:
    """The places of an article in order; a wider place directly before a narrower one is a mention of its own."""
    text = fold(article.text)
    seen = {o: p for p in proposals for o in range(p.start, p.end)}
    known = list(_known(article, text, seen))
    after = {end for _, end, _, _ in known}
    found = [_widened(text, *place) for place in known if not _other_bridge(text, place[0], place[1], after)]
    found = [p for n, p in enumerate(found) if n == 0 or p[0] >= found[n - 1][1]]  # 江汉运河, and no |运河|
    covered = {o for start, end, _, _ in found for o in range(start, end)}
    covered |= {o for hit in gazetteer().longest(text) if not hit.value for o in range(hit.start, hit.end)}  # 朝阳|产业
    for proposal in proposals:
        if proposal.kind == "LOC" and not text.startswith(_TITLES, proposal.start + 1):
            small = {proposal.start - 2, proposal.start - 1} & covered == {proposal.start - 2}
            if small and text[proposal.start - 1] in "小大老上下":  # 天河区|小新塘
                proposal = proposal._replace(start=proposal.start - 1)
            found += _unknown(text, proposal, covered)
    found += _lettered(text, covered)
    ends = {end for _, end, _, _ in found}
    taken = {o for start, end, _, _ in found for o in range(start, end)}
    for end in sorted(ends):
        match = _SMALL.match(text, end)
        if match and not _KIND.fullmatch(match.group()) and not any(o in taken for o in range(*match.span())):
            found.append((match.start(), match.end(), match.group(), ""))
    found = _whole(text, sorted(found))
    longest: dict[str, str] = {}
    for start, end, name, code in found:
        form = text[start:end] if end - start > 1 else name
        if code and len(form) > len(longest.get(code, "")):
            longest[code] = form
    return [
        Mention(
            article.id,
            start,
            end,
            "place",
            article.text[start:end],
            longest[code] if code and code[0].isdigit() else name,
            code,
        )
        for start, end, name, code in found
    ]


def _whole(text: str, found: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """The places in order, each word that is no name alone with the name before it: 湘江|新区, but 东州市|开发区 are two."""
    joined: list[tuple[int, int, str, str]] = []
    for start, end, name, code in found:
        first = joined[-1] if joined else None
        if not code and _COMMON.fullmatch(name):
            if first and first[1] == start and _only_a_part(text, *first):
                joined[-1] = (first[0], end, text[first[0] : end], "")
            continue
        if first and first[1] == start and name == "群岛" and first[3] == first[2]:
            continue  # 瓦努阿图|群岛 is the country
        if first and first[1] == start and not first[3].isdigit() and name in _ALONE:
            joined[-1] = (first[0], end, text[first[0] : end], "")
        else:
            joined.append((start, end, name, code))
    return joined


def _only_a_part(text: str, start: int, end: int, name: str, code: str) -> bool:
    """Whether a place before a common word is but the first part of a name: the county in 中山公园 and the unknown 卢塞|体育场, but no
    city, country or name in full."""
    if text[end - 1] in "省市县区镇乡村州":
        return False
    return not code or (code != name and not code.endswith("00")) or (code.isdigit() and text.startswith("公园", end))


def _other_bridge(text: str, start: int, end: int, after: Container[int]) -> bool:
    """Whether a bridge over a river has a name of its own before that of the river: 丰家沱|长江大桥, but not 武汉|长江大桥 or 在长江大桥上."""
    named = "一" <= text[start - 1 : start] <= "鿿" and text[start - 1] not in "在到从过座经跨的、和" and start not in after
    return named and text[end - 1] in "江河" and text.startswith("大桥", end)


def _widened(text: str, start: int, end: int, name: str, code: str) -> tuple[int, int, str, str]:
    """The place, or the way that bears its name: 黄埔大道, not 黄埔."""
    if end - start == 2 and code.isdigit() and not code.endswith("00") and (lake := _LAKE.match(text, end)):
        return start, lake.end(), text[start : lake.end()], ""
    if end - start == 2 and code.isdigit() and not code.endswith("00") and (slope := _SLOPE.match(text, end)):
        return start, slope.end(), text[start : slope.end()], ""
    way = _ROAD.match(text, end) if text[end - 1] not in "省市县区镇州" and (code.isdigit() or not code) else None
    way = way or (_EXPRESSWAY.match(text, end) if code and not code.isdigit() and code != name else None)
    county = text[end : end + 1] in ("镇", "乡") or (code.isdigit() and not code.endswith("00"))
    way = way or (_TOWN.match(text, end) if county and end - start == 2 else None)
    return (start, way.end(), text[start : way.end()], "") if way else (start, end, name, code)


def _known(article: Article, text: str, seen: dict[int, Proposal]) -> Iterator[tuple[int, int, str, str]]:
    """The places of the gazetteer: (start, end, name, code)."""
    words = cut(text)
    hits = gazetteer().longest(text)
    homes = gazetteer().longest(article.place or "")
    provinces = [p.value[0].code[:2] for p in homes if p.value]
    provinces += [hit.value[0].code[:2] for hit in hits if len(hit.value) == 1 and hit.value[0].sure]
    provinces = list(dict.fromkeys(provinces))
    end, outer = -1, ""
    for hit in hits:
        if not hit.value:
            continue
        before = _stem(outer) if hit.start == end else ""
        place = _nearest(hit.value, before, provinces)
        proposal = seen.get(hit.start)
        held = proposal and proposal.kind == "PER" and (proposal.start < hit.start or proposal.end > hit.end)
        one_more = proposal is not None and proposal.start == hit.start and proposal.end == hit.end + 1
        runs_on = one_more and (hit.end - hit.start > 2 or text[hit.end] in "正将已在拟近今昨")  # 黄冈|正
        if held and text[hit.start - 1] != "国" and not runs_on:  # but 主席国|马来西亚, 斯洛伐克|新
            continue
        inside = None if place.sure else _sure_inside(text, words, hit.start + 1, hit.end)
        if inside:
            end, outer = inside[1], inside[3]
            yield inside
            continue
        backed = proposal is not None and proposal.kind in ("LOC", "ORG") and proposal.start == hit.start
        backed = backed or bool(before and place.code.startswith(before)) or (hit.start == end and place.code == outer)
        backed = backed or (text.startswith(_MAYORS, hit.end) and not _straddles(words, hit.start, hit.end))  # 马累|市长
        backed = backed or (not place.sure and _capital_there(text, words, hit.start, hit.end, place))
        if not backed and (not place.sure or _straddles(words, hit.start, hit.end)):
            continue
        if text[hit.end : hit.end + 1] in _FOLLOWED.get(text[hit.start : hit.end], "") and text[hit.end : hit.end + 1]:
            continue
        end, outer = hit.end, place.code
        yield hit.start, hit.end, place.name, place.code


def _capital_there(text: str, words: Words, start: int, end: int, place: Place) -> bool:
    """Whether a capital whose name is another word too stands where only a place can: 在|万象|举行, 离开|万象, but not 在万象更新之际."""
    capital = not place.code.isdigit() and place.code != place.name
    whole = words.starts[words.at(start)] == start and end in words.index
    return capital and whole and text.endswith(_WHITHER, 0, start) and _THERE.match(text, end) is not None


def _sure_inside(text: str, words: Words, start: int, end: int) -> tuple[int, int, str, str] | None:
    """A sure place that begins inside a doubtful one and goes on behind it: 同|德国, not 同德|国."""
    for hit in gazetteer().longest(text[start : end + 6]):
        known = hit.start == 0 and hit.value and hit.value[0].sure and start + hit.end > end
        if known and not _straddles(words, start, start + hit.end):
            return start, start + hit.end, hit.value[0].name, hit.value[0].code
    return None


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """The pattern that finds a city called by one character, and the everyday name and code of each such city."""
    codes = {row["name"]: (row["short"], row["code"]) for row in table("divisions")}
    letters = {row["letter"]: codes[row["name"]] for row in table("city_letters")}
    return re.compile(_LETTER.format("".join(letters))), letters


def _lettered(text: str, covered: set[int]) -> Iterator[tuple[int, int, str, str]]:
    """Cities called by one character: 京 in 在京召开."""
    pattern, letters = _letters()
    for match in pattern.finditer(text):
        if match.start() not in covered:
            yield (*match.span(), *letters[match.group()])


def _stem(code: str) -> str:
    """What the codes of all divisions inside one begin with: 330000 → 33, 330500 → 3305; nothing for a country."""
    return "" if not code.isdigit() else code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _nearest(places: tuple[Place, ...], before: str, provinces: Sequence[str]) -> Place:
    """Of namesakes the one inside the place that stands before the name, else in a province the article or its medium speaks of."""
    if before:
        for place in places:
            if place.code.startswith(before):
                return place
    for province in provinces:
        for place in places:
            if place.code.startswith(province):
                return place
    return places[0]


def _straddles(words: Words, start: int, end: int) -> bool:
    """Whether two characters are but the end of one word and the beginning of the next: 山南 in 天山南北, 南投 in 云南投资."""
    return end - start == 2 and words.starts[words.at(start)] != start and end not in words.index


def split_venues(article: Article, institutions: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The bodies that act or are spoken of, and, as places, the houses in which something only takes place: 在明山殡仪馆|举行."""
    text = fold(article.text)
    staged = {
        m.name
        for m in institutions
        if _VENUE.search(m.text) and _IN.search(text, max(0, m.start - 2), m.start) and _HELD_THERE.match(text, m.end)
    }
    acts = {m.name for m in institutions if not _IN.search(text, max(0, m.start - 2), m.start)}
    venues = [m for m in institutions if m.name in staged - acts]
    bodies = [m for m in institutions if m.name not in staged - acts]
    return bodies, [replace(m, kind="place", detail="") for m in venues]


def _nothing(name: str) -> bool:
    """Whether it is the name of no place: 大桥 alone, 等州, 一桥洞, a number plate, two countries (中朝)."""
    pair = name in ("中外", "中西") or (len(name) in (2, 3) and two_countries().issuperset(name))
    return (
        pair
        or name.endswith(
            ("贵国", "我国", "两国", "该国", "军", "部队", "武装", "市中心", "多地", "各地", "多国", "各国", "多州", "多省")
        )
        or _CLASS.match(name) is not None
        or _KIND.fullmatch(name) is not None
        or _PLATE.fullmatch(name) is not None
    )


def _unknown(text: str, proposal: Proposal, covered: set[int]) -> list[tuple[int, int, str, str]]:
    """What is left of a proposal beside the known places in it; 的 after one begins a description (安吉县的山村), no name."""
    parts: list[tuple[int, int, str, str]] = []
    words = cut(text)
    start = proposal.start
    for offset in range(proposal.start, proposal.end + 1):
        if offset == proposal.end or offset in covered:
            described = text[start:offset].startswith("的")
            while start < offset and text[start] in "在到向从于与和及" and len(words.text[words.at(start)]) == 1:
                start += 1
            if start - 1 in covered and offset - start > 3 and text[start] in "省市州县" and text[start + 1] not in "中内外郊区":
                start += 1  # 金沙湾|市明珠港
            port = _AIRPORT.match(text, offset) if offset == proposal.end and start < offset else None
            offset = port.end() if port else offset
            name = text[start:offset]
            quoted = text[start - 1 : start] == "“" and text.startswith("”", offset)  # the storm “菲亚娜”
            if (
                not described
                and not quoted
                and len(name) > 1
                and name[0] not in "·・"
                and not (name[1:] == "海" and text[start - 1 : start] == "以")
                and not _nothing(name)
                and (start > proposal.start or offset >= proposal.end)
            ):
                parts.append((start, offset, name, ""))
            start = offset + 1
    return parts
