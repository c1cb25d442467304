"""What is not understood is listed with what it lacks, and nothing that was read is."""

from kg.extract import extract, unread
from kg.model import Article

TEXT = "县里开会\n本报讯 10月8日，县长收到通知。副县长李卫东主持召开防汛工作会议。"


def test_a_title_without_a_person_is_listed() -> None:
    found = unread(extract(Article("a", "县里开会", TEXT, 5, "2023-10-09")))
    assert [(u.text, u.lacks) for u in found if u.lacks == "person"] == [("县长", "person")]


def test_offsets_are_those_of_the_text() -> None:
    article = Article("a", "县里开会", TEXT, 5)
    found = unread(extract(article))
    assert found
    assert all(article.text[u.start : u.end] == u.text for u in found)


def test_a_day_without_a_year_lacks_a_value() -> None:
    found = unread(extract(Article("a", "县里开会", TEXT, 5)))
    assert ("10月8日", "value") in [(u.text, u.lacks) for u in found]


def test_what_was_read_is_not_listed() -> None:
    found = unread(extract(Article("a", "县里开会", TEXT, 5, "2023-10-09")))
    assert "副县长" not in [u.text for u in found]
    assert not [u for u in found if u.lacks == "value"]
