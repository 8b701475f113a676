"""The specified calls: all there, with the parameters that the specification names."""

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from personaui_desktop import database
from personaui_desktop.database import public
from personaui_desktop.errors import InvalidInput

PERSONA = "persona_id='default'"
SPECIFIED = {
    "get_db_path": PERSONA,
    "get_db_connection": PERSONA,
    "init_persona_db": PERSONA,
    "create_persona_db": PERSONA,
    "delete_persona_db": PERSONA,
    "get_all_persona_ids": "",
    "init_all_dbs": "",
    "run_pending_migrations": "persona_id=None",
    "find_session_persona": "session_id",
    "get_chat_history": f"limit=30, session_id=None, offset=0, {PERSONA}",
    "get_message_count": f"session_id=None, {PERSONA}",
    "get_session_message_count": f"session_id=None, {PERSONA}",
    "get_conversation_context": f"limit=10, session_id=None, {PERSONA}",
    "save_message": f"message, is_user, character_name='Assistant', session_id=None, {PERSONA}",
    "clear_chat_history": PERSONA,
    "get_total_message_count": PERSONA,
    "get_max_message_id": f"session_id, {PERSONA}",
    "get_user_message_count_since_marker": f"session_id, {PERSONA}",
    "get_messages_since_marker": f"session_id, {PERSONA}, limit=100",
    "get_last_message": f"session_id, {PERSONA}",
    "delete_last_message": f"session_id, {PERSONA}",
    "update_last_message_text": f"session_id, new_text, {PERSONA}",
    "create_session": f"title='New conversation', {PERSONA}",
    "get_all_sessions": "persona_id=None",
    "get_persona_session_summary": "",
    "get_session": f"session_id, {PERSONA}",
    "get_session_persona_id": f"session_id, {PERSONA}",
    "update_session_title": f"session_id, title, {PERSONA}",
    "delete_session": f"session_id, {PERSONA}",
    "get_current_session_id": PERSONA,
    "save_memory": f"session_id, content, {PERSONA}, start_message_id=None, end_message_id=None",
    "get_all_memories": "active_only=False, persona_id=None",
    "get_active_memories": "persona_id=None",
    "update_memory": f"memory_id, content, {PERSONA}",
    "toggle_memory_status": f"memory_id, {PERSONA}",
    "delete_memory": f"memory_id, {PERSONA}",
    "set_last_memory_message_id": f"session_id, message_id, {PERSONA}",
    "get_last_memory_message_id": f"session_id, {PERSONA}",
}


def parameters(call: Callable[..., object]) -> str:
    bare = [each.replace(annotation=each.empty) for each in inspect.signature(call).parameters.values()]
    return ", ".join(map(str, bare))


@pytest.mark.parametrize("name", SPECIFIED)
def test_a_call_takes_what_the_specification_says(name: str) -> None:
    assert name in database.__all__
    assert parameters(getattr(database, name)) == SPECIFIED[name]


def test_nothing_else_is_among_them() -> None:
    made = {name for name, value in vars(public).items() if inspect.isfunction(value) and name[0] != "_"}
    own = {name for name in made if getattr(public, name).__module__ == public.__name__}
    assert own <= set(SPECIFIED)


@pytest.mark.parametrize(
    "call",
    [
        lambda: database.create_session("\ud800", "mia"),
        lambda: database.save_message("\ud800", True, persona_id="mia"),
        lambda: database.save_message("Hello", True, "\ud800", persona_id="mia"),
        lambda: database.save_memory(None, "\ud800", "mia"),
        lambda: database.save_memory(None, "Likes tea.", "mia", 2**63),
    ],
)
def test_what_is_refused_makes_no_file(call: Callable[[], object], data_dir: Path) -> None:
    with pytest.raises(InvalidInput):
        call()
    assert list(data_dir.iterdir()) == []
