"""A small window in which a person says by which model, and in what way, a reply is said anew."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from personaui_desktop.records.replies import Wanted
from personaui_desktop.text import clean_text
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.buttons import plain_button, primary_button
from personaui_desktop.widgets.common.dialogs import button_row, fit_on_screen
from personaui_desktop.widgets.common.save_key import save_by_key
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SECOND_SIZE, SIDE, STRONG, font
from personaui_desktop.widgets.settings.model_box import ModelBox

WIDTH, HEIGHT = 460, 340


class RegenerateDialog(QDialog):
    """Asks once; both answers may be left out.

    Args:
        model: the id of who answers usually; empty where that is the demo companion, which has no models.
        verb: what asking is called.
        parent: over which it stands.

    Signals:
        models_requested: the server is to be asked for its models; `model` shows them.
        wanted: a `records.replies.Wanted`.
    """

    models_requested = Signal()
    wanted = Signal(object)

    def __init__(self, model: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(verb)
        fit_on_screen(self, WIDTH, HEIGHT)
        heading = QLabel(translate("Chat", "&How the reply is to be"))
        heading.setFont(font(SECOND_SIZE, STRONG))
        self.instruction = QPlainTextEdit()
        self.instruction.setTabChangesFocus(True)
        self.instruction.setAccessibleName(translate("Chat", "How the reply is to be"))
        self.instruction.setPlaceholderText(translate("Chat", "Shorter, and more cheerful"))
        heading.setBuddy(self.instruction)
        hint = QLabel(translate("Chat", "Sent for this version alone. The present one stays beside it."))
        hint.setWordWrap(True)
        hint.setProperty("tone", "dim")
        hint.setFont(font(SECOND_SIZE))
        self.model = ModelBox()
        self.model.field.setPlaceholderText(model)
        self.model.setVisible(bool(model))
        self.model.list_requested.connect(self.models_requested)
        self.cancel_button = plain_button(translate("Chat", "Cancel"), self.reject)
        self.regenerate_button = primary_button(verb, self._say)
        self.regenerate_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, GROUP, SIDE, GROUP)
        layout.setSpacing(RELATED)
        layout.addWidget(heading)
        layout.addWidget(self.instruction, 1)
        layout.addWidget(hint)
        layout.addWidget(self.model)
        layout.addLayout(button_row(self.cancel_button, self.regenerate_button))
        save_by_key(self, self.regenerate_button, self._say)
        self.instruction.setFocus()

    def _say(self) -> None:
        instruction = clean_text(self.instruction.toPlainText()).strip()
        self.wanted.emit(Wanted(self.model.model or None, instruction))
        self.accept()
