"""Lives told with their dates, and posts that somebody holds no more. All names are invented."""

from __future__ import annotations

from kg.extract import extract
from kg.model import Article, Membership


def _posts(body: str) -> dict[str, Membership]:
    title = "赵万川同志生平"
    text = f"{title}\n{body}"
    reading = extract(Article("t", title, text, len(title) + 1, "2024-03-01", "晚报", None))
    return {c.title: c for c in reading.claims if isinstance(c, Membership) and c.person == "赵万川"}


def test_a_post_of_a_life_begins_on_the_date_before_its_verb() -> None:
    posts = _posts("赵万川同志生于1950年。1998年6月，赵万川同志任吉林省委副书记。2004年12月起，赵万川同志历任云南省委书记。")
    assert posts["吉林省委副书记"].begin == "1998-06"
    assert posts["云南省委书记"].begin == "2004-12"


def test_a_date_of_birth_dates_no_post() -> None:
    assert _posts("赵万川生于1970年，曾任吉林省委副书记。")["吉林省委副书记"].begin is None


def test_no_longer_in_a_post_is_former() -> None:
    posts = _posts("赵万川同志任吉林省委委员、常委、书记，不再担任云南省委书记职务。")
    assert posts["云南省委书记"].former
    assert not posts["吉林省委委员"].former


def test_the_day_of_a_telegram_is_not_that_of_the_election() -> None:
    assert _posts("2024年2月2日，省长致电祝贺赵万川当选云南省委书记。")["云南省委书记"].begin is None
    assert _posts("2024年2月2日，赵万川当选云南省委书记。")["云南省委书记"].begin == "2024-02-02"


def test_a_post_of_a_national_term_that_is_over_is_former() -> None:
    assert _posts("第十二届全国政协委员赵万川讲话。")["第十二届全国政协委员"].former
    assert _posts("中国共产党第十五届中央委员会委员赵万川讲话。")["中国共产党第十五届中央委员会委员"].former
    assert not _posts("第十四届全国政协委员赵万川讲话。")["第十四届全国政协委员"].former
    assert not _posts("民建第十一届中央委员会主席赵万川讲话。")["民建第十一届中央委员会主席"].former


def test_as_whom_somebody_acts_who_was_told_of_before() -> None:
    assert "省政协委员" in _posts("赵万川是教师。作为省政协委员，他提出了提案。")
    assert "省政协委员" not in _posts("赵万川是教师。作为省政协委员，他的同学也到了。")
