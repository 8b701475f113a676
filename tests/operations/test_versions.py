import pytest

from personaui_desktop.database import create_session, get_chat_history, save_message
from personaui_desktop.operations import messages, undo, versions
from personaui_desktop.records.changes import Change, How, Topic


@pytest.fixture
def session(data_dir: object) -> int:
    made = create_session("A talk")
    save_message("One", True, session_id=made)
    messages.edit("default", made, 1, "Two", keeps_version=True).work()
    return made


def said(session: int) -> list[str]:
    return [each["message"] for each in get_chat_history(session_id=session)]


def told(session: int) -> list[Change]:
    return [
        Change(Topic.MESSAGES, "default", session, (1,)),
        Change(Topic.SESSIONS, "default", session, how=How.TOUCHED),
    ]


def test_versions_are_listed_chosen_and_deleted_and_each_change_is_told(session: int) -> None:
    first, second = versions.listing("default", 1).work()
    for operation, text in (
        (versions.choose("default", session, 1, first.id), "One"),
        (versions.step("default", session, 1, 1), "Two"),
        (versions.delete("default", session, 1, second.id), "One"),
    ):
        found = operation.work()
        assert found is not None
        assert found.message_id == 1
        assert said(session) == [text]
        assert list(operation.announces(found)) == told(session)


def test_a_version_that_was_deleted_is_told_of_its_message_when_it_comes_back(session: int) -> None:
    first, _ = versions.listing("default", 1).work()
    versions.delete("default", session, 1, first.id).work()
    taking = undo.undo("default")
    taken = taking.work()
    assert list(taking.announces(taken)) == [Change(Topic.MESSAGES, "default", session, (1,))]
    assert len(versions.listing("default", 1).work()) == 2
