"""Asks for a day to go to."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDialog, QDialogButtonBox, QToolButton, QVBoxLayout, QWidget

from personaui_desktop.widgets.common.icons import icon
from personaui_desktop.widgets.common.theme import GROUP, theme


class DateDialog(QDialog):
    """A calendar.

    Signals:
        chosen: the day that was chosen.
    """

    chosen = Signal(object)

    def __init__(self, shown: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Go to date")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("Day to go to")
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.calendar.activated.connect(lambda _day: self.accept())
        self._take_colours()
        buttons = QDialogButtonBox()
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        go = buttons.addButton("Go", QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("kind", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        layout.addWidget(self.calendar)
        layout.addWidget(buttons)
        self.accepted.connect(self._tell)

    def _take_colours(self) -> None:
        """Weekends are days like others here, and the style's own arrows are black in the dark."""
        for name, shape, words in (
            ("qt_calendar_prevmonth", "chevron-left", "Previous month"),
            ("qt_calendar_nextmonth", "chevron-right", "Next month"),
        ):
            button = self.calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icon(shape))
                button.setAccessibleName(words)
        plain = QTextCharFormat()
        plain.setForeground(theme().tokens.text)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)

    def _tell(self) -> None:
        day = self.calendar.selectedDate()
        self.chosen.emit(date(day.year(), day.month(), day.day()))
