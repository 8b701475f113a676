"""Two ends of one socket: a server in this program's event loop, whoever asks in a process of its own."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from personaui_desktop.background import requests
from personaui_desktop.background.requests import RequestServer, ask_running

ROOT = Path(__file__).parents[2]
ASKS = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from personaui_desktop.background.requests import ask_running
application = QCoreApplication([])
print(ask_running(Path(sys.argv[1]), sys.argv[2], 10))
"""


@pytest.fixture
def server(qtbot: QtBot, tmp_path: Path) -> RequestServer:
    made = RequestServer(tmp_path)
    made.listen()
    return made


@pytest.fixture
def ask(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[str], Callable[[], str]]]:
    """Has a process of its own ask something; answers what is called for what it was told."""
    running: list[subprocess.Popen[str]] = []

    def begin(line: str) -> Callable[[], str]:
        command = [sys.executable, "-c", ASKS, str(tmp_path), line]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        running.append(process)

        def told() -> str:
            qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
            return process.communicate()[0].strip()

        return told

    yield begin
    for process in running:
        process.kill()
        process.wait()


def test_a_request_is_asked_once_and_answered(
    server: RequestServer, ask: Callable[..., Callable[[], str]]
) -> None:
    asked: list[str] = []

    def answer(line: str, reply: Callable[[str], None]) -> None:
        asked.append(line)
        reply("done é")

    server.asked.connect(answer)
    assert ask("do é this")() == "done é"
    assert asked == ["do é this\n"]


def test_an_answer_may_take_its_time(
    qtbot: QtBot, server: RequestServer, ask: Callable[..., Callable[[], str]]
) -> None:
    waiting: list[Callable[[str], None]] = []
    server.asked.connect(lambda _line, reply: waiting.append(reply))
    first, second = ask("one"), ask("two")
    qtbot.waitUntil(lambda: len(waiting) == 2, timeout=20_000)
    for reply in waiting:
        reply("yes")
    assert (first(), second()) == ("yes", "yes")


def test_who_is_gone_gets_no_answer_and_does_no_harm(
    qtbot: QtBot, server: RequestServer, tmp_path: Path
) -> None:
    waiting: list[Callable[[str], None]] = []
    server.asked.connect(lambda _line, reply: waiting.append(reply))
    gone = QLocalSocket()
    gone.connectToServer(server._name)
    gone.write(b"one\n")
    gone.flush()
    qtbot.waitUntil(lambda: len(waiting) == 1)
    gone.abort()
    qtbot.waitUntil(lambda: not server._open)
    waiting[0]("yes")


def test_a_request_without_end_is_cut_off(
    qtbot: QtBot, server: RequestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "LONGEST_LINE", 100)
    asked: list[str] = []
    server.asked.connect(lambda line, _reply: asked.append(line))
    endless = QLocalSocket()
    endless.connectToServer(server._name)
    endless.write(b"x" * 500)
    endless.flush()
    qtbot.waitUntil(lambda: endless.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert asked == []


def test_where_nobody_listens_nobody_answers(qtbot: QtBot, tmp_path: Path) -> None:
    assert ask_running(tmp_path, "anybody", 0) is None
    tries: list[bool] = []

    def is_settled() -> bool:
        tries.append(True)
        return len(tries) == 2

    assert ask_running(tmp_path, "anybody", 60, is_settled) is None
    assert len(tries) == 2


def test_a_program_that_ends_before_it_answers_answers_none(
    qtbot: QtBot, server: RequestServer, ask: Callable[..., Callable[[], str]]
) -> None:
    server.asked.connect(lambda _line, _reply: [connection.abort() for connection in tuple(server._open)])
    assert ask("one")() == "None"
