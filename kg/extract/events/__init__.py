"""Events: what happened, when, where, and who took part in which role.

In: an article, its mentions in offset order and its memberships. Out: `Event` claims in the order of their evidence. Sentence by
sentence, clause by clause, a word of the tables gives a happening away (triggers.py), the grammar around it says what it is
(occasions.py, verbs.py) and who was there (company.py); what tells of one happening is joined (joining.py) and written down (writing.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.dating import dates
from kg.extract.events.company import tell_called_on, tell_company, tell_hosts, tell_named, tell_stop
from kg.extract.events.joining import Happening, join
from kg.extract.events.occasions import tell_occasion
from kg.extract.events.triggers import find_triggers
from kg.extract.events.verbs import tell_verb
from kg.extract.events.writing import of_late, tells, write
from kg.model import Article, Event, Membership, Mention
from kg.otherwise import supposed
from kg.scene import Scene, Sentence, lay_out
from kg.sighting import Sighting, Trigger
from kg.whereabouts import places_of

__all__ = ["claim_events", "find_triggers"]

_LEAD = 3  # sentences of the body that tell of what the headline calls by its name
_OBJECT = re.compile(r"(?!造成|致|导致|事件|事故|案|后|中|以来|已|，|。|的|活动|发生|引发)[^，。；]{2}")
_SEQUEL = re.compile(
    r"会上|(?<![^，。；：\s]{7})(?<!访问)(?<!此访)(?<!访华)(?<![周月节])期间(?!，?[^，。；]{0,6}将)|随后|接着|紧接着|会前|会后|会议结束后|仪式后|活动结束后|考察结束后|当场"
)
_EARLIER = re.compile(r"(?:在此之前|此前|不久前|前不久|早些时候|先前|会前)[，\s]?")  # another time than what was told
_COMING = re.compile(
    r"决定[^，。；]{1,24}(?:召开|举行|举办)|即将|拟于|将[于在]|(?<!即)将(?:[首正如隆陆再][次式期重续度])?(?:继续)?(?:举行|召开|举办|开幕|开赛|出席|参加|应邀|率[^，。；]{1,6}(?:出席|参加))"
)
_WILLS = ("决定", "同意", "下令", "宣布")
_OFFICES = ("主席", "总书记", "总理", "总统")
_AHEAD = re.compile(r"(?:座谈)?会议?前[，\s]")  # a paragraph that tells what came before the meeting
_APPOINTS = ("appointment.elect", "appointment.name")
_MADE = re.compile(r"(?:同志|先生|女士)?(?:等[^，。；、]{0,8})?为(?![了此])[^，。；“”]{2,40}[。；]?")
_LISTED = re.compile(r"、|和|（[^（）]{1,12}）、|\([^()]{1,12}\)、")
_DASHED = re.compile(r"(?:系列|配套|主题|重要|分)*(?:活动|论坛)?——(?=[^，。；]{5})")
_SAYS = frozenset(("强调", "指出", "表示", "说", "要求", "认为", "希望", "谈到", "提到", "提出", "号召", "呼吁"))


def claim_events(article: Article, mentions: Sequence[Mention], memberships: Sequence[Membership]) -> list[Event]:
    """Every happening that the article tells, once."""
    scene = lay_out(article, mentions)
    happenings = join(_sightings(scene), scene.closed, scene.article.published)
    for happening in happenings:
        _date_from_lead(happening, scene)
        _struck_in_body(happening, happenings, scene)
    kept = [happening for happening in happenings if tells(happening, scene) and not of_late(happening, scene)]
    events = [write(scene, happening) for happening in kept]
    return sorted(events, key=lambda e: (e.evidence.start, e.evidence.end, e.type, e.name))


def _sightings(scene: Scene) -> Iterator[Sighting]:
    """What each clause tells, then the notes of that clause, in the order of the text."""
    triggers = [t for t in find_triggers(scene.text) if not scene.quoted(t.start)]
    starts = [trigger.start for trigger in triggers]
    paragraph, said, ahead, speaker = -1, False, False, ""
    for sentence in scene.sentences:
        if paragraph != sentence.paragraph:
            ahead = _AHEAD.match(scene.text, sentence.start) is not None
        cited = said and paragraph == sentence.paragraph and _cites(scene, sentence, speaker)
        if paragraph != sentence.paragraph or _led_by_person(sentence):
            paragraph, said = sentence.paragraph, False
        claims: list[Sighting] = []
        goes_on = said
        stop = tell_stop(scene, sentence)
        if stop is not None:
            yield stop
        for number, clause in enumerate(sentence.clauses):
            own = triggers[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]
            own = [
                t
                for t in own
                if not (_inside(t, clause.mentions) or _in_slogan(scene, t) or supposed(scene, sentence, clause, t))
            ]
            if not own:
                continue
            told = [_as_said(s, sentence.start if goes_on else -1) if said else s for s in _tell(scene, sentence, number, own)]
            yield from (_placed_in_time(scene, sentence, s) for s in told)
            used = {s.anchor for s in told if s.rule != "message.read"}
            notes = list(_company(scene, sentence, number, [t for t in own if t.start not in used]))
            issued = any(s.type == "publication" and s.standing == "told" for s in told)
            spoken = [n for n in notes if n.rule in ("company.say", "company.claim")]
            notes = [n for n in notes if n not in spoken[0 if issued else 1 :]]  # 发布公告|说, 报道|说: one statement
            notes = [replace(n, target=("visit",)) if ahead and n.rule == "company.explain" else n for n in notes]
            if not said and any(s.standing == "told" and _as_of(s, claims) for s in told):
                claims.clear()
            claims += [note for note in notes if note.rule == "company.claim" and not said and not told]
            yield from (
                replace(n, said=True) if said else n
                for n in notes
                if n.rule == "company.attend" or not (said or cited or n.rule == "company.claim")
            )
            if not said and any(t.form in _SAYS and t.end >= clause.end - 3 for t in own):
                said, speaker = True, next((name for n in spoken for name, _ in n.people), speaker)
        yield from (note for note in (f(scene, sentence) for f in (tell_hosts, tell_named, tell_called_on)) if note is not None)
        yield from claims[:1]


def _placed_in_time(scene: Scene, sentence: Sentence, sighting: Sighting) -> Sighting:
    """The sighting with what the clause says of its time: 随后…, 此前…, 将于…举行."""
    if sighting.standing == "told" and _follows(scene, sentence, sighting):
        sighting = replace(sighting, sequel=True)
    if sighting.type == "meeting" and _EARLIER.match(scene.text, sentence.start):
        sighting = replace(sighting, earlier=True)
    coming = _COMING.search(scene.text, sighting.start, sighting.end) is not None or _after_print(scene, sighting)
    return replace(sighting, coming=True) if coming and sighting.standing == "told" else sighting


def _after_print(scene: Scene, sighting: Sighting) -> bool:
    """Whether its day is one after that of the article."""
    period = sighting.date.period if sighting.date is not None else None
    return period is not None and period.start > (scene.article.published or period.start)


def _follows(scene: Scene, sentence: Sentence, sighting: Sighting) -> bool:
    """Whether it follows at once on what was told before; before a meeting only its own guests are received on its day."""
    opened = _SEQUEL.search(scene.text, sentence.start, sighting.anchor)
    return opened is not None and (opened.group() != "会前" or sighting.type == "talks")


def _as_of(sighting: Sighting, claims: list[Sighting]) -> bool:
    """Whether a clause after 称 tells the happening itself and not of another day."""
    own = sighting.date if sighting.date is not None and sighting.start <= sighting.date.start < sighting.end else None
    return own is None or all(c.date is None or c.date.period == own.period for c in claims)


def _as_said(sighting: Sighting, head: int) -> Sighting:
    """Inside reported speech only a date of the same clause dates what is told, or one at the `head` of a sentence with which it goes on."""
    date = sighting.date
    own = date is not None and (sighting.start <= date.start < sighting.end or 0 <= date.start - head <= 1 <= head)
    return replace(sighting, said=True, date=sighting.date if own else None)


def _led_by_person(sentence: Sentence) -> bool:
    opening = [m for c in sentence.clauses[:1] for m in c.mentions if m.start - sentence.start < 24]
    return any(m.kind == "person" or (m.kind == "date" and m.period is not None and len(m.period.start) == 10) for m in opening)


def _cites(scene: Scene, sentence: Sentence, speaker: str) -> bool:
    """Whether one who speaks goes on with the words of a leader whom he calls by his office: 王伟表示，…。|李明主席提出…"""
    first = next((m for c in sentence.clauses[:1] for m in c.mentions if m.start == sentence.start), None)
    return first is not None and first.kind == "person" and first.name != speaker and scene.text.startswith(_OFFICES, first.end)


def _in_slogan(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb is only a part of a few words in quotation marks: “四议两公开”."""
    if trigger.word("event_nouns") is not None:
        return False
    opened = scene.text.rfind("“", max(0, trigger.start - 8), trigger.start)
    closed = scene.text.find("”", trigger.end, trigger.end + 8)
    return opened >= 0 and closed >= 0 and not re.search(r"[，。；：”]", scene.text[opened + 1 : closed])


def _inside(trigger: Trigger, mentions: Sequence[Mention]) -> bool:
    return any(m.start <= trigger.start and trigger.end <= m.end and not _is_sitting(trigger, m) for m in mentions)


def _is_sitting(trigger: Trigger, mention: Mention) -> bool:
    """A body whose name ends in an event noun can also be the sitting itself: 委员长会议29日举行."""
    return mention.kind == "institution" and mention.end == trigger.end and trigger.word("event_nouns") is not None


def _tell(scene: Scene, sentence: Sentence, number: int, own: Sequence[Trigger]) -> list[Sighting]:
    """What the triggers of a clause tell; a name that only opens a longer one (代表大会 in 代表大会第一次会议) is dropped."""
    found: list[Sighting] = []
    for trigger in own:
        noun, verb = trigger.word("event_nouns"), trigger.word("event_verbs")
        acts = noun and verb and _OBJECT.match(scene.text, trigger.end, sentence.clauses[number].end)
        sighting = tell_occasion(scene, sentence, number, trigger, noun) if noun and not acts else None
        if sighting is None and verb:
            sighting = tell_verb(scene, sentence, number, trigger, verb)
        if sighting is None or (
            sighting.standing == "named" and any(_is_sitting(trigger, m) for m in sentence.clauses[number].mentions)
        ):
            continue
        if any(_decides(s, sighting) for s in found):
            continue
        found = [s for s in found if not _swallows(sighting, s)]
        found += _apart(scene, sentence, trigger, sighting)
        if sighting.rule in _APPOINTS and not sighting.headline:
            found += _series(scene, sentence, number, sighting)
    found = [s for s in found if s is found[-1] or not _opens_name(scene, sentence, s)]
    if any(s.back for s in found):  # 在爆炸中|身亡
        found = [replace(s, back=True) if s.type == "incident" else s for s in found]
    return found


def _opens_name(scene: Scene, sentence: Sentence, sighting: Sighting) -> bool:
    """Whether a dash ties its name to that of the one that is held: 东海|论坛|系列活动——青年创业大会5月3日举行."""
    end = sighting.anchor + len(sighting.noun)
    return not (sentence.heading or sighting.verbal) and _DASHED.match(scene.text, end, sighting.end) is not None


def _series(scene: Scene, sentence: Sentence, number: int, first: Sighting) -> Iterator[Sighting]:
    """Those whom the clauses that follow make something else without a verb of their own: 选举甲为省长，|乙、丙为副省长."""
    for clause in sentence.clauses[number + 1 :]:
        people = [m for m in clause.mentions if m.kind == "person"]
        if not people or people[0].start > clause.start or not _MADE.fullmatch(scene.text, people[-1].end, clause.end):
            return
        if any(not _LISTED.fullmatch(scene.text, one.end, other.start) for one, other in pairwise(people)):
            return
        yield replace(
            first,
            name=first.noun + scene.text[people[0].start : clause.end].rstrip("。；"),
            noun=scene.text[people[-1].end : clause.end],
            people=tuple((m.name, "appointee") for m in people),
            bodies=tuple(dict.fromkeys(m.name for m in scene.inside(people[-1].end, clause.end) if m.kind == "institution")),
            anchor=people[-1].end,
            start=clause.start,
            end=clause.end,
        )


def _apart(scene: Scene, sentence: Sentence, trigger: Trigger, sighting: Sighting) -> list[Sighting]:
    """分别会见甲、乙 and 分别与甲、乙举行会谈 tell of as many talks as there are persons after 分别.

    Where the host is left out it is the one whom the sentences before are about.
    """
    if sighting.rule == "appointment.name":
        return _each(scene, sighting)
    received = sighting.rule == "talks.receive"
    first = scene.text.rfind("分别", trigger.start - 6 if received else sentence.start, trigger.start)
    if first < 0 or not (received or (sighting.rule == "talks.with" and scene.text[first + 2] in "与同和")):
        return [sighting]
    later = {m.name for c in sentence.clauses for m in c.mentions if m.kind == "person" and m.start > first}
    others = [person for person in sighting.people if person[0] in later]
    hosts = tuple(person for person in sighting.people if person[0] not in later)
    if not hosts and sentence.topic is not None and sentence.topic.name not in later:
        hosts = ((sentence.topic.name, "party"),)
    if len(others) < 2 or not hosts:
        return [sighting]
    name = "{}会见{}" if received else "{}与{}举行会谈"
    return [replace(sighting, people=(*hosts, other), name=name.format(hosts[0][0], other[0])) for other in others]


def _each(scene: Scene, sighting: Sighting) -> list[Sighting]:
    """One appointment for each person of whom a post is told: 任命[甲]为…、[乙]为…"""
    named = [(name, role) for name, role in sighting.people if f"{name}为" in scene.text[sighting.anchor : sighting.end]]
    if len(named) < 2:
        return [sighting]
    text, found = scene.text[sighting.anchor : sighting.end], []
    for name, role in named:
        words = re.match(r"[^，、；。]*", text[text.index(f"{name}为") :])
        found.append(replace(sighting, people=((name, role),), name=sighting.noun + (words.group() if words else name)))
    return found


def _swallows(new: Sighting, old: Sighting) -> bool:
    """Whether what was read before in the clause is only a part of the new name or the form of the new decision.

    代表大会 in 代表大会第一次会议, 调研 in 调研协商座谈会, 发表声明 in 发表声明宣布制裁, 通过关于 in 通过关于免去某某职务的决定.
    """
    if new.verbal:
        if new.rule.startswith("appointment.") and old.rule == "decision.decide":
            return "并" not in old.name.partition(new.noun)[0]  # 宣布任命某人为…
        if new.rule.startswith("appointment.") and old.rule == "decision.pass":
            return new.anchor - old.anchor - len(old.noun) <= 4
        return new.rule == "decision.decide" and old.rule in ("publication.issue", "ceremony.sign")
    if old.verbal:
        return old.anchor >= new.anchor + len(new.noun) - len(new.name)
    return new.proper and old.proper and new.name.startswith(old.name)


def _decides(old: Sighting, new: Sighting) -> bool:
    """Whether the new verb is only what a decision told before in the clause is for: 决定向甲|颁发|奖章, 同意|成立委员会."""
    wills = old.rule == "decision.decide" and old.noun.startswith(_WILLS)
    return wills and new.verbal and not new.rule.startswith("appointment.")


def _company(scene: Scene, sentence: Sentence, number: int, own: Sequence[Trigger]) -> Iterator[Sighting]:
    for trigger in own:
        word = trigger.word("event_frames")
        note = tell_company(scene, sentence, number, trigger, word) if word else None
        if note is not None:
            yield note


def _date_from_lead(happening: Happening, scene: Scene) -> None:
    """Headline and lead tell the same: what only a heading tells happened on the day of the lead with the same actors."""
    if happening.date is not None or not all(s.headline for s in happening.told):
        return
    section = happening.first.section
    lead = next((s for s in scene.sentences if s.section == section and not s.heading and s.start > happening.first.start), None)
    if lead is None:
        return
    mentions = [m for clause in lead.clauses for m in clause.mentions]
    if {m.name for m in mentions} & {*happening.people, *happening.bodies, *happening.documents}:
        happening.date = next((m for clause in lead.clauses for m in dates(scene, clause)), None)


def _struck_in_body(happening: Happening, happenings: Sequence[Happening], scene: Scene) -> None:
    """A disaster that only the headline calls by its name happened on the day, and at the place, with which the body begins."""
    if happening.type != "incident" or happening.date is not None or not all(s.headline for s in happening.told):
        return
    if any(h.type == "incident" and h is not happening for h in happenings) or scene.article.body >= len(scene.text):
        return
    for sentence in [s for s in scene.sentences if not s.heading][:_LEAD]:
        for number, clause in enumerate(sentence.clauses):
            day = next((m for m in dates(scene, clause) if m.period and len(m.period.start) == 10), None)
            if day is not None:
                happening.date = day
                happening.places = happening.places or list(places_of(scene, sentence, number))
                return
