"""Formulas are drawn in the background when they come into view; all else goes by their source."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from support.transcripts import a_message, a_model, a_view, append_text

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Lane
from personaui_desktop.database import reused_connections
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.paint import formulas
from personaui_desktop.widgets.chat.transcript.paint.formulas import DrawnFormulas
from personaui_desktop.widgets.chat.transcript.paint.typesetting import typeset
from personaui_desktop.widgets.chat.transcript.reading.accessible import described
from personaui_desktop.widgets.chat.transcript.selection import Spot
from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.common.tokens import LIGHT

TEXT = "So $E = mc^2$ and $\\frac$ here.\n\n$$\n\\frac{a * b}{c}\n$$\n\nThe end."


class Runs:
    """Keeps what is to be run."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, Any]] = []

    def __call__(self, operation: Any, _owner: object, take: Any) -> None:
        assert operation.lane is Lane.OUTSIDE
        self.asked.append((operation, take))


@pytest.fixture
def worker(qapp: object) -> Iterator[DatabaseWorker]:
    made = DatabaseWorker(reused_connections)
    yield made
    made.close()


def test_every_formula_is_asked_for_once_whatever_becomes_of_it(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived: list[set[int]] = []
    parent, runs = QObject(), Runs()
    drawn = DrawnFormulas(parent)
    drawn.arrived.connect(lambda message_ids: arrived.append(set(message_ids)))
    laid = Body("$a$ and $b$ and $a$ and $c", Look(LIGHT, formulas=drawn.known), 400).laid(0)
    assert laid is not None
    drawn.ask(1, laid)
    assert runs.asked == []
    drawn.set_source(runs)
    for message_id in (1, 2, 1):
        drawn.ask(message_id, laid)
    assert len(runs.asked) == 2
    runs.asked[0][1](typeset("$a$"))
    runs.asked[1][1](None)
    assert arrived == [{1, 2}]
    drawn.ask(3, laid)
    assert arrived == [{1, 2}, {3}]
    assert len(runs.asked) == 2
    assert list(drawn.known) == ["$a$"]
    monkeypatch.setattr(formulas, "KEPT", 2)
    other = Body("$d$ $e$", Look(LIGHT), 400).laid(0)
    assert other is not None
    drawn.ask(4, other)
    assert list(drawn.known) == []


def a_shown_view(qtbot: Any, worker: DatabaseWorker, text: str = TEXT) -> TranscriptView:
    view = a_view(qtbot, a_model([a_message(1, text)]))
    view.set_source(worker.run, lambda: ("default", 1))
    return view


def drawn_in(view: TranscriptView) -> int:
    """How many formulas stand drawn in the first message."""
    body = view.scene.messages.at(0).body
    laid = [body.laid(number) for number in range(body.block_count)]
    return sum(len(box.formulas) for block in laid if block is not None for box in block.boxes)


def test_a_formula_is_drawn_and_all_else_goes_by_its_source(qtbot: Any, worker: DatabaseWorker) -> None:
    view = a_shown_view(qtbot, worker)
    view.grab()
    assert drawn_in(view) == 0
    qtbot.waitUntil(lambda: drawn_in(view) == 2)
    view.scene.select_all()
    assert view.hands.clipboard.selected_text() == TEXT
    assert view.hands.clipboard.selected_text(as_markdown=True) == TEXT
    view.scene.selection.select(Spot(1, 0, 3), Spot(1, 0, 17))
    assert view.hands.clipboard.selected_text(as_markdown=True) == "$E = mc^2$ and"
    message = view.scene.model.message(0)
    assert TEXT in described(message, "Mia")
    body, whole = view.scene.messages.at(0).body, Body(TEXT, view.scene.messages.look, 0)
    whole = Body(TEXT, view.scene.messages.look, body.limit)
    assert (body.height, body.width) == (whole.height, whole.width)


def ink(image: QImage, view: TranscriptView) -> set[str]:
    """The colours where the formula that stands by itself is."""
    laid = view.scene.placement.placed[0]
    body = laid.laid.body
    block = body.laid(1)
    assert block is not None
    (box,) = block.boxes
    ratio = image.devicePixelRatio()
    left = laid.laid.rects.body.left() + box.x
    top = laid.top + laid.laid.rects.body.top() + body.top(1)
    return {
        image.pixelColor(round(x * ratio), round(y * ratio)).name()
        for x in range(round(left), round(left + box.natural_width))
        for y in range(round(top), round(top + box.height))
    }


def test_its_colour_is_that_of_the_theme(qtbot: Any, worker: DatabaseWorker) -> None:
    before = theme().appearance
    view = a_shown_view(qtbot, worker)
    try:
        for appearance in ("light", "dark", "light"):
            theme().appearance = appearance
            view.grab()
            qtbot.waitUntil(lambda: drawn_in(view) == 2)
            assert theme().tokens.text.name() in ink(view.viewport().grab().toImage(), view)
    finally:
        theme().appearance = before


def test_a_formula_of_a_reply_is_drawn_as_soon_as_it_has_ended(qtbot: Any, worker: DatabaseWorker) -> None:
    model = a_model([a_message(1, "", status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model)
    view.set_source(worker.run, lambda: ("default", 1))
    append_text(model, 1, "So $E = mc^2")
    view.throttle.flush()
    view.grab()
    assert view.scene.messages.at(0).body.laid(0).undrawn == []  # type: ignore[union-attr]
    append_text(model, 1, "$ and")
    view.throttle.flush()
    view.grab()
    qtbot.waitUntil(lambda: drawn_in(view) == 1)
    append_text(model, 1, " more")
    view.throttle.flush()
    assert drawn_in(view) == 1
