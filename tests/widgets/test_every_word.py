"""In another language every word of the real window is in it: whatever is shown went through the one call."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDialog,
    QMenu,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.linguist import CLOSE, OPEN, decorated
from support.programs import programs

import personaui_desktop
from personaui_desktop.app import Program
from personaui_desktop.claude.failures import unusable_key
from personaui_desktop.database import create_persona_db, create_session, save_memory, save_message
from personaui_desktop.widgets.commands.command import Command, Scope
from personaui_desktop.widgets.commands.menus import (
    MEMORY_MENU,
    MESSAGE_MENU,
    PERSONA_MENU,
    SESSION_MENU,
)
from personaui_desktop.widgets.common.notices import Notice
from personaui_desktop.widgets.inspector.dialog import Inspector
from personaui_desktop.widgets.window_keeper import START_SIZE

PACKAGE = Path(personaui_desktop.__file__).parent

DATA = ("Zzmia", "Zzuser", "Zztalk", "Zzsaid", "Zzremembered")
"""What the person and the persona wrote here."""

OWN = re.compile(
    r"""Zz\w+|Demo[ ]companion|PersonaUI(?:[ ]Desktop)?|Anthropic|Claude|Ollama|LM[ ]Studio|llama\.cpp|LiteLLM
    |API|x-api-key
    |claude-[\w.-]+|https?://\S+|\{\{\w+\}\}|Authorization|Bearer
    |\b(?:Ctrl|Shift|Alt|Meta|Esc|Enter|Return|Del|Ins|Tab|Home|End|PgUp|PgDown|Space|Backspace|Left|Right|Up|Down|F\d+)\b
    |/\w[\w./-]*|<[^<>]*>|&\w+;|\d+[kM]\b""",
    re.VERBOSE,
)
"""What is the same in every language: the persona's own data, names, addresses, keys, marks."""

CALLS = (
    "text", "title", "toolTip", "accessibleName", "accessibleDescription", "placeholderText", "windowTitle",
    "informativeText", "whatsThis", "statusTip", "suffix", "prefix", "specialValueText",
)  # fmt: skip
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def left_raw(text: str) -> str:
    """What of a text is in no language: without what is between the marks, and what is the same in all."""
    before = None
    while text != before:
        before, text = text, re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", "", text)
    rest = OWN.sub("", text.replace("&&", ""))
    return rest if re.search(r"[^\W\d_]{2}", rest) else ""


@pytest.mark.parametrize(
    ("text", "is_raw"),
    [("⟦All⟧", False), ("⟦In ⟦all⟧⟧ 3", False), ("⟦All⟧ but", True), ("but", True), ("⟦Hi⟧\tCtrl+A", False)],
)
def test_a_word_outside_the_marks_is_found(text: str, is_raw: bool) -> None:
    assert bool(left_raw(text)) is is_raw


def texts_of(thing: QObject) -> Iterator[tuple[str, str]]:
    """Every text that a widget or an action shows or tells a screen reader, and by which call."""
    for call in CALLS:
        found = getattr(thing, call, None)
        value = found() if callable(found) else ""
        if isinstance(value, str) and value:
            yield call, value
    if isinstance(thing, QComboBox):
        yield from (("item", thing.itemText(at)) for at in range(thing.count()))
    if isinstance(thing, QTreeWidget):
        header = thing.headerItem()
        yield from (("header", header.text(at)) for at in range(header.columnCount()))
    if isinstance(thing, QAbstractItemView) and thing.model() is not None:
        # Its pieces are told to the model.
        is_sent = isinstance(thing.window(), Inspector)
        yield from (() if is_sent else (("row", text) for text in rows_of(thing.model(), QModelIndex())))


def rows_of(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(model.rowCount(parent)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield from (str(found) for role in ROLES if (found := index.data(role)))
        yield from rows_of(model, model.index(row, 0, parent))


def raw_texts(top: QWidget) -> list[str]:
    """What is in no language below a window, a dialog or a menu."""
    things = [top, *top.findChildren(QWidget), *top.findChildren(QAction)]
    return sorted(
        {
            f"{type(thing).__name__}.{call}: {text}"
            for thing in things
            if not is_of_calendar(thing)
            for call, text in texts_of(thing)
            if left_raw(text)
        }
    )


def is_of_calendar(thing: QObject) -> bool:
    """Whether Qt says what is there, in the system's language: days and months."""
    above = thing.parent()
    while above is not None and not isinstance(above, QCalendarWidget):
        above = above.parent()
    return above is not None


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, data_dir: Path, tmp_path: Path) -> Iterator[Program]:
    scratch = tmp_path / "language"
    scratch.mkdir()
    language = decorated(PACKAGE, scratch)
    qapp.installTranslator(language)
    create_persona_db("default")
    session = create_session("Zztalk", "default")
    ids = [save_message(f"Zzsaid {n}", n % 2 == 0, "Zzmia", session) for n in range(4)]
    save_memory(session, "Zzremembered", "default", start_message_id=ids[0], end_message_id=ids[3])
    save_memory(None, "Zzremembered", "default")
    with programs(qtbot, data_dir) as start:
        started = start("--demo")
        started.window.resize(START_SIZE)
        qtbot.waitUntil(lambda: started.worker.is_idle)
        yield started
    qapp.removeTranslator(language)


def test_every_word_of_the_window_is_in_the_language(qtbot: QtBot, program: Program) -> None:
    assert any(OPEN in text for _, text in texts_of(program.window.sessions.header.new_button))
    raw = raw_texts(program.window)
    assert raw == []


def test_every_command_is_in_the_language(program: Program) -> None:
    commands: list[Command] = list(program.window.commands)
    assert len(commands) > 80
    assert [command.title for command in commands if left_raw(command.title)] == []


@pytest.mark.parametrize(
    "name",
    [
        "program.settings",
        "program.shortcuts",
        "program.about",
        "persona.new",
        "persona.edit",
        "session.inspect",
        "find.date",
        "bookmark.list",
    ],
)
def test_every_word_of_a_dialog_is_in_the_language(qtbot: QtBot, program: Program, name: str) -> None:
    before = set(QApplication.topLevelWidgets())
    program.window.commands.start(name)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in set(QApplication.topLevelWidgets()) - before))
    qtbot.waitUntil(lambda: program.worker.is_idle)
    new = [
        one
        for one in QApplication.topLevelWidgets()
        if one not in before and isinstance(one, QDialog | QMenu)
    ]
    assert new
    raw = [text for one in new for text in raw_texts(one)]
    for one in new:
        one.close()
    assert raw == []


@pytest.mark.parametrize(
    ("names", "scope", "subject"),
    [
        (PERSONA_MENU, Scope.PERSONA, None),
        (SESSION_MENU, Scope.SESSION, None),
        (MESSAGE_MENU, Scope.MESSAGE, "chat"),
        (MEMORY_MENU, Scope.MEMORY, "memories"),
    ],
)
def test_every_word_of_a_things_menu_is_in_the_language(
    program: Program, names: tuple[str, ...], scope: Scope, subject: str | None
) -> None:
    window = program.window
    things: dict[str | None, object] = {
        None: None,
        "chat": window.chat._model.message(0),
        "memories": window.memories._model.rows[0],
    }
    commands = [found for name in names if (found := window.commands.find(name)) is not None]
    assert commands
    shown = [command.title_for(things[subject]) for command in commands if command.scope is scope]
    assert [words for words in shown if left_raw(words)] == []


def test_a_notice_is_in_the_language(qtbot: QtBot, program: Program) -> None:
    said: list[Notice] = []
    program.window.notices.shown.connect(said.append)
    program.window.commands.start("memory.edit")
    qtbot.waitUntil(lambda: bool(said))
    program.window.notices.tell(unusable_key())
    assert [text for one in said for text in (one.text, one.remedy) if left_raw(text)] == []
    assert len(said) == 2
