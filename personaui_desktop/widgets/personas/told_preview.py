"""What the model is told of a persona while it is edited, and how much that is."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from personaui_desktop.conversation.persona_pieces import persona_tokens, told_of
from personaui_desktop.personas.macros import expand_profile
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import Profile
from personaui_desktop.text import beginning
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.theme import BASE_SIZE, RELATED, SECOND_SIZE, STRONG, font

PAUSE_MS = 200
LOWEST = 40
SHOWN_CHARACTERS = 100_000
_TOKENS = Phrase("Personas", "About {n} token with every message|About {n} tokens with every message")


class ToldPreview(QWidget):
    """Follows what is typed, a moment behind."""

    def __init__(self) -> None:
        super().__init__()
        self._profile = Profile("")
        title = QLabel(translate("Personas", "What the model is told"))
        title.setFont(font(BASE_SIZE, STRONG))
        self.size_line = QLabel()
        self.size_line.setFont(font(SECOND_SIZE))
        self.size_line.setProperty("tone", "dim")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(font(SECOND_SIZE))
        self.text.setAccessibleName(title.text())
        self.text.setMinimumHeight(LOWEST)
        self._waiting = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._waiting.timeout.connect(self._show_now)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(RELATED)
        layout.addWidget(title)
        layout.addWidget(self.size_line)
        layout.addWidget(self.text, 1)

    def show_profile(self, profile: Profile) -> None:
        """Tell of this persona soon."""
        self._profile = profile
        if not self._waiting.isActive():
            self._waiting.start()

    def _show_now(self) -> None:
        shown = expand_profile(self._profile)
        told = beginning(told_of(shown), SHOWN_CHARACTERS)
        if told != self.text.toPlainText():
            at = self.text.verticalScrollBar().value()
            self.text.setPlainText(told)
            self.text.verticalScrollBar().setValue(at)
        self.size_line.setText(translated(_TOKENS.of(persona_tokens(shown))))
        self.size_line.setAlignment(Qt.AlignmentFlag.AlignLeft)
