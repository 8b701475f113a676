from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from support.chat_stage import Stage
from support.on_file import write

from personaui_desktop.database import create_session, delete_session, save_message
from personaui_desktop.database.branches import park_tail
from personaui_desktop.database.marks import set_bookmarked, set_note
from personaui_desktop.operations import marks, sessions
from personaui_desktop.widgets.chat.bookmarks_dialog import BookmarksDialog
from personaui_desktop.widgets.common.notices import Notice, NoticeBar


def bookmarked(count: int, title: str = "A talk") -> list[int]:
    session_id = create_session(title, "default")
    ids = [save_message(f"said {number}", number % 2 == 0, "Mia", session_id) for number in range(count)]
    for message_id in ids:
        write(set_bookmarked, message_id, True)
    return ids


def opened(stage: Stage) -> BookmarksDialog:
    stage.pane.commands.start("bookmark.list")
    stage.settle()
    return next(each for each in stage.pane.findChildren(BookmarksDialog) if each.isVisible())


def lines(dialog: BookmarksDialog) -> list[list[str]]:
    return [dialog.list.item(row).text().split("\n") for row in range(dialog.list.count())]


def listed(dialog: BookmarksDialog) -> list[int]:
    return [each.message_id for each in dialog.list.bookmarks]


def has_selected(stage: Stage, message_id: int) -> bool:
    return stage.pane.transcript.scene.selected_ids == (message_id, message_id)


def test_bookmarks_are_listed_with_their_conversation_and_note(stage: Stage) -> None:
    first, second = bookmarked(2, "Weekend")
    write(set_note, first, "Look\nthis up")
    dialog = opened(stage)
    found = lines(dialog)
    assert [line[0] for line in found] == ["said 1", "said 0"]
    assert found[0][1].startswith("Mia · ")
    assert found[1][1].startswith("You · ")
    assert all(line[1].endswith(" · \u2068Weekend\u2069") for line in found)
    assert [line[2:] for line in found] == [[], ["Note: Look this up"]]
    assert dialog.list.item(1).toolTip() == "<qt>Look<br>this up</qt>"
    assert second > first


@pytest.mark.parametrize("by_key", [True, False])
def test_enter_or_a_click_goes_to_the_message_wherever_it_is(stage: Stage, by_key: bool) -> None:
    ids = bookmarked(2)
    for number in range(300):
        save_message(f"later {number}", True, "Mia", 1)
    stage.go_to(stage.session("Another"))
    dialog = opened(stage)
    if by_key:
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    else:
        at = dialog.list.visualItemRect(dialog.list.item(1)).center()
        QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not dialog.isVisible()
    stage.until(partial(has_selected, stage, ids[0]))
    assert stage.place.session_id == 1
    assert stage.pane.transcript.scene.row_of(ids[0]) is not None


def test_pages_are_read_as_they_are_scrolled_to(stage: Stage) -> None:
    bookmarked(2 * marks.PAGE_SIZE + 5)
    dialog = opened(stage)
    assert dialog.list.count() == marks.PAGE_SIZE
    for count in (2 * marks.PAGE_SIZE, 2 * marks.PAGE_SIZE + 5):
        dialog.list.scrollToBottom()
        stage.settle()
        assert dialog.list.count() == count
    assert len({line[0] for line in lines(dialog)}) == dialog.list.count()
    dialog.list.scrollToTop()
    dialog.list.scrollToBottom()
    assert stage.worker.is_idle, "there is nothing more to read"


def test_where_there_are_none_it_says_what_will_be_there(stage: Stage) -> None:
    dialog = opened(stage)
    assert dialog.hint.isVisible()
    assert not dialog.list.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_bookmark_whose_conversation_was_deleted_meanwhile_leads_nowhere(stage: Stage) -> None:
    bookmarked(1)
    dialog = opened(stage)
    delete_session(1, "default")
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    stage.settle()
    assert stage.texts() == []


def test_del_removes_a_bookmark_and_the_notice_or_ctrl_z_brings_it_back(stage: Stage) -> None:
    ids = bookmarked(3)
    told: list[Notice] = []
    stage.notices.shown.connect(told.append)
    dialog = opened(stage)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    stage.until(lambda: listed(dialog) == [ids[2], ids[0]])
    assert dialog.current is not None
    assert dialog.current.message_id == ids[0], "the keyboard stays where it was"
    stage.settle()
    assert [each.text for each in told] == ["Bookmark removed."]
    bar = dialog.findChild(NoticeBar)
    assert bar.isVisible()
    QTest.mouseClick(bar._button, Qt.MouseButton.LeftButton)
    stage.until(lambda: listed(dialog) == ids[::-1])
    assert not bar.isVisible()
    QTest.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    stage.until(lambda: len(listed(dialog)) == 2)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(dialog.list, Qt.Key.Key_Z, control)
    stage.until(lambda: listed(dialog) == ids[::-1])
    QTest.keyClick(dialog.list, Qt.Key.Key_Z, control | shift)
    stage.until(lambda: len(listed(dialog)) == 2)


def test_after_the_last_one_it_says_what_will_be_there(stage: Stage) -> None:
    bookmarked(1)
    dialog = opened(stage)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    stage.until(dialog.hint.isVisible)
    assert not dialog.list.isVisible()
    assert not dialog.remove_button.isVisible()


def test_its_menu_offers_the_same(stage: Stage) -> None:
    ids = bookmarked(2)
    dialog = opened(stage)
    dialog.list.customContextMenuRequested.emit(dialog.list.visualItemRect(dialog.list.item(1)).center())
    menu = dialog.list.findChild(QMenu)
    lines = [action.text().split("\t")[0] for action in menu.actions()]
    assert lines == ["Show the message", "Remove bookmark"]
    menu.actions()[1].trigger()
    menu.close()
    stage.until(lambda: listed(dialog) == [ids[1]])
    dialog.list.customContextMenuRequested.emit(QPoint(5, dialog.list.height() - 5))
    assert not any(each.isVisible() for each in dialog.list.findChildren(QMenu))


def test_what_changes_elsewhere_is_followed_and_the_trash_left_out(stage: Stage) -> None:
    kept, gone = bookmarked(2, "Kept"), bookmarked(2, "Gone")
    dialog = opened(stage)
    assert listed(dialog) == [*gone[::-1], *kept[::-1]]
    stage.worker.run(sessions.trash("default", [2]), stage.pane)
    stage.until(lambda: listed(dialog) == kept[::-1])
    stage.worker.run(sessions.restore("default", [2]), stage.pane)
    stage.until(lambda: listed(dialog) == [*gone[::-1], *kept[::-1]])


def test_all_pages_that_were_read_stay_listed_when_something_changes(stage: Stage) -> None:
    ids = bookmarked(2 * marks.PAGE_SIZE)
    dialog = opened(stage)
    dialog.list.scrollToBottom()
    stage.until(lambda: dialog.list.count() == 2 * marks.PAGE_SIZE)
    dialog.list.setCurrentRow(100)
    stage.worker.run(marks.bookmark("default", 1, ids[0], False), stage.pane)
    stage.until(lambda: listed(dialog) == ids[:0:-1])
    assert dialog.list.currentRow() == 100


def test_a_bookmark_in_a_parked_branch_opens_that_branch_in_its_place(stage: Stage) -> None:
    ids = bookmarked(3)
    write(park_tail, 1, ids[0])
    save_message("said otherwise", True, "Mia", 1)
    stage.go_to(1)
    QTest.keyClick(opened(stage).list, Qt.Key.Key_Return)
    stage.shows("said 0", "said 1", "said 2")
    assert stage.place.session_id == 1
    stage.until(partial(has_selected, stage, ids[2]))


def test_another_persona_closes_it(stage: Stage) -> None:
    bookmarked(1)
    dialog = opened(stage)
    stage.place.show_persona("kant")
    assert not dialog.isVisible()
