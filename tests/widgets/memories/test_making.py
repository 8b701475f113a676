"""What goes wrong in one conversation: where it stands, what it says, how long, and what tries again."""

from collections.abc import Callable

import pytest
from support.on_file import read
from support.scripted import ScriptedStream

from personaui_desktop.database import create_session, save_message
from personaui_desktop.database.proposals import get_proposals
from personaui_desktop.records.changes import Change, Topic

TEXT = "He told me the storm took half the pier, and that his grandfather had built it."
FAILED = "⚠ Nothing was saved. The answer had nothing to do with the messages."
REFUSED = "A suggested memory is waiting for you. Accept or discard it first."


def sentence(bench) -> str:
    return bench.pane.remembering.line.label.text()


def wait(bench) -> None:
    bench.qtbot.waitUntil(lambda: bench.making.errand("default") is None)
    bench.settle()


def remember(bench, text: str) -> None:
    """Press the button and wait until what was answered has been taken in."""
    stream: ScriptedStream = bench.responder.next_stream()
    stream.say(text)
    stream.finish()
    bench.pane.foot.remember_button.click()
    wait(bench)


def another_session(bench, *texts: str) -> int:
    ids: list[int] = []

    def fill() -> None:
        ids.append(create_session("Another talk", "default"))
        for number, text in enumerate(texts):
            save_message(text, number % 2 == 0, "Mia", ids[0])

    bench.do(fill)
    return ids[0]


def show(bench, session_id: int) -> None:
    bench.place.show_session(session_id)
    bench.settle()


def test_a_failure_stands_under_its_own_conversation_and_its_retry_remembers_that_one(bench, talk) -> None:
    first = talk(6)[0]
    second = another_session(bench, "One.", "Two.", "Three.", "Four.")
    remember(bench, "Certainly!")
    assert sentence(bench) == FAILED
    show(bench, second)
    assert sentence(bench) != FAILED
    remember(bench, "Of course!")
    show(bench, first)
    assert sentence(bench) == FAILED
    stream = bench.responder.next_stream()
    stream.say(TEXT)
    stream.finish()
    bench.pane.remembering.line.button.click()
    wait(bench)
    assert [proposal.session_id for proposal in read(get_proposals)] == [first]
    bench.editor.leave()
    assert bench.making.trouble("default", first) is None
    show(bench, second)
    assert sentence(bench) == FAILED
    bench.pane.remembering.line.second_button.click()
    assert sentence(bench) != FAILED
    assert not bench.pane.remembering.line.second_button.isVisible()


def test_making_anew_fails_where_it_was_asked_for(bench, talk) -> None:
    first = talk(6)[0]
    remember(bench, TEXT)
    bench.editor.save()
    bench.settle()
    second = another_session(bench, "One.")
    show(bench, second)
    stream = bench.responder.next_stream()
    stream.say("Certainly!")
    stream.finish()
    bench.view.do("memory.rewrite", bench.model.rows[0])
    wait(bench)
    assert sentence(bench) == FAILED
    assert bench.making.trouble("default", first) is None


def accept(bench) -> None:
    bench.shelf.proposals.accept_button.click()


def discard(bench) -> None:
    bench.shelf.proposals.discard_button.click()


@pytest.mark.parametrize("settle", [accept, discard])
def test_that_a_proposal_waits_is_no_longer_said_once_it_does_not(
    bench, talk, settle: Callable[..., None]
) -> None:
    talk(6)
    remember(bench, TEXT)
    bench.editor.leave()
    bench.pane.foot.remember_button.click()
    bench.settle()
    assert sentence(bench) == REFUSED
    settle(bench)
    bench.settle()
    assert bench.making.trouble("default", bench.place.session_id) is None
    assert "Accept or discard" not in sentence(bench)


def test_too_little_is_no_longer_said_when_more_is(bench, talk) -> None:
    session = talk(3)[0]
    second = another_session(bench, "One.")
    bench.pane.foot.remember_button.click()
    bench.settle()
    bench.worker.changed.emit(Change(Topic.MESSAGES, "default", second))
    bench.worker.changed.emit(Change(Topic.SPENDING, "default", session))
    bench.worker.changed.emit(Change(Topic.MESSAGES, "11aa22bb", session))
    assert "at least 4 new messages" in sentence(bench)
    bench.do(lambda: save_message("one more", False, "Mia", session))
    bench.worker.changed.emit(Change(Topic.MESSAGES, "default", session))
    assert "at least 4 new messages" not in sentence(bench)
    bench.pane.remembering.look()
    bench.settle()
    assert " will suggest a memory in " in sentence(bench)


def test_a_failure_is_said_until_it_is_read_whatever_is_said_meanwhile(bench, talk) -> None:
    session = talk(6)[0]
    remember(bench, "Certainly!")
    bench.worker.changed.emit(Change(Topic.MESSAGES, "default", session))
    bench.worker.changed.emit(Change(Topic.MEMORIES, "default"))
    bench.settle()
    assert sentence(bench) == FAILED
