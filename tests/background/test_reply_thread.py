"""One reply's thread: what it tells of the end, whoever ends it and however."""

import threading
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from time import monotonic

import pytest
from support.scripted import ScriptedResponder, ScriptedStream

from personaui_desktop.background import thinking
from personaui_desktop.background.reply_thread import ReplyThread
from personaui_desktop.claude.events import Finished, ReplyEvent, Responder, Text, Thinking, Waiting
from personaui_desktop.errors import InvalidInput, KnownError, ReplyError, ReplyFailure
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyRequest, ServerWait, Thought

REQUEST = ReplyRequest((), ({"role": "user", "content": "hi"},))


def run(choose: Callable[[], Responder]) -> tuple[ReplyThread, threading.Event]:
    done = threading.Event()
    thread = ReplyThread(REQUEST, choose, done.set, lambda: None)
    thread.start()
    return thread, done


def test_a_reply_that_ended_as_it_was_stopped_is_complete() -> None:
    responder = ScriptedResponder()
    stream = responder.next_stream()
    stream.say("All said.")
    stream.finish()
    thread, done = run(lambda: responder)
    assert done.wait(5)
    thread.stop()
    assert thread.take_text() == "All said."
    assert thread.outcome().status is ReplyStatus.COMPLETE


def test_a_reply_that_was_stopped_before_its_end_says_so_and_who_answered() -> None:
    responder = ScriptedResponder()
    stream = responder.next_stream()
    thread, done = run(lambda: responder)
    stream.say("Half")
    stream.wait_until_read()
    thread.stop()
    assert done.wait(5)
    thread.join(5)
    outcome = thread.outcome()
    assert (outcome.status, outcome.model) == (ReplyStatus.STOPPED, "scripted")
    assert outcome.first_text_ms is not None
    assert thread.failure is None


def test_stopped_before_anybody_was_chosen_the_stream_ends_at_once() -> None:
    responder, may_choose = ScriptedResponder(), threading.Event()

    def choose() -> Responder:
        assert may_choose.wait(5)
        return responder

    thread, done = run(choose)
    thread.stop()
    threading.Timer(0.2, may_choose.set).start()
    thread.join(5)
    assert done.is_set()
    assert responder.streams[0].stopped.is_set()
    assert thread.outcome().status is ReplyStatus.STOPPED


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (ReplyError(ReplyFailure.WRONG_KEY, "No key.", "Enter one."), ReplyFailure.WRONG_KEY),
        (InvalidInput("No such address.", "Check it."), ReplyFailure.SERVER),
    ],
)
def test_why_nobody_could_be_asked_is_told_as_it_is(error: KnownError, failure: ReplyFailure) -> None:
    def choose() -> Responder:
        raise error

    thread, done = run(choose)
    assert done.wait(5)
    assert thread.failure is failure
    assert str(error) in str(thread.outcome().problem)


def test_a_mistake_of_the_programs_own_ends_the_reply_and_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: reported.append(told.exc_type))

    def choose() -> Responder:
        raise ZeroDivisionError

    thread, done = run(choose)
    assert done.wait(5)
    thread.join(5)
    assert reported == [ZeroDivisionError]
    assert thread.outcome().status is ReplyStatus.FAILED
    assert thread.outcome().problem


class Watched:
    """What a thread says of waiting, whenever it says that something is new."""

    def __init__(self) -> None:
        self.waits: SimpleQueue[ServerWait] = SimpleQueue()
        self.responder = ScriptedResponder()
        self.begun = threading.Event()
        self.done = threading.Event()
        self.thread = ReplyThread(REQUEST, lambda: self.responder, self.done.set, self.note)

    def note(self) -> None:
        self.waits.put(self.thread.server_wait)

    def next_wait(self) -> ServerWait:
        return self.waits.get(timeout=5)


class SilentStream(ScriptedStream):
    """Gives no sign before it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.may_begin = threading.Event()

    def __iter__(self) -> Iterator[ReplyEvent]:
        assert self.may_begin.wait(5)
        yield from super().__iter__()


def test_a_server_is_silent_from_when_it_is_asked_until_it_gives_a_sign() -> None:
    watched, stream = Watched(), SilentStream()
    watched.responder.streams.append(stream)
    assert watched.thread.server_wait == ServerWait()
    before = monotonic()
    watched.thread.start()
    wait = watched.next_wait()
    assert wait.busy_until is None
    assert wait.silent_since is not None
    assert before <= wait.silent_since <= monotonic()
    stream.may_begin.set()
    assert watched.next_wait() == ServerWait()
    stream.say("Here.")
    assert watched.next_wait() == ServerWait()
    stream.finish()
    assert watched.done.wait(5)
    assert watched.waits.empty()


def test_a_busy_server_is_not_silent_until_it_is_asked_again() -> None:
    watched, stream = Watched(), SilentStream()
    watched.responder.streams.append(stream)
    watched.thread.start()
    watched.next_wait()
    stream.may_begin.set()
    watched.next_wait()
    before = monotonic()
    stream.put(Waiting(1234.5, stream.stop))
    assert watched.next_wait() == ServerWait(busy_until=1234.5)
    stream.put(Waiting(None, stream.stop))
    wait = watched.next_wait()
    assert wait.busy_until is None
    assert wait.silent_since is not None
    assert wait.silent_since >= before
    watched.thread.stop()
    assert watched.done.wait(5)
    assert watched.thread.server_wait == ServerWait()


def test_a_responder_that_is_still_being_chosen_is_no_silent_server() -> None:
    watched, may_choose = Watched(), threading.Event()

    def choose() -> Responder:
        assert may_choose.wait(5)
        return watched.responder

    watched.responder.next_stream().finish()
    watched.thread._choose_responder = choose
    watched.thread.start()
    assert watched.thread.server_wait == ServerWait()
    may_choose.set()
    assert watched.next_wait().silent_since is not None
    assert watched.done.wait(5)


class Pondering:
    """Thinks for two seconds of a clock, then speaks for fifty."""

    name = "Pondering"

    def __init__(self, clock: list[float]) -> None:
        self._clock = clock

    def reply(self, _request: ReplyRequest) -> "Pondering":
        return self

    def stop(self) -> None:
        pass

    def __iter__(self) -> Iterator[ReplyEvent]:
        yield Thinking("A hut, then.")
        self._clock[0] += 2
        yield Text("To the hills")
        self._clock[0] += 50
        yield Finished("end_turn", thought_tokens=7)


def test_the_time_in_which_the_model_spoke_is_no_part_of_its_thought(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(thinking, "monotonic", lambda: clock[0])
    thread, done = run(lambda: Pondering(clock))
    assert done.wait(5)
    assert thread.outcome().thought == Thought("A hut, then.", 2000, 7)
