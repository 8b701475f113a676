from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionSlider
from support.on_file import read
from support.transcripts import a_found_view, a_searched_session

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database.positions import message_at, messages_around
from personaui_desktop.widgets.chat.transcript.scrolling.scroll_bar import FlatScrollBar
from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.common.theme import theme


def test_the_scroll_bar_speaks_of_the_whole_session(qtbot: Any, worker: DatabaseWorker) -> None:
    session_id = a_searched_session(600)
    view = a_found_view(qtbot, worker, session_id)
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum()
    loaded = view.scene.placement.heights.total
    assert bar.maximum() > 8 * loaded
    first = read(message_at, session_id, 0)
    view.hands.explorer.show_message(first + 300)
    qtbot.waitUntil(lambda: view.scene.row_of(first + 300) is not None)
    assert 0.4 < bar.value() / bar.maximum() < 0.6


def test_dragging_the_scroll_bar_reaches_every_part(qtbot: Any, worker: DatabaseWorker) -> None:
    session_id = a_searched_session(600)
    view = a_found_view(qtbot, worker, session_id)
    bar = view.verticalScrollBar()
    bar.setSliderDown(True)
    bar.setSliderPosition(bar.maximum() // 4)
    with qtbot.waitSignal(view.scene.verbs.place_needed) as wanted:
        pass
    bar.setSliderDown(False)
    number = read(messages_around, session_id, wanted.args[0], None).older
    assert number / 600 == pytest.approx(0.25, abs=0.02)


def share_in_view(view: TranscriptView) -> float:
    """How much of the session lies before the first message in view."""
    view.throttle.flush()
    first = view.scene.placement.placed[0].laid.message.id
    around = read(messages_around, view.scene.where[1], first, first)
    return around.older / (around.older + around.newer)


def test_a_dragged_scroll_bar_stays_under_the_pointer_and_tells_the_truth(
    qtbot: Any, worker: DatabaseWorker
) -> None:
    view = a_found_view(qtbot, worker, a_searched_session(600))
    bar = view.verticalScrollBar()
    bar.setSliderDown(True)
    for share in (0.5, 0.52, 0.3, 0.75, 1.0, 0.1):
        bar.setSliderPosition(round(share * bar.maximum()))
        qtbot.waitUntil(lambda share=share: abs(share_in_view(view) - share) < 0.05)
        assert bar.value() / bar.maximum() == pytest.approx(share, abs=0.001)
    bar.setSliderDown(False)
    assert bar.value() / bar.maximum() == pytest.approx(share_in_view(view), abs=0.03)


def test_a_scroll_bar_let_go_at_once_gets_there(qtbot: Any, worker: DatabaseWorker) -> None:
    view = a_found_view(qtbot, worker, a_searched_session(600))
    bar = view.verticalScrollBar()
    bar.setSliderDown(True)
    bar.setSliderPosition(bar.maximum() // 2)
    bar.setSliderDown(False)
    qtbot.waitUntil(lambda: abs(share_in_view(view) - 0.5) < 0.05)
    assert bar.value() / bar.maximum() == pytest.approx(0.5, abs=0.05)


@given(
    st.integers(0, 5_000),
    st.integers(1, 2_000_000_000),
    st.integers(1, 100_000),
    st.floats(0, 1),
    st.integers(80, 2_000),
)
def test_the_handle_is_painted_where_the_style_takes_the_mouse(
    qapp: QApplication, lowest: int, span: int, page: int, share: float, height: int
) -> None:
    theme()
    bar = FlatScrollBar()
    bar.resize(12, height)
    bar.setRange(lowest, lowest + span)
    bar.setPageStep(page)
    bar.setValue(lowest + round(share * span))
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    part = QStyle.SubControl.SC_ScrollBarSlider
    slider = bar.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, bar)
    painted = bar.handle()
    assert painted.top() == pytest.approx(slider.top() + 2, abs=1.5)
    assert painted.height() == pytest.approx(slider.height() - 4, abs=1.5)
