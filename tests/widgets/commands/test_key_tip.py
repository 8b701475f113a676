"""A tooltip says by which keys the same is done, as they are in force."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.commands import key_tip, keys_in_force
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.commands.key_tip import KeyTip
from personaui_desktop.widgets.commands.keys_in_force import KeysInForce


def test_it_follows_the_keys_and_the_words(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    table = KeysInForce()
    for module in (key_tip, keys_in_force):
        monkeypatch.setattr(module, "keys_in_force", lambda: table)
    button = QPushButton()
    qtbot.addWidget(button)
    tip = KeyTip(button, "Draft", "turn.draft")
    assert button.toolTip() == "Draft"
    table.declare([Command("turn.draft", "Draft", str, keys=("Ctrl+T", "F5"))])
    assert button.toolTip() == "Draft (Ctrl+T)"
    table.choose({"turn.draft": []})
    assert button.toolTip() == "Draft"
    table.choose({"turn.draft": ["F7"]})
    tip.say("Draft anew")
    assert button.toolTip() == "Draft anew (F7)"
