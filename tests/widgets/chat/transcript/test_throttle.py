from typing import Any

import pytest
from PySide6.QtCore import QElapsedTimer, QObject
from PySide6.QtWidgets import QApplication
from support.transcripts import (
    a_message,
    a_model,
    a_view,
    append_text,
)

from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript import throttle as throttle_module
from personaui_desktop.widgets.chat.transcript.throttle import FRAME_MS, Throttle


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


class StoppedClock(QElapsedTimer):
    """For which no time passes."""

    def elapsed(self) -> int:
        return 0


class Shown:
    """What a throttle has shown, turn by turn of the event loop."""

    def __init__(self) -> None:
        self.frames: list[frozenset[int]] = []
        self.parent = QObject()
        self.throttle = Throttle(self.take_in, self.frames.append, self.parent)
        self.throttle._since = StoppedClock()
        self.late: list[int] = []

    def take_in(self) -> None:
        for number in self.late:
            self.throttle.note((number,))

    def after_notes(self, *numbers: int) -> list[frozenset[int]]:
        """All that was shown, once each of them was noted in a turn of its own."""
        for number in numbers:
            self.throttle.note((number,))
            QApplication.processEvents()
        return self.frames


@pytest.fixture
def shown(qtbot: Any) -> Shown:
    return Shown()


def test_a_frame_is_that_of_a_screen(shown: Shown) -> None:
    assert 1000 / 75 <= FRAME_MS <= 1000 / 58
    shown.throttle.flush()
    shown.throttle.note()
    assert shown.throttle._timer.interval() == FRAME_MS


def test_what_changes_within_a_frame_is_shown_together_at_its_end(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle_module, "FRAME_MS", 60_000)
    shown.throttle.flush()
    before = len(shown.frames)
    assert len(shown.after_notes(2, 3, 2, 4)) == before
    shown.throttle.flush()
    assert shown.frames[before:] == [{2, 3, 4}]
    assert not shown.throttle.is_waiting


def test_what_is_taken_in_for_a_frame_is_shown_with_it_and_makes_no_other(shown: Shown) -> None:
    shown.late = [7, 8]
    shown.throttle.note((6,))
    shown.throttle.flush()
    assert shown.frames == [{6, 7, 8}]
    assert not shown.throttle.is_waiting
