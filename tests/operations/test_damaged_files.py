"""Whatever was done to one persona's file: it answers or is refused by name, and the others go on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.damaged import Damage, of_the_bytes, of_the_shape
from support.on_file import store_profile, write

from personaui_desktop import database
from personaui_desktop.database.replies import begin_reply
from personaui_desktop.database.saying import save_said
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import personas
from personaui_desktop.records.personas import PersonaListing, Profile

CALLS: tuple[Callable[[], object], ...] = (
    lambda: database.get_chat_history(persona_id="bad"),
    lambda: database.get_chat_history(session_id=1, offset=1, persona_id="bad"),
    lambda: database.get_message_count(persona_id="bad"),
    lambda: database.get_conversation_context(persona_id="bad"),
    lambda: database.get_total_message_count("bad"),
    lambda: database.get_max_message_id(1, "bad"),
    lambda: database.get_user_message_count_since_marker(1, "bad"),
    lambda: database.get_messages_since_marker(1, "bad"),
    lambda: database.get_last_message(1, "bad"),
    lambda: database.get_all_sessions("bad"),
    lambda: database.get_all_sessions(None),
    lambda: database.get_persona_session_summary(),
    lambda: database.get_session(1, "bad"),
    lambda: database.get_session_persona_id(1, "bad"),
    lambda: database.get_current_session_id("bad"),
    lambda: database.get_all_memories(persona_id="bad"),
    lambda: database.get_active_memories("bad"),
    lambda: database.get_last_memory_message_id(1, "bad"),
    lambda: database.find_session_persona(1),
    lambda: database.get_all_persona_ids(),
    lambda: database.init_persona_db("bad"),
    lambda: database.create_persona_db("bad"),
    lambda: database.run_pending_migrations("bad"),
    lambda: database.get_db_connection("bad").close(),
    lambda: database.save_message("x", True, persona_id="bad"),
    lambda: database.save_message("x", False, session_id=1, persona_id="bad"),
    lambda: database.update_last_message_text(1, "y", "bad"),
    lambda: database.create_session("x", "bad"),
    lambda: database.update_session_title(1, "x", "bad"),
    lambda: database.save_memory(1, "x", "bad", 1, 2),
    lambda: database.update_memory(1, "y", "bad"),
    lambda: database.toggle_memory_status(1, "bad"),
    lambda: database.set_last_memory_message_id(1, 2, "bad"),
    lambda: database.delete_memory(1, "bad"),
    lambda: database.delete_last_message(1, "bad"),
    lambda: database.delete_session(2, "bad"),
    lambda: database.clear_chat_history("bad"),
    lambda: database.delete_persona_db("bad"),
)  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a row in every table that a person fills."""
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PERSONAUI_DATA_DIR", str(folder))
        store_profile(Profile("Kai", "Plays chess."), "bad")
        for session in (1, 2):
            database.create_session(f"Session {session}", "bad")
            for number in range(20):
                database.save_message(f"{number} " * 60, number % 2 == 0, "Kai", session, "bad")
            write(begin_reply, session, "Kai", "a run", on="bad")
        write(save_said, "Said", 1, "", on="bad")
        for number in range(3):
            database.save_memory(1, f"Memory {number}", "bad", 1, 5)
    return folder / "persona_bad.db"


def listed() -> dict[str, PersonaListing]:
    return {listing.persona_id: listing for listing in personas.open_all().work()}


def refusals(calls: tuple[Callable[[], object], ...]) -> list[KnownError]:
    """What was refused; any other error comes through."""
    found = []
    for call in calls:
        try:
            call()
        except KnownError as error:
            found.append(error)
    return found


def met_well(damage: Damage, whole: Path, data_dir: Path) -> PersonaListing:
    """How the damaged file is listed, once every call was made and the others were seen to go on."""
    bad = data_dir / "persona_bad.db"
    for left in data_dir.glob("persona_bad*"):
        left.unlink()
    bad.write_bytes(whole.read_bytes())
    damage(bad)
    with database.reused_connections():
        listings = listed()
        refusals(CALLS)
        assert listings["good"].problem is None
        assert database.get_last_message(None, "good")["message"] == "fine"
    return listings["bad"]


@pytest.fixture
def _others() -> None:
    store_profile(Profile("Mia"), "good")
    database.save_message("fine", True, persona_id="good")


@pytest.mark.usefixtures("_others")
def test_a_file_of_another_shape_is_refused_by_name_and_the_others_go_on(whole: Path, data_dir: Path) -> None:
    passed = {}
    for name, damage in of_the_shape(whole):
        try:
            passed[name] = met_well(damage, whole, data_dir).problem
        except Exception as error:
            raise AssertionError(name) from error
    assert [name for name, problem in passed.items() if problem is None] == [
        "another program's application id"
    ]
    assert all("persona_bad.db" in str(problem) for problem in passed.values() if problem)


@pytest.mark.usefixtures("_others")
def test_a_file_with_broken_bytes_answers_or_is_refused_by_name(whole: Path, data_dir: Path) -> None:
    for name, damage in of_the_bytes(whole, count=12):
        try:
            met_well(damage, whole, data_dir)
        except Exception as error:
            raise AssertionError(name) from error
