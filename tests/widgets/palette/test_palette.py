"""Whatever there is, is reached by Ctrl+K and a few letters, as a person does it in a real window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.on_file import store_profile, write
from support.programs import programs
from support.windows import use

from personaui_desktop import database
from personaui_desktop.app import Program
from personaui_desktop.database.session_marks import put_in_trash, set_archived
from personaui_desktop.item_models.palette import PaletteKind, PaletteRow
from personaui_desktop.operations import sessions
from personaui_desktop.records.personas import Profile
from personaui_desktop.settings.table import TABLE, Page
from personaui_desktop.settings.window_state import read_window_states
from personaui_desktop.widgets.main_window import MainWindow
from personaui_desktop.widgets.palette.box import PaletteBox
from personaui_desktop.widgets.settings.dialog import SettingsDialog

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(qtbot: QtBot, data_dir: Path) -> Iterator[Program]:
    database.init_persona_db("default")
    store_profile(Profile("Mia", "", ""))
    for title in ("The lighthouse at Sker", "Put away", "Thrown away", "Shown"):
        database.save_message(title, True, session_id=database.create_session(title))
    write(set_archived, [2], True)
    write(put_in_trash, [3])
    database.create_persona_db("leo")
    store_profile(Profile("Leo", "", ""), "leo")
    of_leo = database.create_session("Night watch", "leo")
    database.save_message("Hello", True, session_id=of_leo, persona_id="leo")
    with programs(qtbot, data_dir) as start:
        started = start("--demo")
        started.window.filling.finish()
        yield started


@pytest.fixture
def window(program: Program) -> MainWindow:
    return program.window


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def open_palette(qtbot: QtBot, window: MainWindow) -> PaletteBox:
    use(qtbot, window)
    QTest.keyClick(focused(), Key.Key_K, CONTROL)
    assert window.palette_over.is_open
    box = window.palette_over.box
    assert box.field.hasFocus()
    qtbot.waitUntil(lambda: not window.palette_over._titles.is_reading)
    return box


def reach(qtbot: QtBot, window: MainWindow, typed: str) -> PaletteRow:
    """Type, and press Enter on what comes first."""
    box = open_palette(qtbot, window)
    QTest.keyClicks(box.field, typed)
    row = box.current
    assert row is not None
    QTest.keyClick(box.field, Key.Key_Return)
    assert not window.palette_over.is_open
    return row


def keys(box: PaletteBox) -> list[str]:
    return [row.key for row in box.model.rows]


def test_a_conversation_is_reached_and_written_in(qtbot: QtBot, window: MainWindow) -> None:
    assert window.place.where == ("default", 4)
    assert reach(qtbot, window, "lghthouse").kind is PaletteKind.SESSION
    assert window.place.where == ("default", 1)
    assert focused() is window.chat.composer.edit


def test_so_is_one_of_another_persona_and_one_that_is_archived(qtbot: QtBot, window: MainWindow) -> None:
    assert "Leo" in reach(qtbot, window, "night").detail
    assert window.place.where == ("leo", 1)
    assert "archived" in reach(qtbot, window, "put away").detail
    assert window.place.where == ("default", 2)


def test_what_lies_in_the_trash_is_not_offered(qtbot: QtBot, window: MainWindow) -> None:
    box = open_palette(qtbot, window)
    QTest.keyClicks(box.field, "thrown away")
    assert PaletteKind.SESSION not in {row.kind for row in box.model.rows}


def test_a_persona_is_reached_by_name(qtbot: QtBot, program: Program) -> None:
    window = program.window
    reach(qtbot, window, "leo")
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert window.place.where == ("leo", 1)
    assert focused() is window.chat.composer.edit


def test_a_command_runs_on_what_had_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    edit = window.chat.composer.edit
    edit.setFocus()
    QTest.keyClicks(edit, "half a")
    assert reach(qtbot, window, "select all").name == "Select all"
    assert edit.textCursor().selectedText() == "half a"
    assert focused() is edit
    assert reach(qtbot, window, "cut").key == "command:edit.cut"
    assert edit.toPlainText() == ""


def test_every_command_of_the_menus_is_in_it_with_their_words_and_keys(
    qtbot: QtBot, window: MainWindow
) -> None:
    box = open_palette(qtbot, window)
    offered = {row.key: row for row in window.palette_over.box._offer._commands}
    wanted = {name for name in window.menu_actions._by_name if name != "palette.open"}
    assert {f"command:{name}" for name in wanted} == set(offered)
    for name in wanted:
        row = offered[f"command:{name}"]
        assert row.name == window.menu_actions[name].text().replace("&", "")
        assert row.keys
    QTest.keyClicks(box.field, "dark theme")
    assert "command:appearance.dark" in keys(box)


def test_a_setting_is_reached_in_its_field(qtbot: QtBot, window: MainWindow) -> None:
    row = reach(qtbot, window, "room for memories")
    assert (row.kind, row.detail) == (PaletteKind.SETTING, "Settings · Conversation")
    dialog = window.findChild(SettingsDialog)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.conversation.field("memory_tokens")
    dialog.reject()


@pytest.mark.parametrize("setting", [name for name, one in TABLE.items() if one.page is not None])
def test_every_setting_has_a_field_to_go_to(qtbot: QtBot, window: MainWindow, setting: str) -> None:
    window.palette_over.show_setting(setting)
    dialog = window.findChild(SettingsDialog)
    page = TABLE[setting].page
    assert page is not None
    assert dialog.names.currentIndex().row() == list(Page).index(page)
    field = dialog._forms[page].field(setting)
    assert dialog.focusWidget() is not None
    assert dialog.focusWidget().focusPolicy() is not Qt.FocusPolicy.NoFocus
    assert field.isVisibleTo(dialog)
    assert dialog.focusWidget() is field or field.isAncestorOf(dialog.focusWidget()) or not field.isEnabled()
    dialog.reject()


def test_escape_gives_the_keyboard_back_to_where_it_was(qtbot: QtBot, window: MainWindow) -> None:
    for widget in (window.chat.composer.edit, window.sessions.list, window.sessions.header.filter):
        widget.setFocus()
        where = window.place.where
        box = open_palette(qtbot, window)
        QTest.keyClicks(box.field, "leo")
        QTest.keyClick(box.field, Key.Key_Escape)
        assert not window.palette_over.is_open
        assert focused() is widget
        assert window.place.where == where


def test_its_own_keys_close_it_too_and_it_opens_empty(qtbot: QtBot, window: MainWindow) -> None:
    box = open_palette(qtbot, window)
    QTest.keyClicks(box.field, "leo")
    QTest.keyClick(box.field, Key.Key_K, CONTROL)
    assert not window.palette_over.is_open
    assert open_palette(qtbot, window).field.text() == ""


def test_a_click_elsewhere_leaves_it_and_keeps_the_keyboard_there(qtbot: QtBot, window: MainWindow) -> None:
    open_palette(qtbot, window)
    window.sessions.header.filter.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not window.palette_over.is_open
    assert window.sessions.header.filter.hasFocus()


def test_keys_of_another_command_leave_it_first(qtbot: QtBot, window: MainWindow) -> None:
    edit = window.chat.composer.edit
    edit.setFocus()
    box = open_palette(qtbot, window)
    QTest.keyClick(box.field, Key.Key_F, CONTROL)
    assert not window.palette_over.is_open
    assert window.chat.transcript.hands.explorer.bar.isVisible()


def test_a_click_reaches_what_is_pointed_at(qtbot: QtBot, window: MainWindow) -> None:
    box = open_palette(qtbot, window)
    QTest.keyClicks(box.field, "sker")
    index = box.model.index(0)
    at = box.list.visualRect(index).center()
    qtbot.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.place.where == ("default", 1)


def test_what_was_typed_can_be_searched_for_everywhere(qtbot: QtBot, window: MainWindow) -> None:
    assert reach(qtbot, window, "no such thing").kind is PaletteKind.SEARCH
    assert window.search.is_open
    page = window.search.page
    assert (page.field.text(), page.field.hasFocus()) == ("no such thing", True)
    # And from there to a conversation.
    reach(qtbot, window, "sker")
    assert not window.search.is_open
    assert window.place.where == ("default", 1)


def test_what_was_reached_lately_comes_first_at_later_starts_too(
    qtbot: QtBot, window: MainWindow, data_dir: Path
) -> None:
    reach(qtbot, window, "sker")
    reach(qtbot, window, "larger message")
    box = open_palette(qtbot, window)
    assert keys(box)[0] == "command:text.larger"
    # Where one is already is not offered.
    assert "session:default:1" not in keys(box)
    QTest.keyClick(box.field, Key.Key_Escape)
    reach(qtbot, window, "leo")
    box = open_palette(qtbot, window)
    assert keys(box)[:2] == ["command:text.larger", "session:default:1"]
    lately = ["persona:leo", "command:text.larger", "session:default:1"]
    qtbot.waitUntil(lambda: read_window_states(data_dir)[0].last_reached == lately)


def test_enter_waits_for_titles_that_are_not_known_yet(qtbot: QtBot, window: MainWindow) -> None:
    use(qtbot, window)
    QTest.keyClick(focused(), Key.Key_K, CONTROL)
    box = window.palette_over.box
    QTest.keyClicks(box.field, "sker")
    assert window.palette_over._titles.is_reading
    QTest.keyClick(box.field, Key.Key_Return)
    assert window.palette_over.is_open
    qtbot.waitUntil(lambda: not window.palette_over.is_open)
    assert window.place.where == ("default", 1)


def test_another_title_is_known_at_the_next_opening(qtbot: QtBot, program: Program) -> None:
    window = program.window
    QTest.keyClick(open_palette(qtbot, window).field, Key.Key_Escape)
    program.worker.run(sessions.rename("default", 1, "Renamed"), program)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    reach(qtbot, window, "renamed")
    assert window.place.where == ("default", 1)


@pytest.mark.parametrize(
    ("look", "width"), [(lambda window: None, 1200), (lambda window: window.resize(490, 400), 490)]
)
def test_it_fits_into_the_window(
    qtbot: QtBot, window: MainWindow, look: Callable[[MainWindow], object], width: int
) -> None:
    look(window)
    box = open_palette(qtbot, window)
    assert window.centralWidget().rect().contains(box.geometry())
    assert box.width() <= width
    QTest.keyClicks(box.field, "lighthouse")
    low = box.height()
    assert low < 200
    box.field.clear()
    assert box.height() > low
