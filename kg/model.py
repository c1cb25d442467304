"""The records that flow from a file to the graph. Read this first.

    Article → Reading(article, mentions, claims) → Linking(entities, tenures, occurrences) → quads

All records are frozen; offsets are code points of `Article.text`; dates are ISO prefixes ("2026-06-02", "2026-06",
"2026"). Inside one article a thing is its kind and its name: every mention of 陈吉宁 carries the name 陈吉宁, and a
claim about him says 陈吉宁. Across articles a thing is an `Entity`, which lists the (article, name) pairs that it owns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "institution", "place", "date", "document", "post", "event"]

EventType = Literal[
    "meeting",
    "talks",
    "visit",
    "ceremony",
    "publication",
    "message",
    "appointment",
    "decision",
    "incident",
    "history",
]

Role = Literal["chair", "speaker", "attendee", "party", "author", "recipient", "appointee"]

InstitutionKind = Literal[
    "party",
    "government",
    "legislature",
    "cppcc",
    "judicial",
    "military",
    "enterprise",
    "academic",
    "media",
    "social",
    "international",
    "foreign",
    "other",
]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read.

    `text` is the headline (with kickers and subtitles, one a line), a line feed, and the mended body; `body` is the offset at
    which the body begins. Every offset in the project counts in this string.
    """

    id: str
    title: str
    text: str
    body: int
    published: str | None = None  # ISO date of the issue; never invented
    medium: str | None = None  # 新闻联播, 解放日报
    place: str | None = None  # where the medium is at home or the dateline stands: 上海
    byline: tuple[str, ...] = ()  # reporters, photographers, editors
    origin: str = ""  # the file it came from, and its number there


@dataclass(frozen=True, slots=True)
class Period:
    """From one ISO prefix to another; both ends have the same precision and belong to it."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Some characters of an article that stand for a thing: `article.text[start:end] == text`.

    `name` is what all mentions of the same thing in this article share: the fullest form of a person's name, the name of an
    institution as resolved inside the article (市委 → 上海市委), the title of a document without brackets. `detail` is the kind code of an
    institution, and empty otherwise. `period` is what a date means, None where no calendar can tell.
    """

    article: str
    start: int
    end: int
    kind: Kind
    text: str
    name: str
    detail: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that state a claim: `article.text[start:end]`, and the name of the rule that read them."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post as written, before it is known whose it is: what is found in 市公安局副局长 or in 原市长.

    `mention` is the title (kind "post"); `role` its role noun with 副, 常务 … (副局长); `organization` the name of the institution inside it or the
    one that is understood, with other names of that in `known_as`. `prefix` is where words such as 原 or 时任 before it begin.
    """

    mention: Mention
    prefix: int
    role: str
    organization: str | None
    known_as: tuple[str, ...]
    former: bool
    acting: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A person holds, held or is to hold a post; one claim for each post.

    `title` is the post as written (上海市委金融办常务副主任), `role` its role noun (常务副主任), `organization` the name of the institution in this
    article, with `known_as` the other names a reader of this article could give it (上海市委, 中共上海市委员会); for a head of state the
    country. `begin` and `end` are ISO prefixes where the article states that the post was taken up or left.
    """

    article: str
    person: str
    title: str
    role: str
    organization: str | None
    known_as: tuple[str, ...]
    former: bool
    evidence: Evidence
    begin: str | None = None
    end: str | None = None
    acting: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """A named person's part in an event; `rank` counts from 1 in the order of the text."""

    person: str
    role: Role
    rank: int


@dataclass(frozen=True, slots=True)
class Event:
    """One happening as one article tells it, however often the text returns to it.

    `name` is what a reader would call it. `places` go from the most specific outwards. `core` tells an event that the
    article is about from one mentioned in passing. `time_text` is the expression that dates it.
    """

    article: str
    type: EventType
    name: str
    begin: str | None
    end: str | None
    time_text: str | None
    places: tuple[str, ...]
    participants: tuple[Participant, ...]
    organizations: tuple[str, ...]
    documents: tuple[str, ...]
    core: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a person or an institution is reported to have said; `direct` where it stands in quotation marks."""

    article: str
    speaker: str
    speaker_kind: Literal["person", "institution"]
    verb: str
    text: str
    direct: bool
    evidence: Evidence


Claim = Membership | Event | Quotation


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one article: mentions by offset, claims in the order of their evidence."""

    article: Article
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A thing inside an article: its kind is that of the entity that owns the reference."""

    article: str
    name: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, institution, place or document across articles, and the reasons for it being one.

    `id` is the path under …/id/ ("person/陈吉宁-1f0c2a"), made from content. `detail` is an institution's kind code or a place's division
    code. `parent` is the id of the institution or place it is part of. `labels[0]` is the preferred label.
    """

    id: str
    kind: Literal["person", "institution", "place", "document"]
    labels: tuple[str, ...]
    owns: tuple[Reference, ...]
    because: tuple[str, ...]
    detail: str = ""
    parent: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class ClaimReference:
    """The claim `Reading.claims[index]` of an article."""

    article: str
    index: int


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post of a person over all articles: an observed interval, with stated ends where an article states them."""

    id: str
    person: str  # entity ids
    organization: str | None
    title: str
    role: str
    former: bool
    acting: bool
    begin: str | None
    end: str | None
    first_attested: str | None
    last_attested: str | None
    claims: tuple[ClaimReference, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event over all articles that report it; `claims` are the Event claims that were joined."""

    id: str
    type: EventType
    labels: tuple[str, ...]
    begin: str | None
    end: str | None
    claims: tuple[ClaimReference, ...]
    because: tuple[str, ...]
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Linking:
    """What linking adds to the readings: who is who across articles. Sorted by id."""

    entities: tuple[Entity, ...]
    tenures: tuple[Tenure, ...]
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """One thing in one article on its way into an entity.

    `key` says by itself which entity it is ("local:310000:委" for 市委 in a Shanghai article); seats of one key are one thing. `label` is the
    preferred name that the key brings along, if any; `surfaces` are the forms it is written in here, `because` says how the key was found.
    """

    kind: Literal["person", "institution", "place", "document"]
    article: str
    name: str
    key: str
    surfaces: tuple[str, ...]
    label: str = ""
    detail: str = ""
    parent: str = ""  # the key of what it is part of
    country: str = ""  # the name of the country it belongs to, where known
    because: str = ""
