from personaui_desktop.widgets.common.style_sheet import style_sheet
from personaui_desktop.widgets.common.tokens import DARK, LIGHT


def test_the_style_sheet_names_only_colours_of_its_table():
    assert DARK.accent.name() in style_sheet(DARK)
    assert LIGHT.accent.name() not in style_sheet(DARK)
    assert "$" not in style_sheet(LIGHT)
