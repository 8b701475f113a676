from typing import Any

from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication
from support.painting import Painted, a_growing_reply, assert_as_painted_anew, show_piece
from support.transcripts import a_view


def test_the_caret_beats_without_the_text(qtbot: Any) -> None:
    view = a_view(qtbot, a_growing_reply("word " * 2_000))
    QApplication.processEvents()
    painted = Painted(view)
    QApplication.styleHints().setCursorFlashTime(1000)
    show_piece(view, "word")
    painted.region = QRegion()
    qtbot.waitUntil(lambda: not painted.region.isEmpty(), timeout=10_000)
    assert painted.region.boundingRect().width() <= 8
    assert_as_painted_anew(view)
