import pytest
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.common.dialogs import confirm_deletion, confirm_discard, tell
from personaui_desktop.widgets.common.theme import theme

SENTENCES = (
    "Close without saving?",
    "Delete “A title of a conversation that has about sixty characters”?",
    "Several words. " * 20,
)


@pytest.mark.parametrize("sentence", SENTENCES, ids=["short", "long", "of several lines"])
def test_a_question_is_shown_whole(qtbot: QtBot, sentence: str) -> None:
    theme().appearance = "light"
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    for box in (
        confirm_discard(window, sentence, lambda: None),
        confirm_deletion(window, sentence, "All of it goes.", lambda: None),
        tell(window, sentence),
    ):
        qtbot.waitExposed(box)
        label = box.findChild(QLabel, "qt_msgbox_label")
        wanted = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.wordWrap() or label.width() >= label.fontMetrics().horizontalAdvance(sentence)
        assert label.height() >= wanted
        box.reject()
