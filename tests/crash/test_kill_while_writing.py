"""What a person has written is there after a kill, though it was never sent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.on_file import read

from personaui_desktop.database.drafts import get_drafts

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_what_was_written_survives_a_kill(data_dir: Path) -> None:
    command = [sys.executable, str(ROOT / "tests" / "crash" / "writer.py"), str(data_dir)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as program:
        assert program.stdout is not None
        try:
            assert program.stdout.readline() == "kept\n"
        finally:
            program.kill()
    assert read(get_drafts) == {None: "Half a thought"}
