from typing import Any

from PySide6.QtCore import Qt
from support.transcript_hands import key, started
from support.transcripts import (
    a_message,
    a_model,
    a_view,
    messages,
)

from personaui_desktop.records.messages import ReplyStatus


def test_the_keyboard_reaches_messages_and_their_parts(qtbot: Any) -> None:
    found = [
        a_message(1, "One [a](https://x.y)."),
        a_message(2, "Two.", status=ReplyStatus.FAILED),
        a_message(3, "Three."),
    ]
    view = a_view(qtbot, a_model(found))
    view.hands.keyboard.arrive(Qt.FocusReason.TabFocusReason)
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
    view.hands.keyboard.arrive(Qt.FocusReason.TabFocusReason)
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
    view.hands.keyboard.arrive(Qt.FocusReason.TabFocusReason)
    key(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.hands.clipboard.selected_text() == "Message number 4.\n\nMessage number 5."
