"""Writing memories: what the editor was opened for, where its text goes, what is put aside meanwhile."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.errors import InvalidInput, KnownError
from personaui_desktop.operations import memories, remembering
from personaui_desktop.records.memories import Proposal
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.memories.editor import Draft, MemoryEditor


class MemoryWriting(QObject):
    """Opens the editor and stores what comes out of it, always for the persona it was begun for.

    Args:
        editor: where memories are written.
        place: whose memories.
        run: runs the operations.
        notices: where failures are told that no longer concern the editor.
        pane: its owner, in which the memories are.

    Signals:
        begun: the person begins to write; the `Draft` that is in the editor now.
        ended: nothing is being written any more.
        accepted: a proposal of the persona that is shown is a memory now; the proposal's id.
    """

    begun = Signal(object)
    ended = Signal()
    accepted = Signal(object)

    def __init__(self, editor: MemoryEditor, place: Place, run: Run, notices: Notices, pane: QWidget) -> None:
        super().__init__(pane)
        self._pane = pane
        self._editor, self._place, self._run, self._notices = editor, place, run, notices
        self._written_for = place.persona_id
        self._put_aside: dict[str, Draft] = {}
        editor.save_requested.connect(self._save)
        editor.closed.connect(lambda _had_focus: self.ended.emit())

    @property
    def is_under_way(self) -> bool:
        """Whether a memory is being written."""
        return self._editor.is_open

    @property
    def unsaved_for(self) -> list[str]:
        """The personas whose memories would be lost if the program ended now, by id."""
        is_changed = self._editor.is_open and self._editor.draft.is_changed
        return [self._written_for] * is_changed + list(self._put_aside)

    @property
    def proposal(self) -> Proposal | None:
        """The proposal that is in the editor, if one is."""
        return self._editor.draft.proposal if self._editor.is_open else None

    def begin(self, draft: Draft, *, is_asked_now: bool = True) -> None:
        """Begin to write, unless something else would be lost.

        Args:
            draft: what the editor begins with.
            is_asked_now: the person wants to write this very moment; else the keyboard stays with whatever
                they turned to meanwhile.
        """
        takes_focus = is_asked_now or self._has_focus()
        is_same_memory = draft.memory is not None and draft.memory.id == self._editor.edited_id
        if not is_same_memory and self._editor.is_open and self._editor.draft.is_changed:
            self._notices.show(
                translate("Memories", "You are still writing a memory."),
                translate("Memories", "Save or cancel it first."),
            )
        elif not is_same_memory:
            self._editor.open_editor(draft)
            self.begun.emit(draft)
        if takes_focus:
            self._editor.text.setFocus()

    def _has_focus(self) -> bool:
        """Whether the keyboard is with the memories, or with nothing."""
        focused, pane = QApplication.focusWidget(), self._pane
        return focused is None or pane is focused or pane.isAncestorOf(focused)

    def go_to(self, persona_id: str) -> None:
        """Another persona is shown; what is being written for the last one is put aside, not lost."""
        if self._editor.is_open and self._editor.draft.is_changed:
            self._put_aside[self._written_for] = self._editor.draft
        self._editor.close_editor()
        self._written_for = persona_id
        draft = self._put_aside.pop(persona_id, None)
        if draft is not None:
            self._editor.open_editor(draft)

    def accept(self, proposal: Proposal, text: str, otherwise: Callable[[KnownError], None]) -> None:
        """Make a proposal a memory with this text."""
        persona_id = self._place.persona_id

        def finish(_memory_id: int) -> None:
            if persona_id == self._place.persona_id:
                self.accepted.emit(proposal.proposal_id)
                self.leave(proposal)
            elif is_same(self._put_aside.get(persona_id, Draft()).proposal, proposal):
                del self._put_aside[persona_id]

        self._run(remembering.accept(persona_id, proposal.proposal_id, text), self, finish, otherwise)

    def leave(self, proposal: Proposal) -> None:
        """Close the editor if it shows this proposal, which is settled."""
        if is_same(self.proposal, proposal):
            self._editor.close_editor()

    def _save(self, draft: Draft) -> None:
        persona_id = self._place.persona_id

        def fail(error: KnownError) -> None:
            # For another persona by now, what was written lies aside and is shown again with that persona.
            if persona_id == self._place.persona_id:
                self._editor.show_problem(error)
            else:
                self._notices.tell(error)

        if draft.proposal is not None:
            self.accept(draft.proposal, draft.text, fail)
        else:
            self._store(persona_id, draft, fail)

    def _store(self, persona_id: str, draft: Draft, otherwise: Callable[[KnownError], None]) -> None:
        def finish(result: int) -> None:
            if persona_id == self._place.persona_id:
                self._finish(draft, result)
            else:
                self._put_aside.pop(persona_id, None)

        self._run(_storing(persona_id, draft), self, finish, otherwise)

    def _finish(self, draft: Draft, result: int) -> None:
        """The result is a new memory's id, or whether the edited memory was there."""
        if result:
            self._editor.close_editor()
            return
        self._editor.open_editor(draft._replace(memory=None))
        self._editor.show_problem(
            InvalidInput(
                translate("Memories", "This memory has been deleted."),
                translate("Memories", "Save again to keep the text as a new memory."),
            )
        )


def is_same(one: Proposal | None, other: Proposal) -> bool:
    """Whether these are the same proposal, though its messages may stand otherwise by now."""
    return one is not None and one.proposal_id == other.proposal_id


def _storing(persona_id: str, draft: Draft) -> Operation[int]:
    if draft.memory is not None:
        return cast("Operation[int]", memories.edit(persona_id, draft.memory.id, draft.text))
    return memories.add(
        persona_id, draft.session_id, draft.text, draft.start_message_id, draft.end_message_id
    )
