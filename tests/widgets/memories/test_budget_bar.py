import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor

from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.memories.budget_bar import REACH, THICKNESS, BudgetBar


def test_the_bar_is_filled_as_far_as_the_share_is_taken(qtbot) -> None:
    bar = BudgetBar()
    qtbot.addWidget(bar)
    bar.resize(200, bar.sizeHint().height())
    bar.show_share(0.4)
    drawn = bar.grab().toImage()
    middle = REACH + round(THICKNESS / 2)
    filled = [x for x in range(200) if drawn.pixelColor(QPoint(x, middle)) == theme().tokens.memory]
    assert abs(len(filled) - 80) <= 2


def contrast(one: QColor, other: QColor) -> float:
    """As WCAG counts it."""

    def light(colour: QColor) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05

    return max(light(one), light(other)) / min(light(one), light(other))


@pytest.mark.parametrize("look", ["light", "dark"])
def test_how_full_it_is_can_be_seen_without_telling_colours_apart(qtbot, look: str) -> None:
    theme().appearance = look
    try:
        bar = BudgetBar()
        qtbot.addWidget(bar)
        bar.resize(200, bar.sizeHint().height())
        bar.show_share(0.5)
        picture = bar.grab().toImage()
        ground = picture.pixelColor(199, 0)

        def thickness(x: int) -> int:
            return sum(contrast(picture.pixelColor(x, y), ground) > 1.5 for y in range(picture.height()))

        assert thickness(50) >= 2 * thickness(150) > 0
        assert picture.pixelColor(50, picture.height() // 2) == theme().tokens.memory
        assert contrast(picture.pixelColor(150, picture.height() // 2), theme().tokens.pane) >= 3
    finally:
        theme().appearance = "system"
