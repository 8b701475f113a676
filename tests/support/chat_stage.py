"""A chat pane over a real database, real workers, and a responder that says what a test tells it to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from support.desks import desk_over
from support.scripted import ScriptedResponder

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.reply_worker import ReplyWorker
from personaui_desktop.claude.events import Responder
from personaui_desktop.database import create_session, reused_connections, save_message
from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.item_models.personas import PersonaListModel
from personaui_desktop.records.personas import PersonaListing, Profile
from personaui_desktop.widgets.chat.commands import declare
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.desk import Desk


class Answering:
    """Who answers: a scripted responder until a test puts another in its place."""

    def __init__(self) -> None:
        self.responder: Responder = ScriptedResponder()

    def choose(self) -> Responder:
        return self.responder


class Stage(NamedTuple):
    """Everything around a pane. The persona ``default`` is Mia."""

    qtbot: QtBot
    desk: Desk
    worker: DatabaseWorker
    replies: ReplyWorker
    answering: Answering
    responder: ScriptedResponder
    place: Place
    notices: Notices
    personas: PersonaListModel
    model: MessageListModel
    pane: ChatPane

    def settle(self) -> None:
        """Wait until nothing is under way in the database."""
        self.qtbot.waitUntil(lambda: self.worker.is_idle)

    def session(self, *texts: str, title: str = "A session") -> int:
        """Store a session in which the person and Mia speak by turns."""
        session_id = create_session(title, "default")
        for number, text in enumerate(texts):
            save_message(text, number % 2 == 0, "Mia", session_id)
        return session_id

    def go_to(self, session_id: int | None) -> None:
        """Show a session, and wait until it is there."""
        self.place.show_session(session_id)
        self.settle()

    def texts(self) -> list[str]:
        """The messages that are shown."""
        return [self.model.message(row).text for row in range(self.model.rowCount())]

    def shows(self, *texts: str) -> None:
        """Wait until exactly these messages are shown."""
        self.qtbot.waitUntil(lambda: self.texts() == list(texts))

    def say(self, text: str) -> None:
        """Type a message and send it."""
        self.pane.composer.edit.insertPlainText(text)
        self.press(Qt.Key.Key_Return)

    def press(self, key: Qt.Key) -> None:
        """Press a key in the composer."""
        QTest.keyClick(self.pane.composer.edit, key)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(holds)


@contextmanager
def chat_stage(qtbot: QtBot) -> Iterator[Stage]:
    """A pane on the screen, showing the persona and no session yet."""
    worker, place, notices = DatabaseWorker(reused_connections), Place("default"), Notices()
    answering = Answering()
    responder = answering.responder
    assert isinstance(responder, ScriptedResponder)
    desk = desk_over(worker, answering.choose)
    replies, personas = desk.replies, desk.personas
    personas.set_rows([PersonaListing("default", Profile("Mia", "Curious and warm"))])
    pane = ChatPane(desk, place, notices)
    model = pane._model
    declare(pane, UndoHistory(place, desk.histories, desk.run, notices, pane))
    pane.resize(700, 700)
    pane.show()
    qtbot.waitExposed(pane)
    pane.focus_composer()
    under_way: set[tuple[str, int]] = set()
    replies.began.connect(lambda persona_id, session_id, _id: under_way.add((persona_id, session_id)))
    replies.ended.connect(lambda persona_id, session_id, *_: under_way.discard((persona_id, session_id)))
    try:
        yield Stage(qtbot, desk, worker, replies, answering, responder, place, notices, personas, model, pane)
    finally:
        responder.stop()
        qtbot.waitUntil(lambda: worker.is_idle and not under_way)
        # First what would ask the workers for more.
        delete(pane)
        desk.close()
        worker.close()
        delete(desk)
