from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from support.transcripts import a_message, a_model, a_page, a_view, messages

from personaui_desktop.records.messages import Marks, ReplyStatus
from personaui_desktop.widgets.chat.transcript.reading.accessible import described


def test_each_message_is_an_item_with_who_when_and_what(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "**Hi**", memorized=True), a_message(2, "Yes", is_user=True)]))
    found = QAccessible.queryAccessibleInterface(view)
    assert found.role() is QAccessible.Role.List
    assert found.childCount() == 2
    item = found.child(0)
    assert item.role() is QAccessible.Role.ListItem
    name = item.text(QAccessible.Text.Name)
    assert name.startswith("Mia, Friday, 20 November 2026, ")
    assert name.endswith(", remembered: Hi")
    assert found.child(1).text(QAccessible.Text.Name).startswith("You, ")
    assert found.indexOfChild(item) == 0
    assert item.rect().isValid()
    centre = item.rect().center()
    assert found.childAt(centre.x(), centre.y()).text(QAccessible.Text.Name) == name


def test_states_follow_the_view(qtbot: Any) -> None:
    model = a_model(messages(1, 60))
    view = a_view(qtbot, model)
    found = QAccessible.queryAccessibleInterface(view)
    assert found.child(0).state().offscreen
    assert not found.child(59).state().offscreen
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.hands.keyboard.arrive(Qt.FocusReason.TabFocusReason)
    assert found.child(59).state().focused
    assert found.indexOfChild(found.focusChild()) == 59
    item = found.child(5)
    assert item.isValid()
    model.reset_to(a_page([]))
    assert not item.isValid()
    assert item.text(QAccessible.Text.Name) == ""
    assert found.child(0) is None


def test_a_reply_without_text_says_that_it_is_being_written() -> None:
    assert described(a_message(1, "", status=ReplyStatus.STREAMING), "Mia").endswith(": is writing")


def test_marks_and_versions_are_said_before_the_text() -> None:
    marked = a_message(1, "Hi", marks=Marks(True, True, "Ask her"), version=2, versions=5)
    assert described(marked, "Mia").endswith(
        ", version 2 of 5, left out of what is sent, bookmarked, note: Ask her: Hi"
    )
    assert described(a_message(1, "Hi"), "Mia").endswith("00:01: Hi")
