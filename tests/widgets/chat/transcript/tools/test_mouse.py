from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from support.transcript_hands import drag, key, mark_of, point_at, point_of, wheel
from support.transcripts import (
    a_message,
    a_model,
    a_view,
    messages,
)

from personaui_desktop.widgets.chat.transcript.markdown.reader import read_markdown

LONG = "A sentence that goes on for a while. " * 20


def test_dragging_selects_across_messages(qtbot: Any) -> None:
    found = [
        a_message(1, "First **message** here."),
        a_message(2, "Second one.", is_user=True),
        a_message(3, "Third."),
    ]
    view = a_view(qtbot, a_model(found))
    drag(view, point_of(view, 1, 6), point_of(view, 3, 3))
    assert view.hands.clipboard.selected_text() == "message here.\n\nSecond one.\n\nThi"
    assert view.hands.clipboard.selected_text(as_markdown=True) == "**message** here.\n\nSecond one.\n\nThi"
    view.hands.clipboard.copy()
    assert QGuiApplication.clipboard().text() == "message here.\n\nSecond one.\n\nThi"
    key(view, Qt.Key.Key_Escape)
    assert view.hands.clipboard.selected_text() == ""


def test_shift_click_extends(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "one two three four")]))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 1, 4))
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, shift, point_of(view, 1, 13))
    assert view.hands.clipboard.selected_text() == "two three"


def test_double_click_selects_a_word_and_a_third_the_paragraph(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "One don't 😀wörd three.\n\nOther.")]))
    at = point_of(view, 1, 6)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.hands.clipboard.selected_text() == "don't"
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.hands.clipboard.selected_text() == "One don't 😀wörd three."


def test_a_third_click_selects_all_parts_of_a_long_paragraph(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, f"Before.\n\n{LONG}\n\nAfter.")]))
    assert len(read_markdown(LONG)) > 1
    at = point_of(view, 1, 30, block=1)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.hands.clipboard.selected_text() == LONG.rstrip()


def test_the_mark_of_a_memorized_message_shows_that_it_can_be_pressed(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "Remembered.", memorized=True)]))
    at = mark_of(view, 1)
    before = view.viewport().grab().toImage()
    point_at(view, at)
    assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert view.viewport().grab().toImage() != before
    help_event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), help_event)
    assert "Click to show it" in QToolTip.text()
    point_at(view, point_of(view, 1, 2))
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def test_ctrl_and_wheel_ask_for_another_text_size(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 3)))
    asked: list[int] = []
    view.scene.verbs.zoom_requested.connect(asked.append)
    for angle in (120, 60, 60, -120):
        wheel(view, angle, Qt.KeyboardModifier.ControlModifier)
    assert asked == [1, 1, -1]
    before = view.scene.placement.placed[-1].laid.height
    view.set_text_size(2.0)
    assert view.scene.placement.placed[-1].laid.height > before


def test_a_word_with_an_emoji_before_it_is_selected_from_behind_it(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "😀 plain word")]))
    at = point_of(view, 1, 13) + QPoint(2, 0)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.hands.clipboard.selected_text() == "word"
