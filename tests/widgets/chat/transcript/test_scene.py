from typing import Any

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.transcripts import a_model, a_view, messages, on_screen

from personaui_desktop.widgets.chat.transcript.paint.message import tool_rects
from personaui_desktop.widgets.chat.transcript.view import TranscriptView


def point_on(view: TranscriptView, message_id: int) -> QPoint:
    row = view.scene.row_of(message_id)
    assert row is not None
    return (row.laid.rects.bubble.center() + QPointF(0, row.top)).toPoint()


def has_tools(view: TranscriptView, message_id: int) -> bool:
    """Whether the tools of a message are on the screen; nothing is painted anew for it."""
    QApplication.processEvents()
    row = view.scene.row_of(message_id)
    assert row is not None
    image = on_screen(view)
    rects = [rect.translated(0, row.top).toRect() for _kind, rect in tool_rects(row.laid, row.top)]
    colours = {
        image.pixel(x, y)
        for rect in rects
        for x in range(rect.left(), rect.right())
        for y in range(rect.top(), rect.bottom())
    }
    return len(colours) > 1


def test_whoever_points_at_another_message_sees_its_tools_and_no_others(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 3)))
    for message_id, other in ((2, 3), (3, 2)):
        QTest.mouseMove(view.viewport(), point_on(view, message_id))
        assert has_tools(view, message_id)
        assert not has_tools(view, other)


def test_only_the_messages_that_look_different_are_told(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 3)))
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    told: list[Any] = []
    view.scene.changed.connect(told.append)
    for message_id in (2, 2, 3):
        QTest.mouseMove(view.viewport(), point_on(view, message_id) + QPoint(len(told), 0))
        QApplication.processEvents()
    assert [set(ids) for ids in told] == [{2}, {2, 3}]
    view.scene.set_current(2)
    view.scene.set_current(2)
    view.scene.select_all()
    view.scene.deselect()
    assert told[2:] == [None] * 3


def test_what_lies_over_the_top_counts_while_it_is_seen(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 3)))
    assert view.scene.covered_height == 0
    view.hands.explorer.open_bar()
    assert view.scene.covered_height > view.hands.explorer.bar.height()
    view.hands.explorer.bar.close_bar()
    assert view.scene.covered_height == 0
