"""The bar above the composer: what waits until the reply has ended, and what can be done with it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.queued import QueuedMessage
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.buttons import quiet_button
from personaui_desktop.widgets.common.elided_label import ElidedLabel
from personaui_desktop.widgets.common.theme import SECOND_SIZE, font

MOST_SHOWN = 3
"""Those that go out first; the others are counted until they are asked for."""
TALLEST = 8
"""As many lines at once, where all are shown; the others are scrolled to."""
WAITING = Phrase("Chat", "Waits until the reply ends:|Wait until the reply ends:")
LEFT = Phrase("Chat", "Not sent yet:")
FURTHER = Phrase("Chat", "Show {n} more|Show {n} more")

OnOne = Callable[[int], object]


class QueueBar(QWidget):
    """Hidden where nothing waits.

    Args:
        send_now: sends the first.
        edit: takes the id of the one that is to be edited.
        take_back: takes the id of the one that is not to be sent.
    """

    def __init__(
        self, send_now: Callable[[], object], edit: OnOne, take_back: OnOne, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._edit, self._take_back = edit, take_back
        self._queued: tuple[QueuedMessage, ...] = ()
        self.words = _label()
        self.send_button = _button(translate("Chat", "Send now"), send_now)
        self.rows: list[QueueRow] = []
        self._shows_all = False
        self._lines = _Lines()
        self.further = _button("", self._show_all_or_few)
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.send_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._lines)
        layout.addWidget(self.further, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_state(self, queued: Sequence[QueuedMessage], *, is_replying: bool) -> None:
        """Show what waits, in the order in which it will be sent. Screen readers are told of more.

        Args:
            queued: all of it.
            is_replying: whether it waits for a reply; if not, it can be sent.
        """
        is_more = len(queued) > len(self._queued)
        if tuple(queued) != self._queued:
            self._queued = tuple(queued)
            self._show_rows()
        self.words.setText(translated(WAITING.of(len(queued)) if is_replying else LEFT))
        self.send_button.setVisible(not is_replying)
        if is_more:
            said = f"{self.words.text()} {queued[-1].beginning}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _show_all_or_few(self) -> None:
        self._shows_all = not self._shows_all
        self._show_rows()

    def _show_rows(self) -> None:
        further = len(self._queued) - MOST_SHOWN
        self._shows_all = self._shows_all and further > 0
        shown = self._queued if self._shows_all else self._queued[:MOST_SHOWN]
        self.rows = [QueueRow(each, self._edit, self._take_back) for each in shown]
        self._lines.fill(self.rows)
        words = translate("Chat", "Show fewer") if self._shows_all else translated(FURTHER.of(further))
        self.further.setText(words)
        self.further.setVisible(further > 0)
        self.setVisible(bool(self._queued))


class _Lines(QScrollArea):
    """The texts that wait, one a line, as tall as they need up to `TALLEST`."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The pane's ground shows through.
        self.viewport().setAutoFillBackground(False)

    def fill(self, rows: Sequence[QWidget]) -> None:
        """Show these in the place of what was shown."""
        place = self.verticalScrollBar().value()
        inner = QWidget()
        inner.setAutoFillBackground(False)
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for row in rows:
            layout.addWidget(row)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        height = max((row.sizeHint().height() for row in rows), default=0)
        self.setFixedHeight(height * min(len(rows), TALLEST))
        self.verticalScrollBar().setValue(place)


class QueueRow(QWidget):
    """One text that waits, in one line."""

    def __init__(self, queued: QueuedMessage, edit: OnOne, take_back: OnOne) -> None:
        super().__init__()
        self.text = ElidedLabel(queued.beginning)
        self.text.setFont(font(SECOND_SIZE))
        self.edit_button = _button(translate("Chat", "Edit"), partial(edit, queued.queued_id))
        self.take_back_button = _button(translate("Chat", "Take back"), partial(take_back, queued.queued_id))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.text, 1)
        for button in (self.edit_button, self.take_back_button):
            button.setAccessibleDescription(self.text.text())
            layout.addWidget(button)


def _label() -> QLabel:
    label = QLabel()
    label.setFont(font(SECOND_SIZE))
    label.setProperty("tone", "dim")
    return label


def _button(words: str, on_click: Callable[[], object]) -> QPushButton:
    button = quiet_button(words, on_click)
    button.setFont(font(SECOND_SIZE))
    return button
