"""The list with many conversations: read by pages, steady where it is scrolled to."""

from contextlib import closing

import pytest
from PySide6.QtCore import QPoint, Qt

from personaui_desktop.database import get_db_connection
from personaui_desktop.item_models.sessions import SessionRole
from personaui_desktop.operations import messages, sessions
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.sessions import SessionGroup
from personaui_desktop.widgets.sessions.row_delegate import SessionDelegate

MANY = 350


@pytest.fixture
def many(bench) -> list[int]:
    """Many sessions, the first the newest; the persona is not shown yet."""
    with closing(get_db_connection("default")) as connection:
        connection.executemany(
            "INSERT INTO chat_sessions (title, updated_at) VALUES (?, datetime('2026-01-01', ?))",
            ((f"Talk {at}", f"-{at} hours") for at in range(MANY)),
        )
        connection.commit()
        rows = connection.execute("SELECT id FROM chat_sessions ORDER BY updated_at DESC").fetchall()
    return [session_id for (session_id,) in rows]


def scroll_to_end(bench) -> None:
    bar = bench.pane.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    bench.settle()


def first_in_view(bench) -> tuple[str, int]:
    """The title of the row at the top of the list, and where it begins."""
    listed = bench.pane.list
    index = listed.indexAt(QPoint(50, 30))
    return index.data(), listed.visualRect(index).top()


def test_pages_are_read_as_the_end_comes_near(bench, many):
    bench.show("default")
    assert len(bench.titles()) == sessions.PAGE_SIZE
    seen = [sessions.PAGE_SIZE]
    while seen[-1] < MANY:
        scroll_to_end(bench)
        seen.append(len(bench.titles()))
        assert seen[-1] > seen[-2]
    assert seen == [100, 200, 300, MANY]
    assert bench.titles() == [f"Talk {at}" for at in range(MANY)]
    scroll_to_end(bench)
    assert len(bench.titles()) == MANY


def test_the_trash_is_at_the_end_however_many_conversations_there_are(bench, many):
    sessions.trash("default", many[-1:]).work()
    bench.show("default")
    assert bench.rows()[-1] == "▸ trashed 1"
    scroll_to_end(bench)
    assert len(bench.titles()) == 200
    assert bench.rows()[-1] == "▸ trashed 1"
    assert len(set(bench.rows())) == 201


def test_who_goes_to_the_trash_stays_there_while_pages_are_read_above_it(bench, many):
    sessions.trash("default", many[-2:]).work()
    bench.show("default")
    bench.start("session.trash")
    listed = bench.pane.list
    assert listed.current_fold is SessionGroup.TRASHED
    rows = [bench.index(len(bench.rows()) - 3 + at) for at in range(3)]
    assert listed.currentIndex() == rows[0]
    for row in rows:
        assert listed.viewport().rect().contains(listed.visualRect(row)), "what lies there is in view too"
    assert bench.rows()[-3:] == ["▾ trashed 2", "Talk 349", "Talk 348"]


def test_a_change_in_what_is_unfolded_does_not_scroll_there(bench, many):
    sessions.trash("default", many[-2:]).work()
    bench.show("default")
    bench.start("session.trash")
    bench.pane.list.verticalScrollBar().setValue(0)
    bench.place.show_session(many[0])
    bench.worker.run(sessions.restore("default", many[-1:]), bench.pane)
    bench.worker.changed.emit(Change(Topic.SESSIONS, "default"))
    bench.settle()
    assert bench.pane.list.verticalScrollBar().value() == 0


def test_an_old_conversation_that_is_shown_stands_in_the_list(bench, many):
    bench.remembered["default"] = many[300]
    bench.show("default")
    assert bench.place.session_id == many[300]
    assert bench.selected() == "Talk 300"
    assert bench.titles() == [*(f"Talk {at}" for at in range(200)), "Talk 300"]
    for _ in range(3):
        scroll_to_end(bench)
    assert bench.titles() == [f"Talk {at}" for at in range(MANY)]


def test_the_filter_looks_through_all_conversations_and_gives_them_back(qtbot, bench, many):
    sessions.archive("default", many[320:321], True).work()
    bench.show("default")
    qtbot.keyClicks(bench.pane.header.filter, "Talk 32")
    qtbot.waitUntil(lambda: bench.worker.is_idle and len(bench.titles()) == 11)
    assert bench.titles()[-1] == "Talk 320", "what is archived is found too"
    qtbot.keyClick(bench.pane.header.filter, Qt.Key.Key_Escape)
    bench.settle()
    qtbot.waitUntil(lambda: len(bench.titles()) == sessions.PAGE_SIZE)
    assert bench.rows()[-1] == "▸ archived 1"


def test_what_changes_above_moves_nothing_that_is_in_view(bench, many):
    bench.show("default")
    bar = bench.pane.list.verticalScrollBar()
    bar.setValue(2_000)
    before = first_in_view(bench)
    for change in (
        sessions.pin("default", [many[90]], True),
        sessions.trash("default", [many[2]]),
        sessions.create("default"),
        messages.say("default", many[60], "A reply below what is in view takes its row to the top."),
    ):
        bench.worker.run(change, bench.pane)
        bench.settle()
        assert first_in_view(bench) == before
    assert bar.value() != 2_000


def test_at_the_top_what_is_new_is_seen(bench, many):
    bench.show("default")
    bench.worker.run(sessions.create("default"), bench.pane)
    bench.settle()
    assert bench.pane.list.verticalScrollBar().value() == 0
    assert bench.titles()[0] == "New conversation"


def test_whatever_changes_only_rows_in_view_are_measured(bench, many, monkeypatch):
    bench.show("default")
    for _ in range(3):
        scroll_to_end(bench)
    measured = []
    real = SessionDelegate.sizeHint
    monkeypatch.setattr(SessionDelegate, "sizeHint", lambda *of: measured.append(of[-1].row()) or real(*of))
    for change in (messages.say("default", many[340], "Again."), sessions.pin("default", [many[9]], True)):
        measured.clear()
        bench.worker.run(change, bench.pane)
        bench.settle()
        bench.pane.grab()
        assert 0 < len(set(measured)) < 40


def test_all_read_again_stay_as_far_as_they_were_read(bench, many):
    bench.show("default")
    scroll_to_end(bench)
    sessions.trash("default", many[:1]).work()
    bench.worker.run(sessions.empty_trash("default"), bench.pane)
    bench.settle()
    assert bench.titles()[:200] == [f"Talk {at}" for at in range(1, 201)]


def test_who_has_scrolled_far_stays_there_when_all_is_read_again(bench, many):
    bench.show("default")
    scroll_to_end(bench)
    bench.pane.list.verticalScrollBar().setValue(8_000)
    before = first_in_view(bench)
    bench.worker.changed.emit(Change(Topic.SESSIONS, "default"))
    bench.settle()
    assert first_in_view(bench) == before


def test_what_is_looked_for_stays_found_when_all_is_read_again(qtbot, bench, many):
    bench.show("default")
    qtbot.keyClicks(bench.pane.header.filter, "Talk 32")
    qtbot.waitUntil(lambda: bench.worker.is_idle and len(bench.titles()) == 11)
    bench.worker.changed.emit(Change(Topic.SESSIONS, "default"))
    bench.settle()
    qtbot.waitUntil(lambda: bench.worker.is_idle and len(bench.titles()) == 11)


def test_rows_glide_to_their_places_where_the_system_lets_things_move(qtbot, bench, many, monkeypatch):
    bench.show("default")
    motion = bench.pane.list._motion
    bench.worker.run(sessions.pin("default", [many[3]], True), bench.pane)
    qtbot.waitUntil(lambda: motion.offset(many[3]) > 0, timeout=5_000)
    assert motion.offset(many[0]) < 0
    qtbot.waitUntil(lambda: motion.state() is motion.State.Stopped)
    assert motion.offset(many[3]) == 0
    monkeypatch.setattr("personaui_desktop.widgets.sessions.row_motion.may_animate", lambda: False)
    bench.worker.run(sessions.pin("default", [many[5]], True), bench.pane)
    bench.settle()
    assert motion.state() is motion.State.Stopped
    assert bench.index(0).data(SessionRole.ID) == many[3]


def test_another_persona_midway_gets_none_of_it(bench, many):
    bench.show("default")
    bar = bench.pane.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    bench.place.show_persona("kant")
    bench.settle()
    assert bench.titles() == []
    bench.show("default")
    assert len(bench.titles()) == sessions.PAGE_SIZE
    scroll_to_end(bench)
    assert len(bench.titles()) == 2 * sessions.PAGE_SIZE
