"""The memories pane: the chosen persona's memories, and everything that can be done with them."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.errors import InvalidInput, KnownError
from personaui_desktop.item_models.memories import MemoryListModel
from personaui_desktop.operations import memories, remembering
from personaui_desktop.operations.memories import Forgotten
from personaui_desktop.records import Change, Memory, Proposal, Topic
from personaui_desktop.widgets.common.buttons import primary_button, tool_button
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.theme import RELATED
from personaui_desktop.widgets.memories.editor import Draft, MemoryEditor
from personaui_desktop.widgets.memories.flow import MemoryFlow
from personaui_desktop.widgets.memories.remembering import Remembering
from personaui_desktop.widgets.memories.shelf import MARGIN, MemoryShelf
from personaui_desktop.widgets.memories.words import has_messages

REMEMBER = "Remember this conversation"
WIDE_ENOUGH = 280
"""Pixels from which on the button's words fit."""


class MemoriesPane(QWidget):
    """Shows the memories of the place's persona and keeps up with what is announced about them.

    Args:
        model: filled here, by results of operations.
        place: whose memories.
        run: runs the operations.
        changed: the database worker's announcements.
        notices: where undo is offered and failures are told.
        flow: has memories written.

    Signals:
        place_requested: a session and the first and last message that are to be shown.
    """

    place_requested = Signal(int, int, int)

    def __init__(
        self,
        model: MemoryListModel,
        place: Place,
        run: Run,
        changed: SignalInstance,
        notices: Notices,
        flow: MemoryFlow,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.flow = flow
        self._model = model
        self._place = place
        self._run = run
        self._notices = notices
        self._written_for = place.persona_id
        self._put_aside: dict[str, Draft] = {}
        self._to_reveal: int | None = None
        self._proposals: list[Proposal] = []
        self._to_preview: int | None = None
        self.shelf = MemoryShelf(model)
        self.editor = MemoryEditor()
        self.remember_button = primary_button(REMEMBER, self.remember)
        self.remember_button.setAccessibleName(REMEMBER)
        self.remember_button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.remember_button.setToolTip(
            "Has a memory written of what was said since the last one. You see it before it counts."
        )
        self.add_button = tool_button("plus", "Add a memory by hand", self.add_memory)
        self.remembering = Remembering(flow, place, run, changed)
        self._lay_out()
        self._connect(changed)

    def load(self) -> None:
        """Read the memories of the persona that is shown."""
        persona_id = self._place.persona_id

        def receive(rows: list[Memory]) -> None:
            if persona_id == self._place.persona_id:
                self._receive(rows)

        def fail(error: KnownError) -> None:
            if persona_id == self._place.persona_id:
                self._fail_to_read(error)

        self._run(memories.listing(persona_id), self, receive, fail)

        def receive_proposals(proposals: list[Proposal]) -> None:
            if persona_id == self._place.persona_id:
                self._show_proposals(proposals)

        # A file that cannot be read is told once, by its memories.
        self._run(memories.proposals(persona_id), self, receive_proposals, lambda _error: None)

    def add_memory(self) -> None:
        """Begin a memory written by hand."""
        self._begin(Draft())

    def remember_messages(self, start_id: int, end_id: int) -> None:
        """Begin a memory of some messages of the session that is shown, both ends included."""
        first, last = sorted((start_id, end_id))
        self._begin(Draft("", None, self._place.session_id, first, last))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say in as many words as there is room for what the button does: QWidget.resizeEvent."""
        super().resizeEvent(event)
        words = REMEMBER if event.size().width() >= WIDE_ENOUGH else REMEMBER.split()[0]
        self.remember_button.setText(words)

    def remember(self) -> None:
        """Have a memory written of what was said in the conversation since the last one."""
        session_id = self._place.session_id
        if session_id is None:
            self._notices.show("No conversation is open.", "Choose one, or write a first message.")
        else:
            self.flow.remember(self._place.persona_id, session_id)

    def remember_selected(self, first_id: int, last_id: int) -> None:
        """Have a memory written of some messages of the session that is shown."""
        if self._place.session_id is not None:
            self.flow.remember_range(self._place.persona_id, self._place.session_id, first_id, last_id)

    def show_memory_of(self, message_id: int) -> None:
        """Choose the memory that covers a message of the session that is shown; the newest of several."""
        for memory in self._model.rows:
            start, end = memory["start_message_id"], memory["end_message_id"]
            is_here = memory["session_id"] == self._place.session_id and start is not None and end is not None
            if is_here and (start or 0) <= message_id <= (end or 0):
                self.shelf.reveal(memory["id"])
                self.shelf.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self._notices.show("No memory names this message.", "It was remembered before ranges were kept.")

    def pin_memory(self) -> None:
        """Pin the chosen memory, or let it go."""
        self._with_chosen(self._pin)

    def edit_memory(self) -> None:
        """Change the chosen memory."""
        self._with_chosen(self._edit)

    def switch_memory(self) -> None:
        """Switch the chosen memory on or off."""
        self._with_chosen(self._switch)

    def delete_memory(self) -> None:
        """Delete the chosen memory; it can be brought back for a while."""
        self._with_chosen(self._delete)

    def focus_search(self) -> None:
        """Go to the search field."""
        self.shelf.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.shelf.search.selectAll()

    def _lay_out(self) -> None:
        self.setProperty("ground", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Memories")
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, RELATED, MARGIN, MARGIN)
        foot.setSpacing(RELATED)
        foot.addWidget(self.editor)
        foot.addWidget(self.remembering)
        buttons = QHBoxLayout()
        buttons.setSpacing(RELATED)
        buttons.addWidget(self.remember_button, 1)
        buttons.addWidget(self.add_button)
        foot.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.shelf, 1)
        layout.addLayout(foot)
        self._show_foot()

    def _connect(self, changed: SignalInstance) -> None:
        changed.connect(self._follow)
        self._place.persona_changed.connect(self._move)
        self.shelf.add_requested.connect(self.add_memory)
        self.shelf.reload_requested.connect(self.load)
        self.shelf.view.edit_requested.connect(self._edit)
        self.shelf.view.switch_requested.connect(self._switch)
        self.shelf.view.delete_requested.connect(self._delete)
        self.shelf.view.pin_requested.connect(self._pin)
        self.shelf.view.anew_requested.connect(self._make_anew)
        self.shelf.view.place_requested.connect(self._show_place)
        proposals = self.shelf.proposals
        proposals.accept_requested.connect(self._accept)
        proposals.edit_requested.connect(self._preview)
        proposals.discard_requested.connect(self._discard)
        self._place.session_changed.connect(lambda _id: self._sort_proposals())
        self.flow.proposed.connect(self._take_proposed)
        self.flow.remembered.connect(self._tell_remembered)
        self.flow.changed.connect(self._show_foot)
        self.editor.save_requested.connect(self._save)
        self.editor.closed.connect(self._stop_writing)

    def _follow(self, change: Change) -> None:
        if change.persona_id != self._place.persona_id:
            return
        if change.topic is Topic.MEMORIES:
            self.load()
        elif change.topic is Topic.MESSAGES:
            self._run(memories.compare(change.persona_id), self, otherwise=self._tell)

    def _move(self, persona_id: str) -> None:
        """Show another persona; what is being written for the last one is put aside, not lost."""
        if self.editor.is_open and self.editor.draft.is_changed:
            self._put_aside[self._written_for] = self.editor.draft
        self.editor.close_editor()
        self._written_for = persona_id
        self.shelf.show_reading()
        self._proposals = []
        self._to_preview = None
        self._sort_proposals()
        self._model.set_rows([])
        self.load()
        draft = self._put_aside.pop(persona_id, None)
        if draft is not None:
            self.editor.open_editor(draft)
            self._show_foot()

    def _receive(self, rows: list[Memory]) -> None:
        self._model.set_rows(rows)
        self.shelf.show_rows()
        self._show_foot()
        if self._to_reveal is not None and self._model.row_of(self._to_reveal) is not None:
            self.shelf.reveal(self._to_reveal)
            self._to_reveal = None

    def _show_proposals(self, proposals: list[Proposal]) -> None:
        """Show the proposals, and where the person asked for one, its text to be read and changed."""
        self._proposals = proposals
        self._sort_proposals()
        if self._to_preview is not None:
            proposal = self.shelf.proposals.find(self._to_preview)
            if proposal is not None and not self.editor.is_open:
                self._preview(proposal)
            self._to_preview = None

    def _sort_proposals(self) -> None:
        self.shelf.proposals.show_proposals(self._proposals, self._place.session_id)

    def _take_proposed(self, persona_id: str, proposal_ids: list[int]) -> None:
        if persona_id == self._place.persona_id and proposal_ids:
            self._to_preview = proposal_ids[0]
            self.load()

    def _preview(self, proposal: Proposal) -> None:
        self._begin(Draft(proposal.content, proposal=proposal))

    def _accept(self, proposal: Proposal) -> None:
        self._store_accepted(proposal, proposal.content, self._tell)

    def _discard(self, proposal: Proposal) -> None:
        persona_id = self._place.persona_id

        def offer_again() -> None:
            work = remembering.offer_again(persona_id, proposal.proposal_id)
            self._run(work, self, otherwise=self._tell)

        def offer_undo(was_there: bool) -> None:
            if was_there:
                self._notices.show("Proposed memory discarded.", action=("Undo", offer_again))

        if self.editor.is_open and self.editor.draft.proposal == proposal:
            self.editor.close_editor()
        self._run(remembering.discard(persona_id, proposal.proposal_id), self, offer_undo, self._tell)

    def _store_accepted(self, proposal: Proposal, text: str, otherwise: Callable[[KnownError], None]) -> None:
        persona_id = self._place.persona_id

        def finish(memory_id: int) -> None:
            if persona_id == self._place.persona_id:
                self._to_reveal = memory_id
                if self.editor.is_open and self.editor.draft.proposal == proposal:
                    self.editor.close_editor()

        self._run(remembering.accept(persona_id, proposal.proposal_id, text), self, finish, otherwise)

    def _tell_remembered(self, persona_id: str, memory_id: int) -> None:
        if persona_id == self._place.persona_id:
            show = ("Show", lambda: self.shelf.reveal(memory_id))
            self._notices.show("A memory was made of this conversation.", action=show)

    def _fail_to_read(self, error: KnownError) -> None:
        self.shelf.show_problem(error)
        self._show_foot()

    def _with_chosen(self, do: Callable[[Memory], None]) -> None:
        memory = self.shelf.view.current_memory
        if memory is None:
            self._notices.show("No memory is chosen.", "Choose one in the memories pane first.")
        else:
            do(memory)

    def _begin(self, draft: Draft) -> None:
        if self.editor.is_open and self.editor.draft.is_changed:
            self._notices.show("A memory is still being written.", "Save it or leave it first.")
            self.editor.text.setFocus()
        else:
            self.editor.open_editor(draft)
            self.editor.text.setFocus()
            self._show_foot()
            if draft.memory is not None:
                self.shelf.reveal(draft.memory["id"])

    def _edit(self, memory: Memory) -> None:
        self._begin(Draft(memory["content"], memory))

    def _save(self, draft: Draft) -> None:
        if draft.proposal is not None:
            self._store_accepted(draft.proposal, draft.text, self.editor.show_problem)
            return
        persona_id = self._place.persona_id

        def finish(result: int) -> None:
            if persona_id == self._place.persona_id:
                self._finish_saving(draft, result)
            else:
                self._put_aside.pop(persona_id, None)

        def fail(error: KnownError) -> None:
            # For another persona by now, what was written lies aside and is shown again with that persona.
            say = self.editor.show_problem if persona_id == self._place.persona_id else self._tell
            say(error)

        self._run(_storing(persona_id, draft), self, finish, fail)

    def _finish_saving(self, draft: Draft, result: int) -> None:
        """The result is a new memory's id, or whether the edited memory was there."""
        if result:
            self._to_reveal = result if draft.memory is None else draft.memory["id"]
            self.editor.close_editor()
            return
        self.editor.open_editor(draft._replace(memory=None))
        self.editor.show_problem(
            InvalidInput(
                "This memory has been deleted meanwhile.", "Save again to keep the text as a new memory."
            )
        )

    def _switch(self, memory: Memory) -> None:
        work = memories.switch(self._place.persona_id, memory["id"], not memory["is_active"])
        self._run(work, self, otherwise=self._tell)

    def _delete(self, memory: Memory) -> None:
        persona_id = self._place.persona_id

        def offer_undo(forgotten: Forgotten | None) -> None:
            def restore() -> None:
                if forgotten is not None:
                    self._to_reveal = memory["id"]
                    self._run(memories.restore(persona_id, forgotten), self, otherwise=self._tell)

            if forgotten is not None:
                self._notices.show("Memory deleted.", action=("Undo", restore))

        self._run(memories.delete(persona_id, memory["id"]), self, offer_undo, self._tell)

    def _pin(self, memory: Memory) -> None:
        work = memories.pin(self._place.persona_id, memory["id"], not memory.get("pinned", False))
        self._run(work, self, otherwise=self._tell)

    def _make_anew(self, memory: Memory) -> None:
        self.flow.make_anew(self._place.persona_id, memory)

    def _show_place(self, memory: Memory) -> None:
        if has_messages(memory):
            self.place_requested.emit(
                memory["session_id"], memory["start_message_id"], memory["end_message_id"]
            )
        else:
            self._notices.show("This memory has no messages to show.")

    def _tell(self, error: KnownError) -> None:
        self._notices.show(str(error), error.remedy, kind="warning")

    def _stop_writing(self, had_focus: bool) -> None:
        self._show_foot()
        if had_focus:
            target = self.shelf.view if self.shelf.has_rows else self.shelf.message.button
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_foot(self) -> None:
        """The buttons that begin a memory; by hand except where the empty state offers it already."""
        is_free = not self.editor.is_open and not self.shelf.has_problem
        self.add_button.setVisible(is_free and self.shelf.has_rows)
        self.remember_button.setVisible(is_free)
        self.remember_button.setEnabled(self.flow.errand(self._place.persona_id) is None)
        self.remembering.setVisible(is_free)
        self.shelf.offer_adding(offered=not self.editor.is_open)


def _storing(persona_id: str, draft: Draft) -> Operation[int]:
    if draft.memory is not None:
        return cast("Operation[int]", memories.edit(persona_id, draft.memory["id"], draft.text))
    return memories.add(
        persona_id, draft.session_id, draft.text, draft.start_message_id, draft.end_message_id
    )
