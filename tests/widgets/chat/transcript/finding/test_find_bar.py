from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.transcripts import (
    a_model,
    a_view,
    messages,
)


def test_a_hit_is_never_left_under_the_find_bar(qtbot: Any) -> None:
    view = a_view(qtbot, a_model(messages(1, 60)))
    view.resize(600, 200)
    view.hands.explorer.open_bar()
    bar = view.hands.explorer.bar
    QTest.keyClicks(bar.field, "Message number 30.")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    row = view.scene.row_of(30)
    assert row is not None
    view.scroller.scroll_by(row.top + row.laid.rects.body.top() - 25)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    row = view.scene.row_of(30)
    assert row is not None
    assert row.top + row.laid.rects.body.top() >= bar.geometry().bottom()
