import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from personaui_desktop.background.uncaught import Uncaught


@pytest.fixture
def uncaught(qtbot: QtBot) -> Iterator[Uncaught]:
    before = sys.excepthook, threading.excepthook
    made = Uncaught()
    made.install()
    yield made
    sys.excepthook, threading.excepthook = before


def test_what_a_thread_did_not_catch_comes_home(qtbot: QtBot, uncaught: Uncaught) -> None:
    with qtbot.waitSignal(uncaught.caught) as caught:
        thread = threading.Thread(target=lambda: 1 // 0)
        thread.start()
    thread.join()
    assert isinstance(caught.args[0], ZeroDivisionError)


def test_what_nobody_caught_on_the_main_thread_comes_too(qtbot: QtBot, uncaught: Uncaught) -> None:
    error = ValueError("nobody caught it")
    with qtbot.waitSignal(uncaught.caught) as caught:
        sys.excepthook(ValueError, error, None)
    assert caught.args == [error]
    uncaught.uninstall()
    assert sys.excepthook is sys.__excepthook__
