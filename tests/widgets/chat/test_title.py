import pytest
from support.chat_stage import Stage

from personaui_desktop.operations import sessions
from personaui_desktop.records.changes import Change, How, Topic


def test_a_session_is_shown_with_its_title(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Good day", title="The lighthouse"))
    assert stage.texts() == ["Hello", "Good day"]
    assert stage.pane.header.title.text() == "The lighthouse"
    assert stage.pane.area.currentWidget() is stage.pane.transcript
    assert stage.pane.composer.edit.hasFocus()


def test_a_new_title_is_shown(stage: Stage) -> None:
    session_id = stage.session("Hello")
    stage.go_to(session_id)
    stage.worker.run(sessions.rename("default", session_id, "Another"), stage.pane)
    stage.until(lambda: stage.pane.header.title.text() == "Another")


def test_a_reply_reads_no_title(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    session_id = stage.session("Hello", title="Weekend")
    stage.go_to(session_id)
    read: list[int] = []
    real = sessions.list_session
    monkeypatch.setattr(
        sessions, "list_session", lambda file, session_id: read.append(session_id) or real(file, session_id)
    )
    stage.worker.changed.emit(Change(Topic.SESSIONS, "default", session_id, how=How.TOUCHED))
    stage.worker.changed.emit(Change(Topic.SESSIONS, "default", session_id + 1))
    stage.settle()
    assert not read
    stage.worker.changed.emit(Change(Topic.SESSIONS, "default", session_id))
    stage.settle()
    assert read == [session_id]
