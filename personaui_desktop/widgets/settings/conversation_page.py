"""The settings page of the conversation: how much of it is sent, and when it is remembered."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from personaui_desktop.settings import Settings
from personaui_desktop.widgets.common.theme import GROUP, RELATED
from personaui_desktop.widgets.settings.budget_box import BudgetBox
from personaui_desktop.widgets.settings.fields import NumberField, explained, heading, named
from personaui_desktop.widgets.settings.memory_box import MemoryBox

FEWEST_MESSAGES, MOST_MESSAGES = 2, 1_000


class ConversationPage(QWidget):
    """Edits what is sent to the model and what is remembered by itself."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages = NumberField(FEWEST_MESSAGES, MOST_MESSAGES, 2, " messages")
        self.messages.setValue(settings.context_messages)
        self.budget = BudgetBox(settings)
        self.remembering = MemoryBox(settings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GROUP)
        layout.addWidget(heading("What is sent"))
        layout.addLayout(explained(named("&Newest messages that are sent", self.messages), MESSAGES))
        layout.addWidget(self.budget)
        layout.addSpacing(RELATED)
        layout.addWidget(heading("Remembering by itself"))
        layout.addWidget(self.remembering)
        layout.addStretch(1)

    def put_into(self, settings: Settings) -> Settings:
        """The settings with what this page says."""
        settings = settings._replace(context_messages=self.messages.value())
        return self.remembering.put_into(self.budget.put_into(settings))


MESSAGES = (
    "So many of the newest messages go along with what you say; older ones stay in the conversation, but the "
    "model does not see them. More is remembered word for word, and costs more."
)
