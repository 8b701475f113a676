from typing import Any

from PySide6.QtWidgets import QWidget
from support.transcripts import (
    a_message,
    a_model,
    a_page,
    a_view,
    append_text,
    messages,
)

from personaui_desktop.records.messages import ReplyStatus

LONG = "A sentence that goes on for a while. " * 20


def test_what_came_while_the_window_was_away_is_marked(qtbot: Any) -> None:
    model = a_model(messages(1, 3))
    view = a_view(qtbot, model)
    view.hide()
    model.apply([5, 7], [a_message(5), a_message(7)])
    view.show()
    view.throttle.flush()
    assert [row.laid.facts.is_unread for row in view.scene.placement.placed] == [
        False,
        False,
        False,
        True,
        False,
    ]
    model.apply([8], [a_message(8, is_user=True)])
    view.throttle.flush()
    assert not any(row.laid.facts.is_unread for row in view.scene.placement.placed)


def test_a_reply_that_was_finished_while_the_window_was_away_is_marked(qtbot: Any) -> None:
    model = a_model([a_message(1, is_user=True), a_message(3, "Hal", status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.hide()
    append_text(model, 3, "lo.")
    model.apply([3], [a_message(3, "Hallo.", status=ReplyStatus.COMPLETE)])
    view.show()
    view.throttle.flush()
    assert view.scene.messages.unread_id == 3


def test_what_is_in_view_when_the_window_comes_back_is_seen(qtbot: Any) -> None:
    model = a_model([a_message(1, is_user=True), a_message(3, "Hal", status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model)
    place = ("default", 1)
    view.set_source(lambda *_: None, lambda: place)  # type: ignore[arg-type]
    window = QWidget()
    qtbot.addWidget(window)
    view.setParent(window)
    view.show()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.scroller.to_latest()
    view.throttle.flush()  # all but the reply has been seen
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    append_text(model, 3, "lo.")
    model.apply([3], [a_message(3, "Hallo.", status=ReplyStatus.COMPLETE)])
    view.throttle.flush()
    assert view.scene.messages.unread_id == 3
    window.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    model.reset_to(a_page([a_message(1, is_user=True), a_message(3, "Hallo.")]))
    assert view.scene.messages.unread_id is None
    view.throttle.flush()
    view.setParent(None)


def test_coming_back_to_a_session_shows_what_is_new(qtbot: Any) -> None:
    model = a_model(messages(1, 4))
    view = a_view(qtbot, model)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    place = ("default", 1)
    view.set_source(lambda *_: None, lambda: place)  # type: ignore[arg-type]
    view.throttle.flush()
    place = ("default", 2)
    model.reset_to(a_page(messages(11, 13)))
    view.throttle.flush()
    assert view.scene.messages.unread_id is None
    place = ("default", 1)
    model.reset_to(a_page([*messages(1, 4), a_message(5, LONG * 5), a_message(7)]))
    view.throttle.flush()
    assert view.scene.messages.unread_id == 5
    row = view.scene.row_of(5)
    assert row is not None
    assert 0 <= row.top + row.laid.rects.unread.top() <= view.viewport().height() * 0.3
    view.scroller.to_latest()
    model.reset_to(a_page([*messages(1, 4), a_message(5), a_message(7)]))
    assert view.scene.messages.unread_id is None
