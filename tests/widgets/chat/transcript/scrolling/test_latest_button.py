from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.transcripts import (
    a_message,
    a_model,
    a_view,
    messages,
)

LONG = "A sentence that goes on for a while. " * 20


def test_latest_appears_when_scrolled_up_and_says_what_is_new(qtbot: Any) -> None:
    model = a_model(messages(1, 60))
    view = a_view(qtbot, model)
    assert view.signposts.latest_button.isHidden()
    view.scroller.scroll_by(-500)
    assert view.signposts.latest_button.isVisible()
    assert not view.signposts.latest_button.has_new
    model.apply([61], [a_message(61, LONG)])
    view.throttle.flush()
    assert view.signposts.latest_button.has_new
    QTest.mouseClick(view.signposts.latest_button, Qt.MouseButton.LeftButton)
    assert view.scene.placement.sticks_to_end
    assert view.signposts.latest_button.isHidden()


def test_latest_asks_for_what_is_not_loaded(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 60), has_newer=True))
    with qtbot.waitSignal(view.scene.verbs.latest_needed):
        view.scroller.to_latest()
