"""What is written into the settings' file by hand while the program runs stays there."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.programs import Start, programs

from personaui_desktop.settings.file import FILE_NAME
from personaui_desktop.widgets.settings.dialog import SettingsDialog


@pytest.fixture
def start(qtbot: QtBot, data_dir: Path) -> Iterator[Start]:
    with programs(qtbot, data_dir) as start_program:
        yield start_program


def test_saving_writes_over_nothing_that_was_edited_by_hand(
    qtbot: QtBot, start: Start, data_dir: Path
) -> None:
    file = data_dir / FILE_NAME
    file.write_text('{"use_demo": true}', encoding="utf-8")
    program = start()
    by_hand = {"use_demo": True, "max_tokens": 2_000, "of_a_later_version": {"kept": [1, None]}}
    file.write_text(json.dumps(by_hand), encoding="utf-8")
    program.window.activateWindow()
    qtbot.waitUntil(program.window.chat.composer.edit.hasFocus)
    qtbot.keyClick(program.window.chat.composer.edit, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = program.window.findChild(SettingsDialog)
    dialog.conversation.field("context_messages").setValue(30)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert program.preferences.settings.context_messages == 30
    assert json.loads(file.read_text(encoding="utf-8")) == by_hand | {"context_messages": 30}
