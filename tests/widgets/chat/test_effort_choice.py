from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from support.chat_stage import Stage
from support.messages_server import MessagesServer, Reply, able, serve

from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.operations.responders import Answering
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.commands import declare
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory


@pytest.fixture
def server(stage: Stage) -> Iterator[MessagesServer]:
    """Lists one model with efforts and one without."""
    with serve(default=Reply(("A poem.",))) as running:
        both = able("thorough", "adaptive", efforts=("low", "high")), able("plain")
        running.models = {"data": [*both]}
        stage.desk.preferences.set(base_url=running.url, model="thorough")
        stage.desk.show_responder(Answering("thorough", is_demo=False))
        stage.go_to(stage.session())
        yield running


def say(stage: Stage, text: str) -> None:
    """Have it answered by whom the settings name."""
    settings = stage.desk.preferences.settings
    stage.answering.responder = ClaudeResponder(settings.provider, "key")
    before = stage.model.rowCount()
    stage.say(text)
    stage.until(
        lambda: (
            stage.model.rowCount() == before + 2
            and stage.model.message(before + 1).status is ReplyStatus.COMPLETE
            and not stage.pane.is_replying
        )
    )


def menu(stage: Stage) -> QMenu:
    stage.until(lambda: any(each.isVisible() for each in stage.pane.findChildren(QMenu)))
    return next(each for each in stage.pane.findChildren(QMenu) if each.isVisible())


def test_an_effort_is_chosen_beside_the_model_once_its_server_has_listed_some(
    stage: Stage, server: MessagesServer
) -> None:
    chip = stage.pane.header.effort
    assert chip.isHidden()
    assert not stage.pane.commands.can_start("reply.effort")
    say(stage, "A poem!")
    assert (chip.isVisible(), chip.text()) == (True, "Effort")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    opened = menu(stage)
    assert [action.text() for action in opened.actions()] == ["The model's default", "Low", "High"]
    assert [action.isChecked() for action in opened.actions()] == [True, False, False]
    QTest.keyClick(opened, Qt.Key.Key_Up)
    QTest.keyClick(opened, Qt.Key.Key_Return)
    stage.until(lambda: chip.text() == "Effort: High")
    assert stage.desk.preferences.settings.effort == "high"
    say(stage, "Another!")
    assert server.requests[-1].body["output_config"] == {"effort": "high"}


def test_the_key_opens_it_where_the_head_has_no_room_too(stage: Stage, server: MessagesServer) -> None:
    say(stage, "A poem!")
    stage.pane.header.show_title("A very long title " * 20)
    assert stage.pane.header.effort.isHidden()
    stage.pane.commands.start("reply.effort")
    opened, composer = menu(stage), stage.pane.composer
    assert opened.pos().x() == composer.mapToGlobal(QPoint()).x()
    opened.actions()[1].trigger()
    assert stage.desk.preferences.settings.effort == "low"
    opened.close()


def test_another_model_has_other_efforts_or_none(stage: Stage, server: MessagesServer) -> None:
    say(stage, "A poem!")
    stage.desk.preferences.set(effort="low")
    assert stage.pane.header.effort.text() == "Effort: Low"
    stage.desk.preferences.set(model="plain")
    assert stage.pane.header.effort.text() == ""
    say(stage, "Another!")
    assert stage.pane.header.effort.isHidden()
    stage.pane.commands.start("reply.effort")
    assert not [each for each in stage.pane.findChildren(QMenu) if each.isVisible()]
    stage.desk.preferences.set(model="thorough")
    assert stage.pane.header.effort.isVisible()
    stage.desk.show_responder(Answering("Demo companion", is_demo=True))
    assert stage.pane.header.effort.isHidden()


def test_an_effort_that_the_model_does_not_have_is_not_said(stage: Stage, server: MessagesServer) -> None:
    stage.desk.preferences.set(effort="max")
    say(stage, "A poem!")
    assert stage.pane.header.effort.text() == "Effort"
    assert "output_config" not in server.requests[-1].body


def test_a_window_that_opens_later_offers_it_at_once(
    qtbot: QtBot, stage: Stage, server: MessagesServer
) -> None:
    say(stage, "A poem!")
    place, notices = Place("default"), Notices()
    later = ChatPane(stage.desk, place, notices)
    qtbot.addWidget(later)
    declare(later, UndoHistory(place, stage.desk.histories, stage.desk.run, notices, later))
    assert later.header.effort.text() == "Effort"
    stage.desk.preferences.set(effort="high")
    assert later.header.effort.text() == stage.pane.header.effort.text() == "Effort: High"
