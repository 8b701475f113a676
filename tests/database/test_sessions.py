from pathlib import Path

import pytest

from personaui_desktop import database
from personaui_desktop.database.clock import utc_now
from personaui_desktop.errors import InvalidInput


def test_a_session_is_created_read_renamed_and_deleted() -> None:
    session = database.create_session()
    record = database.get_session(session)
    assert record["id"] == session
    assert record["title"] == "New conversation"
    assert record["persona_id"] == "default"
    assert record["created_at"] == record["updated_at"] <= utc_now()
    assert database.update_session_title(session, "Über 🌙") is True
    assert database.get_session(session)["title"] == "Über 🌙"
    assert database.get_session_persona_id(session) == "default"
    database.save_message("gone with it", True, session_id=session)
    memory = database.save_memory(session, "stays")
    assert database.delete_session(session) is True
    assert database.get_session(session) is None
    assert database.get_total_message_count() == 0
    assert [record["id"] for record in database.get_all_memories()] == [memory]


def test_the_newest_change_comes_first_however_quick() -> None:
    sessions = [database.create_session(str(number)) for number in range(5)]
    assert [record["id"] for record in database.get_all_sessions("default")] == sessions[::-1]
    for session in (sessions[1], sessions[4], sessions[0], sessions[1]):
        database.save_message("touch", True, session_id=session)
        assert database.get_current_session_id() == session
    listed = [record["id"] for record in database.get_all_sessions("default")]
    assert listed == [sessions[place] for place in (1, 0, 4, 3, 2)]


def test_renaming_moves_nothing() -> None:
    first, second = database.create_session("a"), database.create_session("b")
    database.update_session_title(first, "c")
    assert database.get_current_session_id() == second


def test_all_personas_together_newest_first() -> None:
    database.create_session("one", "mia")
    database.create_session("two")
    database.create_session("three", persona_id="ada")
    database.init_persona_db("quiet")
    found = [(record["title"], record["persona_id"]) for record in database.get_all_sessions()]
    assert found == [("three", "ada"), ("two", "default"), ("one", "mia")]
    database.create_session("four", "mia")
    summary = database.get_persona_session_summary()
    assert [(entry["persona_id"], entry["session_count"]) for entry in summary] == [
        ("mia", 2),
        ("ada", 1),
        ("default", 1),
    ]
    assert summary[0]["last_updated"] == database.get_session(2, "mia")["updated_at"]


def test_a_damaged_file_does_not_keep_the_others_from_being_listed(
    data_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database.create_session("fine", "mia")
    (data_dir / "persona_bad.db").write_bytes(b"nothing of the sort" * 100)
    assert [record["title"] for record in database.get_all_sessions()] == ["fine"]
    assert [entry["persona_id"] for entry in database.get_persona_session_summary()] == ["mia"]
    assert "persona_bad.db is not a database" in caplog.text


def test_none_means_the_most_recently_updated() -> None:
    assert database.get_session(None) is None
    assert database.get_current_session_id() is None
    assert database.update_session_title(None, "x") is False
    session = database.create_session("x")
    assert database.get_session(None)["id"] == session


def test_sessions_that_do_not_exist(data_dir: Path) -> None:
    assert database.get_session(9, "nobody") is None
    assert database.get_session_persona_id(9, "nobody") == "nobody"
    assert database.update_session_title(9, "x", "nobody") is False
    assert database.delete_session(9, "nobody") is False
    assert database.get_all_sessions("nobody") == []
    assert database.get_all_sessions() == []
    assert list(data_dir.iterdir()) == []


@pytest.mark.parametrize("title", ["\ud800", None, 3])
def test_a_title_that_cannot_be_stored_is_refused(title: object) -> None:
    with pytest.raises(InvalidInput):
        database.create_session(title)
    session = database.create_session("kept")
    with pytest.raises(InvalidInput):
        database.update_session_title(session, title)
    assert database.get_session(session)["title"] == "kept"
