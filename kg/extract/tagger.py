"""The trained reader: a linear-chain CRF over characters that proposes persons, institutions and places.

In: texts. Out: for each text its proposed spans. It only proposes: the grammar of posts and bodies decides.

The weights (tagger.npz) come from bench/names: the average of two CRFs trained by python-crfsuite (Okazaki) on corpus sentences that LAC
(Apache-2.0) labelled, one on characters, one on words too (docs/decisions/trained-reader.md). Here it runs without either: every feature of
a character is hashed to a row of one table, the rows are added up, and Viterbi runs over all sentences side by side. Without the file nothing
is proposed, and the grammar reads alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from zlib import crc32

import numpy as np
import numpy.typing as npt

from kg.proposal import Proposal
from kg.text import fold, sentences
from kg.words import cut

ROWS = 1 << 20
LABELS = ("O", "B-PER", "I-PER", "E-PER", "B-ORG", "I-ORG", "E-ORG", "B-LOC", "I-LOC", "E-LOC")
# Characters in one pass: enough sentences side by side to keep numpy busy, few enough to stay in cache.
_PASS = 20_000
_LONGEST = 300
_ENDS = frozenset("。！？；\n")

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

# Which neighbours make a feature: offsets of characters, and of character classes.
CHARACTERS = ((0,), (-1,), (1,), (-2,), (2,), (-1, 0), (0, 1), (-2, -1), (1, 2), (-1, 1), (-1, 0, 1), (-2, -1, 0), (0, 1, 2))
CLASSES = ((-1, 0, 1), (-2, -1, 0, 1), (-1, 0, 1, 2), (-2, -1, 0, 1, 2), (0, 1, 2, 3), (-3, -2, -1, 0))
# The same for words as rjieba cuts them, each with the place of the character in its word: which words, and which kinds of word.
WORDS = ((0,), (-1,), (1,), (-1, 0), (0, 1))
KINDS = ((-1, 0, 1), (-2, -1, 0), (0, 1, 2))


@dataclass(frozen=True, slots=True)
class Weights:
    """`table[index[row]]` are a feature's weights for each label, `moves[a, b]` the weight of label b after label a; `classes[code]` is the
    class of a character below 65,536. Most rows have no weights and share the first line of the table, so that it stays near the processor."""

    index: npt.NDArray[np.int32]
    table: Floats
    moves: Floats
    classes: npt.NDArray[np.uint8]


def codes_of(text: str) -> Ints:
    """Code points of the folded text, every digit as 0 and every Latin letter as a, all below 65,536."""
    codes = np.frombuffer(fold(text).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    codes = np.where((codes >= 48) & (codes <= 57), 48, codes)
    codes = np.where(((codes >= 65) & (codes <= 90)) | ((codes >= 97) & (codes <= 122)), 97, codes)
    return np.minimum(codes, 65_535)


def word_rows_of(texts: Sequence[str]) -> list[Ints]:
    """For each text the table rows of the features that the words around every character make: shape (characters, templates).

    A word of another sentence is as no word at all. All texts are worked at once, since numpy is slow to begin and fast to go on.
    """
    cuts = [cut(fold(text)) for text in texts]
    words = [word for words in cuts for word in words.text]
    names = np.array([_number(word) for word in words], dtype=np.int64)
    kinds = np.array([_number(tag[:2]) for words in cuts for tag in words.tags], dtype=np.int64)
    lengths = np.array([len(word) for word in words], dtype=np.int64)
    ends = np.array([word in _ENDS for word in words], dtype=bool)
    ends[np.cumsum([len(words.text) for words in cuts if words.text], dtype=np.int64) - 1] = True
    sentence = np.cumsum(ends) - ends
    number = np.repeat(np.arange(len(words)), lengths)
    inside = np.arange(len(number)) - (np.cumsum(lengths) - lengths)[number]
    place = 2 * (inside > 0) + (inside < lengths[number] - 1)  # alone, first, last, middle
    rows = np.empty((len(WORDS) + len(KINDS), len(number)), dtype=np.int64)
    for template, offsets in enumerate(WORDS + KINDS):
        source = names if template < len(WORDS) else kinds
        value = np.full(len(words), len(CHARACTERS) + len(CLASSES) + template + 1, dtype=np.int64)
        for offset in offsets:
            value = value * 1_000_003 + _beside(source, sentence, offset)
            value ^= value >> 15
        rows[template] = _hashed(value[number] * 1_000_003 + place)
    return np.split(rows.T, np.cumsum([len(text) for text in texts])[:-1]) if texts else []


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    return crc32(word.encode())


def _beside(source: Ints, sentence: Ints, offset: int) -> Ints:
    """What stands so many words away, 0 where that is another sentence."""
    if offset == 0:
        return source
    moved = np.zeros_like(source)
    if offset > 0:
        moved[:-offset] = np.where(sentence[offset:] == sentence[:-offset], source[offset:], 0)
    else:
        moved[-offset:] = np.where(sentence[:offset] == sentence[-offset:], source[:offset], 0)
    return moved


def _hashed(value: Ints) -> Ints:
    """The table row of each value."""
    value = value * 0x9E3779B1
    return (value ^ (value >> 21)) & (ROWS - 1)


def rows_of(codes: Ints, classes: npt.NDArray[np.uint8]) -> Ints:
    """The table rows of every character's features: shape (…, templates) for codes of shape (…, characters).

    The last axis of `codes` is one sentence; 0 pads it on both sides.
    """
    kinds = classes[codes].astype(np.int64)
    reach = 3
    wide = [(reach, reach) if axis == codes.ndim - 1 else (0, 0) for axis in range(codes.ndim)]
    padded, padded_kinds = np.pad(codes, wide), np.pad(kinds, wide)
    length = codes.shape[-1]
    rows = np.empty((len(CHARACTERS) + len(CLASSES), *codes.shape), dtype=np.int64)
    for number, offsets in enumerate(CHARACTERS + CLASSES):
        source = padded if number < len(CHARACTERS) else padded_kinds
        value = np.full(codes.shape, number + 1, dtype=np.int64)
        for offset in offsets:
            value = value * 1_000_003 + source[..., reach + offset : reach + offset + length]
            value ^= value >> 15
        rows[number] = _hashed(value)
    return np.moveaxis(rows, 0, -1)


@cache
def weights() -> Weights | None:
    """The shipped weights, None where the package holds none."""
    resource = files("kg.extract") / "tagger.npz"
    if not resource.is_file():
        return None
    with np.load(BytesIO(resource.read_bytes())) as data:
        index = np.zeros(ROWS, dtype=np.int32)
        index[data["rows"]] = np.arange(1, len(data["rows"]) + 1)
        table = np.concatenate([np.zeros((1, len(LABELS)), dtype=np.float32), data["values"].astype(np.float32)])
        return Weights(index, table, data["moves"].astype(np.float32), data["classes"])


def propose(texts: Sequence[str]) -> list[list[Proposal]]:
    """For each text the spans that look like names, in order, not overlapping; offsets in code points."""
    found: list[list[Proposal]] = [[] for _ in texts]
    model = weights()
    if model is None:
        return found
    waiting: list[tuple[int, int, Ints, Ints]] = []
    for number, (text, words) in enumerate(zip(texts, word_rows_of(texts), strict=True)):
        codes = codes_of(text)
        for start, end in sentences(text):
            for begin in range(start, end, _LONGEST):
                until = min(end, begin + _LONGEST)
                waiting.append((number, begin, codes[begin:until], words[begin:until]))
    waiting.sort(key=lambda part: len(part[2]))
    while waiting:
        longest = len(waiting[-1][2])
        batch = waiting[-max(1, _PASS // longest) :]
        del waiting[-len(batch) :]
        for (number, begin, part, _), labels in zip(batch, _decode(batch, longest, model), strict=True):
            found[number] += _spans(labels[: len(part)], begin)
    for spans in found:
        spans.sort()
    return found


def _decode(batch: list[tuple[int, int, Ints, Ints]], longest: int, model: Weights) -> npt.NDArray[np.int8]:
    """The best label of each character, shape (sentences, longest), for sentences in the order of their length."""
    codes = np.zeros((len(batch), longest), dtype=np.int64)
    words = np.zeros((len(WORDS) + len(KINDS), len(batch), longest), dtype=np.int64)
    for row, (_, _, part, around) in enumerate(batch):
        codes[row, : len(part)] = part
        words[:, row, : len(part)] = around.T
    emissions = np.zeros((len(batch), longest, len(LABELS)), dtype=np.float32)
    for rows in (*np.moveaxis(rows_of(codes, model.classes), -1, 0), *words):  # one by one: all at once would not stay in cache
        emissions += model.table.take(model.index.take(rows), axis=0)
    lengths = np.array([len(part) for _, _, part, _ in batch])
    return _viterbi(np.ascontiguousarray(emissions.transpose(1, 2, 0)), lengths, model.moves)


def _viterbi(emissions: Floats, lengths: Ints, moves: Floats) -> npt.NDArray[np.int8]:
    """The best labels for emissions of shape (longest, labels, sentences), all sentences side by side.

    The sentences come in the order of their length: those still running at a step are the last ones. Where a best way came from is
    asked only for the labels that are on it, on the way back.
    """
    longest, _, count = emissions.shape
    running = np.searchsorted(lengths, np.arange(longest + 1), side="right").tolist()
    scores = np.empty_like(emissions)
    scores[0] = emissions[0]
    for step in range(1, longest):
        since = running[step]
        reached = scores[step - 1, :, None, since:] + moves[:, :, None]
        np.add(reached.max(axis=0), emissions[step, :, since:], out=scores[step, :, since:])
    best = np.zeros((count, longest), dtype=np.int8)
    label = np.zeros(count, dtype=np.int64)
    for step in range(longest - 1, -1, -1):
        since, longer = running[step], running[step + 1]
        label[since:longer] = scores[step, :, since:longer].argmax(axis=0)
        label[longer:] = (scores[step, :, longer:] + moves[:, label[longer:]]).argmax(axis=0)
        best[since:, step] = label[since:]
    return best


def _spans(labels: npt.NDArray[np.int8], begin: int) -> list[Proposal]:
    """Spans from labels B I … E; a span that is broken off counts as far as it goes."""
    spans: list[Proposal] = []
    start, last, kind = -1, -1, ""
    named = np.flatnonzero(labels)
    for position, number in zip(named.tolist(), labels[named].tolist(), strict=True):
        label = LABELS[number]
        if start >= 0 and (position > last + 1 or label[0] == "B"):
            spans.append(Proposal(begin + start, begin + last + 1, kind))
            start = -1
        if label[0] == "B":
            start, kind = position, label[2:]
        elif label[0] == "E" and start >= 0:
            spans.append(Proposal(begin + start, begin + position + 1, kind))
            start = -1
        last = position
    if start >= 0:
        spans.append(Proposal(begin + start, begin + last + 1, kind))
    return spans
