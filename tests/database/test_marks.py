import pytest
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import marks, pages, undo_steps
from personaui_desktop.database.branches import park_tail
from personaui_desktop.database.session_marks import put_in_trash, take_out_of_trash
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.messages import Marks


@pytest.fixture
def ids() -> list[int]:
    database.create_session("A talk")
    return [database.save_message(f"message {number}", number % 2 == 0, "Mia") for number in range(5)]


def marks_of(message_id: int) -> Marks:
    session = database.get_current_session_id()
    return read(pages.messages_by_ids, session, [message_id])[0].marks


def test_marks_stand_beside_each_other_and_come_off_one_by_one(ids: list[int]) -> None:
    write(marks.set_hidden, ids[:2], True)
    write(marks.set_bookmarked, ids[0], True)
    write(marks.set_note, ids[0], "  See above. ")
    assert marks_of(ids[0]) == Marks(True, True, "See above.")
    assert marks_of(ids[1]) == Marks(is_hidden=True)
    write(marks.set_hidden, ids, False)
    assert marks_of(ids[0]) == Marks(False, True, "See above.")
    assert marks_of(ids[1]) == Marks()


def test_each_mark_can_be_taken_back_and_what_changes_nothing_is_no_step(ids: list[int]) -> None:
    assert write(marks.set_hidden, ids, False) is None
    assert write(marks.set_note, ids[0], " ") is None
    assert write(marks.set_bookmarked, 99, True) is None
    assert write(marks.set_hidden, ids[1:3], True) is not None
    assert write(marks.set_note, ids[1], "Hm.") is not None
    read(undo_steps.undo)
    assert marks_of(ids[1]) == Marks(is_hidden=True)
    read(undo_steps.undo)
    assert [marks_of(each) for each in ids] == [Marks()] * 5
    read(undo_steps.redo)
    assert [marks_of(each).is_hidden for each in ids] == [False, True, True, False, False]


def test_bookmarks_come_in_pages_from_all_conversations(ids: list[int]) -> None:
    other = database.create_session("Another talk")
    last = database.save_message("x" * 500, True, session_id=other)
    for message_id in (*ids[:3], last):
        write(marks.set_bookmarked, message_id, True)
    write(marks.set_note, last, "long")
    write(marks.set_hidden, [ids[3]], True)
    first = read(marks.bookmarks, 2)
    assert [each.message_id for each in first.bookmarks] == [last, ids[2]]
    assert first.has_older
    newest = first.bookmarks[0]
    assert (newest.session_id, newest.session_title, newest.note) == (other, "Another talk", "long")
    assert newest.beginning == "x" * marks.BEGINNING_CHARACTERS
    second = read(marks.bookmarks, 2, ids[2])
    assert [each.message_id for each in second.bookmarks] == [ids[1], ids[0]]
    assert not second.has_older


def test_a_range_is_marked_as_one_step_and_leaves_other_conversations_alone(ids: list[int]) -> None:
    session = database.get_current_session_id()
    other = database.create_session("Another talk")
    elsewhere = database.save_message("there", True, session_id=other)
    last = database.save_message("after", True, session_id=session)
    between_them = read(marks.markable_between, session, ids[3], last)
    assert between_them == [ids[3], ids[4], last]
    assert write(marks.set_hidden, between_them, True) is not None
    assert write(marks.set_all_bookmarked, between_them, True) is not None
    found = read(pages.messages_by_ids, session, [*ids[2:], last])
    assert [each.marks for each in found] == [Marks(), *[Marks(True, True)] * 3]
    listed = [each.message_id for each in read(marks.bookmarks, 9).bookmarks]
    assert listed == [last, ids[4], ids[3]]
    assert elsewhere not in listed
    assert write(marks.set_all_bookmarked, between_them, True) is None
    read(undo_steps.undo)
    read(undo_steps.undo)
    assert [marks_of(each) for each in ids] == [Marks()] * 5


def test_more_than_anybody_waits_for_is_refused(ids: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "MOST_AT_ONCE", 4)
    session = database.get_current_session_id()
    with pytest.raises(InvalidInput, match="More than 4 messages"):
        read(marks.markable_between, session, ids[0], ids[4])
    assert read(marks.markable_between, session, ids[0], ids[3]) == ids[:4]


def test_bookmarks_in_the_trash_and_in_what_is_parked_there_are_left_out(ids: list[int]) -> None:
    session = database.get_current_session_id()
    for message_id in (ids[0], ids[2], ids[4]):
        write(marks.set_bookmarked, message_id, True)
    # One is parked in the trunk, the other in what is parked there.
    tail = write(park_tail, session, ids[0])
    write(park_tail, tail, ids[3])
    listed = [ids[4], ids[2], ids[0]]
    assert [each.message_id for each in read(marks.bookmarks, 9).bookmarks] == listed
    write(put_in_trash, [session])
    assert read(marks.bookmarks, 9).bookmarks == []
    write(take_out_of_trash, [session])
    assert [each.message_id for each in read(marks.bookmarks, 9).bookmarks] == listed


def test_marks_go_with_their_message(ids: list[int]) -> None:
    write(marks.set_bookmarked, ids[-1], True)
    database.delete_last_message(None)
    assert read(marks.bookmarks, 9).bookmarks == []


def test_odd_ids_and_texts_are_refused(ids: list[int]) -> None:
    for call in (
        lambda: write(marks.set_hidden, [ids[0], "1"], True),
        lambda: write(marks.set_note, ids[0], "\ud800"),
        lambda: read(marks.bookmarks, -1),
    ):
        with pytest.raises(InvalidInput):
            call()
    assert marks_of(ids[0]) == Marks()


def test_a_step_on_messages_of_several_conversations_is_about_none_of_them(ids: list[int]) -> None:
    database.create_session("Another talk")
    other = database.save_message("there", True)
    write(marks.set_hidden, [ids[0], other], True)
    step = read(undo_steps.history).undo
    assert step is not None
    assert step.session_id is None
