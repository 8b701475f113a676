"""Commands are written behind a slash where messages are, in a real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.programs import PATIENCE_MS, programs
from support.windows import shown, use

from personaui_desktop import database
from personaui_desktop.app import Program
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.commands.help import ShortcutsDialog
from personaui_desktop.widgets.main_window import MainWindow
from personaui_desktop.widgets.settings.dialog import SettingsDialog

Key = Qt.Key


@pytest.fixture
def program(qtbot: QtBot, data_dir: Path) -> Iterator[Program]:
    database.init_persona_db("default")
    session = database.create_session("A talk")
    database.save_message("Hello", True, session_id=session)
    database.save_message("Good evening", False, "Mia", session)
    with programs(qtbot, data_dir) as start:
        started = start("--demo")
        started.window.filling.finish()
        use(qtbot, started.window)
        started.window.chat.composer.edit.setFocus()
        yield started


@pytest.fixture
def window(program: Program) -> MainWindow:
    return program.window


def write(window: MainWindow, text: str) -> None:
    QTest.keyClicks(window.chat.composer.edit, text)


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.chat.composer.edit, key)


def enter(window: MainWindow, text: str) -> None:
    write(window, text)
    press(window, Key.Key_Return)


def offered(window: MainWindow) -> list[str]:
    slashes = window.slashes
    return [row.key for row in slashes.list.model.rows] if slashes.is_offering else []


def texts() -> list[str]:
    return [each["message"] for each in database.get_chat_history(100, 1)]


def test_a_command_is_done_and_not_sent(qtbot: QtBot, program: Program) -> None:
    window = program.window
    enter(window, "/new")
    qtbot.waitUntil(lambda: window.place.session_id == 2)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert window.chat.composer.text == ""
    assert texts() == ["Hello", "Good evening"]


def test_what_follows_is_given_to_it(qtbot: QtBot, program: Program) -> None:
    window = program.window
    enter(window, "/title  Sunday roast ")
    qtbot.waitUntil(lambda: window.chat.header.session_title == "Sunday roast")
    assert window.chat.composer.text == ""
    enter(window, "/find evening")
    assert window.chat.transcript.hands.explorer.bar.field.text() == "evening"
    window.chat.focus_composer()
    enter(window, "/memory He likes tea.")
    assert window.memories.editor.is_open
    assert window.memories.editor.text.toPlainText() == "He likes tea."
    window.chat.focus_composer()
    enter(window, "/search lamp")
    assert window.search.page.field.text() == "lamp"


def test_a_reply_is_regenerated_as_is_said(qtbot: QtBot, program: Program) -> None:
    window = program.window
    with qtbot.waitSignal(program.replies.ended, timeout=PATIENCE_MS):
        enter(window, "/regenerate shorter")
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert texts()[1] != "Good evening"
    assert len(texts()) == 2


def test_a_model_is_chosen_by_name_or_in_the_settings(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.desk.connection_changed):
        enter(window, "/model some-model")
    assert window.desk.preferences.settings.model == "some-model"
    enter(window, "/model")
    dialog = window.findChild(SettingsDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_an_unknown_word_is_told_of_and_nothing_is_lost(qtbot: QtBot, program: Program) -> None:
    window = program.window
    enter(window, "/titel Sunday")
    banner = window.slashes.banner
    assert banner.isVisible()
    assert "/titel" in banner.words.text()
    assert window.chat.composer.text == "/titel Sunday"
    write(window, "!")
    assert not banner.isVisible()
    press(window, Key.Key_Return)
    with qtbot.waitSignal(program.replies.ended, timeout=PATIENCE_MS):
        qtbot.mouseClick(banner.buttons[0], Qt.MouseButton.LeftButton)
    assert texts()[2] == "/titel Sunday!"
    assert window.chat.composer.text == ""
    assert window.chat.composer.edit.hasFocus()


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("//new", "/new"),
        ("/home/x", "/home/x"),
        ("/ new", "/ new"),
        ("// note", "// note"),
        ("//a/b", "//a/b"),
    ],
)
def test_a_message_that_begins_with_a_slash_is_sent(
    qtbot: QtBot, program: Program, written: str, sent: str
) -> None:
    window = program.window
    with qtbot.waitSignal(program.replies.ended, timeout=PATIENCE_MS):
        enter(window, written)
    assert texts()[2] == sent
    assert window.chat.composer.text == ""
    assert shown(window)[2] == sent


@pytest.mark.parametrize(
    ("written", "said"),
    [("/new today", "Nothing can follow"), ("/stop", "can do nothing here now"), ("/nosuch", "no command")],
)
def test_what_cannot_be_done_is_said_and_stays(
    monkeypatch: pytest.MonkeyPatch, window: MainWindow, written: str, said: str
) -> None:
    enter(window, written)
    assert said in window.slashes.banner.words.text()
    assert window.chat.composer.text == written
    assert window.place.session_id == 1


def test_beginnings_are_offered_and_completed(window: MainWindow) -> None:
    write(window, "/")
    everything = offered(window)
    assert "session.new" in everything
    assert everything[-1] == "reply.stop", "it cannot run now"
    write(window, "t")
    assert offered(window) == ["session.rename"]
    press(window, Key.Key_Tab)
    assert window.chat.composer.text == "/title "
    assert offered(window) == []
    window.chat.composer.set_text("")
    write(window, "/ne")
    # Enter takes the word, and once more runs it.
    press(window, Key.Key_Return)
    assert window.chat.composer.text == "/new"
    assert window.place.session_id == 1


def test_arrows_go_through_what_is_offered_and_escape_puts_it_away(window: MainWindow) -> None:
    write(window, "/re")
    assert offered(window) == ["reply.try_again", "session.remember"]
    press(window, Key.Key_Down)
    assert window.slashes.list.current.key == "session.remember"
    press(window, Key.Key_Down)
    press(window, Key.Key_Up)
    press(window, Key.Key_Escape)
    assert offered(window) == []
    assert window.chat.composer.text == "/re"
    write(window, "m")
    assert offered(window) == []
    window.chat.composer.set_text("")
    write(window, "/rem")
    assert offered(window) == ["session.remember"]


def test_a_click_completes(qtbot: QtBot, window: MainWindow) -> None:
    write(window, "/re")
    view = window.slashes.list.list
    at = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.chat.composer.text == "/remember"
    assert window.chat.composer.edit.hasFocus()


def test_a_pasted_path_is_text_like_any_other(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("/home/x")
    window.chat.composer.edit.insertFromMimeData(mime)
    assert offered(window) == []
    assert not window.slashes.banner.isVisible()


def test_the_list_goes_with_the_keyboard_and_with_the_text(qtbot: QtBot, window: MainWindow) -> None:
    write(window, "/")
    assert offered(window)
    window.sessions.list.setFocus()
    assert not offered(window)
    window.chat.focus_composer()
    press(window, Key.Key_Backspace)
    write(window, "/")
    assert offered(window)
    window.place.show_session(None)
    assert not offered(window)


def test_keys_of_an_input_method_are_left_to_it(window: MainWindow) -> None:
    write(window, "/re")
    edit = window.chat.composer.edit
    QApplication.sendEvent(edit, QInputMethodEvent("m", []))
    assert edit.is_composing()
    press(window, Key.Key_Tab)
    assert edit.toPlainText() == "/re"


def test_what_is_gone_to_is_said(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    write(window, "/t")
    assert said[-1] == "/title TITLE, Rename conversation"


def test_every_word_is_of_one_command_and_can_be_written(window: MainWindow) -> None:
    with_words: list[Command] = [each for each in window.commands if each.slash]
    words = [each.slash for each in with_words]
    assert len(words) == len(set(words))
    assert {"remember", "new", "title", "branch", "regenerate", "model", "export", "help"} <= set(words)
    assert all(each.isalpha() and each.islower() for each in words)
    assert all(each.slash_run is not None for each in with_words if each.slash_takes)
    enter(window, "/help")
    dialog = window.findChild(ShortcutsDialog)
    rows = dialog.tree.findItems("/", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive, 1)
    assert {word for row in rows for word in words if f"/{word}" in row.text(1)} == set(words)
    dialog.close()
