"""Everything is searched in a real window, by keyboard and mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.on_file import store_profile, write
from support.programs import programs
from support.searching import TEN_SCRIPTS
from support.windows import use

from personaui_desktop import database
from personaui_desktop.app import Program
from personaui_desktop.database import branches
from personaui_desktop.database.session_marks import put_in_trash, set_archived
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.search import SearchHit
from personaui_desktop.settings.window_state import read_window_states
from personaui_desktop.widgets.main_window import MainWindow
from personaui_desktop.widgets.search.page import SearchPage

Key = Qt.Key


@pytest.fixture
def program(qtbot: QtBot, data_dir: Path) -> Iterator[Program]:
    database.init_persona_db("default")
    store_profile(Profile("Mia", "", ""))
    talk = database.create_session("Scripts")
    for text in TEN_SCRIPTS:
        database.save_message(text, True, session_id=talk)
    for number in range(60):
        database.save_message(f"Nothing {number}.", False, session_id=talk)
    evening = database.create_session("Evening")
    database.save_message("Is the lighthouse lit?", True, session_id=evening)
    database.save_message("The keeper lit the **lighthouse**.", False, "Mia", session_id=evening)
    database.save_memory(evening, "The lighthouse is lit.", "default", 1, 2)
    database.create_persona_db("leo")
    store_profile(Profile("Leo", "", ""), "leo")
    other = database.create_session("Of Leo", "leo")
    database.save_message("A lighthouse far away.", True, session_id=other, persona_id="leo")
    newer = database.create_session("Newer", "leo")
    database.save_message("Something else.", True, session_id=newer, persona_id="leo")
    with programs(qtbot, data_dir) as start:
        started = start("--demo")
        started.window.filling.finish()
        yield started


@pytest.fixture
def window(program: Program) -> MainWindow:
    return program.window


def search(qtbot: QtBot, window: MainWindow, written: str) -> SearchPage:
    """Type into the page as a person does."""
    if not window.search.is_open:
        use(qtbot, window)
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(window.focusWidget(), Key.Key_F, both)
    page = window.search.page
    assert page.field.hasFocus()
    page.field.selectAll()
    QTest.keyClick(page.field, Key.Key_Delete)
    for letter in written:
        # Only of these does Qt know the keys.
        QTest.keyClicks(page.field, letter) if letter.isascii() else page.field.insert(letter)
    qtbot.waitUntil(lambda: not page._typing.isActive() and page.searching.is_complete)
    return page


def hits(page: SearchPage) -> list[SearchHit]:
    return [row.hit for row in page.hits.rows if not row.is_heading]


def excerpts(page: SearchPage) -> set[str]:
    return {hit.excerpt for hit in hits(page)}


EVERYWHERE = {
    "Is the lighthouse lit?",
    "The keeper lit the lighthouse.",
    "The lighthouse is lit.",
    "A lighthouse far away.",
    "The LIGHTHOUSE keeper",
}


def test_everything_is_found_as_one_types(qtbot: QtBot, window: MainWindow) -> None:
    page = search(qtbot, window, "lightHOUSE")
    assert excerpts(page) == EVERYWHERE
    assert page.status.text() == "5 results"
    assert not window.columns.isVisible()
    page = search(qtbot, window, "keeper lit")
    assert excerpts(page) == {"The keeper lit the lighthouse."}
    page = search(qtbot, window, '"keeper lit"')
    assert excerpts(page) == {"The keeper lit the lighthouse."}
    page = search(qtbot, window, "no such words")
    assert page.status.text() == "Nothing found."


@pytest.mark.parametrize("written", ["京", "ß", "маяк", "지기", "की", "ประ", "بحر", "δος", "👍"])
def test_parts_of_words_of_any_script_are_found(qtbot: QtBot, window: MainWindow, written: str) -> None:
    page = search(qtbot, window, written)
    assert hits(page)
    for hit in hits(page):
        assert any(hit.excerpt[first:last].casefold() for first, last in hit.spans)


def test_enter_opens_the_message_with_the_words_marked(qtbot: QtBot, window: MainWindow) -> None:
    page = search(qtbot, window, "灯台守")
    QTest.keyClick(page.field, Key.Key_Down)
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Key.Key_Return)
    scene, finder = window.chat.transcript.scene, window.chat.transcript.scene.finder
    qtbot.waitUntil(lambda: finder.current is not None)
    assert window.columns.isVisible()
    assert not page.isVisible()
    assert scene.current_id == finder.current[0] == 5
    assert window.place.session_id == 1


def test_a_hit_of_another_persona_is_opened_by_a_click(qtbot: QtBot, program: Program) -> None:
    window = program.window
    page = search(qtbot, window, "far away")
    index = page.hits.index(1)
    qtbot.mouseClick(
        page.list.viewport(), Qt.MouseButton.LeftButton, pos=page.list.visualRect(index).center()
    )
    qtbot.waitUntil(lambda: window.chat.transcript.scene.finder.total > 0)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert window.place.where == ("leo", 1)


def test_escape_comes_back_to_where_one_was(qtbot: QtBot, window: MainWindow) -> None:
    edit = window.chat.composer.edit
    edit.setFocus()
    QTest.keyClicks(edit, "half a")
    where = window.place.where
    page = search(qtbot, window, "lighthouse")
    QTest.keyClick(page.field, Key.Key_Escape)
    assert window.columns.isVisible()
    assert (window.place.where, edit.toPlainText()) == (where, "half a")
    assert QApplication.focusWidget() is edit
    page = window.search.page
    window.search.open()
    assert page.field.text() == "lighthouse"


def test_the_last_searches_are_there_again(qtbot: QtBot, window: MainWindow, data_dir: Path) -> None:
    for written in ("keeper", "lighthouse", "nowhere at all"):
        page = search(qtbot, window, written)
        QTest.keyClick(page.field, Key.Key_Escape)
    page = search(qtbot, window, "")
    assert page.past.searches == ["lighthouse", "keeper"]
    page.past.chosen.emit("keeper")
    qtbot.waitUntil(lambda: len(hits(page)) == 2)
    qtbot.waitUntil(lambda: read_window_states(data_dir)[0].last_searches == ["lighthouse", "keeper"])


def test_filters_narrow_it(qtbot: QtBot, window: MainWindow) -> None:
    page = search(qtbot, window, "lighthouse")
    filters = page.filters

    def found_with(button: object, value: object) -> set[str]:
        button.choose(value)
        filters.changed.emit()
        qtbot.waitUntil(lambda: page.searching.is_complete)
        found = excerpts(page)
        button.choose(None)
        return found

    assert found_with(filters.persona, "leo") == {"A lighthouse far away."}
    assert found_with(filters.speaker, False) == {"The keeper lit the lighthouse."}
    assert found_with(filters.kind, "memory") == {"The lighthouse is lit."}
    assert found_with(filters.time, 7) == EVERYWHERE


def test_archived_and_trashed_ones_are_found_on_request(qtbot: QtBot, window: MainWindow) -> None:
    write(set_archived, [1], True)
    write(put_in_trash, [2])
    page = search(qtbot, window, "lighthouse")
    assert excerpts(page) == {"A lighthouse far away."}
    qtbot.mouseClick(page.filters.archived, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(excerpts(page)) == 2)
    qtbot.mouseClick(page.filters.trashed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: excerpts(page) == EVERYWHERE)


def test_what_is_parked_is_opened_in_its_place(qtbot: QtBot, window: MainWindow) -> None:
    write(branches.park_tail, 2, database.get_chat_history(10, 2)[0]["id"])
    page = search(qtbot, window, "keeper lit")
    assert [hit.is_parked for hit in hits(page)] == [True]
    QTest.keyClick(page.field, Key.Key_Down)
    QTest.keyClick(page.list, Key.Key_Return)
    qtbot.waitUntil(lambda: window.chat.transcript.scene.finder.total > 0)
    assert window.place.session_id == 2


def test_a_memory_is_shown_in_its_pane(qtbot: QtBot, window: MainWindow) -> None:
    page = search(qtbot, window, '"lighthouse is lit"')
    QTest.keyClick(page.field, Key.Key_Down)
    QTest.keyClick(page.list, Key.Key_Return)
    qtbot.waitUntil(lambda: window.memories.shelf.view.current_memory is not None)
    assert window.memories.shelf.view.current_memory.content == "The lighthouse is lit."


def test_other_commands_leave_the_page(qtbot: QtBot, window: MainWindow) -> None:
    page = search(qtbot, window, "lighthouse")
    window.menu_actions["appearance.dark"].trigger()
    assert page.isVisible()
    window.menu_actions["appearance.system"].trigger()
    window.menu_actions["find.text"].trigger()
    assert not page.isVisible()
    assert window.chat.transcript.hands.explorer.bar.field.hasFocus()


def test_arrows_pass_over_headings_and_up_leads_back_to_the_field(qtbot: QtBot, window: MainWindow) -> None:
    page = search(qtbot, window, "lighthouse")
    QTest.keyClick(page.field, Key.Key_Down)
    seen = [page.list.current]
    for _ in range(len(hits(page)) - 1):
        QTest.keyClick(page.list, Key.Key_Down)
        seen.append(page.list.current)
    assert seen == hits(page)
    for _ in seen:
        QTest.keyClick(page.list, Key.Key_Up)
    assert page.field.hasFocus()
