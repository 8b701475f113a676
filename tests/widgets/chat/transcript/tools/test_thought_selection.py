"""What a model thought is selected and copied where it is unfolded, by itself and with its reply."""

from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from support.transcript_hands import drag, point_at, point_of
from support.transcripts import a_message, a_model, a_view

from personaui_desktop.widgets.chat.transcript.selection import FIRST_SPOT, LAST_SPOT, Selection
from personaui_desktop.widgets.chat.transcript.tools.copied_text import copied_text
from personaui_desktop.widgets.chat.transcript.view import TranscriptView

THOUGHT_OF = "She asks for *tea*.\n\nNot for coffee."


def a_thinker(qtbot: Any) -> TranscriptView:
    """A reply above which it is unfolded what was thought."""
    found = [a_message(1, "Tea?", is_user=True), a_message(2, "Yes, **tea**.", thought_ms=4000)]
    view = a_view(qtbot, a_model(found))
    view.hands.unfolding.unfold(view.scene.model.message(1), THOUGHT_OF)
    view.throttle.flush()
    return view


def thought_point(view: TranscriptView, position: int, block: int = 0) -> QPoint:
    row = view.scene.row_of(2)
    assert row is not None
    assert row.laid.thought is not None
    caret = row.laid.thought.caret_at(block, position)
    return (caret.center() + row.laid.rects.unfolded.topLeft() + QPointF(0, row.top)).toPoint()


def test_what_was_thought_can_be_selected_and_copied(qtbot: Any) -> None:
    view = a_thinker(qtbot)
    drag(view, thought_point(view, 4), thought_point(view, 7, block=1))
    assert view.hands.clipboard.selected_text() == "asks for tea.\n\nNot for"
    assert view.hands.clipboard.selected_text(as_markdown=True) == "asks for _tea_.\n\nNot for"
    view.hands.clipboard.copy()
    assert QGuiApplication.clipboard().text() == "asks for tea.\n\nNot for"


def test_a_selection_goes_on_from_the_thought_into_the_reply_and_is_seen_in_both(qtbot: Any) -> None:
    view = a_thinker(qtbot)
    row = view.scene.row_of(2)
    assert row is not None
    area = row.laid.rects.unfolded.translated(0, row.top).toRect()
    plain = view.viewport().grab(area).toImage()
    drag(view, thought_point(view, 4, block=1), point_of(view, 2, 3))
    assert view.hands.clipboard.selected_text() == "for coffee.\n\nYes"
    assert view.viewport().grab(area).toImage() != plain
    view.scene.select_all()
    assert view.hands.clipboard.selected_text(as_markdown=True) == f"Tea?\n\n{THOUGHT_OF}\n\nYes, **tea**."
    view.scene.select_messages(2, 2)
    assert view.hands.clipboard.selected_text(as_markdown=True) == "Yes, **tea**.", "the message alone"
    view.scene.select_all()
    view.hands.unfolding.fold(view.scene.model.message(1))
    assert view.hands.clipboard.selected_text() == "Tea?\n\nYes, tea.", "nothing that is not seen"


def test_in_a_thought_a_double_click_selects_a_word_and_a_third_the_paragraph(qtbot: Any) -> None:
    view = a_thinker(qtbot)
    at = thought_point(view, 9, block=1)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.hands.clipboard.selected_text() == "coffee"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.hands.clipboard.selected_text() == "Not for coffee."
    point_at(view, at)
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def test_of_what_is_not_loaded_the_stored_text_is_copied_with_the_thoughts_that_are_shown(qtbot: Any) -> None:
    view = a_thinker(qtbot)
    assert view.scene.messages.thoughts() == {2: THOUGHT_OF}
    chosen = Selection()
    chosen.select(FIRST_SPOT, LAST_SPOT)
    assert copied_text(2, "Yes, **tea**.", chosen, True, THOUGHT_OF) == f"{THOUGHT_OF}\n\nYes, **tea**."
    assert copied_text(2, "Yes, **tea**.", chosen, False) == "Yes, tea."
