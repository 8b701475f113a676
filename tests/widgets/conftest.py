"""The whole window, and columns of plain panes."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.panes import Pane
from support.programs import Start, programs

from personaui_desktop.database import (
    create_persona_db,
    create_session,
    save_message,
)
from personaui_desktop.widgets.columns import Columns, Side
from personaui_desktop.widgets.main_window import MainWindow
from personaui_desktop.widgets.window_keeper import START_SIZE


@pytest.fixture
def window(qtbot: QtBot, data_dir: Path) -> Iterator[MainWindow]:
    with programs(qtbot, data_dir) as start:
        window = start("--demo").window
        window.resize(START_SIZE)
        window.activateWindow()
        qtbot.waitUntil(window.chat.composer.edit.hasFocus)
        yield window


@pytest.fixture
def columns(qtbot: QtBot) -> Columns:
    rail, sessions, conversation, memories = Pane(), Pane(), Pane(), Pane()
    rail.setFixedWidth(68)
    made = Columns(rail, sessions, conversation, memories)
    qtbot.addWidget(made)
    # As in the window, which has a smallest size of its own.
    made.setMinimumSize(1, 1)
    made.resize(1360, 800)
    made.show()
    qtbot.waitExposed(made)
    made.panes = {Side.SESSIONS: sessions, Side.MEMORIES: memories, "conversation": conversation}  # type: ignore[attr-defined]
    made.rail = rail  # type: ignore[attr-defined]
    return made


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
