"""The model: typed in, or chosen from what the server offers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from personaui_desktop.errors import KnownError
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.providers import ModelChoice
from personaui_desktop.settings.table import TABLE
from personaui_desktop.translation import told, translate, translated
from personaui_desktop.widgets.common.buttons import plain_button
from personaui_desktop.widgets.common.theme import STEP
from personaui_desktop.widgets.settings.fields import Note, mark_wrong, named
from personaui_desktop.widgets.settings.pick_or_type import PickOrType


class ModelBox(QWidget):
    """A model's id; blank means the default, where the server has one.

    Signals:
        list_requested: the server is to be asked for its models; `show_models` or `show_problem` answers.
    """

    list_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = PickOrType(
            translate("Settings", "Default model"), translate("Settings", "Models on this server")
        )
        self.list_button = plain_button(translate("Settings", "&List models"), self._ask)
        self.note = Note()
        self.field.textChanged.connect(self._follow_text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(STEP)
        layout.addLayout(named(translated(TABLE["model"].label), self.field, self.list_button))
        layout.addWidget(self.note)

    @property
    def model(self) -> str:
        """The chosen model's id; blank for the default."""
        return self.field.text().strip()

    def set_model(self, model_id: str) -> None:
        """Show a model as chosen."""
        self.field.setText(model_id)
        self.field.setCursorPosition(0)

    def show_models(self, models: list[ModelChoice]) -> None:
        """Offer these models, those being retired last and marked."""
        self.field.offer([(label_of(model), model.model_id) for model in models])
        found = Phrase("Settings", "1 model: choose from the list.|{n} models: choose from the list.")
        none = translate("Settings", "The server listed no models.")
        self._end(translated(found.of(len(models))) if models else none)

    def show_problem(self, error: KnownError) -> None:
        """Say why there is no list; an id can still be typed."""
        self._end("")
        self.note.say(told(error), "warn")

    def forget_list(self) -> None:
        """Another server is meant: what the last one offered is of no use."""
        self.field.offer([])
        mark_wrong(self.field, wrong=False)
        self.note.say("")

    def expect(self, *, has_default: bool) -> None:
        """Say whether the model can be left out."""
        self.field.setPlaceholderText(
            translate("Settings", "Default model") if has_default else translate("Settings", "Model id")
        )

    def ask_for_model(self) -> None:
        """Say that a model is missing, and go there."""
        self.note.say(
            translate("Settings", "Choose a model: type its id, or list the models."),
            "warn",
        )
        mark_wrong(self.field, wrong=True)
        self.field.setFocus()

    def _follow_text(self) -> None:
        """What was missing is there now."""
        if self.field.property("wrong") and self.model:
            mark_wrong(self.field, wrong=False)
            self.note.say("")

    def _ask(self) -> None:
        self.list_button.setEnabled(False)
        self.note.say(translate("Settings", "Loading models…"))
        self.list_requested.emit()

    def _end(self, sentence: str) -> None:
        self.list_button.setEnabled(True)
        self.note.say(sentence)


def label_of(model: ModelChoice) -> str:
    """How a model is listed: its name where it has one, its id, and whether it is being retired."""
    has_name = model.name and model.name != model.model_id
    parts = [model.name, model.model_id] if has_name else [model.model_id]
    if model.is_deprecated:
        parts.append(translate("Settings", "deprecated"))
    return " · ".join(parts)
