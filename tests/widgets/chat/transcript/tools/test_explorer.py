from contextlib import closing
from datetime import date
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtGui import QGuiApplication
from support.on_file import read
from support.transcripts import a_found_view, a_searched_session, a_view

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import get_db_connection
from personaui_desktop.database.pages import newest_page
from personaui_desktop.database.positions import message_at
from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.widgets.chat.transcript.tools.date_dialog import DateDialog


def test_the_whole_session_is_copied(qtbot: Any, worker: DatabaseWorker) -> None:
    view = a_found_view(qtbot, worker, a_searched_session(130))
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    view.scene.select_all()
    view.hands.clipboard.copy()
    qtbot.waitUntil(lambda: bool(clipboard.text()))
    lines = clipboard.text().split("\n\n")
    assert len(lines) == 130
    assert lines[0] == "The lighthouse, and the Lighthouse again."
    clipboard.clear()
    view.hands.clipboard.copy_markdown()
    qtbot.waitUntil(lambda: bool(clipboard.text()))
    assert clipboard.text().startswith("The **light**house")


def test_a_day_is_chosen_in_a_calendar(qtbot: Any, worker: DatabaseWorker) -> None:
    session_id = a_searched_session(100)
    view = a_found_view(qtbot, worker, session_id)
    view.hands.explorer.choose_date()
    qtbot.waitUntil(lambda: view.findChild(DateDialog) is not None)
    dialog = view.findChild(DateDialog)
    dialog.calendar.setSelectedDate(QDate(2001, 1, 1))
    dialog.accept()
    qtbot.waitUntil(lambda: view.scene.row_of(read(message_at, session_id, 0)) is not None)


def test_a_day_can_be_jumped_to(qtbot: Any, worker: DatabaseWorker) -> None:
    session_id = a_searched_session(100)
    view = a_found_view(qtbot, worker, session_id)
    view.hands.explorer.jump_to_date(date(2001, 1, 1))
    first = read(message_at, session_id, 0)
    qtbot.waitUntil(lambda: view.scene.row_of(first) is not None)
    view.hands.explorer.jump_to_date(date(2999, 1, 1))
    qtbot.waitUntil(lambda: worker.is_idle)


def test_a_hit_that_is_gone_is_asked_for_once_and_then_left_out(qtbot: Any, worker: DatabaseWorker) -> None:
    session_id = a_searched_session(400)
    view = a_found_view(qtbot, worker, session_id)
    view.scene.finder.seek("lighthouse", None)
    qtbot.waitUntil(lambda: view.scene.finder.total == 80)
    asked: list[int] = []
    view.scene.verbs.place_needed.connect(asked.append)
    gone = read(message_at, session_id, 10)
    with closing(get_db_connection("default")) as connection:
        connection.execute("DELETE FROM chat_messages WHERE id = ?", (gone,))
        connection.commit()
    for _ in range(3):
        view.scene.finder.step(forward=True)
    assert view.scene.finder.current == (gone, 0)
    qtbot.waitUntil(lambda: view.scene.finder.total == 78)
    qtbot.waitUntil(lambda: worker.is_idle)
    view.throttle.flush()
    assert asked.count(gone) == 1
    assert view.scene.row_of(gone + 1) is not None


def test_what_was_asked_for_in_another_session_is_not_gone_to(qtbot: Any, worker: DatabaseWorker) -> None:
    place = ["default", a_searched_session(400)]
    other = a_searched_session(100)
    model = MessageListModel()
    model.reset_to(read(newest_page, place[1], 60))
    view = a_view(qtbot, model)
    view.set_source(worker.run, lambda: (place[0], place[1]))
    with qtbot.waitSignal(view.scene.verbs.place_needed):
        view.hands.explorer.show_message(5)
    place[1] = other
    model.reset_to(read(newest_page, other, 60))
    view.throttle.flush()
    assert view.scene.placement.sticks_to_end
