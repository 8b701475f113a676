"""The chat pane over real workers, for every test of this folder that asks for it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from support.chat_stage import Stage, chat_stage


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    with chat_stage(qtbot) as made:
        yield made
