from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QListWidget

from personaui_desktop.widgets.common.name_delegate import GAP, NameDelegate
from personaui_desktop.widgets.common.theme import BASE_SIZE, CONTROL_HEIGHT, RELATED, font, theme


def test_rows_are_as_high_as_controls_and_long_names_end_in_an_ellipsis(qtbot):
    # The style sheet comes with it, and takes the frame away.
    theme()
    shown = QListWidget()
    qtbot.addWidget(shown)
    shown.setItemDelegate(NameDelegate(shown))
    shown.addItem("W" * 200)
    shown.resize(150, 60)
    shown.show()
    assert shown.sizeHintForRow(0) == CONTROL_HEIGHT + GAP
    long = shown.viewport().grab().toImage()
    room = shown.visualItemRect(shown.item(0)).width() - 1 - 2 * RELATED
    cut = QFontMetricsF(font(BASE_SIZE)).elidedText("W" * 200, Qt.TextElideMode.ElideRight, room)
    assert cut.endswith("…")
    shown.item(0).setText(cut)
    assert shown.viewport().grab().toImage() == long
    shown.item(0).setText("i")
    assert shown.viewport().grab().toImage() != long
