from PySide6.QtWidgets import QListWidget

from personaui_desktop.widgets.common.name_delegate import GAP, NameDelegate
from personaui_desktop.widgets.common.theme import CONTROL_HEIGHT


def test_rows_are_as_high_as_controls_and_long_names_end_within(qtbot):
    shown = QListWidget()
    qtbot.addWidget(shown)
    shown.setItemDelegate(NameDelegate(shown))
    shown.addItem("W" * 200)
    shown.resize(150, 60)
    shown.show()
    assert shown.sizeHintForRow(0) == CONTROL_HEIGHT + GAP
    painted = shown.viewport().grab().toImage()
    row = shown.visualItemRect(shown.item(0))
    colours = [painted.pixel(x, row.center().y()) for x in range(painted.width())]
    ground = colours[1]
    assert set(colours[-6:]) == {ground}
    assert set(colours) > {ground}
