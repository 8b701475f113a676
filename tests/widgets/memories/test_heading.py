"""The head of the memories: what the active ones take of their share, said and drawn."""

from pathlib import Path

from PySide6.QtCore import Qt

from personaui_desktop.operations.memory_budget import MemoryBudget


def heading(bench):
    return bench.shelf.heading


def test_without_memories_there_is_nothing_to_count(bench) -> None:
    bench.load()
    assert not heading(bench).count.isVisible()
    assert not heading(bench).bar.isVisible()


def test_it_is_gone_where_the_file_cannot_be_read(bench, data_dir: Path) -> None:
    bench.load("He sails.")
    (data_dir / "persona_11aa22bb.db").write_bytes(b"no database at all, and long enough to be sure" * 20)
    bench.place.show_persona("11aa22bb")
    bench.settle()
    assert not heading(bench).bar.isVisible()


def test_a_narrow_pane_counts_in_fewer_words(bench) -> None:
    bench.load("He sails.", "He likes rain.")
    assert heading(bench).count.text() == "2 active · ≈ 23 of 20k tokens"
    wide = bench.pane.width()
    bench.pane.resize(200, 700)
    assert heading(bench).count.text() == "2 active"
    assert heading(bench).count.elided_text() == "2 active"
    bench.pane.resize(wide, 700)
    assert heading(bench).count.text() == "2 active · ≈ 23 of 20k tokens"


def test_a_click_or_space_asks_for_what_is_sent(bench) -> None:
    bench.load("He sails.")
    with bench.qtbot.waitSignal(bench.pane.inspect_requested):
        bench.qtbot.mouseClick(heading(bench).bar, Qt.MouseButton.LeftButton)
    heading(bench).bar.setFocus()
    with bench.qtbot.waitSignal(bench.pane.inspect_requested):
        bench.qtbot.keyClick(heading(bench).bar, Qt.Key.Key_Space)


def test_the_search_leaves_the_counts_alone(bench) -> None:
    bench.load("He sails.", "He likes rain.")
    bench.shelf.search.setText("sails")
    assert heading(bench).count.text().startswith("2 active")
    bench.shelf.show_budget(MemoryBudget(2, 30, 60, 0))
    assert heading(bench).bar.share == 0.5
