from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from support.transcript_hands import point_of
from support.transcripts import (
    a_message,
    a_model,
    a_view,
)


def test_a_link_is_followed_only_by_a_click_and_its_address_is_shown(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "See [there](https://x.y/z).")]))
    at = point_of(view, 1, 6)
    with qtbot.assertNotEmitted(view.scene.verbs.link_activated):
        QTest.mouseMove(view.viewport(), at)
        view.hands.mouse._point_at(1, view.hands.mouse._part_under(QPointF(at)))
    assert view.hands.address.text() == "https://x.y/z"
    with qtbot.waitSignal(view.scene.verbs.link_activated) as clicked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args == ["https://x.y/z"]
