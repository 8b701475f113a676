"""The conversation whose requests are looked at."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from support.chat_stage import Stage, chat_stage


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    with chat_stage(qtbot) as made:
        yield made
