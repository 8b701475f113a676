from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from support.transcript_hands import mark_of, offered, point_of, started
from support.transcripts import (
    a_message,
    a_model,
    a_view,
    messages,
)

from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript.layout.message import ReplyAction


@pytest.mark.parametrize(
    "text", ["![](file:///etc/passwd)", "[x](file:///etc/passwd)", "[x](javascript:alert(1))"]
)
def test_what_lies_on_this_machine_is_never_a_link(qtbot: Any, text: str) -> None:
    view = a_view(qtbot, a_model([a_message(1, text)]))
    with qtbot.assertNotEmitted(view.scene.verbs.link_activated):
        for position in range(len(text)):
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 1, position))
    view.scene.select_all()
    assert view.hands.clipboard.selected_text() == text


def test_the_mark_of_a_memorized_message_asks_for_its_memory(qtbot: Any) -> None:
    found = [a_message(1, "Remembered.", memorized=True), a_message(2, "Not remembered.")]
    view = a_view(qtbot, a_model(found))
    at = mark_of(view, 1)
    asked = started(view, "message.show_memory")
    QTest.mouseMove(view.viewport(), at)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 1, 2))
    beside_the_other = QPoint(at.x(), point_of(view, 2, 2).y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=beside_the_other)
    assert asked == []
    for times, reach in enumerate((-4, 0, 4), start=1):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(reach, 0))
        assert asked == [("message.show_memory", 1)] * times


@pytest.mark.parametrize(
    ("status", "actions"),
    [
        (ReplyStatus.INTERRUPTED, ["Continue", "Retry", "Keep"]),
        (ReplyStatus.FAILED, ["Retry", "Keep"]),
        (ReplyStatus.TRUNCATED, ["Continue", "Retry", "Keep"]),
        (ReplyStatus.REFUSED, ["Retry", "Keep"]),
        (ReplyStatus.STOPPED, ["Continue", "Retry"]),
        (ReplyStatus.COMPLETE, []),
        (None, []),
    ],
)
def test_a_reply_that_is_not_whole_offers_what_can_be_done(
    qtbot: Any, status: ReplyStatus | None, actions: list[str]
) -> None:
    view = a_view(qtbot, a_model([a_message(1, "Half a", status=status, problem="It broke off.")]))
    row = view.scene.row_of(1)
    assert row is not None
    assert offered(view, 1) == actions
    names = {
        ReplyAction.RETRY: "reply.retry",
        ReplyAction.CONTINUE: "reply.continue",
        ReplyAction.KEEP: "reply.keep",
    }
    asked = started(view, *names.values())
    for button in row.laid.rects.buttons:
        at = (button.rect.center() + QPointF(0, row.top)).toPoint()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert asked[-1] == (names[button.action], 1)
    assert len(asked) == len(actions)


@pytest.mark.parametrize(
    "status",
    [
        ReplyStatus.INTERRUPTED,
        ReplyStatus.FAILED,
        ReplyStatus.TRUNCATED,
        ReplyStatus.REFUSED,
        ReplyStatus.STOPPED,
    ],
)
def test_an_older_reply_that_is_not_whole_can_only_be_kept(qtbot: Any, status: ReplyStatus) -> None:
    model = a_model([a_message(1, "Half a", status=status), a_message(2, "", status=status)])
    view = a_view(qtbot, model)
    assert offered(view, 1) == ([] if status is ReplyStatus.STOPPED else ["Keep"])
    assert offered(view, 2) == ["Retry"]
    model.apply([3], [a_message(3, "And then?", is_user=True)])
    view.throttle.flush()
    assert offered(view, 2) == []


def test_the_menu_of_a_message_offers_its_commands(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 3)))
    asked = started(view, "message.remember")
    at = point_of(view, 2, 3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = next(child for child in view.findChildren(QMenu) if child.isVisible())
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Copy as &Markdown",
        "message.remember",
    ]
    next(action for action in menu.actions() if action.text() == "message.remember").trigger()
    assert asked == [("message.remember", 2)]
    menu.close()
