"""Whatever a person reads goes through `translate` or is a `Phrase`, and Qt's tools find all of it."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from support.linguist import collected, decorated
from support.spoken import Literal, phrases_in, unfound_in

import personaui_desktop
from personaui_desktop.database.checks import _NOUNS
from personaui_desktop.errors import KnownError
from personaui_desktop.personas.macros import DEFAULT_USER_NAME
from personaui_desktop.personas.profile import default_profile
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import told, translate, translated

PACKAGE = Path(personaui_desktop.__file__).parent
MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}

NOT_FOR_PEOPLE = {
    "bug_report.py": "a report is read by whoever mends the program",
    "background/lanes.py": "names of threads",
    "background/noted.py": "the log",
    "records/providers.py": "what the demo companion's replies are stored under",
    "claude/headers.py": "headers of requests",
    "credentials.py": "names of keyrings",
    "claude/manner.py": "what a server says is looked through for names of parameters",
    "conversation/memory_request.py": "told to the model",
    "claude/demo.py": "the demo companion's own words, stored as a reply's",
    "claude/demo_memory.py": "the demo companion's own words, stored as a memory's",
    "claude/demo_texts.py": "the demo companion's own words, stored as a reply's",
    "conversation/answers.py": "patterns of what models say",
    "conversation/reason.py": "sentences that earlier versions stored",
    "conversation/times.py": "told to the model",
    "conversation/title_request.py": "told to the model",
    "database/table_rows.py": "pieces of statements",
    "personas/macros.py": "told to the model",
    "translation.py": "the call itself",
    "widgets/chat/transcript/paint/code_languages.py": "names of languages",
    "widgets/common/icon_shapes.py": "outlines",
    "widgets/common/style_sheet.py": "a style sheet",
}
"""Modules whose strings no person reads, or reads as somebody else's words, and why."""

NAMES = {"PersonaUI Desktop", "Anthropic", "Fusion", "Ollama", "LM Studio"}
"""Names are the same in every language."""

STORED = {
    DEFAULT_USER_NAME,
    "Hello. Answer with one word.",
    "Assistant",
    "New conversation",
    *default_profile()[:3],
}
"""What a persona's file holds, or the model is told: the person may change it."""


def raw_in(source: str) -> list[Literal]:
    return [literal for literal in unfound_in(source) if literal.text not in NAMES | STORED]


@pytest.mark.parametrize("module", sorted(MODULES.keys() - NOT_FOR_PEOPLE.keys()))
def test_whatever_a_person_reads_can_be_translated(module: str) -> None:
    raw = raw_in(MODULES[module].read_text(encoding="utf-8"))
    found = "\n".join(f"{module}:{literal.line}: {literal.text}" for literal in raw)
    assert not raw, f"Use translate(…) or Phrase(…) for:\n{found}"


def test_every_exception_is_a_module() -> None:
    assert NOT_FOR_PEOPLE.keys() <= MODULES.keys()


@pytest.mark.parametrize(
    "source",
    [
        'QLabel("Nothing here yet.")',
        'label.setText("off")',
        'label.setText("on" if is_on else "off")',
        'label.setText(words or "unknown")',
        'label.setText(f"{count} replies")',
        'button.setToolTip("Copy")',
        'field.setPlaceholderText("Search memories")',
        'field.setAccessibleName("notice")',
        'menu.addAction("&Copy", copy)',
        'Command("message.copy", "&Copy", copy)',
        'Command("message.copy", words="C&opy text", run=copy)',
        'notices.show("The picture could not be saved.")',
        'raise InvalidInput("That is no number.", "Type another.")',
        'raise KnownError(f"{path.name} is in use.")',
        'WORDS = {Reason.BLANK: "is empty"}',
        'UNKNOWN = "price unknown"',
        'unit = " tokens"',
        'rest = " · pinned"',
        "label.setText(str(error))",
        'label.setText(f"{error}")',
        "notices.tell(str(problem))",
        'class Page(Enum):\n    FIRST = "Connection"',
        'class Page(Enum):\n    FIRST = "first", "the connection"',
        'def ask(verb: str = "Delete"): ...',
        'return f"{money} and {replies}"',
        'return name + " is empty"',
        'translate("Chat", f"Hello {name}")',
        'translate("Chat", "Hello {name}".format(name=name))',
        'translate("Chat", words)',
        'translate(ROOM, "Nothing here yet.")',
        'Phrase("Chat", "Hello " + name)',
        'Phrase("Chat", "Nothing here yet.", places)',
        'translate("Chat", "Hello {name}").format(name="a stranger")',
        'Phrase("Files", "It failed: {why}.").filled(why=error.strerror)',
        "reason = failure.strerror",
        "def told(failure: sqlite3.Error): return WHY.filled(why=failure)",
        'def told(failure: Exception | None): return f"{failure}"',
        "label.setToolTip(reader.errorString())",
        "try: save()\nexcept OSError as e: why = str(e)",
        "try: save()\nexcept OSError as e: why = e.args[1]",
        'try: save()\nexcept OSError as e: show(f"{e}")',
        'try: save()\nexcept OSError as e: why = f"{e!r}"',
        "try: save()\nexcept OSError as e: raise KnownError(WHY.filled(why=e)) from e",
        "try: save()\nexcept OSError as e: label.setText(WHY.format(why=e))",
        'try: save()\nexcept OSError as e: is_full = str(e).startswith("No space")',
    ],
)
def test_words_that_no_translator_would_find_are_found(source: str) -> None:
    assert raw_in(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""What this module is for."""',
        'QLabel(translate("Chat", "Nothing here yet."))',
        'translate("Chat", "Hello {name}").format(name=name)',
        'WORDS = {Reason.BLANK: Phrase("Context", "is empty")}',
        'Phrase("Chat", "{n} reply|{n} replies").of(count)',
        'Command("message.copy", Phrase("Chat", "&Copy"), copy, keys=("Ctrl+C",))',
        'label.setText("")',
        'label.setText(f"{now} / {all}")',
        'widget.setObjectName("Message box")',
        'log.warning("The file %s is gone", path)',
        'raise ValueError("no such row")',
        're.compile("one or more")',
        'connection.execute("SELECT * FROM messages")',
        'window = cast("QWidget", parent)',
        'class Reason(Enum):\n    NO_ROOM = "no room"',
        'class Step(Enum):\n    CUT = "cut out", Phrase("Undo", "cutting")',
        'def answer() -> "Answering": ...',
        'if kind == "Something else": ...',
        'try: save()\nexcept OSError as e: log.warning("%s: %s", path, e.strerror)',
        'try: save()\nexcept OSError as e: append_to_log(f"Not saved: {e!r}", folder)',
        "try: save()\nexcept OSError as e: raise KnownError(WHY.filled(why=why(e))) from e",
        "try: save()\nexcept OSError as e: is_full = e.errno == errno.ENOSPC",
        "try: save()\nexcept KnownError as e: tell(e.sentence)",
    ],
)
def test_what_is_for_the_program_is_left_alone(source: str) -> None:
    assert not raw_in(source)


def test_whatever_a_file_is_checked_for_has_a_noun() -> None:
    checked = {
        call.args[1].value
        for path in MODULES.values()
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in {"check_id", "check_count", "check_text"}
        and isinstance(call.args[1], ast.Constant)
    }
    assert {"message", "session"} < checked
    assert checked <= _NOUNS.keys()


def test_qts_tools_collect_every_sentence(tmp_path: Path) -> None:
    written = set[tuple[str, str]]().union(
        *(phrases_in(path.read_text(encoding="utf-8")) for path in MODULES.values())
    )
    assert written == collected(PACKAGE, tmp_path).keys()


SAMPLE = """
translate("Test", "The file {name} is empty.")
Phrase("Test", "{n} message|{n} messages").of(len(found))
Phrase("Test", "{step} again").filled(step=Phrase("Test", "deleting"))
"""


@pytest.fixture
def language(tmp_path: Path, qapp: QApplication) -> QTranslator:
    (tmp_path / "sample.py").write_text(SAMPLE, encoding="utf-8")
    translator = decorated(tmp_path, tmp_path)
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("language")
def test_what_is_shown_is_in_the_language_of_the_program() -> None:
    assert translate("Test", "The file {name} is empty.").format(name="a") == "⟦The file a is empty.⟧"
    step = Phrase("Test", "{step} again").filled(step=Phrase("Test", "deleting"))
    assert translated(step) == "⟦⟦deleting⟧ again⟧"
    assert str(step) == "deleting again"
    assert "⟦⟦deleting⟧ again⟧" in told(KnownError(step, "Wait."))


@pytest.mark.usefixtures("language")
def test_a_language_has_its_own_forms_for_numbers() -> None:
    messages = Phrase("Test", "{n} message|{n} messages")
    said = [translated(messages.of(number)) for number in (1, 2, 5, 22, 2**40)]
    assert said == ["⟦1 a⟧", "⟦2 b⟧", "⟦5 c⟧", "⟦22 b⟧", "⟦1,099,511,627,776 c⟧"]


def test_the_language_can_change_while_the_program_runs(language: QTranslator, qapp: QApplication) -> None:
    waiting = Phrase("Test", "deleting")
    assert translated(waiting) == "⟦deleting⟧"
    qapp.removeTranslator(language)
    assert translated(waiting) == "deleting"


def test_what_no_language_has_is_shown_as_it_is() -> None:
    assert translated("Mia") == "Mia"
