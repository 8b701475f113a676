from PySide6.QtCore import Qt
from support.memory_hands import TEXT, answer, consider, remember, sentence
from support.on_file import read

from personaui_desktop.database import (
    create_persona_db,
    get_last_memory_message_id,
    save_message,
)
from personaui_desktop.database.receipts import Spent, session_spending
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.settings.table import Settings

OTHER = "His brother Tom marries in May, and he is nervous about the speech."


def test_a_preview_can_be_changed_and_then_saved(bench, talk) -> None:
    ids = talk(6)
    remember(bench)
    assert bench.editor.text.toPlainText() == TEXT
    assert bench.contents == []
    assert get_last_memory_message_id(ids[0]) is None
    bench.qtbot.keyClicks(bench.editor.text, " He laughed.")
    bench.editor.save_button.click()
    bench.settle()
    assert bench.contents == [f"{TEXT} He laughed."]
    memory = bench.view.current_memory
    assert (memory.start_message_id, memory.end_message_id) == (ids[1], ids[6])
    assert get_last_memory_message_id(ids[0]) == ids[6]
    assert not bench.editor.isVisible()
    assert not bench.shelf.proposals.isVisible()


def test_a_preview_that_is_left_stays_as_a_proposal(bench, talk) -> None:
    talk(6)
    remember(bench)
    bench.qtbot.keyClick(bench.editor.text, Qt.Key.Key_Escape)
    assert not bench.editor.isVisible()
    card = bench.shelf.proposals
    assert card.text.text() == TEXT
    card.edit_button.click()
    assert bench.editor.text.toPlainText() == TEXT
    bench.editor.leave()
    card.accept_button.click()
    bench.settle()
    assert bench.contents == [TEXT]
    assert not card.isVisible()


def test_a_changed_preview_that_is_saved_on_the_way_out_is_not_offered_again(bench, talk) -> None:
    talk(6)
    bench.do(lambda: create_persona_db("11aa22bb"))
    remember(bench)
    bench.editor.text.setPlainText(OTHER)
    bench.editor.save()
    bench.place.show_persona("11aa22bb")
    bench.settle()
    bench.place.show_persona("default")
    bench.settle()
    assert bench.contents == [OTHER]
    assert not bench.editor.isVisible()


def test_a_proposal_is_discarded_and_brought_back(bench, talk) -> None:
    ids = talk(6)
    remember(bench)
    bench.editor.leave()
    card = bench.shelf.proposals
    card.discard_button.click()
    bench.settle()
    assert not card.isVisible()
    assert not bench.editor.isVisible()
    assert get_last_memory_message_id(ids[0]) is None
    label, undo = bench.told[-1].action
    assert label == "Undo"
    undo()
    bench.settle()
    assert card.text.text() == TEXT


def test_what_was_spent_is_counted_whatever_comes_of_it(bench, talk) -> None:
    ids = talk(6)
    changes: list[Change] = []
    bench.worker.changed.connect(changes.append)
    remember(bench, "Certainly!")
    assert read(session_spending, ids[0]) == Spent(0, 1, 1)
    assert changes == [Change(Topic.SPENDING, "default", ids[0], asker=bench.making)]
    bench.responder.next_stream().finish("refusal")
    bench.pane.foot.remember_button.click()
    bench.qtbot.waitUntil(lambda: bench.making.errand("default") is None)
    bench.settle()
    assert read(session_spending, ids[0]).requests == 2
    bench.pane.foot.remember_button.click()
    bench.qtbot.waitUntil(lambda: len(bench.responder.requests) == 3)
    bench.making.cancel("default")
    bench.qtbot.waitUntil(lambda: bench.making.errand("default") is None)
    bench.settle()
    assert read(session_spending, ids[0]).requests == 3
    bench.making.apply_settings(Settings(remember_after=3))
    answer(bench, TEXT)
    consider(bench, ids[0])
    bench.qtbot.waitUntil(lambda: bench.shelf.proposals.isVisible())
    assert read(session_spending, ids[0]).requests == 4


def test_by_itself_a_memory_is_proposed(bench, talk) -> None:
    ids = talk(6)
    bench.making.apply_settings(Settings(remember_after=4))
    consider(bench, ids[0])
    assert bench.responder.requests == []
    bench.do(lambda: save_message("one more", True, session_id=ids[0]))
    answer(bench, TEXT)
    consider(bench, ids[0])
    bench.qtbot.waitUntil(lambda: bench.shelf.proposals.isVisible())
    assert bench.models == ["claude-haiku-5-5"]
    assert not bench.editor.isVisible()
    assert bench.contents == []
    consider(bench, ids[0])
    assert len(bench.responder.requests) == 1


def test_by_itself_it_is_accepted_where_that_was_chosen(bench, talk) -> None:
    ids = talk(6)
    bench.making.apply_settings(Settings(remember_after=3, accept_memories=True, memory_model="small"))
    answer(bench, TEXT)
    consider(bench, ids[0])
    bench.qtbot.waitUntil(lambda: bench.contents == [TEXT])
    bench.settle()
    assert bench.models == ["small"]
    assert get_last_memory_message_id(ids[0]) == ids[6]
    assert bench.told[-1].text == "New memory saved."


def test_messages_that_lost_their_memory_are_offered_again(bench, talk) -> None:
    ids = talk(6)
    for text in (TEXT, OTHER):
        remember(bench, text)
        bench.editor.save()
        bench.settle()
        bench.do(
            lambda: [save_message(f"more {n} {bench.about}", n % 2 == 0, session_id=ids[0]) for n in range(5)]
        )
    bench.choose(TEXT)
    bench.pane.commands.start("memory.delete")
    bench.settle()
    bench.pane.remembering.look()
    bench.settle()
    assert sentence(bench) == "6 earlier messages are not remembered yet."
    answer(bench, TEXT)
    bench.pane.remembering.line.button.click()
    bench.qtbot.waitUntil(lambda: bench.editor.isVisible())
    bench.editor.save()
    bench.settle()
    assert bench.view.current_memory.start_message_id == ids[1]
