"""Characters and sentences: folding keeps every offset, sentences lie in order and leave out nothing but space."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import fold, sentences

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=60) | st.text(
    alphabet="市长，。！？；;!?”’」』）) \n\u3000Ａ９，：（）·•．－😀", max_size=60
)


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("９日２０时", "9日20时"),
        ("会议,强调:要快;好!行?(是)", "会议，强调：要快；好！行？（是）"),
        ("，。：；！？（）", "，。：；！？（）"),
        ("让•马尔尚・里德‧海斯", "让·马尔尚·里德·海斯"),
        ("ＡＢｃ％＋", "ABc%+"),
        ("李\u3000明", "李 明"),
        ("Ｊ．Ｒ．坎贝尔－里德", "J.R.坎贝尔-里德"),
        ("《法》“好”‘是’", "《法》“好”‘是’"),
        ("😀", "😀"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(TEXTS)
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("天晴。下雨！真的？", ["天晴。", "下雨！", "真的？"]),
        ("他说：“走吧。”我们走了。", ["他说：“走吧。”", "我们走了。"]),
        ("第一；第二;第三", ["第一；", "第二;", "第三"]),
        ("标题\n正文。", ["标题", "正文。"]),
        ("（完。）好。", ["（完。）", "好。"]),
        ("真的？！走。", ["真的？！", "走。"]),
        ("  天晴。 \n\n\u3000下雨。", ["天晴。", "下雨。"]),
        ("没有句号", ["没有句号"]),
        ("3.5万人，1,000元。", ["3.5万人，1,000元。"]),
        ("\n \n", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@given(TEXTS)
def test_sentences_lie_in_order_and_leave_out_only_space(text: str) -> None:
    spans = list(sentences(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    inside = {offset for start, end in spans for offset in range(start, end)}
    assert all(text[offset].isspace() for offset in range(len(text)) if offset not in inside)
    assert all("\n" not in text[start:end] for start, end in spans)


@given(TEXTS)
def test_the_ends_of_a_sentence_are_no_space(text: str) -> None:
    assert all(part == part.strip() for part in parts(text))
