"""What holds for whatever is read: never an exception, never an empty text, offsets inside it, the same result again."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.read import encoding, plain, read
from kg.read.files import FORMATS

FAST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MARKS = [
    "# ",
    "## ",
    "---",
    "\n",
    "\n\n",
    "　　",
    "\x00",
    "\u2028",
    "\ufeff",
    "，",
    ",",
    "”",
    "：",
    '{"text":',
    '"}',
    "<p>",
    "<html>",
    "ab",
]
WORDS = [
    "本报讯 ",
    "（记者 王小明）",
    "(新华社北京6月2日电)",
    "昨天开会。",
    "的",
    "大桥通车",
    "2026年6月3日 ",
    "编辑：李四",
    "解放日报",
]
PIECES = st.sampled_from([*MARKS, *WORDS, "[查看](http://a.b)"])
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


def check(path: Path) -> list[object]:
    found = list(read(str(path)))
    for item in found:
        if isinstance(item, Article):
            assert item.text.strip()
            assert item.title
            assert item.id
            assert 0 <= item.body <= len(item.text)
            assert item.body == 0 or item.text[item.body - 1] == "\n" or item.body == len(item.text)
            assert all(char == "\n" or ord(char) >= 32 for char in item.text + item.title)
            item.text.encode("utf-8")
    assert [repr(item) for item in read(str(path))] == [repr(item) for item in found]
    return list(found)


@FAST
@given(text=TEXTS, ending=st.sampled_from([*sorted(FORMATS), ".none"]))
def test_any_text_in_any_format(tmp_path: Path, text: str, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    assert check(path)


@FAST
@given(content=st.binary(max_size=300), ending=st.sampled_from([*sorted(FORMATS), ".txt.gz"]))
def test_any_bytes(tmp_path: Path, content: bytes, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(content)
    assert check(path)


@FAST
@given(
    row=st.dictionaries(
        st.sampled_from(["id", "title", "published", "source", "text"]), st.one_of(TEXTS, st.integers(), st.none())
    )
)
def test_any_row(tmp_path: Path, row: dict[str, object]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    assert len(check(path)) == 1


@FAST
@given(text=TEXTS)
def test_mending_loses_no_character(text: str) -> None:
    kept = [line for line in plain.clean(text).split("\n") if not plain.is_navigation(line)]
    mended = "".join(plain.mend_body(plain.clean(text)))
    assert "".join(mended.split()) == "".join("".join(kept).split())


@pytest.mark.parametrize("name", ["utf-8", "gb18030"])
@FAST
@given(text=st.text(alphabet="市长昨天在会上强调要抓好落实推动经济发展，。、“”", min_size=4, max_size=60))
def test_simplified_text_comes_back_from_its_bytes(name: str, text: str) -> None:
    assert encoding.decode(text.encode(name), "a") == text


@FAST
@given(text=st.text(alphabet="市長昨日在會上強調要抓好落實推動經濟發展，。、", min_size=8, max_size=60))
def test_traditional_text_comes_back_from_big5(text: str) -> None:
    assert encoding.decode(text.encode("big5"), "a") == text
