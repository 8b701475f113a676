"""What the composer shows of a draft by a model: the button that asks for it, and the one that drops it."""

from enum import Enum

from PySide6.QtCore import QObject, Signal

from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate
from personaui_desktop.widgets.commands.key_tip import KeyTip
from personaui_desktop.widgets.common.buttons import quiet_button, tool_button


class DraftState(Enum):
    """How far a draft is that is in the composer, and what is said of it there."""

    NONE = None
    ARRIVING = Phrase("Chat", "Drafting your message…")
    ARRIVED = Phrase("Chat", "This is a draft: change it, or Esc discards it")


class ComposerDraft(QObject):
    """The two buttons. What is written and what was drafted is not known here.

    Signals:
        requested: a draft is wanted.
        discarded: what was there before it is wanted back.
    """

    requested = Signal()
    discarded = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.state = DraftState.NONE
        self.ask_button = tool_button("draft", translate("Chat", "Draft my turn"), self.requested.emit)
        KeyTip(self.ask_button, translate("Chat", "Draft my turn"), "turn.draft")
        self.discard_button = quiet_button(translate("Chat", "Discard draft"), self.discarded.emit)
        self.discard_button.setToolTip(translate("Chat", "Bring back what was written before (Esc)"))

    @property
    def is_arriving(self) -> bool:
        """Whether more of it comes."""
        return self.state is DraftState.ARRIVING

    @property
    def is_offered(self) -> bool:
        """Whether there is one that can be discarded."""
        return self.state is not DraftState.NONE

    def show_state(self, *, is_busy: bool) -> None:
        """Offer what can be done; ``is_busy``: a message is being stored, or a reply written."""
        self.ask_button.setEnabled(not is_busy and not self.is_arriving)
        self.discard_button.setVisible(self.is_offered)
