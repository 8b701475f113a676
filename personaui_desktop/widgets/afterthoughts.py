"""Has a persona add something by itself: counts down after a reply, and asks once if there is anything."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from personaui_desktop.background.arrivals import Arrival, Arrivals
from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import afterthoughts
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.chat.reply_requests import ReplyRequests
from personaui_desktop.widgets.common.kept import told_elsewhere
from personaui_desktop.widgets.common.place import Where

if TYPE_CHECKING:
    from personaui_desktop.background.memory_writer import MemoryWriter, Writing, Written
    from personaui_desktop.operations.afterthoughts import AfterthoughtPlan

SECOND_MS = 1_000
DECIDING = {Topic.SESSIONS, Topic.MESSAGES, Topic.QUEUE, Topic.PERSONAS}
"""Whatever else is changed, the persona may add something as before."""


class Coming:
    """An afterthought that may come: after which reply, in how many seconds; at 0 it is being asked for."""

    __slots__ = ("reply_id", "seconds", "writing")

    def __init__(self, reply_id: int, seconds: int) -> None:
        self.reply_id, self.seconds = reply_id, seconds
        self.writing: Writing | None = None


class Afterthoughts(QObject):
    """Knows every conversation in which one may come, for all windows.

    Args:
        run: runs operations.
        writer: answers who has the model write.
        requests: asks for replies; where one is asked for, nothing is added.
        arrivals: stores what came.
        is_seen: whether a conversation is in view, in a window that is in front.
        parent: its owner.

    Signals:
        changed: `coming` may answer otherwise now.
        added: a persona's id, a session's, and the id of the message that was added.
        failed: where, and a sentence or a known error that says why nothing came.
    """

    changed = Signal()
    added = Signal(str, object, object)
    failed = Signal(object, object)

    def __init__(
        self,
        run: Run,
        writer: "Callable[[], MemoryWriter]",
        requests: ReplyRequests,
        arrivals: Arrivals,
        is_seen: Callable[[Where], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._run, self._writer, self._requests = run, writer, requests
        self._arrivals, self._is_seen = arrivals, is_seen
        self._settings = Settings()
        self.is_demo = False
        self._coming: dict[Where, Coming] = {}
        self._clock = QTimer(self)
        self._clock.setInterval(SECOND_MS)
        self._clock.timeout.connect(self.tick)
        requests.changed.connect(self._follow_requests)

    def apply_settings(self, settings: Settings) -> None:
        """Whether anything is to be added, after how long, and whether in the background."""
        self._settings = settings
        if not settings.add_by_itself:
            for where in list(self._coming):
                self.cancel(where)

    def coming(self, where: Where) -> Coming | None:
        """What may come there."""
        return self._coming.get(where)

    def consider(self, persona_id: str, session_id: int, message_id: int, outcome: ReplyOutcome) -> None:
        """A reply has ended: something may be added to it after a pause."""
        if self._is_wanted and outcome.status is ReplyStatus.COMPLETE:
            count = partial(self._count, (persona_id, session_id), message_id)
            self._run(afterthoughts.may_ask(persona_id, session_id, message_id), self, count, told_elsewhere)

    def look_again(self, change: Change) -> None:
        """Something was changed: where nothing may be added any more, as in the trash, the countdown ends."""
        for where, coming in self._coming.items():
            persona_id, session_id = where
            is_meant = persona_id == change.persona_id and change.session_id in (None, session_id)
            if session_id is not None and is_meant and change.topic in DECIDING:
                work = afterthoughts.may_ask(persona_id, session_id, coming.reply_id)
                give_up = partial(self._give_up, where, coming)
                self._run(work, self, partial(self._go_on, where, coming), give_up)

    def _go_on(self, where: Where, coming: Coming, may_ask: bool) -> None:
        if not may_ask:
            self._give_up(where, coming)

    def _give_up(self, where: Where, coming: Coming, _error: object = None) -> None:
        # Once it is asked it may not be asked again, and that is no reason to drop the answer.
        if coming.seconds and self._coming.get(where) is coming:
            self.cancel(where)

    def tick(self) -> None:
        """A second has passed. It counts where the conversation is in view, or need not be."""
        for where, coming in list(self._coming.items()):
            if coming.seconds and (self._settings.add_in_background or self._is_seen(where)):
                coming.seconds -= 1
                if not coming.seconds:
                    self._ask(where, coming)
        self._tell()

    def ask_now(self, where: Where) -> None:
        """Wait no longer."""
        coming = self._coming.get(where)
        if coming is not None and coming.seconds:
            coming.seconds = 0
            self._ask(where, coming)
            self._tell()

    def cancel(self, where: Where) -> None:
        """Nothing is to be added there; what is being asked for is dropped."""
        coming = self._coming.pop(where, None)
        if coming is not None:
            if coming.writing is not None:
                coming.writing.cancel()
            self._tell()

    @property
    def _is_wanted(self) -> bool:
        return self._settings.add_by_itself and not self.is_demo

    def _count(self, where: Where, reply_id: int, may_ask: bool) -> None:
        if may_ask and self._is_wanted and not self._is_busy(where):
            self._coming[where] = Coming(reply_id, self._settings.add_after)
            self._tell()

    def _is_busy(self, where: Where) -> bool:
        return self._requests.is_replying(where) or self._requests.is_sending(where)

    def _follow_requests(self) -> None:
        for where in [where for where in self._coming if self._is_busy(where)]:
            self.cancel(where)

    def _ask(self, where: Where, coming: Coming) -> None:
        persona_id, session_id = where
        if session_id is not None:
            work = afterthoughts.ask(persona_id, session_id, coming.reply_id, self._requests.limits)
            self._run(work, self, partial(self._write, where, coming), partial(self._fail, where, coming))

    def _write(self, where: Where, coming: Coming, asked: "AfterthoughtPlan | None") -> None:
        if self._coming.get(where) is not coming:
            return
        if asked is None:
            self._leave(where, coming)
            return
        settle = partial(self._settle, where, coming, asked)
        coming.writing = self._writer().write([asked.request], partial(self._end, where, coming), settle)

    def _settle(self, where: Where, coming: Coming, asked: "AfterthoughtPlan", written: "Written") -> None:
        is_wanted = self._coming.get(where) is coming
        if written.outcome.problem:
            self._note(written)
            if is_wanted:
                self.failed.emit(where, written.outcome.problem)
        text = afterthoughts.text_of(written) if is_wanted else ""
        storing = partial(afterthoughts.settle_afterthought, asked, written, is_wanted=is_wanted)
        place = asked.persona_id, asked.session_id
        self._arrivals.store(Arrival(place, text, storing, partial(self._take, where), self._note))

    def _take(self, where: Where, message_id: int | None) -> None:
        if message_id is not None:
            self.added.emit(*where, message_id)

    def _end(self, where: Where, coming: Coming, _written: object) -> None:
        self._leave(where, coming)

    def _fail(self, where: Where, coming: Coming, error: KnownError) -> None:
        self._leave(where, coming)
        self._note(error)
        self.failed.emit(where, error)

    def _note(self, why: "Written | KnownError") -> None:
        """Note why nothing came: nobody may be looking, and nobody has asked for it."""
        self._run(afterthoughts.note_failure(why), self)

    def _leave(self, where: Where, coming: Coming) -> None:
        if self._coming.get(where) is coming:
            del self._coming[where]
            self._tell()

    def _tell(self) -> None:
        is_counting = any(coming.seconds for coming in self._coming.values())
        if not is_counting:
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start()
        self.changed.emit()
