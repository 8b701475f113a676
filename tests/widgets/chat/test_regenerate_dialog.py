from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.chat_hands import is_regenerated, regenerate_dialog
from support.chat_stage import Stage
from support.messages_server import MessagesServer, Reply, serve
from support.said_otherwise import version_texts
from support.transcript_hands import click_part

from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.operations import versions
from personaui_desktop.operations.responders import Answering
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


def test_shift_click_asks_for_a_model_and_a_way(talk: Stage, server: MessagesServer) -> None:
    server.models = {"data": [{"type": "model", "id": "other-model", "display_name": "Other"}]}
    server.reply_with(Reply(("Ahoy",), model="other-model"))
    click_part(talk.pane.transcript, 2, PartKind.REGENERATE, Qt.KeyboardModifier.ShiftModifier)
    asked = regenerate_dialog(talk)
    assert asked.model.field.placeholderText() == "usual-model"
    asked.model.list_button.click()
    talk.until(lambda: asked.model.note.text() == "1 model: choose from the list.")
    QTest.keyClicks(asked.model.field, "other-model")
    QTest.keyClicks(asked.instruction, "Like a sailor")
    QTest.keyClick(asked.instruction, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    talk.shows("Hello", "Ahoy")
    talk.until(partial(is_regenerated, talk))
    body = server.requests[-1].body
    assert body["model"] == "other-model"
    assert "Like a sailor" in str(body["messages"])
    found = versions.listing("default", 2).work()
    assert [version.model for version in found] == [None, "other-model"]


def test_nothing_is_asked_where_the_window_is_left(talk: Stage, server: MessagesServer) -> None:
    talk.pane.commands.start("message.regenerate_with")
    QTest.keyClick(regenerate_dialog(talk), Qt.Key.Key_Escape)
    talk.settle()
    assert version_texts(2) == []
    assert server.requests == []


def test_nothing_is_asked_once_another_conversation_is_shown(talk: Stage, server: MessagesServer) -> None:
    talk.pane.commands.start("message.regenerate_with")
    asked = regenerate_dialog(talk)
    talk.go_to(talk.session("Another", "Yes"))
    asked.regenerate_button.click()
    talk.settle()
    assert server.requests == []
