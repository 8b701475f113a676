"""What others write, however it was made, is shown, pointed at, copied and searched."""

import sys
from collections.abc import Callable
from itertools import product
from types import FrameType
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from support.nasty_texts import NASTY
from support.transcripts import a_message, a_model, a_view, append_text

from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.selection import WHOLE, Spot
from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.common.tokens import LIGHT

SIZE = 3_000
EVERYTHING = 1e9
each_text = pytest.mark.parametrize("make", NASTY.values(), ids=NASTY)


def look_at(view: TranscriptView) -> None:
    """See all of what is in view, beginning at its end, and move the mouse over it."""
    for _ in range(3):
        view.grab()
        for y, x in product(range(0, view.viewport().height(), 45), range(0, view.viewport().width(), 90)):
            QTest.mouseMove(view.viewport(), QPoint(x, y))
        view.scroller.scroll_by(-view.viewport().height())


def find(qtbot: Any, view: TranscriptView, query: str) -> None:
    """Find a text by the bar; what is found is marked."""
    view.hands.explorer.open_bar()
    QTest.keyClicks(view.hands.explorer.bar.field, query)
    qtbot.waitUntil(lambda: view.hands.explorer.bar.count.text() != "")
    view.grab()


@each_text
def test_any_text_can_be_read_and_used(qtbot: Any, make: Callable[[int], str]) -> None:
    view = a_view(qtbot, a_model([a_message(1, make(SIZE))]), 560, 420)
    look_at(view)
    view.scene.select_all()
    view.hands.clipboard.selected_text()
    assert view.hands.clipboard.selected_text(as_markdown=True) == make(SIZE)
    view.scene.selection.select(Spot(1, 0, 1), Spot(1, WHOLE, 0))
    assert isinstance(view.hands.clipboard.selected_text(as_markdown=True), str)
    find(qtbot, view, "a")


@each_text
def test_any_text_may_come_in_pieces(qtbot: Any, make: Callable[[int], str]) -> None:
    text, step = make(SIZE), SIZE // 24
    model = a_model([a_message(1, "", status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model, 560, 420)
    for at in range(0, len(text), step):
        append_text(model, 1, text[at : at + step])
        view.throttle.flush()
        view.grab()
    assert view.scene.messages.at(0).body.source == text


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called."""
    count = 0

    def note(_frame: FrameType, event: str, _function: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@each_text
def test_work_grows_no_faster_than_the_text(qapp: object, make: Callable[[int], str]) -> None:
    look = Look(LIGHT)

    def read(text: str) -> Callable[[], object]:
        return lambda: Body(text, look, 430).need(0, 0, EVERYTHING)

    short, long = make(5_000), make(20_000)
    growth = len(long) / len(short)
    assert calls_of(read(long)) <= 2 * growth * calls_of(read(short)) + 2_000
