from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from support.transcripts import a_message, a_model, a_view, append_text, messages

from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript.reading import screen_reader
from personaui_desktop.widgets.chat.transcript.reading.screen_reader import LONGEST, ScreenReader


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a screen reader would read out."""
    found: list[str] = []
    event = screen_reader.QAccessibleAnnouncementEvent

    def note(view: Any, text: str) -> Any:
        found.append(text)
        return event(view, text)

    monkeypatch.setattr(screen_reader, "QAccessibleAnnouncementEvent", note)
    QAccessible.setActive(True)
    yield found
    QAccessible.setActive(False)


def test_a_finished_reply_is_read_out_once(qtbot: Any, announced: list[str]) -> None:
    model = a_model([a_message(1), a_message(2, "", status=ReplyStatus.STREAMING)])
    a_view(qtbot, model)
    for _ in range(5):
        append_text(model, 2, "*word* ")
    assert announced == []
    model.apply([2], [a_message(2, "**All** of it.", status=ReplyStatus.COMPLETE)])
    model.apply([2], [a_message(2, "**All** of it.", status=ReplyStatus.COMPLETE, memorized=True)])
    assert announced == ["Mia: All of it."]


def test_of_a_reply_as_long_as_a_book_the_beginning_is_read_out(qtbot: Any, announced: list[str]) -> None:
    model = a_model([a_message(1, "", status=ReplyStatus.STREAMING)])
    a_view(qtbot, model)
    append_text(model, 1, "word ")
    model.apply([1], [a_message(1, "word " * 10_000, status=ReplyStatus.COMPLETE)])
    (said,) = announced
    assert said.startswith("Mia: word word")
    assert len(said) == len("Mia: ") + LONGEST


def test_without_a_screen_reader_nothing_is_told(qtbot: Any) -> None:
    model = a_model([a_message(1, "", status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model)
    assert not QAccessible.isActive()
    model.apply([1], [a_message(1, "Done.")])
    ScreenReader(view, view.scene).tell_focus()


def test_the_current_message_is_told(qtbot: Any, announced: list[str]) -> None:
    view = a_view(qtbot, a_model(messages(1, 3)))
    view.scene.set_current(2)
    ScreenReader(view, view.scene).tell_focus()
    assert QAccessible.queryAccessibleInterface(view).child(1).isValid()


class Told:
    """Takes the place of what Qt hands to the system's screen reader."""

    Event = QAccessible.Event

    def __init__(self) -> None:
        self.events: list[tuple[QAccessible.Event, int]] = []

    def isActive(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def updateAccessibility(self, event: QAccessibleEvent) -> None:  # noqa: N802 - Qt's name
        self.events.append((event.type(), event.child()))


def test_a_screen_reader_follows_the_keyboard_from_message_to_message(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = a_view(qtbot, a_model(messages(1, 3)))
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    told = Told()
    monkeypatch.setattr(screen_reader, "QAccessible", told)
    view.scene.set_current(3)
    assert told.events == [(QAccessible.Event.Focus, 2)]
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert told.events[-1] == (QAccessible.Event.Focus, 1)
    view.clearFocus()
    view.scene.set_current(1)
    assert len(told.events) == 2
