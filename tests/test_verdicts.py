"""Verdicts: every broken line has its sentence with file and line, and the file stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import VerdictError
from kg.link import event_reference, link
from kg.model import Linking, Occurrence, Reading, Reference
from kg.verdicts import HEADER, Verdict, load, named, parse, reference, save, undo, written
from tests.link.world import article, event, owner, post, reading

HEAD = "\t".join(HEADER) + "\n"


def verdict(word: str, kind: str, left: str, right: str, note: str = "") -> Verdict:
    one, two = reference(left), reference(right)
    assert one is not None
    assert two is not None
    return Verdict(word, kind, one, two, "2026-06-03", "Li", note, "verdicts.tsv:2")


def text(*rows: str) -> str:
    return HEAD + "".join(row.replace(" ", "\t") + "\n" for row in rows)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("same\tperson\n", r"v.tsv:1: no header; the first line is verdict ⇥ kind"),
        (text("same person a#甲"), r"v.tsv:2: 3 cells, expected 7"),
        (text("equal person a#甲 b#乙 2026-06-03 - -"), r"v.tsv:2: verdict 'equal'; write same or different"),
        (text("same people a#甲 b#乙 2026-06-03 - -"), r"v.tsv:2: kind 'people'; write one of person, institution"),
        (text("same person 甲 b#乙 2026-06-03 - -"), r"v.tsv:2: '甲' names nothing; write ARTICLE#NAME"),
        (text("same person a#甲 b# 2026-06-03 - -"), r"v.tsv:2: 'b#' names nothing"),
        (text("same person a#甲 a#甲 2026-06-03 - -"), r"v.tsv:2: both sides are a#甲"),
        (text("same person a#甲 b#乙 yesterday - -"), r"v.tsv:2: date 'yesterday'; write a day like 2026-06-03"),
        (text("same person a#甲 b#乙 2026-02-30 - -"), r"v.tsv:2: date '2026-02-30'"),
        (
            text("same person a#甲 b#乙 2026-06-03 - -", "same person b#乙 a#甲 2026-06-04 - -"),
            r"v.tsv:3: says the same as v.tsv:2",
        ),
        (
            text("same person a#甲 b#乙 2026-06-03 - -", "different person b#乙 a#甲 2026-06-04 - -"),
            r"v.tsv:3: b#乙 and a#甲 are two, but one by v.tsv:2; remove one of the lines",
        ),
        (
            HEAD
            + "# between\n\n"
            + text(
                "different person a#甲 c#丙 2026-06-04 - -",
                "same person a#甲 b#乙 2026-06-03 - -",
                "same person c#丙 b#乙 2026-06-03 - -",
            ).removeprefix(HEAD),
            r"v.tsv:4: a#甲 and c#丙 are two, but one by v.tsv:5, v.tsv:6",
        ),
    ],
)
def test_a_broken_file_is_named_by_line(content: str, sentence: str) -> None:
    with pytest.raises(VerdictError, match=sentence):
        parse(content, "v.tsv")


def test_one_pair_of_two_kinds_is_no_contradiction() -> None:
    content = text("same institution a#甲 b#乙 2026-06-03 - -", "different person a#甲 b#乙 2026-06-03 - -")
    assert [v.kind for v in parse(content, "v.tsv")] == ["institution", "person"]


def test_a_file_is_begun_added_to_and_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.tsv"
    assert load(path) == ()
    first, second = verdict("same", "person", "a#甲", "b#乙", "一人"), verdict("different", "event", "a#x#会", "b#会")
    save(path, [first])
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n# a comment of the house\n", encoding="utf-8")
    save(path, [second])
    assert [v.line for v in load(path)] == [first.line, second.line]
    assert load(path)[1].left == Reference("a#x", "会")
    with pytest.raises(VerdictError, match="are two, but one by"):
        save(path, [verdict("different", "person", "a#甲", "b#乙")])
    assert [v.line for v in load(path)] == [first.line, second.line]
    with pytest.raises(VerdictError, match="no verdict 3; it has 2"):
        undo(path, 3)
    assert undo(path, 1).line == first.line
    assert path.read_text(encoding="utf-8") == HEAD + "# a comment of the house\n" + second.line + "\n"


def test_a_linked_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept.tsv").write_text(HEAD, encoding="utf-8")
    (tmp_path / "verdicts.tsv").symlink_to(tmp_path / "kept.tsv")
    save(tmp_path / "verdicts.tsv", [verdict("same", "person", "a#甲", "b#乙")])
    assert (tmp_path / "verdicts.tsv").is_symlink()
    assert len(load(tmp_path / "kept.tsv")) == 1


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "verdicts.tsv").write_bytes("同一个人".encode("gb18030"))
    with pytest.raises(VerdictError, match=r"verdicts.tsv: not UTF-8"):
        load(tmp_path / "verdicts.tsv")


def _governors() -> list[Reading]:
    """Two reports of one post, which linking takes for one person's."""
    found = []
    for number, day in ((1, "2023-01-01"), (2, "2024-01-01"), (3, "2024-02-01")):
        one = article(number, "吉林省省长赵万川讲话。", day)
        found.append(reading(one, ("赵万川",), ("吉林省政府",), (post(one, "赵万川", "省长", "吉林省"),)))
    return found


def _because(linking: Linking, article: str, name: str, kind: str = "person") -> tuple[str, ...]:
    owned = owner(linking, kind, article, name)
    return next(e.because for e in linking.entities if e.id == owned)


def test_two_persons_whom_only_a_verdict_tells_apart() -> None:
    ruled = link(_governors(), [verdict("different", "person", "a1#赵万川", "a2#赵万川", "a namesake")])
    one, two, three = (owner(ruled, "person", f"a{n}", "赵万川") for n in (1, 2, 3))
    assert one != two
    assert three in (one, two)
    for name in ("a1", "a2"):
        assert "a1#赵万川 and a2#赵万川 are two: verdict of 2026-06-03 by Li: a namesake" in _because(ruled, name, "赵万川")


def test_one_person_under_two_names() -> None:
    one, two = article(1, "村民赵川种了水稻。"), article(2, "作家林野写了村庄。")
    readings = [reading(one, ("赵川",)), reading(two, ("林野",))]
    assert owner(link(readings), "person", "a1", "赵川") != owner(link(readings), "person", "a2", "林野")
    ruled = link(readings, [verdict("same", "person", "a1#赵川", "a2#林野", "a pen name")])
    assert owner(ruled, "person", "a1", "赵川") == owner(ruled, "person", "a2", "林野")
    assert _because(ruled, "a1", "赵川")[0] == "a1#赵川 and a2#林野 are one: verdict of 2026-06-03 by Li: a pen name"


def test_a_body_is_led_to_another() -> None:
    one, two = article(1, "青禾公司开工。"), article(2, "青禾集团开工。")
    readings = [reading(one, (), ("青禾公司",)), reading(two, (), ("青禾集团",))]
    plain = link(readings)
    assert owner(plain, "institution", "a1", "青禾公司") != owner(plain, "institution", "a2", "青禾集团")
    ruled = link(readings, [verdict("same", "institution", "a1#青禾公司", "a2#青禾集团")])
    assert owner(ruled, "institution", "a1", "青禾公司") == owner(ruled, "institution", "a2", "青禾集团")


def test_a_body_leaves_its_namesake_with_what_is_one_with_it() -> None:
    articles = [article(n, "青禾公司开工。") for n in (1, 2, 3, 4)]
    readings = [reading(a, (), ("青禾公司",)) for a in articles]
    ruled = link(
        readings,
        [
            verdict("different", "institution", "a1#青禾公司", "a2#青禾公司"),
            verdict("same", "institution", "a2#青禾公司", "a3#青禾公司"),
        ],
    )
    owners = [owner(ruled, "institution", a.id, "青禾公司") for a in articles]
    assert owners[0] == owners[3] != owners[1] == owners[2]
    assert len({e.id for e in ruled.entities}) == len(ruled.entities)


def _meetings(*days: str) -> list[Reading]:
    found = []
    for number, day in enumerate(days, 1):
        one = article(number, "全省河湖治理工作会议召开。", day)
        found.append(reading(one, (), (), (event(one, "meeting", "全省河湖治理工作会议", day),)))
    return found


def _occurrence(linking: Linking, article: str) -> Occurrence:
    return next(o for o in linking.occurrences if any(c.article == article for c in o.claims))


def test_events_are_joined_and_parted() -> None:
    near = _meetings("2024-05-01", "2024-05-01")
    assert len(link(near).occurrences) == 1
    name = "全省河湖治理工作会议"
    assert event_reference(near[0], 0) == Reference("a1", name)
    parted = link(near, [verdict("different", "event", f"a1#{name}", f"a2#{name}")])
    assert len(parted.occurrences) == 2
    far = _meetings("2024-05-01", "2024-07-01")
    assert len(link(far).occurrences) == 2
    joined = link(far, [verdict("same", "event", f"a1#{name}", f"a2#{name}", "a mistaken date")])
    assert len(joined.occurrences) == 1
    assert "a mistaken date" in _occurrence(joined, "a2").because[0]


def test_a_verdict_on_what_is_not_there() -> None:
    for kind, side in (("person", "a9#赵万川"), ("person", "a2#赵川"), ("event", "a2#会议")):
        with pytest.raises(VerdictError, match=rf"verdicts.tsv:2: no {kind} .* was read in article"):
            link(_governors(), [verdict("same", kind, "a1#赵万川" if kind == "person" else side, side + "x")])


def test_words_name_things_by_label_id_and_reference() -> None:
    linking = link(_governors())
    person = owner(linking, "person", "a1", "赵万川")
    assert person is not None
    expected = [("person", Reference("a1", "赵万川"), person)]
    for words in ("赵万川", person, f"https://w3id.org/zhengwen/id/{person}"):
        assert named(words, linking, lambda claim: Reference("", "")) == expected
    assert named("a2#赵万川", linking, lambda claim: Reference("", "")) == [("person", Reference("a2", "赵万川"), person)]
    assert named("赵", linking, lambda claim: Reference("", "")) == []
    assert written(Reference("a#1", "赵")) == "a#1#赵"
