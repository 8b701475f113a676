import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter, QWidget
from pytestqt.qtbot import QtBot
from support.panes import resize

from personaui_desktop.widgets.columns import Columns, Side


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (1360, {Side.SESSIONS, Side.MEMORIES}),
        (1100, {Side.SESSIONS, Side.MEMORIES}),
        (1099, {Side.SESSIONS}),
        (900, {Side.SESSIONS}),
        (639, set()),
    ],
)
def test_what_has_no_room_becomes_an_overlay_that_is_closed(
    columns: Columns, width: int, shown: set[Side]
) -> None:
    resize(columns, width)
    assert {side for side in Side if columns.is_shown(side)} == shown


def test_memories_that_stand_alone_beside_the_conversation_need_less_room(columns: Columns) -> None:
    columns.toggle(Side.SESSIONS)
    resize(columns, 900)
    assert columns.has_place(Side.MEMORIES)
    resize(columns, 700)
    assert not columns.has_place(Side.MEMORIES)


@pytest.mark.parametrize("width", [490, 640, 690, 900, 1099, 1100, 1360])
@pytest.mark.parametrize("with_sessions", [True, False])
def test_the_conversation_keeps_its_width_whatever_else_is_shown(
    columns: Columns, width: int, with_sessions: bool
) -> None:
    sessions, conversation = columns.panes[Side.SESSIONS], columns.panes["conversation"]  # type: ignore[attr-defined]
    sessions.setMinimumWidth(200)
    columns.set_up({Side.SESSIONS: with_sessions}, {Side.SESSIONS: 500, Side.MEMORIES: 500})
    resize(columns, width)
    assert conversation.width() >= 420
    left = conversation.mapTo(columns, conversation.rect().topLeft()).x()
    assert left >= 0
    assert left + conversation.width() <= width


def test_where_there_is_too_little_room_the_memories_give_way_first(columns: Columns) -> None:
    columns.set_up({}, {Side.SESSIONS: 300, Side.MEMORIES: 500})
    resize(columns, 1100)
    assert columns.panes[Side.SESSIONS].width() == 300  # type: ignore[attr-defined]
    assert columns.panes[Side.MEMORIES].width() < 320  # type: ignore[attr-defined]
    resize(columns, 1360)
    assert columns.panes[Side.MEMORIES].width() == 500  # type: ignore[attr-defined]


def test_a_docked_column_hides_and_comes_back_with_its_width(columns: Columns) -> None:
    columns.set_up({}, {Side.MEMORIES: 340})
    assert columns.panes[Side.MEMORIES].width() == 340  # type: ignore[attr-defined]
    columns.toggle(Side.MEMORIES)
    assert not columns.is_shown(Side.MEMORIES)
    assert not columns.is_wanted(Side.MEMORIES)
    columns.toggle(Side.MEMORIES)
    assert columns.panes[Side.MEMORIES].width() == 340  # type: ignore[attr-defined]


def test_an_overlay_opens_over_the_conversation_and_moves_nothing(columns: Columns) -> None:
    resize(columns, 600)
    conversation: QWidget = columns.panes["conversation"]  # type: ignore[attr-defined]
    before = conversation.geometry()
    columns.toggle(Side.MEMORIES)
    assert columns.is_shown(Side.MEMORIES)
    assert columns.panes[Side.MEMORIES].geometry().right() == columns.rect().right()  # type: ignore[attr-defined]
    assert conversation.geometry() == before


@pytest.mark.parametrize("side", list(Side))
def test_escape_within_an_overlay_closes_it(qtbot: QtBot, columns: Columns, side: Side) -> None:
    resize(columns, 600)
    columns.toggle(side)
    qtbot.keyClick(columns.panes[side].button, Qt.Key.Key_Escape)  # type: ignore[attr-defined]
    assert not columns.is_shown(side)


def test_a_click_beside_an_overlay_closes_it_and_one_inside_does_not(qtbot: QtBot, columns: Columns) -> None:
    resize(columns, 600)
    columns.toggle(Side.MEMORIES)
    qtbot.mouseClick(columns.panes[Side.MEMORIES].button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert columns.is_shown(Side.MEMORIES)
    qtbot.mouseClick(columns.panes["conversation"].button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert not columns.is_shown(Side.MEMORIES)


def test_room_that_comes_back_docks_the_columns_again_in_their_places(columns: Columns) -> None:
    resize(columns, 600)
    resize(columns, 1360)
    sessions, memories = columns.panes[Side.SESSIONS], columns.panes[Side.MEMORIES]  # type: ignore[attr-defined]
    conversation = columns.panes["conversation"]  # type: ignore[attr-defined]
    left, middle, right = (
        pane.mapTo(columns, pane.rect().topLeft()).x() for pane in (sessions, conversation, memories)
    )
    assert left < middle < right
    assert columns.is_shown(Side.SESSIONS)
    assert columns.is_shown(Side.MEMORIES)


def test_what_the_person_hid_stays_hidden_after_a_narrow_while(columns: Columns) -> None:
    columns.toggle(Side.MEMORIES)
    resize(columns, 600)
    resize(columns, 1360)
    assert not columns.is_shown(Side.MEMORIES)


def test_only_one_overlay_is_open_at_a_time(columns: Columns) -> None:
    resize(columns, 600)
    columns.toggle(Side.MEMORIES)
    columns.toggle(Side.SESSIONS)
    assert columns.is_shown(Side.SESSIONS)
    assert not columns.is_shown(Side.MEMORIES)
    columns.close_overlays()
    assert not columns.is_shown(Side.SESSIONS)


def test_says_which_columns_have_a_place(columns: Columns) -> None:
    assert all(columns.has_place(side) for side in Side)
    columns.toggle(Side.MEMORIES)
    assert not columns.has_place(Side.MEMORIES)
    resize(columns, 600)
    columns.toggle(Side.SESSIONS)
    assert not columns.has_place(Side.SESSIONS)


def test_tab_goes_from_left_to_right_even_after_a_narrow_while(qtbot: QtBot, columns: Columns) -> None:
    resize(columns, 600)
    resize(columns, 1360)
    sessions = columns.panes[Side.SESSIONS].button  # type: ignore[attr-defined]
    sessions.setFocus()
    qtbot.keyClick(sessions, Qt.Key.Key_Tab)
    assert columns.panes["conversation"].button.hasFocus()  # type: ignore[attr-defined]
    qtbot.keyClick(columns.panes["conversation"].button, Qt.Key.Key_Tab)  # type: ignore[attr-defined]
    assert columns.panes[Side.MEMORIES].button.hasFocus()  # type: ignore[attr-defined]


@pytest.fixture
def active(qtbot: QtBot, columns: Columns) -> Columns:
    columns.activateWindow()
    qtbot.waitUntil(columns.isActiveWindow)
    return columns


@pytest.mark.parametrize("side", list(Side))
def test_an_overlay_takes_the_keyboard_and_gives_it_back_to_the_conversation(
    qtbot: QtBot, active: Columns, side: Side
) -> None:
    resize(active, 600)
    active.panes["conversation"].button.setFocus()  # type: ignore[attr-defined]
    active.toggle(side)
    assert active.panes[side].button.hasFocus()  # type: ignore[attr-defined]
    qtbot.keyClick(active.panes[side].button, Qt.Key.Key_Escape)  # type: ignore[attr-defined]
    assert active.panes["conversation"].button.hasFocus()  # type: ignore[attr-defined]


def test_a_dragged_width_is_kept(qtbot: QtBot, columns: Columns) -> None:
    before = columns.panes[Side.SESSIONS].width()  # type: ignore[attr-defined]
    handle = columns.findChild(QSplitter).handle(1)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(0, 100))
    QTest.mouseMove(handle, QPoint(60, 100))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(60, 100))
    after = columns.panes[Side.SESSIONS].width()  # type: ignore[attr-defined]
    assert after > before + 40
    assert columns.width_of(Side.SESSIONS) == after


def test_what_appears_and_goes_is_told(qtbot: QtBot, columns: Columns) -> None:
    with qtbot.waitSignal(columns.shown_changed):
        columns.toggle(Side.MEMORIES)
    resize(columns, 600)
    with qtbot.waitSignal(columns.shown_changed):
        columns.toggle(Side.MEMORIES)


@pytest.mark.parametrize("width", [600, 1360])
def test_what_is_shown_stays_when_it_is_to_be_seen(columns: Columns, width: int) -> None:
    resize(columns, width)
    for _ in range(2):
        columns.reveal(Side.MEMORIES)
        assert columns.is_shown(Side.MEMORIES)


def test_the_rail_goes_with_the_sessions_unless_they_are_an_overlay(columns: Columns) -> None:
    columns.toggle(Side.SESSIONS)
    assert not columns.rail.isVisible()  # type: ignore[attr-defined]
    resize(columns, 600)
    assert columns.rail.isVisible()  # type: ignore[attr-defined]


def test_the_columns_have_their_widths_at_once_when_they_are_docked_again(columns: Columns) -> None:
    columns.set_up({}, {Side.SESSIONS: 280, Side.MEMORIES: 330})
    resize(columns, 600)
    resize(columns, 1360)
    widths = [columns.panes[side].width() for side in Side]  # type: ignore[attr-defined]
    assert widths == [280, 330]


def test_sessions_that_come_back_take_their_room_from_the_memories_alone(columns: Columns) -> None:
    columns.set_up({Side.SESSIONS: False}, {Side.SESSIONS: 300, Side.MEMORIES: 500})
    resize(columns, 1100)
    columns.toggle(Side.SESSIONS)
    QApplication.processEvents()
    assert columns.panes[Side.SESSIONS].width() == 300  # type: ignore[attr-defined]
    assert columns.panes["conversation"].width() == 420  # type: ignore[attr-defined]
