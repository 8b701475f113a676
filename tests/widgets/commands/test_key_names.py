"""Nothing listens for a key that no command declares, but for writing and for finding one's way."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot
from support.programs import programs

from personaui_desktop.widgets.commands.command import Command, Scope
from personaui_desktop.widgets.commands.key_names import keys_of

WIDGETS = Path(__file__).parents[3] / "personaui_desktop" / "widgets"

SCOPES = {
    "personas/editor.py": {Scope.SHEET},
    "personas": {Scope.PERSONA},
    "sessions": {Scope.SESSION, Scope.FILTER},
    "chat/transcript/finding/find_bar.py": {Scope.FINDING},
    "chat/transcript": {Scope.MESSAGE},
    "chat": {Scope.WRITING},
    "memories": {Scope.MEMORY, Scope.SEARCH, Scope.EDITING},
    "search": {Scope.HIT},
    "common/notices.py": {Scope.NOTICE},
    "columns.py": {Scope.OVERLAY},
}
"""Where pane keys count; the first that fits says it of a module."""

MOVING = {"Up", "Down", "Left", "Right", "PgUp", "PgDown", "Home", "End", "Tab"}
"""Keys that go from one thing to the next, anywhere."""

HELD = {"Control", "Shift", "Alt", "Meta", "CapsLock", "NumLock", keys_of(Qt.Key.Key_AltGr)}

ALLOWED = {
    "empty_window.py": {"Enter", "Backspace", "Space"},  # writing, before there is a composer
    "chat/transcript/tools/keyboard.py": {"Space"},  # scrolls, or presses what Tab has reached
    "personas/add_button.py": {"Enter"},  # presses the button, as Space does
    "commands/key_names.py": {"Return", "Enter"},  # makes one of both
    "commands/menu_leaving.py": {"Esc"},  # leaves a menu, as Qt does
    "settings/key_recorder.py": HELD | {"Esc"},  # takes keys, and is left by one
}

WITH_SHORTCUTS = {
    "common/save_key.py",  # in dialogs; their main button names the key in its tooltip
    "commands/actions.py",  # makes the shortcuts of all commands
}


@pytest.fixture(scope="module")
def modules() -> dict[str, ast.Module]:
    found = {module.relative_to(WIDGETS).as_posix(): module for module in sorted(WIDGETS.rglob("*.py"))}
    return {name: ast.parse(module.read_text(encoding="utf-8")) for name, module in found.items()}


@pytest.fixture
def commands(qtbot: QtBot, data_dir: Path) -> Iterator[list[Command]]:
    with programs(qtbot, data_dir) as start:
        yield list(start("--demo").window.commands)


def attributes(module: ast.Module) -> Iterator[str]:
    return (node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute))


def scopes_of(name: str) -> set[Scope]:
    return next((scopes for place, scopes in SCOPES.items() if name.startswith(place)), set())


def last_key(keys: str) -> str:
    """The key that is pressed while others are held."""
    return keys.rsplit("+", 1)[-1]


def test_nothing_listens_for_a_key_that_no_command_declares(
    modules: dict[str, ast.Module], commands: list[Command]
) -> None:
    strangers, heard = [], 0
    anywhere = {last_key(keys) for command in commands for keys in command.keys}
    for name, module in modules.items():
        listened = {keys_of(Qt.Key[each]) for each in attributes(module) if each.startswith("Key_")}
        here = [command for command in commands if command.scope in scopes_of(name)]
        declared = {last_key(keys) for command in here for keys in command.pane_keys}
        heard += len(listened & declared)
        known = declared | anywhere | MOVING | ALLOWED.get(name, set())
        strangers += [(name, each) for each in listened - known]
    assert heard >= 10
    assert strangers == []


def test_what_listens_for_the_systems_keys_is_a_command(
    modules: dict[str, ast.Module], commands: list[Command]
) -> None:
    declared = {keys for command in commands for keys in (*command.keys, *command.pane_keys)}
    for name, module in modules.items():
        nodes = [node for node in ast.walk(module) if isinstance(node, ast.Attribute)]
        standard = [node.attr for node in nodes if ast.unparse(node.value).endswith("StandardKey")]
        for each in standard:
            bindings = QKeySequence.keyBindings(QKeySequence.StandardKey[each])
            assert {binding.toString() for binding in bindings} & declared, (name, each)


def test_only_actions_and_dialogs_that_save_make_shortcuts(modules: dict[str, ast.Module]) -> None:
    makers = {"QShortcut", "setShortcut", "setShortcuts"}
    found = set()
    for name, module in modules.items():
        calls = (node.func for node in ast.walk(module) if isinstance(node, ast.Call))
        called = {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in calls}
        if called & makers:
            found.add(name)
    assert found == WITH_SHORTCUTS
