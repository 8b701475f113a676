"""What waits in a conversation, as the person has it wait and sees it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from support.chat_stage import Stage
from support.on_file import read
from support.scripted import ScriptedStream

from personaui_desktop.database.queued import queued_in
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.chat.queue_bar import QueueBar


def bar_of(pane: ChatPane) -> QueueBar:
    bar = pane.foot.findChild(QueueBar)
    assert isinstance(bar, QueueBar)
    return bar


def waiting(pane: ChatPane) -> list[str]:
    """What the bar shows; nothing where it is hidden."""
    bar = bar_of(pane)
    return [row.text.text() for row in bar.rows] if bar.isVisible() else []


def in_file(session_id: int) -> list[str]:
    return [each.beginning for each in read(queued_in, session_id)]


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def begin(stage: Stage) -> tuple[int, ScriptedStream]:
    """A reply to *Hello* is being written."""
    session_id = stage.session()
    stage.go_to(session_id)
    stream = stage.responder.next_stream()
    stage.say("Hello")
    stage.until(lambda: stage.pane.is_replying and stage.pane.composer.text == "")
    stage.settle()
    return session_id, stream


def queue(stage: Stage, *texts: str) -> None:
    for text in texts:
        stage.say(text)
        stage.until(lambda: stage.pane.composer.text == "")
        stage.settle()


def end(stage: Stage, stream: ScriptedStream, text: str) -> None:
    stream.say(text)
    stream.finish()
