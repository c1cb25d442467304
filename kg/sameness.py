"""Whether a clause tells once more of a happening that was told before.

In: a `Happening`, a new sighting, and the happenings told last. Out: yes or no; type, date, actors, name and place decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.alike import ALIKE, dice, in_short, of_both, other_number, other_part, shortened
from kg.happening import LEADING, MEETINGS, NEXT, OUTDOORS, PRESS, Happening, dates_fit
from kg.sameincident import far, last_told, of_other_heading, same_incident
from kg.sighting import Sighting

_AUTHOR = frozenset(("author",))
_RECIPIENT: frozenset[str] = frozenset(("recipient",))
_PLENARY = re.compile(r"([一二三四五六七八九十]{1,4})届.{0,8}?第?([一二三四五六七八九十]{1,2})(?:中全会|次全体会议)")
_CONGRESS = re.compile(
    r"^(?:中共|党的)?([一二三四五六七八九十]{1,3})大$|中?国?(?:共产党|中共)?第([一二三四五六七八九十]{1,3})次全国代表大会$"
)
_JUBILEE = re.compile(r"([一-鿿]{2})建交(.{1,4}周年)(?:纪念|庆祝)活动$")  # 中朝…, 朝中…: each side names itself first
_SENTENCES = ("判处", "宣判")
_OPENS = ("开幕", "闭幕", "落幕", "开赛", "收官")
_SHOWN = (*PRESS, "推介会")  # held of a fair or a meeting, and no part of it
_STARTS = ("启动", "运行", "运营", "使用", "启用", "开通", "上线", "投用", "投运")
_LAUNCHES = ("发射", "升空")  # of which a day has one
_DECREES = re.compile(r"(?:令|声明|公报|决议|决定|法案|通告|公告|通知)(?:[称说]|（[^（）]{1,20}）)?$")
_ISSUES = ("publication.issue", "publication.data", "decision.sign", "decision.pass")
_FOUNDS = ("创办", "创立", "创建", "始创", "创刊")
_CONTESTS = ("ceremony.match", "ceremony.contest", "ceremony.award")
BANQUETS = ("招待会", "宴会", "晚宴", "午宴", "国宴", "酒会", "茶话会")
_MISSIONS = ("使馆", "使团", "领事馆", "领馆", "代表处")
_GROUPS = ("小组讨论", "分组讨论", "小组审议", "分组审议", "小组会", "小组会议", "讨论", "审议")
_SHOWS = ("演出", "晚会", "音乐会", "歌会", "首演", "专场")
_LETTERED = re.compile(r"^(20\d\d年?)?[A-Z]{3,8}[^A-Z]{2,}$")  # a name in letters, brought in by brackets
_SUBJECTS = re.compile(r"科目|课目")  # what is drilled, and no drill of its own
_JUBILEE_OF = re.compile(r".{2,4}?[0-9一二三四五六七八九十百]{1,4}周年")
_SITTINGS = ("会议", "大会", "会")  # no parade, opening or signature
_ANY_SITTING = ("会议", "大会", "仪式", "活动")  # any happening can be called so
_SAME_WORDS = 0.65


def same(happening: Happening, new: Sighting, recent: list[Happening]) -> bool:
    """Whether the new sighting tells of this happening."""
    if new.earlier != happening.first.earlier and new.standing == "told":
        return False  # 第一站来到某村。2001年，他曾来到某村
    if new.also and new.date is not None and (happening.date is None or happening.date.period != new.date.period):
        return False
    if new.back and happening is last_told(recent, "incident", new.section):
        return True  # 在爆炸中|身亡: the blast that was told, be it of another day
    if _goes_on_issuing(happening, new) or _on_air(happening, new):
        return True
    if _closes(happening, new):
        return True
    if not ({happening.type, new.type} <= MEETINGS or happening.type == new.type) or not dates_fit(happening, new):
        return False
    if new.type == "incident" and of_other_heading(happening, new, recent):
        return False
    if _headline_of(happening, new, recent):
        return True
    match new.type:
        case "meeting" | "ceremony":
            if (
                new.rule == "meeting.report" != happening.first.rule
                and happening.gathers
                and happening.happens
                and not new.headline
            ):
                return happening.stands_in(new.section)  # who lectures at it
            if new.verbal and new.type == "meeting":
                return bool({n for n, _ in new.people} & set(happening.people))
            return _same_rite(happening, new) if new.verbal else _same_occasion(happening, new, recent)
        case "incident":
            return same_incident(happening, new, recent)
        case "talks" | "visit" | "appointment" | "message":
            return _same_doing(happening, new, recent)
        case _:
            return _same_text(happening, new)


def _goes_on_issuing(happening: Happening, new: Sighting) -> bool:
    """签署命令，|发布《…》 and 批转…，|并下发通知 tell of one publication; 发布指令，|宣布… and 通过法令，|决定… of one decision."""
    last = happening.told[-1]
    follows = new.rule == "publication.issue" and 0 <= new.anchor - last.end < 24 and new.section == last.section
    same = {name for name, _ in new.people} <= set(happening.people) and not (new.documents and last.documents)
    agreed = last.rule == "decision.decide" and last.noun.startswith("达成")
    if new.rule == "decision.decide" and (agreed or (last.rule in _ISSUES and _DECREES.search(last.name))):
        return 0 <= new.anchor - last.end <= 2  # 发布政令，|决定…
    return follows and same and last.rule in ("decision.sign", "publication.issue")


def _closes(happening: Happening, new: Sighting) -> bool:
    """Whether it ends what was told to begin some days before: 4月15日，艺术节开幕。艺术节22日|闭幕."""
    if not new.closing or happening.type not in MEETINGS or not happening.stands_in(new.section) or not happening.happens:
        return False
    began, ended = happening.date, new.date
    if began is None or ended is None or began.period is None or ended.period is None:
        return False
    later = began.period.start[:4] == ended.period.start[:4] and began.period.start < ended.period.start
    if new.verbal:
        last = happening.told[-1]
        follows = last.noun.endswith(("开幕", "开赛")) and 0 <= new.anchor - last.end < NEXT
        return later and (follows or any(s.noun in new.name for s in happening.told if not s.verbal))
    return later and any(s.name == new.name or (not new.proper and s.noun == new.noun) for s in happening.told)


def _on_air(happening: Happening, new: Sighting) -> bool:
    """今晚|开播 and 今晚在某频道|播出 tell of one first broadcast."""
    begins = new.noun.endswith("播出") and any(s.noun.endswith(("开播", "首播")) for s in happening.told)
    return begins and dates_fit(happening, new)


def _headline_of(happening: Happening, new: Sighting, recent: list[Happening]) -> bool:
    """The first clause below a heading that tells of such a thing tells of the thing in the heading."""
    if not happening.first.headline or new.headline or happening.first.section != new.section:
        return False
    if not all(s.headline for s in happening.told) or new.standing == "named":
        return False
    roles = _AUTHOR if new.type == "message" else LEADING
    known, ours = happening.leading(roles), _leading(new, roles)
    if known and ours and not known & ours:
        return False
    return happening.first.rule == new.rule or dice(happening.first.name, new.name) >= 0.3


def _leading(sighting: Sighting, roles: frozenset[str] = LEADING) -> set[str]:
    return {name for name, role in sighting.people if role in roles}


def _same_doing(happening: Happening, new: Sighting, recent: list[Happening]) -> bool:
    """Talks, visits, letters and appointments are told by who does them to whom."""
    parties, known = _leading(new), happening.leading()
    alike = any(dice(s.name, new.name) >= ALIKE for s in happening.told)
    if new.type == "talks":
        shared = parties & known
        if not parties and 0 <= new.start - happening.told[-1].end <= 1:
            return True  # 再次会晤，|就履行宣言交换意见
        if not parties and not known:
            return happening.stands_in(new.section) and (alike or not (new.proper or new.verbal))
        return bool(shared) and (parties <= known or known <= parties or len(shared) >= 2)
    if new.type == "visit" and one_after_another(happening, new):
        return False
    if new.type == "visit":
        return bool(parties & known) or (not parties and (alike or last_told(recent, "visit", new.section) is happening))
    listed = new.start - happening.told[-1].end == 1 and new.noun == happening.told[-1].noun
    listed = listed and not (new.noun.startswith("当选") and parties and known)  # 甲当选主席，|乙当选总理
    if new.type == "appointment" and listed and not new.noun.startswith("选举产生"):
        return True
    if new.type == "appointment":
        return bool(parties & known) and (alike or new.headline)
    ours, theirs = happening.leading(_AUTHOR), _leading(new, _AUTHOR)
    if new.type == "message" and ours and theirs and not ours & theirs:
        return False
    if new.type == "message" and _to_another(happening, new):
        return False
    if not parties & known and (parties and known):
        return False
    if new.type == "message" and new.noun.startswith("在"):
        return True  # 在贺电中|说: the letter that was told
    if new.rule == happening.first.rule == "message.order" and parties:
        return True
    return new.noun[-2:] == happening.first.noun[-2:] or alike or happening.first.headline


def one_after_another(happening: Happening, new: Sighting) -> bool:
    """Whether one of two journeys of several days ends on the day on which the other begins: 3日至5日访问东国，5日至7日访问西国."""
    a = happening.date.period if happening.date else None
    b = new.date.period if new.date else None
    if a is None or b is None or a.start == a.end or b.start == b.end:
        return False
    return a.end == b.start or b.end == a.start


def _same_text(happening: Happening, new: Sighting) -> bool:
    """Publications and decisions are told by their document, else by their words; a court gives several sentences in one trial."""
    if new.noun.endswith(_SENTENCES) and happening.first.noun.endswith(_SENTENCES) and happening.stands_in(new.section):
        return not new.bodies or not happening.bodies or bool(set(new.bodies) & set(happening.bodies))
    authors = {name for name, _ in new.people} & set(happening.people)
    if authors and all(s.noun.startswith("下达") and s.name.endswith("命令") for s in (new, happening.first)):
        return True
    if _says_again(happening, new):
        return True
    if new.documents and happening.documents:
        return bool(set(new.documents) & set(happening.documents))
    alike = any(dice(s.name, new.name) >= _SAME_WORDS and not other_number(s.name, new.name) for s in happening.told)
    if new.type == "publication" and new.noun == happening.first.noun and set(new.bodies) & set(happening.bodies):
        alike = alike or (_same_day(happening, new) and dice(happening.first.name, new.name) >= 0.45 and not new.documents)
    issued = bool(set(new.bodies) & set(happening.bodies)) and dice(happening.first.name, new.name) >= 0.3
    return alike or (happening.first.headline and issued)


def _same_day(happening: Happening, new: Sighting) -> bool:
    return new.date is not None and happening.date is not None and new.date.period == happening.date.period


def _says_again(happening: Happening, new: Sighting) -> bool:
    """Whether a body or a person that has spoken issues its words on the same day: 外交部2日表示…。外交部当天|发表声明说."""
    if not happening.first.rule.startswith("company.") or "声明" not in new.name or new.documents or happening.documents:
        return False
    alone = not happening.people and not new.people and happening.bodies == list(new.bodies)
    return _same_day(happening, new) and (
        alone or (bool(new.people) and set(happening.people) == {name for name, _ in new.people})
    )


def _to_another(happening: Happening, new: Sighting) -> bool:
    """Whether a letter goes also to another than the letter told before: 王伟致电甲。|王伟还致电乙."""
    ours, theirs = happening.leading(_RECIPIENT), _leading(new, _RECIPIENT)
    return bool(ours and theirs and not ours & theirs) and "还" in new.name.partition(new.noun)[0]


def _same_rite(happening: Happening, new: Sighting) -> bool:
    """签约 is what the 签约仪式 told before is for; 开工 once more is the same 开工."""
    if new.noun.startswith(_FOUNDS) and not happening.first.verbal:
        return False  # the festival of this year, |创办于1982年
    nouns = ("签约", "签署") if new.rule == "ceremony.sign" else (new.noun[-2:],)
    if any(_names(s.name, noun) for s in happening.told if not s.verbal for noun in nouns):
        return True
    if new.rule == happening.first.rule == "ceremony.match" and _other_teams(happening, new):
        return False
    if new.rule == "ceremony.match" or (new.rule == "ceremony.award" and happening.first.rule == "ceremony.match"):
        return happening.first.rule in _CONTESTS and happening.stands_in(new.section)  # 战胜乙队，|夺冠
    if new.rule == happening.first.rule == "ceremony.mourn":
        return happening.stands_in(new.section)  # 降半旗志哀，|全体默哀
    awards = new.rule == happening.first.rule == "ceremony.award"
    if awards and new.date is happening.date and 0 <= new.anchor - happening.told[-1].end < NEXT:
        return True  # 颁发奖章，|表彰他们的贡献
    if happening.first.verbal and happening.first.noun[-2:] == new.noun[-2:]:
        if new.noun.endswith(_LAUNCHES) and _same_day(happening, new):
            return True
        return bool(set(happening.people) & {n for n, _ in new.people}) or dice(happening.first.name, new.name) >= 0.35
    if new.rule == "ceremony.award" and happening.first.rule == "ceremony.contest" and happening.stands_in(new.section):
        return True  # 参加某大赛，|荣获三等奖
    if new.noun.endswith(_STARTS) and happening.first.noun.endswith(_STARTS) and happening.stands_in(new.section):
        return new.date is not None and dice(happening.first.name, new.name) >= 0.35  # 启动试运营, 开始投入使用
    last = happening.told[-1]
    if new.noun in _OPENS and not last.verbal and last.section == new.section and 0 <= new.anchor - last.end < NEXT:
        return True  # 某大会由教育部主办，|当日在北京开幕
    told = [s for s in happening.told if s.verbal or new.rule != "ceremony.sign"]  # 签署|…会议纪要 is not the 会议
    return any(dice(s.name, new.name) >= ALIKE for s in told)


def _first_of(recent: list[Happening], new: Sighting) -> Happening | None:
    """The first happening of the section of this kind."""
    return next((h for h in recent if h.first.rule == new.rule and h.stands_in(new.section)), None)


def _names(name: str, noun: str) -> bool:
    """Whether the noun or verb is what the name is for, and not what a jubilee looks back on: 成立65周年大会."""
    return noun in name and not _JUBILEE_OF.match(name, name.index(noun))


def _same_occasion(happening: Happening, new: Sighting, recent: list[Happening]) -> bool:
    """会议 is the meeting told last; a proper name is itself or a longer or shorter form of itself. Two hosts hold two receptions."""
    both_held = (
        new.fresh and happening.first.fresh and bool(new.bodies and happening.bodies) and new.start != happening.first.start
    )
    held = new.standing == "told" and happening.happens and not (new.headline or new.verbal)
    if held and new.start != happening.first.start and far(happening, new):
        return False
    if other_mission(happening, (*new.bodies, *new.places)) or _other_group(happening, new):
        return False
    if new.type == "ceremony" and both_held and not set(new.bodies) & set(happening.bodies):
        return False
    if new.rule == happening.first.rule == "ceremony.parade":
        return True
    if new.rule == happening.first.rule == "ceremony.drill" and _SUBJECTS.search(new.name):
        return happening.stands_in(new.section)
    long = not new.proper and len(new.name) > len(new.noun) + 2 and happening.stands_in(new.section)
    if long and any(s.proper and s.name.endswith(new.name) for s in happening.told):
        return True  # 本届某地博览会 is 第22届某地博览会
    if not new.proper:
        own = new.noun not in _ANY_SITTING
        meetings = [h for h in reversed(recent) if h.type in MEETINGS and (h.happens or _called(h, new))]
        meetings = [h for h in meetings if h.gathers or new.noun not in _SITTINGS]
        if new.rule in OUTDOORS:  # 参加欢迎仪式 … 参加|植树活动
            meetings = [h for h in meetings if any(s.rule == new.rule for s in h.told)]
        if new.noun.endswith(_SHOWS):
            meetings = [h for h in meetings if not all(s.noun.endswith(BANQUETS) for s in h.told)]

        def rank(h: Happening) -> tuple[bool, bool, bool, bool]:
            return (
                not h.stands_in(new.section),
                h.coming and not new.coming,  # 会议决定于6月召开大会。会议通过…: the one that sits
                not h.placed,
                own and not (_noun_fits(h, new) or any(s.noun in new.noun for s in h.told)),
            )

        last = min(meetings, key=rank, default=None)
        return last is happening and (not new.fresh or _noun_fits(happening, new))
    lettered = _LETTERED.match(new.name)
    if lettered and new.rule == happening.first.rule and happening.stands_in(new.section) and happening.first.proper:
        return happening.first.name.startswith(lettered[1] or "") and happening is _first_of(recent, new)
    jubilee = _JUBILEE.search(new.name)
    plenary, congress = _PLENARY.search(new.name), _CONGRESS.search(new.name)
    for old in happening.told:
        told = _JUBILEE.search(old.name)
        if jubilee and told and set(jubilee[1]) == set(told[1]) and jubilee[2] == told[2]:
            return True
        other = _PLENARY.search(old.name)
        if plenary and other and plenary.groups() == other.groups() and old.section == new.section:
            return True
        known = _CONGRESS.search(old.name)
        if congress and known and (congress[1] or congress[2]) == (known[1] or known[2]):
            return True
        if old.proper and (other_number(old.name, new.name) or other_part(old.name, new.name)):
            continue
        if old.proper and old.name.endswith(_SHOWN) != new.name.endswith(_SHOWN):
            continue
        ours, theirs = in_short(old.name), in_short(new.name)
        if theirs.startswith(f"{ours}后"):
            continue  # 党的十九大后首次|全国工作会议
        if old.proper and (
            ours in theirs or theirs in ours or dice(ours, theirs) >= 0.6 or shortened(ours, theirs) or of_both(ours, theirs)
        ):
            return True
        if old.verbal and _names(new.name, old.noun[-2:]) and old.section == new.section:
            return True
        if old.verbal and old.start == new.start and "暨" in old.name and new.name in old.name:
            return True  # 签约暨开播|仪式
    bare = not any(s.proper or s.verbal for s in happening.told)
    return bare and happening.stands_in(new.section) and new.standing == "told" and _noun_fits(happening, new)


def other_mission(happening: Happening, names: Iterable[str], known: bool = True) -> bool:
    """Whether another embassy holds it than the one that is named, for each gives a reception of its own; `known` where one must be."""
    ours = {name for name in names if name.endswith(_MISSIONS)}
    held = {name for name in (*happening.bodies, *happening.places) if name.endswith(_MISSIONS)}
    return bool(ours) and bool(held or not known) and not ours & held


def _other_teams(happening: Happening, new: Sighting) -> bool:
    """Whether two other teams play: 甲队战胜乙队。|丙队战平丁队."""
    return len(new.bodies) > 1 < len(happening.bodies) and not set(new.bodies) & set(happening.bodies)


def _other_group(happening: Happening, new: Sighting) -> bool:
    """Whether somebody else speaks in a group that is not told: 王伟在参加经济界小组讨论时说…。|李明在参加小组讨论时说…"""
    speakers = {name for name, _ in new.people}
    return new.noun.endswith(_GROUPS) and bool(speakers and happening.people) and not speakers & set(happening.people)


def _called(happening: Happening, new: Sighting) -> bool:
    """Whether a bare noun takes up a name told before: 第三届东海论坛 … |论坛."""
    if new.fresh or new.noun != new.name or new.noun in _ANY_SITTING:
        return False
    return any(s.proper and s.noun.endswith(new.noun) for s in happening.told)


def _noun_fits(happening: Happening, new: Sighting) -> bool:
    """Whether one noun can stand for the other: 会议 for 推进会, 仪式 for 签约仪式."""
    ends = [s.noun for s in happening.told]
    return any(
        new.noun.endswith(n[-2:]) or n.endswith(new.noun[-2:]) or n in ("会议", "大会") or new.noun in ("会议", "大会")
        for n in ends
    )
