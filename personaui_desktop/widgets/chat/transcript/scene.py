"""What there is of a conversation to see: messages and their places, what is current, selected and found."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.records.personas import DEFAULT_PERSONA
from personaui_desktop.widgets.chat.transcript.layout.laid_messages import LaidMessage, LaidMessages
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.message import column_for
from personaui_desktop.widgets.chat.transcript.layout.placement import Placed, Placement
from personaui_desktop.widgets.chat.transcript.paint.message import Speaker
from personaui_desktop.widgets.chat.transcript.parts import Part
from personaui_desktop.widgets.chat.transcript.selection import FIRST_SPOT, LAST_SPOT, WHOLE, Selection, Spot
from personaui_desktop.widgets.chat.transcript.verbs import Verbs
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.place import Where

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.finding.finder import Finder
    from personaui_desktop.widgets.chat.transcript.finding.hits import Hit, HitsInBody

FIRST_WIDTH = 600
"""Until the view has its own, pixels."""


class Scene(QObject):
    """What the view, the tools and the painting share; none of them knows another's insides.

    Args:
        model: the messages; others fill it.
        look: how messages are set.
        parent: its owner.

    Attributes:
        commands: what can be done with messages; whose transcript it is declares them.
        speaker: who answers.
        run: runs operations; ``None`` where nothing but the loaded messages can be read.
        current_id: the message that the person is at.
        part: of it, the part that the keyboard is at.
        hovered_id: the message under the mouse.
        pointed: the message and part under the mouse.
        copied: the message and part that were copied a moment ago.
        pulse: counts up while a reply is being written.
        has_focus: the keyboard is here.
        is_keyboard_used: rather than the mouse.
        has_new_below: something came at the end that was not in view yet.
        cover: a widget that lies over the view's top, if it is visible.

    Signals:
        changed: ids of messages that look different now, or ``None`` where any may.
        hit_chosen: of what is looked for, go to a message, and to which of its hits, counted from 0.
    """

    changed = Signal(object)
    hit_chosen = Signal(object, object)

    def __init__(self, model: MessageListModel, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self.model = model
        self.messages = LaidMessages(model, look, column_for(FIRST_WIDTH, look))
        self.placement = Placement(model, self.messages)
        self.selection = Selection()
        self.verbs = Verbs(self)
        self.commands = Commands()
        self.speaker = Speaker(DEFAULT_PERSONA)
        self.run: Run | None = None
        self.current_id: int | None = None
        self.part: Part | None = None
        self.hovered_id: int | None = None
        self.pointed: tuple[int, Part] | None = None
        self.copied: tuple[int, Part] | None = None
        self.pulse = 0
        self.has_focus = self.is_keyboard_used = self.has_new_below = False
        self.cover: QWidget | None = None
        self._where: Callable[[], Where] = lambda: ("", None)
        self._hits: dict[int, HitsInBody] = {}
        self._is_looked_for = False
        self.placement.reset()

    def change(self, *message_ids: int) -> None:
        """Tell that messages look different now; without ids, that any may."""
        self.changed.emit(message_ids or None)

    def set_source(self, run: Run, where: Callable[[], Where]) -> None:
        """Say how to read what is not loaded, and of which persona's session."""
        self.run, self._where = run, where
        if self._is_looked_for:
            self.finder.set_source(run, where)

    @cached_property
    def finder(self) -> "Finder":
        """Finds a text; made when one is first looked for, which few starts begin with."""
        from personaui_desktop.widgets.chat.transcript.finding.finder import Finder

        self._is_looked_for = True
        finder = Finder(self.model, self)
        if self.run is not None:
            finder.set_source(self.run, self._where)
        finder.changed.connect(self.change)
        finder.hit_chosen.connect(self.hit_chosen)
        return finder

    @property
    def where(self) -> Where:
        """The persona and session that are shown, as far as is known."""
        return self._where()

    @property
    def can_read(self) -> bool:
        """Whether messages that are not loaded can be read."""
        return self.run is not None and self.where[1] is not None

    @property
    def height(self) -> float:
        """How high the view is, pixels."""
        return self.placement.view_height

    @property
    def covered_height(self) -> float:
        """How much of the view's top is covered, pixels."""
        cover = self.cover
        return cover.geometry().bottom() + 1.0 if cover is not None and cover.isVisible() else 0.0

    def row_of(self, message_id: int | None) -> Placed | None:
        """The row in view that shows a message."""
        return next((row for row in self.placement.placed if row.laid.message.id == message_id), None)

    @property
    def current_rect(self) -> QRect:
        """Where the current message is in the viewport; empty where it is out of view."""
        row = self.row_of(self.current_id)
        return QRect() if row is None else row.laid.rects.bubble.translated(0, row.top).toRect()

    @property
    def focused(self) -> tuple[int, Part | None] | None:
        """The current message and part, while it is the keyboard that is used."""
        if self.current_id is None or not self.is_keyboard_used:
            return None
        return self.current_id, self.part

    def set_current(self, message_id: int | None) -> None:
        """Make a message current."""
        if message_id != self.current_id:
            self.current_id, self.part = message_id, None
            self.change()

    def choose_part(self, part: Part | None) -> None:
        """Go to a part of the current message."""
        self.part = part
        self.change()

    def use_keyboard(self, used: bool) -> None:
        """Say what the person uses; with the mouse, nothing needs a ring around it."""
        self.is_keyboard_used = used
        self.change()

    def point_at(self, message_id: int | None, part: tuple[int, Part] | None) -> None:
        """Say which message is under the mouse, and which part of which message."""
        touched = {self.hovered_id, message_id}
        self.hovered_id, self.pointed = message_id, part
        self.change(*(each for each in touched if each is not None))

    def select(self, first: Spot, last: Spot) -> None:
        """Select everything between two spots."""
        self.selection.select(first, last)
        self.change()

    def select_messages(self, first_id: int, last_id: int) -> None:
        """Select messages whole, from the first to the last."""
        self.select(Spot(first_id, 0, 0), Spot(last_id, WHOLE, WHOLE))

    def select_all(self) -> None:
        """Select the whole session, loaded or not."""
        if self.model.rowCount():
            self.select(FIRST_SPOT, LAST_SPOT)

    def deselect(self) -> None:
        """Select nothing."""
        self.selection.clear()
        self.change()

    @property
    def selected_ids(self) -> tuple[int, int] | None:
        """The ids of the first and last message of which anything is selected."""
        if self.selection.is_empty:
            return None
        first, last = self.selection.limits()
        return first.message_id, last.message_id

    def seek(self, query: str, from_id: int | None = None) -> None:
        """Look for a text, first near a message, or near what is in view."""
        self._hits.clear()
        placed = self.placement.placed
        if from_id is None and placed:
            from_id = placed[-1].laid.message.id
        self.finder.seek(query, from_id)

    def hits(self, laid: LaidMessage) -> list["Hit"]:
        """The places of a message that hold what is looked for."""
        sought = self.finder.sought if self._is_looked_for else None
        if sought is None:
            return []
        from personaui_desktop.widgets.chat.transcript.finding.hits import HitsInBody

        message_id = laid.message.id
        known = self._hits.get(message_id)
        if known is None or known.body is not laid.body:
            known = self._hits[message_id] = HitsInBody(sought, laid.body)
        return known.hits()

    def begin_anew(self) -> None:
        """Other messages are there now: nothing of the last ones holds any more."""
        self.selection.clear()
        self.pointed = self.hovered_id = None
        self.has_new_below = False
        self.messages.unread_id = None
        self.messages.unfolded.clear()
        self.messages.forget()
        self.placement.reset()
        self.set_current(None)
