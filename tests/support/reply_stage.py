"""A reply worker on a real file, with a model that says what a test has it say."""

from typing import NamedTuple

from support.on_file import read, write
from support.scripted import ScriptedResponder

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Errand
from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.background.reply_worker import ReplyWork, ReplyWorker
from personaui_desktop.database import (
    get_chat_history,
)
from personaui_desktop.database.pages import messages_by_ids
from personaui_desktop.database.replies import begin_reply
from personaui_desktop.records.messages import Message
from personaui_desktop.records.replies import ReplyRequest

REQUEST = ReplyRequest(("You are Mia.",), ({"role": "user", "content": "Hello"},))


class Stage(NamedTuple):
    worker: DatabaseWorker
    replies: ReplyWorker
    responder: ScriptedResponder
    session_id: int

    def start(self) -> None:
        self.replies.start(ReplyWork("default", self.session_id, Errand(self.prepare)))

    def prepare(self) -> BegunReply:
        message_id = write(begin_reply, self.session_id, "Mia", "this run")
        return BegunReply("default", self.session_id, message_id, REQUEST)

    def stored(self) -> list[Message]:
        ids = [message["id"] for message in get_chat_history(session_id=self.session_id)]
        return read(messages_by_ids, self.session_id, ids)

    def handed_over(self) -> list[str]:
        """The text as it is whenever more is handed over, as it grows."""
        texts: list[str] = []

        def note(persona_id: str, session_id: int) -> None:
            reply = self.replies.text_so_far(persona_id, session_id)
            assert reply is not None
            texts.append(reply[1])

        self.replies.text.connect(note)
        return texts
