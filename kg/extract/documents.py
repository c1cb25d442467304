"""Documents: the titles inside 《》, with the short forms that an article gives them.

In: an Article. Out: a Mention of kind "document" for each place where one is named; its text is the title without the outer
marks, its name the full title. 《意见》 after 《关于…的意见》, 《若干意见》 after （以下简称《若干意见》） and 意见提出 share the
full title. Left out: media and programmes cited as such, happenings in title marks, marks that are never closed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon import table
from kg.model import Article, Mention
from kg.rule import rule
from kg.text import fold

_LONGEST = 200  # code points: a title mark not closed within them is a slip of the pen
_SPEAKS_WITHIN = 400  # code points from a title to the bare noun that stands for it
_SUFFIX_LEAST = 2
_LIST = frozenset(("》《", "》、《", "》和《", "》及《", "》与《"))  # between the titles of a list
_MOST_LAWS = 20  # of one article whose names are looked for without their state


def _words(use: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in table("title_words") if row["use"] == use)


def _either(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


_MEDIA = frozenset(row["medium"] for row in table("media"))
_NOUNS = tuple(row["noun"] for row in table("document_nouns"))
_MEDIUM_ENDINGS, _NO_MEDIUM_ENDINGS = _words("medium_ending"), _words("no_medium_ending")
_HAPPENINGS, _LEFT_OUT = _words("happening_ending"), _words("left_out")

CITED = rule(
    "medium cited",
    rf"》(?:（[^（）]{{1,12}}）)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:日前|近日|当天)?{_either(_words('medium_after'))}",
    "据《都市生活》网站3日报道，河水上涨。",
)
SHORT_FORM = rule(
    "short form given",
    r"》?（(?:[^（）]{0,20}[，；])?(?:(?:以下|下|后文)[统简]?称|简称)[：为]?[《“]?([^《》“”（）\n]{2,30})[》”]?）",
    "《关于加强绿化工作的若干意见》（以下简称《若干意见》）印发。",
)
BARE_NOUN = rule(
    "bare noun speaks",
    rf"(?<=[，。；：\n”）])({_either(_NOUNS)}){_either(_words('says'))}",
    "市政府印发了《关于加强绿化工作的意见》。意见提出，多种树。",
)
STATE_LAW = rule("law without its state", r"^中华人民共和国(?P<rest>\S{3,40}法)$", "中华人民共和国传染病防治法")
RULES = (CITED, SHORT_FORM, BARE_NOUN, STATE_LAW)
_TAIL = re.compile(r"[（(][^（）()]{1,24}[）)]$")


@dataclass(frozen=True, slots=True)
class _Title:
    start: int
    end: int
    text: str


def find_documents(article: Article) -> list[Mention]:
    """Every document an article names in title marks, and the short forms that it gives, in the order of the text."""
    text = fold(article.text)
    titles = [t for t in _titles(article.text) if not _is_no_document(text, t)]
    given = _given_short_forms(text, titles)
    names = _names(text, titles, given, article.body)
    found = [_mention(article, t.start, t.end, names[t]) for t in titles]
    found += _bare(article, text, titles, names, given)
    return sorted(found, key=lambda m: (m.start, -m.end))


def _mention(article: Article, start: int, end: int, name: str) -> Mention:
    return Mention(article.id, start, end, "document", article.text[start:end], name)


def _titles(text: str) -> Iterator[_Title]:
    """The outermost titles of a text; marks nest (《关于修改《…》的决定》); a line end or a missing mark drops the title."""
    at = 0
    while (opened := text.find("《", at)) >= 0:
        closed = _closing(text, opened)
        if closed is None:
            at = opened + 1
            continue
        start, end = opened + 1, closed
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield _Title(start, end, text[start:end])
        at = closed + 1


def _closing(text: str, opened: int) -> int | None:
    depth = 0
    for at in range(opened, min(len(text), opened + _LONGEST)):
        if text[at] == "《":
            depth += 1
        elif text[at] == "》":
            depth -= 1
            if depth == 0:
                return at
        elif text[at] == "\n":
            return None
    return None


def _is_no_document(text: str, title: _Title) -> bool:
    """A medium by name or because it is cited as one, or a happening set in title marks."""
    name = fold(title.text)
    if name in _MEDIA or name.endswith(_HAPPENINGS):
        return True
    if name.endswith(_MEDIUM_ENDINGS) and not name.endswith(_NO_MEDIUM_ENDINGS):
        return True
    return bool(CITED.pattern.match(text, title.end))


def _given_short_forms(text: str, titles: list[_Title]) -> dict[str, str]:
    """Short form → full title, where the article says so: （以下简称《若干意见》）."""
    given: dict[str, str] = {}
    for title in titles:
        if found := SHORT_FORM.pattern.match(text, title.end):
            given.setdefault(found[1], title.text)
    return given


def _names(text: str, titles: list[_Title], given: dict[str, str], body: int) -> dict[_Title, str]:
    """The full title of each title: a short form takes that of a longer one before it, in the headline also of one behind it."""
    names: dict[_Title, str] = {}
    shorts: dict[str, str] = {}
    behind = {short: t.text for t in reversed(titles) if t.start >= body for short in _short_forms(t.text)}
    contracted = {short: t.text for t in reversed(titles) for short in _contractions(fold(t.text))}
    for place, title in enumerate(titles):
        key = fold(title.text)
        listed = place > 0 and text[titles[place - 1].end : title.start] in _LIST
        known = given.get(title.text)
        if known is None and not listed:
            known = shorts.get(key) or contracted.get(key) or (behind.get(key) if title.start < body else None)
            known = known and given.get(known, known)
        names[title] = known or title.text
        if not known:
            shorts |= dict.fromkeys(_short_forms(title.text), title.text)
    return names


def _short_forms(full: str) -> Iterator[str]:
    """《意见》 stands for 《关于…的意见》; an edition in brackets at the end is no part of the title."""
    bare = _TAIL.sub("", fold(full))
    yield from (bare[at:] for at in range(1, len(bare) - _SUFFIX_LEAST + 1))
    if bare != fold(full):
        yield bare


def _contractions(full: str) -> Iterator[str]:
    """《战略合作协议》 is 《战略合作框架协议》 without a word that tells no two documents apart (框架, 若干)."""
    for word in _LEFT_OUT:
        before, found, after = full.partition(word)
        if found and before and after:
            yield before + after


def _bare(
    article: Article, text: str, titles: list[_Title], names: dict[_Title, str], given: dict[str, str]
) -> Iterator[Mention]:
    """Short forms without title marks: in their definition, as the bare noun that speaks, a law without the name of its state."""
    starts = [t.start for t in titles]

    def inside(at: int) -> bool:
        place = bisect_right(starts, at) - 1
        return place >= 0 and at < titles[place].end

    for title in titles:
        found = SHORT_FORM.pattern.match(text, title.end)
        if found and not inside(found.start(1)):
            yield _mention(article, found.start(1), found.end(1), given[found[1]])
    for found in BARE_NOUN.pattern.finditer(text, titles[0].end if titles else len(text)):
        title = titles[bisect_right(starts, found.start()) - 1]
        name = names[title]
        if 0 < found.start() - title.end <= _SPEAKS_WITHIN and _TAIL.sub("", fold(name)).endswith(found[1]):
            yield _mention(article, found.start(1), found.end(1), name)
    laws = {law["rest"]: name for name in names.values() if (law := STATE_LAW.pattern.match(fold(name)))}
    for rest in sorted(laws)[:_MOST_LAWS]:
        for place in re.finditer(re.escape(rest), text):
            if not inside(place.start()):
                yield _mention(article, place.start(), place.end(), laws[rest])
