from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from support.transcripts import (
    a_message,
    a_model,
    a_page,
    a_view,
    append_text,
    markdown_texts,
    messages,
    on_screen,
)

from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript import facts
from personaui_desktop.widgets.chat.transcript.layout.message import Action
from personaui_desktop.widgets.chat.transcript.markdown.reader import read_markdown
from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.commands.command import Command, Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.theme import theme

LONG = "A sentence that goes on for a while. " * 20


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


def test_a_touchpad_scrolls_at_once(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 100)))
    before = view.scene.placement.value
    wheel(view, 120)
    assert view.scene.placement.value == before - 120


def test_a_wheel_step_is_spread_over_frames(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 100)))
    before = view.scene.placement.value
    view.scroller.smooth.scroll(-90)
    qtbot.waitUntil(lambda: view.scene.placement.value == before - 90)


def test_a_message_that_is_gone_is_stood_in_for_by_its_neighbour(qtbot: Any) -> None:
    model = a_model([*messages(1, 40), *messages(60, 99)], has_older=True, has_newer=True)
    view = a_view(qtbot, model)
    with qtbot.assertNotEmitted(view.scene.verbs.place_needed):
        view.explorer.show_message(50)
    assert view.scene.row_of(60) is not None
    for missing in (0, 200):
        with qtbot.waitSignal(view.scene.verbs.place_needed) as asked:
            view.explorer.show_message(missing)
        assert asked.args == [missing]


def test_more_is_asked_for_near_an_end(qtbot: Any) -> None:
    model = a_model(messages(100, 130), has_older=True, has_newer=True)
    view = a_view(qtbot, model)
    with qtbot.waitSignals([view.scene.verbs.older_needed, view.scene.verbs.newer_needed]):
        view.throttle.flush()
    model.insert_older(a_page(messages(1, 99)))
    model.append_newer(a_page(messages(131, 300)))
    view.scene.placement.go_to(150, 0)
    with (
        qtbot.assertNotEmitted(view.scene.verbs.older_needed, wait=30),
        qtbot.assertNotEmitted(view.scene.verbs.newer_needed),
    ):
        view.throttle.flush()


def test_latest_appears_when_scrolled_up_and_says_what_is_new(qtbot: Any) -> None:
    model = a_model(messages(1, 60))
    view = a_view(qtbot, model)
    assert view.signposts.latest_button.isHidden()
    view.scroller.scroll_by(-500)
    assert view.signposts.latest_button.isVisible()
    assert not view.signposts.latest_button.has_new
    model.apply([61], [a_message(61, LONG)])
    view.throttle.flush()
    assert view.signposts.latest_button.has_new
    QTest.mouseClick(view.signposts.latest_button, Qt.MouseButton.LeftButton)
    assert view.scene.placement.sticks_to_end
    assert view.signposts.latest_button.isHidden()


def test_latest_asks_for_what_is_not_loaded(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 60), has_newer=True))
    with qtbot.waitSignal(view.scene.verbs.latest_needed):
        view.scroller.to_latest()


def test_dragging_selects_across_messages(qtbot: Any) -> None:
    found = [
        a_message(1, "First **message** here."),
        a_message(2, "Second one.", is_user=True),
        a_message(3, "Third."),
    ]
    view = a_view(qtbot, a_model(found))
    drag(view, point_of(view, 1, 6), point_of(view, 3, 3))
    assert view.clipboard.selected_text() == "message here.\n\nSecond one.\n\nThi"
    assert view.clipboard.selected_text(as_markdown=True) == "**message** here.\n\nSecond one.\n\nThi"
    key(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "message here.\n\nSecond one.\n\nThi"
    key(view, Qt.Key.Key_Escape)
    assert view.clipboard.selected_text() == ""


def test_shift_click_extends(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "one two three four")]))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 1, 4))
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, shift, point_of(view, 1, 13))
    assert view.clipboard.selected_text() == "two three"


def test_double_click_selects_a_word_and_a_third_the_paragraph(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "One don't 😀wörd three.\n\nOther.")]))
    at = point_of(view, 1, 6)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.clipboard.selected_text() == "don't"
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.clipboard.selected_text() == "One don't 😀wörd three."


def test_a_third_click_selects_all_parts_of_a_long_paragraph(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, f"Before.\n\n{LONG}\n\nAfter.")]))
    assert len(read_markdown(LONG)) > 1
    at = point_of(view, 1, 30, block=1)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.clipboard.selected_text() == LONG.rstrip()


def test_select_all_and_copy_as_markdown(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "**a**"), a_message(2, "- b")]))
    key(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    key(view, Qt.Key.Key_C, both)
    assert QGuiApplication.clipboard().text() == "**a**\n\n- b"


def test_a_link_is_followed_only_by_a_click_and_its_address_is_shown(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "See [there](https://x.y/z).")]))
    at = point_of(view, 1, 6)
    with qtbot.assertNotEmitted(view.scene.verbs.link_activated):
        QTest.mouseMove(view.viewport(), at)
        view.mouse._point_at(1, view.mouse._part_under(QPointF(at)))
    assert view.address.text() == "https://x.y/z"
    with qtbot.waitSignal(view.scene.verbs.link_activated) as clicked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args == ["https://x.y/z"]


@pytest.mark.parametrize(
    "text", ["![](file:///etc/passwd)", "[x](file:///etc/passwd)", "[x](javascript:alert(1))"]
)
def test_what_lies_on_this_machine_is_never_a_link(qtbot: Any, text: str) -> None:
    view = a_view(qtbot, a_model([a_message(1, text)]))
    with qtbot.assertNotEmitted(view.scene.verbs.link_activated):
        for position in range(len(text)):
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 1, position))
    key(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.clipboard.selected_text() == text


def started(view: TranscriptView, *names: str) -> list[tuple[str, int]]:
    """Declare commands on messages; the answer tells, as it grows, which were run on which message."""
    ran: list[tuple[str, int]] = []

    def note(name: str, message: Any) -> None:
        ran.append((name, message.id))

    view.scene.commands = Commands(Command(name, name, partial(note, name), Scope.MESSAGE) for name in names)
    return ran


def mark_of(view: TranscriptView, message_id: int) -> QPoint:
    """The middle of the mark beside a memorized message."""
    row = view.scene.row_of(message_id)
    assert row is not None
    return (row.laid.rects.gutter.center() + QPointF(0, row.top)).toPoint()


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


def test_code_is_copied_by_its_button(qtbot: Any) -> None:
    lines = "\n".join(f"line {number}" for number in range(60))
    view = a_view(qtbot, a_model([a_message(1, f"Text\n```python\n{lines}\n```")]), height=2000)
    row = view.scene.row_of(1)
    assert row is not None
    block = row.laid.body.laid(1)
    assert block is not None
    corner = row.laid.rects.body.topLeft() + QPointF(0, row.top + row.laid.body.top(1))
    at = (block.copy_rect().center() + corner).toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert QGuiApplication.clipboard().text() == lines


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
    names = {Action.RETRY: "reply.retry", Action.CONTINUE: "reply.continue", Action.KEEP: "reply.keep"}
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


def offered(view: TranscriptView, message_id: int) -> list[str]:
    row = view.scene.row_of(message_id)
    assert row is not None
    return [button.action.value for button in row.laid.rects.buttons]


def test_the_keyboard_reaches_messages_and_their_parts(qtbot: Any) -> None:
    found = [
        a_message(1, "One [a](https://x.y)."),
        a_message(2, "Two.", status=ReplyStatus.FAILED),
        a_message(3, "Three."),
    ]
    view = a_view(qtbot, a_model(found))
    view.keyboard.arrive(Qt.FocusReason.TabFocusReason)
    assert view.scene.focused == (3, None)
    key(view, Qt.Key.Key_Up)
    assert view.scene.focused == (2, None)
    assert view.focusNextPrevChild(True)
    asked = started(view, "reply.keep")
    key(view, Qt.Key.Key_Return)
    assert asked == [("reply.keep", 2)]
    key(view, Qt.Key.Key_Up)
    assert view.focusNextPrevChild(True)
    with qtbot.waitSignal(view.scene.verbs.link_activated):
        key(view, Qt.Key.Key_Space)
    assert view.focusNextPrevChild(False)
    assert view.scene.focused == (1, None)
    key(view, Qt.Key.Key_Up)
    assert view.scene.focused == (1, None)


def test_arrows_bring_the_current_message_into_view(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 60)))
    view.keyboard.arrive(Qt.FocusReason.TabFocusReason)
    for _ in range(59):
        key(view, Qt.Key.Key_Up)
    assert view.scene.current_id == 1
    assert view.scene.row_of(1) is not None
    key(view, Qt.Key.Key_End)
    assert view.scene.placement.sticks_to_end
    key(view, Qt.Key.Key_Home)
    assert view.scene.placement.placed[0].row == 0


def test_shift_and_arrows_select_whole_messages(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 5)))
    view.keyboard.arrive(Qt.FocusReason.TabFocusReason)
    key(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.clipboard.selected_text() == "Message number 4.\n\nMessage number 5."


def test_the_current_message_is_copied_where_nothing_is_selected(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "**a** b")]))
    view.keyboard.arrive(Qt.FocusReason.TabFocusReason)
    view.clipboard.copy()
    assert QGuiApplication.clipboard().text() == "a b"
    view.clipboard.copy_markdown()
    assert QGuiApplication.clipboard().text() == "**a** b"


def test_the_menu_of_a_message_offers_its_commands(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 3)))
    asked = started(view, "message.remember")
    at = point_of(view, 2, 3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = next(child for child in view.findChildren(QMenu) if child.isVisible())
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Copy",
        "Copy as Markdown",
        "Select all",
        "message.remember",
    ]
    menu.actions()[-1].trigger()
    assert asked == [("message.remember", 2)]
    menu.close()


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


def test_a_link_that_is_scrolled_away_is_not_pointed_at_any_more(qtbot: Any) -> None:
    view = a_view(
        qtbot, a_model([*messages(1, 40), a_message(41, "[a place](https://x.y/z)"), a_message(42)])
    )
    at = point_of(view, 41, 3)
    QTest.mouseMove(view.viewport(), at)
    qtbot.waitUntil(lambda: view.address.isVisible())
    view.scroller.scroll_by(-300)
    assert not view.address.isVisible()
    assert view.scene.pointed is None
    view.scroller.scroll_by(300)
    assert view.address.isVisible()


def test_a_hit_is_never_left_under_the_find_bar(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 60)))
    view.resize(600, 200)
    view.explorer.open_bar()
    bar = view.explorer.bar
    QTest.keyClicks(bar.field, "Message number 30.")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    row = view.scene.row_of(30)
    assert row is not None
    view.scroller.scroll_by(row.top + row.laid.rects.body.top() - 25)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    row = view.scene.row_of(30)
    assert row is not None
    assert row.top + row.laid.rects.body.top() >= bar.geometry().bottom()


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


def test_streaming_is_shown_at_most_once_a_frame(qtbot: Any) -> None:
    model = a_model([a_message(1), a_message(2, "", status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model)
    shown: list[int] = []
    refresh = view.repainter.show

    def note(placed: Any, changed: Any) -> None:
        shown.append(1)
        refresh(placed, changed)

    view.repainter.show = note  # type: ignore[method-assign]
    for _ in range(50):
        append_text(model, 2, "piece ")
    qtbot.waitUntil(lambda: view.scene.placement.placed[-1].laid.body.source.count("piece") == 50)
    assert len(shown) <= 2


def test_thinking_becomes_writing_becomes_done(qtbot: Any) -> None:
    model = a_model([a_message(1), a_message(2, "", status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model)
    assert view.scene.placement.placed[-1].laid.is_thinking
    append_text(model, 2, "Text")
    view.throttle.flush()
    laid = view.scene.placement.placed[-1].laid
    assert not laid.is_thinking
    assert laid.facts.is_streaming
    model.apply([2], [a_message(2, "Text.", status=ReplyStatus.COMPLETE)])
    view.throttle.flush()
    assert not view.scene.placement.placed[-1].laid.facts.is_streaming


def test_the_end_of_a_reply_is_the_same_as_when_read_again(qtbot: Any) -> None:
    text = (
        "A **bold** start\n\n- one\n- two\n\n```py\nx = 1\n```\n\n| a | b |\n|-|-|\n| 1 | 2 |\n\nEnd *here*"
    )
    model = a_model([a_message(1), a_message(2, "", status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    for start in range(0, len(text), 3):
        append_text(model, 2, text[start : start + 3])
        view.throttle.flush()
    model.apply([2], [a_message(2, text, status=ReplyStatus.COMPLETE)])
    view.throttle.flush()
    streamed = view.grab().toImage()
    other = a_view(qtbot, a_model([a_message(1), a_message(2, text)]))
    assert other.grab().toImage() == streamed


@pytest.mark.parametrize("width", [240, 400, 1000])
@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_scrolled_pixels_are_those_painted_anew(qtbot: Any, width: int, appearance: str) -> None:
    theme().appearance = appearance
    try:
        view = a_view(qtbot, a_model(messages(1, 80, "Message {}: " + LONG)), width=width, height=300)
        for pixels in (-40, -13, 7, -200, 90, -1):
            view.scroller.scroll_by(pixels)
            QApplication.processEvents()
            assert on_screen(view) == view.grab().toImage()
    finally:
        theme().appearance = "system"


@pytest.mark.parametrize("is_user", [True, False])
def test_what_is_said_next_is_painted_whole(qtbot: Any, is_user: bool) -> None:
    model = a_model(messages(1, 30))
    view = a_view(qtbot, model)
    QApplication.processEvents()
    assert on_screen(view) == view.grab().toImage()
    model.apply([31], [a_message(31, "And then?", is_user=is_user)])
    view.throttle.flush()
    QApplication.processEvents()
    assert on_screen(view) == view.grab().toImage()
    model.apply([32], [a_message(32, "", status=ReplyStatus.STREAMING)])
    for piece in ("Half ", "a reply,\n\n- and ", "a list"):
        append_text(model, 32, piece)
        view.throttle.flush()
        QApplication.processEvents()
        assert on_screen(view) == view.grab().toImage()


@settings(max_examples=40)
@given(text=markdown_texts)
def test_any_text_can_be_painted_selected_and_copied(qtbot: Any, text: str) -> None:
    view = TranscriptView(a_model([a_message(1, text), a_message(2, text, is_user=True)]))
    view.resize(360, 500)
    view.grab()
    view.scene.select_all()
    view.grab()
    assert (
        view.clipboard.selected_text(as_markdown=True).strip() == f"{text}\n\n{text}".strip()
        or not text.strip()
    )
    view.deleteLater()


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "😀" * 10_000,
        ">" * 5_000 + "x",
        "- " * 3_000 + "x",
        "\u200b\u202e\u2066" * 3_000 + "x",
        "| " * 3000,
    ],
    ids=["one line", "emoji", "quotes", "lists", "marks", "bars"],
)
def test_hostile_text_is_shown_without_laying_all_of_it_out(qtbot: Any, text: str) -> None:
    view = a_view(qtbot, a_model([a_message(1, text), a_message(2, "After.")]))
    view.scroller.scroll_by(-400)
    body = view.scene.placement.placed[0].laid.body
    assert sum(body.laid(number) is not None for number in range(body.block_count)) <= 60
    view.viewport().grab()
    view.scene.select_all()
    view.viewport().grab()


def test_today_becomes_yesterday_at_midnight(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC).astimezone()
    monkeypatch.setattr(facts, "local_now", lambda: moment)
    view = a_view(qtbot, a_model(messages(600, 603)))
    assert view.scene.placement.placed[0].laid.facts.day == "Today"
    monkeypatch.setattr(facts, "local_now", lambda: moment + timedelta(days=1))
    view.days.day_changed.emit()
    qtbot.waitUntil(lambda: view.scene.placement.placed[0].laid.facts.day == "Yesterday")


def test_a_word_with_an_emoji_before_it_is_selected_from_behind_it(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "😀 plain word")]))
    at = point_of(view, 1, 13) + QPoint(2, 0)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.clipboard.selected_text() == "word"


def test_looking_for_a_text_marks_it_in_a_reply_that_is_being_written(qtbot: Any) -> None:
    model = a_model([a_message(2, "", status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model)
    view.scene.finder.seek("lamp", None)
    whole = ""
    for number in range(60):
        piece = f"Sentence {number} of the lamp, [the la](https://x.y)mp again. " + "\n\n" * (number % 7 == 6)
        whole += piece
        append_text(model, 2, piece)
        view.throttle.flush()
        row = view.scene.row_of(2)
        assert row is not None
        assert len(view.scene.hits(row.laid)) == 2 * (number + 1)
    assert view.scene.finder.total == 0
    model.apply([2], [a_message(2, whole, status=ReplyStatus.COMPLETE)])
    assert view.scene.finder.total == 120
    view.throttle.flush()
    row = view.scene.row_of(2)
    assert row is not None
    assert view.scene.hits(row.laid) == view.scene.finder.sought.hits(whole)
