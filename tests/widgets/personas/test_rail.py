import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QToolTip
from support.on_file import read, store_profile

from personaui_desktop.database import create_session, delete_persona_db, get_all_persona_ids
from personaui_desktop.database.personas import read_profile
from personaui_desktop.item_models.personas import PersonaRole
from personaui_desktop.operations import personas
from personaui_desktop.paths import data_dir
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.personas import Profile
from personaui_desktop.widgets.personas.actions import what_goes
from personaui_desktop.widgets.personas.avatar_pictures import avatar_from
from personaui_desktop.widgets.personas.editor import PersonaEditor


def question(rail) -> QMessageBox:
    return next(box for box in rail.findChildren(QMessageBox) if box.isVisible())


def press(qtbot, box: QMessageBox, text: str) -> None:
    button = next(button for button in box.findChildren(QPushButton) if button.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def editor_of(rail) -> PersonaEditor:
    return next(editor for editor in rail.findChildren(PersonaEditor) if editor.isVisible())


def test_a_click_shows_a_persona(qtbot, bench):
    bench.open()
    assert bench.names() == ["Mia", "Elara", "Kant"]
    centre = bench.rail.list.visualRect(bench.model.index(2)).center()
    qtbot.mouseClick(bench.rail.list.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert bench.place.persona_id == "p1"


def test_arrow_keys_move_and_enter_chooses(qtbot, bench):
    bench.open()
    qtbot.keyClick(bench.rail.list, Qt.Key.Key_Down)
    assert bench.place.persona_id == "default"
    qtbot.keyClick(bench.rail.list, Qt.Key.Key_Return)
    assert bench.place.persona_id == "p2"


def test_menu_actions_go_round(bench):
    bench.open()
    bench.rail.commands.start("persona.previous")
    assert bench.place.persona_id == "p1"
    bench.rail.commands.start("persona.next")
    assert bench.place.persona_id == "default"


def test_a_new_persona_is_stored_and_shown(qtbot, bench):
    bench.open()
    qtbot.mouseClick(bench.rail.add_button, Qt.MouseButton.LeftButton)
    editor = editor_of(bench.rail)
    editor.name.edit.setText("Zoë")
    qtbot.waitUntil(editor.isActiveWindow)
    qtbot.keyClick(editor.name.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert bench.names() == ["Mia", "Elara", "Kant", "Zoë"]
    assert read(read_profile, on=bench.place.persona_id).name == "Zoë"


def test_a_persona_is_edited(qtbot, bench):
    bench.open()
    bench.place.show_persona("p1")
    bench.rail.commands.start("persona.edit")
    editor = editor_of(bench.rail)
    editor.name.edit.setText("Immanuel")
    editor.greeting.edit.setPlainText("Good morning.")
    qtbot.mouseClick(editor.save_button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert read(read_profile, on="p1") == Profile("Immanuel", "", "Good morning.")
    assert "Immanuel" in bench.names()


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


def test_pictures_are_decoded_in_the_background_and_shown(bench, picture):
    avatar = avatar_from(picture.read_bytes())
    for persona_id in ("p1", "p2"):
        store_profile(Profile(persona_id, avatar=avatar), persona_id)
    bench.open()
    bench.settle()
    for persona_id in ("p1", "p2"):
        assert isinstance(bench.model.image(persona_id), QImage)
        assert not bench.model.image(persona_id).isNull()
    assert bench.model.image("default") is None


def test_what_changes_elsewhere_is_shown(bench):
    bench.open()
    store_profile(Profile("Renamed"), "p1")
    bench.worker.changed.emit(Change(Topic.PERSONAS, "p1"))
    bench.settle()
    assert "Renamed" in bench.names()


def test_a_renamed_persona_is_read_again_and_no_other(bench, monkeypatch):
    bench.open()
    opened = []

    def spied(name):
        real = getattr(personas, name)
        monkeypatch.setattr(personas, name, lambda *of: opened.append((name, *of)) or real(*of))

    spied("try_to_open")
    spied("opened_each")
    bench.worker.run(personas.edit("p1", Profile("Zeno")), bench.rail)
    bench.settle()
    assert bench.names() == ["Mia", "Elara", "Zeno"]
    assert opened == [("try_to_open", "p1")]


def test_a_persona_deleted_elsewhere_goes(bench):
    bench.open()
    delete_persona_db("p2")
    bench.worker.changed.emit(Change(Topic.PERSONAS, "p2", how=How.REMOVED))
    bench.settle()
    assert bench.names() == ["Mia", "Kant"]


def test_many_personas_leave_the_button_in_sight(bench):
    bench.open()
    assert bench.rail.add_button.geometry().top() == bench.rail.list.geometry().bottom() + 1
    for number in range(30):
        store_profile(Profile(f"N{number}"), f"n{number}")
        bench.worker.changed.emit(Change(Topic.PERSONAS, f"n{number}"))
    bench.settle()
    bench.qtbot.waitUntil(lambda: bench.rail.list.verticalScrollBar().maximum() > 0)
    assert bench.rail.rect().contains(bench.rail.add_button.geometry())


def test_everything_has_a_name_and_can_be_reached(bench):
    assert bench.rail.list.accessibleName() == "Personas"
    assert bench.rail.add_button.accessibleName() == "New persona"
    assert bench.rail.add_button.focusPolicy() & Qt.FocusPolicy.TabFocus


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


def test_a_click_goes_on_to_the_conversation_and_keys_stay(qtbot, bench):
    bench.open()
    with qtbot.assertNotEmitted(bench.rail.settled):
        qtbot.keyClick(bench.rail.list, Qt.Key.Key_Down)
        qtbot.keyClick(bench.rail.list, Qt.Key.Key_Return)
    centre = bench.rail.list.visualRect(bench.model.index(2)).center()
    with qtbot.waitSignal(bench.rail.settled):
        qtbot.mouseClick(bench.rail.list.viewport(), Qt.MouseButton.LeftButton, pos=centre)


def test_an_avatar_tells_its_name_when_pointed_at(qtbot, bench):
    store_profile(Profile("<b>Kant</b>"), "p1")
    bench.open()
    view = bench.rail.list
    at = view.visualRect(bench.model.index(bench.model.row_of("p1"))).center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert "&lt;b&gt;Kant&lt;/b&gt;" in QToolTip.text()
    QToolTip.hideText()
    spoken = QAccessible.queryAccessibleInterface(view)
    names = [spoken.child(row).text(QAccessible.Text.Name) for row in range(spoken.childCount())]
    assert sorted(names) == ["<b>Kant</b>", "Elara", "Mia"]


def test_a_very_long_name_is_bounded_and_breaks(qtbot, bench):
    store_profile(Profile("W" * 5_000), "p1")
    bench.open()
    index = bench.model.index(bench.model.row_of("p1"))
    assert len(index.data(Qt.ItemDataRole.AccessibleTextRole)) <= 80
    view = bench.rail.list
    at = view.visualRect(index).center()
    QApplication.sendEvent(
        view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    )
    shown = QToolTip.text()
    assert max(map(len, shown.split("\u200b"))) <= 40
    QToolTip.hideText()
