"""What a person's hands do to a transcript in tests, and where things in it are."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from personaui_desktop.widgets.chat.transcript.parts import OF_MARKS, Part, PartKind
from personaui_desktop.widgets.chat.transcript.tools.under_mouse import part_rect
from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.commands.command import Command, Scope
from personaui_desktop.widgets.commands.commands import Commands


def point_of(view: TranscriptView, message_id: int, position: int, block: int = 0) -> QPoint:
    """The middle of the line before a position of a message's text."""
    row = view.scene.row_of(message_id)
    assert row is not None
    caret = row.laid.body.caret_at(block, position)
    corner = row.laid.rects.body.topLeft() + QPointF(0, row.top)
    return (caret.center() + corner).toPoint()


def drag(
    view: TranscriptView, start: QPoint, end: QPoint, modifiers: Any = Qt.KeyboardModifier.NoModifier
) -> None:
    viewport = view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, modifiers, start)
    move = QEvent.Type.MouseMove
    event = QMouseEvent(
        move,
        QPointF(end),
        QPointF(viewport.mapToGlobal(end)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        modifiers,
    )
    QApplication.sendEvent(viewport, event)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, modifiers, end)


def point_at(view: TranscriptView, at: QPoint) -> None:
    """Move the mouse to a point, no button pressed."""
    none = Qt.MouseButton.NoButton
    where = QPointF(view.viewport().mapToGlobal(at))
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)


def wheel(view: TranscriptView, pixels: int, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(0, pixels),
        QPoint(0, pixels),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.ScrollUpdate,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def key(view: TranscriptView, pressed: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(view, pressed, modifiers)


def started(view: TranscriptView, *names: str) -> list[tuple[str, int]]:
    """Declare commands on messages; the answer tells, as it grows, which were run on which message."""
    ran: list[tuple[str, int]] = []

    def note(name: str, message: Any) -> None:
        ran.append((name, message.id))

    known = [command for command in view.scene.commands if command.name not in names]
    noting = [Command(name, name, partial(note, name), Scope.MESSAGE) for name in names]
    view.scene.commands = Commands((*known, *noting))
    return ran


def mark_of(view: TranscriptView, message_id: int) -> QPoint:
    """The middle of the mark beside a memorized message."""
    row = view.scene.row_of(message_id)
    assert row is not None
    return (row.laid.rects.gutter.center() + QPointF(0, row.top)).toPoint()


def offered(view: TranscriptView, message_id: int) -> list[str]:
    row = view.scene.row_of(message_id)
    assert row is not None
    return [str(button.action.value) for button in row.laid.rects.buttons]


def click_part(
    view: TranscriptView,
    message_id: int,
    kind: PartKind,
    modifiers: Any = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Point at a part of a message as it is now, then click it."""
    view.throttle.flush()
    row = view.scene.row_of(message_id)
    assert row is not None
    mark = next((rect for mark, rect in row.laid.rects.marks if OF_MARKS[mark] is kind), None)
    rect = part_rect(row.laid, Part(kind), row.top) if mark is None else mark
    assert not rect.isEmpty()
    at = rect.translated(0, row.top).center().toPoint()
    point_at(view, at)
    assert view.scene.pointed == (message_id, Part(kind))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, at)
