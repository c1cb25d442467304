"""A web page → the fields of its article: trafilatura takes the text out, the page's own metadata give title, date and source.

In: decoded HTML. Out: fields by name (title, published, source, site, text). No date is taken from a copyright line or a guess.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from kg.errors import ReadError

_DATES = (
    "article:published_time", "datepublished", "publishdate", "pubdate", "publish_date", "publish-date", "publishtime",
    "date", "dc.date",
    "dc.date.issued", "dcterms.created", "og:release_date", "publication_date", "firstpublishedtime", "createtime",
)  # fmt: skip
_SOURCES = ("source", "contentsource", "mediaid", "article:author_source")
_TITLES = ("og:title", "articletitle", "twitter:title")
_SITE = re.compile(r"\s?(?:[_|｜]|[-–—](?=[-–—]|[^-–—]{2,16}$))[-–—_|｜]{0,3}\s?[^_|｜]{2,20}$")
_IMPRINT = re.compile(r"版权所有|copyright|©|ICP备|公网安备|许可证|all rights reserved|未经.{0,12}(?:授权|许可)|备案号", re.I)
_DATE_LIKE = re.compile(r"\d{4}\D?\d{1,2}\D?\d{1,2}")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def article_of(page: str, where: str) -> dict[str, str]:
    """The fields of the article in a page.

    Raises ReadError where the page is no HTML or holds no article: nothing but menus, a copyright line, an address.
    """
    tree = _tree(page, where)
    meta = dict(_metadata(tree))
    title = _title(tree, meta)
    import trafilatura  # takes a fifth of a second, which nothing but a web page should wait for

    body = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False) or ""
    lines = [line.strip() for line in body.split("\n")]
    lines = [re.sub(r"^[-*] (?=\S)", "", line) for line in lines if line and not (_IMPRINT.search(line) and len(line) < 200)]
    squeezed = re.sub(r"\s", "", title)
    headed = [i for i, line in enumerate(lines[:12]) if squeezed and re.sub(r"[\s#]", "", line) == squeezed]
    if headed:
        lines = lines[headed[-1] + 1 :]  # what stands above the headline is the site's menu
    prose = [line for line in lines if line != title]
    if len(_HAN.findall("".join(prose))) < 10:
        raise ReadError(
            f"{where}: the page holds no article, only menus or a copyright line; expected a headline and text; "
            "save the article's own page"
        )
    fields = {"title": title, "text": "\n".join(lines)}
    fields["published"] = next((meta[name] for name in _DATES if _DATE_LIKE.match(meta.get(name, ""))), "")
    fields["source"] = next((meta[name] for name in _SOURCES if meta.get(name)), "")
    fields["site"] = meta.get("og:site_name", "")
    return fields


def _tree(page: str, where: str) -> lxml_html.HtmlElement:
    try:
        return lxml_html.document_fromstring(re.sub(r"^\s{0,20}<\?xml[^>]{0,200}\?>", "", page))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        raise ReadError(
            f"{where}: this is no HTML page ({problem}); expected a saved web page; save it again, or as text"
        ) from problem


def _metadata(tree: lxml_html.HtmlElement) -> Iterator[tuple[str, str]]:
    """What the page says of itself, lower-case names; JSON-LD and <time> count like a meta element, and come first in that
    order.
    """
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    for script in tree.xpath("//script[@type='application/ld+json']"):
        for value in re.findall(r'"datePublished"\s{0,4}:\s{0,4}("[^"\\]{4,60}")', script.text or ""):
            found.setdefault("datepublished", json.loads(value))
    for element in tree.xpath("//time[@itemprop='datePublished' or @pubdate]"):
        found.setdefault("datepublished", (element.get("datetime") or "").strip())
    yield from found.items()


def _title(tree: lxml_html.HtmlElement, meta: dict[str, str]) -> str:
    """The page's one h1, else the title of its metadata, else its <title> without the site's name."""
    heads = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    heads = [head for head in heads if 4 <= len(head) <= 200]
    if len(heads) == 1:
        return heads[0]
    stated = next((meta[name] for name in _TITLES if meta.get(name)), "")
    page_title = " ".join((tree.findtext(".//title") or "").split())
    bare = _SITE.sub("", stated or page_title)
    return next((head for head in heads if head == bare), bare)
