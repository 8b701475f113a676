import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from personaui_desktop.settings.table import TABLE, Page, Settings
from personaui_desktop.widgets.settings.conversation_page import ConversationPage
from personaui_desktop.widgets.settings.fields import NumberField
from personaui_desktop.widgets.settings.form import Form
from personaui_desktop.widgets.settings.tick_box import TickBox

AT_ODDS = Settings(
    max_tokens=1,
    appearance="dark",
    text_size=1.2345,
    context_messages=9_999,
    context_tokens=1_001,
    memory_tokens=999_999,
    remember_after=9_999,
    accept_memories=True,
    memory_model="  small ",
)
"""Each as no field would say it."""


def number(form: Form, name: str) -> NumberField:
    field = form.field(name)
    assert isinstance(field, NumberField)
    return field


@pytest.mark.parametrize("page", Page)
def test_what_nobody_touched_stays_exactly_as_it_was(qtbot: QtBot, page: Page) -> None:
    form = Form(page, AT_ODDS)
    qtbot.addWidget(form)
    assert form.put_into(AT_ODDS) == AT_ODDS


@pytest.mark.parametrize("name", [name for name, setting in TABLE.items() if setting.highest])
def test_a_number_can_be_all_that_the_file_may_hold(qtbot: QtBot, name: str) -> None:
    setting = TABLE[name]
    assert setting.page is not None
    form = Form(setting.page, Settings())
    qtbot.addWidget(form)
    for bound in (setting.lowest, setting.highest):
        number(form, name).setValue(
            round(bound * (100 if isinstance(getattr(Settings(), name), float) else 1))
        )
        assert getattr(form.put_into(Settings()), name) == bound


def test_what_is_changed_is_taken_over_and_nothing_else(qtbot: QtBot) -> None:
    form = ConversationPage(AT_ODDS)
    qtbot.addWidget(form)
    number(form, "remember_after").setValue(50)
    box, model = form.field("accept_memories"), form.field("memory_model")
    assert isinstance(box, TickBox)
    assert isinstance(model, QLineEdit)
    box.click()
    model.setText("  other ")
    expected = AT_ODDS.but(remember_after=50, accept_memories=False, memory_model="other")
    assert form.put_into(AT_ODDS) == expected


def test_never_puts_what_depends_on_it_out_of_use(qtbot: QtBot) -> None:
    form = ConversationPage(Settings())
    qtbot.addWidget(form)
    box, model = form.field("accept_memories"), form.field("memory_model")
    assert isinstance(model, QLineEdit)
    assert model.isEnabled()
    assert model.placeholderText() == "claude-haiku-5-5"
    number(form, "remember_after").setValue(0)
    assert number(form, "remember_after").text() == "Never"
    assert not model.isEnabled()
    assert not box.isEnabled()
    assert form.put_into(Settings()).remember_after == 0
    again = ConversationPage(Settings(remember_after=0))
    qtbot.addWidget(again)
    assert not again.field("memory_model").isEnabled()


def test_every_explanation_stands_on_its_page(qtbot: QtBot) -> None:
    for page in (Page.APPEARANCE, Page.CONVERSATION):
        form = Form(page, Settings())
        qtbot.addWidget(form)
        said = {label.text() for label in form.findChildren(QLabel)}
        for setting in TABLE.values():
            if setting.page is page:
                assert not setting.explanation or str(setting.explanation) in said
