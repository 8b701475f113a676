"""The settings dialog as a person uses it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QSpinBox, QWidget

from personaui_desktop.records.providers import HeaderStyle, Provider
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.commands.keys_in_force import keys_in_force
from personaui_desktop.widgets.settings.service_box import Service


def test_saving_what_was_opened_changes_nothing(bench) -> None:
    settings = {
        "base_url": "http://localhost:1234",
        "header_style": "x-api-key",
        "model": "local",
        "max_tokens": 1000,
        "context_messages": 10,
        "appearance": "dark",
        "text_size": 1.03,
    }
    bench.open(**settings).save_button.click()
    assert bench.accepted == [Settings(**settings)]


@pytest.mark.parametrize(
    "by_hand",
    [
        {"max_tokens": 1},
        {"max_tokens": 1_000_000},
        {"context_messages": 9_999},
        {"base_url": " http://localhost:1234/v1/ ", "model": " local "},
        {"base_url": "http://localhost:1234", "model": "local", "use_demo": True},
        {"header_style": "x-api-key"},
        {"text_size": 3.999},
        {"remember_after": 9_999, "memory_model": " small "},
    ],
    ids=str,
)
def test_what_was_written_into_the_file_by_hand_survives_opening_and_saving(bench, by_hand) -> None:
    bench.open(**by_hand).save_button.click()
    assert bench.accepted == [Settings(**by_hand)]


def test_cancel_tells_nothing(bench) -> None:
    dialog = bench.open()
    dialog.conversation.field("context_messages").setValue(10)
    dialog.cancel_button.click()
    assert bench.accepted == []
    assert not dialog.isVisible()


def test_every_field_is_saved(bench) -> None:
    dialog = bench.open()
    dialog.connection.service.services[Service.COMPATIBLE].click()
    dialog.connection.service.address.setText("http://localhost:8080/v1/")
    dialog.connection.service.styles[HeaderStyle.API_KEY].click()
    dialog.connection.model.field.setText(" local ")
    dialog.connection.max_tokens.setValue(512)
    dialog.appearance.field("appearance").buttons["dark"].click()
    dialog.appearance.field("text_size").setValue(120)
    dialog.conversation.field("context_messages").setValue(30)
    dialog.save_button.click()
    assert bench.accepted == [
        Settings(
            base_url="http://localhost:8080",
            header_style="x-api-key",
            model="local",
            max_tokens=512,
            context_messages=30,
            appearance="dark",
            text_size=1.2,
        )
    ]


def test_every_control_has_a_name_and_can_be_reached(bench) -> None:
    dialog = bench.open(base_url="http://localhost:1234")
    dialog.connection.key.show_server(Provider("http://localhost:1234"))
    bench.settle()
    for control in dialog.findChildren(QWidget):
        inside = isinstance(control.parent(), QSpinBox | QLineEdit)
        if isinstance(control, QAbstractButton | QLineEdit | QSpinBox) and not inside:
            assert control.accessibleName() or control.text(), control
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control


def test_mnemonics_do_not_collide_on_a_page(bench) -> None:
    dialog = bench.open(base_url="http://localhost:1234")
    for page in (dialog.connection, dialog.appearance, dialog.conversation, dialog.shortcuts):
        labelled = [
            child for child in page.findChildren(QWidget) if isinstance(child, QLabel | QAbstractButton)
        ]
        texts = [child.text() for child in labelled]
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text] + ["s"]
        assert len(letters) == len(set(letters)), sorted(letters)


def test_keys_are_chosen_by_keys_alone_and_saved(bench) -> None:
    keys_in_force().declare([Command("find.text", "&Find", str, keys=("Ctrl+F",))])
    dialog = bench.open(words={"find.text": "&Find"})
    dialog.go_to("shortcuts")
    page = dialog.shortcuts
    QTest.keyClicks(page.search, "find")
    # Enter saves nothing before the keys are there.
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert dialog.focusWidget() is page.tree
    QTest.keyClick(page.tree, Qt.Key.Key_Return)
    assert dialog.focusWidget() is page.recorder
    QTest.keyClick(page.recorder, Qt.Key.Key_F8)
    QTest.keyClick(page.recorder, Qt.Key.Key_Return)
    QTest.keyClick(page.recorder, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.save_button.click()
    assert [each.shortcuts for each in bench.accepted] == [{"find.text": ["F8"]}]


def test_there_is_one_button_that_saves(bench) -> None:
    dialog = bench.open()
    saving = [button for button in dialog.findChildren(QAbstractButton) if "ave" in button.text()]
    assert saving == [dialog.save_button]
