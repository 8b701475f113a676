"""Where a memory is written or changed: at the pane's foot, beneath the cards."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from personaui_desktop.errors import KnownError
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.memories import Memory, Proposal, Span
from personaui_desktop.text import clean_text
from personaui_desktop.translation import told, translate, translated
from personaui_desktop.widgets.common.buttons import danger_button, plain_button, primary_button
from personaui_desktop.widgets.common.dates import local_now
from personaui_desktop.widgets.common.elided_label import ElidedLabel
from personaui_desktop.widgets.common.theme import RELATED, SECOND_SIZE, SMALL_SIZE, STRONG, font
from personaui_desktop.widgets.memories.memory_text import LONGEST_TEXT, MemoryText
from personaui_desktop.widgets.memories.words import whole_of


class Draft(NamedTuple):
    """A memory being written.

    ``memory`` is the one being changed; a new one has a session and a range of messages, or none.
    ``proposal`` is what the persona wrote, to be read, changed and accepted. ``begun_with`` is what a new
    memory's text was before the person wrote anything.
    """

    text: str = ""
    memory: Memory | None = None
    session_id: int | None = None
    start_message_id: int | None = None
    end_message_id: int | None = None
    proposal: Proposal | None = None
    span: Span | None = None
    begun_with: str = ""

    @property
    def title(self) -> str:
        """What is being done."""
        if self.proposal is not None:
            return (
                translate("Memories", "Suggested memory")
                if self.proposal.memory_id is None
                else translate("Memories", "Rewritten memory")
            )
        return (
            translate("Memories", "New memory")
            if self.memory is None
            else translate("Memories", "Edit memory")
        )

    @property
    def source(self) -> str:
        """Of which messages it speaks; empty where of none, or where its card says so."""
        span = self.span if self.proposal is None else self.proposal.span
        return "" if span is None else whole_of(span, local_now())

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost if it were thrown away."""
        return self.text.strip() != self._original.strip()

    @property
    def _original(self) -> str:
        if self.proposal is not None:
            return self.proposal.content
        return self.begun_with if self.memory is None else self.memory.content


class MemoryEditor(QWidget):
    """Writes one memory. Ctrl+Enter saves; Escape leaves, and asks first if something would be lost.

    Signals:
        save_requested: the `Draft` is to be stored; `close_editor` or `show_problem` is the answer.
        closed: nothing is being written any more; whether the editor had the keyboard focus.
    """

    save_requested = Signal(object)
    closed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = Draft()
        self._is_saving = False
        self._title = QLabel()
        self._title.setFont(font(SECOND_SIZE, STRONG))
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.source = ElidedLabel()
        self.source.setFont(font(SMALL_SIZE))
        self.source.setProperty("tone", "dim")
        self.text = MemoryText()
        self._problem = QLabel()
        self._problem.setWordWrap(True)
        self._problem.setProperty("tone", "warn")
        self._foot = self._make_foot()
        self._question = self._make_question()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(RELATED)
        for widget in (self._title, self.source, self.text, self._problem, self._foot, self._question):
            layout.addWidget(widget)
        self.text.textChanged.connect(self._follow_text)
        self.text.save_requested.connect(self.save)
        self.text.leave_requested.connect(self.leave)
        self.hide()

    @property
    def draft(self) -> Draft:
        """What is being written, as it stands now."""
        return self._draft._replace(text=clean_text(self.text.toPlainText()))

    @property
    def edited_id(self) -> int | None:
        """The memory that is being changed, by its id; ``None`` for a new one or none."""
        return self._draft.memory.id if self.is_open and self._draft.memory is not None else None

    @property
    def is_open(self) -> bool:
        """Whether a memory is being written."""
        return not self.isHidden()

    def open_editor(self, draft: Draft) -> None:
        """Begin to write, or go on with what was begun. Does not take the keyboard focus."""
        self._draft, self._is_saving = draft, False
        self._title.setText(draft.title)
        self.source.setText(draft.source)
        self.source.setVisible(bool(draft.source))
        self.text.setPlainText(draft.text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._show_question(shown=False)
        self._follow_text()
        self.show()

    def close_editor(self) -> None:
        """Stop writing; what was written is stored or thrown away."""
        if self.is_open:
            focused = QApplication.focusWidget()
            had_focus = focused is not None and self.isAncestorOf(focused)
            self._draft, self._is_saving = Draft(), False
            self.text.clear()
            self.hide()
            self.closed.emit(had_focus)

    def show_title(self, *, shown: bool) -> None:
        """Say what is being done, or not: in its own card that is plain."""
        self._title.setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, whichever button has the keyboard: QWidget.keyPressEvent."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def save(self) -> None:
        """Ask for the text to be stored; blank text is not."""
        if self.save_button.isEnabled() and not self._is_saving:
            # The button stays as it is: one that cannot be pressed loses the keyboard focus.
            self._is_saving = True
            self.save_requested.emit(self.draft)

    def leave(self) -> None:
        """Close; ask first if something would be lost."""
        if self.draft.is_changed:
            self._ask(question=True)
        else:
            self.close_editor()

    def show_problem(self, error: KnownError) -> None:
        """Say why the text was not stored; it stays as it is."""
        self._say(told(error))
        self._is_saving = False
        self.text.setFocus()

    def _make_foot(self) -> QWidget:
        self.cancel_button = plain_button(translate("Memories", "Cancel"), self.leave)
        self.cancel_button.setToolTip(translate("Memories", "Leave without saving (Esc)"))
        self.save_button = primary_button(translate("Memories", "Save"), self.save)
        self.save_button.setToolTip(translate("Memories", "Save (Ctrl+Enter)"))
        return _row(None, self.cancel_button, self.save_button)

    def _make_question(self) -> QWidget:
        question = QLabel(translate("Memories", "Discard your changes?"))
        question.setFont(font(SECOND_SIZE))
        question.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.discard_button = danger_button(translate("Memories", "Discard"), self.close_editor)
        self.keep_button = plain_button(
            translate("Memories", "Keep writing"), lambda: self._ask(question=False)
        )
        return _row(question, self.discard_button, self.keep_button)

    def _ask(self, *, question: bool) -> None:
        self._show_question(shown=question)
        (self.keep_button if question else self.text).setFocus()

    def _show_question(self, *, shown: bool) -> None:
        leaving, coming = (self._foot, self._question) if shown else (self._question, self._foot)
        # In this order, so that there is never a moment in which both take room.
        leaving.hide()
        coming.show()

    def _follow_text(self) -> None:
        text = self.text.toPlainText()
        too_long = len(text) > LONGEST_TEXT
        self.save_button.setEnabled(bool(text.strip()) and not too_long)
        excess = Phrase("Memories", "Too long by {n} character.|Too long by {n} characters.")
        self._say(translated(excess.of(len(text) - LONGEST_TEXT)) if too_long else "")

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))


def _row(sentence: QLabel | None, *buttons: QPushButton) -> QWidget:
    row = QWidget()
    layout = QVBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(RELATED)
    if sentence is not None:
        layout.addWidget(sentence)
    beside = QHBoxLayout()
    beside.setSpacing(RELATED)
    for button in buttons:
        beside.addWidget(button, 1)
    layout.addLayout(beside)
    return row
