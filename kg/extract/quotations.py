"""Quotations: who is reported to have said what.

In: an Article and its mentions. Out: Quotation claims in the order of their verbs: the speaker (a person or an institution
named before the verb in the sentence, else the running speaker), the verb, the words, whether they stand in quotation marks.
What nobody with a name says (会议指出, 文章说) is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.lexicon import table
from kg.model import Article, Evidence, Mention, Quotation
from kg.rule import Rule, rule
from kg.text import fold

_LONGEST = 1200  # code points of one quotation
_LEAST = 4  # code points: shorter words behind a verb are a term, not a report
_REACH = 120  # code points from a speaker to the verb in one sentence
_ADVERB = 4  # code points between a subject and a verb that is also a noun
_PLAIN = 16  # code points between a subject and a verb without a comma
_NEAR = 8  # code points from an institution to its verb where a person stands before it


def _words(use: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in table("speech_words") if row["use"] == use)


def _either(words: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


_VERBS = tuple(row["verb"] for row in table("reporting_verbs"))
_VERB = f"(?P<verb>{_either(_VERBS)})"
_OTHERS, _MARKERS, _PRONOUNS = _words("other_subject"), _words("object_marker"), _words("pronoun")
_NO_VERB, _NOUNS_TOO = _words("no_verb"), frozenset(_words("noun_too"))

DIRECT = rule("verb and quoted words", rf"{_VERB}[，]?[：，]?(?=“)", "李明说：“桥今年能通车。”")
INDIRECT = rule("verb and reported clause", rf"{_VERB}[，：](?=[^，。：；“\n])", "李明指出，桥今年能通车。")
CLAUSE = rule(
    "verb and clause without a comma",
    rf"(?P<verb>称|表示|认为)(?!{_either(_words('no_clause'))})(?=[^，。：；、“”）\n]{{4}})",
    "江城市水务局称水位已经回落。",
)
AFTER = rule(
    "quoted words before the verb",
    rf"(?<=[，。！？…]”)(?P<who>[^，。！？：；“”\n]{{1,40}}?){_VERB}(?=[。；\n]|，“|$)",
    "“桥今年能通车。”李明说。",
)
RULES: tuple[Rule, ...] = (AFTER, DIRECT, INDIRECT, CLAUSE)
_STOPS = "。！？\n"
_STOP_OR_QUOTE = re.compile(f"[{_STOPS}“]")


@dataclass(frozen=True, slots=True)
class _Report:
    """A reporting verb as a rule found it: the span of the verb, and where its words begin, or end where they stand before it."""

    rule: Rule
    start: int
    end: int
    words: int

    @property
    def direct(self) -> bool:
        return self.rule in (AFTER, DIRECT)


def claim_quotations(article: Article, mentions: Sequence[Mention]) -> list[Quotation]:
    """The quotations of an article; `mentions` are its mentions in the order of the text, persons and institutions are used."""
    text = fold(article.text)
    named = sorted((m for m in mentions if m.kind in ("person", "institution")), key=lambda m: (m.start, -m.end))
    return list(_claims(article, text, _Speakers(text, article.body, named)))


def _claims(article: Article, text: str, speakers: _Speakers) -> Iterator[Quotation]:
    quotes = _Quotes(text)
    claimed, quoted = 0, set()
    for report in _reports(text):
        inside = report.start < claimed
        if (inside and not report.direct) or (report.rule is CLAUSE and report.start in quoted):
            continue
        opened = quotes.opened.get(report.words) if report.rule is AFTER else None
        speaker = speakers.of(report, inside)
        span = quotes.words(report, opened) if speaker else None
        if speaker is None or span is None or span[1] - span[0] < _LEAST:
            continue
        quoted.add(report.start)
        claimed = max(claimed, span[1])
        begin = min(span[0], report.start)
        if _sentence_start(text, report.start) <= speaker.start < report.start:
            begin = min(begin, speaker.start)
        evidence = Evidence(begin, max(span[1], report.end), report.rule.name)
        kind: Literal["person", "institution"] = "institution" if speaker.kind == "institution" else "person"
        verb, words = article.text[report.start : report.end], article.text[slice(*span)]
        yield Quotation(article.id, speaker.name, kind, verb, words, report.direct, evidence)


def _reports(text: str) -> list[_Report]:
    """Every reporting verb in the order of the text; words before the verb come first, then quoted, then reported ones."""
    found = [
        _Report(rule_, *match.span("verb"), match.start() - 1 if rule_ is AFTER else match.end())
        for rule_ in RULES
        for match in rule_.pattern.finditer(text)
        if not text.endswith(_NO_VERB, 0, match.end("verb"))
    ]
    return sorted(found, key=lambda report: (report.start, RULES.index(report.rule)))


class _Quotes:
    """The pairs of quotation marks of a text; marks left open at the end of a paragraph are none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closed: dict[int, int] = {}
        self.opened: dict[int, int] = {}
        stack: list[int] = []
        for mark in re.finditer("[“”\n]", text):
            at = mark.start()
            if mark[0] == "“":
                stack.append(at)
            elif mark[0] == "”" and stack:
                self.closed[stack[-1]] = at
                self.opened[at] = stack.pop()
            elif mark[0] == "\n" and text[at + 1 : at + 2] != "“":
                stack.clear()

    def words(self, report: _Report, opened: int | None) -> tuple[int, int] | None:
        """The span of the words that a report is about, None where they are no report (a quoted term in a running clause)."""
        if report.rule is AFTER:
            return (opened + 1, report.words) if opened is not None and report.words - opened <= _LONGEST else None
        if report.rule is not DIRECT:
            return report.words, self._sentence_end(report.words)
        closed = self.closed.get(report.words)
        if closed is None or closed - report.words > _LONGEST:
            return None
        ends = self.text[closed - 1] in "。！？…" or self.text[closed + 1 : closed + 2] in ("。", "！", "\n", "")
        return (report.words + 1, closed) if ends or self.text[report.words - 1] == "：" else None

    def _sentence_end(self, start: int) -> int:
        """The end of the sentence; a full stop inside quotation marks does not end it."""
        at, last = start, min(len(self.text), start + _LONGEST)
        while found := _STOP_OR_QUOTE.search(self.text, at, last):
            if found[0] != "“":
                return found.start()
            at = self.closed.get(found.start(), found.start()) + 1
        return last


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence of an offset begins; the search is bounded by the reach of a speaker."""
    low = max(0, at - _REACH)
    return max(low, *(text.rfind(stop, low, at) + 1 for stop in _STOPS))


class _Speakers:
    """Finds who speaks: a name before the verb in its sentence, a pronoun or an empty subject that means the running speaker."""

    def __init__(self, text: str, body: int, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.body = body
        self.mentions = mentions
        self.starts = [m.start for m in mentions]
        self.running: Mention | None = None

    def of(self, report: _Report, inside: bool) -> Mention | None:
        """The speaker of a report, None where nobody with a name speaks."""
        begin = _sentence_start(self.text, report.start)
        if report.start < self.body:  # the parts of a headline are set apart by spaces
            begin = max(begin, self.text.rfind(" ", begin, report.start) + 1)
        if report.rule is AFTER:
            begin = report.words + 1
        found = self._subject(begin, report.start)
        if found and report.rule is CLAUSE and not self._plain(found.end, report.start):
            return None
        if found and self.text[report.start : report.end] in _NOUNS_TOO and report.start - found.end > _ADVERB:
            return None
        if found is None and not inside:
            found = self._running(begin, report.start)
        if found is not None:
            self.running = found
        elif not inside:
            self.running = None
        return found

    def _subject(self, begin: int, verb: int) -> Mention | None:
        near = self.mentions[bisect_left(self.starts, begin) : bisect_left(self.starts, verb)]
        named = [m for m in near if m.end <= verb and self._may_speak(m, begin)]
        if self._other_speaks(begin, verb) and not any(verb - m.end <= 1 for m in named):
            return None
        persons = [m for m in named if m.kind == "person"]
        bodies = [m for m in named if m.kind == "institution"]
        if bodies and (not persons or (bodies[-1].start >= persons[-1].end and self._adjoins(bodies[-1].end, verb))):
            return bodies[-1]
        return persons[-1] if persons else None

    def _may_speak(self, mention: Mention, begin: int) -> bool:
        """Neither an object (对李明表示) nor the owner of who speaks (李明的老师说)."""
        return not self.text.endswith(_MARKERS, begin, mention.start) and not self.text.startswith("的", mention.end)

    def _adjoins(self, end: int, verb: int) -> bool:
        """Nothing but a date or an adverb between a body and the verb (江城市水务局5日表示)."""
        return verb - end <= _NEAR and not re.search("[，、时后会的]", self.text[end:verb])

    def _plain(self, end: int, verb: int) -> bool:
        """Between a subject and a verb without a comma stands little, and nobody to whom something is expressed (向…表示敬意)."""
        return verb - end <= _PLAIN and not re.search("[向对]", self.text[end:verb])

    def _other_speaks(self, begin: int, verb: int) -> bool:
        """会议强调, 文章说, 专家认为: the subject right before the verb has no name."""
        return self.text.endswith(_OTHERS, begin, verb)

    def _running(self, begin: int, verb: int) -> Mention | None:
        """他说 and 指出 at the head of a sentence go on with who spoke last."""
        between = self.text[begin:verb].strip("“”‘’ \u3000，")
        if between and between not in _PRONOUNS:
            return None
        return self.running
