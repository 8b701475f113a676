import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.chat_hands import paste, press

from personaui_desktop.widgets.chat.composer import HOW_TO_QUEUE, HOW_TO_SEND, Composer, without_sent
from personaui_desktop.widgets.chat.message_edit import LONGEST_LINE


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_sends_and_the_text_stays_until_it_is_stored(
    composer: Composer, sent: list[str], key: Qt.Key
) -> None:
    QTest.keyClicks(composer.edit, "Hello there")
    press(composer, key)
    assert sent == ["Hello there"]
    assert composer.text == "Hello there"
    composer.forget_sent("Hello there")
    assert composer.text == ""


@pytest.mark.parametrize("text", ["", "   ", "\n\t \n"])
def test_blank_text_never_sends(composer: Composer, sent: list[str], text: str) -> None:
    composer.set_text(text)
    press(composer, Qt.Key.Key_Return)
    assert sent == []
    assert not composer.send_button.isEnabled()


def test_send_becomes_stop_while_a_reply_is_written(
    qtbot: QtBot, composer: Composer, sent: list[str]
) -> None:
    composer.set_replying(True)
    assert composer.send_button.isHidden()
    assert composer.stop_button.isVisible()
    with qtbot.waitSignal(composer.stop_requested):
        press(composer, Qt.Key.Key_Escape)
    with qtbot.waitSignal(composer.stop_requested):
        QTest.mouseClick(composer.stop_button, Qt.MouseButton.LeftButton)


def test_the_focus_does_not_vanish_with_the_button(composer: Composer) -> None:
    composer.set_text("Hello")
    composer.send_button.setFocus()
    composer.set_replying(True)
    assert composer.edit.hasFocus()


def test_nothing_is_sent_twice_while_it_is_being_stored(composer: Composer, sent: list[str]) -> None:
    composer.set_text("Once")
    press(composer, Qt.Key.Key_Return)
    composer.set_sending(True)
    press(composer, Qt.Key.Key_Return)
    assert sent == ["Once"]
    assert not composer.send_button.isEnabled()


def test_what_was_written_while_storing_is_kept(composer: Composer) -> None:
    composer.set_text("Sent and more")
    composer.forget_sent("Sent")
    assert composer.text == " and more"


def test_it_says_to_whom_one_writes(composer: Composer) -> None:
    composer.set_name("Mia")
    assert composer.edit.placeholderText() == "Message \u2068Mia\u2069…"
    assert composer.edit.accessibleName() == "Message \u2068Mia\u2069"


def test_another_name_is_drawn_at_once(qtbot: QtBot, composer: Composer) -> None:
    qtbot.waitExposed(composer)
    composer.edit.clearFocus()
    composer.set_name("Mia")
    QApplication.processEvents()
    drawn = Drawn(composer.edit.viewport())
    QApplication.processEvents()
    assert drawn.times == 0
    composer.set_name("Ada")
    QApplication.processEvents()
    assert drawn.times == 1


class Drawn(QObject):
    """Counts how often a widget is drawn."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


@given(sent=st.text(), tail=st.text())
def test_only_what_was_sent_is_taken_away(sent: str, tail: str) -> None:
    assert without_sent(sent + tail, sent) == tail


@given(text=st.text(), sent=st.text(min_size=1))
def test_another_text_stays(text: str, sent: str) -> None:
    assume(not text.startswith(sent))
    assert without_sent(text, sent) == text


def test_a_text_is_added_in_a_line_of_its_own_and_the_selection_stays(
    qtbot: QtBot, composer: Composer
) -> None:
    composer.add_text("one")
    qtbot.keyClick(composer.edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    composer.add_text("two")
    assert composer.text == "one\ntwo"
    assert composer.edit.textCursor().selectedText() == "one"
    qtbot.keyClicks(composer.edit, "1")
    assert composer.text == "1\ntwo"


def test_the_name_that_came_later_is_shown(qtbot: QtBot, composer: Composer) -> None:
    composer.set_name("")
    composer.edit.clearFocus()
    watch = PaintWatch(composer.edit.viewport())
    QApplication.processEvents()
    watch.count = 0
    QApplication.processEvents()
    assert watch.count == 0
    composer.set_name("Kant")
    qtbot.waitUntil(lambda: watch.count > 0)


def test_what_is_sent_while_a_reply_is_written_is_to_wait(
    qtbot: QtBot, composer: Composer, sent: list[str]
) -> None:
    composer.set_replying(True)
    assert composer.hint.text() == str(HOW_TO_QUEUE)
    QTest.keyClicks(composer.edit, "Meanwhile")
    with qtbot.waitSignal(composer.queue_requested) as asked:
        press(composer, Qt.Key.Key_Return)
    assert asked.args == ["Meanwhile"]
    with qtbot.waitSignal(composer.queue_requested):
        QTest.mouseClick(composer.send_button, Qt.MouseButton.LeftButton)
    assert (sent, composer.text) == ([], "Meanwhile")
    composer.set_replying(False)
    assert composer.hint.text() == str(HOW_TO_SEND)
    assert composer.hint.property("tone") == "faint"


def test_what_was_not_pasted_is_said_until_something_is_written(composer: Composer) -> None:
    paste(composer, "x" * (LONGEST_LINE + 1))
    said = composer.hint.text()
    composer.set_replying(False)
    assert composer.hint.text() == said


class PaintWatch(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False
