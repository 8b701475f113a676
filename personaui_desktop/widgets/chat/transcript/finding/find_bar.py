"""The bar for finding text in the session."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.transcript.finding.finder import Finder
from personaui_desktop.widgets.common.buttons import tool_button
from personaui_desktop.widgets.common.theme import RADIUS_CARD, theme

TYPING_MS = 120
FIELD_WIDTH = 190
NARROWEST = 120


class FindBar(QWidget):
    """A field, the count of hits, and ways to the next and the one before.

    Signals:
        query_changed: look for this text.
        closed: the person is done.
    """

    query_changed = Signal(str)
    closed = Signal()

    def __init__(self, finder: Finder, parent: QWidget) -> None:
        super().__init__(parent)
        self._finder = finder
        self.setAccessibleName(translate("Chat", "Find in conversation"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(translate("Chat", "Find in conversation"))
        self.field.setAccessibleName(translate("Chat", "Find in conversation"))
        self.field.setMinimumWidth(NARROWEST)
        self.field.installEventFilter(self)
        self.count = QLabel()
        self.count.setProperty("tone", "dim")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(lambda: self.query_changed.emit(self.field.text()))
        self.field.textEdited.connect(lambda _text: self._typing.start())
        self._lay_out()
        finder.changed.connect(self._show_count)
        finder.counted.connect(self._show_count)
        self.hide()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 6, 6)
        layout.setSpacing(4)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.count)
        layout.addWidget(
            tool_button(
                "chevron-up",
                translate("Chat", "Previous match (Shift+Enter)"),
                partial(self._step, forward=False),
            )
        )
        layout.addWidget(
            tool_button(
                "chevron-down", translate("Chat", "Next match (Enter)"), partial(self._step, forward=True)
            )
        )
        layout.addWidget(tool_button("close", translate("Chat", "Close (Esc)"), self.close_bar))

    def open_bar(self, selected: str) -> None:
        """Appear, with a text to look for if one is given, ready to be typed over."""
        self.show()
        self.raise_()
        if selected:
            self.field.setText(selected)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.query_changed.emit(self.field.text())
        self._show_count()

    def show_query(self, query: str) -> None:
        """Appear with a text that is looked for already; the keyboard stays where it is."""
        self._typing.stop()
        self.field.setText(query)
        self.show()
        self.raise_()
        self._show_count()

    def close_bar(self) -> None:
        """Disappear; nothing is looked for any more."""
        self._typing.stop()
        self.hide()
        self.closed.emit()

    def place_in(self, width: int) -> None:
        """Stand at the top right of a view of some width."""
        wanted = min(self.sizeHint().width() + FIELD_WIDTH - NARROWEST, width - 16)
        self.setGeometry(width - wanted - 12, 8, wanted, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override of QObject.eventFilter: Enter, Shift+Enter and Escape in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._step(forward=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override of QWidget.keyPressEvent."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _step(self, *, forward: bool) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self.query_changed.emit(self.field.text())
        else:
            self._finder.step(forward)

    def _show_count(self) -> None:
        finder = self._finder
        if finder.sought is None:
            text = ""
        elif finder.total:
            of = (
                translate("Chat", "{number:,} of {total:,}+")
                if finder.is_searching
                else translate("Chat", "{number:,} of {total:,}")
            )
            text = of.format(number=finder.number, total=finder.total)
        else:
            text = translate("Chat", "Searching…") if finder.is_searching else translate("Chat", "No matches")
        if text != self.count.text():
            self.count.setText(text)
            self.count.setAccessibleName(translate("Chat", "Matches: {text}").format(text=text))
            parent = self.parentWidget()
            if parent is not None and self.isVisible():
                self.place_in(parent.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override of QWidget.paintEvent: a card."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.line, 1))
        painter.setBrush(tokens.page)
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD
        )
