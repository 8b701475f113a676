import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.columns import Columns, Side


class Pane(QWidget):
    """A pane with something in it that can be clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton("Here")
        QVBoxLayout(self).addWidget(self.button)
        self.setFocusProxy(self.button)


@pytest.fixture
def columns(qtbot: QtBot) -> Columns:
    rail, sessions, conversation, memories = Pane(), Pane(), Pane(), Pane()
    rail.setFixedWidth(68)
    made = Columns(rail, sessions, conversation, memories)
    qtbot.addWidget(made)
    # As in the window, which has a smallest size of its own.
    made.setMinimumSize(1, 1)
    made.resize(1360, 800)
    made.show()
    qtbot.waitExposed(made)
    made.panes = {Side.SESSIONS: sessions, Side.MEMORIES: memories, "conversation": conversation}  # type: ignore[attr-defined]
    return made


def resize(columns: Columns, width: int) -> None:
    columns.resize(width, 800)


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
