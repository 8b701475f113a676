"""A persona's file that cannot be read is said once, and read again once it may be usable."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from support.programs import Start
from support.windows import settle, shown

from personaui_desktop.app import Program
from personaui_desktop.database import create_persona_db, create_session, get_db_path, save_message
from personaui_desktop.widgets.common import recovery
from personaui_desktop.widgets.common.recovery import Recovery
from personaui_desktop.widgets.main_window import MainWindow


def come_back() -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


@pytest.fixture
def kai(data_dir: Path) -> Path:
    """The file of a persona with a conversation."""
    for persona_id in ("default", "kai"):
        create_persona_db(persona_id)
        session_id = create_session("Harbour", persona_id)
        save_message(f"Hello from {persona_id}", False, persona_id, session_id, persona_id)
    return get_db_path("kai")


@pytest.fixture
def damage(kai: Path) -> Callable[[], None]:
    """Writes over all but the first page, as a bad disk does; `repair` is to be taken beforehand."""
    shutil.copy(kai, kai.with_suffix(".backup"))

    def overwrite() -> None:
        content = kai.read_bytes()
        kai.write_bytes(content[:4096] + bytes(range(256)) * ((len(content) - 4096) // 256))

    return overwrite


def repair(kai: Path) -> None:
    for name in (f"{kai.name}-wal", f"{kai.name}-shm"):
        kai.with_name(name).unlink(missing_ok=True)
    shutil.copy(kai.with_suffix(".backup"), kai)


def shows_problem(window: MainWindow) -> bool:
    chat = window.chat
    return (
        chat.area.currentWidget() is chat.area.problem
        and chat.foot.isHidden()
        and window.memories.shelf.has_problem
        and not window.sessions.empty.isHidden()
    )


def shows_all(window: MainWindow) -> bool:
    return (
        shown(window) == ["Hello from kai"]
        and window.chat.area.currentWidget() is window.chat.transcript
        and window.chat.composer.edit.isVisible()
        and not window.memories.shelf.has_problem
        and window.sessions.list.isVisible()
    )


def meet_damage(qtbot: QtBot, program: Program, damage: Callable[[], None]) -> MainWindow:
    """Choose a persona whose file was damaged while the program ran."""
    damage()
    program.window.place.show_persona("kai")
    settle(qtbot, program)
    qtbot.waitUntil(lambda: shows_problem(program.window))
    return program.window


def test_it_is_said_in_the_panes_and_by_no_notice_beside_them(
    qtbot: QtBot, start: Start, damage: Callable[[], None]
) -> None:
    program = start()
    window = meet_damage(qtbot, program, damage)
    come_back()
    settle(qtbot, program)
    assert shows_problem(window)
    assert "persona_kai.db" in window.chat.area.problem.sentence.text()
    assert window.notice_bar.notice is None
    window.place.show_persona("default")
    assert window.chat.area.currentWidget() is not window.chat.area.problem
    settle(qtbot, program)
    assert shown(window) == ["Hello from default"]
    assert window.chat.composer.edit.isVisible()


def test_one_button_has_all_panes_read_again(
    qtbot: QtBot, start: Start, kai: Path, damage: Callable[[], None]
) -> None:
    program = start()
    window = meet_damage(qtbot, program, damage)
    repair(kai)
    qtbot.mouseClick(window.chat.area.problem.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shows_all(window))


def test_coming_back_from_mending_it_does_so_too(
    qtbot: QtBot, start: Start, kai: Path, damage: Callable[[], None]
) -> None:
    program = start()
    window = meet_damage(qtbot, program, damage)
    repair(kai)
    come_back()
    qtbot.waitUntil(lambda: shows_all(window))


def test_in_the_end_it_is_tried_by_itself(
    qtbot: QtBot, start: Start, kai: Path, damage: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery, "AGAIN_MS", 50)
    program = start()
    window = meet_damage(qtbot, program, damage)
    repair(kai)
    qtbot.waitUntil(lambda: shows_all(window))


def test_a_file_refused_at_the_start_is_usable_once_it_is_replaced(
    qtbot: QtBot, start: Start, kai: Path, damage: Callable[[], None]
) -> None:
    kai.write_bytes(b"no database" * 1000)
    program = start()
    window = program.window
    window.place.show_persona("kai")
    qtbot.waitUntil(lambda: shows_problem(window))
    repair(kai)
    qtbot.mouseClick(window.chat.area.problem.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shows_all(window))
    listing = program.desk.personas.listing("kai")
    assert listing is not None
    assert listing.problem is None


def test_a_persona_without_conversations_introduces_itself_once_it_can_be_read(
    qtbot: QtBot, start: Start, data_dir: Path, damage: Callable[[], None]
) -> None:
    create_persona_db("new")
    program = start()
    window, file = program.window, get_db_path("new")
    whole = file.read_bytes()
    file.write_bytes(b"no database" * 1000)
    window.place.show_persona("new")
    qtbot.waitUntil(lambda: shows_problem(window))
    file.write_bytes(whole)
    qtbot.mouseClick(window.chat.area.problem.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.chat.area.currentWidget() is window.chat.area.nothing_said)
    assert window.chat.composer.edit.isVisible()


def test_nothing_is_read_again_where_nothing_failed(qtbot: QtBot) -> None:
    owner = QObject()
    told: list[bool] = []
    made = Recovery(owner)
    made.again.connect(lambda: told.append(True))
    come_back()
    assert not told
    made.wait()
    come_back()
    assert told == [True]
    come_back()
    assert told == [True]
