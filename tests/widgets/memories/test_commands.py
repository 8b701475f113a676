from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from support.memory_hands import TEXT, remember

Key = Qt.Key


def test_the_memory_of_a_message_is_chosen(bench, talk) -> None:
    ids = talk(6)
    remember(bench)
    bench.editor.save()
    bench.settle()
    bench.view.clearSelection()
    bench.pane.show_memory_of(ids[3])
    assert bench.view.current_memory.content == TEXT
    bench.pane.show_memory_of(ids[6] + 50)
    assert bench.told[-1].text == "The memory of this message cannot be found."


def test_copies(bench) -> None:
    bench.load("He sails.\nAlone.")
    bench.choose("He sails.\nAlone.")
    bench.qtbot.keyClick(bench.view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "He sails.\nAlone."


def test_the_context_menu_offers_everything(bench) -> None:
    bench.load("He sails.", off=("He sails.",))
    menu = bench.view.menu_for(bench.model.rows[0])
    names = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    assert names == ["&Edit", "Cop&y", "&Use", "&Pin", "De&lete"]
    menu.actions()[2].trigger()
    bench.settle()
    assert bench.model.rows[0].is_active


def test_menu_actions_need_a_chosen_memory(bench) -> None:
    bench.load("He sails.")
    bench.pane.commands.start("memory.delete")
    bench.settle()
    assert bench.told[-1].text == "No memory is selected."
    bench.choose("He sails.")
    bench.pane.commands.start("memory.switch")
    bench.settle()
    assert not bench.model.rows[0].is_active


def test_the_chosen_order_is_told_and_an_order_from_before_is_ticked(bench) -> None:
    bench.load("One.", "Two.", "Three.")
    bench.choose("One.")
    bench.pane.commands.start("memory.pin")
    bench.settle()
    actions = {action.text(): action for action in bench.shelf.sort_button.menu().actions()}
    with bench.qtbot.waitSignal(bench.pane.order_chosen) as chosen:
        actions["By conversation"].trigger()
    assert chosen.args == ["conversation"]
    with bench.qtbot.assertNotEmitted(bench.pane.order_chosen):
        bench.pane.sort_by("pinned")
    assert bench.contents == ["One.", "Three.", "Two."]
    assert [name for name, action in actions.items() if action.isChecked()] == ["Pinned first"]
