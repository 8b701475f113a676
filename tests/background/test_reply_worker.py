import threading
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.on_file import read, write
from support.scripted import ScriptedResponder, ScriptedStream

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Errand
from personaui_desktop.background.reply_thread import BegunReply, ServerWait
from personaui_desktop.background.reply_worker import ReplyWork, ReplyWorker, Unstored
from personaui_desktop.claude.events import Failed, Responder, Thinking, Waiting
from personaui_desktop.database import (
    create_session,
    delete_session,
    get_chat_history,
    get_db_path,
    reused_connections,
    save_message,
)
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.pages import messages_by_ids
from personaui_desktop.database.replies import begin_anew, begin_reply, finish_reply, restart_reply
from personaui_desktop.database.thoughts import get_thought
from personaui_desktop.database.versions import list_versions
from personaui_desktop.errors import (
    DamagedFile,
    FileNotWritable,
    InvalidInput,
    PersonaFileError,
    ReplyError,
    ReplyFailure,
)
from personaui_desktop.operations import reply_storage
from personaui_desktop.records.messages import Message, ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, ReplyRequest, Thought

REQUEST = ReplyRequest(("You are Mia.",), ({"role": "user", "content": "Hello"},))


class Stage(NamedTuple):
    worker: DatabaseWorker
    replies: ReplyWorker
    responder: ScriptedResponder
    session_id: int

    def start(self) -> None:
        self.replies.start(ReplyWork("default", self.session_id, Errand(self.prepare)))

    def prepare(self) -> BegunReply:
        message_id = write(begin_reply, self.session_id, "Mia", "this run")
        return BegunReply("default", self.session_id, message_id, REQUEST)

    def stored(self) -> list[Message]:
        ids = [message["id"] for message in get_chat_history(session_id=self.session_id)]
        return read(messages_by_ids, self.session_id, ids)

    def handed_over(self) -> list[str]:
        """The text as it is whenever more is handed over, as it grows."""
        texts: list[str] = []

        def note(persona_id: str, session_id: int) -> None:
            reply = self.replies.text_so_far(persona_id, session_id)
            assert reply is not None
            texts.append(reply[1])

        self.replies.text.connect(note)
        return texts


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    worker = DatabaseWorker(reused_connections)
    responder = ScriptedResponder()
    replies = ReplyWorker(worker.run, lambda: responder, reply_storage)
    session_id = create_session("Replies", "default")
    save_message("Hello", True, session_id=session_id)
    yield Stage(worker, replies, responder, session_id)
    for stream in responder.streams:
        stream.stop()
    replies.close()
    worker.close()


def test_a_reply_has_its_row_before_anything_arrives(qtbot: QtBot, stage: Stage) -> None:
    stage.responder.next_stream()
    with qtbot.waitSignal(stage.replies.began) as began:
        stage.start()
    message = stage.stored()[-1]
    assert began.args == ["default", stage.session_id, message.id]
    assert message.status is ReplyStatus.STREAMING
    assert stage.replies.is_replying("default", stage.session_id)


def test_text_arrives_whole_and_is_stored_with_its_end(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    handed_over = stage.handed_over()
    with qtbot.waitSignal(stage.replies.ended) as ended:
        stage.start()
        stream.say("Good ", "day", "!")
        stream.finish()
    outcome: ReplyOutcome = ended.args[3]
    assert outcome.status is ReplyStatus.COMPLETE
    assert handed_over[-1] == "Good day!"
    last = stage.stored()[-1]
    assert (last.text, last.status, last.model) == ("Good day!", ReplyStatus.COMPLETE, "scripted")
    assert not stage.replies.is_replying("default", stage.session_id)


def test_partial_text_is_committed_while_the_reply_goes_on(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    stage.start()
    stream.say("Half a sen")
    qtbot.waitUntil(lambda: stage.stored()[-1].text == "Half a sen")
    assert stage.stored()[-1].status is ReplyStatus.STREAMING
    assert stage.replies.text_so_far("default", stage.session_id) == (stage.stored()[-1].id, "Half a sen")


def test_text_is_told_once_until_somebody_takes_it(qtbot: QtBot, stage: Stage) -> None:
    """However fast it arrives: whoever shows it takes all there is, once a frame."""
    stream, told = stage.responder.next_stream(), []
    place = ("default", stage.session_id)
    stage.replies.text.connect(lambda *where: told.append(where))
    with qtbot.waitSignal(stage.replies.began):
        stage.start()
    stage.replies._storing.stop()
    words = [f"{number} " for number in range(50)]
    for count in (1, 2):
        with qtbot.waitSignal(stage.replies.text):
            for word in words:
                stream.say(word)
                stream.wait_until_read()
        QApplication.processEvents()
        assert told == [place] * count
        taken = stage.replies.text_so_far(*place)
        assert taken is not None
        assert taken[1] == "".join(words) * count


def test_text_that_was_stored_before_it_was_heard_of_is_told(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    with qtbot.waitSignal(stage.replies.began):
        stage.start()
    stream.say("Good day")
    stream.wait_until_read()
    with qtbot.waitSignal(stage.replies.text):
        stage.replies._store_all()
    assert stage.replies.text_so_far("default", stage.session_id) == (stage.stored()[-1].id, "Good day")


def test_stopping_keeps_what_has_arrived(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    stage.start()
    stream.say("I was about to")
    with qtbot.waitSignal(stage.replies.text):
        pass
    with qtbot.waitSignal(stage.replies.ended) as ended:
        stage.replies.stop("default", stage.session_id)
    assert ended.args[3].status is ReplyStatus.STOPPED
    assert stage.stored()[-1].text == "I was about to"


def test_stopping_before_any_text_leaves_no_empty_message(qtbot: QtBot, stage: Stage) -> None:
    stage.responder.next_stream()
    with qtbot.waitSignal(stage.replies.began):
        stage.start()
    with qtbot.waitSignal(stage.replies.ended):
        stage.replies.stop("default", stage.session_id)
    assert [message.text for message in stage.stored()] == ["Hello"]


def test_stopping_while_the_reply_is_being_prepared_counts(qtbot: QtBot, stage: Stage) -> None:
    stage.responder.next_stream()
    with qtbot.waitSignal(stage.replies.ended) as ended:
        stage.start()
        stage.replies.stop("default", stage.session_id)
    assert ended.args[3].status is ReplyStatus.STOPPED
    assert [message.text for message in stage.stored()] == ["Hello"]


def test_an_error_in_mid_stream_keeps_the_text_and_says_why(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    stream.say("So far")
    stream.put(Failed(ReplyError(ReplyFailure.OVERLOADED, "The server is overloaded.", "Try again.")), None)
    with qtbot.waitSignal(stage.replies.ended) as ended:
        stage.start()
    assert ended.args[3].status is ReplyStatus.FAILED
    last = stage.stored()[-1]
    assert last.text == "So far"
    assert "overloaded" in str(last.problem)


def test_a_stream_that_just_ends_is_interrupted(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    stream.say("Cut o")
    stream.put(None)
    with qtbot.waitSignal(stage.replies.ended) as ended:
        stage.start()
    assert ended.args[3].status is ReplyStatus.INTERRUPTED
    assert stage.stored()[-1].status is ReplyStatus.INTERRUPTED


def test_a_reply_without_any_text_is_no_empty_message(qtbot: QtBot, stage: Stage) -> None:
    stage.responder.next_stream().finish()
    with qtbot.waitSignal(stage.replies.ended) as ended:
        stage.start()
    assert ended.args[3].status is ReplyStatus.FAILED
    assert "The reply was empty" in str(ended.args[3].problem)
    assert [message.text for message in stage.stored()] == ["Hello"]


def test_what_the_model_thinks_is_no_text(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    stream.put(Thinking("Hmm"))
    stream.say("Good day!")
    stream.finish()
    with qtbot.waitSignal(stage.replies.ended):
        stage.start()
    assert stage.stored()[-1].text == "Good day!"


def test_what_is_being_thought_is_told_once_until_somebody_asks(qtbot: QtBot, stage: Stage) -> None:
    told: list[None] = []
    stage.replies.thinking.connect(lambda *_: told.append(None))
    stream, key = stage.responder.next_stream(), ("default", stage.session_id)
    with qtbot.waitSignal(stage.replies.thinking):
        stage.start()
        stream.put(Thinking("She "))
    stream.put(Thinking("asks "))
    stream.wait_until_read()
    QApplication.processEvents()
    assert len(told) == 1
    thinking = stage.replies.thinking_now(*key)
    assert thinking is not None
    assert thinking[1].text == "She asks "
    with qtbot.waitSignal(stage.replies.thinking):
        stream.say("Good day!")
    assert stage.replies.thinking_now(*key) is None, "it speaks"
    with qtbot.waitSignal(stage.replies.ended):
        stream.finish()


def test_a_thought_is_in_the_file_with_the_first_text_after_it(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    stream.put(Thinking("She asks."))
    stream.say("Good")
    stage.start()
    qtbot.waitUntil(lambda: stage.stored()[-1].text == "Good")
    found = read(get_thought, stage.stored()[-1].id)
    assert found is not None
    assert found.text == "She asks.", "whoever kills the program now does not kill it"
    stream.say(" day!")
    with qtbot.waitSignal(stage.replies.ended):
        stream.finish()


def broken_off(stage: Stage) -> int:
    message_id = write(begin_reply, stage.session_id, "Mia", "an earlier run")
    write(finish_reply, message_id, "The old half", ReplyOutcome(ReplyStatus.INTERRUPTED))
    return message_id


def retry(stage: Stage, message_id: int) -> None:
    def prepare() -> BegunReply:
        write(begin_anew, message_id, "Mia", "this run")
        return BegunReply("default", stage.session_id, message_id, ReplyRequest((), ()))

    stage.replies.start(ReplyWork("default", stage.session_id, Errand(prepare)))


def texts_of(message_id: int) -> list[str]:
    """What the versions of a message say, the chosen one in capitals."""
    return [each.text.upper() if each.is_chosen else each.text for each in read(list_versions, message_id)]


def test_a_retry_that_is_complete_is_chosen_and_keeps_what_broke_off(qtbot: QtBot, stage: Stage) -> None:
    old = broken_off(stage)
    stream = stage.responder.next_stream()
    stream.say("The whole")
    stream.finish()
    with qtbot.waitSignal(stage.replies.ended):
        retry(stage, old)
    assert [message.text for message in stage.stored()] == ["Hello", "The whole"]
    assert texts_of(old) == ["The old half", "THE WHOLE"]


@pytest.mark.parametrize("text", ["", "I"])
def test_a_retry_that_fails_keeps_what_was_there(qtbot: QtBot, stage: Stage, text: str) -> None:
    old = broken_off(stage)
    stream = stage.responder.next_stream()
    stream.say(text)
    stream.put(Failed(ReplyError(ReplyFailure.NO_NETWORK, "No network.", "Try again.")), None)
    with qtbot.waitSignal(stage.replies.ended):
        retry(stage, old)
    assert [message.text for message in stage.stored()] == ["Hello", text or "The old half"]
    assert texts_of(old) == (["The old half", "I"] if text else ["THE OLD HALF"])
    assert stage.stored()[-1].status is (ReplyStatus.FAILED if text else ReplyStatus.INTERRUPTED)


def test_a_retry_that_is_stopped_keeps_both(qtbot: QtBot, stage: Stage) -> None:
    old = broken_off(stage)
    stream = stage.responder.next_stream()
    stream.say("The new")
    with qtbot.waitSignal(stage.replies.text):
        retry(stage, old)
    with qtbot.waitSignal(stage.replies.ended):
        stage.replies.stop("default", stage.session_id)
    assert texts_of(old) == ["The old half", "THE NEW"]


def test_a_reply_whose_conversation_was_deleted_ends(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    stage.start()
    stream.say("Are you still")
    with qtbot.waitSignal(stage.replies.text):
        pass
    delete_session(stage.session_id, "default")
    with qtbot.waitSignal(stage.replies.ended):
        stream.say(" there?")
    assert stream.stopped.is_set()


def test_closing_does_not_wait_for_a_keyring_that_does_not_answer(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from personaui_desktop.background import reply_worker

    monkeypatch.setattr(reply_worker, "CLOSING_SECONDS", 0.01)
    locked = threading.Event()

    def choose() -> Responder:
        locked.wait(20)
        return stage.responder

    replies = ReplyWorker(stage.worker.run, choose, reply_storage)
    with qtbot.waitSignal(replies.began):
        replies.start(ReplyWork("default", stage.session_id, Errand(stage.prepare)))
    replies.close()
    locked.set()
    qtbot.waitUntil(lambda: stage.worker.is_idle)
    assert [message.text for message in stage.stored()] == ["Hello"]


def test_a_mistake_in_the_responder_is_a_failed_reply_and_no_lost_one(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda report: reported.append(report.exc_value))

    def choose() -> Responder:
        raise ZeroDivisionError

    replies = ReplyWorker(stage.worker.run, choose, reply_storage)
    with qtbot.waitSignal(replies.ended) as ended:
        replies.start(ReplyWork("default", stage.session_id, Errand(stage.prepare)))
    assert "went wrong in the program" in str(ended.args[3].problem)
    qtbot.waitUntil(lambda: bool(reported))
    assert isinstance(reported[0], ZeroDivisionError)


def test_a_mistake_while_preparing_leaves_the_session_free(qtbot: QtBot, stage: Stage) -> None:
    def prepare() -> BegunReply:
        raise ZeroDivisionError

    with qtbot.waitSignals([stage.replies.refused_to_start, stage.worker.failed]):
        stage.replies.start(ReplyWork("default", stage.session_id, Errand(prepare)))
    assert not stage.replies.is_replying("default", stage.session_id)


def test_a_continued_reply_is_appended_to(qtbot: QtBot, stage: Stage) -> None:
    message_id = write(begin_reply, stage.session_id, "Mia", "an earlier run")
    write(finish_reply, message_id, "The first half", ReplyOutcome(ReplyStatus.INTERRUPTED))

    def prepare() -> BegunReply:
        text = write(restart_reply, message_id, "this run")
        thought = Thought("First.", 1000)
        return BegunReply("default", stage.session_id, message_id, REQUEST, prefix=text, thought=thought)

    stream = stage.responder.next_stream()
    stream.put(Thinking("Second."))
    stream.say(" and the second")
    stream.finish()
    with qtbot.waitSignal(stage.replies.ended):
        stage.replies.start(ReplyWork("default", stage.session_id, Errand(prepare)))
    assert stage.stored()[-1].text == "The first half and the second"
    found = read(get_thought, message_id)
    assert found is not None
    assert found.text == "First.\n\nSecond."


def test_a_reply_that_cannot_begin_says_so(qtbot: QtBot, stage: Stage) -> None:
    def prepare() -> BegunReply:
        raise InvalidInput("There is nothing to reply to.")

    with qtbot.waitSignal(stage.replies.refused_to_start) as refused:
        stage.replies.start(ReplyWork("default", stage.session_id, Errand(prepare)))
    assert str(refused.args[2]) == "There is nothing to reply to."
    assert not stage.replies.is_replying("default", stage.session_id)


def test_a_responder_that_cannot_be_chosen_is_a_failed_reply(qtbot: QtBot, stage: Stage) -> None:
    def choose() -> Responder:
        raise ReplyError(ReplyFailure.WRONG_KEY, "There is no key.", "Add one in the settings.")

    replies = ReplyWorker(stage.worker.run, choose, reply_storage)
    with qtbot.waitSignal(replies.ended) as ended:
        replies.start(ReplyWork("default", stage.session_id, Errand(stage.prepare)))
    assert ended.args[3].status is ReplyStatus.FAILED
    assert "no key" in str(ended.args[3].problem)


def test_closing_keeps_the_text_and_marks_it_interrupted(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    stage.start()
    stream.say("On my way")
    with qtbot.waitSignal(stage.replies.text):
        pass
    stage.replies.close()
    stage.worker.close()
    last = stage.stored()[-1]
    assert (last.text, last.status) == ("On my way", ReplyStatus.INTERRUPTED)


def arrived(qtbot: QtBot, stage: Stage, text: str) -> ScriptedStream:
    """A reply whose text has arrived and is not handed over yet: no frame has passed."""
    stream = stage.responder.next_stream()
    with qtbot.waitSignal(stage.replies.began):
        stage.start()
    stage.replies._storing.stop()
    stream.say(text)
    stream.wait_until_read()
    return stream


def test_closing_keeps_what_no_frame_has_shown_yet_and_says_why_it_is_cut(qtbot: QtBot, stage: Stage) -> None:
    stream = arrived(qtbot, stage, "Not shown yet")
    stage.replies.close()
    assert stream.stopped.is_set()
    assert stage.replies.under_way() == []
    assert not stage.replies._storing.isActive()
    stage.worker.close()
    last = stage.stored()[-1]
    assert (last.text, last.status) == ("Not shown yet", ReplyStatus.INTERRUPTED)
    assert str(last.problem) == "The program was closed before the reply was complete."
    assert last.model == "scripted"


def test_settling_stores_every_reply_then_tells(qtbot: QtBot, stage: Stage) -> None:
    other = stage._replace(session_id=create_session("Other", "default"))
    arrived(qtbot, stage, "The first")
    second = arrived(qtbot, other, "The second")
    ended: list[ReplyOutcome] = []
    stage.replies.ended.connect(lambda *told: ended.append(told[3]))
    told: list[list[Unstored]] = []
    stage.replies.settle(told.append)
    assert second.stopped.is_set()
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert told == [[]]
    assert stage.replies.under_way() == []
    for place, text in ((stage, "The first"), (other, "The second")):
        last = place.stored()[-1]
        assert (last.text, last.status) == (text, ReplyStatus.INTERRUPTED)
    assert [one.status for one in ended] == [ReplyStatus.INTERRUPTED] * 2
    assert not stage.replies._storing.isActive()
    stage.replies.settle(told.append)
    assert told == [[], []]


def test_settling_tells_what_could_not_be_stored_and_keeps_it(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived(qtbot, stage, "Worth keeping")
    tries = fail_at_first(monkeypatch, FileNotWritable)
    told: list[list[Unstored]] = []
    ended: list[object] = []
    stage.replies.ended.connect(lambda *told: ended.append(told))
    stage.replies.settle(told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert [(type(one.error), one.text) for one in told[0]] == [(FileNotWritable, "Worth keeping")]
    # It is tried again like any other that could not be stored, and told once.
    qtbot.waitUntil(lambda: not stage.replies.under_way())
    assert len(tries) == 2
    assert len(ended) == 1
    assert stage.stored()[-1].text == "Worth keeping"


def test_sessions_stream_side_by_side_and_a_second_ask_changes_nothing(qtbot: QtBot, stage: Stage) -> None:
    other = stage._replace(session_id=create_session("Other", "default"))
    first, second = stage.responder.next_stream(), stage.responder.next_stream()
    with qtbot.waitSignal(stage.replies.began):
        stage.start()
    stage.start()
    with qtbot.waitSignal(stage.replies.began):
        other.start()
    first.finish()
    second.finish()
    with qtbot.waitSignals([stage.replies.ended, stage.replies.ended]):
        first.say("late")
    assert len(stage.responder.requests) == 2


def test_a_file_that_cannot_be_written_is_told_and_tried_again(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text stays in the window, and is stored as soon as the file can be written again."""
    tries = fail_at_first(monkeypatch, FileNotWritable)
    say_all(stage, "Worth keeping")
    with qtbot.waitSignals([stage.replies.not_stored, stage.replies.ended]):
        stage.start()
    assert len(tries) == 2
    assert stage.stored()[-1].text == "Worth keeping"


def test_a_file_that_is_damaged_ends_the_reply_and_hands_its_text_out(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = fail_at_first(monkeypatch, DamagedFile)
    say_all(stage, "Worth keeping")
    handed_out: list[str] = []
    stage.replies.not_stored.connect(lambda _persona, _session, _error, text: handed_out.append(text))
    with qtbot.waitSignal(stage.replies.ended):
        stage.start()
    assert handed_out == ["Worth keeping"]
    assert len(tries) == 1


def say_all(stage: Stage, text: str) -> None:
    stream = stage.responder.next_stream()
    stream.say(text)
    stream.finish()


def fail_at_first(monkeypatch: pytest.MonkeyPatch, failure: type[PersonaFileError]) -> list[int]:
    """The first time a finished reply is stored, the file cannot be used."""
    from personaui_desktop.background import reply_worker

    tries: list[int] = []

    def fails_once(file: PersonaFile, message_id: int, text: str, outcome: ReplyOutcome) -> bool:
        tries.append(message_id)
        if len(tries) == 1:
            raise failure("No.", "Make room.", file.persona_id, get_db_path(file.persona_id))
        return finish_reply(file, message_id, text, outcome)

    monkeypatch.setattr("personaui_desktop.operations.reply_storage.finish_reply", fails_once)
    monkeypatch.setattr(reply_worker, "STORE_AGAIN_MS", 1)
    return tries


def test_a_wait_for_the_server_is_told_and_can_be_cut_short(qtbot: QtBot, stage: Stage) -> None:
    stream, asked, replies = stage.responder.next_stream(), threading.Event(), stage.replies
    place = ("default", stage.session_id)
    told: list[tuple[list[object], ServerWait]] = []
    replies.waiting.connect(lambda *of: told.append(([*of], replies.server_wait(*place))))

    def until(ends: float | None) -> None:
        qtbot.waitUntil(lambda: bool(told) and told[-1][1].busy_until == ends)
        told.clear()

    replies.ask_now(*place)
    assert replies.server_wait(*place) == ServerWait()
    with qtbot.waitSignal(replies.began):
        stage.start()
    stream.put(Waiting(1234.5, asked.set))
    qtbot.waitUntil(lambda: bool(told) and told[-1][1].busy_until == 1234.5)
    assert told[-1][0] == [*place, stage.stored()[-1].id]
    replies.ask_now(*place)
    assert asked.is_set()
    stream.put(Waiting(None, asked.set))
    until(None)
    stream.put(Waiting(1235.5, asked.set))
    until(1235.5)
    with qtbot.waitSignal(replies.ended):
        replies.stop(*place)
    assert replies.server_wait(*place) == ServerWait()


def test_a_wait_that_goes_on_is_told_once(qtbot: QtBot, stage: Stage) -> None:
    stream, told = stage.responder.next_stream(), []
    stage.handed_over()
    place = ("default", stage.session_id)

    def note(*_place: object) -> None:
        if stage.replies.server_wait(*place).busy_until is not None:
            told.append(place)

    stage.replies.waiting.connect(note)
    with qtbot.waitSignal(stage.replies.ended):
        stage.start()
        stream.put(Waiting(1234.5, stream.stop))
        qtbot.waitUntil(lambda: bool(told))
        for word in ("One ", "two ", "three"):
            with qtbot.waitSignal(stage.replies.text):
                stream.say(word)
        stream.finish()
    assert len(told) == 1
