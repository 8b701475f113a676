import pytest
from support.on_file import read
from support.undoing import edit, memories

from personaui_desktop import database
from personaui_desktop.database import undo_steps
from personaui_desktop.database.kept_rows import packed, unpacked
from personaui_desktop.errors import CannotUndo


@pytest.mark.usefixtures("_three_memories")
def test_a_row_that_changed_since_stays_as_it_is_and_the_step_is_forgotten() -> None:
    edit(2, "before")
    edit(1, "x")
    database.update_memory(1, "by another program")
    with pytest.raises(CannotUndo):
        read(undo_steps.undo)
    assert memories()[0][1] == "by another program"
    assert read(undo_steps.undo), "the step before it can still be taken back"
    assert memories()[1][1] == "b"


@pytest.mark.usefixtures("_three_memories")
def test_other_columns_of_a_changed_row_stay_as_they_are() -> None:
    edit(1, "x")
    database.toggle_memory_status(1)
    read(undo_steps.undo)
    assert memories()[0] == (1, "a", 0)


@pytest.mark.usefixtures("_three_memories")
def test_a_row_that_another_program_deleted_is_not_made_of_half_its_columns() -> None:
    edit(1, "x")
    database.delete_memory(1)
    with pytest.raises(CannotUndo):
        read(undo_steps.undo)
    assert [row[0] for row in memories()] == [2, 3]


def test_bytes_and_all_else_that_sqlite_holds_are_kept() -> None:
    columns = {"a": b"\xff\x00", "b": 1.5, "c": None, "d": 2**63 - 1, "e": "Größe 🌙"}
    assert unpacked(packed(columns)) == columns
