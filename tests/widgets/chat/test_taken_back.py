from functools import partial

import pytest
from support.chat_stage import Stage

from personaui_desktop.operations import marks, messages
from personaui_desktop.widgets.common.undo_history import UndoHistory

MANY = 300


@pytest.fixture
def history(stage: Stage) -> UndoHistory:
    found = stage.pane.findChild(UndoHistory)
    assert isinstance(found, UndoHistory)
    return found


def in_view(stage: Stage, message_id: int) -> bool:
    return stage.pane.transcript.scene.row_of(message_id) is not None


def test_undo_goes_to_the_message_in_its_conversation(stage: Stage, history: UndoHistory) -> None:
    there, elsewhere = (stage.session(*(f"said {at}" for at in range(MANY))) for _ in range(2))
    stage.worker.run(marks.hide("default", there, (10,), True), stage.pane)
    stage.go_to(elsewhere)
    history.undo()
    stage.until(partial(in_view, stage, 10))
    assert stage.place.session_id == there
    assert stage.pane.transcript.scene.current_id == 10
    assert not stage.model.message(stage.model.row_of(10)).marks.is_hidden
    stage.go_to(elsewhere)
    history.redo()
    stage.until(partial(in_view, stage, 10))
    stage.until(lambda: stage.model.message(stage.model.row_of(10)).marks.is_hidden)


def test_what_was_deleted_comes_back_in_view_where_it_was(stage: Stage, history: UndoHistory) -> None:
    session = stage.session(*(f"said {at}" for at in range(MANY)))
    stage.go_to(session)
    ids = tuple(range(MANY - 2, MANY + 1))
    stage.worker.run(messages.delete("default", session, ids), stage.pane)
    stage.until(lambda: stage.model.row_of(MANY) is None)
    stage.pane.transcript.scroller.to_first_loaded()
    assert not in_view(stage, ids[0])
    with stage.qtbot.assertNotEmitted(stage.model.modelReset):
        history.undo()
        stage.until(partial(in_view, stage, ids[0]))
    history.redo()
    stage.until(lambda: stage.model.row_of(MANY) is None)
    stage.settle()
    assert stage.texts()[-1] == f"said {MANY - 4}"


def test_what_is_in_view_already_stays_where_it_is(stage: Stage, history: UndoHistory) -> None:
    stage.go_to(stage.session("One", "Two", "Three"))
    stage.pane.commands["message.bookmark"].run(stage.model.message(1))
    stage.until(lambda: stage.model.message(1).marks.is_bookmarked)
    stage.pane.grab()
    top = stage.pane.transcript.scene.row_of(2).top
    history.undo()
    stage.until(lambda: not stage.model.message(1).marks.is_bookmarked)
    stage.pane.grab()
    assert stage.pane.transcript.scene.row_of(2).top == top
