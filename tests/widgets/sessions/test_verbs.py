"""What is done with conversations in the list, as a person does it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from personaui_desktop.database import (
    delete_session,
    get_chat_history,
    get_session,
    save_message,
)
from personaui_desktop.operations import sessions

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_pinned_conversation_stands_first_until_it_is_let_go(bench, three):
    bench.show("default")
    bench.click(2)
    bench.start("session.pin")
    assert bench.titles() == ["Sourdough", "Lighthouse", "Weekend"]
    assert bench.selected() == "Sourdough"
    assert bench.place.session_id == three[0]
    assert "Pinned" in bench.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    bench.start("session.pin")
    assert bench.titles() == ["Lighthouse", "Weekend", "Sourdough"]


def test_an_archived_conversation_is_kept_under_a_fold_at_the_end(bench, three):
    bench.show("default")
    bench.start("session.archive")
    assert bench.rows() == ["Weekend", "Sourdough", "▸ archived 1"]
    assert bench.place.session_id == three[1]
    assert bench.told[-1].text == "“\u2068Lighthouse\u2069” was archived."
    bench.click(2)
    bench.settle()
    assert bench.rows() == ["Weekend", "Sourdough", "▾ archived 1", "Lighthouse"]
    bench.click(3)
    assert bench.place.session_id == three[2]
    bench.start("session.archive")
    assert bench.rows() == ["Lighthouse", "Weekend", "Sourdough"]


def test_a_fold_is_opened_and_closed_by_key(bench, three):
    sessions.archive("default", [three[0]], True).work()
    bench.show("default")
    for _ in range(2):
        bench.press(Qt.Key.Key_Down)
    assert bench.place.session_id == three[1]
    spoken = bench.pane.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Archived, 1 conversation, folded"
    for key, is_open in (
        (Qt.Key.Key_Right, True),
        (Qt.Key.Key_Right, True),
        (Qt.Key.Key_Left, False),
        (Qt.Key.Key_Return, True),
        (Qt.Key.Key_Enter, False),
    ):
        bench.press(key)
        assert bench.rows()[2] == ("▾ archived 1" if is_open else "▸ archived 1")
        assert bench.titles() == ["Lighthouse", "Weekend", *(["Sourdough"] if is_open else [])]
    assert bench.place.session_id == three[1]


def test_the_trash_takes_a_conversation_and_gives_it_back_with_undo(qtbot, bench, three):
    bench.show("default")
    bench.start("session.next")
    bench.press(Qt.Key.Key_Delete)
    assert bench.rows() == ["Lighthouse", "Sourdough", "▸ trashed 1"]
    assert bench.place.session_id == three[0]
    notice = bench.told[-1]
    assert notice.text == "“\u2068Weekend\u2069” was moved to the trash."
    assert notice.action[0] == "Undo"
    qtbot.waitUntil(lambda: bench.history.undo_words() == "&Undo moving a conversation to the trash")
    notice.action[1]()
    bench.settle()
    assert bench.rows() == ["Lighthouse", "Weekend", "Sourdough"]
    assert (bench.place.session_id, bench.selected()) == (three[1], "Weekend")
    bench.history.redo()
    bench.settle()
    assert bench.rows() == ["Lighthouse", "Sourdough", "▸ trashed 1"]
    assert bench.place.session_id == three[0], "what is put away again is not shown"
    bench.worker.run(sessions.restore("default", [three[1]]), bench.pane)
    bench.settle()
    assert bench.rows() == ["Lighthouse", "Weekend", "Sourdough"]
    assert bench.place.session_id == three[0], "nor when another window restores it"


def test_what_lies_in_the_trash_can_be_read_restored_and_deleted_for_good(bench, three):
    sessions.trash("default", three[:2]).work()
    bench.show("default")
    bench.start("session.trash")
    assert bench.rows() == ["Lighthouse", "▾ trashed 2", "Weekend", "Sourdough"]
    bench.click(3)
    assert bench.place.session_id == three[0]
    bench.start("session.restore")
    assert bench.rows() == ["Lighthouse", "Sourdough", "▾ trashed 1", "Weekend"]
    assert bench.selected() == "Sourdough"
    bench.click(3)
    bench.press(Qt.Key.Key_Delete)
    bench.answer("Cancel")
    assert get_session(three[1]) is not None
    bench.press(Qt.Key.Key_Delete, SHIFT)
    bench.answer("Delete for good")
    assert get_session(three[1]) is None
    assert bench.rows() == ["Lighthouse", "Sourdough"]
    assert bench.place.session_id in (three[0], three[2])


@pytest.mark.parametrize("way", ["words", "command"])
def test_the_trash_is_emptied_once_the_person_means_it(qtbot, bench, three, way):
    sessions.trash("default", three[:2]).work()
    bench.show("default")
    bench.start("session.trash")

    def ask() -> None:
        if way == "command":
            bench.start("session.empty_trash")
        else:
            row = bench.pane.list.visualRect(bench.index(1))
            at = row.center()
            at.setX(row.right() - 30)
            qtbot.mouseClick(bench.pane.list.viewport(), Qt.MouseButton.LeftButton, pos=at)

    ask()
    bench.answer("Cancel")
    assert bench.rows()[1] == "▾ trashed 2"
    ask()
    bench.answer("Delete for good")
    assert bench.rows() == ["Lighthouse"]
    assert [get_session(each) is None for each in three] == [True, True, False]


def test_deleting_for_good_is_offered_in_the_trash_alone(bench, three):
    bench.show("default")
    commands = bench.pane.commands
    for name in ("session.delete_for_good", "session.restore", "session.empty_trash", "session.trash"):
        assert not commands.can_start(name)
        if name != "session.empty_trash":
            bench.start(name)
    assert len(bench.titles()) == 3
    assert bench.pane.findChildren(QMessageBox) == []
    bench.start("session.delete")
    bench.start("session.trash")
    bench.click(3)
    assert not any(
        commands.can_start(f"session.{name}") for name in ("pin", "archive", "delete", "duplicate")
    )
    assert commands.can_start("session.delete_for_good")


def test_several_are_selected_and_moved_as_one_step(bench, three):
    bench.show("default")
    bench.click(0)
    bench.click(2, CONTROL)
    assert bench.place.session_id == three[2], "what is read stays while others are selected"
    assert bench.pane.list.selected == [three[2], three[0]]
    bench.press(Qt.Key.Key_Delete)
    assert bench.rows() == ["Weekend", "▸ trashed 2"]
    assert bench.told[-1].text == "2 conversations were moved to the trash."
    bench.history.undo()
    bench.settle()
    assert bench.rows() == ["Lighthouse", "Weekend", "Sourdough"]


@pytest.mark.parametrize("way", ["click", "arrows"])
def test_a_range_is_selected_by_shift(bench, three, way):
    bench.show("default")
    bench.click(0)
    if way == "click":
        bench.click(2, SHIFT)
    else:
        bench.press(Qt.Key.Key_Down, SHIFT)
        bench.press(Qt.Key.Key_Down, SHIFT)
    assert len(bench.pane.list.selected) == 3
    assert bench.place.session_id == three[2]
    assert not bench.pane.commands.can_start("session.rename")
    bench.start("session.pin")
    assert [each.is_pinned for each in bench.model.sessions] == [True] * 3
    assert len(bench.pane.list.selected) == 3, "a change leaves them selected"
    bench.click(1)
    assert bench.pane.list.selected == [three[1]]


def test_a_click_with_control_does_not_go_on_to_write(qtbot, bench, three):
    bench.show("default")
    with qtbot.assertNotEmitted(bench.pane.settled):
        bench.click(2, CONTROL)
    with qtbot.waitSignal(bench.pane.settled):
        bench.click(1)


def test_a_copy_has_everything_and_is_shown(bench, three):
    save_message("And then?", True, "Mia", three[0])
    bench.remembered["default"] = three[0]
    bench.show("default")
    bench.start("session.duplicate")
    assert bench.selected() == "Copy of Sourdough"
    copy = bench.place.session_id
    assert copy not in three
    assert [each["message"] for each in get_chat_history(session_id=copy)] == [
        "Then **30** minutes with steam.",
        "And then?",
    ]
    bench.history.undo()
    bench.settle()
    assert "Copy of Sourdough" not in bench.titles()


@pytest.mark.parametrize("name", ["pin", "archive", "delete"])
def test_a_conversation_that_another_program_deleted_is_told_and_leaves_the_list(bench, three, name):
    bench.show("default")
    delete_session(three[2], "default")
    bench.start(f"session.{name}")
    assert "changed or deleted elsewhere" in bench.told[-1].text
    assert bench.titles() == ["Weekend", "Sourdough"]
    assert bench.place.session_id == three[1]


def test_a_copy_of_what_another_program_deleted_is_refused(bench, three):
    bench.show("default")
    delete_session(three[2], "default")
    bench.start("session.duplicate")
    assert bench.told[-1].kind == "warning"
    assert len(bench.titles()) == 3


def test_a_title_for_what_another_program_deleted_is_refused(bench, three):
    bench.show("default")
    delete_session(three[2], "default")
    bench.pane.verbs.rename(three[2], "Keeper")
    bench.settle()
    assert "changed or deleted elsewhere" in bench.told[-1].text


def test_what_is_undone_is_that_of_the_persona_in_which_it_was_done(bench, three):
    bench.show("default")
    bench.pane.commands.start("session.delete")
    bench.place.show_persona("kant")
    bench.settle()
    assert bench.told == [], "its step lies in another file"
    assert bench.place.session_id is None
    bench.show("default")
    assert bench.rows() == ["Weekend", "Sourdough", "▸ trashed 1"]


def test_a_question_answered_after_another_persona_is_shown_deletes_what_it_named(bench, three):
    sessions.trash("default", three[:1]).work()
    bench.show("default")
    bench.start("session.empty_trash")
    bench.show("kant")
    bench.answer("Delete for good")
    assert get_session(three[0]) is None


def test_keys_at_a_fold_do_nothing_to_the_conversation_that_is_shown(bench, three):
    sessions.trash("default", three[:1]).work()
    bench.show("default")
    bench.start("session.trash")
    assert bench.pane.list.selected == [three[2]]
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2):
        bench.press(key)
    assert bench.rows() == ["Lighthouse", "Weekend", "▾ trashed 1", "Sourdough"]
    bench.press(Qt.Key.Key_Down)
    assert bench.place.session_id == three[0]
    assert bench.pane.list.selected == [three[0]]


def test_what_is_put_away_is_left_though_its_fold_is_open(bench, three):
    sessions.trash("default", three[:1]).work()
    bench.show("default")
    bench.start("session.trash")
    bench.click(0)
    bench.start("session.delete")
    assert bench.rows() == ["Weekend", "▾ trashed 2", "Lighthouse", "Sourdough"]
    assert bench.place.session_id == three[1]
    bench.start("session.delete")
    assert bench.rows() == ["▾ trashed 3", "Weekend", "Lighthouse", "Sourdough"]
    assert bench.place.session_id is None


def test_the_next_conversation_may_lie_beyond_a_fold(bench, three):
    sessions.archive("default", three[:1], True).work()
    bench.show("default")
    bench.click(2)
    bench.settle()
    bench.click(1)
    bench.start("session.next")
    assert bench.place.session_id == three[0]
    bench.start("session.previous")
    assert bench.place.session_id == three[1]


def test_the_menu_of_several_leaves_them_selected(qtbot, bench, three):
    bench.show("default")
    bench.click(0)
    bench.click(2, CONTROL)
    at = bench.pane.list.visualRect(bench.index(2)).center()
    qtbot.mouseClick(bench.pane.list.viewport(), Qt.MouseButton.RightButton, pos=at)
    assert bench.pane.list.selected == [three[2], three[0]]
    assert bench.place.session_id == three[2]
