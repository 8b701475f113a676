"""A memory is edited in its own card, and nothing is lost wherever the card goes."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from support.on_file import write

from personaui_desktop.database import create_persona_db, delete_memory, save_memory
from personaui_desktop.database.proposals import add_proposals
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.memories import Origin, Proposal

Key = Qt.Key


def row(bench, at: int = 0) -> QRect:
    return bench.view.visualRect(bench.view.model().index(at, 0))


def edit(bench, content: str) -> None:
    bench.choose(content)
    bench.qtbot.keyClick(bench.view, Key.Key_F2)
    bench.qtbot.waitUntil(lambda: bench.view.delegate.edited is not None)


def is_in_card(bench, at: int) -> bool:
    return bench.editor.parentWidget() is bench.view.viewport() and row(bench, at).contains(
        bench.editor.geometry()
    )


def test_it_is_edited_in_its_card_and_saved_there(bench) -> None:
    bench.load("One.", "Two.", "Three.")
    edit(bench, "Two.")
    bench.qtbot.waitUntil(lambda: is_in_card(bench, 1))
    assert bench.editor.text.hasFocus()
    assert bench.pane.foot.remember_button.isVisible()
    assert bench.pane.foot.remember_button.property("kind") == "plain"
    bench.qtbot.keyClicks(bench.editor.text, " And a half.")
    bench.qtbot.keyClick(bench.editor.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert bench.contents == ["Three.", "Two. And a half.", "One."]
    assert not bench.editor.isVisible()
    assert bench.view.hasFocus()
    bench.qtbot.waitUntil(lambda: row(bench, 1).height() == row(bench, 0).height())


def test_the_card_grows_with_what_is_written(bench) -> None:
    bench.load("One.", "Two.")
    # Nothing else moves the cards meanwhile.
    bench.qtbot.waitUntil(lambda: bench.pane.remembering.line.isVisible())
    edit(bench, "Two.")
    bench.qtbot.waitUntil(lambda: is_in_card(bench, 0))
    QApplication.processEvents()
    before = row(bench).height()
    bench.editor.text.setPlainText("line\n" * 9)
    bench.qtbot.waitUntil(lambda: row(bench).height() > before + 40)
    bench.qtbot.waitUntil(lambda: is_in_card(bench, 0))
    assert not row(bench, 1).intersects(bench.editor.geometry())


def test_escape_leaves_and_asks_only_if_something_changed(bench) -> None:
    bench.load("One.")
    edit(bench, "One.")
    bench.qtbot.keyClick(bench.editor.text, Key.Key_Escape)
    assert not bench.editor.isVisible()
    assert bench.view.hasFocus()
    edit(bench, "One.")
    bench.qtbot.keyClicks(bench.editor.text, "!")
    bench.qtbot.keyClick(bench.editor.text, Key.Key_Escape)
    assert bench.editor.keep_button.hasFocus()
    bench.qtbot.keyClick(bench.editor.keep_button, Key.Key_Space)
    assert bench.editor.text.toPlainText() == "One.!"
    assert bench.editor.text.hasFocus()


def test_what_is_written_outlives_the_card(bench) -> None:
    bench.load("One.", "Two.")
    edit(bench, "One.")
    bench.qtbot.keyClicks(bench.editor.text, " More")
    bench.shelf.search.setText("two")
    bench.qtbot.waitUntil(lambda: bench.editor.parentWidget() is bench.pane.foot)
    assert bench.editor.isVisible()
    assert not bench.pane.foot.remember_button.isVisible()
    bench.shelf.search.clear()
    bench.qtbot.waitUntil(lambda: is_in_card(bench, 1))
    assert bench.pane.foot.remember_button.isVisible()
    bench.editor.text.setFocus()
    bench.do(lambda: delete_memory(bench.model.rows[1].id, "default"))
    bench.worker.changed.emit(Change(Topic.MEMORIES, "default"))
    bench.settle()
    bench.qtbot.waitUntil(lambda: bench.editor.parentWidget() is bench.pane.foot)
    assert bench.editor.text.toPlainText() == "One. More"
    assert bench.editor.text.hasFocus()
    bench.editor.save()
    bench.settle()
    bench.editor.save()
    bench.settle()
    assert bench.contents == ["One. More", "Two."]


def test_it_waits_while_another_persona_is_shown(bench) -> None:
    bench.load("One.")
    bench.do(lambda: create_persona_db("11aa22bb"))
    edit(bench, "One.")
    bench.qtbot.keyClicks(bench.editor.text, " More")
    bench.place.show_persona("11aa22bb")
    bench.settle()
    assert not bench.editor.isVisible()
    bench.place.show_persona("default")
    bench.settle()
    bench.qtbot.waitUntil(lambda: is_in_card(bench, 0))
    assert bench.editor.text.toPlainText() == "One. More"


def test_it_goes_with_its_card_when_the_list_is_scrolled(bench) -> None:
    bench.load(*(f"Memory {number}." for number in range(30)))
    edit(bench, "Memory 15.")
    at = bench.contents.index("Memory 15.")
    bench.qtbot.waitUntil(lambda: is_in_card(bench, at))
    before = bench.editor.y()
    bar = bench.view.verticalScrollBar()
    bar.setValue(bar.value() + 60)
    assert bench.editor.y() == before - 60


def test_a_click_beside_the_text_does_not_reach_the_card(bench) -> None:
    bench.load("word " * 200)
    edit(bench, "word " * 200)
    bench.qtbot.waitUntil(lambda: is_in_card(bench, 0))
    bench.qtbot.mouseClick(bench.editor, Qt.MouseButton.LeftButton, pos=QPoint(3, bench.editor.height() - 3))
    assert bench.view.delegate.opened == set()


def test_editing_the_same_memory_again_goes_on_with_it(bench) -> None:
    bench.load("One.")
    edit(bench, "One.")
    bench.qtbot.keyClicks(bench.editor.text, " More")
    bench.view.setFocus()
    bench.qtbot.keyClick(bench.view, Key.Key_F2)
    assert bench.editor.text.hasFocus()
    assert bench.editor.text.toPlainText() == "One. More"
    assert bench.told == []


def test_in_a_low_window_suggestions_give_way_to_the_card_that_is_edited(bench, talk) -> None:
    ids = talk(6)
    bench.do(lambda: save_memory(None, "One.", "default"))
    work = Proposal(0, ids[0], None, "They counted.", ids[1], ids[2], "x", Origin.ASKED, moves_marker=True)
    bench.do(lambda: write(add_proposals, [work]))
    bench.pane.load()
    bench.settle()
    # As in the window, which stays as low as it is.
    bench.pane.setMinimumSize(200, 200)
    bench.pane.resize(300, 450)
    assert bench.shelf.proposals.isVisible()
    edit(bench, "One.")
    assert not bench.shelf.proposals.isVisible()
    bench.qtbot.waitUntil(lambda: bench.editor.geometry().bottom() < bench.view.viewport().height())
