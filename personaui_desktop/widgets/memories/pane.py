"""The memories pane: what the chosen persona remembers, and the ways to remember more."""

from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from personaui_desktop.conversation.limits import limits_of
from personaui_desktop.errors import KnownError
from personaui_desktop.item_models.memories import MemoryListModel
from personaui_desktop.operations import memories
from personaui_desktop.operations.memories import Passage
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.memories import Memory
from personaui_desktop.records.undo import StepTaken
from personaui_desktop.settings.table import Settings
from personaui_desktop.translation import translate
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.returning import Returning
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.desk import Desk
from personaui_desktop.widgets.memories.actions import MemoryActions
from personaui_desktop.widgets.memories.budget_watch import BudgetWatch
from personaui_desktop.widgets.memories.editor import Draft, MemoryEditor
from personaui_desktop.widgets.memories.foot import MemoriesFoot
from personaui_desktop.widgets.memories.matching import Order
from personaui_desktop.widgets.memories.memory_rows import MemoryRows
from personaui_desktop.widgets.memories.proposing import Proposing
from personaui_desktop.widgets.memories.remember_status import RememberStatus
from personaui_desktop.widgets.memories.remember_verbs import RememberVerbs
from personaui_desktop.widgets.memories.shelf import MemoryShelf
from personaui_desktop.widgets.memories.words import has_messages
from personaui_desktop.widgets.memories.writing import MemoryWriting

HIGH_ENOUGH = 560
"""Pixels from which on there is room for proposals beside what is being written."""


class MemoriesPane(QWidget):
    """Shows the memories of the place's persona and keeps up with what is announced about them.

    Args:
        desk: what there is once.
        place: whose memories.
        notices: where failures are told.
        history: where undo is offered.

    Signals:
        place_requested: a session and the first and last message that are to be shown.
        inspect_requested: what is sent is to be shown.
        wanted: the pane is to be seen.
        suggestions_changed: `has_suggestions` may answer otherwise now.
        order_chosen: the memories are to stand in that order from now on, by its name in the settings.
    """

    place_requested = Signal(object, object, object)
    inspect_requested = Signal()
    wanted = Signal()
    suggestions_changed = Signal()
    order_chosen = Signal(str)

    def __init__(
        self,
        desk: Desk,
        place: Place,
        notices: Notices,
        history: UndoHistory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        run, changed = desk.run, desk.changed
        self.making = making = desk.memories
        self._model = model = MemoryListModel(self)
        self._place = place
        self._run = run
        self._notices = notices
        self._rows = MemoryRows(model, place, run, changed, self)
        self.to_reveal: int | None = None
        """The memory that is chosen as soon as it is listed."""
        self.shelf = MemoryShelf(model)
        self.editor = MemoryEditor()
        self.remembering = RememberStatus(making, place, run, changed)
        self.verbs = RememberVerbs(making, place, notices, self)
        self.foot = MemoriesFoot(
            self.shelf, self.editor, self.remembering, self.verbs.remember, self.add_memory
        )
        self.memory_actions = MemoryActions(place, run, notices, history, self)
        self._writing = MemoryWriting(self.editor, place, run, notices, self)
        self.proposing = Proposing(
            self.shelf.proposals, self._writing, place, run, changed, notices, history, self
        )
        self._budget = BudgetWatch(self.shelf.show_budget, place, run, changed, self)
        self.commands = Commands()
        self.shelf.view.take_commands(self.commands)
        self._lay_out()
        self._connect(changed)
        history.taken.connect(self._show_taken)
        desk.preferences.changed.connect(self.apply_settings)
        self.apply_settings(desk.preferences.settings)

    def begin(self) -> None:
        """Show the memories of the persona that is shown already."""
        if self._place.persona_id:
            self._move(self._place.persona_id)
            self._rows.compare()

    def load(self) -> None:
        """Read the memories of the persona that is shown."""
        self._rows.read()
        self.proposing.load()
        self._budget.look()

    def apply_settings(self, settings: Settings) -> None:
        """Take over what the settings say about memories."""
        self._budget.set_limits(limits_of(settings))

    def sort_by(self, order: str) -> None:
        """Show the memories in this order: an `Order`'s value."""
        self.shelf.sort_by(Order(order))

    @property
    def unsaved_for(self) -> list[str]:
        """The personas for whom something is written that is not saved, by id."""
        return self._writing.unsaved_for

    @property
    def has_suggestions(self) -> bool:
        """Whether a suggested memory waits for an answer."""
        return self.proposing.are_any

    def add_memory(self, text: str = "") -> None:
        """Begin a memory written by hand, with what is written of it already."""
        self.wanted.emit()
        self._writing.begin(Draft(text))

    def remember_messages(self, start_id: int, end_id: int) -> None:
        """Begin a memory of some messages of the session that is shown, both ends included."""
        self.wanted.emit()
        first, last = sorted((start_id, end_id))
        persona_id, session_id = self._place.persona_id, self._place.session_id

        def begin(found: Passage) -> None:
            if (persona_id, session_id) == (self._place.persona_id, self._place.session_id):
                text = found.text.strip()
                draft = Draft(text, None, session_id, first, last, span=found.span, begun_with=text)
                self._writing.begin(draft)

        if session_id is not None:
            self._run(memories.passage(persona_id, session_id, first, last), self, begin, self._notices.tell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for: QWidget.resizeEvent."""
        super().resizeEvent(event)
        self._give_way()

    def show_memory_of(self, message_id: int) -> None:
        """Choose the memory that covers a message of the session that is shown; the newest of several."""
        self.wanted.emit()
        for memory in self._model.rows:
            start, end = memory.start_message_id, memory.end_message_id
            is_here = memory.session_id == self._place.session_id and start is not None and end is not None
            if is_here and (start or 0) <= message_id <= (end or 0):
                self.shelf.reveal(memory.id)
                self.shelf.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self._notices.show(translate("Memories", "The memory of this message cannot be found."))

    def edit_memory(self, memory: Memory) -> None:
        """Change a memory."""
        self.wanted.emit()
        self._writing.begin(Draft(memory.content, memory))

    def show_messages_of(self, memory: Memory) -> None:
        """Show the messages of a memory."""
        if has_messages(memory):
            self.place_requested.emit(memory.session_id, memory.start_message_id, memory.end_message_id)
        else:
            self._notices.show(translate("Memories", "This memory has no messages to show."))

    def focus_search(self) -> None:
        """Look for a memory, if there are any."""
        self.wanted.emit()
        if self.shelf.has_rows:
            self.shelf.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.shelf.search.selectAll()

    def choose_order(self, order: str) -> None:
        """Show the memories in this order from now on: an `Order`'s value."""
        self.sort_by(order)
        self.order_chosen.emit(order)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes to the pane goes on writing, or to its cards: QWidget.focusInEvent."""
        super().focusInEvent(event)
        if self.editor.is_open:
            self.editor.text.setFocus(event.reason())
        elif not self.shelf.take_focus(event.reason()):
            self.foot.remember_button.setFocus(event.reason())

    def _lay_out(self) -> None:
        self.setProperty("ground", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("Memories", "Memories"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.shelf, 1)
        layout.addWidget(self.foot)
        self._show_foot()

    def _connect(self, changed: SignalInstance) -> None:
        changed.connect(self._follow)
        self._rows.shown.connect(self._show_rows)
        self._rows.failed.connect(self._fail_to_read)
        self._place.persona_changed.connect(self._move)
        self._place.session_changed.connect(self._rows.compare)
        # Another program may have changed messages while the person was there.
        Returning(self).came_back.connect(self._rows.compare)
        shelf = self.shelf
        shelf.add_requested.connect(self.add_memory)
        shelf.reload_requested.connect(self._place.recovery.try_again)
        self._place.recovery.again.connect(self._try_again)
        shelf.order_chosen.connect(lambda order: self.order_chosen.emit(order.value))
        shelf.heading.inspect_requested.connect(self.inspect_requested)
        self.verbs.wanted.connect(self.wanted)
        self.proposing.changed.connect(self.suggestions_changed)
        self._writing.begun.connect(self._show_written)
        self.editor.closed.connect(self._stop_writing)
        self.foot.in_card.moved.connect(self._show_foot)
        self.making.proposed.connect(self._take_proposed)
        self.making.remembered.connect(self._tell_remembered)
        self.making.changed.connect(self._show_foot)

    def _follow(self, change: Change) -> None:
        """Choose what was made or changed in the editor of this window, as soon as it is read."""
        if change.topic is Topic.MEMORIES and change.asker is self._writing:
            self.to_reveal = change.ids[0]

    def _move(self, persona_id: str) -> None:
        """Show another persona."""
        self._writing.go_to(persona_id)
        self.shelf.show_reading()
        self.proposing.forget()
        self._rows.clear()
        self._show_foot()
        self.load()

    def _show_rows(self) -> None:
        self.shelf.show_rows()
        self._show_foot()
        if self.to_reveal is not None and self._model.row_of(self.to_reveal) is not None:
            self.shelf.reveal(self.to_reveal)
            self.to_reveal = None

    def _show_taken(self, taken: StepTaken) -> None:
        """Choose the memory that was brought back, or is as it was before."""
        for row in taken.rows:
            if row.table == "memories":
                self.to_reveal = row.row_id

    def _take_proposed(self, by: Place, persona_id: str, proposal_ids: list[int]) -> None:
        # Another window that shows the persona offers it as a suggestion.
        if by is self._place and persona_id == self._place.persona_id and proposal_ids:
            self.proposing.preview_next(proposal_ids[0])
            self.proposing.load()

    def _tell_remembered(self, persona_id: str, memory_id: int) -> None:
        if persona_id == self._place.persona_id:
            show = (translate("Memories", "Show"), partial(self.shelf.reveal, memory_id))
            self._notices.show(translate("Memories", "New memory saved."), action=show)

    def _fail_to_read(self, error: KnownError) -> None:
        self.shelf.show_problem(error)
        self._show_foot()
        self._place.recovery.wait()

    def _try_again(self) -> None:
        if self.shelf.has_problem:
            self.load()

    def _show_written(self, draft: Draft) -> None:
        self.foot.in_card.follow()
        self._show_foot()
        if draft.memory is not None:
            self.shelf.reveal(draft.memory.id)

    def _stop_writing(self, had_focus: bool) -> None:
        self.foot.in_card.follow()
        self._show_foot()
        if had_focus:
            self.shelf.take_focus(Qt.FocusReason.OtherFocusReason)

    def _show_foot(self) -> None:
        """What can be begun at the foot, and whether proposals give way to what is written."""
        button = self.foot.remember_button
        had_focus = button.hasFocus()
        self.foot.show_state(is_remembering=self.verbs.are_under_way)
        self.shelf.offer_adding(offered=not self.editor.is_open)
        self._give_way()
        if had_focus and not button.hasFocus():
            # A button that cannot be pressed any more hands the focus on to whatever comes next.
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_way(self) -> None:
        """In a low window there is no room for proposals while something is being written."""
        is_crowded = self.editor.is_open and self.height() < HIGH_ENOUGH
        self.shelf.proposals.give_way(gives_way=is_crowded)
