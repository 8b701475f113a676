import pytest
from support.chat_stage import Stage
from support.transcript_hands import click_part

from personaui_desktop.database.file import writing
from personaui_desktop.database.messages import delete_messages
from personaui_desktop.operations import undo
from personaui_desktop.records.messages import Marks
from personaui_desktop.widgets.chat.transcript.parts import PartKind


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


def test_a_message_that_another_program_deleted_is_marked_without_a_fault(talk: Stage) -> None:
    message = talk.model.message(1)
    with writing("default") as file:
        delete_messages(file, message.session_id, [message.id])
    talk.pane.commands["message.bookmark"].run(message)
    talk.shows("Hello")
