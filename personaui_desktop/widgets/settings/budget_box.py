"""The part of the conversation page that says how much is sent with a message, in tokens."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from personaui_desktop.settings import Settings
from personaui_desktop.widgets.common.theme import GROUP
from personaui_desktop.widgets.settings.fields import NumberField, explained, named
from personaui_desktop.widgets.settings.tick_box import TickBox

FEWEST_TOKENS, MOST_TOKENS = 2_000, 1_000_000
FEWEST_MEMORY_TOKENS, MOST_MEMORY_TOKENS = 0, 500_000
STEP_TOKENS = 1_000


class BudgetBox(QWidget):
    """Edits the budget of a request and the memories' share in it."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tokens = NumberField(FEWEST_TOKENS, MOST_TOKENS, STEP_TOKENS, " tokens")
        self.tokens.setValue(settings.context_tokens)
        self.memories = NumberField(FEWEST_MEMORY_TOKENS, MOST_MEMORY_TOKENS, STEP_TOKENS, " tokens")
        self.memories.setValue(settings.memory_tokens)
        self.exactly = TickBox("Let the server count the tokens e&xactly")
        self.exactly.setChecked(settings.count_exactly)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GROUP)
        layout.addLayout(named("Longest &request", self.tokens))
        layout.addLayout(explained(named("Share of the &memories", self.memories), MEMORIES))
        layout.addLayout(explained(self.exactly, EXACTLY))

    def put_into(self, settings: Settings) -> Settings:
        """The settings with what this box says."""
        return settings._replace(
            context_tokens=self.tokens.value(),
            memory_tokens=self.memories.value(),
            count_exactly=self.exactly.isChecked(),
        )


MEMORIES = (
    "While all active memories fit into their share, which is at most half of a request, all are sent. Else "
    "pinned ones come first, then those about what was said last, in up to half of what is left, then the "
    "newest. Session → What is sent shows which."
)
EXACTLY = (
    "Where the server can count, what you are writing is sent to it once you pause, before you press Enter. "
    "Otherwise sizes are estimated on this computer."
)
