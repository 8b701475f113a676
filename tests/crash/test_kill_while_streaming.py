"""A few of the kills that ``kill_while_streaming.py`` does a hundred of."""

import random
import sys
from pathlib import Path

import pytest
from crash.kill_while_streaming import kill_often


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_nothing_is_lost_when_the_program_is_killed_while_a_reply_streams(tmp_path: Path) -> None:
    assert "none lost" in kill_often(tmp_path, 4, random.Random())
