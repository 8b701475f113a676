from contextlib import closing

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.chat_stage import Stage
from support.on_file import store_profile

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Errand
from personaui_desktop.database import (
    create_session,
    delete_session,
    get_all_sessions,
    get_chat_history,
    get_db_connection,
    get_db_path,
    reused_connections,
    save_message,
)
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.personas import PersonaListing, Profile
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.common.notices import Notice


def test_a_changed_persona_is_shown_at_once(stage: Stage) -> None:
    stage.personas.set_rows([PersonaListing("default", Profile("Maria"))])
    assert stage.pane.header.second.text() == "with \u2068Maria\u2069"
    assert stage.pane.composer.edit.placeholderText() == "Message \u2068Maria\u2069…"


def test_a_message_is_stored_then_answered(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Good day"))
    stream = stage.responder.next_stream()
    stage.say("How are you?")
    stage.shows("Hello", "Good day", "How are you?", "")
    assert stage.pane.composer.text == ""
    assert stage.pane.composer.stop_button.isVisible()
    stream.say("Very ", "well.")
    stage.shows("Hello", "Good day", "How are you?", "Very well.")
    stream.finish()
    stage.until(lambda: stage.pane.composer.send_button.isVisible())
    assert stage.responder.requests[0].messages[-1]["content"] == "How are you?"
    assert stage.pane.foot.no_reply.isHidden()
    assert stage.pane.foot.trouble.isHidden()


def test_the_first_message_begins_a_session(stage: Stage) -> None:
    store_profile(Profile("Mia", greeting="There you are."))
    stream = stage.responder.next_stream()
    stage.say("Hello")
    stage.shows("There you are.", "Hello", "")
    assert stage.place.session_id == get_all_sessions("default")[0]["id"]
    assert stage.pane.composer.text == ""
    stream.say("Hi.")
    stream.finish()
    stage.shows("There you are.", "Hello", "Hi.")


def test_escape_stops_and_keeps_what_has_arrived(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Good day"))
    stream = stage.responder.next_stream()
    stage.say("Tell me a story")
    stream.say("Once upon")
    stage.shows("Hello", "Good day", "Tell me a story", "Once upon")
    stage.press(Qt.Key.Key_Escape)
    stage.until(lambda: stage.pane.composer.send_button.isVisible())
    stage.settle()
    assert stage.texts()[-1] == "Once upon"
    assert stream.stopped.is_set()


def test_stopping_before_any_text_leaves_a_way_to_ask_again(stage: Stage) -> None:
    stage.go_to(stage.session())
    stage.responder.next_stream()
    stage.say("Hello?")
    stage.shows("Hello?", "")
    stage.pane.stop()
    stage.shows("Hello?")
    stage.until(lambda: stage.pane.foot.no_reply.isVisible())
    again = stage.responder.next_stream()
    stage.pane.foot.no_reply.buttons[0].click()
    again.say("Here.")
    again.finish()
    stage.shows("Hello?", "Here.")
    assert stage.pane.foot.no_reply.isHidden()


def test_a_message_of_an_earlier_run_without_reply_can_be_answered(stage: Stage) -> None:
    stage.go_to(stage.session("Hello?"))
    assert stage.pane.foot.no_reply.isVisible()
    stream = stage.responder.next_stream()
    stage.pane.attempts.retry()
    stream.say("Yes.")
    stream.finish()
    stage.shows("Hello?", "Yes.")


def test_nothing_is_tried_again_where_nothing_was_said(stage: Stage) -> None:
    stage.go_to(stage.session())
    assert not stage.pane.attempts.can_retry
    with stage.qtbot.waitSignal(stage.notices.shown):
        stage.pane.attempts.retry()
    assert stage.responder.requests == []


def test_text_that_cannot_be_stored_stays_and_retry_works(stage: Stage) -> None:
    session_id = stage.session("Hello", "Good day")
    stage.go_to(session_id)
    row = _take_session_away(session_id)
    stage.say("Precious words")
    stage.until(lambda: stage.pane.foot.trouble.isVisible())
    assert stage.pane.composer.text == "Precious words"
    _bring_session_back(row)
    stream = stage.responder.next_stream()
    stage.pane.foot.trouble.buttons[0].click()
    stream.say("Kept.")
    stream.finish()
    stage.shows("Hello", "Good day", "Precious words", "Kept.")
    assert stage.pane.composer.text == ""
    assert stage.pane.foot.trouble.isHidden()


def test_a_message_to_a_damaged_file_is_not_lost(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Good day"))
    stage.worker.close()
    for path in get_db_path("default").parent.glob("main.db*"):
        path.unlink()
    get_db_path("default").write_bytes(b"no database" * 1000)
    # A worker that has not opened the file yet, as after a start.
    worker = DatabaseWorker(reused_connections)
    stage.pane.requests._run = stage.pane._drafts._kept.run = worker.run
    told: list[Notice] = []
    stage.notices.shown.connect(told.append)
    stage.say("Precious words")
    stage.until(lambda: stage.pane.foot.trouble.isVisible())
    assert stage.pane.composer.text == "Precious words"
    assert told == [], "the trouble over the composer says it"
    worker.close()


def test_unsent_text_is_kept_by_session(stage: Stage) -> None:
    first, second = stage.session("One", "1"), stage.session("Two", "2")
    stage.go_to(first)
    stage.pane.composer.edit.insertPlainText("to the first")
    stage.go_to(second)
    assert stage.pane.composer.text == ""
    stage.pane.composer.edit.insertPlainText("to the second")
    stage.go_to(first)
    assert stage.pane.composer.text == "to the first"
    stage.go_to(second)
    assert stage.pane.composer.text == "to the second"


def test_switching_in_mid_reply_loses_and_doubles_nothing(stage: Stage) -> None:
    talking, other = stage.session("Q", "A"), stage.session("Other", "There")
    stage.go_to(talking)
    stream = stage.responder.next_stream()
    stage.say("Count")
    stream.say("one ")
    stage.shows("Q", "A", "Count", "one ")
    stage.go_to(other)
    assert stage.pane.composer.send_button.isVisible()
    stream.say("two ")
    stage.until(lambda: stage.replies.text_so_far("default", talking) is not None)
    stage.place.show_session(talking)
    stream.say("three ")
    stage.shows("Q", "A", "Count", "one two three ")
    assert stage.pane.composer.stop_button.isVisible()
    for _ in range(3):
        stage.place.show_session(other)
        stage.place.show_session(talking)
    stream.say("four")
    stage.shows("Q", "A", "Count", "one two three four")
    stream.finish()
    stage.until(lambda: not stage.replies.is_replying("default", talking))
    stage.settle()
    assert stage.texts()[-1] == "one two three four"


def test_two_sessions_reply_at_once(stage: Stage) -> None:
    first, second = stage.session("F", "f"), stage.session("S", "s")
    streams = [stage.responder.next_stream(), stage.responder.next_stream()]
    stage.go_to(first)
    stage.say("to first")
    stage.until(lambda: len(stage.responder.requests) == 1)
    stage.go_to(second)
    stage.say("to second")
    stage.until(lambda: len(stage.responder.requests) == 2)
    streams[0].say("first's reply")
    streams[1].say("second's reply")
    stage.shows("S", "s", "to second", "second's reply")
    stage.go_to(first)
    stage.shows("F", "f", "to first", "first's reply")


def test_leaving_while_a_message_is_stored_does_not_pull_one_back(stage: Stage) -> None:
    other = stage.session("Other", "There")
    stage.go_to(stage.session("Here", "I am"))
    stage.say("Sent and left")
    stage.place.show_session(other)
    stage.settle()
    assert stage.place.session_id == other
    assert stage.texts() == ["Other", "There"]
    assert stage.pane.composer.text == ""


def test_older_messages_come_when_they_are_needed(stage: Stage) -> None:
    texts = [str(number) for number in range(150)]
    stage.go_to(stage.session(*texts))
    assert stage.texts() == texts[-60:]
    stage.pane.transcript.scene.verbs.older_needed.emit()
    stage.pane.transcript.scene.verbs.older_needed.emit()
    stage.shows(*texts[-120:])
    stage.pane.feed.fetch_older()
    stage.shows(*texts)
    assert not stage.model.has_older


def test_what_is_sent_from_far_back_is_shown(stage: Stage) -> None:
    session_id = stage.session(*[str(number) for number in range(400)])
    first = get_chat_history(limit=400, session_id=session_id)[0]["id"]
    stage.go_to(session_id)
    stage.pane.feed.fetch_around(first)
    stage.settle()
    stage.say("Now")
    stage.until(lambda: "Now" in stage.texts())


def test_a_persona_whose_session_is_still_chosen_does_not_flicker(stage: Stage) -> None:
    stage.personas.set_rows(
        [PersonaListing("default", Profile("Mia")), PersonaListing("other", Profile("Other"))]
    )
    stage.go_to(stage.session("Hello"))
    stage.place.show_persona("other")
    assert stage.pane.area.currentWidget() is stage.pane.area.blank
    stage.until(stage.pane.area.nothing_said.isVisible)


def test_the_demo_companion_is_labelled(stage: Stage) -> None:
    stage.pane.set_responder("Demo companion", is_demo=True)
    assert "no AI" in stage.pane.demo_banner.words.text()
    assert stage.pane.demo_banner.isVisible()
    with stage.qtbot.waitSignal(stage.pane.settings_requested):
        stage.pane.demo_banner.buttons[0].click()
    stage.pane.set_responder("A model", is_demo=False)
    assert stage.pane.demo_banner.isHidden()


def test_settings_say_how_much_is_sent(stage: Stage) -> None:
    stage.desk.preferences.change(Settings(context_messages=3, text_size=1.2))
    stage.go_to(stage.session(*"abcdefgh"))
    stage.say("now")
    stage.until(lambda: len(stage.responder.requests) == 1)
    assert len(stage.responder.requests[0].messages) <= 3


def test_a_deleted_message_goes(stage: Stage) -> None:
    session_id = stage.session("Hello", "Good day", "Bye")
    stage.go_to(session_id)
    gone = stage.model.message(1).id

    def delete() -> None:
        with closing(get_db_connection("default")) as connection:
            connection.execute("DELETE FROM chat_messages WHERE id = ?", (gone,))
            connection.commit()

    change = Change(Topic.MESSAGES, "default", session_id, (gone,))
    stage.worker.run(Errand(delete, lambda _: (change,)), stage.pane)
    stage.shows("Hello", "Bye")


def test_a_change_of_unknown_extent_reads_the_session_again(stage: Stage) -> None:
    session_id = stage.session("Hello")
    stage.go_to(session_id)
    work = Errand(
        lambda: save_message("Imported", False, "Mia", session_id),
        lambda _: (Change(Topic.MESSAGES, "default", session_id),),
    )
    stage.worker.run(work, stage.pane)
    stage.shows("Hello", "Imported")


def _take_session_away(session_id: int) -> tuple[object, ...]:
    with closing(get_db_connection("default")) as connection:
        row = tuple(connection.execute("SELECT * FROM chat_sessions WHERE id = ?", (session_id,)).fetchone())
    delete_session(session_id, "default")
    return row


def _bring_session_back(row: tuple[object, ...]) -> None:
    with closing(get_db_connection("default")) as connection:
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO chat_sessions VALUES ({marks})", row)
        connection.commit()


def test_what_is_typed_while_a_session_is_chosen_moves_along(stage: Stage) -> None:
    stage.place.show_persona("kant")
    stage.pane.composer.edit.insertPlainText("early words")
    stage.place.show_session(create_session("A session", "kant"))
    assert stage.pane.composer.text == "early words"


def test_characters_typed_in_the_transcript_go_to_the_composer(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Good day"))
    stage.pane.transcript.setFocus()
    for key in ("H", "i"):
        QTest.keyClicks(QApplication.focusWidget(), key)
    assert stage.pane.composer.text == "Hi"
    assert stage.pane.composer.edit.hasFocus()


def test_keys_that_write_nothing_stay_with_the_transcript(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Good day"))
    stage.pane.transcript.setFocus()
    QTest.keyClick(stage.pane.transcript, Qt.Key.Key_Space)
    QTest.keyClick(stage.pane.transcript, Qt.Key.Key_Up)
    QTest.keyClick(stage.pane.transcript, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert stage.pane.transcript.hasFocus()
    assert stage.pane.composer.text == ""


def test_who_chooses_what_becomes_of_a_reply_writes_on(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Good day"))
    stage.pane.transcript.setFocus()
    stage.pane.commands["reply.keep"].run(stage.model.message(1))
    assert stage.pane.composer.edit.hasFocus()
    stage.settle()
