"""The trained reader: spans inside the text, the same alone and among others, nothing without its weights."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import tagger
from kg.extract.tagger import KINDS, LABELS, ROWS, WORDS, codes_of, propose, rows_of, weights, word_rows_of

TEXTS = ["市长龚华在苏州会见长风集团董事长马骏。", "", "\n", "今天晴。", "林晓萍、何志远参加座谈。" * 40, "王" * 700]


def test_names_are_proposed() -> None:
    (spans,) = propose([TEXTS[0]])
    assert {(TEXTS[0][s.start : s.end], s.kind) for s in spans} >= {("龚华", "PER"), ("苏州", "LOC"), ("长风集团", "ORG")}


def test_texts_are_read_alike_alone_and_together() -> None:
    assert propose(TEXTS) == [propose([text])[0] for text in TEXTS]


def test_the_order_of_texts_does_not_matter() -> None:
    assert propose(TEXTS[::-1]) == propose(TEXTS)[::-1]


def test_no_texts() -> None:
    assert propose([]) == []


def test_without_weights_nothing_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "weights", lambda: None)
    assert propose(TEXTS) == [[] for _ in TEXTS]


def test_the_weights_have_the_shapes_that_the_labels_ask_for() -> None:
    model = weights()
    assert model is not None
    assert model.index.shape == (ROWS,)
    assert model.table.shape == (model.index.max() + 1, len(LABELS))
    assert not model.table[0].any()  # the line of the rows that have no weights
    assert model.moves.shape == (len(LABELS), len(LABELS))
    assert model.classes.shape == (65_536,)


def test_digits_and_letters_are_one_each() -> None:
    assert codes_of("１９8aＺb😀").tolist() == [48, 48, 48, 97, 97, 97, 65_535]


def test_every_feature_has_a_row() -> None:
    model = weights()
    assert model is not None
    rows = rows_of(codes_of("市长龚华出席。"), model.classes)
    assert rows.shape == (7, len(tagger.CHARACTERS) + len(tagger.CLASSES))
    assert rows.min() >= 0
    assert rows.max() < ROWS
    assert np.array_equal(rows, rows_of(codes_of("市长龚华出席。")[None], model.classes)[0])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="王李龚华市长上海集团公司，。·\n😀Ａ1 ", max_size=40), max_size=5))
def test_spans_lie_in_order_inside_the_text(texts: list[str]) -> None:
    for text, spans in zip(texts, propose(texts), strict=True):
        assert all(0 <= s.start < s.end <= len(text) and s.kind in ("PER", "ORG", "LOC") for s in spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_words_of_another_sentence_are_as_none() -> None:
    alone, together = word_rows_of(["甲公司签约。", "王伟到场"]), word_rows_of(["甲公司签约。王伟到场"])
    assert [rows.shape for rows in alone] == [(6, len(WORDS) + len(KINDS)), (4, len(WORDS) + len(KINDS))]
    assert together[0].tolist() == [*alone[0].tolist(), *alone[1].tolist()]


def test_no_words() -> None:
    assert word_rows_of([]) == []
    assert word_rows_of([""])[0].shape == (0, len(WORDS) + len(KINDS))
