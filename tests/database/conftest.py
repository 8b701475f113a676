"""Memories for the tests of the undo history."""

import pytest

from personaui_desktop import database


@pytest.fixture
def _three_memories() -> None:
    database.create_persona_db()
    for text in "abc":
        database.save_memory(None, text)
