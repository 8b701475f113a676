from pytestqt.qtbot import QtBot

from personaui_desktop.settings.table import Page, Settings
from personaui_desktop.widgets.settings.choice import Choice
from personaui_desktop.widgets.settings.form import Form


def test_a_choice_is_one_of_its_values(qtbot: QtBot) -> None:
    form = Form(Page.APPEARANCE, Settings())
    qtbot.addWidget(form)
    choice = form.field("appearance")
    assert isinstance(choice, Choice)
    assert list(choice.buttons) == ["system", "light", "dark"]
    choice.buttons["dark"].click()
    assert form.put_into(Settings()).appearance == "dark"
