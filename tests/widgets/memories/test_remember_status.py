"""Remembering as a person sees it: the preview, the proposal, what is stale, what is offered again."""

import threading
from time import monotonic

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from support.memory_hands import TEXT, answer, consider, remember, sentence
from support.on_file import read

from personaui_desktop.claude.events import Waiting
from personaui_desktop.database import (
    delete_session,
)
from personaui_desktop.database.connection import connect
from personaui_desktop.database.proposals import get_proposals
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.memories import SourceState
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.common import wait_words
from personaui_desktop.widgets.common.theme import RELATED
from personaui_desktop.widgets.memories.badge import badge_width
from personaui_desktop.widgets.memories.words import badge_of

OTHER = "His brother Tom marries in May, and he is nervous about the speech."


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
    anew = layout.badge.topLeft() + QPoint(round(badge_width(badge_of(memory))) + 2 * RELATED, 10)
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


def test_a_busy_server_is_told_of_while_a_memory_is_written(bench, talk) -> None:
    talk(6)
    stream, asked, line = bench.responder.next_stream(), threading.Event(), bench.pane.remembering.line
    bench.pane.foot.remember_button.click()
    bench.qtbot.waitUntil(lambda: sentence(bench) == "Writing memory…")
    stream.put(Waiting(monotonic() + 7.9, asked.set))
    bench.qtbot.waitUntil(lambda: "busy" in sentence(bench))
    assert sentence(bench) == "The server is busy. Retrying in 8 seconds."
    bench.qtbot.waitUntil(lambda: "7 seconds" in sentence(bench))
    assert [line.button.text(), line.second_button.text()] == ["Retry now", "Cancel"]
    line.button.click()
    assert asked.is_set()
    stream.put(Waiting(None, asked.set))
    bench.qtbot.waitUntil(lambda: sentence(bench) == "Writing memory…")
    assert (line.button.text(), line.second_button.isVisible()) == ("Cancel", False)
    stream.put(Waiting(monotonic() + 7.9, asked.set))
    bench.qtbot.waitUntil(lambda: "busy" in sentence(bench))
    line.second_button.click()
    bench.qtbot.waitUntil(lambda: bench.making.errand("default") is None)
    assert stream.stopped.is_set()
    assert "busy" not in sentence(bench)


def test_a_silent_server_is_told_of_while_a_memory_is_written(bench, talk, monkeypatch) -> None:
    talk(6)
    monkeypatch.setattr(wait_words, "PATIENCE_SECONDS", 0.2)
    stream = bench.responder.next_stream()
    bench.pane.foot.remember_button.click()
    bench.qtbot.waitUntil(lambda: sentence(bench) == "Writing memory…")
    stream.put(Waiting(None, stream.stop))
    bench.qtbot.waitUntil(lambda: sentence(bench) == "Writing memory… The server has not answered yet.")
    assert bench.pane.remembering.line.button.text() == "Cancel"
    stream.say(TEXT)
    bench.qtbot.waitUntil(lambda: sentence(bench) == "Writing memory…")
    stream.finish()
    bench.qtbot.waitUntil(lambda: bench.making.errand("default") is None)
    bench.settle()
