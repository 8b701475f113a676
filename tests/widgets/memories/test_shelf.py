from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from personaui_desktop.database import (
    create_persona_db,
)
from personaui_desktop.widgets.common import recovery
from personaui_desktop.widgets.memories.matching import Order


def test_pinned_ones_come_first_where_wanted_and_undo_keeps_the_pin(bench) -> None:
    bench.load("One.", "Two.", "Three.")
    bench.choose("One.")
    bench.qtbot.keyClick(bench.view, Qt.Key.Key_P)
    bench.settle()
    assert bench.contents == ["Three.", "Two.", "One."]
    actions = {action.text(): action for action in bench.shelf.sort_button.menu().actions()}
    assert list(actions) == [order.title for order in Order]
    actions["Pinned first"].trigger()
    assert bench.contents == ["One.", "Three.", "Two."]
    bench.pane.commands.start("memory.delete")
    bench.settle()
    bench.told[-1].action[1]()
    bench.settle()
    assert bench.contents == ["One.", "Three.", "Two."]
    actions["Newest first"].trigger()
    assert bench.contents == ["Three.", "Two.", "One."]


def test_by_conversation_in_the_order_of_what_was_said(bench, talk) -> None:
    ids = talk(8)
    for start, end in ((5, 6), (1, 2)):
        bench.pane.remember_messages(ids[start], ids[end])
        bench.settle()
        bench.editor.text.setPlainText(f"From {start}.")
        bench.editor.save()
        bench.settle()
    assert bench.contents == ["From 1.", "From 5."]
    bench.pane.add_memory()
    bench.editor.text.setPlainText("By hand.")
    bench.editor.save()
    bench.settle()
    actions = {action.text(): action for action in bench.shelf.sort_button.menu().actions()}
    actions["By conversation"].trigger()
    assert bench.contents == ["From 1.", "From 5.", "By hand."]


def test_lists_newest_first_with_counts(bench) -> None:
    bench.load("He sails.", "He dislikes coriander.", "His brother marries.", off=("He dislikes coriander.",))
    assert bench.contents == ["His brother marries.", "He dislikes coriander.", "He sails."]
    assert bench.shelf.heading.count.text() == "2 active · ≈ 25 of 20k tokens"
    assert "2 of 3 memories" in bench.shelf.heading.bar.toolTip()


def test_without_any_it_says_so_and_offers_to_add(bench) -> None:
    bench.load()
    assert bench.shelf.message.isVisible()
    assert "No memories yet" in bench.shelf.message.label.text()
    assert not bench.pane.foot.add_button.isVisible()
    bench.shelf.message.button.click()
    assert bench.editor.isVisible()
    assert not bench.shelf.message.button.isVisible()


def test_a_late_listing_of_another_persona_is_dropped(bench) -> None:
    bench.load("He sails.")
    bench.do(lambda: create_persona_db("11aa22bb"))
    bench.place.show_persona("11aa22bb")
    bench.place.show_persona("default")
    bench.place.show_persona("11aa22bb")
    bench.settle()
    assert bench.contents == []


def test_a_damaged_file_says_so_in_place(bench, data_dir: Path) -> None:
    (data_dir / "persona_11aa22bb.db").write_bytes(b"no database at all, and long enough to be sure" * 20)
    bench.place.show_persona("11aa22bb")
    bench.settle()
    assert bench.shelf.message.isVisible()
    assert bench.shelf.message.button.text() == "Try again"
    assert not bench.pane.foot.add_button.isVisible()


def test_a_file_that_is_replaced_is_found_by_itself(
    bench, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery, "AGAIN_MS", 20)
    file = data_dir / "persona_11aa22bb.db"
    file.write_bytes(b"no database at all, and long enough to be sure" * 20)
    bench.place.show_persona("11aa22bb")
    bench.qtbot.waitUntil(lambda: bench.shelf.has_problem)
    file.unlink()
    create_persona_db("11aa22bb")
    bench.qtbot.waitUntil(lambda: not bench.shelf.has_problem)


def test_the_place_in_the_list_survives_a_switch(bench) -> None:
    bench.load(*(f"Memory {n}." for n in range(30)))
    bench.choose("Memory 3.")
    place = bench.view.verticalScrollBar().value()
    assert place > 0
    bench.pane.commands.start("memory.switch")
    bench.settle()
    assert bench.view.verticalScrollBar().value() == place
