"""A small window in which a person notes something on a message."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from personaui_desktop.phrases import Phrase
from personaui_desktop.text import clean_text
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.buttons import plain_button, primary_button
from personaui_desktop.widgets.common.dialogs import button_row, confirm_discard, fit_on_screen
from personaui_desktop.widgets.common.save_key import save_by_key
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SIDE

WIDTH, HEIGHT = 420, 240
MOST_CHARACTERS = 2_000
"""As much of a note as is read with a message."""
FOR_YOURSELF = Phrase("Chat", "For yourself: a note is never sent. Without text there is none.")
TOO_LONG = Phrase("Chat", "A note can have up to {n} characters.")


class NoteDialog(QDialog):
    """Holds the note as it is; an empty one is none.

    Args:
        note: what is noted so far.
        parent: over which it stands.

    Signals:
        written: what is to be noted.
    """

    written = Signal(str)

    def __init__(self, note: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Chat", "Note"))
        fit_on_screen(self, WIDTH, HEIGHT)
        self._note = note
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.text = QPlainTextEdit(note)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(translate("Chat", "Note"))
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.save_button = primary_button(translate("Chat", "Save"), self._save)
        self.cancel_button = plain_button(translate("Chat", "Cancel"), self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, GROUP, SIDE, GROUP)
        layout.setSpacing(RELATED)
        layout.addWidget(self.hint)
        layout.addWidget(self.text, 1)
        layout.addLayout(button_row(self.cancel_button, self.save_button))
        save_by_key(self, self.save_button, self._save)
        self.text.textChanged.connect(self._follow)
        self._follow()
        self.text.setFocus()

    def reject(self) -> None:
        """Ask before something is lost: QDialog.reject."""
        if self._written == self._note.strip():
            super().reject()
        else:
            question = translate("Chat", "Discard what you noted?")
            confirm_discard(self, question, super().reject)

    @property
    def _written(self) -> str:
        return clean_text(self.text.toPlainText()).strip()

    @property
    def _is_too_long(self) -> bool:
        return len(self._written) > MOST_CHARACTERS

    def _follow(self) -> None:
        """Say what a note is, or that this one is too long."""
        tone, words = ("warn", TOO_LONG.of(MOST_CHARACTERS)) if self._is_too_long else ("dim", FOR_YOURSELF)
        self.hint.setText(translated(words))
        self.hint.setProperty("tone", tone)
        self.hint.style().polish(self.hint)
        self.save_button.setDisabled(self._is_too_long)

    def _save(self) -> None:
        if not self._is_too_long:
            self.written.emit(self._written)
            self.accept()
