from contextlib import closing

import pytest

from personaui_desktop.database import create_session, get_all_sessions, get_db_connection, get_db_path
from personaui_desktop.database.file import PersonaFile, opened, together, writing
from personaui_desktop.errors import UnknownPersona


def add_session(file: PersonaFile, title: str) -> int:
    return file.insert("sessions.create_session", (title, file.persona_id, "2026-01-01", "2026-01-01"))


def fail_half_way(file: PersonaFile) -> None:
    add_session(file, "Half")
    raise ValueError("half way")


def titles(persona_id: str = "default") -> set[str]:
    return {session["title"] for session in get_all_sessions(persona_id)}


def test_what_is_written_is_there_when_the_file_is_closed() -> None:
    with writing("mia", create=True) as file:
        first = add_session(file, "One")
        assert add_session(file, "Two") == first + 1
    assert titles("mia") == {"One", "Two"}


def test_rows_are_answered_by_the_names_of_their_columns() -> None:
    session = create_session("One", "mia")
    with opened("mia") as file:
        (row,) = file.named("session_marks.get_title", (session,))
        assert row == {"session_id": session, "title": "One", "titled_by": None}
        assert list(file.named("session_marks.get_title", (session + 1,))) == []


def test_all_that_is_written_within_stands_or_nothing_does() -> None:
    with pytest.raises(ValueError, match="half way"), writing("mia", create=True) as file:
        fail_half_way(file)
    assert titles("mia") == set()


def test_a_file_is_read_while_somebody_else_writes() -> None:
    create_session("One")
    with closing(get_db_connection()) as other:
        other.execute("BEGIN IMMEDIATE")
        with opened("default") as file:
            assert file.execute("sessions.get_session_count_summary").fetchone()[0] == 1
            assert not file.connection.in_transaction


def test_a_persona_without_a_file_reads_as_empty_and_is_not_made() -> None:
    with opened("mia") as file:
        assert file.execute("sessions.get_all_sessions").fetchall() == []
    with writing("mia") as file:
        add_session(file, "Lost")
    assert not get_db_path("mia").exists()


def test_what_must_stay_is_refused_where_the_persona_is_gone() -> None:
    with writing("mia") as file, pytest.raises(UnknownPersona, match="no longer exists"):
        file.check_is_there()
    with writing("default", create=True) as file:
        file.check_is_there()


def test_what_belongs_together_stands_together_in_a_file_that_is_read() -> None:
    create_session("One")
    with opened("default") as file:
        with pytest.raises(ValueError, match="half way"), together(file):
            fail_half_way(file)
        assert titles() == {"One"}
        with together(file):
            add_session(file, "Two")
        assert not file.connection.in_transaction
    assert titles() == {"One", "Two"}


def test_what_belongs_together_is_part_of_what_is_being_written() -> None:
    def work(file: PersonaFile) -> None:
        with together(file):
            add_session(file, "One")
        assert file.connection.in_transaction
        raise ValueError("afterwards")

    with pytest.raises(ValueError, match="afterwards"), writing("mia", create=True) as file:
        work(file)
    assert titles("mia") == set()
