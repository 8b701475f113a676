from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from personaui_desktop.widgets.common.theme import theme


def test_tooltips_tell_the_date_and_the_switch(bench) -> None:
    bench.load("He sails.")
    card = bench.view.visualRect(bench.view.model().index(0, 0))
    layout = bench.view.itemDelegate().layout_of(bench.model.rows[0])
    for spot, words in (
        (QPoint(40, 20), ", "),
        (layout.switch.center().toPoint(), "use this memory"),
    ):
        where = card.topLeft() + spot
        event = QHelpEvent(QHelpEvent.Type.ToolTip, where, bench.view.viewport().mapToGlobal(where))
        QApplication.sendEvent(bench.view.viewport(), event)
        assert words in QToolTip.text()
    QToolTip.hideText()


def test_cards_paint_in_both_looks_and_any_width(bench) -> None:
    bench.load("He sails. " * 40, "Off.", off=("Off.",))
    bench.choose("Off.")
    pictures = []
    for look in ("light", "dark"):
        theme().appearance = look
        for width in (180, 300, 600):
            bench.pane.resize(width, 500)
            pictures.append(bench.view.grab().toImage())
    theme().appearance = "system"
    assert all(not picture.isNull() for picture in pictures)
    assert _corner(pictures[0]) != _corner(pictures[3])


def _corner(picture: QImage) -> str:
    return picture.pixelColor(30, 20).name()


def test_narrower_cards_are_higher(bench) -> None:
    bench.load("He sails. " * 10)
    bench.choose("He sails. " * 10)
    bench.qtbot.keyClick(bench.view, Qt.Key.Key_Right)
    index = bench.view.model().index(0, 0)
    heights = []
    for width in (600, 300, 200):
        bench.pane.resize(width, 500)
        heights.append(bench.view.visualRect(index).height())
    assert heights == sorted(set(heights))
