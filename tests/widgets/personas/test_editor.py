from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.on_file import read
from support.persona_hands import KANT, field, saved

from personaui_desktop.database.persona_drafts import get_persona_draft
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.persona_drafts import NOBODY, ToEdit
from personaui_desktop.personas.character_json import from_json
from personaui_desktop.widgets.edit_actions import can_undo, undo_on_focus
from personaui_desktop.widgets.personas.editor import PersonaEditor
from personaui_desktop.widgets.personas.sheet import GREETINGS, SHEET


def kept() -> object:
    text = read(get_persona_draft, on="p1", of_new=False)
    return None if text is None else from_json(text)


def test_shows_what_is_and_hands_over_what_is_written(qtbot, editor):
    characters = saved(editor)
    assert editor.form.character == editor.character == KANT
    assert not editor.is_changed
    field(editor, "name").setText("  Immanuel   Kant ")
    field(editor, "tags").setText("logic,  ,walks, sea ,")
    qtbot.keyClick(field(editor, "description"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    profile = KANT.profile._replace(name="Immanuel Kant")
    assert characters == [KANT._replace(profile=profile, tags=("logic", "walks", "sea"))]


def test_every_field_is_written_in_its_own_place(editor):
    names = [row.name for section in SHEET for row in section.rows if row.name != GREETINGS]
    for name in names:
        editor.form.fields[name].show_text(f"a {name}")
    character = editor.form.character
    told = [getattr(character.profile, name, None) or getattr(character, name) for name in names]
    assert told == [("a tags",) if name == "tags" else f"a {name}" for name in names]


def test_what_is_typed_is_in_the_file_soon(qtbot, editor):
    qtbot.keyClicks(field(editor, "personality"), "calm")
    qtbot.waitUntil(lambda: kept() == editor.character)
    assert editor.character.profile.personality == "calm"


def test_what_is_back_as_it_was_is_not_kept(qtbot, editor):
    qtbot.keyClicks(field(editor, "personality"), "c")
    qtbot.waitUntil(lambda: kept() is not None)
    qtbot.keyClick(field(editor, "personality"), Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: kept() is None)


def test_a_draft_is_gone_on_with_and_can_be_discarded_and_had_back(qtbot, worker):
    draft = KANT._replace(creator_notes="Others.")
    editor = PersonaEditor("p1", ToEdit(KANT, draft), worker.run)
    qtbot.addWidget(editor)
    editor.show()
    assert editor.form.character == draft
    assert not editor.state.isHidden()
    qtbot.mouseClick(editor.discard_button, Qt.MouseButton.LeftButton)
    assert editor.form.character == KANT
    assert not editor.discard_button.isEnabled()
    qtbot.mouseClick(editor.undo_button, Qt.MouseButton.LeftButton)
    assert editor.form.character == draft


def test_what_was_done_in_all_fields_is_taken_back_in_turn(qtbot, editor):
    qtbot.keyClicks(field(editor, "name"), "!")
    field(editor, "description").setPlainText("Kind")
    qtbot.mouseClick(editor.form.greetings.rows[0].remove_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(editor.form.greetings.add_button, Qt.MouseButton.LeftButton)
    states = [editor.character]
    while editor.can_undo:
        QTest.keySequence(QApplication.focusWidget(), QKeySequence.StandardKey.Undo)
        assert editor.form.character == editor.character
        states.append(editor.character)
    assert states[-1] == KANT
    assert len(states) == 4
    assert field(editor, "name").hasFocus()
    while editor.can_redo:
        QTest.keySequence(QApplication.focusWidget(), QKeySequence.StandardKey.Redo)
    assert editor.form.character == states[0]


def test_the_menu_takes_back_what_was_done_on_the_page_and_nothing_else(qtbot, editor):
    qtbot.keyClicks(field(editor, "name"), "!")
    assert can_undo(field(editor, "description"))
    field(editor, "description").setFocus()
    assert undo_on_focus()
    assert editor.character == KANT
    assert undo_on_focus()
    assert not can_undo(field(editor, "name"))


def test_a_failure_keeps_what_was_typed(editor):
    field(editor, "name").setText("Immanuel")
    editor.save()
    assert not editor.save_button.isEnabled()
    editor.show_error(InvalidInput("The disk is full.", "Make room."))
    assert editor.state.text() == "The disk is full. Make room."
    assert editor.save_button.isEnabled()
    assert editor.character.profile.name == "Immanuel"


def test_nothing_is_kept_of_what_is_saved(qtbot, editor, worker):
    left = []
    editor.left.connect(lambda: left.append(True))
    field(editor, "name").setText("Immanuel")
    qtbot.waitUntil(lambda: kept() is not None)
    editor.finish()
    qtbot.waitUntil(lambda: worker.is_idle)
    assert (kept(), left, editor.is_changed) == (None, [True], False)


def test_in_a_narrow_window_the_preview_is_below_the_form(editor):
    assert editor.preview.x() > editor.form.width() // 2
    editor.resize(600, 700)
    QApplication.processEvents()
    assert editor.preview.y() > 200
    assert editor.preview.text.isVisible()
    assert editor.minimumSizeHint().width() <= 490
    assert editor.minimumSizeHint().height() <= 330
    editor.resize(600, 420)
    QApplication.processEvents()
    assert not editor.preview.text.isVisible()
    assert editor.preview.size_line.isVisible()


def test_a_page_for_a_new_persona_says_so(qtbot, worker):
    editor = PersonaEditor(None, ToEdit(NOBODY, None), worker.run)
    qtbot.addWidget(editor)
    assert editor.title.text() == "New persona"
    assert editor.save_button.text() == "Create persona"
