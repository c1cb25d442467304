"""Memberships: evidence, one claim for each post, what is asked of the verbs."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Article, Membership
from tests.extract.cases import cases, memberships, readings

RULE_PARTS = 2


def held(text: str, body: int = 0) -> list[Membership]:
    return memberships(extract(Article("case", "", text, body)))


def test_the_evidence_holds_person_and_post() -> None:
    for reading in readings("posts").values():
        text = reading.article.text
        for claim in memberships(reading):
            said = text[claim.evidence.start : claim.evidence.end]
            forms = {m.text for m in reading.mentions if m.kind == "person" and m.name == claim.person}
            assert claim.title in said, text
            assert any(form in said for form in forms), text


def test_every_claim_names_how_it_was_read() -> None:
    for reading in readings("posts").values():
        for claim in memberships(reading):
            assert len(claim.evidence.rule.split("/")) == RULE_PARTS, claim


def test_the_role_ends_the_title() -> None:
    for reading in readings("posts").values():
        for claim in memberships(reading):
            assert claim.title.endswith(claim.role.removeprefix("国家")[-1]), claim


def test_persons_of_claims_are_mentioned() -> None:
    for case in cases("posts"):
        reading = readings("posts")[case.text]
        names = {m.name for m in reading.mentions if m.kind == "person"}
        assert {claim.person for claim in memberships(reading)} <= names


def test_one_claim_for_one_post() -> None:
    text = "市长龚华主持会议。市长龚华说，要快。"
    (claim,) = held(text)
    assert text[claim.evidence.start : claim.evidence.end] == "市长龚华"
    assert claim.evidence.start == 0


def test_a_list_shares_the_post_before_it() -> None:
    claims = held("副市长李明、王芳、赵强参加会议。")
    assert [(c.person, c.role) for c in claims] == [("李明", "副市长"), ("王芳", "副市长"), ("赵强", "副市长")]


def test_two_names_do_not_share_two_posts() -> None:
    claims = held("市委书记李明、市长龚华出席会议。")
    assert {(c.person, c.role) for c in claims} == {("李明", "书记"), ("龚华", "市长")}


@pytest.mark.parametrize("word", ["原", "前", "时任"])
def test_a_word_before_the_post_says_that_it_has_ended(word: str) -> None:
    assert [c.former for c in held(f"昨天，{word}市长龚华到会。")] == [True]


def test_a_line_feed_parts_a_post_from_a_name() -> None:
    assert held("欢迎市长\n龚华走进车间。", 5) == []
