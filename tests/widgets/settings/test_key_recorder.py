"""Keys are taken as they are pressed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.settings.key_recorder import KeyRecorder

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def recorder(qtbot: QtBot) -> KeyRecorder:
    made = KeyRecorder()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("key", "held", "keys"),
    [
        (Key.Key_N, Held.ControlModifier, "Ctrl+N"),
        (Key.Key_Return, Held.AltModifier, "Alt+Enter"),
        (Key.Key_Plus, Held.ControlModifier | Held.ShiftModifier, "Ctrl+Shift++"),
        (Key.Key_F5, Held.NoModifier, "F5"),
        (Key.Key_1, Held.ControlModifier | Held.KeypadModifier, "Ctrl+1"),
        (Key.Key_Escape, Held.ControlModifier, "Ctrl+Esc"),
    ],
)
def test_it_tells_keys_as_commands_name_them(
    qtbot: QtBot, recorder: KeyRecorder, key: Key, held: Held, keys: str
) -> None:
    with qtbot.waitSignal(recorder.recorded, check_params_cb=lambda found: found == keys):
        QTest.keyClick(recorder, key, held)


def test_what_is_needed_for_writing_is_refused_and_escape_leaves(qtbot: QtBot, recorder: KeyRecorder) -> None:
    with qtbot.assertNotEmitted(recorder.recorded):
        with qtbot.waitSignal(recorder.refused, check_params_cb=lambda found: found == "Shift+A"):
            QTest.keyClick(recorder, Key.Key_A, Held.ShiftModifier)
        with qtbot.waitSignal(recorder.left), qtbot.assertNotEmitted(recorder.refused):
            QTest.keyClick(recorder, Key.Key_Shift, Held.ShiftModifier)
            QTest.keyClick(recorder, Key.Key_Escape)
