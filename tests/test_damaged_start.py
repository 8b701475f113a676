"""The whole program, started with one persona damaged: it comes up, and the others are there."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from support.damaged import of_the_bytes, of_the_shape
from support.odd_names import ODD, impatience
from support.on_file import store_profile
from support.programs import PATIENCE_MS, programs, say

from personaui_desktop import database
from personaui_desktop.bug_report import LOG_NAME
from personaui_desktop.crash_file import NAME as CRASH_NAME
from personaui_desktop.crash_file import CrashFile
from personaui_desktop.records.personas import Profile
from personaui_desktop.settings.window_state import WindowState, save_window_states
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
    store_profile(Profile("Kai"), "kai")
    database.save_message("fine", True, persona_id="kai")
    store_profile(Profile("Mia"), bad)
    database.save_message("x " * 9000, True, persona_id=bad)
    path = database.get_db_path(bad)
    damages = dict(of_the_shape(path)) | dict(of_the_bytes(path, count=3))
    damages[name](path)
    save_window_states([WindowState(last_persona=bad)], data_dir)
    with programs(qtbot, data_dir) as start:
        model = start("--demo").desk.personas
        qtbot.waitUntil(lambda: model.rowCount() == (2 if bad == "default" else 3), timeout=PATIENCE_MS)
        names = [model.index(row, 0).data() for row in range(model.rowCount())]
        assert "Kai" in names
        assert not [shown for shown in QApplication.topLevelWidgets() if isinstance(shown, BugReportDialog)]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices with names")
@pytest.mark.parametrize("odd", ODD)
def test_the_program_starts_works_and_ends_where_its_small_files_are_none(
    qtbot: QtBot, data_dir: Path, odd: str
) -> None:
    for name in ("settings.json", "window.json", LOG_NAME, CRASH_NAME):
        ODD[odd](data_dir / name)
        ODD[odd](data_dir / (name + ".new"))
    with impatience(60), programs(qtbot, data_dir) as start:
        program = start("--demo", crash=CrashFile(data_dir).begin())
        said = [label.text() for label in program.window.findChildren(QLabel)]
        assert any("settings could not be read" in text for text in said)
        program.bugs.tell_of_crash("Segmentation fault", program.window.notices)
        say(qtbot, program, "Hello")
        program.window.end()
        qtbot.waitUntil(lambda: not program.window.isVisible())
    assert not [shown for shown in QApplication.topLevelWidgets() if isinstance(shown, BugReportDialog)]
