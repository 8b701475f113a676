"""The foot of the memories: where one is written, how remembering stands, and the buttons that begin one."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.buttons import QUIET_PADDING, FittingButton, rank, tool_button
from personaui_desktop.widgets.common.theme import RELATED
from personaui_desktop.widgets.memories.editor import MemoryEditor
from personaui_desktop.widgets.memories.in_card import InCard
from personaui_desktop.widgets.memories.remember_status import RememberStatus
from personaui_desktop.widgets.memories.shelf import MARGIN, MemoryShelf


class MemoriesFoot(QWidget):
    """Shows the buttons while no memory is written in their place.

    Args:
        shelf: the cards above it.
        editor: where memories are written, here or in a card.
        remembering: says how remembering stands.
        remember: has the conversation remembered.
        add: begins a memory by hand.
    """

    def __init__(
        self,
        shelf: MemoryShelf,
        editor: MemoryEditor,
        remembering: RememberStatus,
        remember: Callable[[], object],
        add: Callable[[], object],
    ) -> None:
        super().__init__()
        self._shelf, self._editor, self._remembering = shelf, editor, remembering
        self.remember_button = FittingButton(
            translate("Memories", "Remember this conversation"), translate("Memories", "Remember"), remember
        )
        self.remember_button.setToolTip(
            translate(
                "Memories",
                "Write a memory of what is new in this conversation. You can edit it before it is saved.",
            )
        )
        self.add_button = tool_button("plus", translate("Memories", "Add a memory"), add)
        main = self._lay_out()
        self.in_card = InCard(shelf.view, editor, main, self)
        remembering.changed.connect(self._rank)

    def show_state(self, *, is_remembering: bool) -> None:
        """Offer what can be begun now; by hand except where the empty state offers it already."""
        is_free = not self._is_taken and not self._shelf.has_problem
        self.add_button.setVisible(is_free and self._shelf.has_rows)
        self.remember_button.setVisible(is_free)
        self.remember_button.setEnabled(not is_remembering)
        self._remembering.setVisible(is_free)
        self._rank()

    @property
    def _is_taken(self) -> bool:
        """Whether a memory is being written where the buttons are."""
        return self._editor.is_open and not self.in_card.is_in_card

    def _rank(self) -> None:
        """Remembering is the main thing to do here once there is enough to remember, and not before."""
        can_begin = self._remembering.can_begin
        rank(self.remember_button, is_primary=can_begin and not self._editor.is_open)
        line = "" if can_begin else self._remembering.line.label.text()
        self.remember_button.setAccessibleDescription(line)

    def _lay_out(self) -> QVBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(RELATED)
        buttons.addWidget(self.remember_button, 1)
        buttons.addWidget(self.add_button)
        main = QVBoxLayout()
        main.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        main.addLayout(buttons)
        line = QVBoxLayout()
        line.setContentsMargins(MARGIN - QUIET_PADDING, 0, MARGIN - QUIET_PADDING, 0)
        line.addWidget(self._remembering)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, RELATED, 0, 0)
        layout.setSpacing(RELATED)
        layout.addLayout(line)
        layout.addLayout(main)
        return main
