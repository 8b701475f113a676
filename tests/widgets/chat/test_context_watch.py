"""How full the request is, is seen in a real window, and what goes next can be remembered before it goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.on_file import read
from support.programs import PATIENCE_MS, programs
from support.windows import use

from personaui_desktop import database
from personaui_desktop.app import Program
from personaui_desktop.database.proposals import get_proposals
from personaui_desktop.widgets.chat.banner import Banner
from personaui_desktop.widgets.chat.context_meter import ContextMeter
from personaui_desktop.widgets.inspector.dialog import Inspector

MOST = 20


@pytest.fixture
def program(qtbot: QtBot, data_dir: Path) -> Iterator[Program]:
    database.init_persona_db("default")
    empty = database.create_session("Short")
    talk = database.create_session("Long")
    for number in range(MOST - 2):
        text = f"The {number}. time he spoke of the lighthouse, he told of its keeper and his dog."
        database.save_message(text, number % 2 == 0, "Mia", talk)
    database.save_message("Hello", True, session_id=empty)
    database.save_message("Once more", False, "Mia", talk)
    with programs(qtbot, data_dir) as start:
        started = start("--demo")
        started.window.filling.finish()
        use(qtbot, started.window)
        started.desk.preferences.set(context_messages=MOST)
        yield started


def meter(program: Program) -> ContextMeter:
    found: ContextMeter = program.window.chat.foot.findChild(ContextMeter)
    return found


def line(program: Program) -> Banner:
    banners = program.window.chat.foot.findChildren(Banner)
    return next(each for each in banners if "Remember them" in [label for label, _ in each._offered])


def test_the_meter_tells_how_full_and_of_what(qtbot: QtBot, program: Program) -> None:
    bar = meter(program)
    qtbot.waitUntil(lambda: bar.isVisible() and sum(bar.parts) > 0.9)
    assert bar.toolTip()
    assert "The request is 100 % full." in bar.accessibleDescription()
    assert f"of at most {MOST} messages are sent" in bar.accessibleDescription()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton)
    dialog = program.window.findChild(Inspector)
    assert dialog.isVisible()
    dialog.close()
    program.window.place.show_session(1)
    qtbot.waitUntil(lambda: bar.isVisible() and 0 < sum(bar.parts) < 0.2)
    assert not line(program).isVisible()


def test_what_goes_next_is_told_and_remembered(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(line(program).isVisible)
    assert line(program).words.text().startswith("Soon 6 old messages will not be sent any more")
    with qtbot.waitSignal(program.window.memories.making.proposed, timeout=PATIENCE_MS):
        qtbot.mouseClick(line(program).buttons[0], Qt.MouseButton.LeftButton)
    assert not line(program).isVisible()
    (proposal,) = read(get_proposals)
    assert (proposal.start_message_id, proposal.end_message_id) == (1, 6)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    program.window.chat.costs.refresh()
    qtbot.wait_until(lambda: program.window.chat.costs._next.leaving is None)
    assert not line(program).isVisible()


def test_whoever_lets_them_go_is_not_told_again(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(line(program).isVisible)
    qtbot.mouseClick(line(program).buttons[1], Qt.MouseButton.LeftButton)
    assert program.window.chat.composer.edit.hasFocus()
    with qtbot.waitSignal(program.window.chat.costs.read):
        program.window.chat.costs.refresh()
    assert not line(program).isVisible()
    assert read(get_proposals) == []
    for session_id in (1, 2):
        with qtbot.waitSignal(program.window.chat.costs.read):
            program.window.place.show_session(session_id)
    assert not line(program).isVisible()
