"""What has arrived is stored when the program closes and when the file fails."""

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from support.reply_stage import Stage
from support.scripted import ScriptedStream

from personaui_desktop.background.operation import Errand
from personaui_desktop.background.reply_worker import ReplyWork, ReplyWorker, Unstored
from personaui_desktop.claude.events import Responder
from personaui_desktop.database import (
    create_session,
    get_db_path,
)
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.replies import finish_reply
from personaui_desktop.errors import (
    DamagedFile,
    FileNotWritable,
    PersonaFileError,
)
from personaui_desktop.operations import reply_storage
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome


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


def arrived(qtbot: QtBot, stage: Stage, text: str) -> ScriptedStream:
    """A reply whose text has arrived and is not handed over yet: no frame has passed."""
    stream = stage.responder.next_stream()
    with qtbot.waitSignal(stage.replies.began):
        stage.start()
    stage.replies._storing.stop()
    stream.say(text)
    stream.wait_until_read()
    return stream


def say_all(stage: Stage, text: str) -> None:
    stream = stage.responder.next_stream()
    stream.say(text)
    stream.finish()


def fail_at_first(monkeypatch: pytest.MonkeyPatch, failure: type[PersonaFileError]) -> list[int]:
    """The first time a finished reply is stored, the file cannot be used."""
    from personaui_desktop.background import reply_worker

    tries: list[int] = []

    def fails_once(
        file: PersonaFile, message_id: int, text: str, outcome: ReplyOutcome, **before: Any
    ) -> bool:
        tries.append(message_id)
        if len(tries) == 1:
            raise failure("No.", "Make room.", file.persona_id, get_db_path(file.persona_id))
        return finish_reply(file, message_id, text, outcome, **before)

    monkeypatch.setattr("personaui_desktop.operations.reply_storage.finish_reply", fails_once)
    monkeypatch.setattr(reply_worker, "STORE_AGAIN_MS", 1)
    return tries
