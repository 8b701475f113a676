"""The settings page of the conversation: how much of it is sent, and when it is remembered."""

from PySide6.QtWidgets import QLineEdit, QWidget

from personaui_desktop.claude.choice import DEFAULT_MEMORY_MODEL
from personaui_desktop.settings.table import Page, Settings
from personaui_desktop.widgets.settings.form import Form


class ConversationPage(Form):
    """Edits what is sent to the model and what is remembered by itself."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(Page.CONVERSATION, settings, parent)
        model = self.field("memory_model")
        if isinstance(model, QLineEdit):
            model.setPlaceholderText(DEFAULT_MEMORY_MODEL)
