"""The chat pane over real workers, for every test of this folder that asks for it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from support.chat_stage import Stage, chat_stage
from support.draft_desk import DraftDesk

from personaui_desktop.widgets.chat.area import ConversationArea
from personaui_desktop.widgets.chat.composer import Composer
from personaui_desktop.widgets.chat.cost_line import CostLine
from personaui_desktop.widgets.common.notices import Notice


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    with chat_stage(qtbot) as made:
        yield made


@pytest.fixture
def area(qtbot: QtBot) -> ConversationArea:
    made = ConversationArea(QWidget(), lambda: None)
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    return made


@pytest.fixture
def composer(qtbot: QtBot) -> Composer:
    made = Composer()
    qtbot.addWidget(made)
    made.resize(600, 120)
    made.show()
    qtbot.waitExposed(made)
    made.edit.setFocus()
    return made


@pytest.fixture
def sent(composer: Composer) -> list[str]:
    texts: list[str] = []
    composer.send_requested.connect(texts.append)
    return texts


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[DraftDesk]:
    made = DraftDesk(qtbot)
    yield made
    made.settle()
    delete(made.parent)
    made.worker.close()


@pytest.fixture
def told(stage: Stage) -> list[Notice]:
    notices: list[Notice] = []
    stage.notices.shown.connect(notices.append)
    return notices


@pytest.fixture
def line(qtbot: QtBot) -> CostLine:
    made = CostLine()
    qtbot.addWidget(made)
    made.resize(2_000, made.height())  # room for all that it says, whatever the font
    made.show()
    return made
