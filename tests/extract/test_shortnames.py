"""Short names: what a name is short for inside one article."""

from __future__ import annotations

import pytest

from kg.extract.shortnames import official_names, resolve_names
from kg.model import Article, Mention


def resolved(text: str, *bodies: str) -> dict[str, set[str]]:
    """The names that each form has, with every place where one of the bodies stands as an institution."""
    found: dict[tuple[int, int], Mention] = {}
    taken: set[int] = set()
    for form in sorted(bodies, key=len, reverse=True):
        at = text.find(form)
        while at >= 0:
            if not taken.intersection(range(at, at + len(form))):
                taken.update(range(at, at + len(form)))
                found[at, at + len(form)] = Mention("case", at, at + len(form), "institution", form, form, "party")
            at = text.find(form, at + 1)
    names: dict[str, set[str]] = {}
    for mention in resolve_names(Article("case", "", text, 0), [found[span] for span in sorted(found)]):
        names.setdefault(mention.text, set()).add(mention.name)
    return names


@pytest.mark.parametrize(
    ("text", "bodies", "names"),
    [
        ("苏州市委开会，市委部署防汛。", ("苏州市委", "市委"), {"苏州市委"}),
        ("中共青海省委开会。青海省委要求从严。", ("中共青海省委", "青海省委"), {"中共青海省委"}),
        (
            "省十二届人大常委会开会，通过云南省人民代表大会常务委员会的决定。",
            ("省十二届人大常委会", "云南省人民代表大会常务委员会"),
            {"云南省人民代表大会常务委员会"},
        ),
        ("云南省政府发文，省政府要求落实。", ("云南省政府", "省政府"), {"云南省政府"}),
        ("大地勘探集团（以下简称大地）上市，大地涨了。", ("大地勘探集团", "大地"), {"大地勘探集团"}),
        ("大地勘探集团（下称“大地”）上市，大地涨了。", ("大地勘探集团", "大地"), {"大地勘探集团"}),
        ("国家发展和改革委员会发文，国家发展改革委解读。", ("国家发展和改革委员会", "国家发展改革委"), {"国家发展和改革委员会"}),
    ],
)
def test_a_short_name_bears_the_full_one(text: str, bodies: tuple[str, ...], names: set[str]) -> None:
    assert set().union(*resolved(text, *bodies).values()) == names


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("河南省委与河北省委会谈。", ("河南省委", "河北省委")),
        ("市教育局会同省教育厅检查。", ("市教育局", "省教育厅")),
        ("东平县有震感，县委开会。云山县委也开会。", ("县委", "云山县委")),
        ("苏州市委与苏州市政府开会。", ("苏州市委", "苏州市政府")),
        ("长风集团与大地集团签约。", ("长风集团", "大地集团")),
    ],
)
def test_two_bodies_stay_two(text: str, bodies: tuple[str, ...]) -> None:
    assert resolved(text, *bodies) == {body: {body} for body in bodies}


def test_of_two_full_names_the_nearest_before_is_meant() -> None:
    text = "河南省委开会。省委提出要求。河北省委也开会。"
    assert resolved(text, "河南省委", "河北省委", "省委")["省委"] == {"河南省委"}


def test_only_the_name_changes() -> None:
    text = "苏州市委开会，市委部署防汛。"
    before = [
        Mention("case", 0, 4, "institution", "苏州市委", "苏州市委", "party"),
        Mention("case", 7, 9, "institution", "市委", "市委", "party"),
    ]
    after = resolve_names(Article("case", "", text, 0), before)
    assert [(m.start, m.end, m.text, m.kind, m.detail) for m in after] == [
        (m.start, m.end, m.text, m.kind, m.detail) for m in before
    ]


def test_without_bodies_nothing_is_resolved() -> None:
    assert resolve_names(Article("case", "", "今天晴。", 0), []) == []


def test_an_alias_leads_to_the_usual_name() -> None:
    known = official_names()
    assert known["党中央"] == known["中共中央"] == "中共中央"
