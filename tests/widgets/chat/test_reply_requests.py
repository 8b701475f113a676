"""What becomes of replies, as the person sees it: endings, errors, retries, over the real SDK too."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.chat_hands import act, broken_off
from support.chat_stage import Stage
from support.messages_server import Ending, MessagesServer, Refusal, Reply, serve
from support.said_otherwise import version_texts

from personaui_desktop.background.reply_worker import CLOSING_SECONDS
from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.claude.demo import DemoCompanion
from personaui_desktop.claude.events import Failed
from personaui_desktop.errors import ReplyError, ReplyFailure
from personaui_desktop.operations import memories
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.providers import Provider
from personaui_desktop.widgets.common import wait_words

OVERLOADED = Failed(ReplyError(ReplyFailure.OVERLOADED, "The server is overloaded.", "Try again in a while."))


def test_a_reply_that_fails_before_any_text_says_why_and_can_be_tried_again(stage: Stage) -> None:
    stage.go_to(stage.session())
    stage.responder.next_stream().put(OVERLOADED, None)
    stage.say("Hello?")
    stage.until(lambda: stage.pane.foot.trouble.isVisible())
    assert stage.pane.foot.trouble.words.text() == "The server is overloaded. Try again in a while."
    assert stage.pane.foot.no_reply.isHidden()
    again = stage.responder.next_stream()
    stage.pane.foot.trouble.buttons[0].click()
    stage.until(lambda: stage.pane.foot.trouble.isHidden())
    again.say("Here I am.")
    again.finish()
    stage.shows("Hello?", "Here I am.")


def test_a_reply_that_fails_in_its_middle_tells_so_beneath_its_text_only(stage: Stage) -> None:
    stage.go_to(stage.session())
    stream = stage.responder.next_stream()
    stage.say("Hello?")
    stream.say("I was ab")
    stream.put(OVERLOADED, None)
    stage.until(
        lambda: (
            stage.texts() == ["Hello?", "I was ab"] and stage.model.message(1).status is ReplyStatus.FAILED
        )
    )
    stage.settle()
    assert "overloaded" in str(stage.model.message(1).problem)
    assert stage.pane.foot.trouble.isHidden()


def test_a_failure_in_another_session_waits_there(stage: Stage) -> None:
    talking, other = stage.session(), stage.session("Other", "There")
    stage.go_to(talking)
    stream = stage.responder.next_stream()
    stage.say("Hello?")
    stage.shows("Hello?", "")
    stage.go_to(other)
    stream.put(OVERLOADED, None)
    stage.until(lambda: not stage.replies.is_replying("default", talking))
    assert stage.pane.foot.trouble.isHidden()
    stage.go_to(talking)
    assert stage.pane.foot.trouble.isVisible()


def test_a_retried_reply_keeps_its_old_text_as_a_version(stage: Stage) -> None:
    session_id, message_id = broken_off(stage)
    stage.go_to(session_id)
    stream = stage.responder.next_stream()
    act(stage, "reply.retry", message_id)
    stage.until(lambda: len(stage.responder.requests) == 1)
    stage.settle()
    stage.shows("Hello", "")
    stream.say("A whole one.")
    stage.shows("Hello", "A whole one.")
    stream.finish()
    stage.until(lambda: not stage.pane.is_replying)
    assert version_texts(message_id) == ["Half a rep", "A whole one."]


def test_messages_of_active_memories_are_marked(stage: Stage) -> None:
    session_id = stage.session("One", "Two", "Three")
    stage.go_to(session_id)
    first, second = stage.model.message(0).id, stage.model.message(1).id
    stage.worker.run(memories.add("default", session_id, "They counted.", first, second), stage.pane)
    stage.until(lambda: [stage.model.message(row).memorized for row in range(3)] == [True, True, False])


def test_the_demo_companion_answers_like_anyone(stage: Stage) -> None:
    stage.answering.responder = DemoCompanion(pace=0)
    stage.go_to(stage.session())
    stage.say("Hello")
    stage.until(lambda: len(stage.texts()) == 2 and bool(stage.texts()[1]))
    stage.until(lambda: stage.pane.composer.send_button.isVisible())


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Refusal(401, "authentication_error"), "key"),
        (Refusal(404, "not_found_error"), "model"),
    ],
)
def test_a_servers_refusal_is_told_and_retry_works_once_it_is_mended(
    stage: Stage, answer: Refusal, says: str
) -> None:
    with serve() as server:
        server.reply_with(answer, Reply(("Now ", "it works.")))
        stage.answering.responder = ClaudeResponder(Provider(server.url), "key")
        stage.go_to(stage.session())
        stage.say("Hello")
        stage.until(lambda: stage.pane.foot.trouble.isVisible())
        assert says in stage.pane.foot.trouble.words.text()
        stage.pane.attempts.retry()
        stage.shows("Hello", "Now it works.")
        stage.until(lambda: stage.pane.composer.send_button.isVisible())


def test_a_connection_that_breaks_leaves_a_reply_to_go_on_with(stage: Stage) -> None:
    with serve() as server:
        server.reply_with(Reply(("The first half",), ending=Ending.END_OF_FILE), Reply((" and the second.",)))
        stage.answering.responder = ClaudeResponder(Provider(server.url), "key")
        stage.go_to(stage.session())
        stage.say("Hello")
        stage.until(
            lambda: stage.model.rowCount() == 2 and stage.model.message(1).status is ReplyStatus.INTERRUPTED
        )
        act(stage, "reply.continue", stage.model.message(1).id)
        stage.shows("Hello", "The first half and the second.")
        stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)


def test_stop_ends_a_stream_of_the_real_server(stage: Stage) -> None:
    with serve() as server:
        server.reply_with(Reply(("word ",) * 10_000, rate=500))
        stage.answering.responder = ClaudeResponder(Provider(server.url), "key")
        stage.go_to(stage.session())
        stage.say("Talk")
        stage.until(lambda: stage.model.rowCount() == 2 and "word" in stage.texts()[1])
        stage.press(Qt.Key.Key_Escape)
        stage.until(lambda: stage.model.message(1).status is ReplyStatus.STOPPED)
        assert stage.texts()[1].startswith("word ")


def busy(seconds: str = "8") -> Refusal:
    return Refusal(429, "rate_limit_error", headers={"retry-after": seconds})


@contextmanager
def waiting_stage(stage: Stage, *answers: Refusal | Reply) -> Iterator[MessagesServer]:
    """A conversation in which a busy server is waited for."""
    with serve(*answers) as server:
        stage.answering.responder = ClaudeResponder(Provider(server.url), "key")
        stage.go_to(stage.session())
        stage.say("Hello")
        stage.until(lambda: stage.pane.foot.waiting.isVisible())
        yield server


def test_a_wait_is_told_and_retry_now_ends_it(stage: Stage) -> None:
    with waiting_stage(stage, busy(), Reply(("Here I am.",))) as server:
        banner = stage.pane.foot.waiting
        assert re.fullmatch(r"The server is busy\. Retrying in [78] seconds\.", banner.words.text())
        assert stage.pane.foot.no_reply.isHidden()
        assert stage.pane.foot.trouble.isHidden()
        QTest.mouseClick(banner.buttons[0], Qt.MouseButton.LeftButton)
        stage.shows("Hello", "Here I am.")
        stage.until(banner.isHidden)
        stage.until(lambda: not stage.pane.is_replying)
        assert len(server.requests) == 2


def test_a_wait_ends_by_the_menus_key_too(stage: Stage) -> None:
    with waiting_stage(stage, busy(), busy(), Reply(("Here I am.",))) as server:
        for asked in (2, 3):
            stage.until(lambda: stage.pane.commands["reply.try_again"].can())
            stage.pane.commands["reply.try_again"].run()
            stage.until(lambda asked=asked: len(server.requests) == asked)
        stage.shows("Hello", "Here I am.")
        assert stage.pane.foot.waiting.isHidden()


def test_stop_ends_a_wait_at_once(stage: Stage) -> None:
    with waiting_stage(stage, busy()) as server:
        stage.pane.composer.edit.setFocus()
        # The buttons are on the keyboard's way back from the composer.
        QTest.keyClick(stage.pane.composer.edit, Qt.Key.Key_Backtab)
        assert stage.pane.focusWidget() is stage.pane.foot.waiting.buttons[1]
        QTest.keyClick(stage.pane.foot.waiting.buttons[1], Qt.Key.Key_Space)
        # Sooner than the wait would end.
        stage.qtbot.waitUntil(lambda: not stage.pane.is_replying, timeout=4000)
        stage.shows("Hello")
        assert stage.pane.foot.waiting.isHidden()
        assert stage.pane.foot.no_reply.isVisible()
        assert stage.pane.focusWidget() is stage.pane.composer.edit
        assert len(server.requests) == 1


def test_a_wait_is_told_in_its_own_conversation_with_what_is_left(stage: Stage) -> None:
    with waiting_stage(stage, busy()):
        waiting = stage.place.session_id
        assert waiting is not None
        stage.go_to(stage.session("Other", "There"))
        assert stage.pane.foot.waiting.isHidden()
        stage.go_to(waiting)
        until = stage.replies.server_wait("default", waiting).busy_until
        assert until is not None
        assert stage.pane.foot.waiting.isVisible()
        assert stage.pane.foot.waiting.wait.busy_until == until
        stage.replies.stop("default", waiting)
        stage.until(lambda: not stage.pane.is_replying)


def test_closing_does_not_wait_for_a_busy_server(stage: Stage) -> None:
    with waiting_stage(stage, busy()):
        settled: list[object] = []
        begun = monotonic()
        stage.replies.settle(settled.append)
        stage.until(lambda: settled == [[]])
        assert monotonic() - begun < CLOSING_SECONDS


def test_what_is_being_written_is_not_called_complete(stage: Stage) -> None:
    stage.go_to(stage.session())
    stream = stage.responder.next_stream()
    stage.say("Hello")
    stream.say("I am")
    stage.shows("Hello", "I am")
    with stage.qtbot.waitSignal(stage.notices.shown) as told:
        stage.pane.attempts.retry()
    assert told.args[0].text == "The reply is still being written."
    stream.finish()
    stage.until(lambda: not stage.pane.is_replying)


def test_a_server_that_does_not_answer_is_told_of_in_the_conversation(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wait_words, "PATIENCE_SECONDS", 0.2)
    gate = threading.Event()
    with serve() as server:
        server.reply_with(Reply(["Here."], headers_gate=gate))
        stage.answering.responder = ClaudeResponder(Provider(server.url), None)
        stage.go_to(stage.session())
        stage.say("Hello")
        banner = stage.pane.foot.waiting
        stage.until(banner.isVisible)
        assert banner.words.text() == "The server has not answered yet."
        assert stage.pane.composer.stop_button.isVisible()
        gate.set()
        stage.until(banner.isHidden)
        stage.shows("Hello", "Here.")
