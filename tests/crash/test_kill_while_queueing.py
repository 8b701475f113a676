"""What waits for a reply to end is in the file after a kill, and nowhere else besides."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.on_file import read

from personaui_desktop.database import get_chat_history
from personaui_desktop.database.drafts import get_drafts
from personaui_desktop.database.queued import queued_in

ROOT = Path(__file__).parents[2]
TEXT = "And one thing more"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_what_waits_survives_a_kill(data_dir: Path) -> None:
    command = [sys.executable, str(ROOT / "tests" / "crash" / "queuer.py"), str(data_dir)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as program:
        assert program.stdout is not None
        try:
            assert program.stdout.readline() == "kept\n"
        finally:
            program.kill()
    said = [message["message"] for message in get_chat_history(99, 1)]
    # The reply may have ended before the kill came.
    assert [*said, *(each.beginning for each in read(queued_in, 1))].count(TEXT) == 1
    assert read(get_drafts) == {}
