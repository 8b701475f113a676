from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from support.painting import Painted, a_growing_reply, assert_as_painted_anew, show_piece
from support.transcripts import a_message, a_model, a_view, messages, on_screen

from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript import facts
from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.common.theme import theme


def test_the_end_of_the_current_reply_shows_its_tools(qtbot: Any) -> None:
    view = a_view(qtbot, a_growing_reply("word " * 600))
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.scene.set_current(11)
    QApplication.processEvents()
    painted = Painted(view)
    show_piece(view, "word")
    assert painted.height <= 520
    assert_as_painted_anew(view)
    view.scene.model.apply([11], [a_message(11, "word " * 600 + "word", status=ReplyStatus.COMPLETE)])
    view.throttle.flush()
    QApplication.processEvents()
    assert_as_painted_anew(view)


def test_a_new_day_is_named_everywhere(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [a_message(number, f"Message {number}.") for number in range(1, 5)]
    found[:2] = [each._replace(timestamp="2026-11-18 09:00:00") for each in found[:2]]
    view = a_view(qtbot, a_model(found))
    QApplication.processEvents()
    monkeypatch.setattr(facts, "local_now", lambda: facts.local(found[3].timestamp))
    view.days.day_changed.emit()
    view.throttle.flush()
    QApplication.processEvents()
    assert_as_painted_anew(view)


def is_ringed(view: TranscriptView, rect: QRect) -> bool:
    """Whether a line of the colour of the focus goes along the left of a message."""
    QApplication.processEvents()
    shown, height = on_screen(view), rect.center().y()
    around = range(rect.left() - 4, rect.left() + 4)
    return theme().tokens.accent in [shown.pixelColor(x, height) for x in around if x >= 0]


def test_the_current_message_is_ringed_while_the_keyboard_is_in_the_conversation(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 3)))
    view.activateWindow()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    rect = view.scene.current_rect
    assert not rect.isEmpty()
    assert is_ringed(view, rect)
    view.clearFocus()
    assert not is_ringed(view, rect)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert is_ringed(view, rect)
    view.scene.use_keyboard(False)
    assert not is_ringed(view, rect)


def test_a_reply_that_ended_before_its_first_word_has_dots_that_stand_still(qtbot: Any) -> None:
    silent = a_message(2, "", status=ReplyStatus.STOPPED, thought_ms=2_000)
    view = a_view(qtbot, a_model([a_message(1, "Well?", is_user=True), silent]))
    row = view.scene.row_of(2)
    assert row is not None
    assert row.laid.is_silent
    assert not row.laid.is_thinking
    at = row.laid.rects.body.translated(0, row.top).toRect()

    def colours() -> set[str]:
        QApplication.processEvents()
        shown = on_screen(view)
        inside = ((x, y) for x in range(at.left(), at.right()) for y in range(at.top(), at.bottom()))
        return {shown.pixelColor(x, y).name() for x, y in inside}

    still = colours()
    assert len(still) > 1, "not an empty bubble"
    view.scene.model.apply([2], [silent._replace(text="Well.")])
    view.throttle.flush()
    assert view.scene.row_of(2).laid.is_silent is False
