import pytest
from support.long_words import LONG_NAME, fits
from support.memory_hands import remember, sentence
from support.on_file import store_profile

from personaui_desktop.database import (
    create_persona_db,
    save_message,
)
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.personas import Profile
from personaui_desktop.widgets.common.wording import END_OF_ISOLATE, ISOLATE


@pytest.mark.parametrize(
    ("count", "kind", "line"),
    [
        (0, "plain", "After 4 messages, Mia can remember this conversation."),
        (3, "plain", "After 1 more message, Mia can remember this conversation."),
        (4, "primary", "Mia will suggest a memory in 18 messages."),
    ],
)
def test_the_button_is_quiet_until_there_is_enough_to_remember(bench, talk, count, kind, line) -> None:
    bench.do(lambda: create_persona_db("default") and store_profile(Profile("Mia")))
    bench.making.is_free = True
    talk(count)
    assert bench.pane.foot.remember_button.property("kind") == kind
    assert plain(sentence(bench)) == line
    if kind == "plain":
        assert bench.pane.foot.remember_button.accessibleDescription() == sentence(bench)


def test_a_very_long_name_does_not_run_out_of_the_pane(bench, talk) -> None:
    bench.do(lambda: create_persona_db("default") and store_profile(Profile(LONG_NAME)))
    for count in (3, 6):
        talk(count)
        assert LONG_NAME[:12] in sentence(bench)
        assert fits(bench.pane.remembering.line.label)


def test_the_button_follows_what_is_said_and_remembered(bench, talk) -> None:
    ids = talk(3)
    assert bench.pane.foot.remember_button.property("kind") == "plain"
    say(bench, ids[0], 1)
    bench.qtbot.waitUntil(lambda: bench.pane.foot.remember_button.property("kind") == "primary")
    remember(bench)
    bench.editor.save()
    bench.qtbot.waitUntil(lambda: sentence(bench) == "Nothing new to remember.")
    assert bench.pane.foot.remember_button.property("kind") == "plain"
    say(bench, ids[0], 2)
    bench.qtbot.waitUntil(lambda: sentence(bench).startswith("After 2 more messages, "))
    assert sentence(bench).endswith("can remember what is new.")


def plain(line: str) -> str:
    """Without the marks around names."""
    return line.replace(ISOLATE, "").replace(END_OF_ISOLATE, "")


def say(bench, session: int, count: int) -> None:
    """Have so many more messages in a conversation, announced as a reply would be."""
    bench.do(lambda: [save_message(f"more {n}", n % 2 == 0, session_id=session) for n in range(count)])
    bench.worker.changed.emit(Change(Topic.MESSAGES, "default", session))


def test_a_narrow_pane_shortens_the_button(bench) -> None:
    bench.load("He sails.")
    bench.pane.resize(220, 600)
    assert bench.pane.foot.remember_button.text() == "Remember"
    assert bench.pane.foot.remember_button.accessibleName() == "Remember this conversation"
