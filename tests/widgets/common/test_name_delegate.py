from PySide6.QtWidgets import QListWidget

from personaui_desktop.widgets.common.name_delegate import GAP, NameDelegate
from personaui_desktop.widgets.common.theme import CONTROL_HEIGHT


def lists_of(qtbot, names: list[str]) -> QListWidget:
    shown = QListWidget()
    qtbot.addWidget(shown)
    shown.setItemDelegate(NameDelegate(shown))
    shown.setFixedWidth(150)
    shown.addItems(names)
    shown.show()
    return shown


def test_rows_are_as_high_as_controls_and_long_names_end_within(qtbot):
    long = lists_of(qtbot, ["W" * 200])
    assert long.sizeHintForRow(0) == CONTROL_HEIGHT + GAP
    edge = long.viewport().grab().toImage()
    empty = lists_of(qtbot, [""])
    bare = empty.viewport().grab().toImage()
    right = range(edge.width() - 6, edge.width())
    assert all(edge.pixel(x, 17) == bare.pixel(x, 17) for x in right)
    assert edge != bare
