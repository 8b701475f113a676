"""The settings page of the conversation: how much of it is sent, and when it is remembered."""

from collections.abc import Iterator

from PySide6.QtWidgets import QLineEdit, QWidget

from personaui_desktop.claude.who_replies import DEFAULT_MEMORY_MODEL
from personaui_desktop.records.providers import Abilities
from personaui_desktop.settings.table import Page, Settings
from personaui_desktop.translation import translate
from personaui_desktop.widgets.settings.choice import Choice
from personaui_desktop.widgets.settings.fields import Note
from personaui_desktop.widgets.settings.form import Form


class ConversationPage(Form):
    """Edits what is sent to the model and what is remembered by itself."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(Page.CONVERSATION, settings, parent)
        model = self.field("memory_model")
        if isinstance(model, QLineEdit):
            model.setPlaceholderText(DEFAULT_MEMORY_MODEL)
        self.abilities_note = Note()
        self._abilities: Abilities | None = None
        effort = self.field("effort")
        if isinstance(effort, Choice):
            for button in effort.buttons.values():
                button.toggled.connect(self._tell)
        self.beneath("effort", self.abilities_note)

    def show_abilities(self, abilities: Abilities | None) -> None:
        """Say what the chosen model is not able to; ``None`` where that is not known."""
        self._abilities = abilities
        self._tell()

    def _tell(self) -> None:
        effort = self.field("effort")
        chosen = effort.value if isinstance(effort, Choice) else ""
        sentences = () if self._abilities is None else _sentences(self._abilities, chosen)
        self.abilities_note.say(" ".join(sentences))


def _sentences(abilities: Abilities, effort: str) -> Iterator[str]:
    if not {"adaptive", "enabled"} & set(abilities.thinking):
        yield translate("Settings", "The chosen model does not think.")
    elif "disabled" not in abilities.thinking:
        yield translate("Settings", "The chosen model decides by itself when to think.")
    if not abilities.efforts:
        yield translate("Settings", "The chosen model has no effort setting.")
    elif effort and effort not in abilities.efforts:
        yield translate("Settings", "The chosen model does not have this effort, and uses its default.")
