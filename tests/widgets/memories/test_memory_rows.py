"""Which memories are read again when some changed. One that nobody tells of shows what was not read."""

from pytestqt.qtbot import QtBot

from personaui_desktop.database import create_persona_db, get_db_connection, save_memory
from personaui_desktop.operations import memories, sessions
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.memories.matching import Order
from personaui_desktop.widgets.memories.pane import MemoriesPane


def load(bench, *contents: str) -> list[int]:
    """Show memories, and add one that nobody tells of; answer the ids of those that are shown."""
    bench.load(*contents)
    add_untold(bench)
    return [row.id for row in reversed(bench.model.rows)]


def add_untold(bench) -> None:
    bench.do(lambda: save_memory(None, "Untold.", "default"))


def run(bench, operation) -> None:
    bench.worker.run(operation, bench.place)
    bench.settle()


def test_of_an_added_memory_only_its_row_is_read(bench) -> None:
    load(bench, "One.", "Two.")
    run(bench, memories.add("default", None, "Three."))
    assert bench.contents == ["Three.", "Two.", "One."]


def test_of_an_edited_memory_only_its_row_is_read(bench) -> None:
    one, _two = load(bench, "One.", "Two.")
    run(bench, memories.edit("default", one, "First."))
    run(bench, memories.switch("default", one, False))
    run(bench, memories.pin("default", one, True))
    assert bench.contents == ["Two.", "First."]
    assert bench.model.rows[1].pinned
    assert not bench.model.rows[1].is_active


def test_a_removed_memory_goes_and_comes_back_in_its_place(bench) -> None:
    _one, two, _three = load(bench, "One.", "Two.", "Three.")
    run(bench, memories.delete("default", two))
    assert bench.contents == ["Three.", "One."]
    bench.history.undo()
    bench.settle()
    assert bench.contents == ["Three.", "Two.", "One."]


def test_memories_of_a_renamed_and_of_a_deleted_conversation_say_so(bench, talk) -> None:
    session_id, first, *_others = talk(4)
    run(bench, memories.add("default", session_id, "We counted.", first, first))
    run(bench, sessions.rename("default", session_id, "Numbers"))
    assert [row.session_title for row in bench.model.rows] == ["Numbers"]
    run(bench, sessions.trash("default", [session_id]))
    run(bench, sessions.delete_for_good("default", [session_id]))
    assert [row.source.value for row in bench.model.rows] == ["gone"]


def test_memories_whose_messages_changed_are_read_again(bench, talk) -> None:
    session_id, first, *_others = talk(4)
    run(bench, memories.add("default", session_id, "We counted.", first, first))
    add_untold(bench)

    def edit() -> None:
        file = get_db_connection("default")
        with file:
            file.execute("UPDATE chat_messages SET message = 'other' WHERE id = ?", (first,))
        file.close()

    bench.do(edit)
    bench.worker.changed.emit(Change(Topic.MESSAGES, "default", session_id, (first,)))
    bench.settle()
    assert [row.source.value for row in bench.model.rows] == ["changed"]


def test_what_is_compared_on_the_way_is_read_too(bench, talk) -> None:
    session_id, first, second, *_others = talk(4)
    run(bench, memories.add("default", session_id, "We counted.", first, first))
    other = memories.add("default", session_id, "We counted on.", second, second).work()

    def edit() -> None:
        file = get_db_connection("default")
        with file:
            file.execute("UPDATE chat_messages SET message = 'other' WHERE id = ?", (first,))
        file.close()

    bench.do(edit)
    bench.worker.changed.emit(Change(Topic.MEMORIES, "default", ids=(other,), how=How.ADDED))
    bench.settle()
    assert [row.source.value for row in bench.model.rows] == ["same", "changed"]


def test_order_search_and_choice_stay(bench) -> None:
    one, two, three = load(bench, "A one.", "B two.", "A three.")
    bench.shelf.sort_by(Order.PINNED)
    bench.shelf.search.setText("a")
    bench.choose("A one.")
    run(bench, memories.pin("default", one, True))
    assert bench.contents == ["A one.", "A three."]
    run(bench, memories.edit("default", two, "A two."))
    run(bench, memories.edit("default", three, "Bee."))
    assert bench.contents == ["A one.", "A two."]
    assert bench.view.current_memory.id == one


def test_another_personas_change_is_not_read(bench) -> None:
    one, *_others = load(bench, "One.")
    bench.do(lambda: create_persona_db("11aa22bb"))
    bench.worker.changed.emit(Change(Topic.MEMORIES, "11aa22bb"))
    bench.worker.changed.emit(Change(Topic.MEMORIES, "default", ids=(one, 77), how=How.TOUCHED))
    bench.worker.changed.emit(Change(Topic.MEMORIES, "default", 1, how=How.TOUCHED))
    bench.settle()
    assert bench.contents == ["One."]


def test_a_change_during_the_first_reading_is_not_lost(bench) -> None:
    bench.do(lambda: create_persona_db("default"))
    bench.pane.load()
    run(bench, memories.add("default", None, "Meanwhile."))
    assert bench.contents == ["Meanwhile."]


def test_what_is_written_is_chosen_in_its_own_window_only(bench, qtbot: QtBot) -> None:
    place, worker = Place("default"), bench.worker
    history = UndoHistory(place, bench.desk.histories, worker.run, bench.notices)
    other = MemoriesPane(bench.desk, place, bench.notices, history)
    qtbot.addWidget(other)
    bench.load("One.")
    other.load()
    bench.pane.add_memory()
    bench.editor.text.setPlainText("Two.")
    bench.editor.save()
    bench.settle()
    cards = other.shelf.view.model()
    assert bench.contents == [cards.index(row, 0).data() for row in range(cards.rowCount())]
    assert bench.contents == ["Two.", "One."]
    assert bench.view.current_memory.content == "Two."
    assert other.shelf.view.current_memory is None
