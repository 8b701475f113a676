"""The field in which a message is changed, with its buttons; it stands in the message's bubble."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from personaui_desktop.errors import KnownError
from personaui_desktop.records.messages import Message
from personaui_desktop.text import clean_text
from personaui_desktop.translation import told, translate
from personaui_desktop.widgets.chat.message_edit import MessageEdit
from personaui_desktop.widgets.commands.key_names import shown
from personaui_desktop.widgets.common.buttons import danger_button, plain_button, primary_button
from personaui_desktop.widgets.common.theme import RELATED, SECOND_SIZE, font

REPLACE_KEYS, BRANCH_KEYS = "Alt+Enter", "Alt+Shift+Enter"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RewriteField(MessageEdit):
    """Enter begins a new line, Ctrl+Enter saves, Escape leaves.

    Signals:
        save_requested: the text is to be the message's.
        leave_requested: nothing is to change.
    """

    save_requested = Signal()
    leave_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class: QWidget.keyPressEvent."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        elif event.key() not in _ENTER or self.is_composing():
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save_requested.emit()
        else:
            self.begin_line()


class RewriteEditor(QWidget):
    """Changes one message; asks before changes are thrown away.

    Signals:
        save_requested: the cleaned text is to be stored; `close_editor` or `say` is the answer.
        resend_requested: the cleaned text is to be said in the message's place, in a new branch or not.
        text_changed: something was written.
        left: the person wants nothing changed.
    """

    save_requested = Signal(str)
    resend_requested = Signal(str, bool)
    text_changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message: Message | None = None
        """What is being changed."""
        self._is_saving = False
        self.field = RewriteField()
        self._problem = QLabel()
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self._problem.setProperty("tone", "warn")
        self.cancel_button = plain_button(translate("Chat", "Cancel"), self.leave)
        self.cancel_button.setToolTip(translate("Chat", "Leave without saving (Esc)"))
        self.save_button = primary_button(translate("Chat", "Save"), self.save)
        self.save_button.setToolTip(translate("Chat", "Save (Ctrl+Enter)"))
        self.resend_button = self._make_resend_button()
        self._foot = _row("", self.resend_button, self.cancel_button, self.save_button)
        self.discard_button = danger_button(translate("Chat", "Discard"), self.left.emit)
        self.keep_button = plain_button(translate("Chat", "Keep writing"), self._write_on)
        self._question = _row(
            translate("Chat", "Discard your changes?"), self.discard_button, self.keep_button
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(RELATED)
        for widget in (self.field, self._problem, self._foot, self._question):
            layout.addWidget(widget)
        self.field.save_requested.connect(self.save)
        self.field.leave_requested.connect(self.leave)
        self.field.not_pasted.connect(self.say)
        self.field.textChanged.connect(self._follow_text)
        self.hide()

    @property
    def text(self) -> str:
        """What is written, cleaned."""
        return clean_text(self.field.toPlainText())

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost if it were thrown away."""
        return self.message is not None and self.text != self.message.text

    def open_editor(self, message: Message, text: str) -> None:
        """Begin to change a message; ``text`` is what it was being changed to, or its own."""
        self.message, self._is_saving = message, False
        name = (
            translate("Chat", "Edit your message") if message.is_user else translate("Chat", "Edit the reply")
        )
        self.field.setAccessibleName(name)
        self.resend_button.setVisible(message.is_user)
        self.field.begin_anew(text)
        self._ask(question=False)
        self.show()

    def close_editor(self) -> None:
        """Nothing is being changed any more."""
        self.message = None
        self.hide()
        self.field.begin_anew("")

    def save(self) -> None:
        """Ask for the text to be stored; blank text is not."""
        if self.save_button.isEnabled() and not self._is_saving:
            self._is_saving = True
            self.save_requested.emit(self.text)

    @property
    def can_resend(self) -> bool:
        """Whether one's own words are being changed, and there are some."""
        return self.message is not None and self.message.is_user and not self.field.is_blank()

    def resend(self, *, in_branch: bool) -> None:
        """Ask for the text to be said in the message's place, or there in a new branch."""
        if self.can_resend and not self._is_saving:
            self._is_saving = True
            self.resend_requested.emit(self.text, in_branch)

    def leave(self) -> None:
        """Leave; ask first if something would be lost."""
        if self.is_changed:
            self._ask(question=True)
            self.keep_button.setFocus()
        else:
            self.left.emit()

    def show_problem(self, error: KnownError) -> None:
        """Say why the text was not stored; it stays as it is."""
        self._is_saving = False
        self.say(told(error))

    def say(self, sentence: str) -> None:
        """Say what is wrong, or nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, whichever button has the keyboard: QWidget.keyPressEvent."""
        if event.key() == Qt.Key.Key_Escape:
            self._write_on() if self._question.isVisible() else self.leave()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is beneath is not meant: QWidget.mousePressEvent."""
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What is beneath is not meant: QWidget.contextMenuEvent."""
        event.accept()

    def _make_resend_button(self) -> QPushButton:
        button = plain_button(translate("Chat", "Resend"))
        button.setToolTip(translate("Chat", "Send it again, and have it answered"))
        menu = QMenu(button)
        here, there = translate("Chat", "&Replace what follows"), translate("Chat", "In a new &branch")
        menu.addAction(f"{here}\t{shown(REPLACE_KEYS)}", partial(self.resend, in_branch=False))
        menu.addAction(f"{there}\t{shown(BRANCH_KEYS)}", partial(self.resend, in_branch=True))
        button.setMenu(menu)
        return button

    def _write_on(self) -> None:
        self._ask(question=False)
        self.field.setFocus()

    def _ask(self, *, question: bool) -> None:
        leaving, coming = (self._foot, self._question) if question else (self._question, self._foot)
        # In this order, so that there is never a moment in which both take room.
        leaving.hide()
        coming.show()

    def _follow_text(self) -> None:
        self.say("")
        for button in (self.save_button, self.resend_button):
            button.setEnabled(not self.field.is_blank())
        self.text_changed.emit()


def _row(sentence: str, *buttons: QPushButton) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(RELATED)
    question = QLabel(sentence)
    question.setFont(font(SECOND_SIZE))
    question.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    layout.addWidget(question, 1)
    for button in buttons:
        layout.addWidget(button)
    return row
