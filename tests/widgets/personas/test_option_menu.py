from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from personaui_desktop.personas.options import PersonaOption, options_in
from personaui_desktop.widgets.personas.option_menu import menu_for

OPTIONS = (
    PersonaOption("Calm: Slow & clear.", "Calm"),
    PersonaOption("Calm: Quiet.", "Calm"),
    PersonaOption("Odd"),
)


def actions_of(menu: QMenu) -> dict[str, object]:
    return {action.text(): action for action in menu.actions()}


def test_lines_are_picked_and_go_again(editor):
    field = editor.form.fields["traits"]
    field.write("Own: Mine.\nCalm: Quiet.")
    menu = menu_for(field, OPTIONS, editor)
    assert list(actions_of(menu)) == ["Calm", "Odd"]
    calm = actions_of(menu.findChild(QMenu))
    assert [action.isChecked() for action in calm.values()] == [False, True]
    calm["Slow && clear."].trigger()
    calm["Quiet."].trigger()
    assert field.text == "Own: Mine.\nCalm: Slow & clear."
    assert editor.character.profile.traits == field.text
    editor.undo()
    editor.undo()
    assert editor.form.fields["traits"].text == ""


def test_the_button_beside_a_field_shows_what_can_be_picked(qtbot, editor):
    editor.form.offer(options_in({"kind": ["A cloud."]}))
    field = editor.form.fields["kind"]
    button = field.findChild(QPushButton)
    assert button.text() == "Choose…"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (menu,) = editor.form.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == ["A cloud."]
    menu.actions()[0].trigger()
    assert field.text == "A cloud."
    menu.close()
    assert editor.form.fields["background"].findChild(QToolButton) is None
