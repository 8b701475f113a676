from PySide6.QtCore import Qt

from personaui_desktop.cards.limits import GREETINGS
from personaui_desktop.widgets.personas.greetings_field import GreetingsField


def test_greetings_are_added_written_and_removed(qtbot, editor):
    greetings = editor.form.greetings
    qtbot.mouseClick(greetings.add_button, Qt.MouseButton.LeftButton)
    assert greetings.rows[-1].edit.hasFocus()
    qtbot.keyClicks(greetings.rows[-1].edit, "Hello?")
    assert editor.character.greetings == ("Good evening.", "Hello?")
    qtbot.mouseClick(greetings.rows[0].remove_button, Qt.MouseButton.LeftButton)
    assert editor.character.greetings == ("Hello?",)


def test_one_that_is_too_long_is_said(qtbot, editor):
    editor.form.greetings.rows[0].edit.setPlainText("x" * 20_001)
    editor.save()
    assert "20,001" in editor.form.greetings.problem.text()
    assert editor.form.greetings.rows[0].edit.hasFocus()


def test_there_are_as_many_as_are_used_and_no_more(qtbot):
    greetings = GreetingsField("Greetings")
    qtbot.addWidget(greetings)
    greetings.show_texts(("a",) * GREETINGS)
    assert greetings.add_button.isHidden()
    greetings.show_texts(("b", "c"))
    assert greetings.texts == ("b", "c")
    assert not greetings.add_button.isHidden()
