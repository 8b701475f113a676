from typing import Any

import pytest
from support.transcripts import a_message, a_model, a_view, messages

from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript.paint.message import tool_rects
from personaui_desktop.widgets.chat.transcript.parts import PartKind
from personaui_desktop.widgets.chat.transcript.tools.under_mouse import parts_of


@pytest.mark.parametrize(
    ("status", "is_last", "regenerates"),
    [
        (ReplyStatus.COMPLETE, True, True),
        (None, True, True),
        (ReplyStatus.FAILED, True, False),
        (ReplyStatus.STOPPED, True, False),
        (ReplyStatus.FAILED, False, True),
    ],
)
def test_a_reply_that_is_retried_by_its_button_has_no_tool_to_regenerate_it(
    qtbot: Any, status: ReplyStatus | None, is_last: bool, regenerates: bool
) -> None:
    after = [] if is_last else messages(2, 2)
    view = a_view(qtbot, a_model([a_message(1, "Half", status=status), *after]))
    row = view.scene.row_of(1)
    assert row is not None
    kinds = [kind for kind, _rect in tool_rects(row.laid)]
    expected = [PartKind.COPY, PartKind.REGENERATE, PartKind.MORE]
    assert kinds == [kind for kind in expected if regenerates or kind is not PartKind.REGENERATE]
    assert [part.kind for part in parts_of(row.laid)][-len(kinds) :] == kinds
