"""The house keeps its rules: who may import whom, what each room must not know, one purpose line a module."""

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from types import FunctionType

import pytest
from PySide6.QtCore import QObject
from shiboken6 import Shiboken

from personaui_desktop.background.guard import empty_answer

PACKAGE = Path(__file__).parents[1] / "personaui_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))

GROUND = {
    "__init__", "paths", "settings", "records", "errors", "phrases", "text", "credentials", "redaction",
    "translation", "bug_report", "command_line", "private_files", "crash_file", "text_words",
    "os_errors", "folding", "search_query", "name_finding",
}  # fmt: skip
FLOORS = [
    {"database", "conversation", "personas", "claude", "cards"},
    {"background"},
    {"operations"},
    {"item_models"},
    {"widgets"},
    {"app", "without_window"},
    {"__main__"},
]
ROOM_FLOOR = dict.fromkeys(GROUND, 0) | {
    room: number for number, rooms in enumerate(FLOORS, start=1) for room in rooms
}
WITHOUT_QT = GROUND - {"bug_report", "translation"} | FLOORS[0]
ONLY_HOME_OF = {"anthropic": "claude", "sqlite3": "database", "keyring": "credentials"}


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


def name_of(module: Path) -> str:
    parts = module.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def our_imports(module: Path, names: Set[str]) -> set[str]:
    """The modules of ours that this one imports, also inside functions and for types only."""
    found = set[str]()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            # Whoever imports a module from a room needs that module, not the room.
            found |= below & names if below <= names else {node.module, *below}
    return (found & names) - {name_of(module)}


def circle_in(imports: Mapping[str, Iterable[str]]) -> list[str]:
    """Modules each of which imports the next one, the last the first; none where there is no circle."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {name_of(module) for module in MODULES}
    assert circle_in({name_of(module): our_imports(module, names) for module in MODULES}) == []
    assert circle_in({"a": ["b"], "b": ["c"], "c": ["a"]})


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


def test_the_threads_know_no_database() -> None:
    for module in (PACKAGE / "background").rglob("*.py"):
        assert "database" not in rooms_imported(module), module


def optional_in(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Every parameter that has a default, by position or by name, with its function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            name, given = getattr(node, "name", "lambda"), node.args
            by_position = [*given.posonlyargs, *given.args]
            yield from ((name, each.arg) for each in by_position[len(by_position) - len(given.defaults) :])
            by_name = zip(given.kwonlyargs, given.kw_defaults, strict=True)
            yield from ((name, each.arg) for each, default in by_name if default is not None)


def test_only_the_specified_calls_fall_back_on_the_default_persona() -> None:
    facade = PACKAGE / "database" / "public.py"
    for module in MODULES:
        names = {"persona_id"} if room_of(module) == "widgets" else {"persona_id", "on"}
        optional = optional_in(ast.parse(module.read_text(encoding="utf-8")))
        forgetting = [function for function, name in optional if name in names]
        assert not forgetting or module == facade, (module, forgetting)


@pytest.mark.parametrize(
    "source",
    [
        'def f(persona_id: str = "default"): ...',
        'def f(a, /, persona_id="default"): ...',
        'def f(a=1, persona_id="default", /): ...',
        'def f(a, *, persona_id="default", b): ...',
        'async def f(persona_id="default"): ...',
        'f = lambda persona_id="default": persona_id',
    ],
)
def test_a_persona_that_need_not_be_told_is_found(source: str) -> None:
    assert "persona_id" in {name for _, name in optional_in(ast.parse(source))}


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


def qt_classes() -> list[type]:
    """Every class of ours that stands on one of Qt's."""
    for module in MODULES:
        if module.name not in {"__init__.py", "__main__.py"}:
            dotted = module.relative_to(PACKAGE.parent).with_suffix("").parts
            importlib.import_module(".".join(dotted))
    waiting, found = [Shiboken.Object], set[type]()
    while waiting:
        below = set(type.__subclasses__(waiting.pop())) - found
        found |= below
        waiting += below
    ours = [owner for owner in found if owner.__module__.startswith(f"{PACKAGE.name}.")]
    return sorted(ours, key=lambda owner: f"{owner.__module__}.{owner.__name__}")


def qt_overrides() -> Iterator[tuple[type, str, FunctionType]]:
    """Every method of ours that Qt may call in place of its own, also from bases that are not Qt's."""
    for owner in qt_classes():
        own = {name for base in owner.__mro__ if is_ours(base) for name in vars(base)}
        for name in own:
            method = getattr(owner, name)
            if isinstance(method, FunctionType) and not name.startswith("__") and has_in_qt(owner, name):
                yield owner, name, method


def is_ours(base: type) -> bool:
    return base.__module__.startswith(f"{PACKAGE.name}.")


def has_in_qt(owner: type, name: str) -> bool:
    return any(hasattr(base, name) for base in owner.__mro__ if base.__module__.startswith("PySide6."))


def test_no_mistake_in_a_method_that_qt_calls_can_leave_it() -> None:
    overrides = list(qt_overrides())
    assert len({owner for owner, _name, _method in overrides}) > 50
    bare = [f"{owner.__name__}.{name}" for owner, name, method in overrides if not is_guarded(method)]
    assert not bare


def is_guarded(method: FunctionType) -> bool:
    return method.__code__.co_filename.endswith("guard.py") and hasattr(method, "__wrapped__")


@pytest.mark.usefixtures("qapp")
def test_who_cannot_answer_qt_has_an_empty_answer_of_the_right_kind() -> None:
    for owner, name, method in qt_overrides():
        kind = method.__annotations__["return"]
        needs_one = isinstance(kind, type) and hasattr(kind, "__copy__")
        answer = empty_answer(method)
        assert isinstance(answer, kind) if needs_one or kind in {bool, int, str} else True, (owner, name)


def test_nobody_puts_a_bare_function_in_the_place_of_a_handler() -> None:
    handlers = {name for name in dir(QObject) if name.endswith("Event")} | {"eventFilter", "event"}
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            targets = node.targets if isinstance(node, ast.Assign) else []
            named = {target.attr for target in targets if isinstance(target, ast.Attribute)}
            assert not {name for name in named if name in handlers or name.endswith("Event")}, module


def test_no_column_of_a_row_is_read_by_its_number() -> None:
    """But for the only one: a row is taken apart with a name for each, or read by their names."""
    for module in (PACKAGE / "database").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Subscript)
                and isinstance(node.value, ast.Name)
                and node.value.id == "row"
            ):
                column = ast.literal_eval(node.slice) if isinstance(node.slice, ast.Constant) else ""
                assert column == 0 or isinstance(column, str), f"{module.name}:{node.lineno}"


COUNTS = {"covering", "page_chosen", "zoom_requested", "_thread_done"}
"""Signals whose numbers count something small."""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_no_signal_squeezes_an_id(module: Path) -> None:
    """Qt's ``int`` has 32 bits, an id in a file 64: a signal that carries one takes it as a Python object.

    ``object`` and not ``qlonglong``, for the same number arrives, and ``None`` where there is no session yet.
    """
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
            continue
        called, (target, *_) = node.value.func, node.targets
        if isinstance(called, ast.Name) and called.id == "Signal" and isinstance(target, ast.Name):
            kinds = {kind.id for kind in node.value.args if isinstance(kind, ast.Name)}
            assert "int" not in kinds or target.id in COUNTS, f"{module.name}: {target.id}"


MOST_METHODS, MOST_LINES, MOST_LAMBDAS = 30, 350, 4.0
"""What a class and a module may have, and 1,000 lines of the package."""
MOST_LAMBDAS_OF_A_WINDOW = 10


def test_no_class_and_no_module_is_large() -> None:
    large = set[str]()
    for module in MODULES:
        text = module.read_text(encoding="utf-8")
        assert text.count("\n") <= MOST_LINES, module
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                methods = [each for each in node.body if isinstance(each, ast.FunctionDef)]
                large |= {node.name} if len(methods) > MOST_METHODS else set()
    assert large == set()


def test_lambdas_are_rare() -> None:
    """A method, or a ``partial``, says what it is for and can be found."""
    texts = {module: module.read_text(encoding="utf-8") for module in MODULES}
    lambdas = {
        module: sum(isinstance(node, ast.Lambda) for node in ast.walk(ast.parse(text)))
        for module, text in texts.items()
    }
    lines = sum(text.count("\n") for text in texts.values())
    assert sum(lambdas.values()) * 1_000 < MOST_LAMBDAS * lines
    assert lambdas[PACKAGE / "widgets" / "main_window.py"] < MOST_LAMBDAS_OF_A_WINDOW


def names_told_by(module: Path) -> Iterator[str]:
    """The classes of a module, and what it calls other types by."""
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name.lstrip("_")
        elif isinstance(node, ast.Assign) and not is_type_variable(node.value):
            names = {target.id.lstrip("_") for target in node.targets if isinstance(target, ast.Name)}
            yield from (name for name in names if re.match("[A-Z][a-z]", name))


def is_type_variable(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "TypeVar"


def test_the_name_of_a_type_means_one_thing() -> None:
    """Also where one of two is used by its own module alone: whoever looks for it finds both."""
    homes = defaultdict[str, list[str]](list)
    for module in MODULES:
        for name in names_told_by(module):
            homes[name].append(str(module.relative_to(PACKAGE)))
    assert len(homes) > 500
    assert {name: modules for name, modules in homes.items() if len(modules) > 1} == {}


FEWEST_MIRRORED = 0.84
"""Of all modules, the share that have their tests where whoever knows the module looks first."""


def test_of_most_modules_the_tests_lie_at_the_same_path() -> None:
    modules = [module.relative_to(PACKAGE) for module in MODULES if module.name != "__init__.py"]
    without = [module for module in modules if not mirrored(module).exists()]
    assert len(without) <= (1 - FEWEST_MIRRORED) * len(modules), without


def mirrored(module: Path) -> Path:
    return Path(__file__).parent / module.with_name(f"test_{module.stem.strip('_')}.py")
