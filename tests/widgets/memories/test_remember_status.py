"""Remembering as a person sees it: the preview, the proposal, what is stale, what is offered again."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from support.long_words import LONG_NAME, fits
from support.on_file import read, store_profile

from personaui_desktop.database import (
    create_persona_db,
    delete_session,
    get_last_memory_message_id,
    save_message,
)
from personaui_desktop.database.connection import connect
from personaui_desktop.database.proposals import get_proposals
from personaui_desktop.database.receipts import Spent, session_spending
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.memories import SourceState
from personaui_desktop.records.personas import Profile
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.common.wording import END_OF_ISOLATE, ISOLATE
from personaui_desktop.widgets.memories.matching import Order

TEXT = "He told me the storm took half the pier, and that his grandfather had built it."
OTHER = "His brother Tom marries in May, and he is nervous about the speech."


def answer(bench, *texts: str) -> None:
    """Have the writer answer with these texts, one errand after the other."""
    for text in texts:
        stream = bench.responder.next_stream()
        stream.say(text)
        stream.finish()


def remember(bench, *texts: str) -> None:
    """Press the button and wait until what was written is there to be read."""
    answer(bench, *(texts or (TEXT,)))
    bench.pane.foot.remember_button.click()
    bench.qtbot.waitUntil(lambda: bench.making.errand("default") is None)
    bench.settle()


def sentence(bench) -> str:
    return bench.pane.remembering.line.label.text()


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


def test_what_is_in_the_editor_does_not_stand_above_the_cards_too(bench, talk) -> None:
    talk(6)
    remember(bench)
    card = bench.shelf.proposals
    assert not card.isVisible()
    bench.editor.leave()
    assert card.isVisible()
    card.edit_button.click()
    assert not card.isVisible()
    bench.editor.save()
    bench.qtbot.waitUntil(lambda: not bench.editor.isVisible())
    assert not card.isVisible()
    bench.settle()
    assert not card.isVisible()
    assert bench.contents == [TEXT]


def test_in_a_low_window_proposals_give_way_to_what_is_being_written(bench, talk) -> None:
    talk(6)
    remember(bench)
    bench.editor.leave()
    # As in the window, which stays as low as it is.
    bench.pane.setMinimumSize(200, 200)
    bench.pane.resize(300, 400)
    assert bench.shelf.proposals.isVisible()
    bench.pane.add_memory()
    assert not bench.shelf.proposals.isVisible()
    bench.pane.resize(300, 700)
    assert bench.shelf.proposals.isVisible()
    bench.pane.resize(300, 400)
    bench.editor.leave()
    assert bench.shelf.proposals.isVisible()


def test_what_was_spent_is_counted_whatever_comes_of_it(bench, talk) -> None:
    ids = talk(6)
    changes: list[Change] = []
    bench.worker.changed.connect(changes.append)
    remember(bench, "Certainly!")
    assert read(session_spending, ids[0]) == Spent(0, 1, 1)
    assert changes == [Change(Topic.SPENDING, "default", ids[0])]
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


def test_several_proposals_are_stepped_through(bench, talk) -> None:
    talk(6)
    remember(bench)
    bench.editor.leave()
    bench.do(
        lambda: [
            save_message(f"more {n} {bench.about}", True, session_id=bench.place.session_id) for n in range(4)
        ]
    )
    remember(bench, OTHER)
    bench.editor.leave()
    card = bench.shelf.proposals
    assert card.line.text().startswith("2 of 2 · Today, ")
    assert card.text.text() == OTHER
    card.next_button.click()
    assert card.text.text() == TEXT


def test_too_few_messages_are_said_in_place(bench, talk) -> None:
    talk(3)
    bench.pane.foot.remember_button.click()
    bench.settle()
    assert sentence(bench).startswith("A memory needs at least 4 new messages.")
    assert bench.pane.remembering.line.label.property("tone") == "dim"
    assert not bench.pane.remembering.line.button.isVisible()
    bench.pane.remembering.line.close_button.click()
    assert sentence(bench).startswith("After 1 more message, ")
    assert bench.responder.requests == []


def test_without_a_conversation_it_says_so(bench) -> None:
    bench.load("He sails.")
    bench.pane.foot.remember_button.click()
    assert bench.told[-1].text == "Nothing to remember yet."


@pytest.mark.parametrize(
    ("count", "kind", "line"),
    [
        (0, "plain", "After 4 messages, Mia can remember this conversation."),
        (3, "plain", "After 1 more message, Mia can remember this conversation."),
        (4, "primary", "Mia will suggest a memory in 18 messages."),
    ],
)
def test_the_button_is_quiet_until_there_is_enough_to_remember(bench, talk, count, kind, line) -> None:
    bench.do(lambda: create_persona_db("default") and store_profile(Profile("Mia")))
    bench.making.is_free = True
    talk(count)
    assert bench.pane.foot.remember_button.property("kind") == kind
    assert plain(sentence(bench)) == line
    if kind == "plain":
        assert bench.pane.foot.remember_button.accessibleDescription() == sentence(bench)


def test_a_very_long_name_does_not_run_out_of_the_pane(bench, talk) -> None:
    bench.do(lambda: create_persona_db("default") and store_profile(Profile(LONG_NAME)))
    for count in (3, 6):
        talk(count)
        assert LONG_NAME[:12] in sentence(bench)
        assert fits(bench.pane.remembering.line.label)


def test_the_button_follows_what_is_said_and_remembered(bench, talk) -> None:
    ids = talk(3)
    assert bench.pane.foot.remember_button.property("kind") == "plain"
    say(bench, ids[0], 1)
    bench.qtbot.waitUntil(lambda: bench.pane.foot.remember_button.property("kind") == "primary")
    remember(bench)
    bench.editor.save()
    bench.qtbot.waitUntil(lambda: sentence(bench) == "Nothing new to remember.")
    assert bench.pane.foot.remember_button.property("kind") == "plain"
    say(bench, ids[0], 2)
    bench.qtbot.waitUntil(lambda: sentence(bench).startswith("After 2 more messages, "))
    assert sentence(bench).endswith("can remember what is new.")


def test_a_conversation_that_is_still_to_begin_says_what_is_missing(bench, talk) -> None:
    talk(6)
    bench.place.show_session(None)
    bench.settle()
    assert bench.pane.foot.remember_button.property("kind") == "plain"
    assert sentence(bench).startswith("After 4 messages, ")


def test_who_answers_is_followed_at_once(bench, talk) -> None:
    bench.making.is_free = True
    talk(6)
    assert "$" not in sentence(bench)
    bench.making.is_free = False
    assert "$" in sentence(bench)
    assert "demo" not in sentence(bench).lower()


def plain(line: str) -> str:
    """Without the marks around names."""
    return line.replace(ISOLATE, "").replace(END_OF_ISOLATE, "")


def say(bench, session: int, count: int) -> None:
    """Have so many more messages in a conversation, announced as a reply would be."""
    bench.do(lambda: [save_message(f"more {n}", n % 2 == 0, session_id=session) for n in range(count)])
    bench.worker.changed.emit(Change(Topic.MESSAGES, "default", session))


@pytest.mark.parametrize("useless", ["", "Certainly!", "I'm sorry, but I can't do that.", "What exactly?"])
def test_a_useless_answer_is_never_saved_and_can_be_tried_again(bench, talk, useless: str) -> None:
    talk(6)
    remember(bench, useless)
    assert sentence(bench).startswith("⚠ Nothing was saved.")
    assert read(get_proposals) == []
    answer(bench, TEXT)
    bench.pane.remembering.line.button.click()
    bench.qtbot.waitUntil(lambda: bench.making.errand("default") is None)
    bench.settle()
    assert bench.editor.text.toPlainText() == TEXT


def test_it_can_be_cancelled(bench, talk) -> None:
    talk(6)
    bench.pane.foot.remember_button.click()
    bench.qtbot.waitUntil(lambda: len(bench.responder.requests) == 1)
    assert sentence(bench) == "Writing memory…"
    assert not bench.pane.foot.remember_button.isEnabled()
    bench.pane.remembering.line.button.click()
    bench.qtbot.waitUntil(lambda: bench.making.errand("default") is None)
    bench.settle()
    assert bench.responder.streams[0].stopped.is_set()
    assert bench.pane.foot.remember_button.isEnabled()
    assert read(get_proposals) == []


def test_what_is_written_for_another_persona_waits_there(bench, talk) -> None:
    talk(6)
    bench.do(lambda: create_persona_db("11aa22bb"))
    bench.pane.foot.remember_button.click()
    bench.qtbot.waitUntil(lambda: len(bench.responder.requests) == 1)
    bench.place.show_persona("11aa22bb")
    bench.responder.streams[0].say(TEXT)
    bench.responder.streams[0].finish()
    bench.qtbot.waitUntil(lambda: bench.making.errand("default") is None)
    bench.settle()
    assert not bench.editor.isVisible()
    assert not bench.shelf.proposals.isVisible()
    bench.place.show_persona("default")
    bench.settle()
    assert bench.shelf.proposals.text.text() == TEXT


def change_message(bench, message_id: int, text: str) -> None:
    def change() -> None:
        with connect("default") as connection:
            connection.execute("UPDATE chat_messages SET message = ? WHERE id = ?", (text, message_id))

    bench.do(change)
    bench.worker.changed.emit(Change(Topic.MESSAGES, "default", bench.place.session_id, (message_id,)))
    bench.settle()


def test_a_stale_memory_says_so_and_is_made_anew(bench, talk) -> None:
    ids = talk(6)
    remember(bench)
    bench.editor.save()
    bench.settle()
    change_message(bench, ids[2], "something else")
    memory = bench.model.rows[0]
    assert memory.source is SourceState.CHANGED
    index = bench.view.model().index(0, 0)
    assert "messages changed" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    layout = bench.view.itemDelegate().layout_of(memory)
    anew = layout.badge.topLeft() + QPoint(135, 10)
    answer(bench, OTHER)
    spot = bench.view.visualRect(index).topLeft() + anew.toPoint()
    bench.qtbot.mouseClick(bench.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    bench.qtbot.waitUntil(lambda: bench.editor.isVisible())
    assert bench.editor.draft.title.startswith("Rewritten memory")
    assert bench.contents == [TEXT]
    bench.editor.save()
    bench.settle()
    assert bench.contents == [OTHER]
    assert bench.model.rows[0].source is SourceState.SAME


def test_a_change_that_is_taken_back_is_none(bench, talk) -> None:
    ids = talk(6)
    remember(bench)
    bench.editor.save()
    bench.settle()
    change_message(bench, ids[2], "something else")
    change_message(bench, ids[2], f"said 1 {bench.about}")
    assert bench.model.rows[0].source is SourceState.SAME


def test_a_memory_outlives_its_conversation_and_says_so(bench, talk) -> None:
    ids = talk(6)
    remember(bench)
    bench.editor.save()
    bench.settle()
    bench.do(lambda: delete_session(ids[0], "default"))
    bench.worker.changed.emit(Change(Topic.MEMORIES, "default"))
    bench.settle()
    assert bench.model.rows[0].source is SourceState.GONE
    names = [action.text().split("\t")[0] for action in bench.view.menu_for(bench.model.rows[0]).actions()]
    assert "Re&write…" not in names
    bench.view.do("memory.show_messages", bench.model.rows[0])
    assert bench.told[-1].text == "This memory has no messages to show."


def test_a_click_on_its_messages_leads_to_them(bench, talk) -> None:
    ids = talk(6)
    remember(bench)
    bench.editor.save()
    bench.settle()
    index = bench.view.model().index(0, 0)
    layout = bench.view.itemDelegate().layout_of(bench.model.rows[0])
    spot = bench.view.visualRect(index).topLeft() + layout.meta.topLeft().toPoint() + QPoint(20, 8)
    with bench.qtbot.waitSignal(bench.pane.place_requested) as blocker:
        bench.qtbot.mouseClick(bench.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert blocker.args == [ids[0], ids[1], ids[6]]
    with bench.qtbot.waitSignal(bench.pane.place_requested):
        bench.qtbot.keyClick(bench.view, Qt.Key.Key_G)


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


def test_chosen_messages_are_written_down(bench, talk) -> None:
    ids = talk(6)
    answer(bench, TEXT)
    bench.pane.remember_selected(ids[2], ids[3])
    bench.qtbot.waitUntil(lambda: bench.editor.isVisible())
    bench.editor.save()
    bench.settle()
    assert bench.view.current_memory.end_message_id == ids[3]
    assert get_last_memory_message_id(ids[0]) is None


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


def consider(bench, session: int) -> None:
    bench.making.consider("default", session)
    bench.settle()


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


def test_a_failure_by_itself_changes_nothing_and_waits(bench, talk) -> None:
    ids = talk(6)
    bench.making.apply_settings(Settings(remember_after=3))
    answer(bench, "Certainly!", TEXT)
    consider(bench, ids[0])
    bench.qtbot.waitUntil(lambda: ("default", ids[0]) in bench.making._pauses)
    assert read(get_proposals) == []
    assert not bench.pane.remembering.line.button.isVisible()
    for _ in range(5):
        consider(bench, ids[0])
    assert len(bench.responder.requests) == 1
    consider(bench, ids[0])
    bench.qtbot.waitUntil(lambda: bench.shelf.proposals.isVisible())


def test_never_means_never(bench, talk) -> None:
    ids = talk(60)
    bench.making.apply_settings(Settings(remember_after=0))
    consider(bench, ids[0])
    assert bench.responder.requests == []


def test_what_it_will_cost_is_said_beforehand(bench, talk) -> None:
    talk(6)
    bench.pane.remembering.look()
    bench.settle()
    assert " will suggest a memory in 17 messages. About " in sentence(bench)
    assert "tokens, $0.0" in sentence(bench)
    bench.making.apply_settings(Settings(memory_model="unheard-of"))
    bench.pane.remembering.look()
    bench.settle()
    assert sentence(bench).endswith(" tokens.")
    bench.making.apply_settings(Settings(remember_after=0))
    assert sentence(bench) == "Nothing in this conversation is remembered yet."


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


def test_a_narrow_pane_shortens_the_button(bench) -> None:
    bench.load("He sails.")
    bench.pane.resize(220, 600)
    assert bench.pane.foot.remember_button.text() == "Remember"
    assert bench.pane.foot.remember_button.accessibleName() == "Remember this conversation"


@pytest.fixture
def beside(qtbot, bench):
    """A field beside the pane, in one window that has the keyboard."""
    window, field = QWidget(), QLineEdit()
    row = QHBoxLayout(window)
    row.addWidget(field)
    row.addWidget(bench.pane)
    qtbot.addWidget(window)
    window.resize(700, 700)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield field
    bench.pane.setParent(None)


def test_what_was_written_for_the_person_leaves_the_keyboard_where_they_write(qtbot, bench, talk, beside):
    talk(6)
    qtbot.mouseClick(bench.pane.foot.remember_button, Qt.MouseButton.LeftButton)
    beside.setFocus()
    qtbot.keyClicks(beside, "I go on ")
    answer(bench, TEXT)
    qtbot.waitUntil(lambda: bench.editor.isVisible())
    assert beside.hasFocus()
    assert bench.editor.text.toPlainText() == TEXT


def test_the_keyboard_stays_with_the_memories_while_one_is_written_and_saved(qtbot, bench, talk, beside):
    talk(6)
    bench.pane.foot.remember_button.setFocus()
    answer(bench, TEXT)
    qtbot.keyClick(bench.pane.foot.remember_button, Qt.Key.Key_Space)
    assert not beside.hasFocus()
    assert bench.pane.hasFocus() or bench.pane.isAncestorOf(QApplication.focusWidget())
    qtbot.waitUntil(lambda: bench.editor.isVisible())
    assert bench.editor.text.hasFocus()
    qtbot.mouseClick(bench.editor.save_button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert not bench.editor.isVisible()
    assert bench.view.hasFocus()


@pytest.mark.parametrize("come_back", ["from another program", "from another conversation"])
def test_what_another_program_changed_is_noticed_on_coming_back(bench, talk, come_back):
    ids = talk(6)
    remember(bench)
    bench.editor.save()
    bench.settle()
    assert bench.pane._model.rows[0].source is SourceState.SAME

    def change() -> None:
        with connect("default") as connection:
            connection.execute("UPDATE chat_messages SET message = 'changed' WHERE id = ?", (ids[2],))

    bench.do(change)
    if come_back == "from another program":
        active = Qt.ApplicationState.ApplicationActive
        QGuiApplication.instance().applicationStateChanged.emit(active)
    else:
        bench.place.show_session(None)
        bench.place.show_session(ids[0])
    bench.settle()
    assert bench.pane._model.rows[0].source is SourceState.CHANGED
