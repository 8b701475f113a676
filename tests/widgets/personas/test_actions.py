import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from support.on_file import read
from support.persona_hands import field

from personaui_desktop.database import create_session, get_all_persona_ids
from personaui_desktop.database.personas import read_profile
from personaui_desktop.item_models.personas import PersonaRole
from personaui_desktop.paths import data_dir
from personaui_desktop.records.personas import Character, Profile
from personaui_desktop.widgets.personas.actions import what_goes
from personaui_desktop.widgets.personas.editor import PersonaEditor


def question(rail) -> QMessageBox:
    return next(box for box in rail.findChildren(QMessageBox) if box.isVisible())


def press(qtbot, box: QMessageBox, text: str) -> None:
    button = next(button for button in box.findChildren(QPushButton) if button.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def editor_of(bench) -> PersonaEditor:
    bench.settle()
    page = bench.rail.pages.page
    assert isinstance(page, PersonaEditor)
    return page


def test_a_new_persona_is_stored_and_shown(qtbot, bench):
    bench.open()
    qtbot.mouseClick(bench.rail.add_button, Qt.MouseButton.LeftButton)
    editor = editor_of(bench)
    assert not bench.rail.isVisible()
    qtbot.waitUntil(field(editor, "name").hasFocus)
    field(editor, "name").setText("Zoë")
    qtbot.keyClick(field(editor, "name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert bench.names() == ["Mia", "Elara", "Kant", "Zoë"]
    assert read(read_profile, on=bench.place.persona_id).name == "Zoë"
    assert bench.rail.isVisible()
    bench.rail.create_persona()
    assert editor_of(bench).character == Character(Profile(""))


def test_a_persona_is_edited(qtbot, bench):
    bench.open()
    bench.place.show_persona("p1")
    bench.rail.commands.start("persona.edit")
    editor = editor_of(bench)
    field(editor, "name").setText("Immanuel")
    field(editor, "scenario").setPlainText("Königsberg.")
    qtbot.mouseClick(editor.save_button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert read(read_profile, on="p1") == Profile("Immanuel", scenario="Königsberg.")
    assert "Immanuel" in bench.names()
    assert bench.rail.pages.page is None
    assert not bench.told


def test_what_is_left_is_kept_told_and_there_again(qtbot, bench):
    bench.open()
    bench.place.show_persona("p1")
    bench.rail.commands.start("persona.edit")
    qtbot.keyClicks(field(editor_of(bench), "description"), "Strict")
    qtbot.keyClick(field(editor_of(bench), "description"), Qt.Key.Key_Escape)
    bench.settle()
    assert bench.rail.pages.page is None
    assert read(read_profile, on="p1").description == ""
    (notice,) = bench.told
    assert notice.text == "Your changes to \u2068Kant\u2069 are kept, and not saved yet."
    notice.action[1]()
    editor = editor_of(bench)
    assert (editor.character.profile.description, editor.is_changed) == ("Strict", True)
    assert editor.state.text() == "Here is what you had not saved yet."
    qtbot.mouseClick(editor.discard_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    bench.rail.commands.start("persona.edit")
    assert editor_of(bench).character == Character(Profile("Kant"))


def test_who_leaves_without_changes_is_told_nothing(qtbot, bench):
    bench.open()
    bench.rail.commands.start("persona.edit")
    qtbot.keyClick(editor_of(bench), Qt.Key.Key_Escape)
    assert not bench.told


def test_what_a_new_persona_was_being_made_of_is_there_again(qtbot, bench):
    bench.open()
    bench.rail.create_persona()
    qtbot.keyClicks(field(editor_of(bench), "greeting"), "Hi.")
    bench.rail.pages.give_way("session.new")
    bench.rail.create_persona()
    assert editor_of(bench).character.profile.greeting == "Hi."


def test_a_deletion_says_what_goes_and_leaves_the_persona_first(qtbot, bench):
    bench.open()
    create_session("One", "p1")
    create_session("Two", "p1")
    bench.place.show_persona("p1")
    bench.rail.commands.start("persona.delete")
    bench.settle()
    box = question(bench.rail)
    assert box.text() == "Delete “\u2068Kant\u2069”?"
    assert "Its 2 conversations will be deleted too." in box.informativeText()
    press(qtbot, box, "Delete")
    bench.settle()
    assert bench.names() == ["Mia", "Elara"]
    assert bench.place.persona_id == "default"
    assert "p1" not in get_all_persona_ids()


def test_the_default_persona_stays_and_says_why(qtbot, bench):
    bench.open()
    bench.rail.commands.start("persona.delete")
    assert "the default persona" in question(bench.rail).informativeText()
    press(qtbot, question(bench.rail), "Close")
    assert len(bench.names()) == 3


def test_a_file_that_cannot_be_opened_is_told_and_can_be_deleted(qtbot, bench):
    (data_dir() / "persona_broken.db").write_bytes(b"This is no database." * 100)
    bench.open()
    index = bench.model.index(bench.model.row_of("broken"))
    assert index.data(PersonaRole.PROBLEM)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("cannot be opened")
    bench.rail._actions().edit(bench.model.listing("broken"))
    assert "cannot be edited" in question(bench.rail).text()
    press(qtbot, question(bench.rail), "Close")
    bench.rail._actions().delete(bench.model.listing("broken"))
    bench.settle()
    press(qtbot, question(bench.rail), "Delete")
    bench.settle()
    assert bench.model.row_of("broken") is None
    assert not (data_dir() / "persona_broken.db").exists()


@pytest.mark.parametrize(
    ("conversations", "memories", "said"),
    [
        (0, 0, "It has no conversations and no memories."),
        (1, 0, "Its conversation will be deleted too."),
        (0, 1, "Its memory will be deleted too."),
        (2, 1, "Its 2 conversations and memory will be deleted too."),
        (1, 3, "Its conversation and 3 memories will be deleted too."),
    ],
)
def test_a_deletion_names_only_what_is_there(conversations, memories, said):
    assert what_goes(conversations, memories) == said


def test_another_persona_is_made_though_the_default_ones_file_is_damaged(qtbot, bench):
    bench.open()
    (data_dir() / "main.db").unlink()
    (data_dir() / "main.db").mkdir()
    bench.rail.create_persona()
    editor = editor_of(bench)
    field(editor, "name").setText("Zoe")
    qtbot.mouseClick(editor.save_button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert "Zoe" in bench.names()
