from contextlib import closing
from datetime import UTC, date, datetime

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from support.chat_stage import Stage

from personaui_desktop.database import create_session, get_db_connection
from personaui_desktop.widgets.chat.transcript.tools.date_dialog import DateDialog

DAYS = (date(2026, 9, 28), date(2026, 11, 3), date(2026, 11, 9), date(2026, 11, 20))


def dated_session() -> int:
    """Forty messages at noon on each of some days, another conversation's on the days after them."""
    session_id, other = create_session("Dated", "default"), create_session("Other", "default")
    insert = "INSERT INTO chat_messages (session_id, message, is_user, timestamp) VALUES (?, ?, 1, ?)"
    with closing(get_db_connection("default")) as connection:
        for day in DAYS:
            noon = datetime(day.year, day.month, day.day, 12).astimezone(UTC)
            text = noon.strftime("%Y-%m-%d %H:%M:%S")
            connection.executemany(insert, [(session_id, f"{day} {n}", text) for n in range(40)])
            connection.execute(insert, (other, "x", text.replace("-1", "-0")))
        connection.commit()
    return session_id


def opened(stage: Stage) -> DateDialog:
    stage.pane.commands.start("find.date")
    stage.until(lambda: stage.pane.transcript.findChild(DateDialog) is not None)
    dialog = stage.pane.transcript.findChild(DateDialog)
    assert isinstance(dialog, DateDialog)
    stage.until(lambda: dialog.about_day.text() != "")
    return dialog


def go(dialog: DateDialog) -> None:
    buttons = dialog.findChild(QDialogButtonBox)
    button = next(each for each in buttons.buttons() if each.text() == "Go")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_calendar_reaches_from_the_first_day_to_the_last(stage: Stage) -> None:
    stage.go_to(dated_session())
    calendar = opened(stage).calendar
    assert calendar.minimumDate() == QDate(2026, 9, 28)
    assert calendar.maximumDate() == QDate(2026, 11, 20)
    assert calendar.selectedDate() == QDate(2026, 11, 20)


def test_days_with_messages_stand_out_and_are_told_to_screen_readers(stage: Stage) -> None:
    stage.go_to(dated_session())
    dialog = opened(stage)
    calendar = dialog.calendar
    bold = [
        day
        for day in range(1, 21)
        if calendar.dateTextFormat(QDate(2026, 11, day)).fontWeight() == QFont.Weight.Bold
    ]
    assert bold == [3, 9, 20]
    assert calendar.accessibleDescription() == "Friday, 20 November 2026. There are messages on this day."
    calendar.setSelectedDate(QDate(2026, 11, 4))
    assert dialog.about_day.text().startswith("No messages on this day.")
    assert calendar.accessibleDescription().startswith("Wednesday, 4 November 2026. No messages")
    calendar.setCurrentPage(2026, 9)
    stage.until(lambda: calendar.dateTextFormat(QDate(2026, 9, 28)).fontWeight() == QFont.Weight.Bold)


def test_a_day_without_messages_leads_to_the_next_that_has_some(stage: Stage) -> None:
    stage.go_to(dated_session())
    dialog = opened(stage)
    dialog.calendar.setSelectedDate(QDate(2026, 11, 4))
    go(dialog)
    view = stage.pane.transcript

    def texts() -> list[str]:
        return [row.laid.message.text for row in view.scene.placement.placed]

    stage.until(lambda: "2026-11-09 0" in texts())
    assert view.scene.current_id is not None
    row = view.scene.row_of(view.scene.current_id)
    assert row is not None
    assert row.laid.message.text == "2026-11-09 0"
