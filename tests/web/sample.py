"""A small graph of our own invention: three articles, one of which is full of characters that HTML and Markdown would eat."""

from __future__ import annotations

from pathlib import Path

from kg.graph import nquads
from kg.model import (
    Article,
    Claim,
    ClaimReference,
    Entity,
    Event,
    Evidence,
    Kind,
    Linking,
    Membership,
    Mention,
    Occurrence,
    Participant,
    Period,
    Quotation,
    Reading,
    Reference,
    Tenure,
)
from kg.packing import content, pack
from kg.store import Writer

MEETING = "临州市数字治理会议"
TEXTS = {
    "a1": "临州召开数字治理会议\n3月4日，临州市数字治理会议举行。临州市委书记林知远主持会议，市长何静怡讲话。会议讨论《临州市数据条例》。",
    "a2": "林知远到城北新区调研\n5月10日，市委书记林知远到城北新区调研，何静怡参加。林知远说：“要把小事办好。”",
    "a3": "<b>粗</b>~~删~~*星* & <script>alert(1)</script>\n原市长<i>斜</i>已离任。$x$ :smile: [链](http://example.org)",
}
DATES = {"a1": "2024-03-05", "a2": "2024-05-11", "a3": "2024-06-01"}
NASTY = "<i>斜</i>"

PERSON, MAYOR, CROOKED = "person/林知远-0000000001", "person/何静怡-0000000002", "person/i-斜-i-0000000003"
PARTY, COUNCIL = "institution/中共临州市委员会-0000000004", "institution/中共临州市委办公室-0000000005"
EVENT, VISIT = "event/临州市数字治理会议-0000000006", "event/林知远调研-0000000007"


def _mentions(article: str, *wanted: tuple[Kind, str, str]) -> tuple[Mention, ...]:
    """Every place where the words stand; (kind, words, name)."""
    text, found = TEXTS[article], []
    for kind, words, name in wanted:
        at = text.find(words)
        while at >= 0:
            period = Period("2024-03-04", "2024-03-04") if kind == "date" else None
            found.append(Mention(article, at, at + len(words), kind, words, name, period=period))
            at = text.find(words, at + 1)
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _words(article: str, words: str, rule: str) -> Evidence:
    at = TEXTS[article].index(words)
    return Evidence(at, at + len(words), rule)


def _post(article: str, person: str, title: str, words: str, former: bool = False) -> Membership:
    body = "临州市委" if "委" in title else None
    return Membership(article, person, title, title[-2:], body, (), former, _words(article, words, "post-before-name"))


def _event(article: str, kind: str, name: str, people: tuple[Participant, ...], words: str) -> Event:
    meeting = kind == "meeting"
    return Event(
        article, "meeting" if meeting else "visit", name, DATES[article], DATES[article], None,
        ("临州市",) if meeting else (), people, ("临州市委",) if meeting else (), ("临州市数据条例",) if meeting else (), True,
        _words(article, words, "event-noun"),
    )  # fmt: skip


def _readings() -> tuple[Reading, ...]:
    claims: dict[str, tuple[Claim, ...]] = {
        "a1": (
            _post("a1", "林知远", "临州市委书记", "临州市委书记林知远"),
            _post("a1", "何静怡", "市长", "市长何静怡"),
            _event("a1", "meeting", MEETING, (Participant("林知远", "chair", 1), Participant("何静怡", "speaker", 2)), MEETING),
        ),
        "a2": (
            _post("a2", "林知远", "市委书记", "市委书记林知远"),
            _event(
                "a2",
                "visit",
                "林知远调研",
                (Participant("林知远", "party", 1), Participant("何静怡", "attendee", 2)),
                "到城北新区调研",
            ),
            Quotation("a2", "林知远", "person", "说", "要把小事办好。", True, _words("a2", "林知远说：“要把小事办好。”", "said")),
        ),
        "a3": (_post("a3", NASTY, "市长", f"原市长{NASTY}", former=True),),
    }
    people: tuple[tuple[Kind, str, str], ...] = (("person", "林知远", "林知远"), ("person", "何静怡", "何静怡"))
    mentions = {
        "a1": _mentions(
            "a1", *people, ("institution", "临州市委", "临州市委"), ("event", MEETING, MEETING), ("date", "3月4日", "3月4日"),
            ("place", "临州市", "临州市"), ("document", "临州市数据条例", "临州市数据条例"),
        ),
        "a2": _mentions("a2", *people, ("institution", "市委", "临州市委"), ("event", "到城北新区调研", "林知远调研")),
        "a3": _mentions("a3", ("person", NASTY, NASTY)),
    }  # fmt: skip
    return tuple(
        Reading(
            Article(name, text.split("\n")[0], text, text.index("\n") + 1, DATES[name], "临州日报"), mentions[name], claims[name]
        )
        for name, text in TEXTS.items()
    )


def _linking() -> Linking:
    both = ("a1", "a2")
    entities = (
        Entity(PERSON, "person", ("林知远",), tuple(Reference(a, "林知远") for a in both), ("同名同职",)),
        Entity(MAYOR, "person", ("何静怡", "小何"), tuple(Reference(a, "何静怡") for a in both), ()),
        Entity(CROOKED, "person", (NASTY,), (Reference("a3", NASTY),), ("<u>理由</u>",)),
        Entity(
            PARTY,
            "institution",
            ("中共临州市委员会", "临州市委", "市委"),
            tuple(Reference(a, "临州市委") for a in both),
            (),
            "party",
        ),
        Entity(COUNCIL, "institution", ("中共临州市委办公室",), (), (), "party", PARTY),
        Entity("place/临州市-0000000008", "place", ("临州市",), (Reference("a1", "临州市"),), ()),
        Entity("document/条例-0000000009", "document", ("临州市数据条例",), (Reference("a1", "临州市数据条例"),), ()),
    )
    tenures = (
        Tenure(
            "membership/1", PERSON, PARTY, "临州市委书记", "书记", False, False, None, None, "2024-03-05", "2024-05-11",
            (ClaimReference("a1", 0), ClaimReference("a2", 0)), (),
        ),
        Tenure(
            "membership/2", MAYOR, None, "市长", "市长", False, False, "2023-01", None, "2024-03-05", "2024-03-05",
            (ClaimReference("a1", 1),), (),
        ),
        Tenure(
            "membership/3", CROOKED, None, "市长", "市长", True, False, None, "2022-12", "2024-06-01", "2024-06-01",
            (ClaimReference("a3", 0),), (),
        ),
    )  # fmt: skip
    occurrences = (
        Occurrence(EVENT, "meeting", (MEETING,), "2024-03-04", "2024-03-04", (ClaimReference("a1", 2),), ()),
        Occurrence(VISIT, "visit", ("林知远调研",), "2024-05-10", "2024-05-10", (ClaimReference("a2", 1),), ()),
    )
    return Linking(entities, tenures, occurrences)


def write_store(folder: Path) -> Path:
    """A store of the sample in a folder that does not exist yet."""
    readings = _readings()
    with Writer(folder) as writer:
        writer.add((r.article.id, content(r.article), "sample", pack(r)) for r in readings)
        writer.replace_graph(nquads(readings, _linking()))
    return folder
