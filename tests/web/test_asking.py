"""A free query on its way: it answers, fails with a sentence, and can be stopped while another one answers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.web.asking import Pool, Run

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def pool(store: Path) -> Iterator[Pool]:
    pool = Pool(store)
    yield pool
    pool.close()


def test_an_answer(pool: Pool) -> None:
    run = Run(pool, "SELECT ?name WHERE { ?p a foaf:Person ; skos:prefLabel ?name } ORDER BY ?name", {}, 2, 20)
    assert run.wait(20)
    assert run.table is not None
    assert (len(run.table.rows), run.table.more, run.error) == (2, True, "")


def test_an_error_is_a_sentence(pool: Pool) -> None:
    run = Run(pool, "SELECT nonsense", {}, 10, 20)
    assert run.wait(20)
    assert run.table is None
    assert run.error


def test_stopping_does_not_hold_up_the_next(pool: Pool) -> None:
    endless = Run(pool, ENDLESS, {}, 10, 60)
    beside = Run(pool, "ASK {}", {}, 10, 20)
    assert beside.wait(20)
    assert beside.table is not None
    time.sleep(0.3)
    assert not endless.done
    endless.stop()
    assert endless.wait(3)
    assert endless.table is None
    after = Run(pool, "ASK {}", {}, 10, 20)
    assert after.wait(20)
    assert after.table is not None


def test_time_is_limited(pool: Pool) -> None:
    run = Run(pool, ENDLESS, {}, 10, 0.5)
    assert run.wait(10)
    assert "0.5 s" in run.error
