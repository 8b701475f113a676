import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from support.persona_hands import LISTING

from personaui_desktop.database import create_persona_db
from personaui_desktop.operations import people
from personaui_desktop.operations.people import PeopleAt
from personaui_desktop.records.people import ChosenPerson, People, Person
from personaui_desktop.widgets.personas.people_dialog import PeopleDialog

NOBODY = PeopleAt(People(), ChosenPerson(None, None))
TWO = PeopleAt(People((Person("1", "Sam"), Person("2", "Kim")), "1"), ChosenPerson("2", None))


@pytest.fixture
def over(qtbot, worker):
    kept = []

    def make(found=NOBODY, session_id=None, listing=LISTING):
        create_persona_db("p1")
        parent = QWidget()
        qtbot.addWidget(parent)
        kept.append(parent)
        dialog = PeopleDialog(found, listing, session_id, worker.run, parent)
        dialog.open()
        return dialog

    return make


def stored(session_id=None) -> PeopleAt:
    return people.at("p1", session_id).work()


def test_a_personas_name_is_no_markup_and_makes_nothing_wider(over):
    short, long = (
        over(session_id=1, listing=LISTING._replace(profile=LISTING.profile._replace(name=name)))
        for name in ("Mia", "<b>M</b><img src='x.png'>" + "i" * 200)
    )
    assert long.minimumSizeHint().width() == short.minimumSizeHint().width()
    labels = [label for label in long.findChildren(QLabel) if "<img" in label.text()]
    assert labels
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_a_first_profile_is_written_and_is_the_usual_one(qtbot, worker, over):
    dialog = over()
    assert dialog.empty.isVisible()
    assert not dialog.form.isVisible()
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert not dialog.empty.isVisible()
    qtbot.waitUntil(dialog.name.edit.hasFocus)
    qtbot.keyClicks(dialog.name.edit, "Sam")
    qtbot.keyClicks(dialog.about.edit, "A gardener.")
    assert dialog.list.item(0).text() == "\u2068Sam\u2069"
    closed = []
    dialog.finished.connect(closed.append)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: closed == [1])
    (sam,) = stored().people.persons
    assert (sam.name, sam.about, stored().people.usual_id) == ("Sam", "A gardener.", sam.person_id)


def test_another_profile_is_made_the_usual_one_and_chosen(qtbot, worker, over):
    dialog = over(TWO, None)
    assert not dialog.usual_button.isEnabled()
    dialog.list.setCurrentRow(1)
    qtbot.mouseClick(dialog.usual_button, Qt.MouseButton.LeftButton)
    assert "Kim" in dialog.with_persona.text()
    dialog.with_persona.choose("1")
    assert not dialog.in_session.isVisible()
    dialog.save()
    qtbot.waitUntil(lambda: worker.is_idle)
    assert stored() == PeopleAt(TWO.people._replace(usual_id="2"), ChosenPerson("1", None))


def test_a_profile_that_is_removed_is_chosen_nowhere(over):
    dialog = over(TWO)
    dialog.list.setCurrentRow(1)
    dialog.remove()
    assert (dialog.people.persons, dialog.chosen) == ((Person("1", "Sam"),), ChosenPerson(None, None))
    dialog.remove()
    assert dialog.people == People()
    assert dialog.empty.isVisible()
    assert not dialog.with_persona.isEnabled()


def test_a_missing_name_is_gone_to(over):
    dialog = over(TWO)
    dialog.add()
    dialog.list.setCurrentRow(0)
    dialog.save()
    assert dialog.list.currentRow() == 2
    assert "name" in dialog.name.sentence.text()
    assert dialog.isVisible()


def test_changes_are_not_lost_without_a_question(qtbot, over):
    closed = []
    dialog = over(TWO)
    dialog.finished.connect(closed.append)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert closed == [0]
    dialog = over(TWO)
    dialog.name.edit.setText("Else")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.findChild(QMessageBox) is not None


def test_the_command_shows_the_profiles(qtbot, bench):
    bench.open()
    bench.rail.commands.start("persona.person")
    bench.settle()
    (dialog,) = bench.rail.findChildren(PeopleDialog)
    assert dialog.isVisible()
    dialog.reject()
