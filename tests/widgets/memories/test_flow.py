"""What goes wrong in one conversation: where it stands, and what tries again."""

from support.scripted import ScriptedStream

from personaui_desktop.database import create_session, save_message
from personaui_desktop.database.proposals import get_proposals

TEXT = "He told me the storm took half the pier, and that his grandfather had built it."
FAILED = "⚠ Nothing was saved. The answer only said that it would be done."


def sentence(bench) -> str:
    return bench.pane.remembering.line.label.text()


def wait(bench) -> None:
    bench.qtbot.waitUntil(lambda: bench.flow.errand("default") is None)
    bench.settle()


def remember(bench, text: str) -> None:
    """Press the button and wait until what was answered has been taken in."""
    stream: ScriptedStream = bench.responder.next_stream()
    stream.say(text)
    stream.finish()
    bench.pane.remember_button.click()
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
    assert sentence(bench) == ""
    remember(bench, "Of course!")
    show(bench, first)
    assert sentence(bench) == FAILED
    stream = bench.responder.next_stream()
    stream.say(TEXT)
    stream.finish()
    bench.pane.remembering.line.button.click()
    wait(bench)
    assert [proposal.session_id for proposal in get_proposals("default")] == [first]
    bench.editor.leave()
    assert bench.flow.trouble("default", first) is None
    show(bench, second)
    assert sentence(bench) == FAILED
    bench.pane.remembering.line.close_button.click()
    assert sentence(bench) == ""


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
    bench.view.anew_requested.emit(bench.model.rows[0])
    wait(bench)
    assert sentence(bench) == FAILED
    assert bench.flow.trouble("default", first) is None
