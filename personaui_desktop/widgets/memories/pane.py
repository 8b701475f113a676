"""The memories pane: the chosen persona's memories, and everything that can be done with them."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.errors import InvalidInput, KnownError
from personaui_desktop.item_models.memories import MemoryListModel
from personaui_desktop.operations import memories
from personaui_desktop.records import Change, Memory, Topic
from personaui_desktop.widgets.common.buttons import primary_button
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.theme import RELATED
from personaui_desktop.widgets.memories.editor import Draft, MemoryEditor
from personaui_desktop.widgets.memories.shelf import MARGIN, MemoryShelf


class MemoriesPane(QWidget):
    """Shows the memories of the place's persona and keeps up with what is announced about them.

    Args:
        model: filled here, by results of operations.
        place: whose memories.
        run: runs the operations.
        changed: the database worker's announcements.
        notices: where undo is offered and failures are told.
    """

    def __init__(
        self,
        model: MemoryListModel,
        place: Place,
        run: Run,
        changed: SignalInstance,
        notices: Notices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._place = place
        self._run = run
        self._notices = notices
        self._written_for = place.persona_id
        self._put_aside: dict[str, Draft] = {}
        self._to_reveal: int | None = None
        self.shelf = MemoryShelf(model)
        self.editor = MemoryEditor()
        self.add_button = primary_button("Add a memory", self.add_memory)
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

    def add_memory(self) -> None:
        """Begin a memory written by hand."""
        self._begin(Draft())

    def remember_messages(self, start_id: int, end_id: int) -> None:
        """Begin a memory of some messages of the session that is shown, both ends included."""
        first, last = sorted((start_id, end_id))
        self._begin(Draft("", None, self._place.session_id, first, last))

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
        foot.addWidget(self.editor)
        foot.addWidget(self.add_button)
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
        self.editor.save_requested.connect(self._save)
        self.editor.closed.connect(self._stop_writing)

    def _follow(self, change: Change) -> None:
        if change.topic is Topic.MEMORIES and change.persona_id == self._place.persona_id:
            self.load()

    def _move(self, persona_id: str) -> None:
        """Show another persona; what is being written for the last one is put aside, not lost."""
        if self.editor.is_open and self.editor.draft.is_changed:
            self._put_aside[self._written_for] = self.editor.draft
        self.editor.close_editor()
        self._written_for = persona_id
        self.shelf.show_reading()
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

        def restore() -> None:
            self._to_reveal = memory["id"]
            self._run(memories.restore(persona_id, memory), self, otherwise=self._tell)

        def offer_undo(was_there: bool) -> None:
            if was_there:
                self._notices.show("Memory deleted.", action=("Undo", restore))

        self._run(memories.delete(persona_id, memory["id"]), self, offer_undo, self._tell)

    def _tell(self, error: KnownError) -> None:
        self._notices.show(str(error), error.remedy, kind="warning")

    def _stop_writing(self, had_focus: bool) -> None:
        self._show_foot()
        if had_focus:
            target = self.shelf.view if self.shelf.has_rows else self.shelf.message.button
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_foot(self) -> None:
        """The button that begins a memory, except where the empty state offers it already."""
        self.add_button.setVisible(not self.editor.is_open and self.shelf.has_rows)
        self.shelf.offer_adding(offered=not self.editor.is_open)


def _storing(persona_id: str, draft: Draft) -> Operation[int]:
    if draft.memory is not None:
        return cast("Operation[int]", memories.edit(persona_id, draft.memory["id"], draft.text))
    return memories.add(
        persona_id, draft.session_id, draft.text, draft.start_message_id, draft.end_message_id
    )
