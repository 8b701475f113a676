import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.programs import Start, programs
from support.windows import settle

from personaui_desktop.database import (
    create_persona_db,
    create_session,
    save_message,
)


@pytest.fixture
def start(qtbot: QtBot, data_dir: Path) -> Iterator[Start]:
    gc.collect()
    with programs(qtbot, data_dir) as begin:
        yield begin
    # What is made in their memory must not be taken for these windows.
    gc.collect()


@pytest.fixture
def sessions(data_dir: Path) -> tuple[int, int]:
    """Two conversations of the persona that is there at first, the older first."""
    create_persona_db("default")
    older, newer = create_session("Older", "default"), create_session("Newer", "default")
    for session_id in (older, newer):
        save_message("Hello", True, "You", session_id)
    return older, newer


def test_a_title_follows_what_is_shown_and_keeps_qts_mark(
    qtbot: QtBot, start: Start, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    window = program.window
    window.sessions.verbs.rename(sessions[1], "The [*] mark")
    settle(qtbot, program)
    assert "The [*][*] mark" in window.windowTitle()
    window.sessions.new_session()
    settle(qtbot, program)
    assert "New conversation" in window.windowTitle()
