import pytest
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.memories.editor import Draft, MemoryEditor


@pytest.fixture
def editor(qtbot: QtBot) -> MemoryEditor:
    made = MemoryEditor()
    qtbot.addWidget(made)
    made.resize(272, 200)
    made.open_editor(Draft())
    made.text.setFocus()
    return made


def test_grows_with_its_text_within_bounds(editor: MemoryEditor) -> None:
    small = editor.text.sizeHint().height()
    editor.text.setPlainText("line\n" * 8)
    grown = editor.text.sizeHint().height()
    editor.text.setPlainText("line\n" * 500)
    assert small < grown < editor.text.sizeHint().height() < 400


def test_a_long_paragraph_is_shown_whole_as_soon_as_it_is_there(bench) -> None:
    bench.pane.resize(300, 700)
    bench.load("He sails. " * 22)
    bench.choose("He sails. " * 22)
    bench.pane.commands.start("memory.edit")
    text = bench.editor.text
    bench.qtbot.waitUntil(lambda: text.height() == text.sizeHint().height())
    assert not text.verticalScrollBar().isVisible()
    tall = text.height()
    bench.pane.resize(900, 700)
    bench.qtbot.waitUntil(lambda: text.height() < tall)
