import pytest
from support.chat_stage import Stage
from support.version_talk import talk_in_versions

from personaui_desktop.widgets.common.notices import Notice
from personaui_desktop.widgets.common.undo_history import UndoHistory


def test_the_keys_go_through_those_of_the_current_message_else_of_the_last_that_has_some(
    stage: Stage,
) -> None:
    talk_in_versions(stage)
    stage.pane.commands.start("version.back")
    stage.shows("Hello there", "Two", "Go on", "Gladly")
    stage.pane.transcript.scene.set_current(1)
    stage.pane.commands.start("version.back")
    stage.shows("Hello", "Two", "Go on", "Gladly")
    stage.pane.transcript.scene.set_current(4)
    stage.pane.commands.start("version.on")
    stage.shows("Hello", "Three", "Go on", "Gladly")
    assert [stage.pane.commands.can_start(name) for name in ("version.back", "version.on")] == [True, False]


def test_keys_pressed_faster_than_the_file_answers_each_go_one_version_on(stage: Stage) -> None:
    talk_in_versions(stage)
    stage.pane.commands.start("version.back")
    stage.pane.commands.start("version.back")
    stage.pane.commands.start("version.back")
    stage.shows("Hello there", "One", "Go on", "Gladly")


def test_where_nothing_has_versions_that_is_said(stage: Stage, told: list[Notice]) -> None:
    stage.go_to(stage.session("Hello", "Hi"))
    for name in ("version.back", "version.delete", "version.list"):
        stage.pane.commands.start(name)
    assert [notice.text for notice in told] == ["This message has only one version."] * 3


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("version.back", "&Undo choosing a version"),
        ("version.delete", "&Undo deleting a version"),
        ("message.hide", "&Undo leaving messages out"),
        ("message.bookmark", "&Undo changing bookmarks"),
    ],
)
def test_the_menu_says_what_is_taken_back(stage: Stage, name: str, words: str) -> None:
    talk_in_versions(stage)
    history = stage.pane.findChild(UndoHistory)
    assert isinstance(history, UndoHistory)
    before = [stage.model.message(row) for row in range(4)]
    stage.pane.commands.start(name)
    stage.until(lambda: history.undo_words() == words)
    history.undo()
    stage.until(lambda: [stage.model.message(row) for row in range(4)] == before)
