"""Deleted messages that nobody can take back any more lie in the trash, with all that belongs to them."""

from pathlib import Path

import pytest
from support.branches import a_session, check_counts, ids, rows, texts
from support.files import execute
from support.on_file import read, write
from support.said_otherwise import say_otherwise

from personaui_desktop import database
from personaui_desktop.database import branch_family, listing, undo_steps
from personaui_desktop.database.marks import set_bookmarked, set_note
from personaui_desktop.database.messages import delete_messages
from personaui_desktop.database.session_marks import take_out_of_trash
from personaui_desktop.database.versions import list_versions
from personaui_desktop.records.sessions import Session, SessionGroup

MOST = 3


@pytest.fixture(autouse=True)
def _a_short_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_steps, "MOST_STEPS", MOST)


def trash() -> list[Session]:
    return read(listing.list_group, SessionGroup.TRASHED)


def do_others(session: int) -> None:
    """So much that what was done before cannot be taken back any more."""
    kept = ids(session)[-1]
    for at in range(MOST):
        before = rows("SELECT note FROM message_marks WHERE note IS NOT NULL")
        write(set_note, kept, f"{at} {len(before)} {before}")


def test_they_lie_there_once_their_step_is_gone_and_not_before() -> None:
    session = a_session("Hello", "Hi", "Well?", "Well.", "So.")
    first, second, third, *_ = ids(session)
    write(delete_messages, session, [first, second])
    assert trash() == []
    do_others(session)
    (found,) = trash()
    assert (found.title, texts(found.id)) == ("Hello", ["Hello", "Hi"])
    origin = read(branch_family.origin_of, found.id)
    assert origin is not None
    assert (origin.trunk_id, origin.trunk_title) == (session, "Tea")
    write(delete_messages, session, [third])
    do_others(session)
    (found,) = trash()
    assert texts(found.id) == ["Hello", "Hi", "Well?"], "all of a conversation in one"
    assert texts(session) == ["Well.", "So."]
    check_counts()
    assert read(branch_family.inherited_ranges, read(branch_family.relatives_of, session)) == []


def test_all_that_belongs_to_them_is_there_and_they_can_be_taken_out() -> None:
    session = a_session("Hello", "Hi", "Well?")
    first, second, _ = ids(session)
    say_otherwise(session, second, "Hey")
    write(set_bookmarked, first, True)
    write(delete_messages, session, [first, second])
    do_others(session)
    (found,) = trash()
    assert [each.text for each in read(list_versions, second)] == ["Hi", "Hey"]
    assert rows("SELECT message_id FROM message_marks WHERE is_bookmarked") == [(first,)]
    write(take_out_of_trash, [found.id])
    assert trash() == []
    write(delete_messages, session, [ids(session)[0]])
    database.save_message("On", True, session_id=session)
    do_others(session)
    assert [texts(each.id) for each in trash()] == [["Well?"]], "what was taken out is left alone"


def test_the_trash_counts_from_when_the_last_of_them_was_deleted(data_dir: Path) -> None:
    session = a_session("Hello", "Hi", "Well?")
    for days in (29, 5):
        write(delete_messages, session, [ids(session)[0]])
        execute(data_dir / "main.db", f"UPDATE undo_steps SET done_at = datetime('now', '-{days} days')")
        do_others(session)
        since = "julianday('now') - julianday(trashed_at)"
        ((passed,),) = rows(f"SELECT {since} FROM session_marks WHERE trashed_at IS NOT NULL")
        assert passed == pytest.approx(days, abs=0.1)


def test_what_is_older_than_the_trash_keeps_anything_is_gone(data_dir: Path) -> None:
    session = a_session("Hello", "Hi", "Well?")
    write(delete_messages, session, [ids(session)[0]])
    execute(data_dir / "main.db", "UPDATE undo_steps SET done_at = datetime('now', '-31 days')")
    do_others(session)
    assert trash() == []


def test_what_was_taken_back_is_where_it_was_and_in_no_trash() -> None:
    session = a_session("Hello", "Hi", "Well?")
    write(delete_messages, session, [ids(session)[0]])
    read(undo_steps.undo)
    do_others(session)
    assert (trash(), texts(session)) == ([], ["Hello", "Hi", "Well?"])


def test_a_damaged_step_goes_and_leaves_nothing_half(data_dir: Path) -> None:
    session = a_session("Hello", "Hi", "Well?")
    write(delete_messages, session, [ids(session)[0]])
    execute(
        data_dir / "main.db",
        "UPDATE undo_rows SET row_before = json_set(row_before, '$.message', json('null'))",
    )
    do_others(session)
    assert trash() == []
    assert len(rows("SELECT id FROM chat_sessions")) == 1
    assert rows("SELECT kind FROM undo_steps WHERE kind = 'messages deleted'") == []
