"""The settings of remembering by itself: when, whether it is asked first, and who writes."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from personaui_desktop.claude.choice import DEFAULT_MEMORY_MODEL
from personaui_desktop.settings import Settings
from personaui_desktop.widgets.common.theme import GROUP
from personaui_desktop.widgets.settings.fields import NumberField, explained, named
from personaui_desktop.widgets.settings.tick_box import TickBox

MOST_MESSAGES = 500


class MemoryBox(QWidget):
    """Edits how a persona remembers by itself."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.after = NumberField(0, MOST_MESSAGES, 5, " messages")
        self.after.setSpecialValueText("Never")
        self.after.setValue(settings.remember_after)
        self.at_once = TickBox("&Accept it at once, without asking")
        self.at_once.setChecked(settings.accept_memories)
        self.model = QLineEdit(settings.memory_model)
        self.model.setPlaceholderText(DEFAULT_MEMORY_MODEL)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GROUP)
        after = named("&Propose a memory after so many of your messages", self.after)
        layout.addLayout(explained(after, AFTER))
        layout.addWidget(self.at_once)
        layout.addLayout(explained(named("Model that &writes it", self.model), MODEL))
        self.after.valueChanged.connect(self._follow)
        self._follow()

    def put_into(self, settings: Settings) -> Settings:
        """The settings with what stands here."""
        return settings._replace(
            remember_after=self.after.value(),
            accept_memories=self.at_once.isChecked(),
            memory_model=self.model.text().strip(),
        )

    def _follow(self) -> None:
        for field in (self.at_once, self.model):
            field.setEnabled(self.after.value() > 0)


AFTER = (
    "It is written in the background after a reply. How many tokens that takes, and what they cost, stands "
    "in the memories pane beforehand. You accept, edit or discard it there."
)
MODEL = (
    f"Left empty it is {DEFAULT_MEMORY_MODEL}, a small one, and on a server of your own the one that you "
    "talk with. That one also writes where the server does not know the model."
)
