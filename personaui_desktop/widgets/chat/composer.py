"""The composer: a box to write a message in, have one drafted, and send it or stop the reply."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from personaui_desktop.phrases import Phrase
from personaui_desktop.text import clean_text
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.message_edit import MessageEdit
from personaui_desktop.widgets.chat.slash.written import as_message
from personaui_desktop.widgets.chat.turn_buttons import ComposerDraft, DraftState
from personaui_desktop.widgets.commands.keys_in_force import with_keys
from personaui_desktop.widgets.common.buttons import plain_button, primary_button
from personaui_desktop.widgets.common.icons import icon
from personaui_desktop.widgets.common.theme import RADIUS_BUBBLE, RELATED, SMALL_SIZE, STEP, font, theme
from personaui_desktop.widgets.common.wording import isolated

HOW_TO_SEND = Phrase("Chat", "Enter sends · Shift+Enter for a new line")
HOW_TO_QUEUE = Phrase("Chat", "Enter sends after the reply · Shift+Enter for a new line")
PADDING = 12
PLACEHOLDER_CHARACTERS = 32


class Composer(QWidget):
    """Writes one message.

    Attributes:
        draft: what it shows of a draft that is made for it.
        takes: asked first whether what is written is no message; whoever takes it deals with it.

    Signals:
        send_requested: the cleaned text; it stays until `forget_sent` says that it is stored.
        queue_requested: the cleaned text is to be sent once the reply has ended; it stays just so.
        stop_requested: the reply, or the draft that is being made, is to end.
        text_changed: something was written, or taken away.
    """

    send_requested = Signal(str)
    queue_requested = Signal(str)
    stop_requested = Signal()
    text_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_replying = False
        self._is_sending = False
        self.takes: Callable[[str], bool] = _nobody_takes
        self.edit = MessageEdit()
        self.hint = _hint()
        self.draft = ComposerDraft(self)
        self.send_button = primary_button(translate("Chat", "Send"), self.send)
        self.stop_button = _stop_button(self.stop_requested.emit)
        self._lay_out()
        self.edit.send_requested.connect(self.send)
        self.edit.not_pasted.connect(self._warn)
        self.edit.focus_changed.connect(self.update)
        self.edit.textChanged.connect(self._written)
        theme().changed.connect(self.update)
        self.set_name("")
        self._show_state()

    @property
    def text(self) -> str:
        """What is written, as it is."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Hold another text, such as the one of another session."""
        self.edit.begin_anew(text)

    def add_text(self, text: str) -> None:
        """Hold a text behind what is written, in a line of its own; the caret stays."""
        if self.text:
            self.edit.append_line(text)
        else:
            self.set_text(text)

    def set_name(self, name: str) -> None:
        """Say to whom one writes."""
        whole = " ".join(name.split())
        self.edit.setPlaceholderText(
            translate("Chat", "Message {name}…").format(name=isolated(whole[:PLACEHOLDER_CHARACTERS]))
            if whole
            else translate("Chat", "Message…")
        )
        # Qt draws it again only where it appears or goes.
        self.edit.update()
        self.edit.setAccessibleName(
            translate("Chat", "Message {name}").format(name=isolated(whole))
            if whole
            else translate("Chat", "Message")
        )

    def set_text_size(self, size: float) -> None:
        """Show the text at that size, 1.0 being the design's."""
        self.edit.set_text_size(size)

    def set_replying(self, replying: bool) -> None:
        """Offer Stop while a reply is being written. What is sent then waits until it has ended."""
        is_otherwise = self._is_replying != replying
        self._is_replying = replying
        if is_otherwise:
            self._say_how()
        self._show_state()

    def set_draft(self, state: DraftState) -> None:
        """Say how far a draft is, and offer to stop or to discard it."""
        self.draft.state = state
        self._say_how()
        self._show_state()

    def set_sending(self, sending: bool) -> None:
        """While a message is being stored, it is not sent a second time."""
        self._is_sending = sending
        self._show_state()

    def forget_sent(self, text: str) -> None:
        """Take away the text that is stored now, and keep what was written behind it since."""
        self.set_text(without_sent(self.text, text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stops the reply, or discards a draft: QWidget.keyPressEvent."""
        is_escape = event.key() == Qt.Key.Key_Escape
        if is_escape and self._is_replying:
            self.stop_requested.emit()
        elif is_escape and self.draft.is_offered:
            self.draft.discarded.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere in the box is meant for the text: QWidget.mousePressEvent."""
        super().mousePressEvent(event)
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box: QWidget.paintEvent."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(tokens.pane)
        painter.setPen(QPen(tokens.accent if self.edit.hasFocus() else tokens.edge, 1))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_BUBBLE, RADIUS_BUBBLE
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(RELATED)
        row.addWidget(self.draft.ask_button)
        row.addWidget(self.hint, 1)
        row.addWidget(self.draft.discard_button)
        row.addWidget(self.send_button)
        row.addWidget(self.stop_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PADDING, PADDING, PADDING, PADDING - STEP // 2)
        layout.setSpacing(RELATED)
        layout.addWidget(self.edit)
        layout.addLayout(row)
        # Tab leads from the text to sending it, as it always did; asking for a draft comes last.
        order = (
            self.edit,
            self.draft.discard_button,
            self.send_button,
            self.stop_button,
            self.draft.ask_button,
        )
        for first, then in pairwise(order):
            self.setTabOrder(first, then)

    def send(self) -> None:
        """Ask for what is written to be sent, if there is anything and nothing else is under way."""
        text = clean_text(self.text)
        if not text.strip() or self._is_sending or self.takes(text):
            return
        message = as_message(text)
        if self._is_replying:
            self.queue_requested.emit(message)
        else:
            self.send_requested.emit(message)

    def _written(self) -> None:
        self._say_how()
        self._show_state()
        self.text_changed.emit()

    def _show_state(self) -> None:
        buttons = (self.send_button, self.stop_button, self.draft.ask_button, self.draft.discard_button)
        focused = next((button for button in buttons if button.hasFocus()), None)
        is_arriving = self.draft.is_arriving
        self.draft.show_state(is_busy=self._is_replying or self._is_sending)
        self.send_button.setEnabled(not self._is_sending and not self.edit.is_blank())
        self.send_button.setVisible(not is_arriving and (not self._is_replying or not self.edit.is_blank()))
        self.send_button.setToolTip(
            translate("Chat", "Send after the reply (Enter)")
            if self._is_replying
            else translate("Chat", "Send (Enter)")
        )
        self.stop_button.setVisible(self._is_replying or is_arriving)
        self.stop_button.setToolTip(
            with_keys(translate("Chat", "Stop drafting"), "reply.stop")
            if is_arriving
            else translate("Chat", "Stop the reply (Esc)")
        )
        asks = focused is self.draft.ask_button and focused.isEnabled()
        if focused is not None and not asks:
            self.edit.setFocus()

    def _say_how(self) -> None:
        how = HOW_TO_QUEUE if self._is_replying else HOW_TO_SEND
        self._say(translated(self.draft.state.value or how), "faint")

    def _warn(self, sentence: str) -> None:
        self._say(sentence, "warn")

    def _say(self, sentence: str, tone: str) -> None:
        if self.hint.text() == sentence:
            return
        self.hint.setText(sentence)
        if self.hint.property("tone") != tone:
            self.hint.setProperty("tone", tone)
            self.hint.style().polish(self.hint)


def without_sent(text: str, sent: str) -> str:
    """What is left of a text when what was sent of it is stored; all of it where it is another by now."""
    written, doubled = clean_text(text), f"/{sent}"
    is_doubled = written.startswith(doubled) and as_message(doubled) == sent
    return written.removeprefix(doubled if is_doubled else sent)


def _nobody_takes(_text: str) -> bool:
    return False


def _hint() -> QLabel:
    label = QLabel(translated(HOW_TO_SEND))
    label.setProperty("tone", "faint")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(font(SMALL_SIZE))
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _stop_button(on_click: object) -> QPushButton:
    button = plain_button(translate("Chat", "Stop"))
    button.setIcon(icon("stop", "text"))
    button.clicked.connect(on_click)
    return button
