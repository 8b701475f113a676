import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.chat_hands import act, broken_off, is_regenerated, regenerate_dialog
from support.chat_stage import Stage
from support.messages_server import Ending, MessagesServer, Refusal, Reply, serve
from support.on_file import write
from support.said_otherwise import chosen_text, say_otherwise, version_texts
from support.transcript_hands import click_part

from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.database import get_db_connection, save_message
from personaui_desktop.database.interrupted import mark_interrupted_replies
from personaui_desktop.operations.responders import Answering
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.providers import Provider
from personaui_desktop.widgets.chat.transcript.parts import PartKind


@pytest.fixture
def server(stage: Stage) -> Iterator[MessagesServer]:
    with serve() as running:
        stage.answering.responder = ClaudeResponder(Provider(running.url), "key")
        stage.desk.preferences.set(base_url=running.url)
        stage.desk.show_responder(Answering("usual-model", is_demo=False))
        yield running


@pytest.fixture
def talk(stage: Stage) -> Stage:
    stage.go_to(stage.session("Hello", "Hi"))
    return stage


def test_a_reply_is_said_anew_by_click_and_the_old_stays_beside_it(
    talk: Stage, server: MessagesServer
) -> None:
    server.reply_with(Reply(("Good ", "day")))
    click_part(talk.pane.transcript, 2, PartKind.REGENERATE)
    talk.shows("Hello", "Good day")
    talk.until(partial(is_regenerated, talk))
    assert version_texts(2) == ["Hi", "Good day"]
    assert (talk.model.message(1).version, talk.model.message(1).versions) == (2, 2)
    talk.pane.commands.start("version.back")
    talk.shows("Hello", "Hi")


def test_the_key_for_trying_again_says_a_whole_reply_anew(talk: Stage, server: MessagesServer) -> None:
    server.reply_with(Reply(("Good day",)))
    talk.pane.commands.start("reply.try_again")
    talk.shows("Hello", "Good day")
    talk.until(partial(is_regenerated, talk))
    assert version_texts(2) == ["Hi", "Good day"]


def test_a_reply_amid_the_conversation_is_said_anew_in_its_place(
    stage: Stage, server: MessagesServer
) -> None:
    stage.go_to(stage.session("Hello", "Hi", "Go on", "Gladly"))
    gate = threading.Event()
    server.reply_with(Reply(("Good day",), gate=gate))
    click_part(stage.pane.transcript, 2, PartKind.REGENERATE)
    stage.until(lambda: len(server.requests) == 1)
    stage.shows("Hello", "", "Go on", "Gladly")
    gate.set()
    stage.shows("Hello", "Good day", "Go on", "Gladly")
    stage.until(partial(is_regenerated, stage))
    (sent,) = server.requests[0].body["messages"]
    assert sent["content"][0]["text"].endswith("Hello")


@pytest.mark.parametrize(
    "answer",
    [Refusal(500), Refusal(401, "authentication_error"), Reply(()), Reply((), ending=Ending.END_OF_FILE)],
)
def test_where_nothing_comes_the_old_is_back_and_it_is_told(
    talk: Stage, server: MessagesServer, answer: Refusal | Reply
) -> None:
    say_otherwise(talk.place.session_id or 0, 2, "Hi there")
    server.reply_with(*[answer] * 3)
    talk.pane.commands.start("message.regenerate")
    talk.until(lambda: talk.pane.foot.trouble.isVisible())
    talk.shows("Hello", "Hi there")
    talk.until(partial(is_regenerated, talk))
    assert version_texts(2) == ["Hi", "Hi there"]
    assert chosen_text(2) == "Hi there"


def test_what_has_arrived_when_it_is_stopped_or_breaks_off_is_kept_as_its_version(
    talk: Stage, server: MessagesServer
) -> None:
    gate = threading.Event()
    server.reply_with(
        Reply(("Half ", "of it"), gate=gate), Reply(("The first half",), ending=Ending.END_OF_FILE)
    )
    talk.pane.commands.start("message.regenerate")
    talk.until(lambda: talk.texts()[1].startswith("Half") or len(server.requests) == 1)
    gate.set()
    talk.until(lambda: talk.texts()[1] != "")
    talk.pane.stop()
    talk.until(partial(is_regenerated, talk))
    talk.settle()
    stopped = talk.texts()[1]
    assert stopped
    talk.pane.commands.start("message.regenerate")
    talk.shows("Hello", "The first half")
    talk.until(partial(is_regenerated, talk))
    assert version_texts(2) == ["Hi", stopped, "The first half"]
    assert talk.model.message(1).status is ReplyStatus.INTERRUPTED


def test_a_program_that_is_killed_meanwhile_loses_no_version(talk: Stage, server: MessagesServer) -> None:
    gate = threading.Event()
    server.reply_with(Reply(("Half",), gate=gate))
    talk.pane.commands.start("message.regenerate")
    talk.until(lambda: len(server.requests) == 1)
    talk.shows("Hello", "")
    # As the next start finds it.
    write(mark_interrupted_replies, "the next run")
    assert version_texts(2) == ["Hi"]
    assert chosen_text(2) == "Hi"
    gate.set()
    talk.until(lambda: not talk.pane.is_replying)


def test_the_key_for_the_current_reply_says_it_anew_amid_the_conversation(
    stage: Stage, server: MessagesServer
) -> None:
    stage.go_to(stage.session("Hello", "Hi", "Go on", "Gladly"))
    server.reply_with(Reply(("Good day",)))
    view = stage.pane.transcript
    view.setFocus()
    view.throttle.flush()
    view.scene.use_keyboard(True)
    view.scene.set_current(2)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(view, Qt.Key.Key_R, keys)
    stage.shows("Hello", "Good day", "Go on", "Gladly")
    stage.until(partial(is_regenerated, stage))


def test_a_broken_reply_is_retried_with_another_model(stage: Stage, server: MessagesServer) -> None:
    session_id, broken = broken_off(stage)
    stage.go_to(session_id)
    server.reply_with(Reply(("Whole.",)))
    act(stage, "message.regenerate_with", broken)
    asked = regenerate_dialog(stage)
    assert (asked.windowTitle(), asked.regenerate_button.text()) == ("Retry", "Retry")
    QTest.keyClicks(asked.model.field, "other-model")
    asked.regenerate_button.click()
    stage.shows("Hello", "Whole.")
    stage.until(partial(is_regenerated, stage))
    assert version_texts(broken) == ["Half a rep", "Whole."]
    assert server.requests[-1].body["model"] == "other-model"


def test_a_reply_that_another_program_deleted_is_not_said_anew(talk: Stage, server: MessagesServer) -> None:
    connection = get_db_connection("default")
    connection.execute("DELETE FROM chat_messages WHERE id = 2")
    connection.commit()
    connection.close()
    talk.pane.commands.start("message.regenerate")
    talk.until(lambda: talk.pane.foot.trouble.isVisible())
    assert server.requests == []


def test_what_the_person_said_is_not_regenerated(talk: Stage, server: MessagesServer) -> None:
    commands, own = talk.pane.commands, talk.model.message(0)
    assert not commands["message.regenerate"].can(own)
    with talk.qtbot.waitSignal(talk.notices.shown):
        commands["message.regenerate"].run(own)
    with talk.qtbot.waitSignal(talk.notices.shown):
        commands["message.regenerate_with"].run(own)
    assert server.requests == []


def test_an_opening_is_not_regenerated_before_anything_was_said(stage: Stage, server: MessagesServer) -> None:
    session_id = stage.session()
    save_message("Welcome", False, "Mia", session_id)
    stage.go_to(session_id)
    stage.pane.commands.start("reply.try_again")
    stage.until(lambda: stage.pane.foot.trouble.isVisible())
    assert stage.texts() == ["Welcome"]
    assert version_texts(1) == []


def test_the_demo_companion_is_asked_without_a_model(talk: Stage) -> None:
    talk.desk.show_responder(Answering("Demo companion", is_demo=True))
    talk.pane.commands.start("message.regenerate_with")
    assert not regenerate_dialog(talk).model.isVisible()
