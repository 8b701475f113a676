"""The head of the memories: what the active ones take of their share, said and drawn."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from personaui_desktop.background.operation import Errand
from personaui_desktop.database import create_persona_db, save_memory
from personaui_desktop.operations import personas
from personaui_desktop.operations.memory_budget import MemoryBudget
from personaui_desktop.records.personas import Profile
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.memories.budget_bar import REACH, THICKNESS, BudgetBar


def heading(bench):
    return bench.shelf.heading


def test_without_memories_there_is_nothing_to_count(bench) -> None:
    bench.load()
    assert not heading(bench).count.isVisible()
    assert not heading(bench).bar.isVisible()


def test_over_the_share_it_says_how_many_are_left_out(bench) -> None:
    bench.load(*(f"Memory {number} is about something." for number in range(9)))
    assert not heading(bench).left_out.isVisible()
    bench.pane.apply_settings(Settings(memory_tokens=90))
    bench.settle()
    assert heading(bench).left_out.isVisible()
    assert heading(bench).left_out.text().endswith(" do not fit and are not sent.")
    assert heading(bench).count.text() == "9 active · ≈ 144 of 90 tokens"
    assert heading(bench).bar.share == 1
    assert "9 of 9 memories" in heading(bench).bar.accessibleDescription()
    assert heading(bench).left_out.text() in heading(bench).bar.accessibleDescription()
    bench.pane.apply_settings(Settings())
    bench.settle()
    assert not heading(bench).left_out.isVisible()


def test_it_follows_what_is_switched_off(bench) -> None:
    bench.load("He sails.", "He likes rain.")
    both = heading(bench).bar.share
    bench.choose("He sails.")
    bench.pane.commands.start("memory.switch")
    bench.settle()
    assert heading(bench).count.text().startswith("1 active")
    assert 0 < heading(bench).bar.share < both
    bench.choose("He likes rain.")
    bench.pane.commands.start("memory.switch")
    bench.settle()
    assert heading(bench).count.text() == "None active"
    assert heading(bench).bar.share == 0


def test_a_longer_description_of_the_persona_leaves_less_room(bench) -> None:
    bench.load("He sails.")
    bench.pane.apply_settings(Settings(context_tokens=2_000))
    bench.settle()
    before = heading(bench).bar.share
    bench.worker.run(personas.edit("default", Profile("Mia", "She has a long story. " * 100)), bench.pane)
    bench.settle()
    assert heading(bench).bar.share > before


def test_what_another_persona_took_is_not_said_of_this_one(bench) -> None:
    bench.load("He sails.")

    def fill() -> None:
        create_persona_db("11aa22bb")
        save_memory(None, "She dives.", "11aa22bb")
        save_memory(None, "She dances.", "11aa22bb")

    bench.worker.run(Errand(fill), bench.pane)
    bench.place.show_persona("11aa22bb")
    assert not heading(bench).count.isVisible()
    bench.settle()
    assert heading(bench).count.text().startswith("2 active")


def test_it_is_gone_where_the_file_cannot_be_read(bench, data_dir: Path) -> None:
    bench.load("He sails.")
    (data_dir / "persona_11aa22bb.db").write_bytes(b"no database at all, and long enough to be sure" * 20)
    bench.place.show_persona("11aa22bb")
    bench.settle()
    assert not heading(bench).bar.isVisible()


def test_a_narrow_pane_counts_in_fewer_words(bench) -> None:
    bench.load("He sails.", "He likes rain.")
    assert heading(bench).count.text() == "2 active · ≈ 23 of 20k tokens"
    bench.pane.resize(200, 700)
    assert heading(bench).count.text() == "2 active"
    assert heading(bench).count.elided_text() == "2 active"
    bench.pane.resize(300, 700)
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


def test_the_bar_is_filled_as_far_as_the_share_is_taken(qtbot) -> None:
    bar = BudgetBar()
    qtbot.addWidget(bar)
    bar.resize(200, bar.sizeHint().height())
    bar.show_share(0.4)
    drawn = bar.grab().toImage()
    middle = REACH + round(THICKNESS / 2)
    filled = [x for x in range(200) if drawn.pixelColor(QPoint(x, middle)) == theme().tokens.memory]
    assert abs(len(filled) - 80) <= 2


def contrast(one: QColor, other: QColor) -> float:
    """As WCAG counts it."""

    def light(colour: QColor) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05

    return max(light(one), light(other)) / min(light(one), light(other))


@pytest.mark.parametrize("look", ["light", "dark"])
def test_how_full_it_is_can_be_seen_without_telling_colours_apart(qtbot, look: str) -> None:
    theme().appearance = look
    try:
        bar = BudgetBar()
        qtbot.addWidget(bar)
        bar.resize(200, bar.sizeHint().height())
        bar.show_share(0.5)
        picture = bar.grab().toImage()
        ground = picture.pixelColor(199, 0)

        def thickness(x: int) -> int:
            return sum(contrast(picture.pixelColor(x, y), ground) > 1.5 for y in range(picture.height()))

        assert thickness(50) >= 2 * thickness(150) > 0
        assert picture.pixelColor(50, picture.height() // 2) == theme().tokens.memory
        assert contrast(picture.pixelColor(150, picture.height() // 2), theme().tokens.pane) >= 3
    finally:
        theme().appearance = "system"
