import pytest

from personaui_desktop.database import create_session, save_message
from personaui_desktop.operations import marks, messages
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.messages import Marks


@pytest.fixture
def session(data_dir: object) -> int:
    made = create_session("A talk")
    for text in ("One", "Two"):
        save_message(text, True, session_id=made)
    return made


def test_a_range_is_marked_and_told_by_its_ids(session: int) -> None:
    for work in (
        marks.hide_between("default", session, 1, 2, True),
        marks.bookmark_between("default", session, 1, 2, True),
    ):
        assert list(work.announces(work.work())) == [Change(Topic.MESSAGES, "default", session, (1, 2))]
    nothing = marks.hide_between("default", session, 3, 9, True)
    assert list(nothing.announces(nothing.work())) == []
    found = messages.fetch("default", session, [1, 2]).work()
    assert [each.marks for each in found] == [Marks(True, True)] * 2


def test_messages_are_marked_and_each_change_is_told(session: int) -> None:
    hiding = marks.hide("default", session, [1, 2], True)
    assert list(hiding.announces(hiding.work())) == [Change(Topic.MESSAGES, "default", session, (1, 2))]
    marks.bookmark("default", session, 2, True).work()
    noting = marks.note("default", session, 2, "Look")
    assert list(noting.announces(noting.work())) == [Change(Topic.MESSAGES, "default", session, (2,))]
    found = messages.fetch("default", session, [1, 2]).work()
    assert [each.marks for each in found] == [Marks(is_hidden=True), Marks(True, True, "Look")]
    (bookmark,) = marks.bookmarks("default").work().bookmarks
    assert (bookmark.message_id, bookmark.note) == (2, "Look")
    assert marks.bookmarks("default", 2).work().bookmarks == []
