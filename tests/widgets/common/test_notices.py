import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget
from support.long_words import fits

from personaui_desktop.widgets.common.notices import NoticeBar, Notices


@pytest.fixture
def notices(qapp) -> Notices:
    return Notices()


@pytest.fixture
def bar(qtbot, notices) -> NoticeBar:
    made = NoticeBar(notices)
    qtbot.addWidget(made)
    return made


def test_is_not_there_until_something_is_told(bar, notices):
    assert bar.isHidden()
    notices.show("It is done.")
    assert not bar.isHidden()
    assert bar.notice.text == "It is done."


def test_its_action_runs_once_and_takes_it_away(qtbot, bar, notices):
    done: list[str] = []
    notices.show("Deleted.", action=("Undo", lambda: done.append("undone")))
    assert bar._button.text() == "Undo"
    qtbot.mouseClick(bar._button, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert bar.isHidden()


def test_what_is_told_goes_by_itself_but_a_warning_stays(qtbot, bar, notices):
    notices.show("No network.", "Check the cable.", kind="warning")
    assert not bar._timer.isActive()
    notices.show("Saved.")
    assert bar._timer.isActive()
    bar._timer.timeout.emit()
    assert bar.notice.text == "No network."
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_the_same_warning_is_not_kept_twice(bar, notices):
    for _ in range(3):
        notices.show("No network.", kind="warning")
    bar.dismiss()
    assert bar.isHidden()


def test_controls_have_names_and_can_be_reached(bar, notices):
    notices.show("Deleted.", action=("Undo", lambda: None))
    assert bar._close.accessibleName() == "Close this notice"
    assert bar._close.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert bar._text.textFormat() is Qt.TextFormat.PlainText


def test_a_remedy_has_room_at_its_first_showing(qtbot, notices):
    window = QWidget()
    qtbot.addWidget(window)
    bar = NoticeBar(notices, window)
    window.resize(700, 400)
    window.show()
    notices.show("Saved.")
    bar.dismiss()
    notices.show("A picture cannot be sent.", "Only text can be sent.")
    assert bar.height() >= bar.layout().totalHeightForWidth(bar.width())
    for line in (bar._text, bar._remedy):
        assert line.height() >= line.heightForWidth(line.width())


def test_long_words_of_the_first_notice_have_room(qtbot, notices):
    window = QWidget()
    qtbot.addWidget(window)
    bar = NoticeBar(notices, window)
    window.resize(700, 400)
    window.show()
    notices.show(
        "What was told first is rather long. " * 5, "So is what can be done about it. " * 5, kind="warning"
    )
    for line in (bar._text, bar._remedy):
        assert line.height() >= line.heightForWidth(line.width())


def test_a_very_long_file_name_does_not_run_out_of_the_notice(qtbot, notices):
    window = QWidget()
    qtbot.addWidget(window)
    bar = NoticeBar(notices, window)
    window.resize(700, 400)
    window.show()
    notices.show(f"“{'averylongfilename' * 10}.bin” is not a text file.")
    assert fits(bar._text)


def test_a_notice_that_takes_the_place_of_a_shorter_one_has_room(qtbot, notices):
    window = QWidget()
    qtbot.addWidget(window)
    bar = NoticeBar(notices, window)
    window.resize(700, 400)
    window.show()
    notices.show("Saved.")
    notices.show("What was told is rather long. " * 5, "So is what can be done about it. " * 5)
    for line in (bar._text, bar._remedy):
        assert line.height() >= line.heightForWidth(line.width())


def test_what_is_not_true_any_more_is_taken_away(bar, notices):
    notices.show("The disk is full.", kind="warning")
    deleted = notices.show("Deleted.", action=("Undo", lambda: None))
    notices.withdraw(deleted)
    assert bar.notice.text == "The disk is full."
    notices.withdraw(deleted)
    assert bar.notice.text == "The disk is full."


def test_a_longer_notice_has_room_after_a_shorter_one_was_laid_out(qtbot, notices):
    window = QWidget()
    qtbot.addWidget(window)
    bar = NoticeBar(notices, window)
    window.resize(700, 400)
    window.show()
    remedy = "Replace it with a backup, or move it away."
    notices.show("The file is damaged.", remedy, kind="warning")
    QCoreApplication.processEvents()
    notices.show("Your draft could not be saved: it is only in this window. " * 2, remedy, kind="warning")
    QCoreApplication.processEvents()
    for line in (bar._text, bar._remedy):
        assert line.height() >= line.heightForWidth(line.width())
