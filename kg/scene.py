"""An article laid out for reading: sections, sentences, clauses, and the mentions that stand in them.

In: an `Article` and its mentions in offset order. Out: a `Scene`. Whoever asks who did what, when and where asks it clause by
clause; this is the only place that cuts an article into clauses.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Article, Mention
from kg.text import fold, sentences

_COMMA = re.compile(r"[，：]")
_HEADLINE_COMMA = re.compile(r"[，：\s]|——")
_QUOTED = re.compile(r"“[^“”\n]{0,800}[，。！？；][^“”\n]{0,800}”")
_BRACKETS = re.compile(r"（[^（）\n]{1,80}）|《[^《》\n]{1,120}》")
_BYLINE = re.compile(
    r"（[^（）\n]{0,16}(?:记者|通讯员|实习生|摄影|编辑)[^（）\n]{0,80}）|(?:本报|新华社|本刊|本台|总台|央视)(?:见习)?记者[\s：]?[^，。；\n]{2,24}"
    r"|[讯电]\s?(?:见习|实习)?(?:记者|通讯员)[^，。；：\n]{2,30}(?=[：\s])"
)
_SIGNED = re.compile(
    r"(?m)(?:^|(?<=[讯电]))\s{0,3}[（(](?P<names>[一-鿿、/ ]{2,24})[）)]|(?<=。)[（(](?P<last>[一-鿿、/ ]{2,24})[）)]\s{0,3}$"
)
_DATELINE = re.compile(
    r"\s*据?[^，。；：\s（]{0,12}?(?:报|社|网|台|在线|频道)[^，。；：\s（]{0,14}?(?:日电|日讯|日专电|日消息|报讯|社讯|网讯|社电|网消息|频道消息|报消息|线讯)"
    r"[：\s]*(?:（[^（）]{1,60}）)?[：\s]*"
)
_SENTENCE_END = re.compile(r"(?:[。！？；：，…—）)]|[。！？…，—]”)$")
_RULED = re.compile(r"(?<![^，。；！？\s])(?:应|受|据|对|向|为|随|经|感谢)[^，。；]{0,24}$")  # 应总理某某|邀请: no subject
_LONGEST_HEADING = 44
_LONGEST_CLAUSE = 600  # code points; a longer one is cut, so that the work done for a clause is bounded
_ROUNDUP_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence between commas; `mentions` are those that begin in it, institutions inside posts left out."""

    start: int
    end: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a heading. `section` counts the headings before it; section 0 holds the headline."""

    start: int
    end: int
    section: int
    paragraph: int
    heading: bool
    clauses: tuple[Clause, ...]
    topic: Mention | None = None  # the person whom 他 means


@dataclass(frozen=True, slots=True)
class Scene:
    """`text` is folded, so offsets are those of the article. `nested` are the mentions inside others.

    `closed` is true where each section is an item of its own.
    """

    article: Article
    text: str
    sentences: tuple[Sentence, ...]
    quotes: tuple[tuple[int, int], ...]
    nested: tuple[Mention, ...]
    closed: bool

    def inside(self, start: int, end: int) -> tuple[Mention, ...]:
        """The places and institutions inside other mentions between two offsets: 上海市委 in 上海市委书记."""
        place = bisect_left(self.nested, start, key=lambda m: m.start)
        found = []
        while place < len(self.nested) and self.nested[place].start < end:
            found.append(self.nested[place])
            place += 1
        return tuple(found)

    def quoted(self, offset: int) -> bool:
        """Whether the offset stands inside a quoted sentence."""
        place = bisect_left(self.quotes, (offset + 1, 0)) - 1
        return place >= 0 and offset < self.quotes[place][1]


def lay_out(article: Article, mentions: Sequence[Mention]) -> Scene:
    """Cut the article into sections, sentences and clauses, and hand each clause its mentions."""
    text = fold(article.text)
    bylines = [match.span() for match in _BYLINE.finditer(text)]
    bylines = sorted([*bylines, *_signed(text, mentions)])
    outer = [m for m in _outermost(mentions) if m.kind != "person" or not _within(m, bylines)]
    starts = [mention.start for mention in outer]
    found: list[Sentence] = []
    section = headings = 0
    topic: Mention | None = None
    told = False
    for paragraph, (start, end, heading) in enumerate(_lines(article, text)):
        if heading and start >= article.body and told:
            section, told = section + 1, False
            headings += 1
        elif not heading:
            told = True
        dateline = None if heading else _DATELINE.match(text, start, end)
        start = dateline.end() if dateline else start
        for a, b in [(start, end)] if heading else _shifted(text, start, end):
            own = outer[bisect_left(starts, a) : bisect_left(starts, b)]
            clauses = tuple(_clauses(text, a, b, heading, own))
            found.append(Sentence(a, b, section, paragraph, heading, clauses, topic))
            people = [m for m in own if m.kind == "person"]
            topic = next((m for m in people if not _RULED.search(text, a, m.start)), people[0] if people else topic)
    quotes = tuple(match.span() for match in _QUOTED.finditer(text))
    kept = set(outer)
    nested = tuple(m for m in mentions if m not in kept and m.kind in ("place", "institution"))
    return Scene(article, text, tuple(found), quotes, nested, "快讯" in article.title or headings >= _ROUNDUP_HEADINGS)


def _signed(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The brackets around a paragraph that hold names alone, for those wrote it: (王伟 李明)东州市…"""
    people = [(m.start, m.end) for m in mentions if m.kind == "person"]
    for match in _SIGNED.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        left = "".join(text[a:b] for a, b in _gaps(start, end, people))
        if left.strip("、 \u3000/") == "":
            yield match.start(), match.end()


def _gaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What the spans, which are in order, leave of a stretch."""
    for a, b in spans[bisect_left(spans, (start, 0)) :]:
        if a >= end:
            break
        yield start, a
        start = max(start, b)
    yield start, max(start, end)


def _within(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the spans, which are in order, holds the mention."""
    place = bisect_left(spans, (mention.start + 1, 0)) - 1
    return place >= 0 and mention.end <= spans[place][1]


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that no other mention contains."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.end > kept[-1].end:
            kept.append(mention)
    return kept


def _lines(article: Article, text: str) -> Iterator[tuple[int, int, bool]]:
    """Each line that is not empty, and whether it is a heading: the headline, or a short one without a full stop."""
    start, last = 0, len(text)
    while start < last:
        end = text.find("\n", start)
        end = last if end < 0 else end
        line = text[start:end].strip()
        if line:
            more = end < last and text[end:].strip() != ""
            short = len(line) <= _LONGEST_HEADING and not _SENTENCE_END.search(line) and more
            yield start, end, start < article.body or short
        start = end + 1


def _shifted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for a, b in sentences(text[start:end]):
        yield start + a, start + b


def _clauses(text: str, start: int, end: int, heading: bool, own: Sequence[Mention]) -> Iterator[Clause]:
    """The clauses of one sentence; no cut inside a mention or brackets."""
    covered = {offset for mention in own for offset in range(mention.start + 1, mention.end)}
    covered |= {offset for match in _BRACKETS.finditer(text, start, end) for offset in range(*match.span())}
    comma = _HEADLINE_COMMA if heading else _COMMA
    cuts = [m.span() for m in comma.finditer(text, start, end) if m.start() not in covered]
    cuts = sorted({*cuts, *((a, a) for a in range(start + _LONGEST_CLAUSE, end, _LONGEST_CLAUSE))})
    at = start
    index = 0
    for a, b in [*cuts, (end, end)]:
        first = index
        while index < len(own) and own[index].start < max(a, at):
            index += 1
        if a > at:
            yield Clause(at, a, tuple(own[first:index]))
        at = b
