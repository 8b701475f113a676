from support.chat_stage import Stage

from personaui_desktop.database import (
    get_chat_history,
)


def test_a_jump_loads_what_lies_around(stage: Stage) -> None:
    texts = [str(number) for number in range(400)]
    session_id = stage.session(*texts)
    target = get_chat_history(limit=400, session_id=session_id)[10]["id"]
    stage.go_to(session_id)
    with stage.qtbot.waitSignal(stage.pane.feed.arrived):
        stage.pane.feed.fetch_around(target)
    assert stage.model.row_of(target) is not None
    assert stage.model.has_newer
    stage.pane.feed.fetch_newer()
    stage.settle()
    assert stage.texts() == texts[: len(stage.texts())]
    stage.pane.transcript.scroller.to_latest()
    stage.shows(*texts[-60:])
