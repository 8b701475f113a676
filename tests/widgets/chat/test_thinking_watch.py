import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.chat_stage import Stage
from support.messages_server import MessagesServer, Reply, serve

from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.providers import Provider
from personaui_desktop.widgets.chat.thoughts import ThoughtDialog

GATED = "She ", "wants a poem."


@pytest.fixture
def gate() -> threading.Event:
    return threading.Event()


@pytest.fixture
def speech() -> threading.Event:
    return threading.Event()


@pytest.fixture
def server(stage: Stage, gate: threading.Event, speech: threading.Event) -> Iterator[MessagesServer]:
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


def opened(stage: Stage) -> ThoughtDialog:
    stage.until(lambda: bool(stage.pane.findChildren(ThoughtDialog)))
    return stage.pane.findChildren(ThoughtDialog)[0]


@pytest.mark.usefixtures("server")
def test_a_thought_is_read_along_and_is_no_part_of_the_reply(
    stage: Stage, gate: threading.Event, speech: threading.Event
) -> None:
    banner = stage.pane.foot.thinking
    assert banner.words.text() == "Thinking… 1 s"
    assert banner.buttons[0].accessibleName() == "Show what the model is thinking"
    banner.buttons[0].setFocus()
    QTest.keyClick(banner.buttons[0], Qt.Key.Key_Space)
    dialog = opened(stage)
    stage.until(lambda: dialog.text.toPlainText() == "She ")
    assert dialog.facts.text().startswith("Thinking… ")
    gate.set()
    stage.until(lambda: dialog.text.toPlainText() == "She wants a poem.")
    assert dialog.facts.text().startswith("Thinking… ")
    speech.set()
    stage.shows("A poem!", "A poem.")
    stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)
    stage.until(lambda: "340 tokens" in dialog.facts.text())
    assert dialog.text.toPlainText() == "She wants a poem."
    assert banner.isHidden()
    assert not stage.pane.commands.can_start("reply.thinking")


@pytest.mark.usefixtures("server")
def test_stopping_ends_the_thinking_and_leaves_open_what_was_read(stage: Stage) -> None:
    stage.pane.commands.start("reply.thinking")
    dialog = opened(stage)
    assert not dialog.isModal(), "the window's Stop stays within reach"
    stage.until(lambda: dialog.text.toPlainText() == "She ")
    stage.pane.stop()
    stage.until(stage.pane.foot.thinking.isHidden)
    stage.until(lambda: dialog.facts.text().startswith("Thought for "))
    assert dialog.text.toPlainText() == "She "


@pytest.mark.usefixtures("server")
def test_the_line_that_goes_leaves_the_keyboard_to_whoever_writes(
    stage: Stage, gate: threading.Event, speech: threading.Event
) -> None:
    button = stage.pane.foot.thinking.buttons[0]
    button.setFocus()
    assert stage.pane.foot.focusWidget() is button
    gate.set()
    speech.set()
    stage.shows("A poem!", "A poem.")
    stage.until(stage.pane.foot.thinking.isHidden)
    assert stage.pane.foot.focusWidget() is stage.pane.foot.composer.edit


@pytest.mark.usefixtures("server")
def test_another_conversation_does_not_think(stage: Stage) -> None:
    thinking = stage.pane.place.session_id
    assert thinking is not None
    stage.go_to(stage.session("Hello", "Hi"))
    assert stage.pane.foot.thinking.isHidden()
    stage.go_to(thinking)
    assert not stage.pane.foot.thinking.isHidden()
