from pytestqt.qtbot import QtBot

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import create_persona_db, reused_connections, save_memory
from personaui_desktop.operations import memories
from personaui_desktop.records.undo import NextSteps, StepKind
from personaui_desktop.widgets.common.histories import Histories
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory


def test_two_windows_agree_at_every_moment_on_what_comes_next(qtbot: QtBot) -> None:
    worker, notices = DatabaseWorker(reused_connections), Notices()
    histories = Histories(worker.run, worker.changed)
    places = [Place(), Place()]
    first, second = (UndoHistory(place, histories, worker.run, notices) for place in places)
    seen: list[tuple[NextSteps, NextSteps]] = []
    for history in (first, second):
        history.changed.connect(lambda: seen.append((first.next, second.next)))
    made = save_memory(None, "Likes tea.")
    worker.run(memories.delete("default", made), first)
    qtbot.waitUntil(lambda: worker.is_idle)
    second.undo()
    qtbot.waitUntil(lambda: worker.is_idle)
    assert len(seen) == 4, "each window was told of the step, and that it was taken back"
    assert all(one == other for one, other in seen)
    assert first.next.redo is not None
    assert first.next.redo.kind is StepKind.MEMORY_DELETED
    worker.close()


def test_each_persona_has_its_own_and_one_is_not_read_for_another(qtbot: QtBot) -> None:
    worker = DatabaseWorker(reused_connections)
    histories = Histories(worker.run, worker.changed)
    told: list[str] = []
    histories.changed.connect(told.append)
    create_persona_db("mia")
    of_mia, of_default = save_memory(None, "Sails.", "mia"), save_memory(None, "Likes tea.")
    place = Place("mia")
    history = UndoHistory(place, histories, worker.run, Notices())
    for persona_id, memory_id in (("mia", of_mia), ("default", of_default)):
        worker.run(memories.delete(persona_id, memory_id), history)
    qtbot.waitUntil(lambda: worker.is_idle)
    assert told == ["mia"]
    assert histories.next_of("default") == NextSteps()
    mine = history.next
    place.show_persona("default")
    assert history.next == NextSteps(), "never what was done with another persona"
    qtbot.waitUntil(lambda: worker.is_idle)
    assert told == ["mia", "default"]
    place.show_persona("mia")
    assert history.next == mine, "known at once where it was read before"
    qtbot.waitUntil(lambda: worker.is_idle)
    worker.close()
