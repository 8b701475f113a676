"""The house keeps its rules: who may import whom, what each room must not know, one purpose line a module."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "personaui_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))

GROUND = {
    "__init__", "paths", "settings", "records", "errors", "text", "credentials", "bug_report", "command_line",
    "private_files",
}  # fmt: skip
FLOORS = [
    {"database", "conversation", "personas", "claude"},
    {"background"},
    {"operations"},
    {"item_models"},
    {"widgets"},
    {"app"},
    {"__main__"},
]
ROOM_FLOOR = dict.fromkeys(GROUND, 0) | {
    room: number for number, rooms in enumerate(FLOORS, start=1) for room in rooms
}
WITHOUT_QT = GROUND - {"bug_report"} | FLOORS[0]
ONLY_HOME_OF = {"anthropic": "claude", "sqlite3": "database", "aiosql": "database", "keyring": "credentials"}


def room_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(module: Path) -> Iterator[str]:
    """Every module that this one names in an import, also inside functions."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{module} imports relatively"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(module: Path) -> set[str]:
    found = set()
    for name in imports_of(module):
        parts = name.split(".")
        if parts[0] == PACKAGE.name and len(parts) > 1 and parts[1] in ROOM_FLOOR:
            found.add(parts[1])
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_a_room_imports_only_what_lies_below_it(module: Path) -> None:
    room = room_of(module)
    floor = ROOM_FLOOR[room]
    others = rooms_imported(module) - {room}
    too_high = {other for other in others if ROOM_FLOOR[other] >= floor and ROOM_FLOOR[other] > 0}
    assert not too_high, f"{room} imports {too_high}"


def test_every_room_has_its_floor() -> None:
    assert {room_of(module) for module in MODULES} <= set(ROOM_FLOOR)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_libraries_stay_in_their_rooms(module: Path) -> None:
    room = room_of(module)
    libraries = {name.split(".")[0] for name in imports_of(module)}
    if room in WITHOUT_QT:
        assert not libraries & {"PySide6", "shiboken6"}
    strangers = {library for library, home in ONLY_HOME_OF.items() if library in libraries and home != room}
    assert not strangers, f"{room} imports {strangers}"


def test_widgets_see_no_thread() -> None:
    for module in (PACKAGE / "widgets").rglob("*.py"):
        assert not {"threading", "queue", "concurrent.futures"} & set(imports_of(module)), module


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_every_module_says_its_purpose_in_one_line(module: Path) -> None:
    purpose = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    assert purpose, f"{module} has no docstring"
    assert purpose.splitlines()[0].endswith((".", "?"))


def test_only_the_token_table_names_colours() -> None:
    colour = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$")
    for module in (PACKAGE / "widgets").rglob("*.py"):
        if module.name != "tokens.py":
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
                text = node.value if isinstance(node, ast.Constant) else ""
                assert not (isinstance(text, str) and colour.match(text)), (module, text)
