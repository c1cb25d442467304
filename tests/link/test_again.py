"""Linking again after articles came and went: what comes out is what linking them all from the beginning gives."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract_all
from kg.link import Before, Seen, join, see
from kg.model import Article, Linking
from kg.read import read

SEEDS = Path(__file__).parents[2] / "seeds"


@cache
def seeds() -> tuple[Seen, ...]:
    """What linking sees in every seed article."""
    articles = [item for item in read(str(SEEDS)) if isinstance(item, Article)]
    return tuple(see(reading) for reading in extract_all(articles))


@cache
def whole() -> Linking:
    return join(seeds())


def _ids(seen: list[Seen]) -> frozenset[str]:
    return frozenset(one.told.article.id for one in seen)


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(0, 10_000), max_size=6), st.sets(st.integers(0, 10_000), max_size=6))
def test_linking_again_gives_what_linking_gives(came: set[int], went: set[int]) -> None:
    articles = seeds()
    new = [articles[n] for n in sorted({n % len(articles) for n in came})]
    old = [articles[n] for n in sorted({n % len(articles) for n in went} - {n % len(articles) for n in came})]
    there = [one for one in articles if one not in new]
    before = Before(join(there), _ids(new), tuple(one.told for one in old))
    now = [one for one in articles if one not in old]
    assert join(now, (), before) == join(now)


def test_an_article_read_anew_is_one_that_went_and_came() -> None:
    one = seeds()[0]
    before = Before(whole(), _ids([one]), (one.told,))
    assert join(seeds(), (), before) == whole()


def test_things_that_nothing_touches_are_taken_over() -> None:
    last = seeds()[-1]
    there = [one for one in seeds() if one is not last]
    earlier = join(there)
    again = join(seeds(), (), Before(earlier, _ids([last]), ()))
    known = {id(entity) for entity in earlier.entities}
    assert sum(id(entity) in known for entity in again.entities) > 0.8 * len(earlier.entities)
