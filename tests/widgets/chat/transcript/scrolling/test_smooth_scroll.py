from typing import Any

from support.transcript_hands import wheel
from support.transcripts import (
    a_model,
    a_view,
    messages,
)


def test_a_touchpad_scrolls_at_once(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 100)))
    before = view.scene.placement.value
    wheel(view, 120)
    assert view.scene.placement.value == before - 120


def test_a_wheel_step_is_spread_over_frames(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 100)))
    before = view.scene.placement.value
    view.scroller.smooth.scroll(-90)
    qtbot.waitUntil(lambda: view.scene.placement.value == before - 90)
