from support.persona_hands import field

from personaui_desktop.conversation.persona_pieces import persona_tokens, told_of
from personaui_desktop.personas.macros import expand_profile


def test_what_the_model_is_told_follows_what_is_typed(qtbot, editor):
    qtbot.waitUntil(lambda: "You are Kant" in editor.preview.text.toPlainText())
    field(editor, "nickname").setText("Manny")
    field(editor, "scenario").setPlainText("{{char}} walks at five.")
    qtbot.waitUntil(lambda: "Manny walks at five." in editor.preview.text.toPlainText())
    shown = expand_profile(editor.character.profile)
    assert editor.preview.text.toPlainText() == told_of(shown)
    assert f"About {persona_tokens(shown)} tokens" in editor.preview.size_line.text()
    assert "Notes." not in editor.preview.text.toPlainText()
