"""In another language every word of the real window is in it: whatever is shown went through the one call."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
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
from support.on_file import write
from support.programs import programs

import personaui_desktop
from personaui_desktop.app import Program
from personaui_desktop.background.reply_worker import Unstored
from personaui_desktop.claude.failures import unusable_key
from personaui_desktop.database import create_persona_db, create_session, save_memory, save_message
from personaui_desktop.database.failures import known_error
from personaui_desktop.database.replies import finish_reply
from personaui_desktop.operations.responders import Answering
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Thought
from personaui_desktop.widgets.commands.command import Command, Scope
from personaui_desktop.widgets.commands.menus import (
    MEMORY_MENU,
    MESSAGE_MENU,
    PERSONA_MENU,
    SESSION_MENU,
)
from personaui_desktop.widgets.common.dialogs import BugReportDialog
from personaui_desktop.widgets.common.notices import Notice
from personaui_desktop.widgets.inspector.dialog import Inspector
from personaui_desktop.widgets.unstored import UnstoredDialog
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
    thought = Thought("Zzthought", 1200, 30)
    write(finish_reply, ids[3], "Zzsaid 3", ReplyOutcome(ReplyStatus.COMPLETE, thought=thought))
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


def test_every_word_of_the_palette_is_in_the_language(qtbot: QtBot, program: Program) -> None:
    palette = program.window.palette_over
    palette.open()
    qtbot.waitUntil(lambda: not palette._titles.is_reading)
    assert raw_texts(palette.box) == []
    for typed in ("e", "zz"):
        palette.box.field.setText(typed)
        assert palette.box.model.rowCount() > 0
        assert [text for text in raw_texts(palette.box) if typed not in text.split()] == []
    palette.leave()


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
        "persona.person",
        "persona.trash",
        "session.inspect",
        "find.date",
        "bookmark.list",
        "message.note",
        "message.regenerate_with",
        "message.thought",
    ],
)
def test_every_word_of_a_dialog_is_in_the_language(qtbot: QtBot, program: Program, name: str) -> None:
    # A server's models can be chosen from, the demo has none.
    program.desk.show_responder(Answering("Zzmodel", is_demo=False))
    assert raw_texts_of_dialog(qtbot, program, partial(program.window.commands.start, name)) == []


@pytest.mark.parametrize("name", ["persona.new", "persona.edit"])
def test_every_word_of_a_page_is_in_the_language(qtbot: QtBot, program: Program, name: str) -> None:
    pages = program.window.pages
    program.window.commands.start(name)
    qtbot.waitUntil(lambda: pages.page is not None and program.worker.is_idle)
    assert pages.page is not None
    raw = raw_texts(pages.page)
    pages.leave()
    assert raw == []


def report_a_mistake(program: Program) -> None:
    program.bugs.show(ZeroDivisionError())


def ask_for_an_unstored_reply(program: Program) -> None:
    full = sqlite3.OperationalError()
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    error = known_error(full, "default", Path("zz.db"))
    assert error is not None
    UnstoredDialog([Unstored(error, "Zzsaid")] * 2, str, str, program.window).open()


@pytest.mark.parametrize("open_it", [report_a_mistake, ask_for_an_unstored_reply])
def test_every_word_of_trouble_is_in_the_language_also_once_it_was_copied(
    qtbot: QtBot, program: Program, open_it: Callable[[Program], None]
) -> None:
    def open_and_copy() -> None:
        open_it(program)
        dialog = next(
            one for one in QApplication.topLevelWidgets() if isinstance(one, BugReportDialog | UnstoredDialog)
        )
        assert OPEN in dialog.copy_button.text()
        before = dialog.copy_button.text()
        dialog.copy_button.click()
        assert dialog.copy_button.text() != before

    assert raw_texts_of_dialog(qtbot, program, open_and_copy) == []


def raw_texts_of_dialog(qtbot: QtBot, program: Program, open_it: Callable[[], object]) -> list[str]:
    """What is in no language of a dialog or a menu that this opens, and that is closed again."""
    before = set(QApplication.topLevelWidgets())
    open_it()
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
    return raw


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
