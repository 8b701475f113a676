import pytest
from PySide6.QtGui import QColor

from personaui_desktop.widgets.chat.transcript.paint.highlight import CodePart
from personaui_desktop.widgets.chat.transcript.paint.surface import CURRENT_HIT, HIT, SELECTED
from personaui_desktop.widgets.common.tokens import DARK, LIGHT, Tokens, blend


def luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["mine", "theirs", "code"])
def test_marked_text_can_be_read(tokens: Tokens, ground: str) -> None:
    under = getattr(tokens, ground)
    for over, share in ((tokens.accent, SELECTED), (tokens.memory, HIT), (tokens.memory, CURRENT_HIT)):
        assert contrast(tokens.text, blend(under, over, share)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", CodePart)
def test_colours_of_code_can_be_read(tokens: Tokens, tone: CodePart) -> None:
    assert contrast(getattr(tokens, tone.value), tokens.code) >= 4.5
