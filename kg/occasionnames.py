"""What a happening that a noun gives away is called: the noun phrase before it, its ground, all that befell.

In: a clause and a trigger that is an event noun. Out: the words, without particles and marks around them.
"""

from __future__ import annotations

import re
from functools import cache

from kg.dating import in_quotes
from kg.lexicon import table, values
from kg.model import Mention
from kg.scene import Clause, Scene
from kg.sighting import Trigger

_LONGEST = 60
_LONGEST_SCENE = 30
_LEAD = re.compile(
    r"^(?:【|位于|[本晚日]报讯|[^，。\s]{0,10}[讯电]\s)?(?:以(?![军方色政总国外巴])|[的，、和与及在“”‘’（）()\s：了·])+"
)
_SENT = re.compile(r"^(?:总书记|主席|总理|总统|同志|先生)致(?![力辞词富使])")  # 主席致|某论坛的贺信
_STRIKE_VERB = re.compile(r"(?:再次|又|还|也)?(?:发生|突发|爆发|遭遇)了?(?:一起|一次|多起)?$")
_AGAIN = re.compile(r"(?:事故|火灾|地震|爆炸|事件|该|此|目前|据|时许|许)")
_CONGRESS = re.compile(
    r"(?:中国共产党|中共|党的)?(?:第?[一二三四五六七八九十]+届)(?:中央委员会|中央)?第?[一二三四五六七八九]+(?:中|次)全(?:会|体会议)$"
)
_YEAR_FIRST = re.compile(r"(?<=赛事|活动)(?=20\d\d)")
_PARTY = re.compile(r"[建盟革进党社联委会省市县区州国]$")  # another body than the Party counts its own congresses


def scene_of(scene: Scene, clause: Clause, start: int) -> str:
    """What was struck: 城北一仓库 in 城北一仓库发生火灾; empty where the words before 发生 are no name."""
    struck = _STRIKE_VERB.search(scene.text, clause.start, start)
    if struck is None:
        return ""
    low = max([clause.start, *(m.end for m in clause.mentions if m.kind == "date" and m.end <= struck.start())])
    subject = _LEAD.sub("", scene.text[low : struck.start()])
    return "" if _AGAIN.match(subject) or len(subject) > _LONGEST_SCENE else subject


def befell(scene: Scene, clause: Clause, trigger: Trigger) -> str:
    """All that the clause says of weather or of a rally, without its date: 东州遭遇冻雨."""
    words = scene.text[clause.start : trigger.end]
    for mention in clause.mentions:
        if mention.kind == "date" and mention.start < trigger.start:
            words = words.replace(mention.text, "")
    return words[-_LONGEST_SCENE:]


def name_of(scene: Scene, clause: Clause, trigger: Trigger) -> str:
    """The noun phrase that ends in the trigger; of a congress of the Party its number alone."""
    name = _clean(scene.text[_name_start(scene, clause, trigger) : trigger.end])
    if (
        "——" in name
        and len(name.rpartition("——")[2]) > 5
        and name.rpartition("——")[2].count("”") <= name.rpartition("——")[2].count("“")
    ):
        name = name.rpartition("——")[2]
    congress, year = _CONGRESS.search(name), _YEAR_FIRST.search(name)
    if congress and _PARTY.search(name, 0, congress.start()):
        congress = None
    return congress.group() if congress else name[year.start() :] if year else name


def _name_start(scene: Scene, clause: Clause, trigger: Trigger) -> int:
    """Where the noun phrase that ends in the trigger begins."""
    low = max(clause.start, trigger.start - _LONGEST)
    for mention in clause.mentions:
        if mention.end > trigger.start:
            break
        joined = scene.text.startswith("暨", mention.start - 1)
        dated = mention.kind == "date" and not joined and not in_quotes(scene.text, mention)
        if mention.kind == "person" or (dated and not _part_of_name(scene, mention, trigger)):
            low = max(low, mention.end)
        elif mention.kind == "document":
            low = max(low, mention.start)
    taken = [
        m for m in clause.mentions if m.kind in ("institution", "place", "post", "document") and low <= m.start < trigger.start
    ]
    for cut in _cuts().finditer(scene.text, low, trigger.start):
        spaced = cut.group().isspace() and scene.text[cut.start() - 1] not in "会节坛展赛式"
        quoted = spaced and scene.text.count("“", low, cut.start()) > scene.text.count("”", low, cut.start())
        if not quoted and not any(m.start < cut.end() and cut.start() < m.end for m in taken):
            low = cut.end()
    return low


@cache
def _cuts() -> re.Pattern[str]:
    """Where the words before a noun stop being its name."""
    words = {
        word: f"{word}{''.join(f'(?<!{b}{word})' for b in values(row['before']))}{''.join(f'(?!{a})' for a in values(row['after']))}"
        for row in table("event_cuts")
        for word in values(row["words"])
    }
    return re.compile(
        "|".join([*(words[word] for word in sorted(words, key=lambda w: (-len(w), w))), r"(?<=[一-鿿])\s+(?=[一-鿿])"])
    )


def _part_of_name(scene: Scene, mention: Mention, trigger: Trigger) -> bool:
    """Whether a year begins the name: 2024世界数字教育大会, 2015年…大赛."""
    return len(mention.text) <= 6 and mention.text[:4].isdigit() and trigger.start - mention.end < _LONGEST


def _clean(name: str) -> str:
    name = _SENT.sub("", name)
    opened = name.startswith("“") and "”" in name
    name = name if opened else _LEAD.sub("", name)
    if name[0] in "《（" and name.count(name[0]) > name.count("》" if name[0] == "《" else "）"):
        name = name[1:]
    for opening, closing in (("“", "”"), ("《", "》"), ("（", "）")):
        if name.count(closing) > name.count(opening):
            name = name[name.rfind(closing) + 1 :] if name.find(closing) < len(name) - 1 else name
    return name if opened else _LEAD.sub("", name)
