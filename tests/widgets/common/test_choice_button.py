from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.common.choice_button import ChoiceButton


def test_the_first_is_chosen_until_another_is_and_that_is_told_once(qtbot: QtBot) -> None:
    button = ChoiceButton("Speaker")
    qtbot.addWidget(button)
    button.offer([("Anyone", None), ("You", "you"), ("Salt & Pepper", "salt")])
    assert button.value is None
    assert "Anyone" in button.text()
    told: list[object] = []
    button.chosen.connect(lambda: told.append(button.value))
    actions = button.menu().actions()
    actions[2].trigger()
    actions[2].trigger()
    assert told == ["salt"]
    assert "Salt && Pepper" in button.text()
    assert button.accessibleName() == "Speaker: Salt & Pepper"
    assert [action.isChecked() for action in actions] == [False, False, True]


def test_what_is_chosen_stays_so_while_it_is_offered(qtbot: QtBot) -> None:
    button = ChoiceButton("Persona")
    qtbot.addWidget(button)
    button.offer([("Everyone", None), ("Mia", "default"), ("Kai", "kai")])
    button.choose("kai")
    button.offer([("Everyone", None), ("Kai", "kai")])
    assert button.value == "kai"
    button.offer([("Everyone", None), ("Mia", "default")])
    assert button.value is None


def test_a_long_name_is_shown_by_its_beginning(qtbot: QtBot) -> None:
    button = ChoiceButton("Persona")
    qtbot.addWidget(button)
    button.offer([("x" * 200, 1)])
    assert len(button.text()) <= 30
    assert "…" in button.text()
