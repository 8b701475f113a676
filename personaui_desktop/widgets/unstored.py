"""Asks what is to become of replies that cannot be saved when the window is about to close."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from personaui_desktop.background.reply_worker import Unstored
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import told, translate, translated
from personaui_desktop.widgets.common.buttons import plain_button, primary_button
from personaui_desktop.widgets.common.dialogs import button_row, fit_on_screen
from personaui_desktop.widgets.common.theme import GROUP, SIDE

BETWEEN = "\n\n* * *\n\n"
"""What stands between several replies."""


class UnstoredDialog(QDialog):
    """Shows what is not saved and why, to be copied or tried again. Escape keeps the window open.

    Args:
        unstored: at least one reply.
        try_again: saves them once more, then closes.
        close_without: closes, and the replies are lost.
        parent: the window that is about to close.
    """

    def __init__(
        self,
        unstored: Sequence[Unstored],
        try_again: Callable[[], object],
        close_without: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(
            translated(Phrase("Closing", "A reply is not saved|{n} replies are not saved").of(len(unstored)))
        )
        fit_on_screen(self, 600, 380)
        self.accepted.connect(try_again)
        self.sentence = QLabel(_why(unstored))
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.text = QPlainTextEdit(BETWEEN.join(one.text for one in unstored))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(translate("Closing", "Unsaved text"))
        self.close_button = plain_button(
            translate("Closing", "Close without saving"), partial(self._leave, close_without)
        )
        self.close_button.setProperty("kind", "danger")
        self.copy_button = plain_button(translate("Closing", "Copy"), self._copy)
        self.again_button = primary_button(translate("Closing", "Try again"), self.accept)
        self.again_button.setDefault(True)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, SIDE, SIDE, GROUP)
        layout.setSpacing(GROUP)
        layout.addWidget(self.sentence)
        layout.addWidget(self.text, 1)
        layout.addLayout(button_row(self.close_button, self.copy_button, self.again_button))
        self.again_button.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy_button.setText(translate("Closing", "Copied"))

    def _leave(self, close_without: Callable[[], object]) -> None:
        self.reject()
        close_without()


def _why(unstored: Sequence[Unstored]) -> str:
    reasons = dict.fromkeys(told(one.error) for one in unstored)
    what = Phrase("Closing", "This reply is not saved yet.|These replies are not saved yet.")
    return " ".join((translated(what.of(len(unstored))), *reasons))
