import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.chat.composer import Composer
from personaui_desktop.widgets.common.switch import pill_colour
from personaui_desktop.widgets.common.theme import theme
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


MARKS = {
    "edge": ("window", "pane", "page"),
    "memory": ("window", "pane", "page", "line"),
    "accent": ("window", "pane", "page", "selected"),
    "warn": ("window", "pane", "page"),
    "ok": ("window", "pane", "page"),
    "faint": ("window", "pane", "page"),
}
"""What tells something without words, and the grounds it stands on: ``line`` is the budget bar's."""


@TABLES
def test_marks_and_borders_that_mean_something_can_be_seen(tokens):
    for name, grounds in MARKS.items():
        for ground in grounds:
            found = contrast(getattr(tokens, name), getattr(tokens, ground))
            if (name, ground) != ("memory", "line") or tokens in (LIGHT, DARK):
                assert found >= 3, (name, ground, found)


@TABLES
def test_a_switch_can_be_seen_and_its_knob(tokens):
    off = pill_colour(tokens, on=False)
    for around in (tokens.page, tokens.pane):
        assert contrast(off, around) >= 3
    assert contrast(tokens.page, off) >= 3
    assert contrast(tokens.on_accent, tokens.accent) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_fields_have_the_edge_that_can_be_seen(qtbot: QtBot, tokens):
    theme().appearance = "light" if tokens is LIGHT else "dark"
    field, composer = QLineEdit(), Composer()
    for widget in (field, composer):
        qtbot.addWidget(widget)
        widget.resize(200, 100)
        picture = widget.grab().toImage()
        middle = picture.height() // 2
        assert picture.pixelColor(0, middle) == tokens.edge, widget
    theme().appearance = "light"


def test_initials_can_be_read_on_every_avatar():
    assert all(contrast(ON_AVATAR, colour) >= 4.5 for colour in AVATARS)


@TABLES
def test_states_differ_from_the_ground(tokens):
    for ground in (tokens.window, tokens.pane, tokens.page, tokens.selected):
        assert len({ground.name(), tokens.hovered(ground).name(), tokens.pressed(ground).name()}) == 3
