"""The settings page of the conversation: how much of it is sent."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from personaui_desktop.settings import Settings
from personaui_desktop.widgets.common.theme import GROUP, STEP
from personaui_desktop.widgets.settings.budget_box import BudgetBox
from personaui_desktop.widgets.settings.fields import Note, NumberField, named
from personaui_desktop.widgets.settings.memory_box import MemoryBox

FEWEST_MESSAGES, MOST_MESSAGES = 2, 1_000


class ConversationPage(QWidget):
    """Edits what is sent to the model."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages = NumberField(FEWEST_MESSAGES, MOST_MESSAGES, 2, " messages")
        self.messages.setValue(settings.context_messages)
        self.budget = BudgetBox(settings)
        self.remembering = MemoryBox(settings)
        note = Note(
            "So many of the newest messages go along with what you say; older ones stay in the conversation, "
            "but the model does not see them. More is remembered word for word, and costs more."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(STEP)
        layout.addLayout(named("&Newest messages that are sent", self.messages))
        layout.addWidget(note)
        layout.addWidget(self.budget)
        layout.addSpacing(GROUP)
        layout.addWidget(self.remembering)
        layout.addStretch(1)

    def put_into(self, settings: Settings) -> Settings:
        """The settings with what this page says."""
        settings = settings._replace(context_messages=self.messages.value())
        return self.remembering.put_into(self.budget.put_into(settings))
