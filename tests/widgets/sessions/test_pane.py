from importlib import import_module

from PySide6.QtCore import Qt

from personaui_desktop.database import (
    delete_session,
    get_all_sessions,
    save_message,
)
from personaui_desktop.operations import messages, sessions
from personaui_desktop.paths import data_dir
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.widgets.common import recovery


def test_shows_the_newest_session_first_and_goes_to_it(bench, three):
    bench.show("default")
    assert bench.titles() == ["Lighthouse", "Weekend", "Sourdough"]
    assert bench.place.session_id == three[2]
    assert bench.selected() == "Lighthouse"
    assert bench.pane.header.name.text() == "Mia"
    assert bench.pane.header.description.text() == "Mia is curious"


def test_comes_back_to_the_session_that_was_open_last(bench, three):
    bench.remembered["default"] = three[0]
    bench.show("default")
    assert bench.place.session_id == three[0]
    assert bench.selected() == "Sourdough"


def test_a_remembered_session_that_is_gone_does_not_matter(bench, three):
    bench.remembered["default"] = 999
    bench.show("default")
    assert bench.place.session_id == three[2]


def test_a_persona_without_sessions_says_so_and_offers_one(qtbot, bench):
    bench.show("kant")
    assert bench.place.session_id is None
    assert bench.pane.empty.isVisible()
    assert "Kant" in bench.pane.empty.label.text()
    qtbot.mouseClick(bench.pane.empty.button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert bench.place.session_id == get_all_sessions("kant")[0]["id"]
    assert bench.pane.list.isVisible()


def test_after_the_last_session_there_is_none(qtbot, bench):
    bench.show("kant")
    bench.pane.new_session()
    bench.settle()
    bench.start("session.delete")
    assert bench.place.session_id is None
    assert bench.rows() == ["▸ trashed 1"]
    bench.start("session.empty_trash")
    bench.answer("Delete for good")
    assert bench.pane.empty.isVisible()


def test_a_session_that_changes_moves_up_and_stays_selected(bench, three):
    bench.remembered["default"] = three[0]
    bench.show("default")
    save_message("And again.", True, "Mia", three[0], "default")
    bench.worker.changed.emit(Change(Topic.MESSAGES, "default", three[0]))
    bench.settle()
    assert bench.titles()[0] == "Sourdough"
    assert bench.selected() == "Sourdough"
    assert bench.place.session_id == three[0]


def test_a_session_deleted_elsewhere_is_left(bench, three):
    bench.show("default")
    delete_session(three[2], "default")
    bench.worker.changed.emit(Change(Topic.SESSIONS, "default", three[2]))
    bench.settle()
    assert bench.place.session_id == three[1]


def test_what_changes_in_one_session_reads_its_row_alone(bench, three, monkeypatch):
    bench.show("default")
    read = []

    module = import_module(sessions.__name__)  # what stands for it takes nothing back

    def spied(name):
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda file, *of: read.append((name, *of)) or real(file, *of))

    spied("list_open")
    spied("list_group")
    spied("list_if_shown")
    bench.worker.run(messages.say("default", three[0], "And again."), bench.pane)
    bench.worker.run(sessions.rename("default", three[1], "Sunday"), bench.pane)
    bench.settle()
    assert bench.titles() == ["Sourdough", "Lighthouse", "Sunday"]
    assert bench.model.rows[0].preview == "And again."
    assert set(read) == {("list_if_shown", each) for each in three[:2]}


def test_changes_before_the_sessions_are_listed_are_not_lost(bench, three):
    bench.place.show_persona("default")
    rename = sessions.rename("default", three[1], "Sunday")
    rename.work()
    bench.worker.changed.emit(Change(Topic.SESSIONS, "default", three[1]))
    bench.settle()
    assert bench.titles() == ["Lighthouse", "Sunday", "Sourdough"]


def test_once_the_file_can_be_read_again_a_change_brings_all_sessions_back(bench, three):
    file = data_dir() / "main.db"
    whole = file.read_bytes()
    file.write_bytes(b"no database" * 1000)
    bench.show("default")
    assert bench.titles() == []
    file.write_bytes(whole)
    bench.worker.changed.emit(Change(Topic.SESSIONS, "default", three[1]))
    bench.settle()
    assert bench.titles() == ["Lighthouse", "Weekend", "Sourdough"]


def test_once_the_file_can_be_read_again_that_is_found_out_by_itself(bench, three, monkeypatch):
    monkeypatch.setattr(recovery, "AGAIN_MS", 20)
    file = data_dir() / "main.db"
    whole = file.read_bytes()
    file.write_bytes(b"no database" * 1000)
    bench.show("default")
    assert bench.titles() == []
    file.write_bytes(whole)
    bench.qtbot.waitUntil(lambda: bench.titles() == ["Lighthouse", "Weekend", "Sourdough"])


def test_changes_of_other_personas_are_not_looked_at(bench, three):
    bench.show("default")
    bench.worker.changed.emit(Change(Topic.MESSAGES, "kant", 1))
    assert bench.worker.is_idle


def test_switching_personas_quickly_shows_the_last(bench, three):
    bench.place.show_persona("default")
    bench.place.show_persona("kant")
    bench.place.show_persona("default")
    bench.place.show_persona("kant")
    bench.settle()
    assert bench.titles() == []
    assert bench.place.session_id is None


def test_a_file_that_cannot_be_read_is_said_where_the_sessions_would_be(bench):
    (data_dir() / "persona_kant.db").write_bytes(b"This is no database." * 100)
    bench.show("kant")
    assert bench.pane.empty.isVisible()
    assert bench.pane.empty.button.text() == "Try again"
    assert bench.place.session_id is None
