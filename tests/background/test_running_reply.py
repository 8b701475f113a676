"""A reply under way tells once what is new of it: text, thinking, waiting for the server."""

import threading

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.on_file import read
from support.reply_stage import Stage

from personaui_desktop.background import thinking
from personaui_desktop.claude.events import Thinking, Waiting
from personaui_desktop.database.thoughts import get_thought
from personaui_desktop.records.replies import ServerWait, Thought


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


def test_a_thought_is_in_the_file_while_it_goes_on_once_a_second(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(thinking, "monotonic", lambda: clock[0])
    stream = stage.responder.next_stream()
    with qtbot.waitSignal(stage.replies.began):
        stage.start()
    stage.replies._storing.stop()

    def stored() -> Thought | None:
        stream.wait_until_read()
        stage.replies._store_all()
        qtbot.waitUntil(lambda: stage.worker.is_idle)
        return read(get_thought, stage.stored()[-1].id)

    stream.put(Thinking("She "))
    assert stored() == Thought("She ", 0)
    for seconds, told in ((0.9, Thought("She ", 0)), (1.0, Thought("She asks asks ", 1000))):
        clock[0] = 100 + seconds
        stream.put(Thinking("asks "))
        assert stored() == told
    clock[0] = 109
    assert stored() == Thought("She asks asks ", 1000), "nothing was added to it"
    stream.put(Thinking("and asks."))
    assert stored() == Thought("She asks asks and asks.", 9000)
    with qtbot.waitSignal(stage.replies.ended):
        stage.replies.stop("default", stage.session_id)


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
        with qtbot.waitSignal(stage.replies.began):
            stage.start()
        # The silence before the first sign is told too, and is over now.
        stream.wait_until_read()
        QApplication.processEvents()
        stream.put(Waiting(1234.5, stream.stop))
        qtbot.waitUntil(lambda: bool(told))
        for word in ("One ", "two ", "three"):
            with qtbot.waitSignal(stage.replies.text):
                stream.say(word)
        stream.finish()
    assert len(told) == 1
