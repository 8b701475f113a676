import pytest
from support.chat_stage import Stage
from support.transcript_hands import click_part

from personaui_desktop.database.file import writing
from personaui_desktop.database.messages import delete_messages
from personaui_desktop.operations import undo
from personaui_desktop.records.messages import Marks
from personaui_desktop.widgets.chat.note_dialog import NoteDialog
from personaui_desktop.widgets.chat.transcript.parts import PartKind
from personaui_desktop.widgets.common.notices import Notice


@pytest.fixture
def talk(stage: Stage) -> Stage:
    stage.go_to(stage.session("Hello", "Hi"))
    return stage


def marks(stage: Stage, row: int = 1) -> Marks:
    return stage.model.message(row).marks


@pytest.mark.parametrize(
    ("name", "marked", "kind"),
    [
        ("message.hide", Marks(is_hidden=True), PartKind.HIDDEN),
        ("message.bookmark", Marks(is_bookmarked=True), PartKind.BOOKMARK),
    ],
)
def test_a_message_is_marked_by_command_and_its_mark_taken_away_by_click(
    talk: Stage, name: str, marked: Marks, kind: PartKind
) -> None:
    talk.pane.commands.start(name)
    talk.until(lambda: marks(talk) == marked)
    talk.settle()
    click_part(talk.pane.transcript, 2, kind)
    talk.until(lambda: marks(talk) == Marks())
    undo.undo("default").work()
    talk.pane.feed.compare()
    talk.until(lambda: marks(talk) == marked)


@pytest.mark.parametrize(
    ("name", "alone", "words", "opposite", "marked"),
    [
        (
            "message.hide",
            "Leave out of what is sent",
            "Leave selected messages out of what is sent",
            "Send selected messages again",
            Marks(is_hidden=True),
        ),
        (
            "message.bookmark",
            "Bookmark",
            "Bookmark selected messages",
            "Remove bookmarks of selected messages",
            Marks(is_bookmarked=True),
        ),
    ],
)
def test_selected_messages_are_marked_together(
    stage: Stage, name: str, alone: str, words: str, opposite: str, marked: Marks
) -> None:
    stage.go_to(stage.session("One", "Two", "Three", "Four"))
    command = stage.pane.commands[name]
    # One of them is marked already: all become what the one at hand becomes.
    command.run(stage.model.message(1))
    stage.until(lambda: marks(stage) == marked)
    stage.pane.transcript.scene.select_messages(stage.model.message(1).id, stage.model.message(2).id)
    assert command.title_for(stage.model.message(2)) == words
    assert command.title_for(stage.model.message(3)) == alone
    command.run(stage.model.message(2))
    stage.until(lambda: [marks(stage, row) for row in range(4)] == [Marks(), marked, marked, Marks()])
    assert command.title_for(stage.model.message(2)) == opposite
    command.run(stage.model.message(2))
    stage.until(lambda: [marks(stage, row) for row in range(4)] == [Marks()] * 4)
    undo.undo("default").work()
    stage.pane.feed.compare()
    stage.until(lambda: [marks(stage, row) for row in range(4)] == [Marks(), marked, marked, Marks()])


def test_whatever_removes_a_mark_offers_to_take_that_back(stage: Stage, told: list[Notice]) -> None:
    stage.go_to(stage.session("One", "Two", "Three"))
    bookmark = stage.pane.commands["message.bookmark"]
    bookmark.run(stage.model.message(1))
    stage.until(lambda: marks(stage) == Marks(is_bookmarked=True))
    bookmark.run(stage.model.message(1))
    stage.until(lambda: marks(stage) == Marks())
    stage.pane.transcript.scene.select_messages(1, 2)
    bookmark.run(stage.model.message(1))
    stage.until(lambda: marks(stage) == Marks(is_bookmarked=True))
    bookmark.run(stage.model.message(1))
    stage.until(lambda: marks(stage) == Marks())
    stage.settle()
    assert [each.text for each in told] == ["Bookmark removed.", "Bookmarks removed."]
    undo_it = told[-1].action
    assert undo_it is not None
    undo_it[1]()
    stage.until(lambda: [marks(stage, row) for row in (0, 1)] == [Marks(is_bookmarked=True)] * 2)


def test_a_note_that_is_emptied_can_be_had_back(stage: Stage, told: list[Notice]) -> None:
    stage.go_to(stage.session("One", "Two"))
    for text in ("Look", ""):
        stage.pane.commands["message.note"].run(stage.model.message(1))
        dialog = next(each for each in stage.pane.findChildren(NoteDialog) if each.isVisible())
        dialog.text.setPlainText(text)
        dialog.save_button.click()
        stage.until(lambda text=text: marks(stage) == Marks(note=text))
    stage.settle()
    assert [each.text for each in told] == ["Note removed."]


def test_a_message_outside_of_the_selection_is_marked_alone(stage: Stage) -> None:
    stage.go_to(stage.session("One", "Two", "Three"))
    stage.pane.transcript.scene.select_messages(stage.model.message(0).id, stage.model.message(1).id)
    stage.pane.commands["message.bookmark"].run(stage.model.message(2))
    stage.until(lambda: marks(stage, 2) == Marks(is_bookmarked=True))
    assert [marks(stage, row) for row in range(2)] == [Marks()] * 2


def test_a_message_that_another_program_deleted_is_marked_without_a_fault(talk: Stage) -> None:
    message = talk.model.message(1)
    with writing("default") as file:
        delete_messages(file, message.session_id, [message.id])
    talk.pane.commands["message.bookmark"].run(message)
    talk.shows("Hello")
