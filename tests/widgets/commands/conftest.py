"""The window whose commands are looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.programs import programs

from personaui_desktop.widgets.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, data_dir: Path) -> Iterator[MainWindow]:
    with programs(qtbot, data_dir) as start:
        yield start("--demo").window
