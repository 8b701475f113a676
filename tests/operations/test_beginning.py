from pathlib import Path

from support.on_file import read

from personaui_desktop.database import create_session, pages, save_memory, save_message
from personaui_desktop.database.listing import list_session
from personaui_desktop.operations import beginning, sessions
from personaui_desktop.operations.beginning import PAGE_SIZE


def test_a_start_begins_with_the_remembered_session_or_else_the_newest() -> None:
    assert beginning.first("default", 7).work() is None
    older = sessions.create("default").work()
    newer = sessions.create("default").work()
    assert beginning.first("default", older).work() == older
    assert beginning.first("default", None).work() == newer
    assert beginning.first("default", newer + 1).work() == newer


def test_a_start_never_begins_in_the_trash() -> None:
    older, newer = (sessions.create("default").work() for _ in range(2))
    sessions.trash("default", [newer]).work()
    assert beginning.first("default", newer).work() == older
    assert beginning.first("default", None).work() == older
    sessions.archive("default", [older], True).work()
    assert beginning.first("default", None).work() is None
    assert beginning.first("default", older).work() == older


def test_the_program_begins_with_the_session_that_was_shown_last_of_the_persona_that_is_there() -> None:
    older = create_session()
    create_session()
    assert beginning.begin("default", {"default": older}).work().session_id == older
    gone = beginning.begin("gone", {"gone": 7, "default": older}).work()
    assert (gone.listing.persona_id, gone.session_id) == ("default", older)


def test_a_file_that_cannot_be_read_begins_with_its_problem_and_no_session(data_dir: Path) -> None:
    (data_dir / "persona_bad.db").write_bytes(b"no database" * 1000)
    found = beginning.begin("bad", {"bad": 1}).work()
    assert found.listing.problem
    assert found.session_id is None


def test_what_is_seen_first_is_read_with_it() -> None:
    session_id = create_session("Tea")
    said = [save_message(f"Message {number}", True, session_id=session_id) for number in range(PAGE_SIZE + 5)]
    save_memory(session_id, "Likes tea.", "default", start_message_id=said[-3], end_message_id=said[-2])
    opened = beginning.begin("default", {"default": session_id}).work().opened
    assert opened is not None
    assert opened.session == read(list_session, session_id)
    assert opened.page == read(pages.newest_page, session_id, PAGE_SIZE)
    assert [message.id for message in opened.page.messages] == said[-PAGE_SIZE:]
    assert [message.id for message in opened.page.messages if message.memorized] == said[-3:-1]
    assert opened.page.has_older


def test_where_nothing_was_said_there_is_nothing_to_read() -> None:
    found = beginning.begin("default", {}).work()
    assert (found.session_id, found.opened) == (None, None)
