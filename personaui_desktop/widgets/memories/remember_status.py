"""Says at the pane's foot how remembering stands: under way, failed, or what there is to remember."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.conversation.memory_request import FEWEST_MESSAGES
from personaui_desktop.operations import remembering
from personaui_desktop.operations.remembering import Outlook
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.common.kept import Kept
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.wording import breakable, isolated
from personaui_desktop.widgets.memories.making import MemoryMaking
from personaui_desktop.widgets.memories.remember_line import RememberLine
from personaui_desktop.widgets.memories.words import short_number

SETTLE_MS = 300
"""How long after the last change it is looked anew how much there is to remember."""

_TOPICS = {Topic.MESSAGES, Topic.MEMORIES, Topic.PROPOSALS}


class RememberStatus(QWidget):
    """Follows the place and the making, and shows one line.

    Signals:
        changed: `can_begin` may answer otherwise now.

    Args:
        making: has memories written.
        place: whose conversation.
        run: the database worker's ``run``.
        changed: the database worker's ``changed``.
    """

    changed = Signal()

    def __init__(
        self,
        making: MemoryMaking,
        place: Place,
        run: Run,
        changed: SignalInstance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._making, self._place = making, place
        self._outlook: Outlook | None = None
        self.line = RememberLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self._kept = Kept(place, run, self._ask, self._receive, self, by_session=True, settle_ms=SETTLE_MS)
        self._looked_for = ("", 0)
        making.changed.connect(self._follow_flow)
        place.session_changed.connect(self._go)
        place.persona_changed.connect(self._go)
        changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew at what changed meanwhile: QWidget.showEvent."""
        super().showEvent(event)
        self._kept.read_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody reads it now: QWidget.hideEvent."""
        super().hideEvent(event)
        self._kept.rest()

    @property
    def can_begin(self) -> bool:
        """Whether there is enough to remember, as far as is known."""
        return self._outlook is None or not self._outlook.missing

    def look(self) -> None:
        """Look how much of the session is still to be remembered."""
        self._kept.read()

    def _ask(self) -> Operation[Outlook]:
        self._looked_for = self._question
        return remembering.outlook(self._place.persona_id, self._place.session_id, *self._looked_for)

    def _receive(self, found: Outlook) -> None:
        self._outlook = found
        self._show()

    @property
    def _question(self) -> tuple[str, int]:
        """What the settings say about remembering by itself: by which model, after how many messages."""
        settings = self._making.settings
        return self._making.model_by_itself or settings.model, settings.remember_after

    def _go(self) -> None:
        self._outlook = None
        self._show()
        if self.isVisible():
            self.look()

    def _follow_flow(self) -> None:
        self._show()
        if self._question != self._looked_for:
            self._look_soon()

    def _follow(self, change: Change) -> None:
        if change.persona_id == self._place.persona_id and change.topic in _TOPICS:
            self._look_soon()

    def _look_soon(self) -> None:
        if self.isVisible():
            self._kept.read_soon()

    def _show(self) -> None:
        persona_id, session_id = self._place.persona_id, self._place.session_id
        errand, trouble = self._making.errand(persona_id), self._making.trouble(persona_id, session_id)
        if errand is not None:
            part = f" {errand.number} of {errand.count}" if errand.count > 1 else ""
            cancel = ("Cancel", partial(self._making.cancel, persona_id))
            self.line.say(f"Writing memory{part}…", action=cancel)
        elif trouble is not None:
            retry = ("Try again", trouble.retry) if trouble.retry else None
            close = partial(self._making.forget_trouble, persona_id, session_id)
            self.line.say(trouble.sentence, "warn" if trouble.is_wrong else "dim", retry, close)
        elif self._outlook is not None:
            self._show_outlook(self._outlook, persona_id, session_id)
        else:
            self.line.say("")
        self.changed.emit()

    def _show_outlook(self, outlook: Outlook, persona_id: str, session_id: int | None) -> None:
        gap = outlook.amount.gap
        if gap is not None and session_id is not None:
            first, last, count = gap
            remember = partial(self._making.remember_range, persona_id, session_id, first, last, self._place)
            self.line.say(
                f"{count:,} earlier messages are not remembered yet.", action=("Remember them", remember)
            )
        else:
            self.line.say(outlook_line(outlook, self._making.settings, is_free=self._making.is_free))


def outlook_line(outlook: Outlook, settings: Settings, *, is_free: bool = False) -> str:
    """What is missing until there is something to remember, or when that happens by itself at what cost."""
    name = breakable(isolated(outlook.name)) or "Your persona"
    if outlook.missing:
        return _missing_line(outlook, name)
    if not settings.remember_after:
        more = "+" if outlook.amount.is_more else ""
        if outlook.is_first:
            return "Nothing in this conversation is remembered yet."
        return f"{outlook.amount.messages:,}{more} messages since the last memory."
    left = max(1, settings.remember_after - outlook.user_messages)
    when = "after your next message" if left == 1 else f"in {left:,} messages"
    verb = "save" if settings.accept_memories else "suggest"
    price = "" if is_free else f" {_price(outlook)}"
    return f"{name} will {verb} a memory {when}.{price}"


def _missing_line(outlook: Outlook, name: str) -> str:
    count = "1 message" if outlook.missing == 1 else f"{outlook.missing:,} messages"
    if outlook.is_first:
        more = count.replace(" ", " more ") if outlook.missing < FEWEST_MESSAGES else count
        return f"After {more}, {name} can remember this conversation."
    if not outlook.amount.messages:
        return "Nothing new to remember."
    return f"After {count.replace(' ', ' more ')}, {name} can remember what is new."


def _price(outlook: Outlook) -> str:
    tokens = f"About {short_number(outlook.tokens)} tokens"
    return f"{tokens}." if outlook.price is None else f"{tokens}, ${money(outlook.price)}."


def money(amount: Decimal) -> str:
    """A small amount with two digits that count."""
    if amount >= 1:
        return f"{amount:.2f}"
    return f"{amount:.2g}" if amount >= Decimal("0.0001") else "0.0001"
