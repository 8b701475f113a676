"""Asks for a day to go to."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.dates import full_day
from personaui_desktop.widgets.common.icons import icon
from personaui_desktop.widgets.common.theme import GROUP, theme

WITH_MESSAGES = Phrase("Chat", "There are messages on this day.")
WITHOUT_MESSAGES = Phrase("Chat", "No messages on this day. Go shows the next day with messages.")


class DateDialog(QDialog):
    """A calendar from a conversation's first day to its last, on which days with messages stand out.

    Signals:
        chosen: the day that was chosen.
        days_shown: the days of the month that is shown; `mark` is to say which of them have messages.
    """

    chosen = Signal(object)
    days_shown = Signal(object)

    def __init__(self, shown: date, first: date, last: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Chat", "Go to date"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(translate("Chat", "Day to go to"))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setDateRange(_of_qt(first), _of_qt(last))
        self.calendar.setSelectedDate(_of_qt(shown))
        self.calendar.activated.connect(lambda _day: self.accept())
        self.calendar.currentPageChanged.connect(lambda _year, _month: self._ask_for_marks())
        self.calendar.selectionChanged.connect(self._describe)
        self.about_day = QLabel()
        self.about_day.setProperty("tone", "dim")
        self._asked: set[date] = set()
        self._marked: set[date] = set()
        self._unmarked: set[date] = set()
        self._take_colours()
        buttons = QDialogButtonBox()
        buttons.addButton(translate("Chat", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        go = buttons.addButton(translate("Chat", "Go"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("kind", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        layout.addWidget(self.calendar)
        layout.addWidget(self.about_day)
        layout.addWidget(buttons)
        self.accepted.connect(self._tell)
        # Whoever opens the dialog listens only after it was made.
        QTimer.singleShot(0, self, self._ask_for_marks)

    def mark(self, days: Sequence[date], with_messages: Sequence[date]) -> None:
        """Show which of some days have messages; the others lead to the next day that has."""
        self._marked.update(with_messages)
        self._unmarked.update(set(days).difference(with_messages))
        strong, faint = QTextCharFormat(), QTextCharFormat()
        strong.setFontWeight(QFont.Weight.Bold)
        strong.setToolTip(translated(WITH_MESSAGES))
        faint.setForeground(theme().tokens.dim)
        faint.setToolTip(translated(WITHOUT_MESSAGES))
        for day in days:
            self.calendar.setDateTextFormat(_of_qt(day), strong if day in self._marked else faint)
        self._describe()

    def _ask_for_marks(self) -> None:
        """Ask about the days of the month that is shown, unless that was done."""
        first = date(self.calendar.yearShown(), self.calendar.monthShown(), 1)
        lowest, highest = _of_python(self.calendar.minimumDate()), _of_python(self.calendar.maximumDate())
        if first in self._asked:
            return
        self._asked.add(first)
        days = [first + timedelta(days=number) for number in range(31)]
        month = [day for day in days if day.month == first.month]
        outside = QTextCharFormat()
        outside.setForeground(theme().tokens.faint)
        for day in month:
            if not lowest <= day <= highest:
                self.calendar.setDateTextFormat(_of_qt(day), outside)
        self.days_shown.emit([day for day in month if lowest <= day <= highest])

    def _describe(self) -> None:
        """Say of the selected day, also to a screen reader, whether it has messages."""
        day = _of_python(self.calendar.selectedDate())
        about = WITH_MESSAGES if day in self._marked else WITHOUT_MESSAGES if day in self._unmarked else ""
        words = translated(about)
        self.about_day.setText(words)
        self.calendar.setAccessibleDescription(f"{full_day(day)}. {words}".rstrip())

    def _take_colours(self) -> None:
        """Weekends are days like others here, and the style's own arrows are black in the dark."""
        for name, shape, words in (
            ("qt_calendar_prevmonth", "chevron-left", translate("Chat", "Previous month")),
            ("qt_calendar_nextmonth", "chevron-right", translate("Chat", "Next month")),
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
        self.chosen.emit(_of_python(self.calendar.selectedDate()))


def _of_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _of_python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
