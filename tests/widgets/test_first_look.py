from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from personaui_desktop.app import Program
from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.single_instance import SingleInstance
from personaui_desktop.command_line import parse
from personaui_desktop.database import create_session, init_all_dbs, reused_connections, save_message
from personaui_desktop.errors import KnownError, NotNow
from personaui_desktop.operations.beginning import Beginning
from personaui_desktop.settings.window_state import WindowState
from personaui_desktop.widgets.first_look import FirstLook


@pytest.fixture
def worker(qtbot: QtBot, data_dir: Path) -> Iterator[DatabaseWorker]:
    init_all_dbs()
    made = DatabaseWorker(reused_connections)
    yield made
    made.close()


@pytest.fixture
def told() -> list[object]:
    return []


def begin(worker: DatabaseWorker, parent: QObject) -> FirstLook:
    session_id = create_session()
    save_message("Good morning.", True, "Mia", session_id)
    return FirstLook(WindowState(last_sessions={"default": session_id}), worker.run, parent)


def check_is_shown(told: list[object]) -> None:
    [shown] = told
    assert isinstance(shown, Beginning)
    assert shown.opened is not None
    assert [message.text for message in shown.opened.page.messages] == ["Good morning."]


def test_what_is_read_before_there_are_panes_waits_for_them(
    qtbot: QtBot, worker: DatabaseWorker, told: list[object]
) -> None:
    parent = QObject()
    first_look = begin(worker, parent)
    qtbot.waitUntil(lambda: worker.is_idle)
    first_look.show_with(told.append, pytest.fail)
    check_is_shown(told)
    QCoreApplication.processEvents()
    assert len(told) == 1, "once"


def test_panes_that_are_there_before_it_is_read_are_shown_it_then(
    qtbot: QtBot, worker: DatabaseWorker, told: list[object]
) -> None:
    parent = QObject()
    begin(worker, parent).show_with(told.append, pytest.fail)
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    check_is_shown(told)


@pytest.mark.parametrize("has_panes", [False, True])
def test_why_it_cannot_be_read_is_told(
    qtbot: QtBot,
    worker: DatabaseWorker,
    told: list[object],
    monkeypatch: pytest.MonkeyPatch,
    has_panes: bool,
) -> None:
    def fail(*_arguments: object) -> Callable[[], KnownError]:
        raise NotNow("It is in use.", "Try again.")

    monkeypatch.setattr(import_module("personaui_desktop.operations.beginning"), "begin", fail)
    parent = QObject()
    first_look = begin(worker, parent)
    if not has_panes:
        qtbot.waitUntil(lambda: worker.is_idle)
    first_look.show_with(pytest.fail, told.append)
    qtbot.waitUntil(lambda: bool(told))
    [error] = told
    assert isinstance(error, NotNow)


def test_a_start_reads_while_the_frame_is_still_to_come(qtbot: QtBot, data_dir: Path) -> None:
    instance = SingleInstance(data_dir)
    assert instance.take()
    program = Program(parse(["--demo"]), data_dir, instance)
    try:
        assert not program.worker.is_idle
        qtbot.waitUntil(lambda: program.worker.is_idle)
        assert not program._is_filled
        program.window.show()
        qtbot.waitUntil(lambda: program.window.place.persona_id == "default")
    finally:
        program.window.close()
        program.close()
