"""The whole of extraction: what holds for every article, whatever it is made of."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract, extract_all, tagger
from kg.model import Article, Claim, Event, Membership, Quotation, Reading
from tests.extract.cases import TABLES, cases, memberships, named_right, readings
from tests.extract.growth import growth, repeated

# Of the persons in the strong rows of posts.tsv, how many are read without the weights; as last measured.
FLOOR_WITHOUT_WEIGHTS = 0.89

FRAGMENTS = [
    *("龚华", "李明", "欧阳明远", "阿迪力·买买提", "让·马尔尚", "蔡某", "李 明", "J.R.坎贝尔"),
    *("市长", "副市长", "市委书记", "原市委副书记、", "时任", "代省长", "外交部长", "俄总统", "国家主席", "董事长", "局长"),
    *("苏州市", "江苏省", "市委", "国务院", "长风集团", "省水利厅", "复旦大学", "俄军", "有限公司", "党组"),
    *("出席", "任命", "为", "免去", "的", "职务", "当选", "历任", "曾任", "主持召开", "座谈会", "会见", "强调", "说：“", "”"),
    *(
        "昨天",
        "6月3日",
        "２０２４年",
        "《意见》",
        "《",
        "》",
        "（以下简称",
        "）",
        "（",
        "，",
        "。",
        "、",
        "；",
        "\n",
        "\n\n",
        " ",
        "\u3000",
    ),
    *("😀", "👨‍👩‍👧", "Ａ", "１２３", "•", "…", "—", "\t", "\u200b", "e\u0301", "王", "和与及", "原", "副"),
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)

HOSTILE = [
    *("王", "王李张刘", "欧阳", "阿·", "王 ", "王某", "李明任", "俄", "军", "副", "原前时任"),
    *("和与及", "和与及、", "贸易、投资和工业", "中国共产党", "省市县区", "上海市", "第一届"),
    *("《", "“", "说：“", "以下简称（", "2024年", "。", "，", " ", "\n", "😀"),
    *("龚华、", "任命", "市长", "局长、", "市委副书记、", "大学", "公安局", "有限公司", "常务委员会"),
]


def article(text: str, name: str = "case") -> Article:
    return Article(name, text.split("\n")[0], text, min(len(text), text.find("\n") + 1), published="2026-06-03")


def check(reading: Reading) -> None:
    """What holds for every reading: offsets, order, and that claims speak of what is in the text."""
    text = reading.article.text
    for mention in reading.mentions:
        assert mention.article == reading.article.id
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.name or mention.kind == "date"  # a date that no calendar can tell
    keys = [(m.start, -m.end, m.kind) for m in reading.mentions]
    assert keys == sorted(keys)
    assert len(set(reading.mentions)) == len(reading.mentions)
    for claim in reading.claims:
        assert claim.article == reading.article.id
        assert 0 <= claim.evidence.start < claim.evidence.end <= len(text)
        assert claim.evidence.rule
    order = [(c.evidence.start, c.evidence.end) for c in reading.claims]
    assert order == sorted(order)
    check_names(reading.claims, {m.name for m in reading.mentions if m.kind == "person"})


def check_names(claims: Sequence[Claim], people: set[str]) -> None:
    """Every person of a claim is one that the article mentions."""
    for claim in claims:
        if isinstance(claim, Membership):
            assert claim.person in people
        elif isinstance(claim, Event):
            assert {p.person for p in claim.participants} <= people
        elif isinstance(claim, Quotation) and claim.speaker_kind == "person":
            assert claim.speaker in people


@pytest.mark.parametrize("table", TABLES)
def test_what_holds_for_every_reading_holds_for_the_tables(table: str) -> None:
    for reading in readings(table).values():
        check(reading)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    check(extract(article(text)))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_any_characters_are_read(text: str) -> None:
    check(extract(article(text)))


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_articles_are_read_alike_alone_and_together(texts: list[str]) -> None:
    articles = [article(text, f"case-{number}") for number, text in enumerate(texts)]
    assert extract_all(articles) == [extract(a) for a in articles]


@pytest.mark.parametrize("table", TABLES)
def test_the_cases_are_read_alike_alone_and_together(table: str) -> None:
    assert [readings(table)[c.text] for c in cases(table)] == [extract(c.article) for c in cases(table)]


def test_no_articles() -> None:
    assert extract_all([]) == []


def test_an_empty_article() -> None:
    empty = article("")
    assert extract(empty) == Reading(empty, (), ())


def test_the_headline_and_the_body_are_read() -> None:
    text = "市长龚华调研水利工程\n本报讯 昨天，市长龚华到省水利厅调研。"
    reading = extract(article(text))
    assert [m.start for m in reading.mentions if m.kind == "person"] == [2, 20]
    assert [(c.person, c.role) for c in memberships(reading)] == [("龚华", "市长")]


def test_whose_head_a_bare_title_means_is_where_it_is_written() -> None:
    text = "意大利总统马塔雷拉到访。印度尼西亚总统普拉博沃出席会议。会见马塔雷拉总统时，双方握手。"
    found = {(c.person, c.organization) for c in memberships(extract(article(text)))}
    assert found == {("马塔雷拉", "意大利"), ("普拉博沃", "印度尼西亚")}


@pytest.fixture
def no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "weights", lambda: None)


@pytest.mark.usefixtures("no_weights")
def test_without_weights_the_grammar_reads_who_holds_a_post() -> None:
    text = "市委书记李明、市长龚华出席。副市长王芳、赵强参加。原省水利厅厅长钱进接受审查。"
    reading = extract(article(text))
    check(reading)
    found = {(c.person, c.role, c.former) for c in memberships(reading)}
    assert found >= {("李明", "书记", False), ("龚华", "市长", False), ("王芳", "副市长", False), ("钱进", "厅长", True)}


@pytest.mark.usefixtures("no_weights")
def test_without_weights_most_persons_of_posts_are_read() -> None:
    rows = [case for case in cases("posts") if case.strength == "strong" and case.expected != "-"]
    wanted = found = 0
    for case, reading in zip(rows, extract_all([case.article for case in rows]), strict=True):
        people = {part.split("|")[0] for part in case.expected.split(";")}
        wanted += len(people)
        found += len(people.intersection(m.name for m in reading.mentions if m.kind == "person"))
        check(reading)
    assert found / wanted >= FLOOR_WITHOUT_WEIGHTS


@pytest.mark.usefixtures("no_weights")
def test_without_weights_bodies_and_places_of_the_lexicons_are_read() -> None:
    reading = extract(article("国务院召开会议，苏州市委、省水利厅参加。"))
    assert named_right(reading, "institution", "国务院;苏州市委;省水利厅")


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_with_the_text(unit: str) -> None:
    assert growth(lambda text: extract(article(text)), repeated(unit)) < 8


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("总理李强昨天在阿斯塔纳出席第二届中国—中亚峰会。", ("阿斯塔纳",)),
        ("2月6日，土耳其地震造成数千人死亡。", ("土耳其",)),
        ("外文出版社昨天出版该书的西班牙文版。", ()),
        ("总理李强来华出席2025年上海合作组织峰会。", ()),
        ("昨天，大马士革等地遭以色列空袭，多人受伤。", ("大马士革",)),
        ("昨天，广州黄埔大道发生车祸，两人受伤。", ("黄埔大道", "广州")),
        ("以军5日空袭加沙，乌防空部队击落无人机。", ("加沙",)),
        ("四川云岭水泥公司昨天召开安全会议。四川电力充足。", ()),
        ("江苏省教育厅昨天召开安全会议。江苏省干部出席。", ("江苏省",)),
        ("第五届四川茶叶大会昨天在成都举行。", ("成都",)),
        ("第五届四川茶叶大会昨天举行。", ("四川",)),
        ("昨天，四川男子坠楼身亡。", ()),
        ("昨天，以色列北部一座村庄遭到来自黎巴嫩的导弹袭击。", ("以色列",)),
        ("昨天，以军对加沙地带哈马斯阵地实施空袭，两人死亡。", ("加沙地带",)),
        ("昨天，武汉市江夏区南京大学武汉附属中学20名学生食物中毒。", ("武汉市", "江夏区")),
        ("昨天，南京大学附属中学20名学生食物中毒。", ("南京",)),
        ("总理李强昨天在万象出席第二届茶叶峰会。", ("万象",)),
        ("这是一起克什米尔非法武装制造的爆炸事件，两人死亡。", ()),
    ],
)
def test_where_an_event_was(text: str, places: tuple[str, ...]) -> None:
    """A place that tells who, whose or what it is called after is not where it was."""
    (event,) = [claim for claim in extract(article(text)).claims if isinstance(claim, Event)]
    assert event.places == places
