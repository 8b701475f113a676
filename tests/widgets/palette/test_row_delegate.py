"""A row of the palette is drawn within its place, whatever others have called things."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from personaui_desktop.item_models.palette import PaletteKind, PaletteModel, PaletteRow
from personaui_desktop.name_finding import marks
from personaui_desktop.widgets.palette import row_delegate
from personaui_desktop.widgets.palette.row_delegate import ROW_HEIGHT, PaletteDelegate

ODD_NAMES = (
    "",
    "x" * 5_000,
    "a\nb\tc",
    "z\u0301\u0302\u0303" * 200 + "a",
    "\u202eabc \u0628\u062d\u0631",
    "\ud800 \U0001f442" * 20,
)
GROUND = QColor(1, 2, 3)
ENABLED = QStyle.StateFlag.State_Enabled


def drawn(row: PaletteRow, width: int = 400, state: QStyle.StateFlag = ENABLED) -> QImage:
    """A row with as much room above and below it."""
    model = PaletteModel()
    model.set_rows([row])
    image = QImage(width, 3 * ROW_HEIGHT, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, ROW_HEIGHT, width, ROW_HEIGHT)
    option.state = state
    painter = QPainter(image)
    PaletteDelegate().paint(painter, option, model.index(0))
    painter.end()
    return image


def is_untouched(image: QImage, rect: QRect) -> bool:
    part = image.copy(rect)
    blank = QImage(part.size(), part.format())
    blank.fill(GROUND)
    return part == blank


@pytest.mark.parametrize("text", ODD_NAMES)
@pytest.mark.parametrize("width", [60, 400])
def test_it_stays_in_its_line(qtbot: QtBot, text: str, width: int) -> None:
    row = PaletteRow(PaletteKind.SESSION, "a", text, text, "Ctrl+K", spans=tuple(marks("a b", text)))
    image = drawn(row, width)
    assert is_untouched(image, QRect(0, 0, width, ROW_HEIGHT))
    assert is_untouched(image, QRect(0, 2 * ROW_HEIGHT, width, ROW_HEIGHT))


def test_all_that_there_is_to_see_is_seen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    # From here on letters are bold in fonts, too, that have no bold ones.
    monkeypatch.setattr(row_delegate, "STRONG", 700)
    plain = PaletteRow(PaletteKind.COMMAND, "a", "Name")
    others = [
        plain._replace(kind=PaletteKind.SESSION),
        plain._replace(kind=PaletteKind.PERSONA),
        plain._replace(kind=PaletteKind.SETTING),
        plain._replace(kind=PaletteKind.SEARCH),
        plain._replace(detail="There"),
        plain._replace(keys="Ctrl+K"),
        plain._replace(is_enabled=False),
        plain._replace(is_ticked=True),
        plain._replace(spans=((0, 2),)),
    ]
    images = [drawn(each) for each in (plain, *others)]
    images.append(drawn(plain, state=QStyle.StateFlag.State_Selected))
    assert all(first != second for at, first in enumerate(images) for second in images[:at])
