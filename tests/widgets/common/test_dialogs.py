import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.common.dialogs import BugReportDialog, confirm_deletion, confirm_discard, tell
from personaui_desktop.widgets.common.theme import theme


def buttons_of(box: QWidget) -> dict[str, QPushButton]:
    return {button.text().replace("&", ""): button for button in box.findChildren(QPushButton)}


TESTS = Path(__file__).parents[2]
SENTENCES = (
    "Close without saving?",
    "Delete “A title of a conversation that has about sixty characters”?",
    "Several words. " * 20,
)


@pytest.mark.parametrize("sentence", SENTENCES, ids=["short", "long", "of several lines"])
def test_a_question_is_shown_whole(qtbot: QtBot, sentence: str) -> None:
    theme().appearance = "light"
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    for box in (
        confirm_discard(window, sentence, lambda: None),
        confirm_deletion(window, sentence, "All of it goes.", lambda: None),
        tell(window, sentence),
    ):
        qtbot.waitExposed(box)
        label = box.findChild(QLabel, "qt_msgbox_label")
        wanted = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.wordWrap() or label.width() >= label.fontMetrics().horizontalAdvance(sentence)
        assert label.height() >= wanted
        box.reject()


@pytest.mark.parametrize(("width", "height"), [(960, 540), (1280, 720)], ids=["at 200 %", "at 150 %"])
def test_no_dialog_is_larger_than_the_screen(tmp_path: Path, width: int, height: int) -> None:
    screen = tmp_path / "screen.json"
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screen.write_text(
        json.dumps({"screens": [{"name": "one", "x": 0, "y": 0, "width": width, "height": height} | dots]})
    )
    ran = subprocess.run(
        [sys.executable, "-m", "support.small_screen"],
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={screen}"},
        cwd=TESTS,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found = json.loads(ran.stdout)
    assert len(found) == 7
    for dialog in found:
        assert dialog["room"] == [width, height]
        assert dialog["buttons"], dialog
        assert dialog["height"] <= height, dialog
        assert dialog["width"] <= width, dialog
        assert dialog["hidden"] == [], dialog


def test_a_deletion_is_asked_for_and_enter_is_harmless(qtbot):
    parent, done = QWidget(), []
    qtbot.addWidget(parent)
    box = confirm_deletion(parent, "Delete “<b>”?", "Everything goes.", lambda: done.append(1))
    assert box.text() == "Delete “<b>”?"
    assert box.textFormat() is Qt.TextFormat.PlainText
    with qtbot.waitSignal(box.finished):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert done == []
    box = confirm_deletion(parent, "Delete?", "", lambda: done.append(1))
    with qtbot.waitSignal(box.finished):
        qtbot.mouseClick(buttons_of(box)["Delete"], Qt.MouseButton.LeftButton)
    assert done == [1]


def test_a_report_can_be_copied(qtbot):
    dialog = BugReportDialog("Traceback: …")
    qtbot.addWidget(dialog)
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Traceback: …"
    assert dialog.report.isReadOnly()
