"""The whole program, started with one persona damaged: it comes up, and the others are there."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.damaged import of_the_bytes, of_the_shape
from support.programs import PATIENCE_MS, programs

from personaui_desktop import database
from personaui_desktop.database.personas import write_profile
from personaui_desktop.records import Profile
from personaui_desktop.settings.window_state import WindowState, save_window_state
from personaui_desktop.widgets.common.dialogs import BugReportDialog

SAMPLE = (
    "without table memories",
    "table chat_sessions a view",
    "column persona_profile.name renamed",
    "broken trigger AFTER UPDATE chat_messages",
    "an endless view",
    "a foreign key that fits nothing",
    "a schema that is no SQL",
    "another program with a table memories",
    "flipped 1",
    "header byte 16 is 255",
)


@pytest.mark.parametrize("name", SAMPLE)
@pytest.mark.parametrize("bad", ["default", "bad"])
def test_the_program_starts_and_lists_every_persona(
    qtbot: QtBot, data_dir: Path, name: str, bad: str
) -> None:
    write_profile(Profile("Kai"), "kai")
    database.save_message("fine", True, persona_id="kai")
    write_profile(Profile("Mia"), bad)
    database.save_message("x " * 9000, True, persona_id=bad)
    path = database.get_db_path(bad)
    damages = dict(of_the_shape(path)) | dict(of_the_bytes(path, count=3))
    damages[name](path)
    save_window_state(WindowState(last_persona=bad), data_dir)
    with programs(qtbot, data_dir) as start:
        model = start("--demo").window.personas
        qtbot.waitUntil(lambda: model.rowCount() == (2 if bad == "default" else 3), timeout=PATIENCE_MS)
        names = [model.index(row, 0).data() for row in range(model.rowCount())]
        assert "Kai" in names
        assert not [shown for shown in QApplication.topLevelWidgets() if isinstance(shown, BugReportDialog)]
