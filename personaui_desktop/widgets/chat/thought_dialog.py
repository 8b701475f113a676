"""A window with all of a thought: to be read while the model thinks, or to be copied from."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from personaui_desktop.background.thinking import ThinkingNow
from personaui_desktop.records.replies import Thought
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.transcript.facts import thinking_words, thought_words
from personaui_desktop.widgets.common.amounts import tokens_words
from personaui_desktop.widgets.common.buttons import plain_button
from personaui_desktop.widgets.common.dialogs import button_row, fit_on_screen
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SIDE

WIDTH, HEIGHT = 560, 480


class ThoughtDialog(QDialog):
    """All of a thought.

    Args:
        thought: what it says.
        parent: over which it stands.
    """

    def __init__(self, thought: Thought, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Chat", "Thought"))
        fit_on_screen(self, WIDTH, HEIGHT)
        self._thought = thought.text
        self.facts = QLabel(_facts(thought))
        self.facts.setWordWrap(True)
        self.facts.setProperty("tone", "dim")
        self.text = QPlainTextEdit(thought.text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(translate("Chat", "What the model thought"))
        close = plain_button(translate("Chat", "Close"), self.reject)
        close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, GROUP, SIDE, GROUP)
        layout.setSpacing(RELATED)
        layout.addWidget(self.facts)
        layout.addWidget(self.text, 1)
        layout.addLayout(button_row(close))

    def go_on(self, thinking: ThinkingNow) -> None:
        """Say for how long the model has been thinking, and append what came of it."""
        self.facts.setText(_told(thinking_words(thinking.milliseconds)))
        self._show(thinking.text)

    def end(self, thought: Thought) -> None:
        """Say how the thought became that was read along."""
        self.facts.setText(_facts(thought))
        self._show(thought.text)

    def _show(self, text: str) -> None:
        if text.startswith(self._thought):
            # Appended, so that the place that is read and what is selected stay.
            cursor = QTextCursor(self.text.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text[len(self._thought) :])
        else:
            self.text.setPlainText(text)
        self._thought = text


def _facts(thought: Thought) -> str:
    tokens = () if thought.tokens is None else (tokens_words(thought.tokens),)
    return _told(thought_words(thought.milliseconds), *tokens)


def _told(*facts: str) -> str:
    return " · ".join((*facts, translate("Chat", "Never sent")))
