"""Bad input: each kind gives one clear sentence that names the place, and never stops what comes after it."""

import gzip
import io
import json
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read import files, read

GOOD = {"id": "good", "title": "大桥昨天建成通车", "text": "大桥昨天建成通车，两岸居民出行更方便。"}


def errors(path: Path | str, date: str | None = None) -> list[str]:
    return [str(item) for item in read(str(path), date) if isinstance(item, ReadError)]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "is empty"),
        ("a.jsonl", b"", "is empty"),
        ("a.csv", b" \n", "is empty"),
        ("a.md", "\ufeff\n".encode(), "is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "a PNG image"),
        ("a.txt", bytes(range(256)) * 20, "a binary file"),
        ("a.jsonl", b"PK\x03\x04" + bytes(99), "a ZIP or Office file"),
        ("a.txt", "Съешь же ещё этих мягких французских булок. ".encode("koi8-r") * 9, "unknown encoding"),
        ("a.txt", "日本語の文章です。これは読めません。".encode("shift_jis") * 9, "unknown encoding"),
        ("a.txt", "昨天开会。".encode() + b"\xff\xfe\xff", "unknown encoding"),
        ("a.html", "<html><body><p>Copyright © 2024 某某网 版权所有</p></body></html>".encode(), "holds no article"),
        ("a.html", b"<html><body></body></html>", "holds no article"),
        ("a.html", "<!-- 只有注释 -->".encode(), "a.html: "),
        ("a.csv", "标题,作者\n甲,乙\n".encode(), "no text column"),
        ("a.csv", "title,text\n甲,乙,丙\n".encode(), "a.csv:2: 3 cells, expected 2"),
        ("a.csv", b"title,text\n" + b"x," + b"y" * 140_000, "a.csv:2: broken CSV"),
        ("a.txt", b"https://example.org/\n---\n", "no article"),
        ("a.txt", "2026年6月3日 星期三\n".encode(), "no article"),
        ("a.txt.gz", gzip.compress("昨天开会。".encode())[:-9], "reading broke off"),
        ("a.txt.gz", b"\x1f\x8bnonsense", "reading broke off"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    found = errors(tmp_path / name)
    assert len(found) == 1
    assert says in found[0]
    assert str(tmp_path / name) in found[0]
    (tmp_path / "z.jsonl").write_text(json.dumps(GOOD), encoding="utf-8")
    assert [item.id for item in read(str(tmp_path)) if isinstance(item, Article)] == ["good"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"title": "断', "broken JSON"),
        ("[1, 2]", "an array"),
        ('"text"', "a string"),
        ("null", "null"),
        ("12", "a number"),
        ("{}", "without a text"),
        ('{"text": ["a"]}', "the field 'text' is no text"),
        ('{"title": "甲", "text": {"a": 1}}', "the field 'text' is no text"),
        ('{"text": "   "}', "without a text"),
        ('{"text": "\\u0000\\u0001"}', "no text is left"),
        ('{"text": "昨天开会。", "published": "next week"}', "'next week' is no date"),
        ('{"text": "昨天开会。", "published": "2024-02-31"}', "'2024-02-31' is no date"),
        ('{"text": "昨天开会。", "published": 17}', "'17' is no date"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_line_that_cannot_be_read(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([json.dumps(GOOD), line, json.dumps(GOOD | {"id": "after"})]), encoding="utf-8")
    items = list(read(str(path)))
    assert [type(item) for item in items] == [Article, ReadError, Article]
    assert f"{path}:2: " in str(items[1])
    assert says in str(items[1])


def test_missing_file_and_empty_folder(tmp_path: Path) -> None:
    assert "no such file" in errors(tmp_path / "none.txt")[0]
    assert "no file to read" in errors(tmp_path)[0]


def test_a_date_argument_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("昨天开会。", encoding="utf-8")
    assert errors(tmp_path, "tomorrow") == [
        "the date given for all articles: 'tomorrow' is no date; "
        "expected one day such as 2026-06-03; correct it, or leave it empty if unknown"
    ]


def test_no_date_is_no_error(tmp_path: Path) -> None:
    for published in (None, "", "  "):
        (tmp_path / "a.jsonl").write_text(json.dumps(GOOD | {"published": published}), encoding="utf-8")
        assert [item.published for item in read(str(tmp_path)) if isinstance(item, Article)] == [None]


def test_an_id_with_two_texts_names_both_places(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(GOOD), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("\n" + json.dumps(GOOD | {"text": "另一篇文章说的是别的事情。"}), encoding="utf-8")
    found = errors(tmp_path)
    assert len(found) == 1
    assert "b.jsonl:2: the id 'good' also stands at a.jsonl:1" in found[0]


def test_control_characters_are_stripped(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"title": "大桥\\u0007通车", "text": "昨天\\u0000开\\u200b会。\\r\\n今天\\u00a0散会\\u2028明天再开。\ue40c后天休会。"}',
        encoding="utf-8",
    )
    assert [item.text for item in read(str(path)) if isinstance(item, Article)] == [
        "大桥通车\n昨天开会。\n今天 散会\n明天再开。\n后天休会。"
    ]
    (tmp_path / "b.txt").write_bytes("大桥昨天通车\n昨天\x08开会，部署下一阶段的工作，确保任务完成。".encode() + b"\x00")
    assert [item.text for item in read(str(tmp_path / "b.txt")) if isinstance(item, Article)] == [
        "大桥昨天通车\n昨天开会，部署下一阶段的工作，确保任务完成。"
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.html", "a.unknown"])
def test_a_line_of_fifty_megabytes(tmp_path: Path, name: str) -> None:
    unit = ('{"text": "' if "jsonl" in name else "text,title ").encode() + "汉字".encode() * 1000
    with open(tmp_path / name, "wb") as file:
        for _ in range(50 * 2**20 // len(unit) + 1):
            file.write(unit)
    tracemalloc.start()
    begin = time.process_time()
    found = errors(tmp_path / name)
    seconds, peak = time.process_time() - begin, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 1
    assert "MiB" in found[0]
    assert seconds < 10
    assert peak < 150 * 2**20


def test_after_a_line_too_long_the_next_is_read(tmp_path: Path) -> None:
    long = b'{"text": "' + b"x" * files.LINE_BYTES + b'"}\n'
    (tmp_path / "a.jsonl").write_bytes(long + json.dumps(GOOD).encode())
    assert [type(item) for item in read(str(tmp_path))] == [ReadError, Article]


def test_an_article_too_long_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("字" * 1_000_001, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": "字" * 1_000_001}, ensure_ascii=False), encoding="utf-8")
    assert ["1,000,000 characters" in error for error in errors(tmp_path)] == [True, True]


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert "stdin: the file is empty" in errors("-")[0]
