from support.persona_hands import field, saved

from personaui_desktop.widgets.personas.text_field import MOST_LINES, LinesEdit, TextField


def test_a_missing_name_is_said_beside_the_field(qtbot, editor):
    characters = saved(editor)
    name = editor.form.fields["name"]
    name.edit.clear()
    editor.save()
    assert characters == []
    assert "needs a name" in name.sentence.text()
    assert name.edit.property("wrong")
    assert name.edit.hasFocus()
    qtbot.keyClicks(name.edit, "K")
    assert not name.edit.property("wrong")


def test_a_text_that_is_too_long_is_said_beside_the_field(editor):
    field(editor, "greeting").setPlainText("x" * 20_001)
    editor.save()
    assert "20,001" in editor.form.fields["greeting"].sentence.text()
    assert editor.form.fields["description"].sentence.property("tone") == "dim"


def test_a_field_grows_with_its_text_up_to_a_limit(qtbot):
    edit = LinesEdit("", 3)
    qtbot.addWidget(edit)
    edit.resize(400, edit.height())
    edit.show()
    low = edit.height()
    edit.setPlainText("line\n" * 10)
    middle = edit.height()
    edit.setPlainText("line\n" * 500)
    assert low < middle < edit.height() <= edit.fontMetrics().lineSpacing() * MOST_LINES + 20
    edit.clear()
    assert edit.height() == low


def test_another_text_is_shown_without_telling_with_the_caret_where_they_differ(qtbot):
    told = []
    shown = TextField("Label", "", "one 🌙 two three", lambda _text: None, 3)
    qtbot.addWidget(shown)
    shown.changed.connect(lambda: told.append(shown.text))
    shown.show_text("one 🌙 four three")
    assert shown.text == "one 🌙 four three"
    assert shown.edit.textCursor().position() == len("one 🌙 four".encode("utf-16-le")) // 2
    assert told == []
