import pytest
from PySide6.QtGui import QColor

from personaui_desktop.widgets.common.style_sheet import style_sheet
from personaui_desktop.widgets.common.tokens import AVATARS, DARK, LIGHT, ON_AVATAR

GROUNDS = ("window", "pane", "page", "selected", "mine", "theirs", "code")
TEXTS = ("text", "dim", "accent", "action", "warn", "ok")
FAINT_GROUNDS = ("window", "pane", "page", "theirs", "code")
TABLES = pytest.mark.parametrize(
    "tokens", [LIGHT, DARK, LIGHT.with_more_contrast(), DARK.with_more_contrast()]
)


def luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@TABLES
def test_text_can_be_read_on_every_ground(tokens):
    for name in TEXTS:
        for ground in GROUNDS:
            assert contrast(getattr(tokens, name), getattr(tokens, ground)) >= 4.5, (name, ground)
    for ground in FAINT_GROUNDS:
        assert contrast(tokens.faint, getattr(tokens, ground)) >= 4.5, ground
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


def test_initials_can_be_read_on_every_avatar():
    assert all(contrast(ON_AVATAR, colour) >= 4.5 for colour in AVATARS)


@TABLES
def test_states_differ_from_the_ground(tokens):
    for ground in (tokens.window, tokens.pane, tokens.page, tokens.selected):
        assert len({ground.name(), tokens.hovered(ground).name(), tokens.pressed(ground).name()}) == 3


def test_the_style_sheet_names_only_colours_of_its_table():
    assert DARK.accent.name() in style_sheet(DARK)
    assert LIGHT.accent.name() not in style_sheet(DARK)
    assert "$" not in style_sheet(LIGHT)
