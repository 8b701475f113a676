"""The whole program with mistakes in methods that Qt calls; it prints what came of each.

Arguments: the data folder, and the names of the methods. For each, the mistake is made over and over, as a
person would meet it; then something is written, and the program is closed in order.
"""

import sys
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAccessibleWidget,
    QApplication,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from personaui_desktop.app import Program
from personaui_desktop.background.single_instance import SingleInstance
from personaui_desktop.command_line import parse
from personaui_desktop.item_models.rows import RowsModel
from personaui_desktop.widgets.common.dialogs import BugReportDialog

folder, kinds = Path(sys.argv[1]), sys.argv[2:]
active = ""
made: Counter[str] = Counter()


def mistake(name: str) -> None:
    if name == active:
        made[name] += 1
        raise ZeroDivisionError(f"the mistake in {name}")


class Faulty(QListView):
    def viewportEvent(self, event: QEvent) -> bool:
        mistake("viewportEvent")
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        mistake("event")
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mistake("mouseMoveEvent")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        mistake("paintEvent")
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        mistake("resizeEvent")
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        mistake("sizeHint")
        return super().sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        mistake("eventFilter")
        return super().eventFilter(watched, event)


class FaultyModel(RowsModel):
    def rowCount(self, parent: QModelIndex | None = None) -> int:
        mistake("rowCount")
        return 3

    def data(self, index: QModelIndex, role: int = 0) -> object:
        mistake("data")
        return "a row" if role == Qt.ItemDataRole.DisplayRole else None


class FaultyDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        mistake("paint")
        super().paint(painter, option, index)


class FaultyAccessible(QAccessibleWidget):
    def text(self, text: QAccessible.Text) -> str:
        mistake("text")
        return ""


def write(line: str) -> None:
    sys.stdout.write(line + "\n")


def meet(view: Faulty) -> None:
    """Look at the view, move the pointer over it, and ask it what a screen reader asks."""
    for step in range(5):
        QApplication.sendEvent(view.viewport(), pointer_at(QPointF(20 + step, 20)))
        view.resize(300 + step, 200)
        view.window().grab()
        view.sizeHint()
        view.model().index(0, 0).data()
        FaultyAccessible(view, QAccessible.Role.List, "").text(QAccessible.Text.Name)
        QApplication.processEvents()


def reports() -> list[BugReportDialog]:
    QApplication.processEvents()
    return [dialog for dialog in program.window.findChildren(BugReportDialog) if dialog.isVisible()]


def pointer_at(place: QPointF) -> QMouseEvent:
    none, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    return QMouseEvent(QEvent.Type.MouseMove, place, place, button, button, none)


def make_each() -> None:
    global active
    for active in kinds:
        make(active)
    active = ""
    QTest.keyClicks(program.window.chat.composer.edit, "still here")
    write(f"wrote {program.window.chat.composer.text}")
    program.window.close()


def make(kind: str) -> None:
    beside = QWidget()
    view = Faulty(beside)
    model, delegate = FaultyModel(), FaultyDelegate()
    view.setModel(model)
    view.setItemDelegate(delegate)
    view.viewport().setMouseTracking(True)
    beside.installEventFilter(view)
    beside.show()
    meet(view)
    offered = reports()
    for dialog in offered:
        dialog.close()
    meet(view)
    write(f"{kind}: made often {made[kind] >= 2}, offered {len(offered)}, again {len(reports())}")
    view.setParent(None)
    beside.close()


application = QApplication([])
instance = SingleInstance(folder)
instance.take()
program = Program(parse(["--demo"]), folder, instance)
program.filled.connect(lambda: QTimer.singleShot(200, make_each))
program.window.show()
application.exec()
program.close()
