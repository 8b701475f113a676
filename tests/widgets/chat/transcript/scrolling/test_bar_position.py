"""The scroll bar over conversations whose messages' ids are shared with others."""

from contextlib import closing

import pytest
from support.chat_stage import Stage
from support.on_file import read

from personaui_desktop.database import create_session, get_db_connection
from personaui_desktop.database.positions import message_at, messages_around

INSERT = "INSERT INTO chat_messages (session_id, message, is_user) VALUES (?, ?, ?)"
BLOCKS = ((400, 0), (0, 9000), (900, 900), (0, 3000), (20, 1))
"""How many messages each of two conversations gets by turns: taken up, left, alternating, taken up again."""
TOTAL = sum(ours for ours, _others in BLOCKS)
SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)


def interleaved() -> int:
    """A conversation whose ids are anything but evenly spread."""
    ours, other = create_session("Ours", "default"), create_session("Other", "default")
    with closing(get_db_connection("default")) as connection:
        for mine, theirs in BLOCKS:
            for number in range(max(mine, theirs)):
                turns = [session for session, most in ((ours, mine), (other, theirs)) if number < most]
                connection.executemany(INSERT, [(turn, f"Message {number}.", number % 2) for turn in turns])
        connection.commit()
    return ours


def share_in_view(stage: Stage) -> float:
    """How much of the conversation lies before what is in view."""
    view = stage.pane.transcript
    view.throttle.flush()
    first = view.scene.placement.placed[0].laid.message.id
    around = read(messages_around, view.scene.where[1], first, first)
    return around.older / TOTAL


def share_on_bar(stage: Stage) -> float:
    bar = stage.pane.transcript.verticalScrollBar()
    return bar.value() / bar.maximum()


@pytest.mark.parametrize("share", SHARES)
def test_dragging_the_bar_to_a_share_lands_there(stage: Stage, share: float) -> None:
    stage.go_to(interleaved())
    bar = stage.pane.transcript.verticalScrollBar()
    bar.setSliderDown(True)
    bar.setSliderPosition(round(share * bar.maximum()))
    stage.until(lambda: abs(share_in_view(stage) - share) < 0.02)
    bar.setSliderDown(False)
    stage.settle()
    assert share_in_view(stage) == pytest.approx(share, abs=0.02)
    assert share_on_bar(stage) == pytest.approx(share, abs=0.02)


def test_the_bar_shows_where_one_is(stage: Stage) -> None:
    session_id = interleaved()
    stage.go_to(session_id)
    assert share_on_bar(stage) == 1.0
    for share in SHARES:
        message_id = read(message_at, session_id, round(share * TOTAL))
        stage.pane.feed.fetch_around(message_id)
        stage.until(lambda message_id=message_id: stage.pane.transcript.scene.row_of(message_id) is not None)
        stage.settle()
        assert share_on_bar(stage) == pytest.approx(share, abs=0.02)


def test_the_bar_keeps_its_place_while_pages_come_and_go(stage: Stage) -> None:
    stage.go_to(interleaved())
    view, model = stage.pane.transcript, stage.model
    while model.older:
        before = model.older
        view.scroller.scroll_by(-model.rowCount() * 200)
        stage.until(lambda before=before: model.older < before)
        view.throttle.flush()
        assert share_on_bar(stage) == pytest.approx(share_in_view(stage), abs=0.02)
        assert model.older + model.rowCount() + model.newer == TOTAL
    assert model.newer > 0
    while model.newer:
        before = model.newer
        view.scroller.scroll_by(model.rowCount() * 200)
        stage.until(lambda before=before: model.newer < before)
        view.throttle.flush()
        assert model.older + model.rowCount() + model.newer == TOTAL
    assert model.older > 0


def test_the_beginning_is_gone_to_by_its_number(stage: Stage) -> None:
    session_id = interleaved()
    stage.go_to(session_id)
    stage.pane.transcript.hands.explorer.go_to_start()
    first = read(message_at, session_id, 0)
    stage.until(lambda: stage.pane.transcript.scene.row_of(first) is not None)
    assert share_on_bar(stage) == pytest.approx(0.0, abs=0.01)
