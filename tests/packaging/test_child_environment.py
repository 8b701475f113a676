import os
import runpy

import pytest
from support.packaging import FOLDER

HOOK = str(FOLDER / "child_environment.py")


def test_a_browser_gets_its_own_libraries_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/bundle/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/theirs")
    runpy.run_path(HOOK)
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/theirs"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_where_there_was_nothing_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/bundle/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    runpy.run_path(HOOK)
    assert "LD_LIBRARY_PATH" not in os.environ
