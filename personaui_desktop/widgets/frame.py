"""What the window shows until its panes are there: their grounds, where they will be."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from personaui_desktop.settings.window_state import WindowState
from personaui_desktop.widgets.columns import Side, docked
from personaui_desktop.widgets.common.theme import theme

RAIL_WIDTH = 68


class Frame(QWidget):
    """Paints the columns' grounds as wide as the columns were."""

    def __init__(self, state: WindowState) -> None:
        super().__init__()
        self._state = state

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds from left to right: QWidget.paintEvent."""
        painter = QPainter(self)
        tokens = theme().tokens
        painter.fillRect(self.rect(), tokens.page)
        x = 0
        with_place = docked(self.width(), with_sessions=self._state.show_sessions)
        if self._state.show_sessions or Side.SESSIONS not in with_place:
            painter.fillRect(QRect(0, 0, RAIL_WIDTH, self.height()), tokens.window)
            x = RAIL_WIDTH
        if self._state.show_sessions and Side.SESSIONS in with_place:
            painter.fillRect(QRect(x, 0, self._state.sessions_width, self.height()), tokens.pane)
        if self._state.show_memories and Side.MEMORIES in with_place:
            width = self._state.memories_width
            painter.fillRect(QRect(self.width() - width, 0, width, self.height()), tokens.pane)
