"""What stands in the window until its panes are there: it paints their grounds and keeps what is typed."""

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from personaui_desktop.settings.window_state import WindowState
from personaui_desktop.widgets.chat.typing_relay import writes_something
from personaui_desktop.widgets.columns import Side, docked
from personaui_desktop.widgets.common.painting import fill
from personaui_desktop.widgets.common.theme import theme

RAIL_WIDTH = 69
"""With its edge."""
SESSIONS_SMALLEST_WIDTH = 200
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Blanks(NamedTuple):
    """What stands for the panes beside the conversation until they are there: their grounds, as wide."""

    rail: QWidget
    sessions: QWidget
    memories: QWidget

    @classmethod
    def made(cls) -> "Blanks":
        """One of each."""
        rail, sessions, memories = _blank("window"), _blank("pane"), _blank("pane")
        rail.setFixedWidth(RAIL_WIDTH)
        sessions.setMinimumWidth(SESSIONS_SMALLEST_WIDTH)
        return cls(rail, sessions, memories)


def _blank(ground: str) -> QWidget:
    blank = QWidget()
    blank.setProperty("ground", ground)
    blank.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return blank


class EmptyWindow(QWidget):
    """Paints the columns' grounds as wide as the columns were.

    Attributes:
        typed: what was typed so far, for the composer.
    """

    def __init__(self, state: WindowState) -> None:
        super().__init__()
        self._state = state
        self.typed = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is written, as the composer would; nothing is sent yet: QWidget.keyPressEvent."""
        if event.key() in _ENTER:
            self.typed += "\n"
        elif event.key() == Qt.Key.Key_Backspace:
            self.typed = self.typed[:-1]
        elif event.key() == Qt.Key.Key_Space or writes_something(event):
            self.typed += event.text()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep what an input method has finished: QWidget.inputMethodEvent."""
        self.typed += event.commitString()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds from left to right: QWidget.paintEvent."""
        painter = QPainter(self)
        tokens = theme().tokens
        fill(painter, self.rect(), tokens.page)
        x = 0
        with_place = docked(self.width(), with_sessions=self._state.show_sessions)
        if self._state.show_sessions or Side.SESSIONS not in with_place:
            fill(painter, QRect(0, 0, RAIL_WIDTH, self.height()), tokens.window)
            x = RAIL_WIDTH
        if self._state.show_sessions and Side.SESSIONS in with_place:
            fill(painter, QRect(x, 0, self._state.sessions_width, self.height()), tokens.pane)
        if self._state.show_memories and Side.MEMORIES in with_place:
            width = self._state.memories_width
            fill(painter, QRect(self.width() - width, 0, width, self.height()), tokens.pane)
