"""A memory that the persona proposes, above the cards: accept it, change it first, or discard it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from personaui_desktop.records.memories import Proposal
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.buttons import QUIET_PADDING, quiet_button, tool_button
from personaui_desktop.widgets.common.dates import local_now
from personaui_desktop.widgets.common.elided_label import ElidedLabel
from personaui_desktop.widgets.common.theme import (
    RADIUS_CARD,
    RELATED,
    SECOND_SIZE,
    SMALL_SIZE,
    STEP,
    font,
    theme,
)
from personaui_desktop.widgets.memories.badge import Badge
from personaui_desktop.widgets.memories.card import PADDING, SIDE_MARGIN
from personaui_desktop.widgets.memories.clipped_text import ClippedText
from personaui_desktop.widgets.memories.words import proposal_line


class ProposalCard(QWidget):
    """One proposal at a time, with a step to the next where there are several.

    Signals:
        accept_requested, edit_requested, discard_requested: with the `records.Proposal` that is meant.
    """

    accept_requested = Signal(object)
    edit_requested = Signal(object)
    discard_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposals: list[Proposal] = []
        self._shown = 0
        self._gives_way = False
        self.setAccessibleName(translate("Memories", "Suggested memory"))
        self.line = ElidedLabel()
        self.line.setFont(font(SMALL_SIZE))
        self.line.setProperty("tone", "dim")
        self.next_button = tool_button("chevron-right", translate("Memories", "Next suggestion"), self.step)
        self.next_button.setFixedSize(24, 24)
        self.text = ClippedText()
        self.accept_button = quiet_button(
            translate("Memories", "Accept"), lambda: self.accept_requested.emit(self.proposal)
        )
        self.edit_button = quiet_button(
            translate("Memories", "Edit"), lambda: self.edit_requested.emit(self.proposal)
        )
        self.discard_button = quiet_button(
            translate("Memories", "Discard"), lambda: self.discard_requested.emit(self.proposal)
        )
        self.discard_button.setProperty("tone", "dim")
        self._lay_out()
        theme().changed.connect(self.update)
        self.hide()

    @property
    def proposal(self) -> Proposal | None:
        """The proposal that is shown."""
        return self._proposals[self._shown] if self._proposals else None

    def show_proposals(self, proposals: Sequence[Proposal], session_id: int | None) -> None:
        """Show proposals, those of a session first; the one that was shown stays."""
        before = self.proposal
        self._proposals = sorted(proposals, key=lambda one: (one.session_id != session_id, one.proposal_id))
        ids = [one.proposal_id for one in self._proposals]
        self._shown = ids.index(before.proposal_id) if before and before.proposal_id in ids else 0
        self._show()

    def give_way(self, *, gives_way: bool) -> None:
        """Whether it makes room for something else, for now."""
        self._gives_way = gives_way
        self._show()

    def step_to(self, proposal_id: int) -> None:
        """Show this one of the proposals, if it is among them."""
        ids = [one.proposal_id for one in self._proposals]
        if proposal_id in ids:
            self._shown = ids.index(proposal_id)
            self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card: QWidget.paintEvent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme().tokens
        painter.setPen(QPen(tokens.line, 1))
        painter.setBrush(tokens.page)
        card = QRectF(self.rect()).adjusted(SIDE_MARGIN + 0.5, 0.5, -SIDE_MARGIN - 0.5, -0.5)
        painter.drawRoundedRect(card, RADIUS_CARD, RADIUS_CARD)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(RELATED)
        heading.addWidget(Badge(translate("Memories", "Suggested")))
        heading.addWidget(self.line, 1)
        heading.addWidget(self.next_button)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self.accept_button, self.edit_button, self.discard_button):
            button.setFont(font(SECOND_SIZE))
            buttons.addWidget(button)
        buttons.addStretch(1)
        side = int(SIDE_MARGIN + PADDING)
        # The words of the first button begin where the text does.
        buttons.setContentsMargins(side - QUIET_PADDING, 0, side, 0)
        words = QVBoxLayout()
        words.setContentsMargins(side, 0, side, 0)
        words.setSpacing(STEP)
        words.addLayout(heading)
        words.addWidget(self.text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, int(PADDING), 0, STEP)
        layout.setSpacing(STEP)
        layout.addLayout(words)
        layout.addLayout(buttons)

    def step(self) -> None:
        """Show the next one, after the last the first."""
        self._shown = (self._shown + 1) % len(self._proposals)
        self._show()

    def _show(self) -> None:
        proposal = self.proposal
        self.setVisible(proposal is not None and not self._gives_way)
        if proposal is None:
            return
        self.line.setText(proposal_line(proposal, self._shown + 1, len(self._proposals), local_now()))
        self.next_button.setVisible(len(self._proposals) > 1)
        self.text.setText(proposal.content)
        replaces = proposal.memory_id is not None
        self.accept_button.setToolTip(
            translate("Memories", "Use this text for the memory")
            if replaces
            else translate("Memories", "Save as a memory")
        )
