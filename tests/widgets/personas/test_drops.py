import warnings
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from personaui_desktop.widgets.personas.drops import Drops


def drop(widget: QWidget, mime: QMimeData) -> bool:
    at, left, none = QPointF(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(widget, enter)
    QApplication.sendEvent(widget, QDropEvent(at, Qt.DropAction.CopyAction, mime, left, none))
    return enter.isAccepted()


def test_files_are_taken_once_and_nothing_else_is(qtbot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    brought: list[list[Path]] = []
    Drops(window, brought.append)
    files, words = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png")), QUrl.fromLocalFile(str(tmp_path / "b.json"))])
    words.setText("hello")
    assert drop(window, files)
    assert not drop(window, words)
    assert brought == [[tmp_path / "a.png", tmp_path / "b.json"]]
