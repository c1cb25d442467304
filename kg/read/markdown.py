"""Markdown: front matter → fields; the rest without marks that are no part of the prose (emphasis, links, images, quotes).

In: decoded text. Out: fields by name (title, published, source, id) and text in which headings keep their #.
"""

from __future__ import annotations

import re

_FRONT = re.compile(r"\s{0,20}---[ \t]*\n(?P<fields>(?:[^\n]{0,500}\n){0,60}?)---[ \t]*(?:\n|$)")
_FIELD = re.compile(r"(?P<key>[\w\u4e00-\u9fff-]{1,30})\s{0,4}[:：]\s{0,4}(?P<value>.{0,400})")
_NAMES = {
    "id": "id",
    "title": "title",
    "标题": "title",
    "date": "published",
    "published": "published",
    "日期": "published",
    "source": "source",
    "medium": "source",
    "来源": "source",
}

_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->)){0,4000}-->")
_SOLE_LINK = re.compile(r"\s{0,8}\[[^\]]{0,200}\]\([^)]{0,600}\)\s{0,8}")
_MARKS = (
    (re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,600}\)"), ""),
    (re.compile(r"(?<!!)\[([^\]\n]{1,200})\]\([^)\n]{0,600}\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"^[ \t]{0,3}(?:>[ \t]?){1,5}"), ""),
    (re.compile(r"^[ \t]{0,3}```[^\n]{0,40}$"), ""),
    (re.compile(r"\\([#*_\[\]()>`~-])"), r"\1"),
    (re.compile(r"</?(?:br|p|div|span|center|b|strong|em|font)\b[^<>\n]{0,200}>", re.I), ""),
)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields before the text, between lines of ---, and the text after them; no fields where there is no such block."""
    match = _FRONT.match(text)
    if not match:
        return {}, text
    fields: dict[str, str] = {}
    for line in match["fields"].split("\n"):
        found = _FIELD.fullmatch(line.strip())
        name = _NAMES.get(found["key"].lower()) if found else None
        if found and name:
            fields.setdefault(name, found["value"].strip().strip("\"'"))
        elif line.strip() and not found and not line.lstrip().startswith(("-", "#")):
            return {}, text  # two rules around prose, not front matter
    return fields, text[match.end() :]


def unmark(text: str) -> str:
    """The text without Markdown's marks inside lines; a line that is nothing but a link to the web stays for the reader to
    drop.
    """
    text = _COMMENT.sub("", text)
    return "\n".join(line if _SOLE_LINK.fullmatch(line) else _unmark_line(line) for line in text.split("\n"))


def _unmark_line(line: str) -> str:
    for pattern, replacement in _MARKS:
        line = pattern.sub(replacement, line)
    return line
