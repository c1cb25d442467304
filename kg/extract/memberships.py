"""Memberships: whose the posts are.

In: an article, its posts with their bodies, its persons. Out: `Membership` claims as the sentences make them.

Chinese puts posts before the name (市委副书记、市长|龚正), after it (龚正|市长), or joins them by a verb (龚正|任|市长; 任命|龚正|为|市长). Posts in a row belong
to one person; a list of names shares the post before it (副市长甲、乙、丙).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import Article, Evidence, Membership, Mention, Post
from kg.offices import heads_alone, top_seats
from kg.rule import rule
from kg.text import fold, sentences

_CHAIN = re.compile(r"(?:[、，]?(?:兼任?|并任|暨)|[、 ]|[和与及]|以及)?$")
_NAMES = re.compile(r"(?:[、 ]|[和与及]|以及)$")
_TWO_SIDES = re.compile(
    r"(?:[今昨当同]天|[0-9]{1,2}日|分别|在[^，。]{2,10})?(?:举行|进行)?了?(?:会谈|会见|会晤|通电话|通话|互致|握手|交换意见|就)"
)
_ALSO = re.compile(r"的(?:还有|是|有|为|分别是|分别为)[：:]?")  # 当选省委常委的还有|甲、乙
_LEADS = re.compile(r"[ ：]?(?:（[^（）]{1,10}）)?")  # 副总经理（主持工作）|梁栋
_OPEN = re.compile(r"[（(]$")
# Titles of people who are mostly not named.
_UNNAMED = ("负责人", "代表", "成员", "领导")
# What is said of a post behind it that nobody has yet: 当选议长|仍有很大难度.
_DOUBTED = re.compile(
    r"(?!之?后|以来)(?:一[事职])?的?[仍还尚将依]?[然旧]?[^，。；]{0,6}(?:难度|可能性?|希望|无望|有望|变数|阻力|呼声|胜算|前景|几率|概率|悬念)"
)
_HOPED = re.compile(r"(?:有望|可能|或将|力争|希望|竞选|角逐|如能|一旦)[^，。；]{0,20}$")  # 有望再次担任
# Titles of somebody in the service of the person named before them: 某某|特别代表.
_IN_SERVICE = frozenset(("特别代表", "特使", "代表", "助理", "顾问", "发言人", "秘书", "夫人", "私人代表"))

# What stands between a person and the posts that follow it; the groups of words say whether the post is held, was held, begins or ends.
RULES = (
    rule(
        "took-office",
        r"(?:同志)? (?:当选|就任|出任|升任|转任|调任|接任|继任|改任|拟任|获任|受聘|被任命|获任命)(?:为|担任)? $",
        "李华当选市长",
    ),
    rule(
        "holds",
        r"(?:同志)? (?:，|，男|，女)? [^，。；、和与及不免辞卸向命]{0,4} (?:现任|担任|兼任|任|是|身为|作为|为) $",
        "李华现任市长",
    ),
    rule("nth", r"(?:同志)? 是 [^，。；、]{0,24}? 的? 第 [一二三四五六七八九十0-9]{1,3} [任届] $", "李华是东州县的第8任县长"),
    rule("held", r"(?:同志)? [^。；]{0,40}? (?:历任|曾任|先后任|先后担任|曾担任|原任|曾是) $", "李华曾任市长"),
    rule("left-office", r"(?:同志)? (?:辞去|卸任|不再担任|不再兼任|被免去|被罢免|请辞|离任) (?:了|其)? $", "李华不再担任市长"),
)
_CAREER = rule(
    "career",
    r"(?:历任|曾任|先后任|先后担任|曾担任|原任|时任|任|担任|出任|调任|升任|转任|改任|现任|就任|履新|兼任|当选为?|升为|晋升为?) (?:过|了)? $",
    "李华，1960年生，历任县长、县委书记，后任市长",
)
_CAREER_LINK = re.compile(r"[、，,兼和与及暨]{1,2}(?:后|并|还)?$")
_SUCH = re.compile(r"的?(?:双重)?(?:身份|名义)")  # 以市长的身份
_KIN = re.compile(r"[^，。；、的]{0,8}的(?:女儿|儿子|妻子|丈夫|夫人|弟弟|哥哥|妹妹|姐姐|外甥|侄子|孙子|助手|秘书|顾问|好友|战友)")
_WHOSE = re.compile(r"的(?![他她]|过程|时候|期间|经历|职务)")
_SHE = re.compile(r"，[他她](?!们|的)")
_PAST = re.compile(r"(?:(?:历|曾|原|时)任|先后(?:担任|任)|(?:曾经?|此前|之前|早年|生前)担任)(?:过|了)?$")
# What is said of somebody right after the name whose post is over: 总统甲|已辞职.
_OUT = re.compile(
    r"(?:[今昨当]天|[0-9]{1,2}日)?(?:已经?|业已|被迫)(?:正式|宣布)?(?:辞职|辞去职务|下台|卸任|离任|去职|被免职|被罢免|被解职)"
)
_NO_MORE = re.compile(r"不再(?:继续)?(?:担任|兼任|任)$")
_APPOINT = rule("appointed", r"(?:任命|以|决定任命|选举|选举产生|提名|推选|推举|聘任|聘请|委任|补选)(?:了)?$", "任命李华为市长")
_DISMISS = rule("dismissed", r"(?:免去|免除|撤销|罢免|解除|接受)(?:了)?$", "免去李华的市长职务")
_REMOVING = re.compile(r"(?:免去|撤销|罢免|解除|撤换|解雇|开除|革去|弹劾并罢免)了$")  # 罢免了|议长甲
_REMOVED = rule("removed", r"(?:等)?职务 (?:同时|已|也)?被 (?:免去|撤销|解除)", "李华的市长职务被免去")
_BY = rule("held-by", r"(?:一职|职务)?(?:现|改|均|将)?由 $", "市长由李华担任")
_HOLD = re.compile(r"(?:同志)?(?:接任|担任|出任|兼任|接替)")
_AS = re.compile(r"(?:同志)?(?:为|担任|任|出任|兼任|当选为?)$")
_OF = re.compile(r"(?:同志)?(?:的|辞去)?$")


@dataclass(frozen=True, slots=True)
class _Item:
    """A post or a person of a sentence, by offset."""

    start: int
    end: int
    post: Post | None
    person: Mention | None


def claim_memberships(article: Article, posts: Sequence[Post], persons: Sequence[Mention]) -> list[Membership]:
    """What each sentence says about who holds a post, in the order of the text; one fact may be said several times."""
    text = fold(article.text)
    items = [_Item(p.prefix, p.mention.end, p, None) for p in posts] + [_Item(m.start, m.end, None, m) for m in persons]
    items.sort(key=lambda i: (i.start, i.end))
    claims: list[Membership] = []
    subject: Mention | None = None
    position = 0
    for start, end in sentences(text):
        while position < len(items) and items[position].start < start:
            position += 1
        inside = []
        while position < len(items) and items[position].end <= end:
            inside.append(items[position])
            position += 1
        if inside:
            claims += _Sentence(article, text, start, inside, subject).claims()
            subject = next((i.person for i in inside if i.person), subject)
        if text[end : end + 1] == "\n" and text[end - 1] not in "，、":
            subject = None
    return claims


class _Sentence:
    """The posts and persons of one sentence; `mine` says which posts already belong to somebody."""

    def __init__(self, article: Article, text: str, start: int, items: list[_Item], subject: Mention | None) -> None:
        self.article, self.text, self.start, self.items, self.subject = article, text, start, items, subject
        self.mine: set[int] = set()
        self.made: list[Membership] = []

    def claims(self) -> list[Membership]:
        self._verbs()
        self._after_name()
        self._before_name()
        self._career()
        return sorted(self.made, key=lambda m: (m.evidence.start, m.evidence.end))

    def _gap(self, left: int, right: int) -> str:
        return self.text[self.items[left].end : self.items[right].start]

    def _chain(self, first: int, over_commas: bool = False) -> int:
        """The number after the last post of the row that begins with item `first`; in front of a name it may run over commas."""
        last = first + 1
        while last < len(self.items) and self.items[last].post:
            gap = self._gap(last - 1, last)
            if not _CHAIN.fullmatch(gap) and not (over_commas and gap == "，"):
                break
            if gap == "，" and self.items[last - 1].post.role.endswith(_UNNAMED):  # type: ignore[union-attr]
                break  # 各单位主要负责人，|集团董事长某某
            last += 1
        return last

    def _own_row(self, first: int) -> int:
        """The same after a verb, over commas, but not as far as the posts in front of the next name (任市长，|副市长李明)."""
        last = self._chain(first, over_commas=True)
        if last < len(self.items) and self.items[last].person and not self._gap(last - 1, last):
            while last > first + 1 and self._gap(last - 2, last - 1) != "，":
                last -= 1
            return max(first + 1, last - 1)
        return last

    def _after_person(self, number: int) -> bool:
        """Does a name with a comma stand before this post (李华，市长，…)? Then the row is about that name."""
        return number > 0 and self.items[number - 1].person is not None and self._gap(number - 1, number) == "，"

    def _people(self, first: int) -> int:
        """The number after the last person of the list that begins with item `first`."""
        last = first + 1
        while last < len(self.items) and self.items[last].person and _NAMES.fullmatch(self._gap(last - 1, last)):
            gap = self._gap(last - 1, last)
            if gap == "与" or (gap == "和" and _TWO_SIDES.match(self.text, self.items[last].end)):
                break  # 部长甲和|乙举行会谈
            last += 1
        return last

    def _verbs(self) -> None:
        """甲任…, 任命甲为…, 免去甲的…."""
        for number, item in enumerate(self.items):
            post = self.items[number + 1].post if number + 1 < len(self.items) else None
            if item.person is None or post is None:
                continue
            gap = self.text[item.end : post.mention.start]  # with 当选, 曾任 that begin the next item
            before = self.text[max(self.start, item.start - 6) : item.start]
            last = self._chain(number + 1)
            if _APPOINT.pattern.search(before) and _AS.fullmatch(gap):
                led = last > number + 2 and last < len(self.items) and self.items[last].person and not self._gap(last - 1, last)
                self._give([number], range(number + 1, last - bool(led)), _APPOINT.name)  # 以甲为团长、|副部长乙为副团长
            elif gap == "的" and _REMOVED.pattern.match(self.text, self.items[last - 1].end):
                self._give([number], range(number + 1, last), _REMOVED.name, ends=True)
            elif _DISMISS.pattern.search(before) and _OF.fullmatch(gap):
                self._give([number], range(number + 1, last), _DISMISS.name, ends=True)
            elif gap and not _HOPED.search(gap):
                for verb in RULES:
                    if verb.pattern.fullmatch(gap):
                        last = self._own_row(number + 1)
                        if _KIN.match(self.text, self.items[last - 1].end):
                            break  # 甲是前总理|乙的女儿
                        if verb.name == "took-office" and _DOUBTED.match(self.text, self.items[last - 1].end):
                            break
                        term = self.text.startswith(("期间", "期内", "时期"), self.items[last - 1].end)  # 担任总理|期间
                        ended = verb.name in ("held", "left-office") or term or _PAST.search(gap) is not None
                        self._give(self._group(number), range(number + 1, last), verb.name, ends=ended)
                        break

    def _group(self, number: int) -> list[int]:
        """The persons of the list that ends with this one."""
        group = [number]
        while group[0] and self.items[group[0] - 1].person and _NAMES.fullmatch(self._gap(group[0] - 1, group[0])):
            group.insert(0, group[0] - 1)
        return group

    def _after_name(self) -> None:
        """龚正|市长; 龚正（市长）: a post right after a name, unless it leads on to the next name with its body."""
        for number in range(1, len(self.items)):
            post, person = self.items[number].post, self.items[number - 1].person
            if post is None or person is None or number in self.mine:
                continue
            gap = self._gap(number - 1, number)
            if _OPEN.fullmatch(gap):
                self._give([number - 1], range(number, self._chain(number)), "in-brackets")
                continue
            if post.role in _IN_SERVICE and not gap:
                self.mine.add(number)
                continue
            if (
                gap
                or post.prefix != post.mention.start
                or post.rule in ("body-and-role", "place-and-role", "country-character-and-role")
            ):
                continue
            leads_on = number + 1 < len(self.items) and self.items[number + 1].person and not self._gap(number, number + 1)
            if not leads_on:
                self._give([number - 1], range(number, self._held_with(number)), "after-name")

    def _held_with(self, first: int) -> int:
        """The number after the posts that somebody holds together behind the name: 甲|总书记、国家主席|访问东国."""
        last = first + 1
        while last < len(self.items) and self.items[last].post and self._gap(last - 1, last) in ("、", "兼"):
            post = self.items[last].post
            if post is None or post.former or post.rule not in ("role", "body-and-role") or post.role not in top_seats():
                return first + 1
            last += 1
        leads_on = last < len(self.items) and self.items[last].person is not None and not self._gap(last - 1, last)
        return first + 1 if leads_on else last

    def _before_name(self) -> None:
        """市委副书记、市长|龚正; 副市长|甲、乙、丙."""
        number = 0
        while number < len(self.items):
            if self.items[number].post is None or number in self.mine:
                number += 1
                continue
            last = self._chain(number, over_commas=not self._after_person(number))
            chain = [n for n in range(number, last) if n not in self.mine and not self._serves(n, last)]
            if last < len(self.items) and self.items[last].person and _LEADS.fullmatch(self._gap(last - 1, last)) and chain:
                people_end = self._people(last)
                people = list(range(last, people_end))
                if people_end < len(self.items) and self.items[people_end].post and len(people) > 1:
                    # 副市长甲、乙市长: a post right after the last name is that one's own
                    people = [p for p in people if not (p == people_end - 1 and people_end in self.mine)]
                self._spread_former(chain)
                first = self.items[number].start
                ended = self.text.startswith(("的职务", "职务"), self.items[people_end - 1].end)
                ended = ended and _DISMISS.pattern.search(self.text, max(self.start, first - 6), first) is not None
                ended = ended or _REMOVING.search(self.text, max(self.start, first - 6), first) is not None
                out = ended or _OUT.match(self.text, self.items[people_end - 1].end) is not None  # 解除|副主任甲|的职务
                held_by_one = [n for n in chain if len(people) > 1 and self._one_seat(n)]
                if held_by_one and len(people) == 2 and self._gap(people[0], people[1]) in ("和", "与"):
                    held_by_one = chain  # 副委员长、组织部部长|甲和乙: the whole row is that of the first
                self._give(people[:1], held_by_one, "before-name", ends=out)
                self._give(people, [n for n in chain if n not in held_by_one], "before-name", ends=out)
                number = people_end
            elif chain and last < len(self.items) and self.items[last].person and _ALSO.fullmatch(self._gap(last - 1, last)):
                self._give(list(range(last, self._people(last))), chain, "before-name")
                number = last
            elif chain and last < len(self.items) and self._held_by(last):
                self._give([last], chain, _BY.name)
                number = last + 1
            elif chain and last < len(self.items) and self.items[last].person and self._gap(last - 1, last) == "的":
                before = self.text[max(self.start, self.items[number].start - 8) : self.items[number].start]
                if _CAREER.pattern.search(before):  # 履新…副省长的|李华
                    self._give([last], chain, "before-name")
                number = last
            else:
                number = last

    def _one_seat(self, number: int) -> bool:
        """Whether one person alone holds this post: the head of a body that is named, 某部部长|甲和乙."""
        post = self.items[number].post
        if post is None or post.rule in ("role", "envoy") or post.former:
            return False
        return post.role in heads_alone()

    def _serves(self, number: int, last: int) -> bool:
        """Whether the next title is that of somebody in the service of this one: 秘书长|发言人."""
        following = self.items[number + 1].post if number + 1 < last else None
        return following is not None and following.role in _IN_SERVICE and not self._gap(number, number + 1)

    def _held_by(self, number: int) -> bool:
        """书记|由|王忠林|担任: does this name follow a post that it holds?"""
        item = self.items[number]
        by = _BY.pattern.fullmatch(self._gap(number - 1, number))
        return item.person is not None and by is not None and _HOLD.match(self.text, item.end) is not None

    def _spread_former(self, chain: Sequence[int]) -> None:
        """原党组书记、主任: 原 holds for the posts after it that name no body of their own, and for what was held with it: 原国务委员兼|国防部长."""
        for before, number in pairwise(chain):
            last, post = self.items[before].post, self.items[number].post
            if last is None or post is None or not last.former:
                continue
            if post.rule == "role" or self._gap(before, number) == "兼":
                self.items[number] = replace(self.items[number], post=replace(post, former=True))

    def _career(self) -> None:
        """历任…、…，…: posts after such a verb belong to the last name before them, or to the one that the sentence before was about."""
        who: int | None = None
        for number, item in enumerate(self.items):
            if item.person:
                who = number
                continue
            if item.post is None or number in self.mine:
                continue
            before = self.text[max(self.start, item.start - 8) : item.start]
            such = before.endswith("以")
            if before.endswith(("作为", "身为")):
                self._as_one(number)
                continue
            if not (such or _CAREER.pattern.search(before)) or _HOPED.search(
                self.text, max(self.start, item.start - 24), item.start
            ):
                continue
            last = number + 1
            while last < len(self.items) and self.items[last].post and _CAREER_LINK.fullmatch(self._gap(last - 1, last)):
                last += 1
            if such and not _SUCH.match(self.text, self.items[last - 1].end):
                continue
            such = such and "分别" in before  # 分别以县长、县委书记的身份: both are past
            if _WHOSE.match(self.text, self.items[last - 1].end) and not before.endswith("以"):
                continue  # 由甲党人担任州长|的|东州
            left = bool(_NO_MORE.search(before))
            how, ended = ("left-office" if left else _CAREER.name), left or such or bool(_PAST.search(before))
            if last < len(self.items) and self.items[last].person and not self._gap(last - 1, last):
                continue
            said = self.text[self.items[who].end : item.start] if who is not None else ""
            if "祝贺" in said or "您" in said or "你" in said:
                continue  # 李华致函祝贺|就任市长: it is another who took office, and so is he whom a letter addresses
            if who is not None:
                self._give([who], range(number, last), how, ends=ended)
            elif self.subject and "我" not in self.text[self.start : item.start]:
                self.items.append(_Item(self.subject.start, self.subject.end, None, self.subject))
                self._give([len(self.items) - 1], range(number, last), how, ends=ended)
                self.items.pop()

    def _as_one(self, number: int) -> None:
        """作为|委员|，李华…; 身为|县长|，她…: the posts are those of the one named behind the comma, or of the one told of before."""
        last = self._chain(number)
        behind = self.items[last - 1].end
        named = last < len(self.items) and self.items[last].person is not None and self._gap(last - 1, last) == "，"
        if named and self._people(last) == last + 1:
            self._give([last], range(number, last), "as")
        elif _SHE.match(self.text, behind) and self.subject and not any(i.person for i in self.items[:last]):
            self.items.append(_Item(self.subject.start, self.subject.end, None, self.subject))
            self._give([len(self.items) - 1], range(number, last), "as")
            self.items.pop()

    def _give(self, people: Sequence[int], posts: Sequence[int], name: str, ends: bool = False) -> None:
        for number in posts:
            post = self.items[number].post
            if post is None:
                continue
            self.mine.add(number)
            now = self.text.startswith("现", post.prefix) and post.prefix < post.mention.start  # 曾任行长，|现任主席
            for who in people:
                person = self.items[who].person
                if person is None:
                    continue
                start, end = min(post.mention.start, max(person.start, self.start)), max(post.mention.end, person.end)
                self.made.append(
                    Membership(
                        article=self.article.id,
                        person=person.name,
                        title=post.mention.text,
                        role=post.role,
                        organization=post.organization,
                        known_as=post.known_as,
                        former=post.former or (ends and not now),
                        evidence=Evidence(start, end, f"{name}/{post.rule}"),
                        acting=post.acting,
                    )
                )
