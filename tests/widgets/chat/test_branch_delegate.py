from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.chat.branch_delegate import PADDING, BranchDelegate
from personaui_desktop.widgets.common.theme import theme

WORDS = "A very long title of a walk to the pier\nReplaced in a walk which is called so (deleted)\nToday"


def drawn(qtbot: QtBot, words: str, width: int) -> QTreeWidget:
    tree = QTreeWidget()
    qtbot.addWidget(tree)
    tree.setHeaderHidden(True)
    tree.setRootIsDecorated(False)
    tree.setItemDelegate(BranchDelegate(tree))
    tree.addTopLevelItem(QTreeWidgetItem([words]))
    tree.resize(width, 200)
    tree.show()
    return tree


def height(tree: QTreeWidget) -> int:
    return tree.visualItemRect(tree.topLevelItem(0)).height()


def test_each_of_its_lines_has_room(qtbot: QtBot) -> None:
    heights = [height(drawn(qtbot, "\n".join(WORDS.split("\n")[:lines]), 500)) for lines in (1, 2, 3)]
    first, second = heights[0] - 2 * PADDING, heights[1] - heights[0]
    assert first > second == heights[2] - heights[1] > 0


def test_the_title_stands_out_and_a_line_that_is_too_long_keeps_its_end(qtbot: QtBot) -> None:
    wide, narrow = (drawn(qtbot, WORDS, width) for width in (600, 220))
    assert height(wide) == height(narrow)
    for tree in (wide, narrow):
        image = tree.viewport().grab().toImage()
        rows = [{image.pixelColor(x, y).name() for x in range(image.width())} for y in range(height(tree))]
        title, rest = rows[: height(tree) // 3], rows[height(tree) // 3 + PADDING :]
        assert any(theme().tokens.text.name() in row for row in title)
        assert not any(theme().tokens.text.name() in row for row in rest)
        assert any(theme().tokens.dim.name() in row for row in rest)
        # Nothing is written over the edge.
        page = QColor(image.pixelColor(image.width() - 1, height(tree) - 1)).name()
        edge = {image.pixelColor(image.width() - 3, y).name() for y in range(height(tree))}
        assert edge == {page}
