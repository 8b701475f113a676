from pathlib import Path

import pytest
from support.files import accept_rows, refuse_rows, rows_of
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database.drafts import add_to_draft, get_drafts, put_draft
from personaui_desktop.database.saying import Opening, save_said
from personaui_desktop.errors import InvalidInput, PersonaFileError, UnknownPersona, UnknownSession


def test_each_session_has_one_draft_and_so_has_the_one_still_to_begin() -> None:
    first, second = database.create_session(), database.create_session()
    for session_id in (first, second, None):
        write(put_draft, session_id, "begun")
        write(put_draft, session_id, f"for {session_id}")
    assert read(get_drafts) == {first: f"for {first}", second: f"for {second}", None: "for None"}


def test_an_empty_draft_is_none(data_dir: Path) -> None:
    session_id = database.create_session()
    for each in (session_id, None):
        write(put_draft, each, "x")
        write(put_draft, each, "")
    assert rows_of(data_dir / "main.db", "drafts") == []


def test_a_deleted_sessions_draft_goes_with_it_and_does_not_come_back() -> None:
    session_id = database.create_session()
    write(put_draft, session_id, "x")
    write(put_draft, None, "stays")
    database.delete_session(session_id)
    write(put_draft, session_id, "late")
    write(add_to_draft, session_id, "later")
    assert read(get_drafts) == {None: "stays"}


def test_a_text_is_added_in_a_line_of_its_own() -> None:
    write(add_to_draft, None, "one")
    write(add_to_draft, None, "two")
    assert read(get_drafts) == {None: "one\ntwo"}


def test_a_deleted_persona_reads_as_empty_and_does_not_come_back(data_dir: Path) -> None:
    assert read(get_drafts, on="gone") == {}
    for call in (put_draft, add_to_draft):
        with pytest.raises(UnknownPersona):
            write(call, None, "x", on="gone")
    assert list(data_dir.iterdir()) == []


def test_what_cannot_be_stored_is_refused_and_the_last_draft_stays() -> None:
    write(put_draft, None, "kept")
    for call in (put_draft, add_to_draft):
        with pytest.raises(InvalidInput):
            write(call, None, "\ud800")
    assert read(get_drafts) == {None: "kept"}


def test_saying_takes_the_draft_away_with_the_same_commit(data_dir: Path) -> None:
    session_id = database.create_session()
    write(put_draft, session_id, "Hello")
    write(put_draft, None, "something new")
    refuse_rows(data_dir / "main.db", "chat_messages")
    with pytest.raises(PersonaFileError, match="does not fit"):
        write(save_said, "Hello", session_id, "")
    assert read(get_drafts) == {session_id: "Hello", None: "something new"}
    accept_rows(data_dir / "main.db", "chat_messages")
    write(save_said, "Hello", session_id, "")
    assert read(get_drafts) == {None: "something new"}
    write(save_said, "something new", Opening("Mia"), "")
    assert read(get_drafts) == {}


def test_what_is_said_in_a_session_that_is_gone_takes_no_draft_away() -> None:
    write(put_draft, None, "kept")
    with pytest.raises(UnknownSession):
        write(save_said, "x", 7, "")
    assert read(get_drafts) == {None: "kept"}
