"""Ids and IRIs from content: no clock, no counter, no random number."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

_UNSAFE = re.compile(r"[^\w.·-]+")


def digest(*parts: str) -> str:
    """Ten hexadecimal digits that stand for these parts, in this order."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=5).hexdigest()


def slug(label: str, longest: int = 32) -> str:
    """A label as a path segment: letters, digits, Han characters, - . · and _; anything else becomes one hyphen."""
    return _UNSAFE.sub("-", label).strip("-.")[:longest] or "x"


def thing_id(kind: str, label: str, *content: str) -> str:
    """The id of a thing: "person/陈吉宁-1f0c2a9b7d", the digest being that of kind, label and content."""
    return f"{kind}/{slug(label)}-{digest(kind, label, *content)}"


def article_path(article_id: str) -> str:
    """The path of an article under …/id/: its identifier, percent-encoded where an IRI needs it."""
    return "article/" + quote(article_id, safe="~-._·")
