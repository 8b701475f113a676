"""Keeps the cost line true: reads when something was stored, counts when the person pauses in writing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.conversation.tokens import estimate_tokens
from personaui_desktop.operations import inspection
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.replies import ReplyRequest
from personaui_desktop.translation import translated
from personaui_desktop.widgets.chat.composer import Composer
from personaui_desktop.widgets.chat.cost_line import CostLine
from personaui_desktop.widgets.common.kept import Kept, told_elsewhere
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.returning import Returning

if TYPE_CHECKING:
    from personaui_desktop.conversation.context import ContextPlan
    from personaui_desktop.operations.inspection import NextMessage

READ_MS = 150
"""What is stored in quick succession is read once."""
WRITTEN_MS = 400
EXACT_MS = 1_200
"""How long a pause in writing is before the server is asked to count."""

Count = Callable[[ReplyRequest], Operation[int | None]]


class CostWatch(QObject):
    """Reads, counts and shows. Results for what is no longer shown or written are dropped.

    Signals:
        counted: `price_of_a_reply` may answer otherwise now.
        read: what the next message would send, an `operations.inspection.NextMessage`.
    """

    counted = Signal()
    read = Signal(object)

    def __init__(
        self, line: CostLine, composer: Composer, place: Place, run: Run, changed: SignalInstance
    ) -> None:
        super().__init__(line)
        self._line, self._composer, self._place, self._run = line, composer, place, run
        self._limits = ContextLimits()
        self._model, self._is_demo = "", False
        self._count: Count | None = None
        self._next: NextMessage | None = None
        self._exact: int | None = None
        self._turn = 0
        self._reading = Kept(place, run, self._ask, self._take, self, by_session=True, settle_ms=READ_MS)
        self._writing = _timer(self, WRITTEN_MS, self._show)
        self._counting = _timer(self, EXACT_MS, self._ask_server)
        self._expiring = _timer(self, 0, self._reading.read)
        composer.text_changed.connect(self._follow_text)
        place.persona_changed.connect(self.refresh)
        place.session_changed.connect(self.refresh)
        changed.connect(self._take_in)
        # The prices may have been edited meanwhile.
        Returning(self).came_back.connect(self._reading.read_soon)

    @property
    def price_of_a_reply(self) -> str:
        """What one more reply costs, as estimated, without anything that is written."""
        from personaui_desktop.widgets.chat.cost_words import about

        found = self._next
        return about(None if found is None else found.cost(self._model, found.tokens))

    def set_limits(self, limits: ContextLimits) -> None:
        """How much is sent at most."""
        self._limits = limits
        self.refresh()

    def set_responder(self, model: str, *, is_demo: bool) -> None:
        """Whose price counts."""
        self._model, self._is_demo = model, is_demo
        self.refresh()

    def set_count(self, count: Count | None) -> None:
        """How the server is asked to count, or ``None`` where it is not to be asked."""
        self._count = count
        self._forget_exact()

    def refresh(self, _whither: object = None) -> None:
        """Read anew what the next message takes, soon."""
        self._forget_exact()
        self._reading.read_soon()

    def _take_in(self, change: Change) -> None:
        if change.persona_id != self._place.persona_id:
            return
        if change.topic in {Topic.MESSAGES, Topic.MEMORIES, Topic.PERSONAS}:
            self.refresh()
        elif change.topic is Topic.SPENDING:
            self._reading.read_soon()

    def _follow_text(self) -> None:
        self._forget_exact()
        self._writing.start()

    def _forget_exact(self) -> None:
        self._turn += 1
        self._exact = None
        if self._count is not None and not self._is_demo:
            self._counting.start()
        else:
            self._counting.stop()

    def _ask(self) -> "Operation[NextMessage]":
        return inspection.next_message(self._place.persona_id, self._place.session_id, self._limits)

    def _take(self, found: "NextMessage") -> None:
        self._next = found
        if found.cached:
            self._expiring.start(round(found.cached_seconds * 1000) + 500)
        self._show()
        self.counted.emit()
        self.read.emit(found)

    def _ask_server(self) -> None:
        turn, count = self._turn, self._count
        if count is None or not self._place.persona_id or not self._composer.text.strip():
            return

        def take(counted: int | None) -> None:
            if turn == self._turn and counted is not None:
                self._exact = counted
                self._show()

        def ask(plan: "ContextPlan") -> None:
            if turn == self._turn:
                self._run(count(plan.request()), self, take, told_elsewhere)

        where = (self._place.persona_id, self._place.session_id)
        operation = inspection.plan_now(*where, self._composer.text, self._limits)
        self._run(operation, self, ask, told_elsewhere)

    def _show(self) -> None:
        found = self._next
        if found is None:
            return
        # Prices and decimals come with it, and are no part of the start.
        from personaui_desktop.widgets.chat.cost_words import Costs

        tokens = self._exact
        if tokens is None:
            tokens = found.tokens + estimate_tokens(self._composer.text.strip())
        self._line.show_costs(
            Costs(
                tokens,
                found.cached,
                found.cost(self._model, tokens),
                found.spent,
                found.reply_tokens,
                is_exact=self._exact is not None,
                is_demo=self._is_demo,
                problem=translated(found.table.problem),
            )
        )


def _timer(parent: QObject, milliseconds: int, then: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer
