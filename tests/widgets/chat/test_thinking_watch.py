import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.chat_stage import Stage
from support.messages_server import MessagesServer, Reply, serve
from support.scripted import ScriptedResponder
from support.transcript_hands import click_part

from personaui_desktop.background import thinking
from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.claude.events import Thinking
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.providers import Provider
from personaui_desktop.widgets.chat.thought_dialog import ThoughtDialog
from personaui_desktop.widgets.chat.transcript.parts import Part, PartKind
from personaui_desktop.widgets.chat.transcript.reading.accessible import described

GATED = "She ", "wants a poem."


@pytest.fixture
def gate() -> threading.Event:
    return threading.Event()


@pytest.fixture
def speech() -> threading.Event:
    return threading.Event()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the time of a thought is told by, in seconds."""
    now = [100.0]
    monkeypatch.setattr(thinking, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def server(
    clock: list[float], stage: Stage, gate: threading.Event, speech: threading.Event
) -> Iterator[MessagesServer]:
    """Stays in the middle of a thought until the gate opens, and then silent until it may speak."""
    with serve() as server:
        reply = Reply(("A poem.",), thinking=GATED, redacted=True, thinking_gate=gate, thinking_tokens=340)
        reply = reply._replace(gate=speech)
        server.reply_with(reply)
        stage.answering.responder = ClaudeResponder(Provider(server.url), "key")
        stage.go_to(stage.session())
        stage.say("A poem!")
        stage.until(lambda: stage.pane.commands.can_start("reply.thinking"))
        yield server
        gate.set()
        speech.set()


def line(stage: Stage) -> str:
    """What stands above the reply."""
    row = (
        stage.pane.transcript.scene.row_of(stage.model.message(1).id) if stage.model.rowCount() > 1 else None
    )
    return "" if row is None else row.laid.facts.thought


def opened(stage: Stage) -> ThoughtDialog:
    stage.until(lambda: bool(stage.pane.findChildren(ThoughtDialog)))
    return stage.pane.findChildren(ThoughtDialog)[0]


@pytest.mark.usefixtures("server")
def test_a_thought_is_read_along_and_is_no_part_of_the_reply(
    clock: list[float], stage: Stage, gate: threading.Event, speech: threading.Event
) -> None:
    stage.until(lambda: line(stage) == "Thinking… 1 s")
    assert "Thinking… 1 s" in described(stage.model.message(1), "Mia")
    stage.pane.commands.start("message.thought")
    dialog = opened(stage)
    stage.until(lambda: dialog.text.toPlainText() == "She ")
    assert dialog.facts.text() == "Thinking… 1 s · Never sent"
    clock[0] += 3
    gate.set()
    stage.until(lambda: dialog.text.toPlainText() == "She wants a poem.")
    assert dialog.facts.text() == "Thinking… 3 s · Never sent"
    stage.until(lambda: line(stage) == "Thinking… 3 s")
    clock[0] += 4
    speech.set()
    stage.shows("A poem!", "A poem.")
    stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)
    stage.until(lambda: "340 tokens" in dialog.facts.text())
    assert dialog.text.toPlainText() == "She wants a poem."
    stage.until(lambda: line(stage) == "Thought for 7 s · 340 tokens")
    assert not stage.pane.commands.can_start("reply.thinking")


def unfolded(stage: Stage) -> str | None:
    """What stands above the reply of what is thought."""
    row = stage.pane.transcript.scene.row_of(stage.model.message(1).id)
    return None if row is None or row.laid.thought is None else row.laid.thought.source


@pytest.mark.usefixtures("server")
def test_a_thought_is_read_along_in_its_place(
    stage: Stage, gate: threading.Event, speech: threading.Event
) -> None:
    stage.until(lambda: line(stage) == "Thinking… 1 s")
    click_part(stage.pane.transcript, 2, PartKind.THOUGHT)
    stage.until(lambda: unfolded(stage) == "She ")
    gate.set()
    stage.until(lambda: unfolded(stage) == "She wants a poem.")
    speech.set()
    stage.shows("A poem!", "A poem.")
    stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)
    assert unfolded(stage) == "She wants a poem.", "what was open stays open"
    assert stage.pane.transcript.findChildren(ThoughtDialog) == []


@pytest.mark.usefixtures("server")
def test_stopping_ends_the_thinking_and_leaves_open_what_was_read(stage: Stage) -> None:
    stage.pane.commands.start("reply.thinking")
    dialog = opened(stage)
    assert not dialog.isModal(), "the window's Stop stays within reach"
    stage.until(lambda: dialog.text.toPlainText() == "She ")
    stage.pane.stop()
    stage.until(lambda: line(stage).startswith("Thought for "))
    stage.until(lambda: dialog.facts.text().startswith("Thought for "))
    assert dialog.text.toPlainText() == "She "


@pytest.mark.usefixtures("server")
def test_the_keyboard_opens_what_is_being_thought(stage: Stage) -> None:
    view = stage.pane.transcript
    view.setFocus()
    view.throttle.flush()
    view.scene.use_keyboard(True)
    view.scene.set_current(2)
    stage.until(lambda: line(stage).startswith("Thinking… "))
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.scene.part == Part(PartKind.THOUGHT)
    QTest.keyClick(view, Qt.Key.Key_Return)
    stage.until(lambda: unfolded(stage) == "She ")


@pytest.mark.usefixtures("server")
def test_another_conversation_does_not_think(stage: Stage) -> None:
    thinking = stage.pane.place.session_id
    assert thinking is not None
    stage.go_to(stage.session("Hello", "Hi"))
    assert not stage.pane.commands.can_start("reply.thinking")
    assert line(stage) == ""
    stage.go_to(thinking)
    stage.until(lambda: line(stage).startswith("Thinking… "))


def test_the_line_stops_counting_with_the_first_word(stage: Stage) -> None:
    responder = stage.answering.responder
    assert isinstance(responder, ScriptedResponder)
    stage.go_to(stage.session())
    stream = responder.next_stream()
    stage.say("A poem!")
    stream.put(Thinking("She "))
    stage.until(lambda: line(stage).startswith("Thinking… "))
    stream.say("A poem")
    stage.until(lambda: stage.texts()[-1:] == ["A poem"] and not line(stage).startswith("Thinking… "))
    assert stage.model.message(1).status is ReplyStatus.STREAMING
    stream.finish()
    stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)


def test_what_was_thought_last_is_in_its_place_too_once_the_reply_has_ended(stage: Stage) -> None:
    responder = stage.answering.responder
    assert isinstance(responder, ScriptedResponder)
    stage.go_to(stage.session())
    stream = responder.next_stream()
    stage.say("A poem!")
    stream.put(Thinking("She "))
    stage.until(lambda: line(stage).startswith("Thinking… "))
    click_part(stage.pane.transcript, 2, PartKind.THOUGHT)
    stage.until(lambda: unfolded(stage) == "She ")
    stream.put(Thinking("asks."))
    stream.say("A poem")
    stream.finish()
    stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)
    stage.until(lambda: unfolded(stage) == "She asks.")


def test_what_is_read_along_stays_open_while_the_reply_is_written(clock: list[float], stage: Stage) -> None:
    responder = stage.answering.responder
    assert isinstance(responder, ScriptedResponder)
    stage.go_to(stage.session())
    stream = responder.next_stream()
    stage.say("A poem!")
    stream.put(Thinking("She "))
    stage.until(lambda: line(stage) == "Thinking… 1 s")
    click_part(stage.pane.transcript, 2, PartKind.THOUGHT)
    stage.until(lambda: unfolded(stage) == "She ")
    clock[0] += 4
    stream.say("A poem")
    stage.until(lambda: stage.texts()[-1:] == ["A poem"])
    stage.until(lambda: line(stage).startswith("Thought for "))
    assert unfolded(stage) == "She "
    click_part(stage.pane.transcript, 2, PartKind.THOUGHT)
    stage.until(lambda: unfolded(stage) is None)
    seen = set[str | None]()
    stage.model.dataChanged.connect(lambda: (stage.pane.transcript.throttle.flush(), seen.add(line(stage))))
    stream.finish()
    stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)
    assert "" not in seen


def test_a_model_that_does_not_tell_what_it_thought_leaves_no_line(stage: Stage) -> None:
    responder = stage.answering.responder
    assert isinstance(responder, ScriptedResponder)
    stage.go_to(stage.session())
    stream = responder.next_stream()
    stage.say("A poem!")
    stream.put(Thinking(""))
    stage.until(lambda: line(stage).startswith("Thinking… "))
    stream.say("A poem")
    stage.until(lambda: line(stage) == "")
    stream.finish()
    stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)
    assert line(stage) == ""
