from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.chat_stage import Stage
from support.on_file import write

from personaui_desktop.database import create_session, delete_session, save_message
from personaui_desktop.database.marks import set_bookmarked, set_note
from personaui_desktop.operations import marks
from personaui_desktop.widgets.chat.bookmarks import BookmarksDialog


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
    assert all(line[1].endswith(" · Weekend") for line in found)
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
