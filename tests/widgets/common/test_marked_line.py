import pytest
from PySide6.QtGui import QFont, QTextCharFormat

from personaui_desktop.widgets.common.marked_line import marked_line

LOOK = QTextCharFormat()
LOOK.setFontWeight(700)


@pytest.mark.usefixtures("qapp")
def test_stretches_are_counted_as_qt_does() -> None:
    line = marked_line("\N{GRINNING FACE} a \N{GRINNING FACE}b", [(0, 1), (4, 6)], LOOK, QFont(), 500)
    assert [(each.start, each.length) for each in line.formats()] == [(0, 2), (5, 3)]


@pytest.mark.usefixtures("qapp")
def test_what_has_no_room_is_left_out_with_its_stretches() -> None:
    text = "A line that is a good deal longer than its room"
    line = marked_line(text, [(0, 6), (len(text) - 4, len(text))], LOOK, QFont(), 90)
    assert line.text().endswith("\N{HORIZONTAL ELLIPSIS}")
    assert [(each.start, each.length) for each in line.formats()] == [(0, 6)]
    assert line.lineCount() == 1


@pytest.mark.usefixtures("qapp")
def test_a_line_with_wider_stretches_is_measured_as_if_all_were() -> None:
    wide = QFont()
    wide.setPixelSize(40)
    text = "Several words of a line"
    assert len(marked_line(text, [(0, 7)], LOOK, QFont(), 200, wide).text()) < len(
        marked_line(text, [(0, 7)], LOOK, QFont(), 200).text()
    )
