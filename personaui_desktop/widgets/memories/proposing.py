"""The memories that the persona proposes: read, shown above the cards, accepted, discarded, offered again."""

from PySide6.QtCore import QObject, Signal, SignalInstance

from personaui_desktop.background.operation import Run
from personaui_desktop.operations import memories, remembering
from personaui_desktop.records.changes import Topic
from personaui_desktop.records.memories import Proposal
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.kept import Kept
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.memories.editor import Draft
from personaui_desktop.widgets.memories.proposal_card import ProposalCard
from personaui_desktop.widgets.memories.writing import MemoryWriting


class Proposing(QObject):
    """Fills the card with the proposals of the persona that is shown, and does what is wanted with them.

    What is in the editor is not on the card too; when it is left unsettled, the card shows it first.

    Signals:
        changed: other proposals, or none, wait for an answer now.

    Args:
        card: shows them.
        writing: where they are changed and accepted.
        place: whose proposals.
        run: runs the operations.
        changed: the database worker's announcements.
        notices: where failures are told.
        history: where undo is offered.
        parent: its owner.
    """

    changed = Signal()

    def __init__(
        self,
        card: ProposalCard,
        writing: MemoryWriting,
        place: Place,
        run: Run,
        changed: SignalInstance,
        notices: Notices,
        history: UndoHistory,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._card, self._writing = card, writing
        self._place, self._run, self._notices, self._history = place, run, notices, history
        self._kept = Kept(place, run, lambda: memories.proposals(place.persona_id), self._receive, self)
        # What became of messages is told of memories, and may be true of what is proposed.
        self._kept.follow(changed, Topic.PROPOSALS, Topic.MEMORIES)
        self._proposals: list[Proposal] = []
        self._to_preview: int | None = None
        self._in_editor: int | None = None
        card.accept_requested.connect(self.accept)
        card.edit_requested.connect(self.preview)
        card.discard_requested.connect(self.discard)
        writing.ended.connect(self._show)
        writing.accepted.connect(self._drop)
        place.session_changed.connect(self._show)

    @property
    def are_any(self) -> bool:
        """Whether a proposal waits for an answer."""
        return bool(self._proposals)

    def load(self) -> None:
        """Read the proposals of the persona that is shown."""
        self._kept.read()

    def forget(self) -> None:
        """Another persona is shown, whose proposals are not there yet."""
        self._proposals, self._to_preview = [], None
        self._show()

    def preview_next(self, proposal_id: int) -> None:
        """Show a proposal to be read and changed, as soon as it is there: the person asked for it."""
        self._to_preview = proposal_id

    def _receive(self, proposals: list[Proposal]) -> None:
        self._proposals = proposals
        self._show()
        # It may not be there yet: what comes home now may have been asked for before it was stored.
        proposal = next((each for each in proposals if each.proposal_id == self._to_preview), None)
        if proposal is not None:
            self._to_preview = None
            if not self._writing.is_under_way:
                self.preview(proposal, is_asked_now=False)

    def _show(self) -> None:
        written = self._writing.proposal
        left, self._in_editor = self._in_editor, written.proposal_id if written else None
        others = [each for each in self._proposals if each.proposal_id != self._in_editor]
        self._card.show_proposals(others, self._place.session_id)
        if left is not None and written is None:
            self._card.step_to(left)
        self.changed.emit()

    def _drop(self, proposal_id: int) -> None:
        self._proposals = [each for each in self._proposals if each.proposal_id != proposal_id]
        self._show()

    def preview(self, proposal: Proposal, *, is_asked_now: bool = True) -> None:
        """Show a suggestion to be read and changed before it counts."""
        self._writing.begin(Draft(proposal.content, proposal=proposal), is_asked_now=is_asked_now)
        self._show()

    def accept(self, proposal: Proposal) -> None:
        """Remember what is suggested."""
        self._writing.accept(proposal, proposal.content, self._notices.tell)

    def discard(self, proposal: Proposal) -> None:
        """Remember nothing of what is suggested, which can be taken back."""

        def offer_undo(step_id: int | None) -> None:
            if step_id is not None:
                self._history.offer(translate("Memories", "Suggestion discarded."), step_id)

        self._writing.leave(proposal)
        work = remembering.discard(self._place.persona_id, proposal.proposal_id)
        self._run(work, self, offer_undo, self._notices.tell)
