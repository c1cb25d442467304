"""How fast articles are read: `python bench/extraction.py CORPUS [--articles 600]`; CORPUS is whatever `kg build` takes.

Reads articles spread evenly over the corpus in one process and prints characters a CPU second, beside them what jieba.posseg and rjieba.tag,
which only cut words and tag them, need for the same texts; then the share of each stage, the rules that cost most when they search
every text, and the peak of memory. Speeds are the best of three passes, since other work on the machine can only slow a pass down.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import jieba
import jieba.posseg
import rjieba

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import kg.extract
from kg.model import Article, Reading
from kg.read import read
from kg.rule import Rule
from kg.text import fold
from kg.words import cut

PASSES = 3
TOGETHER = 100  # articles read at once, as in a build
SLOWEST = 8


def sample(corpus: str, count: int) -> list[Article]:
    """So many articles, evenly spread over the corpus."""
    articles = [item for item in read(corpus) if isinstance(item, Article)]
    return articles[:: max(1, len(articles) // count)][:count]


def seconds(work: Callable[[], object], passes: int = PASSES) -> float:
    """CPU seconds of the fastest of several passes."""
    best = float("inf")
    for _ in range(passes):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def extract(articles: Sequence[Article]) -> None:
    for start in range(0, len(articles), TOGETHER):
        kg.extract.extract_all(articles[start : start + TOGETHER])


def stages(articles: Sequence[Article]) -> dict[str, float]:
    """CPU seconds of each function that `extract_all` calls; the cutting into words, which several share, stands for itself."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object) -> object:
            begin = time.process_time()
            result = work(*arguments)
            spent[name] += time.process_time() - begin
            return result

        return run

    inner = kg.extract._read
    called = [*kg.extract.extract_all.__code__.co_names, *inner.__code__.co_names]
    for name in called:
        work = getattr(kg.extract, name, None)
        if callable(work) and getattr(work, "__module__", "").startswith("kg.extract."):
            setattr(kg.extract, name, timed(name, work))
    cut_words = timed("cut", lambda article: cut(fold(article.text)))

    def read_one(article: Article, *proposals: object) -> Reading:
        cut_words(article)
        return inner(article, *proposals)  # type: ignore[arg-type]

    kg.extract._read = read_one  # type: ignore[assignment]
    begin = time.process_time()
    extract(articles)
    spent["the rest"] = time.process_time() - begin - sum(spent.values())
    return spent


def rules() -> Iterator[Rule]:
    """Every rule of the modules that extraction has loaded."""
    for name, module in sorted(sys.modules.items()):
        if name.startswith("kg."):
            for value in vars(module).values():
                yield from (each for each in (value if isinstance(value, tuple) else (value,)) if isinstance(each, Rule))


def slowest(texts: Sequence[str]) -> list[tuple[float, Rule]]:
    """The rules that cost most where they search every text, with their CPU seconds."""

    def search(pattern: re.Pattern[str]) -> None:
        for text in texts:
            for _ in pattern.finditer(text):
                pass

    once = {rule.pattern: rule for rule in rules()}
    return sorted(((seconds(lambda p=pattern: search(p), 1), rule) for pattern, rule in once.items()), key=lambda r: -r[0])[
        :SLOWEST
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--articles", type=int, default=600)
    arguments = parser.parse_args()
    articles = sample(arguments.corpus, arguments.articles)
    texts = [article.text for article in articles]
    characters = sum(map(len, texts))
    extract(articles[:TOGETHER])  # loads lexicons and weights
    jieba.initialize()
    print(f"{len(articles)} articles, {characters:,} characters")
    speeds = (
        ("kg.extract", lambda: extract(articles)),
        ("jieba.posseg", lambda: [list(jieba.posseg.cut(text)) for text in texts]),
        ("rjieba.tag", lambda: [rjieba.tag(text) for text in texts]),
    )
    for name, work in speeds:
        print(f"{name:14} {characters / seconds(work):11,.0f} characters a CPU second")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak of memory {memory:,.0f} MB, jieba's dictionary included")
    spent = stages(articles)
    whole = sum(spent.values())
    print("\nstage                   share  ms per 1,000 characters")
    for name, each in sorted(spent.items(), key=lambda s: -s[1]):
        print(f"{name:22} {each / whole:6.1%}  {each / characters * 1e6:6.3f}")
    print("\nrule, where it searches all the text   ms per 1,000 characters")
    for each, rule in slowest([fold(text) for text in texts]):
        print(f"{rule.name:38} {each / characters * 1e6:6.3f}")


if __name__ == "__main__":
    main()
