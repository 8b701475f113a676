"""A kill while a persona is asked if it has anything to add: it is never asked about that turn again."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from support.messages_server import MessagesServer, Reply, serve

from personaui_desktop.database import get_chat_history

ROOT = Path(__file__).parents[2]


def line_of_a_run(server: MessagesServer, folder: Path, requests: int) -> str:
    """What one run of the program says first. It is killed once the server has had so many requests of it."""
    command = [sys.executable, str(ROOT / "tests" / "crash" / "afterthinker.py"), server.url, str(folder)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as program:
        assert program.stdout is not None
        try:
            told = program.stdout.readline()
            assert all(server.was_asked.acquire(timeout=30) for _ in range(requests))
            return told
        finally:
            program.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_it_is_not_asked_twice_after_a_kill(data_dir: Path) -> None:
    gate = threading.Event()
    with serve() as server:
        server.reply_with(Reply(("Hi.",)), Reply(("One more thing.",), gate=gate), Reply(("Hi anew.",)))
        assert line_of_a_run(server, data_dir, 2) == "asked\n"
        gate.set()
        assert line_of_a_run(server, data_dir, 1) == "quiet\n"
        asked = [str(request.body["messages"][-1]) for request in server.requests]
    said = [message["message"] for message in get_chat_history(9, 1)]
    assert said[-1] == "Hi anew."
    assert "One more thing." not in said
    assert len(asked) == 3
