"""What waits in the conversation that is shown: queued, shown, edited, taken back, and sent after all."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from personaui_desktop.background.operation import Operation
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import queued
from personaui_desktop.records.changes import Topic
from personaui_desktop.records.queued import QueuedMessage
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.chat.queue_bar import QueueBar
from personaui_desktop.widgets.chat.slash.written import as_written
from personaui_desktop.widgets.common.kept import Kept
from personaui_desktop.widgets.common.place import Where
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.desk import Desk


class Queueing(QObject):
    """Puts the bar above a pane's composer, and does what its buttons say.

    Args:
        pane: whose conversation.
        history: takes back what is taken back.
    """

    def __init__(self, pane: ChatPane, history: UndoHistory) -> None:
        super().__init__(pane)
        self._pane, self._history = pane, history
        self._waiting: tuple[QueuedMessage, ...] = ()
        self.bar = QueueBar(self.send_now, self._edit, self._take_back)
        pane.foot.put_above(self.bar)
        self._kept = Kept(pane.place, pane.run, self._ask, self._show, self, by_session=True)
        self._kept.follow(pane.desk.changed, Topic.QUEUE)
        pane.place.persona_changed.connect(self._go)
        pane.place.session_changed.connect(self._go)
        pane.composer.queue_requested.connect(self._put)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._follow_text)
        # Later: while another text is put in, there is none for a moment.
        pane.composer.text_changed.connect(self._soon.start)
        pane.requests.changed.connect(self._show_state)
        pane.requests.not_queued.connect(self._tell)
        self._go()

    @property
    def is_waiting(self) -> bool:
        """Whether anything waits here."""
        return bool(self._waiting)

    @property
    def can_send(self) -> bool:
        """Whether anything waits here that nothing is waited for with."""
        return self.is_waiting and not self._is_waited_for

    @property
    def _is_waited_for(self) -> bool:
        """Whether it goes out by itself: a reply is being written, or has just ended."""
        return self._pane.is_replying or self._pane.requests.is_going_out(self._pane.shown())

    def send_now(self) -> None:
        """Send what has waited longest."""
        if self.can_send:
            self._pane.requests.send_queued(self._pane.shown())
            self._pane.focus_composer()

    def edit_last(self) -> None:
        """Have the text that was queued last back in the composer."""
        if self._waiting:
            self._edit(self._waiting[-1].queued_id)

    def take_back_last(self) -> None:
        """Have the text that was queued last not sent."""
        if self._waiting:
            self._take_back(self._waiting[-1].queued_id)

    def _put(self, text: str) -> None:
        # In the file as a draft first: having it wait takes it away again, with the same commit.
        where = self._pane.shown()
        self._pane.desk.drafts.store(where, self._pane.composer.text)
        self._pane.requests.queue(where, text)

    def _edit(self, queued_id: int) -> None:
        where = self._pane.shown()
        persona_id, session_id = where
        if session_id is None:
            return
        work = queued.to_draft(persona_id, session_id, queued_id)
        # Not for this window alone: what waited is a draft then, whichever windows are open.
        desk = self._pane.desk
        fail = partial(desk.requests.not_queued.emit, where)
        desk.run(work, desk, partial(_hand_back, desk, where), fail)
        self._pane.focus_composer()

    def _follow_text(self) -> None:
        if not self._pane.composer.text:
            # What was being edited is given up: at once, lest what is written next waits in its place.
            self._pane.desk.drafts.store(self._pane.shown(), "")

    def _take_back(self, queued_id: int) -> None:
        persona_id, session_id = self._pane.shown()
        if session_id is not None:
            work = queued.take_back(persona_id, session_id, queued_id)
            self._pane.run(work, self, self._offer, self._history.fail)
            self._pane.focus_composer()

    def _offer(self, step_id: int | None) -> None:
        if step_id is not None:
            self._history.offer(translate("Chat", "The message will not be sent."), step_id)

    def _go(self, _whither: object = None) -> None:
        # Not a moment longer: ids say nothing in another persona's file.
        self._show(())
        self._kept.read()

    def _ask(self) -> Operation[list[QueuedMessage]] | None:
        persona_id, session_id = self._pane.place.where
        return None if session_id is None else queued.all_in(persona_id, session_id)

    def _show(self, waiting: Sequence[QueuedMessage]) -> None:
        self._waiting = tuple(waiting)
        self._show_state()

    def _show_state(self) -> None:
        self.bar.show_state(self._waiting, is_replying=self._is_waited_for)

    def _tell(self, where: Where, error: KnownError) -> None:
        if where == self._pane.shown():
            self._pane.notices.tell(error)


def _hand_back(desk: Desk, where: Where, text: str | None) -> None:
    if text is not None:
        desk.drafts.take_back(where, as_written(text))
