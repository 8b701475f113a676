from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.chat_hands import paste, press

from personaui_desktop.widgets.chat.composer import HOW_TO_SEND, Composer
from personaui_desktop.widgets.chat.message_edit import LONG_LINE, LONGEST_LINE, MOST_CHARACTERS


def compose(composer: Composer, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(composer.edit, event)


def test_shift_enter_begins_a_new_line(composer: Composer, sent: list[str]) -> None:
    QTest.keyClicks(composer.edit, "one")
    press(composer, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(composer.edit, "two")
    assert composer.text == "one\ntwo"
    assert sent == []
    press(composer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sent == ["one\ntwo"]


def test_an_input_methods_enter_never_sends(composer: Composer, sent: list[str]) -> None:
    compose(composer, "にほん")
    press(composer, Qt.Key.Key_Return)
    assert sent == []
    compose(composer, "", "日本")
    assert composer.text == "日本"
    press(composer, Qt.Key.Key_Return)
    assert sent == ["日本"]


def test_a_held_enter_sends_once(composer: Composer, sent: list[str]) -> None:
    composer.set_text("Hello")
    press(composer, Qt.Key.Key_Return)
    held = QKeyEvent(
        QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
    )
    QApplication.sendEvent(composer.edit, held)
    assert sent == ["Hello"]


def test_pasted_text_loses_its_looks(composer: Composer) -> None:
    mime = QMimeData()
    mime.setHtml("<h1>Big</h1>")
    mime.setText("Big\r\nred")
    composer.edit.insertFromMimeData(mime)
    assert composer.text == "Big\nred"


def test_what_is_no_text_is_not_pasted(composer: Composer) -> None:
    mime = QMimeData()
    mime.setImageData(b"picture")
    # It is taken, or it could get no answer.
    assert composer.edit.canInsertFromMimeData(mime)
    composer.edit.insertFromMimeData(mime)
    assert composer.text == ""


def test_a_huge_paste_is_refused_with_a_sentence_and_stays_on_the_clipboard(composer: Composer) -> None:
    huge = "word \n" * (10_000_000 // 6)
    paste(composer, huge)
    assert composer.text == ""
    assert f"{MOST_CHARACTERS:,}" in composer.hint.text()
    assert len(QGuiApplication.clipboard().text()) == len(huge)
    QTest.keyClicks(composer.edit, "x")
    assert composer.hint.text() == str(HOW_TO_SEND)


def test_a_line_too_long_to_lay_out_is_refused(composer: Composer) -> None:
    paste(composer, "x" * (LONGEST_LINE + 1))
    assert composer.text == ""
    assert f"{LONGEST_LINE:,}" in composer.hint.text()


def test_a_long_line_breaks_anywhere_and_is_sent_whole(composer: Composer, sent: list[str]) -> None:
    line = "x" * (LONG_LINE + 1)
    paste(composer, line)
    press(composer, Qt.Key.Key_Return)
    assert sent == [line]


def test_a_paste_can_be_undone(composer: Composer) -> None:
    QTest.keyClicks(composer.edit, "typed ")
    paste(composer, "pasted")
    composer.edit.undo()
    assert composer.text == "typed "
    composer.edit.redo()
    assert composer.text == "typed pasted"


def test_it_grows_with_its_lines_up_to_a_limit(composer: Composer) -> None:
    composer.edit.tallest = 120
    heights = []
    for lines in (1, 2, 4, 50):
        composer.set_text("\n".join(["line"] * lines))
        heights.append(composer.edit.height())
    assert heights == sorted(set(heights))
    assert heights[-1] == 120
    composer.set_text("")
    assert composer.edit.height() == heights[0]


def test_larger_text_makes_it_taller(composer: Composer) -> None:
    before = composer.edit.height()
    composer.set_text_size(1.6)
    assert composer.edit.height() > before


def test_tab_leaves_the_field(qtbot: QtBot, composer: Composer) -> None:
    composer.set_text("Hello")
    press(composer, Qt.Key.Key_Tab)
    assert composer.send_button.hasFocus()
    assert composer.text == "Hello"
