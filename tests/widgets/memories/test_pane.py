"""The memories pane as a person uses it."""

import pytest
from PySide6.QtCore import Qt

from personaui_desktop.database import (
    create_persona_db,
    create_session,
    delete_memory,
    get_chat_history,
    save_memory,
    save_message,
)
from personaui_desktop.database.connection import connect
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.memories import Span
from personaui_desktop.widgets.common.dates import local_now
from personaui_desktop.widgets.memories.words import meta_line

Key = Qt.Key


def test_adds_by_hand(bench) -> None:
    bench.load("He sails.")
    bench.pane.foot.add_button.click()
    bench.qtbot.keyClicks(bench.editor.text, "He likes rain.")
    bench.qtbot.keyClick(bench.editor.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert bench.contents == ["He likes rain.", "He sails."]
    assert bench.view.current_memory.content == "He likes rain."
    assert bench.view.current_memory.session_id is None
    assert not bench.editor.isVisible()
    assert bench.pane.foot.add_button.isVisible()


def test_remembers_messages_with_their_range(bench) -> None:
    ids = []

    def fill() -> None:
        create_persona_db("default")
        session = create_session("A talk", "default")
        ids.extend([session, *(save_message(f"{n}", n % 2 == 0, session_id=session) for n in range(4))])

    bench.do(fill)
    bench.pane.load()
    bench.place.show_session(ids[0])
    bench.pane.remember_messages(ids[3], ids[1])
    bench.settle()
    assert bench.editor.source.text().startswith("3 messages, today, ")
    assert "A talk" in bench.editor.source.text()
    bench.qtbot.keyClicks(bench.editor.text, "They counted.")
    bench.editor.save_button.click()
    bench.settle()
    memory = bench.view.current_memory
    assert (memory.session_id, memory.start_message_id, memory.end_message_id) == (
        ids[0],
        ids[1],
        ids[3],
    )


def test_remembering_one_message_begins_with_its_text(bench, talk) -> None:
    ids = talk(3)
    bench.pane.remember_messages(ids[2], ids[2])
    bench.settle()
    text = get_chat_history(session_id=ids[0])[1]["message"]
    assert bench.editor.text.toPlainText() == text
    assert bench.editor.source.text().startswith("1 message, today, ")
    bench.qtbot.keyClick(bench.editor.text, Key.Key_Escape)
    assert not bench.editor.isVisible()
    bench.pane.remember_messages(ids[2], ids[2])
    bench.settle()
    bench.editor.save()
    bench.settle()
    assert bench.contents == [text]
    assert bench.view.current_memory.start_message_id == ids[2]


def test_nobody_is_told_a_number_of_the_database(bench) -> None:
    """Ids of interleaved conversations, as they are after long use, in everything that is said."""

    def fill() -> None:
        create_persona_db("default")
        roast, other = create_session("Sunday roast", "default"), create_session("Other", "default")
        with connect("default") as connection:
            for number in range(80):
                session = roast if number % 2 else other
                values = (77_000 + number, session, f"said {number}", f"2026-11-{12 + number // 40} 10:00:00")
                connection.execute(
                    "INSERT INTO chat_messages (id, session_id, message, is_user, timestamp) "
                    "VALUES (?, ?, ?, 1, ?)",
                    values,
                )
        save_memory(roast, "He cooks.", "default", 77_001, 77_079)
        bench.place.show_session(roast)

    bench.do(fill)
    bench.pane.load()
    bench.settle()
    memory = bench.model.rows[0]
    assert memory.span == Span("Sunday roast", "2026-11-12 10:00:00", "2026-11-13 10:00:00", 40)
    bench.pane.remember_messages(77_001, 77_079)
    bench.settle()
    told = [
        meta_line(memory, local_now()),
        bench.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole),
        bench.editor.source.text(),
        bench.editor.draft.title,
    ]
    assert not any("77" in line for line in told)
    assert all("Sunday roast" in line for line in told[:3])
    assert "40 messages" in told[1]
    assert told[2].startswith("40 messages, 12 to 13 Nov")


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_F2])
def test_edits_by_key(bench, key: Key) -> None:
    bench.load("He sails.", "He likes rain.")
    bench.choose("He sails.")
    bench.qtbot.keyClick(bench.view, key)
    assert bench.editor.text.toPlainText() == "He sails."
    bench.qtbot.keyClicks(bench.editor.text, " Alone.")
    bench.editor.save_button.click()
    bench.settle()
    assert bench.contents == ["He likes rain.", "He sails. Alone."]
    assert bench.view.hasFocus()


def test_edits_by_double_click(bench) -> None:
    bench.load("He sails.")
    spot = bench.view.visualRect(bench.view.model().index(0, 0)).center()
    bench.qtbot.mouseClick(bench.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    bench.qtbot.mouseDClick(bench.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert bench.editor.text.toPlainText() == "He sails."


def test_follows_what_others_change(bench) -> None:
    bench.load("He sails.")
    bench.do(lambda: save_memory(None, "Unannounced.", "default"))
    assert bench.contents == ["He sails."]
    bench.choose("He sails.")
    bench.worker.changed.emit(Change(Topic.MEMORIES, "default"))
    bench.settle()
    assert bench.contents == ["Unannounced.", "He sails."]
    assert bench.view.current_memory.content == "He sails."


def test_what_is_being_written_waits_while_another_persona_is_shown(bench) -> None:
    bench.load("He sails.")
    bench.do(lambda: create_persona_db("11aa22bb"))
    bench.pane.add_memory()
    bench.editor.text.setPlainText("Half a thou")
    bench.place.show_persona("11aa22bb")
    bench.settle()
    assert not bench.editor.isVisible()
    assert bench.contents == []
    bench.place.show_persona("default")
    bench.settle()
    assert bench.editor.text.toPlainText() == "Half a thou"
    assert bench.contents == ["He sails."]


def test_saving_a_memory_that_is_gone_keeps_the_text(bench) -> None:
    bench.load("He sails.")
    bench.choose("He sails.")
    bench.pane.commands.start("memory.edit")
    bench.editor.text.setPlainText("He sails alone.")
    bench.do(lambda: delete_memory(bench.model.rows[0].id, "default"))
    bench.editor.save()
    bench.settle()
    assert bench.editor.text.toPlainText() == "He sails alone."
    assert bench.editor.draft.title == "New memory"
    bench.editor.save()
    bench.settle()
    assert bench.contents == ["He sails alone."]


def test_a_second_memory_is_not_begun_over_a_first(bench) -> None:
    bench.load("He sails.")
    bench.pane.add_memory()
    bench.editor.text.setPlainText("Unsaved")
    bench.choose("He sails.")
    bench.pane.commands.start("memory.edit")
    assert bench.editor.text.toPlainText() == "Unsaved"
    assert bench.told[-1].text == "You are still writing a memory."


def test_who_comes_to_the_pane_comes_to_its_cards(bench) -> None:
    bench.load("He sails.", "He likes rain.")
    bench.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert bench.view.hasFocus()
    assert bench.view.current_memory.content == "He likes rain."
    bench.choose("He sails.")
    bench.shelf.search.setFocus()
    bench.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert bench.view.hasFocus()
    assert bench.view.current_memory.content == "He sails."


def test_who_comes_to_a_pane_without_cards_comes_to_the_button_in_their_place(bench) -> None:
    bench.load()
    bench.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert bench.shelf.message.button.hasFocus()
    assert bench.shelf.message.button.text() == "Add a memory"


def test_who_comes_back_goes_on_writing(bench) -> None:
    bench.load("He sails.")
    bench.pane.add_memory()
    bench.shelf.search.setFocus()
    bench.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert bench.editor.text.hasFocus()
