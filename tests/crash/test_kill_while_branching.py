"""Some of the kills that ``kill_while_branching.py`` does a hundred of."""

import sys
from collections.abc import Iterator

import pytest
from crash.kill_while_branching import kill_once

from personaui_desktop import paths
from personaui_desktop.database import copying


@pytest.fixture
def _own_chunks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(copying, "CHUNK", copying.CHUNK)
    yield
    paths.choose_data_dir(None)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.usefixtures("_own_chunks")
@pytest.mark.parametrize(("number", "things"), [(1, 2), (2, 5), (3, 9)])
def test_a_kill_leaves_nothing_half_done(number: int, things: int) -> None:
    kill_once(number, things)
