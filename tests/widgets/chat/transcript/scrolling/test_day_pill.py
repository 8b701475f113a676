from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from support.transcripts import a_message, a_model, a_view

from personaui_desktop.records.messages import Message, MessagePage
from personaui_desktop.widgets.chat.transcript.scrolling import day_pill
from personaui_desktop.widgets.chat.transcript.view import TranscriptView


def on_several_days() -> list[Message]:
    """Forty messages on each of three days."""
    return [
        a_message(day * 40 + number, f"{day}: {number}", timestamp=f"2025-03-0{day} 12:{number:02}:00")
        for day in (1, 2, 3)
        for number in range(40)
    ]


@pytest.fixture
def view(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> TranscriptView:
    monkeypatch.setattr(day_pill, "STAYS_MS", 60)
    return a_view(qtbot, a_model(on_several_days()))


def test_scrolling_names_the_day_at_the_top(view: TranscriptView) -> None:
    assert view.signposts.day_pill.isHidden()
    view.scroller.scroll_by(-300)
    assert view.signposts.day_pill.isVisible()
    assert view.signposts.day_pill.text() == "Monday, 3 March 2025"
    while view.scene.placement.placed[0].laid.message.timestamp > "2025-03-02 12:20":
        view.scroller.scroll_by(-200)
    assert view.signposts.day_pill.text() == "Sunday, 2 March 2025"
    pill, room = view.signposts.day_pill.geometry(), view.viewport().geometry()
    assert abs(pill.center().x() - room.center().x()) <= 1
    assert 0 < pill.top() - room.top() < 20


def test_the_pill_fades_when_scrolling_ends(
    qtbot: Any, view: TranscriptView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_pill, "may_animate", lambda: True)
    view.scroller.scroll_by(-300)
    opacities: list[float] = []
    view.signposts.day_pill._fading.valueChanged.connect(opacities.append)
    qtbot.waitUntil(view.signposts.day_pill.isHidden)
    assert opacities[-1] == 0.0


def test_with_less_motion_it_goes_at_once(
    qtbot: Any, view: TranscriptView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_pill, "may_animate", lambda: False)
    view.scroller.scroll_by(-300)
    opacities: list[float] = []
    view.signposts.day_pill._fading.valueChanged.connect(opacities.append)
    qtbot.waitUntil(view.signposts.day_pill.isHidden)
    assert opacities == []


def test_where_the_day_stands_already_it_is_not_named_again(view: TranscriptView) -> None:
    view.scroller.scroll_by(-1e6)
    assert view.signposts.day_pill.isHidden()


def test_new_text_does_not_bring_it(view: TranscriptView) -> None:
    view.scene.model.apply([500], [a_message(500, "New")])
    view.throttle.flush()
    assert view.signposts.day_pill.isHidden()


def test_the_pointer_goes_through(view: TranscriptView) -> None:
    view.scroller.scroll_by(-300)
    assert view.signposts.day_pill.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    at = view.signposts.day_pill.geometry().center()
    assert view.childAt(at) is view.viewport()
    QTest.mouseMove(view.viewport(), view.viewport().mapFrom(view, at) + QPoint(0, 1))
    assert view.scene.hovered_id is not None


def test_after_a_leap_the_day_of_what_has_come_is_named(view: TranscriptView) -> None:
    view.scroller.scroll_by(-300)
    assert view.signposts.day_pill.text() == "Monday, 3 March 2025"
    earlier = [
        a_message(number, f"{number}", timestamp=f"2024-07-05 12:{number:02}:00") for number in range(1, 50)
    ]
    view.scene.model.reset_to(MessagePage(earlier, has_older=True, has_newer=True))
    view.hands.explorer.show_message(30)
    view.throttle.flush()
    assert view.signposts.day_pill.text() == "Friday, 5 July 2024"
