"""Bytes → characters: UTF-8 and UTF-16 by mark or by proof, else what the file declares, else GB18030 or Big5 by what they give.

Chinese bytes are nearly always valid in both GB18030 and Big5, so validity proves nothing: the reading is judged by how many
of its characters are common ones. What is no common Chinese in either is refused rather than guessed.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import ReadError

SAMPLE = 2**16  # bytes that decide; the whole is then decoded strictly
_CANDIDATES = ("gb18030", "big5hkscs")
_DECLARED = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x7fELF": "a program",
    b"SQLite format 3": "an SQLite database",
}
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,4}=\s{0,4}[\"']?([\w-]{2,20})|<\?xml[^>]{0,80}encoding=[\"']([\w-]{2,20})", re.I
)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))


def decode(content: bytes, where: str) -> str:
    """The text of these bytes.

    Raises ReadError for an empty file, a binary one, and one in no encoding that can be told.
    """
    refuse_binary(content, where)
    encoding = name_encoding(content, where)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise ReadError(
            f"{where}: byte {problem.start} is not {encoding}, which the rest of the file is; "
            "expected one encoding; the file is damaged, save it again as UTF-8"
        ) from problem
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise ReadError(f"{where}: the file is empty; expected an article; write it into the file or take the file away")
    return text


def refuse_binary(content: bytes, where: str) -> None:
    """Raises ReadError where these first bytes of a file are not those of a text."""
    if content.startswith(tuple(_MARKS)):
        return
    kind = next((name for magic, name in _MAGIC.items() if content.startswith(magic)), None)
    head = content[:8192]
    if kind is None and len(head) - len(head.translate(None, _CONTROL)) > max(4, len(head) // 50):
        kind = "a binary file"
    if kind:
        raise ReadError(
            f"{where}: this is {kind}, not text; expected text, Markdown, HTML, JSON Lines or CSV; export it as text first"
        )


def name_encoding(content: bytes, where: str) -> str:
    """The Python name of the encoding. Raises ReadError where none can be told."""
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    if marked:
        return marked
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    declared = _META.search(content[:4096])
    if declared:
        name = _DECLARED.get((declared[1] or declared[2]).decode("ascii").lower())
        if name and _valid(content, name):
            return name
    return _judge(content, where)


def _judge(content: bytes, where: str) -> str:
    """GB18030 or Big5, whichever gives the larger share of common characters, if that is most of them."""
    sample = content[:SAMPLE]
    shares = [(_common(sample, name), name) for name in _CANDIDATES if _valid(content, name)]
    best, name = max(shares, default=(0.0, ""))
    if best >= 0.7:
        return name
    guess = from_bytes(sample[:4096]).best()
    likely = f", perhaps {guess.encoding}" if guess else ""
    raise ReadError(f"{where}: unknown encoding{likely}; expected UTF-8, GB18030 or Big5; save the file as UTF-8")


def _valid(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _common(sample: bytes, encoding: str) -> float:
    """The share of common Chinese characters and marks among those that are not ASCII.

    Both national sets put their common characters first: GB 2312 from B0 to D7, Big5 from A4 to C6; A1–A3 hold the punctuation.
    """
    first, last, narrow = (0xB0, 0xD7, "gb2312") if encoding == "gb18030" else (0xA4, 0xC6, "big5")
    text = sample.decode(encoding, errors="ignore")
    wide = [char for char in text if char > "\x7f"]
    verdict: dict[str, bool] = {}
    for char in set(wide):
        code = char.encode(narrow, errors="ignore")
        verdict[char] = len(code) == 2 and (
            first <= code[0] <= last or char in "，。、；：！？“”‘’「」『』（）《》·—…　０１２３４５６７８９"
        )
    return sum(verdict[char] for char in wide) / len(wide) if wide else 0.0
