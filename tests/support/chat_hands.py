"""What tests of the conversation do with it: keys pressed, text pasted, a reply that broke off."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from support.chat_stage import Stage
from support.on_file import write

from personaui_desktop.database.replies import begin_reply, finish_reply
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome
from personaui_desktop.widgets.chat.composer import Composer
from personaui_desktop.widgets.chat.regenerate_dialog import RegenerateDialog


def press(
    composer: Composer, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(composer.edit, key, modifiers)


def paste(composer: Composer, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    composer.edit.paste()


def broken_off(stage: Stage, text: str = "Half a rep") -> tuple[int, int]:
    """A session whose last reply an earlier run left unfinished; its id and the reply's."""
    session_id = stage.session("Hello")
    message_id = write(begin_reply, session_id, "Mia", "an earlier run")
    write(finish_reply, message_id, text, ReplyOutcome(ReplyStatus.INTERRUPTED, "It broke off."))
    return session_id, message_id


def act(stage: Stage, name: str, message_id: int) -> None:
    """Do something about a reply, as the buttons beneath it do."""
    row = stage.model.row_of(message_id)
    assert row is not None
    stage.pane.commands[name].run(stage.model.message(row))


def regenerate_dialog(stage: Stage) -> RegenerateDialog:
    found = next(each for each in stage.pane.findChildren(RegenerateDialog) if each.isVisible())
    found.activateWindow()
    stage.until(found.isActiveWindow)
    return found


def is_regenerated(stage: Stage) -> bool:
    return not stage.pane.is_replying and stage.model.message(1).status is not ReplyStatus.STREAMING
