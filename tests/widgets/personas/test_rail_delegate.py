from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from support.on_file import store_profile

from personaui_desktop.records.personas import Profile


def test_an_avatar_tells_its_name_when_pointed_at(qtbot, bench):
    store_profile(Profile("<b>Kant</b>"), "p1")
    bench.open()
    view = bench.rail.list
    at = view.visualRect(bench.model.index(bench.model.row_of("p1"))).center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert "&lt;b&gt;Kant&lt;/b&gt;" in QToolTip.text()
    QToolTip.hideText()
    spoken = QAccessible.queryAccessibleInterface(view)
    names = [spoken.child(row).text(QAccessible.Text.Name) for row in range(spoken.childCount())]
    assert sorted(names) == ["<b>Kant</b>", "Elara", "Mia"]


def test_a_very_long_name_is_bounded_and_breaks(qtbot, bench):
    store_profile(Profile("W" * 5_000), "p1")
    bench.open()
    index = bench.model.index(bench.model.row_of("p1"))
    assert len(index.data(Qt.ItemDataRole.AccessibleTextRole)) <= 80
    view = bench.rail.list
    at = view.visualRect(index).center()
    QApplication.sendEvent(
        view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    )
    shown = QToolTip.text()
    assert max(map(len, shown.split("\u200b"))) <= 40
    QToolTip.hideText()
