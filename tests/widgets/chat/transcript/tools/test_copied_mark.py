"""Copying shows a tick for a moment; tools of a tall message stay within reach."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.transcripts import a_message, a_model, a_view, on_screen

from personaui_desktop.widgets.chat.transcript.paint import body as paint_body
from personaui_desktop.widgets.chat.transcript.paint import message as paint_message
from personaui_desktop.widgets.chat.transcript.paint.message import tool_rects
from personaui_desktop.widgets.chat.transcript.parts import Part, PartKind
from personaui_desktop.widgets.chat.transcript.reading import screen_reader
from personaui_desktop.widgets.chat.transcript.tools import copied_mark
from personaui_desktop.widgets.chat.transcript.tools.under_mouse import part_rect, parts_of
from personaui_desktop.widgets.chat.transcript.view import TranscriptView

CODE = "Look:\n\n```python\nprint(1)\n```\n"
TALL = "\n\n".join(f"Paragraph {number} of a long reply." for number in range(80))


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a screen reader would say."""
    found: list[str] = []
    event = screen_reader.QAccessibleAnnouncementEvent

    def note(view: Any, text: str) -> Any:
        found.append(text)
        return event(view, text)

    monkeypatch.setattr(screen_reader, "QAccessibleAnnouncementEvent", note)
    QAccessible.setActive(True)
    yield found
    QAccessible.setActive(False)


def icons_painted(view: TranscriptView, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The icons that are painted when all of the view is."""
    names: list[str] = []
    with monkeypatch.context() as patch:
        for module in (paint_message, paint_body):
            paint = module.paint_icon

            def note(painter: Any, rect: Any, name: str, colour: Any, paint: Any = paint) -> None:
                names.append(name)
                paint(painter, rect, name, colour)

            patch.setattr(module, "paint_icon", note)
        view.grab()
    return names


def centre_of(view: TranscriptView, message_id: int, part: Part) -> QPoint:
    row = view.scene.row_of(message_id)
    assert row is not None
    return part_rect(row.laid, part, row.top).translated(0, row.top).center().toPoint()


def click(view: TranscriptView, at: QPoint) -> None:
    QTest.mouseMove(view.viewport(), at)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


@pytest.mark.parametrize(
    ("text", "kind", "copied"),
    [("**Hello** there.", PartKind.COPY, "Hello there."), (CODE, PartKind.COPY_CODE, "print(1)")],
)
def test_what_was_copied_is_ticked_for_a_moment(
    qtbot: Any, said: list[str], monkeypatch: pytest.MonkeyPatch, text: str, kind: PartKind, copied: str
) -> None:
    monkeypatch.setattr(copied_mark, "SHOWN_MS", 120)
    view = a_view(qtbot, a_model([a_message(1, text)]))
    assert "check" not in icons_painted(view, monkeypatch)
    part = next(part for part in parts_of(view.scene.messages.at(0)) if part.kind is kind)
    click(view, centre_of(view, 1, part))
    assert QGuiApplication.clipboard().text().rstrip() == copied
    assert said == ["Copied"]
    assert icons_painted(view, monkeypatch).count("check") == 1
    qtbot.waitUntil(lambda: view.scene.copied is None)
    assert "check" not in icons_painted(view, monkeypatch)


def test_tools_of_a_tall_reply_stay_in_view(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, TALL), a_message(2, "Yes", is_user=True)]))
    view.scroller.scroll_by(-700)
    row = view.scene.row_of(1)
    assert row is not None
    assert row.top < 0
    assert row.bottom > view.viewport().height()
    at = centre_of(view, 1, Part(PartKind.COPY))
    assert view.viewport().rect().contains(at)
    click(view, at)
    assert QGuiApplication.clipboard().text().startswith("Paragraph 0 of")
    assert view.scene.copied == (1, Part(PartKind.COPY))


def test_tools_never_reach_over_the_time(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, TALL), a_message(2, "Yes", is_user=True)]))
    row = view.scene.row_of(1)
    assert row is not None
    laid = row.laid
    assert [rect.top() for _, rect in tool_rects(laid, 40.0)] == [laid.rects.bubble.top()] * 3
    for top in range(0, -int(laid.height), -37):
        assert all(rect.bottom() <= laid.rects.time.top() for _, rect in tool_rects(laid, float(top)))


def test_tools_that_follow_are_painted_where_they_are(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, TALL), a_message(2, "Yes", is_user=True)]))
    QTest.mouseMove(view.viewport(), QPoint(300, 100))
    QApplication.processEvents()
    for number in (3, 4, 5):
        view.scene.model.apply([number], [a_message(number, "And?", is_user=True)])
        view.throttle.flush()
        QApplication.processEvents()
        assert view.scene.hovered_id == 1
        assert on_screen(view) == view.grab().toImage()


def test_the_time_has_a_tip_with_the_day(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "Hello", timestamp="2025-03-04 12:00:00")]))
    row = view.scene.row_of(1)
    assert row is not None
    time = row.laid.rects.time.translated(0, row.top).center()
    assert view.hands.mouse.tip_at(time).startswith("Tuesday, 4 March 2025, ")
    assert (
        view.hands.mouse.tip_at(row.laid.rects.bubble.translated(0, row.top).topLeft() + QPointF(3, 3)) != ""
    )
    assert view.hands.mouse.tip_at(row.laid.rects.body.translated(0, row.top).center()) == ""
