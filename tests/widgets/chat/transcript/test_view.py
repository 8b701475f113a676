from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from support.transcripts import (
    a_message,
    a_model,
    a_view,
    append_text,
    messages,
    on_screen,
)

from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript import facts
from personaui_desktop.widgets.common.theme import theme

LONG = "A sentence that goes on for a while. " * 20


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
