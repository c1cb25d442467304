"""The sample articles: every one is read as it was written, and stands on the broadcast item that the table names."""

from __future__ import annotations

import csv
import gzip
import json
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from kg.model import Article
from kg.read import read

SEEDS = Path(__file__).parent.parent / "seeds"
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
SHORTEST, LONGEST = 100, 900  # characters of an article with its headline
SAME_WORDS = 25  # this many characters as the source has them, outside 《》, are copied


@cache
def articles() -> tuple[Article, ...]:
    items = list(read(str(SEEDS)))
    refused = [str(item) for item in items if not isinstance(item, Article)]
    assert refused == []
    return tuple(item for item in items if isinstance(item, Article))


@cache
def table() -> dict[str, dict[str, str]]:
    with (SEEDS / "SOURCES.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len({row["article"] for row in rows}) == len(rows)
    return {row["article"]: row for row in rows}


@cache
def corpus() -> dict[str, str]:
    """The text of every item the table names, where the corpus is there."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus of broadcasts is not at {CORPUS}")
    wanted = {row["facts_from"] for row in table().values()}
    found: dict[str, str] = {}
    for path in sorted(CORPUS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                if item["id"] in wanted:
                    found[item["id"]] = item["title"] + "\n" + item["text"]
    return found


def longest_common(one: str, other: str) -> str:
    best = ""
    for start in range(len(one)):
        while start + len(best) < len(one) and one[start : start + len(best) + 1] in other:
            best = one[start : start + len(best) + 1]
    return best


def test_the_longest_common_run_is_found():
    assert longest_common("今天上午会议在北京召开", "昨天会议在北京结束") == "会议在北京"
    assert longest_common("甲乙", "丙丁") == ""


def test_there_are_sixty_articles_in_three_forms_at_least():
    assert len(articles()) >= 60
    assert len({Path(article.origin.partition("#")[0].partition(":")[0]).suffix for article in articles()}) >= 3


def test_every_article_is_in_the_table_and_every_row_is_an_article():
    ids = [article.id for article in articles()]
    assert sorted(ids) == sorted(table())
    assert len(set(ids)) == len(ids)


def test_every_article_has_its_title_date_and_paper():
    for article in articles():
        row = table()[article.id]
        assert article.title == row["title"]
        assert article.text.startswith(row["title"]) or row["title"] in article.text[: article.body]
        assert article.medium == "政闻样报", article.id
        stated = re.fullmatch(r"xwlb-(\d{8})-\d\d", row["facts_from"])
        assert stated, article.id
        assert article.published, article.id
        reported = date.fromisoformat(stated[1])
        assert reported <= date.fromisoformat(article.published) <= reported + timedelta(days=1), article.id


def test_every_article_is_of_readable_length():
    assert {article.id: len(article.text) for article in articles() if not SHORTEST <= len(article.text) <= LONGEST} == {}


def test_the_item_beside_an_article_is_the_one_in_the_table():
    """Markdown, JSON Lines and CSV also name the item themselves."""
    named: dict[str, str] = {}
    for path in (SEEDS / "articles").glob("*.md"):
        head = path.read_text(encoding="utf-8").split("---", 2)[1]
        fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
        named[fields["id"]] = fields["facts_from"]
    with (SEEDS / "news.jsonl").open(encoding="utf-8") as lines:
        named |= {item["id"]: item["facts_from"] for item in map(json.loads, lines)}
    with (SEEDS / "briefs.csv").open(encoding="utf-8", newline="") as cells:
        named |= {row["id"]: row["facts_from"] for row in csv.DictReader(cells)}
    assert len(named) > 60
    assert named == {article: row["facts_from"] for article, row in table().items() if not article.startswith("pages/")}


def test_every_source_item_exists_in_the_corpus():
    assert {row["facts_from"] for row in table().values()} - set(corpus()) == set()


def test_no_sentence_is_copied_from_its_source():
    copied = {}
    for article in articles():
        source = corpus()[table()[article.id]["facts_from"]]
        runs = [longest_common(words, source) for words in re.split(r"《[^》]{0,80}》", article.text)]
        if len(max(runs, key=len)) >= SAME_WORDS:
            copied[article.id] = max(runs, key=len)
    assert copied == {}
