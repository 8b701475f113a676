"""Marks on conversations, in one step for several, and who made a title."""

import pytest
from support.files import execute
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import listing, session_marks, undo_steps
from personaui_desktop.database.branches import park_tail
from personaui_desktop.database.drafts import put_draft
from personaui_desktop.database.saying import Opening, save_said
from personaui_desktop.database.session_titles import get_title, put_made_title
from personaui_desktop.errors import CannotUndo
from personaui_desktop.records.sessions import Session, SessionGroup, TitledBy


def listed(session: int) -> Session:
    found = read(listing.list_session, session)
    assert found
    return found


def titles(sessions: list[Session]) -> list[str]:
    return [each.title for each in sessions]


@pytest.mark.parametrize("mark", [session_marks.set_pinned, session_marks.set_archived])
def test_several_are_marked_as_one_step(mark: object) -> None:
    made = [database.create_session(title) for title in "abc"]
    step = write(mark, made[:2], True)  # type: ignore[arg-type]
    group = listed(made[0]).group
    assert group in {SessionGroup.PINNED, SessionGroup.ARCHIVED}
    assert titles(read(listing.list_group, group)) == ["b", "a"]
    assert titles(read(listing.list_open, None, 9)) == ["c"]
    assert read(undo_steps.undo, step)
    assert titles(read(listing.list_open, None, 9)) == ["c", "b", "a"]
    assert read(undo_steps.redo)
    assert titles(read(listing.list_group, group)) == ["b", "a"]


def test_what_is_in_the_trash_is_nowhere_else_and_comes_back_as_it_was() -> None:
    made = [database.create_session(title) for title in "ab"]
    write(session_marks.set_pinned, made, True)
    write(session_marks.put_in_trash, made[:1])
    since = listed(made[0]).trashed_at
    write(session_marks.put_in_trash, made)
    assert listed(made[0]).trashed_at == since, "the first time counts"
    assert read(listing.list_sessions) == []
    assert read(listing.list_group, SessionGroup.PINNED) == []
    assert titles(read(listing.list_group, SessionGroup.TRASHED)) == ["b", "a"]
    assert len(database.get_all_sessions("default")) == 2, "the specified calls know no trash"
    write(session_marks.take_out_of_trash, made)
    assert titles(read(listing.list_group, SessionGroup.PINNED)) == ["b", "a"]


def test_the_trash_keeps_what_is_younger_than_thirty_days() -> None:
    old, young = database.create_session("old"), database.create_session("young")
    write(session_marks.put_in_trash, [old, young])
    for session, age in ((old, "-30 days', '-1 hour"), (young, "-30 days', '+1 hour")):
        query = f"UPDATE session_marks SET trashed_at = datetime('now', '{age}') WHERE session_id = {session}"
        execute(database.get_db_path(), query)
    assert read(session_marks.expired) == [old]
    assert set(read(session_marks.trashed)) == {old, young}


def test_marking_what_another_program_deleted_is_no_step_and_undoing_it_is_told() -> None:
    made = database.create_session("a")
    write(session_marks.set_pinned, [made], True)
    database.delete_session(made)
    assert write(session_marks.set_pinned, [made], True) is None
    with pytest.raises(CannotUndo):
        read(undo_steps.undo)


def test_undo_leaves_what_was_not_seen_and_what_another_step_did() -> None:
    made = database.create_session("a")
    write(session_marks.set_archived, [made], True)
    write(session_marks.set_unread, made, True)
    read(undo_steps.undo)
    assert listed(made).is_unread
    assert not listed(made).is_archived


def test_unread_is_told_once_and_not_of_the_trash() -> None:
    made = database.create_session("a")
    assert write(session_marks.set_unread, made, True)
    assert not write(session_marks.set_unread, made, True)
    assert read(session_marks.unread) == [made]
    write(session_marks.put_in_trash, [made])
    assert read(session_marks.unread) == []
    assert write(session_marks.set_unread, made, False)
    assert not write(session_marks.set_unread, made, False)


def by(session: int) -> TitledBy | None:
    found = read(get_title, session)
    assert found
    return found.by


def test_a_machines_title_gives_way_and_a_persons_stays() -> None:
    session, _ = write(save_said, "Hello there", Opening("Mia"), "Hello there")
    assert by(session) is TitledBy.FIRST_WORDS
    assert write(put_made_title, session, "Greetings")
    assert (listed(session).title, by(session)) == ("Greetings", TitledBy.MACHINE)
    assert write(put_made_title, session, "More greetings")
    write(session_marks.rename, session, "Mine")
    assert by(session) is TitledBy.PERSON
    assert not write(put_made_title, session, "Theirs")
    read(undo_steps.undo)
    assert (listed(session).title, by(session)) == ("More greetings", TitledBy.MACHINE)


def test_a_title_from_another_program_is_a_persons() -> None:
    session, _ = write(save_said, "Hello there", Opening("Mia"), "Hello there")
    database.update_session_title(session, "By another program")
    assert by(session) is TitledBy.PERSON
    assert not write(put_made_title, session, "Theirs")
    assert by(database.create_session()) is None
    assert by(database.create_session("Named")) is TitledBy.PERSON


def test_a_person_may_call_it_what_it_is_called_without_a_title() -> None:
    session = database.create_session("x")
    write(session_marks.rename, session, "New conversation")
    write(save_said, "Hello there", session, "Hello there")
    assert listed(session).title == "New conversation"


def test_renaming_is_not_taken_back_over_a_later_title() -> None:
    session = database.create_session("a")
    write(session_marks.rename, session, "b")
    database.update_session_title(session, "c")
    with pytest.raises(CannotUndo):
        read(undo_steps.undo)
    assert listed(session).title == "c"


def test_the_listing_comes_in_pages_that_leave_out_nothing() -> None:
    made = [database.create_session(str(number)) for number in range(7)]
    execute(
        database.get_db_path(),
        f"UPDATE chat_sessions SET updated_at = NULL WHERE id IN ({made[0]}, {made[3]})",
    )
    found: list[Session] = []
    while page := read(listing.list_open, found[-1] if found else None, 2):
        found += page
    assert titles(found) == ["6", "5", "4", "2", "1", "3", "0"]


def test_a_page_follows_also_on_a_session_that_is_gone() -> None:
    made = [database.create_session(str(number)) for number in range(3)]
    first = read(listing.list_open, None, 2)
    database.delete_session(made[1])
    assert titles(read(listing.list_open, first[-1], 2)) == ["0"]


def test_a_draft_is_listed_by_its_beginning() -> None:
    made = database.create_session("a")
    assert listed(made).draft == ""
    write(put_draft, made, "x" * 300)
    assert listed(made).draft == "x" * 200


def test_a_parked_tail_is_listed_only_once_its_trunk_is_gone() -> None:
    session = database.create_session("Tea")
    message = database.save_message("1", True, session_id=session)
    branch = write(park_tail, session, message)
    assert [each.id for each in read(listing.list_sessions)] == [session]
    assert [each.id for each in read(listing.list_open, None, 9)] == [session]
    database.delete_session(session)
    assert [each.id for each in read(listing.list_sessions)] == [branch]
    assert [each.id for each in read(listing.list_open, None, 9)] == [branch]


def test_the_whole_list_stands_by_group() -> None:
    made = [database.create_session(title) for title in "abcd"]
    write(session_marks.set_pinned, made[:1], True)
    write(session_marks.set_archived, made[3:], True)
    assert titles(read(listing.list_sessions)) == ["a", "c", "b", "d"]


def test_where_all_was_seen_already_nothing_is_new() -> None:
    assert not write(session_marks.set_unread, database.create_session(), False)


def test_a_step_on_several_is_about_none_of_them() -> None:
    made = [database.create_session(title) for title in "ab"]
    for chosen, about in ((made, None), (made[1:], made[1])):
        write(session_marks.put_in_trash, chosen)
        write(session_marks.take_out_of_trash, chosen)
        step = read(undo_steps.history).undo
        assert step is not None
        assert step.session_id == about
