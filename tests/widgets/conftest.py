"""The whole window, and columns of plain panes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.panes import Pane
from support.programs import programs

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
