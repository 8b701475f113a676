from pytestqt.qtbot import QtBot

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import (
    create_persona_db,
    get_all_memories,
    reused_connections,
    save_memory,
    update_memory,
)
from personaui_desktop.operations import memories
from personaui_desktop.records.undo import StepKind, StepTaken
from personaui_desktop.widgets.common.histories import Histories
from personaui_desktop.widgets.common.notices import Notice, Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory


def test_every_step_has_words_of_its_own_and_is_found_by_its_code() -> None:
    assert len({kind.words for kind in StepKind}) == len(StepKind)
    assert [StepKind(kind.value) for kind in StepKind] == list(StepKind)


def test_a_notices_button_takes_back_just_what_it_tells_of(qtbot: QtBot) -> None:
    worker, notices, place = DatabaseWorker(reused_connections), Notices(), Place("default")
    told: list[Notice] = []
    notices.shown.connect(told.append)
    history = UndoHistory(place, Histories(worker.run, worker.changed), worker.run, notices)

    def settle() -> None:
        qtbot.waitUntil(lambda: worker.is_idle)

    def delete(memory_id: int) -> None:
        worker.run(
            memories.delete("default", memory_id), history, lambda step: history.offer("Deleted.", step)
        )
        settle()

    first, second = save_memory(None, "Likes tea."), save_memory(None, "Likes rain.")
    delete(first)
    delete(second)
    earlier, later = (notice.action[1] for notice in told if notice.action)
    earlier()
    settle()
    assert get_all_memories() == []
    assert told[-1].text == "Something else was changed since."
    withdrawn: list[Notice] = []
    notices.withdrawn.connect(withdrawn.append)
    later()
    settle()
    earlier()
    settle()
    assert {memory["id"] for memory in get_all_memories()} == {first, second}
    assert [notice.text for notice in withdrawn] == ["Deleted."], "the one that stood there last"

    delete(second)
    history.undo()
    settle()
    assert len(withdrawn) == 2, "taken back by the menu, it is not offered any more"

    worker.run(memories.edit("default", first, "Likes coffee."), history)
    settle()
    update_memory(first, "Likes cocoa.")
    history.undo()
    settle()
    assert told[-1].kind == "warning"
    assert "has been changed since" in told[-1].text
    assert history.next.undo is None
    worker.close()


def test_a_step_that_is_taken_back_once_another_persona_is_shown_leads_nowhere(qtbot: QtBot) -> None:
    worker, notices, place = DatabaseWorker(reused_connections), Notices(), Place("default")
    history = UndoHistory(place, Histories(worker.run, worker.changed), worker.run, notices)
    told: list[StepTaken] = []
    history.taken.connect(told.append)
    withdrawn: list[Notice] = []
    notices.withdrawn.connect(withdrawn.append)
    create_persona_db("kai")
    memory = save_memory(None, "Likes tea.")
    for shown in ("default", "kai"):
        worker.run(memories.delete("default", memory), history, lambda step: history.offer("Deleted.", step))
        qtbot.waitUntil(lambda: worker.is_idle)
        history.undo()
        place.show_persona(shown)
        qtbot.waitUntil(lambda: worker.is_idle)
        assert [each["id"] for each in get_all_memories()] == [memory], "it is taken back all the same"
    assert [(taken.persona_id, taken.step.kind) for taken in told] == [("default", StepKind.MEMORY_DELETED)]
    assert len(withdrawn) == 2
    worker.close()
