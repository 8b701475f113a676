from itertools import product
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.transcript_hands import point_of
from support.transcripts import (
    a_message,
    a_model,
    a_view,
    append_text,
    messages,
)

from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript.view import TranscriptView

STEP = 7
"""How far apart the points are that the mouse goes to, pixels: less than any line or rule is high."""

BLOCKS = {
    "paragraph": "Some *text* with [a link](https://a.b) and `code`.",
    "long paragraph": "A sentence that goes on for a while, [linked](https://a.b). " * 30,
    "long link": f"[{'linked words ' * 30}](https://a.b)",
    "heading": "## A [heading](https://a.b)",
    "code": "```python\nx = 1\n\ny = 2\n```",
    "long code": "```\n" + "x = 1\n" * 60 + "```",
    "empty code": "```\n```",
    "table": "| a | [b](https://a.b) |\n|---|--:|\n| 1 | |\n| [c](https://c.d) | 4 |",
    "stacked table": "|" + " cell |" * 30 + "\n" + "|---" * 30 + "|\n|" + " [x](https://a.b) |" * 30,
    "rule": "---",
    "rules": "---\n***\n___",
    "rule in a quote": "> ---",
    "rule in an item": "1. ***",
    "quotes in quotes": "> a\n> > b\n> > > [c](https://a.b)",
    "lists in lists": "- a\n  1. b\n     - [ ] c\n     - [x] [d](https://a.b)",
    "empty item": "-\n- \n1.",
    "right to left": "- שלום [עולם](https://a.b)\n\n> مرحبا",
    "nothing": "",
}


def move_everywhere(view: TranscriptView) -> None:
    """Move the mouse over the whole viewport, every few pixels."""
    viewport = view.viewport()
    for y, x in product(range(0, viewport.height(), STEP), range(0, viewport.width(), STEP * 4)):
        QTest.mouseMove(viewport, QPoint(x, y))


@pytest.mark.parametrize("text", BLOCKS.values(), ids=BLOCKS)
def test_the_pointer_may_be_over_any_block(qtbot: Any, text: str) -> None:
    view = a_view(qtbot, a_model([a_message(1, text), a_message(2, text, is_user=True)]), 560, 420)
    move_everywhere(view)
    assert view.scene.hovered_id in {1, 2}


EVERYTHING = "\n\n".join(BLOCKS.values())


def test_the_pointer_may_rest_while_any_block_is_written_beneath_it(qtbot: Any) -> None:
    model = a_model([a_message(1, "", status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model, 560, 420)
    foot = view.viewport().rect().bottom() - 30
    QTest.mouseMove(view.viewport(), QPoint(120, foot))
    for at in range(0, len(EVERYTHING), 3):
        append_text(model, 1, EVERYTHING[at : at + 3])
        view.throttle.flush()
        # The reply grows at the view's foot: everything that is written comes by beneath the mouse.
        QTest.mouseMove(view.viewport(), QPoint(120, foot - at % 24))
    assert view.scene.hovered_id == 1


def test_any_block_may_be_scrolled_beneath_a_resting_pointer(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, EVERYTHING)]), 560, 420)
    middle = view.viewport().rect().center()
    QTest.mouseMove(view.viewport(), middle)
    step = QPoint(0, STEP)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    where = QPointF(middle)
    passed = set()
    for _ in range(2_000):
        before = view.scene.placement.value
        event = QWheelEvent(where, where, step, step, *none, Qt.ScrollPhase.ScrollUpdate, False)
        QApplication.sendEvent(view.viewport(), event)
        passed.add(view.scene.pointed is not None)
        if view.scene.placement.value == before:
            break
    assert view.scene.placement.value == before
    assert passed == {True, False}


def test_a_link_that_is_scrolled_away_is_not_pointed_at_any_more(qtbot: Any) -> None:
    view = a_view(
        qtbot, a_model([*messages(1, 40), a_message(41, "[a place](https://x.y/z)"), a_message(42)])
    )
    at = point_of(view, 41, 3)
    QTest.mouseMove(view.viewport(), at)
    qtbot.waitUntil(lambda: view.hands.address.isVisible())
    view.scroller.scroll_by(-300)
    assert not view.hands.address.isVisible()
    assert view.scene.pointed is None
    view.scroller.scroll_by(300)
    assert view.hands.address.isVisible()
