from support.persona_hands import saved


def test_a_missing_name_is_said_beside_the_field(qtbot, editor):
    profiles = saved(editor)
    editor.name.edit.clear()
    editor.save()
    assert profiles == []
    assert "needs a name" in editor.name.sentence.text()
    assert editor.name.edit.property("wrong")
    qtbot.keyClicks(editor.name.edit, "K")
    assert not editor.name.edit.property("wrong")


def test_a_text_that_is_too_long_is_said_beside_the_field(editor):
    editor.greeting.edit.setPlainText("x" * 20_001)
    editor.save()
    assert "20,001" in editor.greeting.sentence.text()
    assert editor.description.sentence.property("tone") == "dim"
