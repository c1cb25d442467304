"""Datelines and credits: how the press signs its articles."""

import pytest

from kg import press
from kg.lexicon import table
from kg.read import masthead
from kg.rule import Rule
from kg.text import fold


@pytest.mark.parametrize("rule", press.RULES, ids=lambda rule: rule.name)
def test_every_rule_reads_its_example(rule: Rule) -> None:
    assert rule.pattern.search(fold(rule.example))


@pytest.mark.parametrize(
    ("text", "medium", "place", "day"),
    [
        ("新华社成都3月8日电 大桥通车。", "新华社", "成都", (3, 8)),
        ("(新华社北京３月８日电)", "新华社", "北京", (3, 8)),
        ("中新社广州八月二十一日电", "中新社", "广州", (8, 21)),
        ("本报平壤12月31日电 （记者王小明）", None, "平壤", (12, 31)),
        ("本报青岛讯 昨天", None, "青岛", (None, None)),
        ("本报讯 昨天", None, None, (None, None)),
        ("【本報訊】昨日", None, None, (None, None)),
        ("央视网消息（新闻联播）：今年夏粮收购平稳。", "新闻联播", None, (None, None)),
        ("央视网消息：今天举行发布会。", "央视网", None, (None, None)),
        ("【深圳商报讯】昨天", "深圳商报", None, (None, None)),
        ("新华社电 昨天", "新华社", None, (None, None)),
    ],
)
def test_datelines(text: str, medium: str | None, place: str | None, day: tuple[int | None, int | None]) -> None:
    found = list(press.datelines(text))
    assert [(d.medium, d.place, (d.month, d.day)) for d in found] == [(medium, place, day)]
    assert press.opens(text)


@pytest.mark.parametrize(
    "text", ["他用的是水电、燃气和通讯服务。", "记者从市教育局获悉，新学期开始了。", "公安部网站消息：昨天", "全省通讯 网络升级"]
)
def test_what_is_no_dateline(text: str) -> None:
    assert not list(press.datelines(text))
    assert not press.opens(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本报讯（记者 王小明 通讯员 李丽）昨天", "王小明 李丽"),
        ("（记者宋世益王丹蒂）", "宋世益 王丹蒂"),
        ("（记者 张 三 李小四）", "张三 李小四"),
        ("新华社记者 鞠 山摄", "鞠山"),
        ("本报记者 莽山晨 白 阳", "莽山晨 白阳"),
        ("本报驻云州记者 赵青山", "赵青山"),
        ("文/记者 陈晶 见习记者 陈心如 图/ 记者 刘畅", "陈晶 陈心如 刘畅"),
        ("（记者/黄少 实习生/朱子 通讯员/成伟）", "黄少 朱子 成伟"),
        ("编辑：王小明、李丽", "王小明 李丽"),
        ("责任编辑:欧阳明月", "欧阳明月"),
        ("（王小明 摄）", "王小明"),
        ("（江城晚报记者吴臻通讯员黄绿荣王福军 文/图）", "吴臻 黄绿荣 王福军"),
        ("【本報訊】（記者 陳大文）", "陳大文"),
        ("晚报讯 记者 王小明 实习生 李丽 报道 昨天", "王小明 李丽"),
        ("（新华社北京8月2日电 记者王小明）", "王小明"),
        ("记者从市教育局获悉，昨天开学。", ""),
        ("记者：您怎么看这件事", ""),
        ("（作者为某大学教授）", ""),
        ("他告诉记者：路修好了。", ""),
        ("记者昨天上午来到现场", ""),
    ],
)
def test_credits(text: str, names: str) -> None:
    found = [name for credit in press.credit_lines(text) for name in credit.names]
    assert found == names.split()


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("解放日报 2026年6月3日 星期三 第1版", True),
        ("2026-06-03 08:30 来源：新华社 编辑：王小明", True),
        ("第02版：要闻", True),
        ("青州晚报", True),
        ("国内统一连续出版物号 CN 00-0000", True),
        ("上海市2026年6月3日通报", False),
        ("责任编辑：王小明", False),
        ("市政府召开会议", False),
        ("他天天读晚报", False),
    ],
)
def test_masthead_lines(line: str, is_one: bool) -> None:
    assert masthead.is_masthead(line) is is_one


@pytest.mark.parametrize(
    ("source", "medium"),
    [
        ("新闻联播", "新闻联播"),
        ("《江城日报》", "江城日报"),
        ("", None),
        ("https://example.org/a/b", None),
        ("github:someone/repository data/1.txt (人民日报)", "人民日报"),
    ],
)
def test_medium_of_a_field(source: str, medium: str | None) -> None:
    assert masthead.medium_of_field(source) == medium


@pytest.mark.parametrize(
    ("text", "medium", "place"),
    [
        ("本报讯 昨天", "解放日报", "上海"),
        ("新华社北京6月2日电 昨天", "解放日报", "北京"),
        ("本报讯 昨天", "人民日报", None),
        ("本报讯 昨天", None, None),
    ],
)
def test_place(text: str, medium: str | None, place: str | None) -> None:
    assert masthead.place_of(text, medium) == place


def test_the_table_of_media_is_broad_and_tells_kinds() -> None:
    rows = table("media")
    assert len(rows) >= 120
    assert {row["kind"] for row in rows} == {"agency", "site", "broadcaster", "programme", "paper", "magazine"}
    assert len({row["medium"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("written", "value"), [("12", 12), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("八", 8), (None, None)]
)
def test_numbers(written: str | None, value: int | None) -> None:
    assert press.number(written) == value
