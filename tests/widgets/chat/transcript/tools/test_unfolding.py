"""A thought is unfolded above its reply: nothing that is read jumps, and only what is seen is laid out."""

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtGui import QAccessible
from support.transcripts import a_message, a_model, a_view, messages

from personaui_desktop.records.messages import Message, ReplyStatus
from personaui_desktop.widgets.chat.transcript.paint.repaint import Repaint
from personaui_desktop.widgets.chat.transcript.reading.accessible import AccessibleTranscript
from personaui_desktop.widgets.chat.transcript.reading.screen_reader import ScreenReader
from personaui_desktop.widgets.chat.transcript.view import TranscriptView

SHORT = "She asks.\n\nShe waits."
LONG = "\n\n".join(
    f"Thought number {number}, which goes on for a line or more." * 3 for number in range(3_000)
)


def thinker(message_id: int, text: str = "A reply.", **more: Any) -> Message:
    return a_message(message_id, text, thought_ms=4000, **more)


def a_talk(qtbot: Any, at: int = 41) -> TranscriptView:
    before, after = messages(2, at - 1), messages(at + 1, 60)
    return a_view(qtbot, a_model([*before, thinker(at), *after]))


def a_talk_in_view(qtbot: Any) -> TranscriptView:
    """With the reply that was thought about near the view's top."""
    view = a_talk(qtbot)
    view.scene.placement.go_to(39, 60.0)
    view.throttle.flush()
    return view


def line_of(view: TranscriptView, message_id: int) -> float:
    """Where in the view the line about the thought begins."""
    row = view.scene.row_of(message_id)
    assert row is not None
    return row.top + row.laid.rects.thought.top()


def unfold(view: TranscriptView, message_id: int, thought: str) -> None:
    row = view.scene.model.row_of(message_id)
    assert row is not None
    view.hands.unfolding.unfold(view.scene.model.message(row), thought)
    view.throttle.flush()


def fold(view: TranscriptView, message_id: int) -> None:
    row = view.scene.model.row_of(message_id)
    assert row is not None
    view.hands.unfolding.fold(view.scene.model.message(row))
    view.throttle.flush()


def is_whole(view: TranscriptView) -> bool:
    """Whether all is laid out that is in view."""
    for row in view.scene.placement.placed:
        parts = [(row.laid.body, row.laid.rects.body)]
        if row.laid.thought is not None:
            parts.append((row.laid.thought, row.laid.rects.unfolded))
        for body, rect in parts:
            for number in range(body.block_count):
                top = row.top + rect.top() + body.top(number)
                bottom = row.top + rect.top() + body.top(number + 1)
                if top < view.scene.height and bottom > 0 and body.laid(number) is None:
                    return False
    return True


def laid_blocks(view: TranscriptView, message_id: int) -> int:
    row = view.scene.model.row_of(message_id)
    assert row is not None
    thought = view.scene.messages.at(row).thought
    assert thought is not None
    return sum(thought.laid(number) is not None for number in range(thought.block_count))


@pytest.mark.parametrize("thought", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("at", [41, 60], ids=["amid", "at the end"])
def test_the_line_stays_where_it_is_while_what_follows_makes_room(qtbot: Any, at: int, thought: str) -> None:
    view = a_talk_in_view(qtbot) if at == 41 else a_talk(qtbot, at)
    before = line_of(view, at)
    unfold(view, at, thought)
    row = view.scene.row_of(at)
    assert row is not None
    assert line_of(view, at) == before
    assert row.laid.rects.unfolded.top() >= row.laid.rects.thought.bottom()
    assert row.laid.rects.bubble.top() > row.laid.rects.unfolded.bottom()
    fold(view, at)
    folded = view.scene.row_of(at)
    assert folded is not None
    assert folded.laid.thought is None
    assert folded.laid.rects.unfolded.isEmpty()


def test_a_long_thought_is_laid_out_where_it_is_read_only(qtbot: Any) -> None:
    view = a_talk_in_view(qtbot)
    before = line_of(view, 41)
    unfold(view, 41, LONG)
    assert line_of(view, 41) == before
    assert 0 < laid_blocks(view, 41) < 40
    for _ in range(60):
        view.scene.placement.scroll_by(300)
        view.throttle.flush()
    assert laid_blocks(view, 41) < 500
    assert view.scene.row_of(41) is not None, "it goes on"


def test_what_is_read_in_a_thought_moves_by_what_is_scrolled_and_by_nothing_else(qtbot: Any) -> None:
    view = a_talk_in_view(qtbot)
    unfold(view, 41, LONG)
    for step in (250.0, 400.0, -130.0, 900.0, -600.0):
        row = view.scene.row_of(41)
        assert row is not None
        block = row.laid.block_at(200.0 - row.top)
        before = row.top + row.laid.block_top(block)
        view.scene.placement.scroll_by(step)
        view.throttle.flush()
        row = view.scene.row_of(41)
        assert row is not None
        assert abs(row.top + row.laid.block_top(block) - (before - step)) < 1.0


def test_a_reader_in_the_middle_of_a_thought_that_is_folded_is_at_its_line(qtbot: Any) -> None:
    view = a_talk_in_view(qtbot)
    unfold(view, 41, LONG)
    for _ in range(10):
        view.scene.placement.scroll_by(400)
        view.throttle.flush()
    fold(view, 41)
    assert 0 <= line_of(view, 41) < view.scene.height


def test_from_a_thought_one_scrolls_on_into_the_reply_and_back(qtbot: Any) -> None:
    view = a_talk(qtbot)
    unfold(view, 41, SHORT * 40)
    view.scene.placement.go_to(39, 60.0)
    seen = set()
    for step in [150.0] * 30 + [-150.0] * 60:
        view.scene.placement.scroll_by(step)
        view.throttle.flush()
        seen |= {row.laid.message.id for row in view.scene.placement.placed}
        tops = [(row.top, row.bottom) for row in view.scene.placement.placed]
        assert all(bottom == top for (_, bottom), (top, _) in pairwise(tops))
    assert {40, 41, 42, 60, 2} <= seen


@pytest.mark.parametrize("step", [170.0, -170.0])
def test_all_that_comes_into_view_is_laid_out(qtbot: Any, step: float) -> None:
    thoughtful = [thinker(number, LONG[:9_000]) for number in (5, 7, 9)]
    view = a_view(qtbot, a_model([*messages(2, 4), *thoughtful, *messages(10, 30)]))
    for message in thoughtful:
        unfold(view, message.id, LONG[:9_000])
    view.scene.placement.go_to(0 if step > 0 else view.scene.model.rowCount() - 1, 60.0)
    view.throttle.flush()
    for _ in range(400):
        assert is_whole(view)
        view.scene.placement.scroll_by(step)
        view.throttle.flush()
    assert view.scene.row_of(30 if step > 0 else 2) is not None


def test_a_row_that_begins_above_the_view_is_whole_up_there_too(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([thinker(2, LONG[:9_000]), *messages(3, 30)]))
    unfold(view, 2, LONG[:9_000])
    for y in (590.0, 300.0):
        view.scene.placement.go_to(0, y)
        view.throttle.flush()
        assert is_whole(view)


def test_a_silent_reply_that_is_followed_shows_the_end_of_its_thought(qtbot: Any) -> None:
    streaming = thinker(61, "", status=ReplyStatus.STREAMING, thinking_ms=1000)
    view = a_view(qtbot, a_model([*messages(2, 60), streaming]))
    unfold(view, 61, LONG[:9_000])
    assert is_whole(view)


def test_a_thought_that_became_shorter_leaves_the_reader_in_it(qtbot: Any) -> None:
    view = a_talk_in_view(qtbot)
    unfold(view, 41, LONG)
    for _ in range(20):
        view.scene.placement.scroll_by(400)
        view.throttle.flush()
    view.hands.unfolding.go_on(41, SHORT)
    view.throttle.flush()
    assert view.scene.row_of(41) is not None
    assert is_whole(view)


def test_a_reply_that_becomes_longer_beneath_its_thought_does_not_move_its_beginning(qtbot: Any) -> None:
    view = a_talk_in_view(qtbot)
    unfold(view, 41, "A thought that is one block. " * 60)
    view.scene.placement.go_to(39, 100.0)
    view.throttle.flush()
    assert view.scene.row_of(41) is view.scene.placement.placed[0]
    view.scene.model.apply([41], [thinker(41, "A reply. " * 60)])
    view.throttle.flush()
    row = view.scene.row_of(41)
    assert row is not None
    assert row.top + row.laid.block_top(0) == 100.0


def test_nothing_stays_unfolded_where_there_is_no_thought_any_more(qtbot: Any) -> None:
    view = a_talk_in_view(qtbot)
    unfold(view, 41, SHORT)
    view.scene.model.apply([41], [a_message(41)])
    view.throttle.flush()
    row = view.scene.row_of(41)
    assert row is not None
    assert row.laid.thought is None


def test_a_screen_reader_says_what_was_unfolded_and_finds_it_above_the_reply(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(ScreenReader, "say", lambda _self, text: said.append(text))
    view = a_talk_in_view(qtbot)
    unfold(view, 41, SHORT)
    assert said == [SHORT]
    item = AccessibleTranscript(view, view.scene).child(39)
    assert item is not None
    assert item.text(QAccessible.Text.Name).endswith(f": {SHORT}\nA reply.")
    fold(view, 41)
    assert SHORT not in item.text(QAccessible.Text.Name)


def test_a_thought_that_goes_on_is_painted_and_the_reply_makes_room(qtbot: Any) -> None:
    streaming = thinker(61, "", status=ReplyStatus.STREAMING, thinking_ms=1000)
    view = a_view(qtbot, a_model([*messages(2, 60), streaming]))
    unfold(view, 61, "She ")
    row = view.scene.row_of(61)
    assert row is not None
    before = row.laid.height
    view.hands.unfolding.go_on(61, "She asks. " * 60)
    view.hands.unfolding.go_on(60, "Not shown")
    view.throttle.flush()
    row = view.scene.row_of(61)
    assert row is not None
    assert row.laid.height > before
    assert view.scene.placement.is_at_end, "who follows the reply reads along"
    assert set(view.scene.messages.unfolded) == {61}


def test_another_version_has_another_thought(qtbot: Any) -> None:
    view = a_talk_in_view(qtbot)
    unfold(view, 41, SHORT)
    view.scene.model.apply([41], [thinker(41, version=2, versions=2)])
    view.throttle.flush()
    row = view.scene.row_of(41)
    assert row is not None
    assert row.laid.thought is None


def test_a_wider_or_narrower_view_sets_the_thought_anew(qtbot: Any) -> None:
    view = a_talk_in_view(qtbot)
    unfold(view, 41, LONG[:3000])
    row = view.scene.row_of(41)
    assert row is not None
    before = row.laid.rects.unfolded
    view.resize(420, 600)
    view.throttle.flush()
    row = view.scene.row_of(41)
    assert row is not None
    assert row.laid.rects.unfolded.width() < before.width()
    assert row.laid.rects.unfolded.height() > before.height()


def test_the_thought_of_a_reply_under_way_is_painted_anew_as_it_changes(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    streaming = thinker(61, "It begins.", status=ReplyStatus.STREAMING, thinking_ms=1000)
    view = a_view(qtbot, a_model([*messages(2, 60), streaming]))
    unfold(view, 61, "She ")
    painted: list[float] = []
    monkeypatch.setattr(Repaint, "_stretch", lambda _self, top, bottom: painted.append(bottom - top))
    view.hands.unfolding.go_on(61, "She a")
    view.throttle.flush()
    row = view.scene.row_of(61)
    assert row is not None
    assert max(painted) >= row.laid.height
