"""A small hand-made set of readings and their linking: two days of an invented city, with every kind of record in it.

Offsets are found by searching the text, so that the sample stays right when its words change.
"""

from __future__ import annotations

from kg.model import (
    Article,
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

_FIRST = (
    "云岭市召开治水工作会议\n"
    "昨天下午，云岭市治水工作会议在春申礼堂举行，市委书记林望舒主持会议，副市长\\高远“小高”出席。"
    "林望舒说，“河清了，城才亮。”会议印发《云岭市治水三年方案》。市水务局参加。原副市长秦牧野到会。"
)
_SECOND = (
    "云岭市部署落实治水方案\n"
    "3月4日，云岭市治水工作会议举行。市长高远出席。治水要到2027年见效。去年的账不能忘，近日再查。贝兰国总统奥利到访。"
)

A1, A2 = "sample-1", "sample 2/二"
WHERE = "云岭市治水工作会议"


def _article(id: str, text: str, published: str | None, byline: tuple[str, ...] = ()) -> Article:
    title = text.split("\n")[0]
    return Article(id, title, text, len(title) + 1, published, "云岭日报", "云岭", byline)


def _mention(article: Article, kind: Kind, text: str, name: str = "", detail: str = "", period: Period | None = None) -> Mention:
    start = article.text.index(text, article.body if text in article.text[article.body :] else 0)
    return Mention(article.id, start, start + len(text), kind, text, name or text, detail, period)


def _evidence(article: Article, words: str, rule: str) -> Evidence:
    start = article.text.index(words)
    return Evidence(start, start + len(words), rule)


def readings() -> tuple[Reading, Reading]:
    """Two articles: one meeting in both, one person whose post changes, and a head of state."""
    one = _article(A1, _FIRST, "2024-03-05", ("白描",))
    two = _article(A2, _SECOND, "2024-03-06", ("陆离",))
    return _read_first(one), _read_second(two)


def _read_first(one: Article) -> Reading:
    mentions = (
        _mention(one, "date", "昨天下午", period=Period("2024-03-04", "2024-03-04")),
        _mention(one, "event", WHERE),
        _mention(one, "place", "春申礼堂"),
        _mention(one, "institution", "市委", "云岭市委", "party"),
        _mention(one, "post", "市委书记"),
        _mention(one, "person", "林望舒"),
        _mention(one, "person", "高远"),
        _mention(one, "document", "《云岭市治水三年方案》", "云岭市治水三年方案"),
        _mention(one, "institution", "市水务局", "云岭市水务局", "government"),
        _mention(one, "person", "秦牧野"),
    )
    meeting = Event(
        A1,
        "meeting",
        WHERE,
        "2024-03-04",
        "2024-03-04",
        "昨天下午",
        ("春申礼堂", "云岭"),
        (Participant("林望舒", "chair", 1), Participant("高远", "attendee", 2)),
        ("云岭市水务局",),
        ("云岭市治水三年方案",),
        True,
        _evidence(one, "云岭市治水工作会议在春申礼堂举行", "held-at"),
    )
    printed = Event(
        A1,
        "publication",
        "印发治水三年方案",
        None,
        None,
        None,
        (),
        (),
        ("云岭市水务局",),
        ("云岭市治水三年方案",),
        False,
        _evidence(one, "会议印发《云岭市治水三年方案》", "printed"),
    )
    claims = (
        meeting,
        Membership(
            A1,
            "林望舒",
            "市委书记",
            "书记",
            "云岭市委",
            ("中共云岭市委员会",),
            False,
            _evidence(one, "市委书记林望舒", "post-name"),
        ),
        Membership(A1, "高远", "副市长", "副市长", "云岭市政府", (), False, _evidence(one, "副市长\\高远", "post-name")),
        Quotation(A1, "林望舒", "person", "说", "河清了，城才亮。", True, _evidence(one, "林望舒说，“河清了，城才亮。”", "said")),
        printed,
        Membership(A1, "秦牧野", "原副市长", "副市长", "云岭市政府", (), True, _evidence(one, "原副市长秦牧野", "former-post")),
    )
    return Reading(one, mentions, claims)


def _read_second(two: Article) -> Reading:
    mentions = (
        _mention(two, "date", "3月4日", period=Period("2024-03-04", "2024-03-04")),
        _mention(two, "event", WHERE),
        _mention(two, "person", "高远"),
        _mention(two, "date", "2027年", period=Period("2027", "2027")),
        _mention(two, "date", "去年", period=Period("2023", "2023")),
        _mention(two, "date", "近日"),
        _mention(two, "place", "贝兰国"),
        _mention(two, "person", "奥利"),
    )
    claims = (
        Event(
            A2,
            "meeting",
            WHERE,
            "2024-03-04",
            "2024-03-04",
            "3月4日",
            ("云岭",),
            (Participant("高远", "attendee", 1),),
            (),
            (),
            True,
            _evidence(two, "云岭市治水工作会议举行", "held"),
        ),
        Membership(
            A2, "高远", "市长", "市长", "云岭市政府", (), False, _evidence(two, "市长高远", "post-name"), begin="2024-03-05"
        ),
        Membership(A2, "奥利", "贝兰国总统", "总统", "贝兰国", (), False, _evidence(two, "贝兰国总统奥利", "post-name")),
    )
    return Reading(two, mentions, claims)


def linking() -> Linking:
    """Who is who in the two articles."""
    return Linking(_entities(), _tenures(), _occurrences())


def _entities() -> tuple[Entity, ...]:
    def own(*pairs: tuple[str, str]) -> tuple[Reference, ...]:
        return tuple(Reference(article, name) for article, name in pairs)

    mayors = "institution/云岭市人民政府-03"
    return (
        Entity("document/方案-01", "document", ("云岭市治水三年方案",), own((A1, "云岭市治水三年方案")), ("title",)),
        Entity(
            "institution/中共云岭市委员会-02",
            "institution",
            ("中共云岭市委员会", "云岭市委", "市委"),
            own((A1, "云岭市委")),
            ("name",),
            "party",
        ),
        Entity(
            mayors,
            "institution",
            ("云岭市人民政府", "云岭市政府"),
            own((A1, "云岭市政府"), (A2, "云岭市政府")),
            ("name",),
            "government",
            "place/云岭-05",
        ),
        Entity(
            "institution/云岭市水务局-04",
            "institution",
            ("云岭市水务局", "市水务局"),
            own((A1, "云岭市水务局")),
            ("name",),
            "government",
            mayors,
        ),
        Entity("person/白描-11", "person", ("白描",), own((A1, "白描")), ("name",)),
        Entity("person/奥利-06", "person", ("奥利",), own((A2, "奥利")), ("name",)),
        Entity("person/林望舒-07", "person", ("林望舒",), own((A1, "林望舒")), ("name",)),
        Entity("person/秦牧野-08", "person", ("秦牧野",), own((A1, "秦牧野")), ("name",)),
        Entity("person/高远-09", "person", ("高远", "小高"), own((A1, "高远"), (A2, "高远")), ("name and city",)),
        Entity("place/云岭-05", "place", ("云岭", "云岭市"), own((A1, "云岭"), (A2, "云岭")), ("gazetteer",), "990100"),
        Entity("place/春申礼堂-10", "place", ("春申礼堂",), own((A1, "春申礼堂")), ("name",), "", "place/云岭-05"),
        Entity("place/贝兰国-12", "place", ("贝兰国", "贝兰"), own((A2, "贝兰国")), ("gazetteer",)),
    )


def _tenures() -> tuple[Tenure, ...]:
    party, mayors = "institution/中共云岭市委员会-02", "institution/云岭市人民政府-03"
    one, two = "2024-03-05", "2024-03-06"
    return (
        Tenure(
            "membership/01",
            "person/林望舒-07",
            party,
            "市委书记",
            "书记",
            False,
            False,
            None,
            None,
            one,
            one,
            (ClaimReference(A1, 1),),
            ("one report",),
        ),
        Tenure(
            "membership/02",
            "person/高远-09",
            mayors,
            "副市长",
            "副市长",
            False,
            False,
            None,
            "2024-03-05",
            one,
            one,
            (ClaimReference(A1, 2),),
            ("one report",),
        ),
        Tenure(
            "membership/03",
            "person/高远-09",
            mayors,
            "市长",
            "市长",
            False,
            True,
            "2024-03-05",
            None,
            two,
            two,
            (ClaimReference(A2, 1),),
            ("one report",),
        ),
        Tenure(
            "membership/04",
            "person/秦牧野-08",
            mayors,
            "原副市长",
            "副市长",
            True,
            False,
            None,
            None,
            one,
            one,
            (ClaimReference(A1, 5),),
            ("one report",),
        ),
        Tenure(
            "membership/05",
            "person/奥利-06",
            None,
            "贝兰国总统",
            "总统",
            False,
            False,
            None,
            None,
            two,
            two,
            (ClaimReference(A2, 2),),
            ("one report",),
        ),
    )


def _occurrences() -> tuple[Occurrence, ...]:
    return (
        Occurrence(
            "event/印发-02",
            "publication",
            ("印发治水三年方案",),
            None,
            None,
            (ClaimReference(A1, 4),),
            ("one report",),
            "event/治水-01",
        ),
        Occurrence(
            "event/治水-01",
            "meeting",
            (WHERE, "治水工作会议"),
            "2024-03-04",
            "2024-03-04",
            (ClaimReference(A1, 0), ClaimReference(A2, 0)),
            ("same name, day and place",),
        ),
    )
