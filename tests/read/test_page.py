"""Newspaper pages of differing make: how many articles, under which headlines, with which mended sentences."""

import json
from pathlib import Path

import pytest

from kg.model import Article
from kg.read import masthead, page, plain, read

PAGES = Path(__file__).parent / "pages"
SHARED = Path(__file__).parents[3] / "shared"

# file → for each article: (title, the lines above the body)
EXPECTED = {
    "first_line_title.txt": [("云河市启动老旧管网改造", 1)],
    "only_second_level.md": [("海门港新航线开通", 1), ("图书馆夜间开放", 1), ("农技员下田指导春耕", 1)],
    "three_line_headline.txt": [("把百姓的事一件件办好", 3)],
    "fixed_width.txt": [("江城开出首趟中欧班列", 1)],
    "front_matter.md": [("云河大桥合龙", 1)],
    "ruled.txt": [("市人大常委会审议养老条例", 1), ("青州港吞吐量再创新高", 1)],
    "subheads.md": [("一座老厂的新生", 1)],
    "rubric_and_kicker.txt": [("雪线上的养路人", 2), ("让乡亲在家门口看好病", 2)],
    "no_marks_two_articles.txt": [("北湾新区新增三所学校", 1), ("渔港码头恢复夜间作业", 1)],
    "traditional.txt": [("市府推動舊區更新", 1)],
}


def articles(path: Path, date: str | None = None) -> list[Article]:
    found = list(read(str(path), date))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def test_every_page_is_expected() -> None:
    assert {path.name for path in PAGES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_articles_of_a_page(name: str) -> None:
    found = articles(PAGES / name)
    assert [(a.title, a.text[: a.body].count("\n")) for a in found] == EXPECTED[name]
    for article in found:
        assert article.title in article.text[: article.body].split("\n")
        assert "#" not in article.text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("three_line_headline.txt", "让群众有更多实实在在的获得感。"),
        ("fixed_width.txt", "首趟中欧班列从城北货场开出"),
        ("fixed_width.txt", "沿线的企业可以当天完成申报。"),
        ("rubric_and_kicker.txt", "山外的老师和医生才进得来。"),
        ("front_matter.md", "云河大桥昨天合龙，两岸往来将由四十分钟缩短到八分钟。"),
    ],
)
def test_broken_sentences_are_mended(name: str, sentence: str) -> None:
    assert any(sentence in article.text for article in articles(PAGES / name))


def test_paragraphs_stay_apart() -> None:
    body = articles(PAGES / "fixed_width.txt")[0]
    assert body.text[body.body :].count("\n") == 2


def test_sections_are_lines_of_their_article() -> None:
    assert {"留住记忆", "引来新人"} <= set(articles(PAGES / "subheads.md")[0].text.split("\n"))


def test_masthead_of_a_page_holds_for_all_its_articles() -> None:
    assert [(a.published, a.medium) for a in articles(PAGES / "ruled.txt")] == [("2025-09-06", "青州日报")] * 2
    assert [(a.published, a.medium) for a in articles(PAGES / "fixed_width.txt")] == [("2024-03-15", "江城日报")]
    assert [(a.published, a.medium, a.place) for a in articles(PAGES / "front_matter.md")] == [("2023-11-02", "南方日报", "广东")]


def test_dateline_without_a_year_is_no_date() -> None:
    article = articles(PAGES / "three_line_headline.txt")[0]
    assert (article.published, article.medium, article.place) == (None, "新华社", "云州")


def test_links_and_images_are_no_prose() -> None:
    text = articles(PAGES / "front_matter.md")[0].text
    assert "http" not in text
    assert "查看原文" not in text
    assert "bridge" not in text


def test_traditional_characters_stay() -> None:
    article = articles(PAGES / "traditional.txt")[0]
    assert "說明舊區更新計畫" in article.text


def test_ids_of_a_page_count_its_articles() -> None:
    assert [a.id for a in articles(PAGES / "ruled.txt")] == ["ruled-1", "ruled-2"]
    assert [a.id for a in articles(PAGES / "subheads.md")] == ["subheads"]
    assert [a.origin for a in articles(PAGES / "ruled.txt")] == ["ruled.txt#1", "ruled.txt#2"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["抓项目，促投资，稳增长", "全省重点工程提速"], "全省重点工程提速"),
        (["全省重点工程提速", "上半年开工一百二十项"], "全省重点工程提速"),
        (["【要闻】", "全省重点工程提速"], "全省重点工程提速"),
        (["全省重点工程提速", "——来自一线的报道"], "全省重点工程提速"),
        (["引题在前，先说缘由", "主题居中说大事", "副题在后补细节"], "主题居中说大事"),
        (["## 图片新闻", "# 全省重点工程提速"], "全省重点工程提速"),
        (["# 全省重点工程提速", "## 上半年开工一百二十项"], "全省重点工程提速"),
    ],
)
def test_which_line_is_the_title(lines: list[str], title: str) -> None:
    _, pieces = page.split([*lines, "本报讯 上半年，全省开工一百二十项重点工程。"], masthead.is_masthead)
    assert [piece.title for piece in pieces] == [title]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("第一段说完了。\n\n第二段也说完了。", 2),
        ("这里先说一句。接着要说的是这件事情的前\n\n因后果，大家都知道。", 1),
        ("会议部署了三件事，\n分别是修路、架桥和通水。", 1),
        ("一句说完了。\n\n加强组织领导\n\n各级各部门要拧紧责任链条。", 3),
        ("他说了一句话。\n\n本报记者 王小明\n\n第二天他又来了。", 3),
        ("标题里没有句号也不接着往下读\n\n本报讯 昨天开会。", 2),
        ("会议审议了《关于改善老旧小区居\n\n住条件的意见》，要求抓紧落实。", 1),
        ("昨天（12月15日）\n\n，大桥建成通车，两岸居民奔走相告。", 1),
        ("昨天大桥通车。大桥长5.3千米，设计时速\n\n80千米，车道共有六条，两岸来往更加便利。", 1),
        ("甲说：\n\n乙答。", 2),
        ("The first half of\n\nan English sentence goes on, and it ends here.", 2),
    ],
)
def test_mending(text: str, paragraphs: int) -> None:
    assert len(plain.paragraphs(text)) == paragraphs


def test_setext_headings() -> None:
    assert plain.paragraphs("大桥通车\n===\n昨天通车。\n\n两岸同庆\n---\n人们庆祝。") == [
        "# 大桥通车",
        "昨天通车。",
        "## 两岸同庆",
        "人们庆祝。",
    ]


@pytest.mark.skipif(not (SHARED / "gold" / "seed.json").exists(), reason="the annotated page is not on this machine")
def test_annotated_page() -> None:
    gold = json.loads((SHARED / "gold" / "seed.json").read_text(encoding="utf-8"))
    found = articles(SHARED / "seed" / "page.txt", "2026-06-03")
    assert [(a.title, a.published) for a in found] == [(g["title"], g["published"]) for g in gold]
