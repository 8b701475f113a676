from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from support.transcript_hands import point_of
from support.transcripts import a_message, a_model, a_page, a_view

LINK = "See [there](https://x.y/z)."


def test_an_address_lies_at_the_foot_of_the_view_however_high_that_is_by_then(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, LINK)]))
    view.resize(500, 400)
    for height in (400, 300):
        view.resize(500, height)
        QTest.mouseMove(view.viewport(), QPoint(2, 2))
        QTest.mouseMove(view.viewport(), point_of(view, 1, 6))
        label = view.hands.address
        assert label.isVisible()
        foot = view.viewport().geometry().bottom()
        assert foot - 10 <= label.geometry().bottom() <= foot


def test_what_was_pressed_is_forgotten_with_the_messages(qtbot: Any) -> None:
    model = a_model([a_message(1, LINK)])
    view = a_view(qtbot, model)
    at = point_of(view, 1, 6)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    model.reset_to(a_page([a_message(1, LINK)]))
    with qtbot.assertNotEmitted(view.scene.verbs.link_activated):
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
