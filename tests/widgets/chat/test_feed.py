"""What another program does to the shown conversation is seen when the person comes back."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from support.chat_stage import Stage
from support.transcripts import stored_session

from personaui_desktop.database import get_chat_history, get_db_path, save_memory
from personaui_desktop.operations import beginning, branches, messages, undo
from personaui_desktop.widgets.chat.feed import MOST_ROWS
from personaui_desktop.widgets.chat.transcript import throttle as throttle_module


def elsewhere(*statements: str) -> None:
    """What another program writes meanwhile."""
    with closing(sqlite3.connect(get_db_path("default"))) as other:
        for statement in statements:
            other.execute(statement)
        other.commit()


def come_back(stage: Stage) -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    stage.settle()


def first_in_view(stage: Stage) -> tuple[int, float]:
    view = stage.pane.transcript
    view.throttle.flush()
    row = view.scene.placement.placed[0]
    return row.laid.message.id, row.top


def top_of(stage: Stage, message_id: int) -> float:
    view = stage.pane.transcript
    view.throttle.flush()
    return next(row.top for row in view.scene.placement.placed if row.laid.message.id == message_id)


def test_what_another_program_changed_is_shown_on_coming_back(stage: Stage) -> None:
    stage.go_to(stage.session("one", "two", "three", "four"))
    ids = [stage.model.message(row).id for row in range(4)]
    elsewhere(
        f"UPDATE chat_messages SET message = 'TWO' WHERE id = {ids[1]}",
        f"DELETE FROM chat_messages WHERE id = {ids[2]}",
        f"INSERT INTO chat_messages (session_id, message, is_user) SELECT session_id, 'five', 1 "
        f"FROM chat_messages WHERE id = {ids[0]}",
    )
    assert stage.texts() == ["one", "two", "three", "four"]
    come_back(stage)
    assert stage.texts() == ["one", "TWO", "four", "five"]
    view = stage.pane.transcript
    view.throttle.flush()
    assert [row.laid.message.text for row in view.scene.placement.placed] == ["one", "TWO", "four", "five"]
    assert view.scene.placement.is_at_end


def test_what_was_read_already_is_shown_once_with_its_memories(stage: Stage) -> None:
    session_id = stage.session("one", "two", "three")
    ids = [message["id"] for message in get_chat_history(session_id=session_id)]
    save_memory(session_id, "Of the first two.", start_message_id=ids[0], end_message_id=ids[1])
    begun = beginning.begin("default", {"default": session_id}).work()
    assert begun.opened is not None
    stage.place.show_persona("other")
    stage.pane.bring(begun.opened)
    stage.place.show_persona("default")
    stage.place.show_session(session_id)
    assert stage.texts() == ["one", "two", "three"]
    assert stage.pane.header.title.text() == begun.opened.session.title
    assert [stage.model.message(row).memorized for row in range(3)] == [True, True, False]
    stage.go_to(stage.session("another"))
    elsewhere(f"UPDATE chat_messages SET message = 'TWO' WHERE id = {ids[1]}")
    stage.go_to(session_id)
    assert stage.texts() == ["one", "TWO", "three"]


def test_what_was_read_already_is_not_shown_after_another_conversation(stage: Stage) -> None:
    session_id, other = stage.session("one", "two"), stage.session("another")
    begun = beginning.begin("default", {"default": session_id}).work()
    assert begun.opened is not None
    stage.pane.bring(begun.opened)
    stage.go_to(other)
    elsewhere(
        f"UPDATE chat_messages SET message = 'ONE' WHERE message = 'one' AND session_id = {session_id}",
        f"UPDATE chat_sessions SET title = 'Changed' WHERE id = {session_id}",
    )
    stage.go_to(session_id)
    assert stage.texts() == ["ONE", "two"]
    assert stage.pane.header.title.text() == "Changed"


def test_the_place_is_kept_while_messages_before_it_come_and_go(stage: Stage) -> None:
    stage.go_to(stage.session(*(f"Message {number}." for number in range(120))))
    view = stage.pane.transcript
    view.scroller.scroll_by(-900)
    stage.settle()
    before = first_in_view(stage)
    row = stage.model.row_of(before[0])
    assert row is not None
    assert row > 20
    above = [stage.model.message(row - back).id for back in (3, 6, 9)]
    elsewhere(
        f"DELETE FROM chat_messages WHERE id = {above[0]}",
        f"UPDATE chat_messages SET message = 'much longer, ' || hex(zeroblob(900)) WHERE id = {above[1]}",
        f"UPDATE chat_messages SET id = 100000 + id WHERE id > {before[0] + 30}",
        f"INSERT INTO chat_messages (id, session_id, message, is_user) SELECT {before[0]} + 40, session_id, "
        f"'between', 1 FROM chat_messages WHERE id = {before[0]}",
    )
    come_back(stage)
    assert "between" in stage.texts()
    assert above[0] not in [stage.model.message(row).id for row in range(stage.model.rowCount())]
    assert first_in_view(stage) == pytest.approx(before)


def test_the_first_message_of_an_empty_conversation_may_come_from_elsewhere(stage: Stage) -> None:
    session_id = stage.session()
    stage.go_to(session_id)
    elsewhere(f"INSERT INTO chat_messages (session_id, message, is_user) VALUES ({session_id}, 'first', 1)")
    come_back(stage)
    assert stage.texts() == ["first"]


@pytest.mark.parametrize("further", ["fetch_older", "fetch_newer"])
def test_a_page_asked_for_of_the_window_before_leaves_no_hole(stage: Stage, further: str) -> None:
    stage.go_to(stored_session(f"Message {number}." for number in range(600)))
    feed, first = stage.pane.feed, stage.model.message(59).id - 599
    feed.fetch_around(first + 300)
    stage.settle()
    feed.fetch_around(first + (500 if further == "fetch_older" else 100))
    getattr(feed, further)()
    stage.settle()
    ids = [stage.model.message(row).id for row in range(stage.model.rowCount())]
    assert ids == list(range(ids[0], ids[0] + len(ids)))
    assert stage.model.older == ids[0] - first


def test_however_far_is_scrolled_no_more_than_a_window_of_messages_is_held(stage: Stage) -> None:
    stage.go_to(stored_session(f"Message {number}." for number in range(1_600)))
    feed, model = stage.pane.feed, stage.model
    last = model.message(model.rowCount() - 1).id
    for fetch, goes_on in (
        (feed.fetch_older, lambda: model.has_older),
        (feed.fetch_newer, lambda: model.has_newer),
    ):
        while goes_on():
            fetch()
            stage.settle()
            assert model.rowCount() <= MOST_ROWS
        assert model.rowCount() == MOST_ROWS
    assert model.message(model.rowCount() - 1).id == last
    assert model.older == 1_600 - MOST_ROWS


def test_a_conversation_that_was_emptied_elsewhere_is_empty(stage: Stage) -> None:
    stage.go_to(stage.session("one", "two"))
    elsewhere("DELETE FROM chat_messages")
    come_back(stage)
    assert stage.texts() == []
    assert stage.pane.area.currentWidget() is stage.pane.area.nothing_said


def test_a_reply_being_written_loses_nothing_on_coming_back(stage: Stage) -> None:
    stage.go_to(stage.session("Hello"))
    stream = stage.responder.next_stream()
    stage.say("Go on")
    stream.say("Once upon a time")
    stage.until(lambda: "Once upon a time" in stage.texts())
    stream.say(", there was more")
    come_back(stage)
    stage.until(lambda: stage.texts()[-1] == "Once upon a time, there was more")
    come_back(stage)
    assert stage.texts()[-1] == "Once upon a time, there was more"
    stream.finish()


def test_a_reply_is_taken_in_once_a_frame_however_many_pieces_it_comes_in(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.go_to(stage.session("Hello", "Good day"))
    stream = stage.responder.next_stream()
    stage.say("How are you?")
    stream.say("One")
    stage.shows("Hello", "Good day", "How are you?", "One")
    monkeypatch.setattr(throttle_module, "FRAME_MS", 60_000)
    stage.pane.transcript.throttle.flush()
    told: list[object] = []
    stage.replies.text.connect(lambda *where: told.append(where))
    for number in range(2, 40):
        stream.say(f" {number}")
        stream.wait_until_read()
        QApplication.processEvents()
    assert stage.texts()[-1] == "One"
    stage.pane.transcript.throttle.flush()
    assert stage.texts()[-1] == " ".join(["One", *map(str, range(2, 40))])
    placed = stage.pane.transcript.scene.placement.placed
    assert placed[-1].laid.body.source == stage.texts()[-1]
    assert len(told) == 1
    asked: list[object] = []
    monkeypatch.setattr(stage.replies, "text_so_far", lambda *where: asked.append(where))
    stage.pane.transcript.throttle.flush()
    assert asked == []
    monkeypatch.undo()
    with stage.qtbot.waitSignal(stage.pane.feed.text_arrived):
        stream.say(" more")
    assert stage.pane.transcript.throttle.is_waiting


def test_text_of_a_conversation_that_is_not_shown_makes_no_frame(stage: Stage) -> None:
    here, elsewhere_id = stage.session("Hello", "Good day"), stage.session("Hi")
    stage.go_to(elsewhere_id)
    stream = stage.responder.next_stream()
    stage.pane.requests.ask(("default", elsewhere_id))
    stage.shows("Hi", "")
    stage.go_to(here)
    asked: list[object] = []
    stage.pane.feed.text_arrived.connect(lambda: asked.append(None))
    with stage.qtbot.waitSignal(stage.replies.text):
        stream.say("Elsewhere")
    assert asked == []
    stage.go_to(elsewhere_id)
    stage.shows("Hi", "Elsewhere")


def reading_a_long_talk(stage: Stage, number: int, scrolled: int = 900) -> tuple[int, int]:
    """A talk of so many messages, read somewhere before its end; answers its id and its first message's."""
    session_id = stored_session(f"Message {each}." for each in range(number))
    stage.go_to(session_id)
    stage.pane.transcript.scroller.scroll_by(-scrolled)
    stage.settle()
    return session_id, stage.model.message(stage.model.rowCount() - 1).id - number + 1


def do(stage: Stage, operation: object) -> None:
    stage.desk.run(operation, stage.desk)  # type: ignore[arg-type]
    stage.settle()


def test_who_reads_stays_there_while_a_range_goes_and_comes_back_in_its_place(stage: Stage) -> None:
    session_id, first = reading_a_long_talk(stage, 200)
    before, shown = first_in_view(stage), stage.texts()
    at = before[0] - 3
    do(stage, messages.delete_range("default", session_id, first + 5, at))
    assert first_in_view(stage) == pytest.approx(before)
    assert stage.model.older + stage.model.rowCount() == 200 - (at - first - 4)
    do(stage, undo.undo("default"))
    assert first_in_view(stage) == pytest.approx(before)
    assert set(stage.texts()) >= set(shown)
    assert stage.model.older == 200 - stage.model.rowCount()
    ids = [stage.model.message(row).id for row in range(stage.model.rowCount())]
    assert ids == list(range(ids[0], first + 200))


def test_a_range_in_view_comes_back_where_it_was(stage: Stage) -> None:
    session_id, _first = reading_a_long_talk(stage, 100)
    before, shown = first_in_view(stage), stage.texts()
    do(stage, messages.delete_range("default", session_id, before[0] + 3, before[0] + 5))
    assert len(stage.texts()) == len(shown) - 3
    do(stage, undo.undo("default"))
    assert stage.texts() == shown
    assert first_in_view(stage) == pytest.approx(before)


def test_where_all_that_is_loaded_is_deleted_what_was_about_it_is_shown(stage: Stage) -> None:
    session_id, first = reading_a_long_talk(stage, 400)
    stage.pane.feed.fetch_around(first + 200)
    stage.settle()
    ids = [stage.model.message(row).id for row in range(stage.model.rowCount())]
    do(stage, messages.delete("default", session_id, ids))
    assert ids[0] - 1 in {stage.model.message(row).id for row in range(stage.model.rowCount())}
    assert ids[-1] + 1 in {stage.model.message(row).id for row in range(stage.model.rowCount())}


@pytest.mark.parametrize("tail", [20, MOST_ROWS + 100])
def test_who_reads_stays_there_while_tails_take_turns(stage: Stage, tail: int) -> None:
    session_id, first = reading_a_long_talk(stage, 100 + tail)
    stage.pane.feed.fetch_around(first + 60)
    stage.settle()
    stage.pane.show_messages(first + 60, first + 60)
    stage.settle()
    before = top_of(stage, first + 60)
    do(stage, branches.say_instead("default", session_id, first + 100, "Else"))
    assert top_of(stage, first + 60) == pytest.approx(before)
    while stage.model.has_newer:
        stage.pane.feed.fetch_newer()
        stage.settle()
    assert stage.texts()[-2:] == ["Message 99.", "Else"]
    do(stage, undo.undo("default"))
    assert top_of(stage, first + 60) == pytest.approx(before)
    assert "Message 100." in stage.texts()
    assert "Else" not in stage.texts()
    assert len(get_chat_history(9_999, session_id)) == 100 + tail
