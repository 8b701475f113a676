from typing import Any

from support.transcripts import (
    a_message,
    a_model,
    a_view,
    append_text,
)

from personaui_desktop.records.messages import ReplyStatus


def test_streaming_is_shown_at_most_once_a_frame(qtbot: Any) -> None:
    model = a_model([a_message(1), a_message(2, "", status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model)
    shown: list[int] = []
    refresh = view.repainter.show

    def note(placed: Any, changed: Any) -> None:
        shown.append(1)
        refresh(placed, changed)

    view.repainter.show = note  # type: ignore[method-assign]
    for _ in range(50):
        append_text(model, 2, "piece ")
    qtbot.waitUntil(lambda: view.scene.placement.placed[-1].laid.body.source.count("piece") == 50)
    assert len(shown) <= 2
