"""The same article in every format and encoding, from a file, a folder and standard input."""

import csv
import gzip
import io
import json
import logging
import sys
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read import read

TITLE = "云河市召开防汛会议"
BODY = "本报讯（记者 王小明）云河市昨天召开防汛会议，市长林远航出席并讲话，要求确保群众安全。\n会议听取了气象部门的汇报。"
ROW = {"id": "a1", "title": TITLE, "published": "2024-07-02", "source": "南方日报", "text": BODY}
HTML = (
    "<html><head><meta charset='{charset}'><title>" + TITLE + "_云河网</title>"
    "<meta name='publishdate' content='2024-07-02'></head><body>"
    "<div class='nav'><a href='/'>首页</a> <a href='/n'>要闻</a></div><h1>"
    + TITLE
    + "</h1><p>2024年07月02日 08:15 来源：南方日报</p>"
    "<article><p>　　"
    + BODY.replace("\n", "</p><p>　　")
    + "</p></article><div>Copyright © 2024 云河网 版权所有</div></body></html>"
)
HANT = "市府召開座談會，市長出席並致辭，說明舊區更新計畫。與會代表認為，補償標準應當公開透明，搬遷時程也要提早告知。"


def one(path: Path | str, date: str | None = None) -> Article:
    found = list(read(str(path), date))
    assert len(found) == 1, found
    assert isinstance(found[0], Article), found
    return found[0]


def facts(article: Article) -> tuple[str, str, str | None, str | None, tuple[str, ...]]:
    return article.title, article.text, article.published, article.medium, article.byline


WHOLE = (TITLE, f"{TITLE}\n{BODY}", "2024-07-02", "南方日报", ("王小明",))


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "a.txt", f"南方日报 2024年7月2日 星期二\n{TITLE}\n{BODY}\n", encoding)
    assert facts(one(path)) == WHOLE


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "utf-8"])
def test_big5(tmp_path: Path, encoding: str) -> None:
    assert one(write(tmp_path / "a.txt", HANT, encoding)).text == HANT


@pytest.mark.parametrize(("encoding", "charset"), [("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", "nonsense")])
def test_html(tmp_path: Path, encoding: str, charset: str) -> None:
    assert facts(one(write(tmp_path / "a.html", HTML.format(charset=charset), encoding))) == WHOLE


def test_html_takes_no_date_from_the_copyright_line(tmp_path: Path) -> None:
    text = (
        HTML.format(charset="utf-8")
        .replace("<meta name='publishdate' content='2024-07-02'>", "")
        .replace("2024年07月02日 08:15 ", "")
    )
    assert one(write(tmp_path / "a.html", text)).published is None


def test_markdown(tmp_path: Path) -> None:
    text = f"---\ntitle: {TITLE}\ndate: 2024-07-02\nsource: 南方日报\n---\n\n# {TITLE}\n\n" + BODY.replace("\n", "\n\n")
    assert facts(one(write(tmp_path / "a.md", text))) == WHOLE


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", "a.unknown"])
def test_json_lines(tmp_path: Path, name: str) -> None:
    line = json.dumps(ROW, ensure_ascii=False).encode() + b"\n\n"
    (tmp_path / name).write_bytes(gzip.compress(line) if name.endswith("gz") else line)
    article = one(tmp_path / name)
    assert facts(article) == WHOLE
    assert (article.id, article.origin) == ("a1", f"{name}:1")


def test_json_lines_in_gb18030(tmp_path: Path) -> None:
    assert facts(one(write(tmp_path / "a.jsonl", json.dumps(ROW, ensure_ascii=False), "gb18030"))) == WHOLE


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("gb18030", ";"), ("utf-8", "\t")])
def test_csv(tmp_path: Path, encoding: str, delimiter: str) -> None:
    table = io.StringIO()
    writer = csv.DictWriter(table, list(ROW), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(ROW)
    article = one(write(tmp_path / "a.csv", table.getvalue(), encoding))
    assert facts(article) == WHOLE
    assert article.id == "a1"


@pytest.mark.parametrize(
    "content",
    [json.dumps(ROW), f"南方日报 2024年7月2日\n{TITLE}\n{BODY}", HTML.format(charset="utf-8")],
    ids=["jsonl", "plain", "html"],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert facts(one("-")) == WHOLE
    assert not sys.stdin.buffer.closed


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("b/2.txt", "a.txt", "b/10.txt", ".hidden/x.txt", "b/.y.txt", "README.md", "photo.jpg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        write(path, f"第{name}号新闻在这里\n昨天开会，{name}。")
    with caplog.at_level(logging.WARNING, "kg.read"):
        assert [item.id for item in read(str(tmp_path)) if isinstance(item, Article)] == ["a", "b/10", "b/2"]
    assert ["photo.jpg" in record.getMessage() for record in caplog.records] == [True]


def test_text_that_repeats_its_title_has_it_once(tmp_path: Path) -> None:
    row = ROW | {"text": f"{TITLE}\n{BODY}"}
    assert facts(one(write(tmp_path / "a.jsonl", json.dumps(row)))) == WHOLE


def test_a_row_without_a_title_takes_its_first_line_or_sentence(tmp_path: Path) -> None:
    rows = [{"text": f"{TITLE}\n{BODY}"}, {"text": "昨天开会。今天散会。"}]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    first, second = (item for item in read(str(path)) if isinstance(item, Article))
    assert (first.title, first.body, first.id) == (TITLE, len(TITLE) + 1, "a-1")
    assert (second.title, second.body, second.text) == ("昨天开会。", 0, "昨天开会。今天散会。")


def test_navigation_is_left_out_and_characters_stay(tmp_path: Path) -> None:
    row = ROW | {"text": "９日２０时，会议开始。\n[查看原文](https://example.org/a)\nhttps://example.org/b"}
    assert one(write(tmp_path / "a.jsonl", json.dumps(row))).text == f"{TITLE}\n９日２０时，会议开始。"


def test_the_same_article_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", json.dumps(ROW))
    write(tmp_path / "b.jsonl", json.dumps(ROW))
    assert [item.id for item in read(str(tmp_path)) if isinstance(item, Article)] == ["a1"]
    assert not [item for item in read(str(tmp_path)) if isinstance(item, ReadError)]


@pytest.mark.parametrize(
    ("name", "head", "date", "published"),
    [
        ("a.txt", "", None, None),
        ("a.txt", "", "2020-01-02", "2020-01-02"),
        ("2021-02-03.txt", "2022年3月4日\n", "2020-01-02", "2020-01-02"),
        ("2021-02-03.txt", "2022年3月4日\n", None, "2021-02-03"),
        ("a.txt", "2022年3月4日\n", None, "2022-03-04"),
        ("某某日报20210203.txt", "", None, "2021-02-03"),
        ("二〇二一.txt", "", None, None),
    ],
)
def test_where_the_date_comes_from(tmp_path: Path, name: str, head: str, date: str | None, published: str | None) -> None:
    assert one(write(tmp_path / name, f"{head}{TITLE}\n{BODY}"), date).published == published


@pytest.mark.parametrize(
    ("name", "text", "published"),
    [
        ("a.txt", "（新华社北京6月2日电）", None),
        ("2026年合订本.txt", "（新华社北京6月2日电）", "2026-06-03"),
        ("a.txt", "（新华社北京2026年6月2日电）", "2026-06-03"),
        ("a.txt", "2026年6月2日这一天，大桥通车。\n（新华社北京6月2日电）", "2026-06-03"),
        ("2025年.txt", "本报北京12月31日电 大桥通车。", "2026-01-01"),
        ("新华网-2026年.txt", "新华网北京6月2日电 大桥通车。", "2026-06-02"),
        ("2026年.txt", "（新华社北京2月30日电）", None),
    ],
)
def test_the_day_after_a_dateline(tmp_path: Path, name: str, text: str, published: str | None) -> None:
    assert one(write(tmp_path / name, f"{TITLE}\n大桥昨天建成。\n{text}")).published == published
