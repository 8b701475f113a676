"""A greeting may have alternates: they are versions of its message, though no model wrote any of them."""

import pytest
from support.on_file import read, store_profile, write

from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.database import pages, undo_steps, versions
from personaui_desktop.database.saying import Opening, open_session
from personaui_desktop.operations import turns
from personaui_desktop.records.messages import Message
from personaui_desktop.records.personas import Profile

GREETINGS = ["Hello!", "*waves* You again?", "Come in."]


@pytest.fixture
def session() -> int:
    """A conversation whose greeting has three versions, the last of which is chosen."""
    store_profile(Profile("Mia", greeting=GREETINGS[0]))
    made = write(open_session, Opening("Mia", GREETINGS[0]))
    for alternate in GREETINGS[1:]:
        write(versions.begin_version, greeting(made).id, alternate)
    return made


def greeting(session: int) -> Message:
    return read(pages.newest_page, session, 5).messages[0]


def test_alternates_are_versions_in_their_order(session: int) -> None:
    found = read(versions.list_versions, greeting(session).id)
    assert [each.text for each in found] == GREETINGS
    assert [each.is_chosen for each in found] == [False, False, True]
    assert {(each.status, each.model) for each in found} == {(None, None)}
    assert (greeting(session).version, greeting(session).versions) == (3, 3)


def test_another_is_chosen_and_that_is_taken_back(session: int) -> None:
    message_id = greeting(session).id
    assert write(versions.step_version, message_id, -2) is not None
    assert (greeting(session).text, greeting(session).status) == (GREETINGS[0], None)
    write(undo_steps.undo)
    assert greeting(session).text == GREETINGS[2]


def test_the_chosen_one_is_what_opened_the_conversation(session: int) -> None:
    write(versions.step_version, greeting(session).id, -1)
    system = "".join(turns.plan("default", session, "", ContextLimits()).work().system)
    assert GREETINGS[1] in system
    assert GREETINGS[0] not in system
