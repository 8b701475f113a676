"""The palette's list is gone through from its field."""

from functools import partial

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.commands.command import Command, Scope, always
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.keys_in_force import keys_in_force
from personaui_desktop.widgets.palette.box import PaletteBox
from personaui_desktop.widgets.palette.offer import PaletteOffer
from personaui_desktop.widgets.palette.session_titles import SessionTitles

Key = Qt.Key


class Worker(QObject):
    changed = Signal(object)


def never() -> bool:
    return False


def some(number: int) -> Commands:
    return Commands(
        Command(f"a.{at}", f"Night {at}", partial(str), keys=("F1",), can=always if at < number else never)
        for at in range(number + 2)
    )


@pytest.fixture
def box(qtbot: QtBot) -> PaletteBox:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(900, 700)
    worker = Worker(over)
    choose = Command("palette.choose", "", lambda: made.choose(), Scope.PALETTE, pane_keys=("Enter",))
    made = PaletteBox(SessionTitles(lambda *_: None, worker.changed, over), Commands([choose]), over)
    over.show()
    over.activateWindow()
    qtbot.waitUntil(over.isActiveWindow)
    commands = some(12)
    keys_in_force().declare(commands)
    made.open(PaletteOffer(commands, [], ("default", None), {}, (), "own"))
    return made


def row(box: PaletteBox) -> int:
    return box.list.currentIndex().row()


def test_arrows_go_round_and_pages_stop_at_the_ends(box: PaletteBox) -> None:
    found = []
    for key in (Key.Key_Down, Key.Key_Up, Key.Key_Up, Key.Key_Down, Key.Key_PageDown, Key.Key_PageDown):
        QTest.keyClick(box.field, key)
        found.append(row(box))
    assert found == [1, 0, 11, 0, 8, 11]
    QTest.keyClick(box.field, Key.Key_PageUp)
    QTest.keyClick(box.field, Key.Key_PageUp)
    assert row(box) == 0


def test_a_resting_pointer_has_no_say_in_where_keys_go(box: PaletteBox) -> None:
    viewport = box.list.viewport()
    place = box.list.visualRect(box.model.index(8)).center()
    QCursor.setPos(viewport.mapToGlobal(place))
    test_arrows_go_round_and_pages_stop_at_the_ends(box)
    QTest.mouseMove(viewport, place + QPoint(3, 0))
    QTest.qWait(0)
    assert row(box) == 8


def test_what_cannot_be_reached_is_passed_over_and_not_chosen(qtbot: QtBot, box: PaletteBox) -> None:
    QTest.keyClicks(box.field, "night 12")
    # The search stands first, for the only command that fits cannot run.
    assert [each.key for each in box.model.rows] == ["search:night 12", "command:a.12"]
    QTest.keyClick(box.field, Key.Key_Down)
    assert row(box) == 0
    with qtbot.assertNotEmitted(box.chosen):
        box.list.clicked.emit(box.model.index(1))
    with qtbot.waitSignal(box.chosen, check_params_cb=lambda key: key == "search:night 12"):
        QTest.keyClick(box.field, Key.Key_Enter)


def test_typing_goes_back_to_the_best_and_further_titles_stay_with_what_was_gone_to(box: PaletteBox) -> None:
    QTest.keyClicks(box.field, "night")
    QTest.keyClick(box.field, Key.Key_Down)
    box._titles.read.emit()
    assert row(box) == 1
    QTest.keyClicks(box.field, " ")
    assert row(box) == 0


def test_tab_stays(box: PaletteBox) -> None:
    for key in (Key.Key_Tab, Key.Key_Backtab):
        QTest.keyClick(box.field, key)
        assert box.field.hasFocus()


def test_what_is_gone_to_is_said(box: PaletteBox, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    QTest.keyClick(box.field, Key.Key_Down)
    QTest.keyClicks(box.field, "7")
    assert said == ["Night 1, F1", "Night 7, F1"]
    assert box.field.accessibleName() == "Command palette"


def test_it_follows_the_size_of_what_it_lies_over(box: PaletteBox) -> None:
    over = box.parentWidget()
    assert over is not None
    over.resize(400, 300)
    assert over.rect().contains(box.geometry())
