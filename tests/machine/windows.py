"""What windows show: item models that follow announced changes as the panes do, and read nothing else."""

from collections.abc import Iterable
from typing import TypeVar

from support.on_file import read

from personaui_desktop.background.operation import Operation
from personaui_desktop.database import listing, pages
from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.item_models.sessions import SessionListModel
from personaui_desktop.operations import messages, sessions
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.messages import Message
from personaui_desktop.records.sessions import Session, SessionGroup

T = TypeVar("T")
PERSONA = "default"
MOST = 10_000


class Windows:
    """The list of conversations, and every conversation that is shown, in a window of its own."""

    def __init__(self) -> None:
        self._list = SessionListModel()
        self._shown: dict[int, MessageListModel] = {}

    def run(self, operation: Operation[T]) -> T:
        """Do it as the worker does, and announce what it changed."""
        result = operation.work()
        self.tell(operation.announces(result))
        return result

    def tell(self, changes: Iterable[Change]) -> None:
        """Have every model take changes in."""
        for change in changes:
            if change.topic in {Topic.SESSIONS, Topic.MESSAGES}:
                self._take_sessions(change)
            if change.topic is Topic.MESSAGES:
                for session_id, model in self._shown.items():
                    if change.session_id in (None, session_id):
                        _take_messages(model, session_id, change.ids)

    def show(self, session_ids: Iterable[int]) -> None:
        """Open windows for conversations that have none, and close those of others."""
        wanted = set(session_ids)
        for gone in self._shown.keys() - wanted:
            del self._shown[gone]
        for session_id in wanted - self._shown.keys():
            self._shown[session_id] = MessageListModel()
            _take_messages(self._shown[session_id], session_id, ())

    def start(self) -> None:
        """Read all, as at a start."""
        self._shown.clear()
        self._list.set_rows(read(listing.list_sessions))

    def check(self) -> None:
        """Make sure that all is shown as it is stored."""
        for session_id, model in self._shown.items():
            found = [_plain(model.message(row)) for row in range(model.rowCount())]
            assert found == [_plain(each) for each in read(pages.newest_page, session_id, MOST).messages]
        listed = [_listed(row) for row in self._list.sessions if row.group is not SessionGroup.TRASHED]
        assert listed == [_listed(each) for each in read(listing.list_sessions)]

    def _take_sessions(self, change: Change) -> None:
        if change.session_id is None:
            self._list.set_rows(read(listing.list_sessions))
            return
        for session_id, row in sessions.some(PERSONA, [change.session_id]).work().sessions.items():
            if row is None:
                self._list.take_out(session_id)
            else:
                self._list.merge(row)


def _take_messages(model: MessageListModel, session_id: int, message_ids: tuple[int, ...]) -> None:
    if message_ids:
        model.apply(message_ids, messages.fetch(PERSONA, session_id, message_ids).work())
    else:
        model.become(messages.page_between(PERSONA, session_id, None, None, MOST).work())


def _plain(message: Message) -> Message:
    """Without what the ranges of memories say, which are read by themselves."""
    return message._replace(memorized=False)


def _listed(session: Session) -> Session:
    """What the list shows of a session: not its marker."""
    return session._replace(last_memory_message_id=None)
