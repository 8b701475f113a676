"""Says at the pane's foot how remembering stands: under way, failed, or what there is to remember."""

from decimal import Decimal
from functools import partial
from time import monotonic

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.conversation.memory_request import FEWEST_MESSAGES
from personaui_desktop.operations import remembering
from personaui_desktop.operations.remembering import Outlook
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.replies import ServerWait
from personaui_desktop.settings.table import Settings
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.kept import Kept
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.wait_words import words_of
from personaui_desktop.widgets.common.wording import breakable, isolated
from personaui_desktop.widgets.memories.making import MemoryErrand, MemoryMaking
from personaui_desktop.widgets.memories.remember_line import RememberLine
from personaui_desktop.widgets.memories.words import short_number

SETTLE_MS = 300
"""How long after the last change it is looked anew how much there is to remember."""

_AFTER = Phrase(
    "Memories",
    "After {n} message, {name} can remember this conversation."
    "|After {n} messages, {name} can remember this conversation.",
)
_AFTER_MORE = Phrase(
    "Memories",
    "After {n} more message, {name} can remember this conversation."
    "|After {n} more messages, {name} can remember this conversation.",
)
_NEW_AFTER_MORE = Phrase(
    "Memories",
    "After {n} more message, {name} can remember what is new."
    "|After {n} more messages, {name} can remember what is new.",
)

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
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._show)
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
        self._wait.stop()
        persona_id, session_id = self._place.persona_id, self._place.session_id
        errand, trouble = self._making.errand(persona_id), self._making.trouble(persona_id, session_id)
        if errand is not None:
            self._show_errand(errand, persona_id)
        elif trouble is not None:
            retry = (translate("Memories", "Try again"), trouble.retry) if trouble.retry else None
            forget = partial(self._making.forget_trouble, persona_id, session_id)
            close = (translate("Memories", "Close"), forget)
            self.line.say(trouble.sentence, "warn" if trouble.is_wrong else "dim", retry, close)
        elif self._outlook is not None:
            self._show_outlook(self._outlook, persona_id, session_id)
        else:
            self.line.say("")
        self.changed.emit()

    def _show_errand(self, errand: MemoryErrand, persona_id: str) -> None:
        """Say that it is being written, and what that waits for."""
        writing = errand.writing
        wait = ServerWait() if writing is None else writing.server_wait
        said = words_of(wait, monotonic())
        if said.changes_in_ms is not None:
            self._wait.start(said.changes_in_ms)
        cancel = (translate("Memories", "Cancel"), partial(self._making.cancel, persona_id))
        if writing is not None and wait.busy_until is not None:
            sentence = f"{said.sentence} {said.remedy}"
            self.line.say(sentence, action=(translate("Chat", "Retry now"), writing.ask_now), second=cancel)
        else:
            sentence = f"{_writing_line(errand.number, errand.count)} {said.sentence}".strip()
            self.line.say(sentence, action=cancel)

    def _show_outlook(self, outlook: Outlook, persona_id: str, session_id: int | None) -> None:
        gap = outlook.amount.gap
        if gap is not None and session_id is not None:
            first, last, count = gap
            remember = partial(self._making.remember_range, persona_id, session_id, first, last, self._place)
            earlier = Phrase(
                "Memories",
                "{n} earlier message is not remembered yet.|{n} earlier messages are not remembered yet.",
            )
            action = (translate("Memories", "Remember them"), remember)
            self.line.say(translated(earlier.of(count)), action=action)
        else:
            self.line.say(outlook_line(outlook, self._making.settings, is_free=self._making.is_free))


def outlook_line(outlook: Outlook, settings: Settings, *, is_free: bool = False) -> str:
    """What is missing until there is something to remember, or when that happens by itself at what cost."""
    name = breakable(isolated(outlook.name)) or translate("Memories", "Your persona")
    if outlook.missing:
        return _missing_line(outlook, name)
    if not settings.remember_after:
        return _by_hand_line(outlook)
    left = max(1, settings.remember_after - outlook.user_messages)
    when = (
        translate("Memories", "after your next message")
        if left == 1
        else translated(Phrase("Memories", "in {n} message|in {n} messages").of(left))
    )
    will = (
        translate("Memories", "{name} will save a memory {when}.")
        if settings.accept_memories
        else translate("Memories", "{name} will suggest a memory {when}.")
    )
    line = will.format(name=name, when=when)
    return line if is_free else f"{line} {_price(outlook)}"


def _by_hand_line(outlook: Outlook) -> str:
    if outlook.is_first:
        return translate("Memories", "Nothing in this conversation is remembered yet.")
    since = (
        Phrase("Memories", "{n}+ message since the last memory.|{n}+ messages since the last memory.")
        if outlook.amount.is_more
        else Phrase("Memories", "{n} message since the last memory.|{n} messages since the last memory.")
    )
    return translated(since.of(outlook.amount.messages))


def _missing_line(outlook: Outlook, name: str) -> str:
    if outlook.is_first:
        after = _AFTER_MORE if outlook.missing < FEWEST_MESSAGES else _AFTER
    elif outlook.amount.messages:
        after = _NEW_AFTER_MORE
    else:
        return translate("Memories", "Nothing new to remember.")
    return translated(after.filled(name=name).of(outlook.missing))


def _writing_line(number: int, count: int) -> str:
    if count <= 1:
        return translate("Memories", "Writing memory…")
    return translate("Memories", "Writing memory {number} of {count}…").format(number=number, count=count)


def _price(outlook: Outlook) -> str:
    tokens = short_number(outlook.tokens)
    if outlook.price is None:
        return translate("Memories", "About {tokens} tokens.").format(tokens=tokens)
    return translate("Memories", "About {tokens} tokens, ${price}.").format(
        tokens=tokens, price=money(outlook.price)
    )


def money(amount: Decimal) -> str:
    """A small amount with two digits that count."""
    if amount >= 1:
        return f"{amount:.2f}"
    return f"{amount:.2g}" if amount >= Decimal("0.0001") else "0.0001"
