import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.common.save_key import save_by_key


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_and_either_enter_save_where_enter_alone_begins_a_line(qtbot: QtBot, key: Qt.Key) -> None:
    dialog, saved = QDialog(), list[str]()
    qtbot.addWidget(dialog)
    edit, button = QPlainTextEdit(dialog), QPushButton("Save", dialog)
    save_by_key(dialog, button, lambda: saved.append(edit.toPlainText()))
    dialog.show()
    dialog.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClicks(edit, "One")
    qtbot.keyClick(edit, key)
    assert saved == []
    QTest.keyClick(edit, key, Qt.KeyboardModifier.ControlModifier)
    assert saved == ["One\n"]
    assert "Enter" in button.toolTip()
