"""Has the model draft what the person might say: streamed into the composer, to be edited or discarded."""

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from personaui_desktop.background.memory_writer import Writing, Written
from personaui_desktop.conversation.turn_request import joined
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import turns
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyRequest, ServerWait
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.chat.streamed_text import StreamedText
from personaui_desktop.widgets.chat.transcript.throttle import FRAME_MS
from personaui_desktop.widgets.chat.turn_buttons import DraftState
from personaui_desktop.widgets.chat.wait_banner import WaitBanner
from personaui_desktop.widgets.common.place import Where
from personaui_desktop.widgets.desk import Desk

MOST_CHARACTERS = 20_000
"""A model that goes on for longer is stopped: nobody says that much at a time."""
_OF_USE = {ReplyStatus.COMPLETE, ReplyStatus.TRUNCATED}
_NOTHING = Phrase("Chat", "The model drafted nothing.")


class TurnDrafting(QObject):
    """One draft at a time in a pane's composer. Whatever the person does meanwhile ends it and stays.

    Args:
        pane: whose composer.
    """

    def __init__(self, pane: ChatPane) -> None:
        super().__init__(pane)
        self._pane, self._composer = pane, pane.composer
        self._writing: Writing | None = None
        self._text = StreamedText(pane.composer.edit)
        self._is_inserting = False
        self._errand = 0
        self._asked_at: Where | None = None
        """Where a draft is being made here, so that no other window has one made too."""
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._show_so_far)
        self.waiting = WaitBanner(self._ask_now, self.stop)
        pane.foot.put_above(self.waiting)
        self._composer.draft.requested.connect(self.draft)
        self._composer.draft.discarded.connect(self.discard)
        # So does the text of another conversation, once that is shown.
        self._composer.text_changed.connect(self._follow_text)
        for taken in (self._composer.send_requested, self._composer.queue_requested):
            taken.connect(self._leave_it)
        self._composer.stop_requested.connect(self.stop)
        pane.requests.changed.connect(self._follow_reply)
        pane.closing.connect(self.stop)

    @property
    def is_arriving(self) -> bool:
        """Whether a draft is being made."""
        return self._composer.draft.is_arriving

    @property
    def is_offered(self) -> bool:
        """Whether there is a draft that can be discarded."""
        return self._composer.draft.is_offered

    @property
    def can_draft(self) -> bool:
        """Whether one can be asked for now."""
        where = self._pane.shown()
        is_busy = self._pane.is_replying or self._pane.requests.is_sending(where)
        is_asked = where in self._pane.desk.being_drafted
        return bool(where[0]) and not self._pane.foot.isHidden() and not is_busy and not is_asked

    def draft(self) -> None:
        """Ask for a draft behind what is written; one that stands there unchanged gives way to another."""
        if not self.can_draft:
            if self._pane.is_replying:
                self._pane.notices.show(translate("Chat", "The reply is still being written."))
            elif self._pane.shown() in self._pane.desk.being_drafted and not self.is_arriving:
                self._pane.notices.show(translate("Chat", "A draft is being written in another window."))
            return
        if self.is_offered:
            self._take_back()
        self._text = StreamedText(self._composer.edit)
        self._errand += 1
        self._set_state(DraftState.ARRIVING)
        self._composer.edit.setFocus()
        where, errand = self._pane.shown(), self._errand
        self._asked_at = where
        self._pane.desk.being_drafted.add(where)
        work = turns.plan(*where, self._text.begun, self._pane.requests.limits)
        self._pane.run(work, self, partial(self._ask, where, errand), partial(self._refuse, errand))

    def stop(self) -> None:
        """Ask for no more; what has arrived stays."""
        if self.is_arriving:
            self._show_so_far()
            self._end(DraftState.NONE if self._text.shown == self._text.begun else DraftState.ARRIVED)

    def discard(self) -> None:
        """Have what was written before the draft, and nothing else."""
        if self.is_offered:
            self._end(DraftState.NONE)
            self._take_back()
            self._composer.edit.setFocus()

    def _ask(self, where: Where, errand: int, request: ReplyRequest) -> None:
        if errand != self._errand or not self.is_arriving:
            return
        desk = self._pane.desk
        self._writing = desk.writer.write(
            [request],
            partial(self._take, errand),
            partial(_settle, desk, where),
            waits=self._show_wait,
            arrives=self._arrive,
        )

    def _arrive(self) -> None:
        if self._writing is not None and not self._frame.isActive():
            self._frame.start()

    def _show_so_far(self) -> None:
        if self._writing is None:
            return
        drafted = self._writing.text_so_far()
        if self._composer.edit.is_composing():
            self._leave_it()
        elif len(drafted) > MOST_CHARACTERS:
            self._show(drafted[:MOST_CHARACTERS])
            self._end(DraftState.ARRIVED)
        else:
            self._show(drafted)

    def _show(self, drafted: str) -> None:
        self._is_inserting = True
        self._text.show(joined(self._text.begun, drafted))
        self._is_inserting = False

    def _take(self, errand: int, written: list[Written]) -> None:
        """It has ended by itself: there is a draft, or everything is as it was."""
        if errand != self._errand or not self.is_arriving or not written:
            return
        answer = written[0]
        drafted = answer.text.rstrip() if answer.outcome.status in _OF_USE else ""
        if drafted:
            self._show(drafted)
        if drafted and self._text.shown != self._text.begun:
            self._end(DraftState.ARRIVED)
            self._announce()
        else:
            self._fail(translated(answer.outcome.problem or _NOTHING))

    def _refuse(self, errand: int, error: KnownError) -> None:
        if errand == self._errand and self.is_arriving:
            self._end(DraftState.NONE)
            self._pane.notices.tell(error)

    def _fail(self, sentence: str) -> None:
        self._end(DraftState.NONE)
        self._take_back()
        self._pane.notices.show(sentence, kind="warning")

    def _announce(self) -> None:
        said = translate("Chat", "A draft of your message is written.")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._composer, said))

    def _follow_text(self) -> None:
        if not self._is_inserting:
            self._leave_it()

    def _follow_reply(self) -> None:
        if self._pane.is_replying:
            self._leave_it()

    def _leave_it(self, _sent: str = "") -> None:
        """What stands in the field is the person's from now on."""
        if self.is_offered:
            self._end(DraftState.NONE)

    def _take_back(self) -> None:
        self._is_inserting = True
        self._text.take_back()
        self._is_inserting = False

    def _end(self, state: DraftState) -> None:
        writing, self._writing = self._writing, None
        if self._asked_at is not None:
            self._pane.desk.being_drafted.discard(self._asked_at)
            self._asked_at = None
        if writing is not None:
            writing.cancel()
        self._frame.stop()
        self._errand += 1
        self._show_wait()
        self._set_state(state)

    def _set_state(self, state: DraftState) -> None:
        self._composer.set_draft(state)

    def _show_wait(self) -> None:
        writing = self._writing
        if writing is None:
            self.waiting.follow(ServerWait())
        else:
            self.waiting.follow(writing.server_wait)

    def _ask_now(self) -> None:
        if self._writing is not None:
            self._writing.ask_now()


def _settle(desk: Desk, where: Where, written: Written) -> None:
    # Not the pane's: what it took is spent, though the window is gone.
    desk.run(turns.settle(*where, written), desk)
