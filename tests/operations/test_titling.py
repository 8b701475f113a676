"""When a model is asked for a conversation's title."""

import pytest
from support.on_file import store_profile, write

from personaui_desktop.database import create_session, save_message
from personaui_desktop.database.replies import begin_reply, finish_reply
from personaui_desktop.operations import messages, sessions, titling
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.replies import ReplyOutcome

ME = "default"


@pytest.fixture
def session() -> int:
    """A conversation in which something was said."""
    store_profile(Profile("Mia", greeting="Hello!"))
    return messages.say(ME, None, "How do I bake bread?").work().session_id


def reply(session: int, status: ReplyStatus = ReplyStatus.COMPLETE) -> None:
    message_id = write(begin_reply, session, "Mia", "run")
    write(finish_reply, message_id, "With patience.", ReplyOutcome(status))


def test_it_is_asked_for_after_the_first_whole_reply(session):
    assert titling.plan(ME, session).work() is None
    reply(session, ReplyStatus.FAILED)
    assert titling.plan(ME, session).work() is None
    reply(session)
    request = titling.plan(ME, session).work()
    assert request is not None
    assert "How do I bake bread?" in request.messages[0]["content"]
    assert "With patience." in request.messages[0]["content"]


def test_a_title_of_a_persons_own_is_left(session):
    reply(session)
    sessions.rename(ME, session, "Bread").work()
    assert titling.plan(ME, session).work() is None


def test_a_title_is_made_once(session):
    reply(session)
    assert sessions.title_by_machine(ME, session, "Baking").work()
    assert titling.plan(ME, session).work() is None


def test_a_long_conversation_and_one_of_another_program_keep_theirs(session):
    for _ in range(titling.FIRST_MESSAGES):
        reply(session)
    assert titling.plan(ME, session).work() is None
    foreign = create_session("New conversation")
    save_message("Hi", True, session_id=foreign)
    assert titling.plan(ME, foreign).work() is None
    assert titling.plan(ME, 999).work() is None
