import pytest
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database.pages import newest_page
from personaui_desktop.database.version_shelf import chosen_on, exchange_chosen, shelve_chosen
from personaui_desktop.database.versions import begin_version, list_versions


@pytest.fixture
def messages() -> tuple[int, int]:
    """Two messages, each with two versions, the second one chosen."""
    session = database.create_session()
    one, two = (database.save_message(text, True, session_id=session) for text in ("one", "two"))
    for message_id in (one, two):
        write(begin_version, message_id, f"{message_id} said otherwise")
    return one, two


def texts() -> list[str]:
    return [each.text for each in read(newest_page, database.get_current_session_id(), 9).messages]


def test_two_versions_exchange_their_places_and_back(messages: tuple[int, int]) -> None:
    one, _two = messages
    first, second = read(list_versions, one)
    before = texts()
    assert write(exchange_chosen, one, first.id)
    assert texts() == ["one", before[1]]
    assert [each.is_chosen for each in read(list_versions, one)] == [True, False]
    assert write(exchange_chosen, one, second.id)
    assert texts() == before
    assert read(list_versions, one) == [first, second]


def test_what_is_not_on_the_messages_shelf_changes_nothing(messages: tuple[int, int]) -> None:
    one, two = messages
    before, found = texts(), read(list_versions, one)
    of_another, gone = read(list_versions, two)[0].id, 99
    for version_id in (of_another, gone, found[1].id):
        assert not write(exchange_chosen, one, version_id)
    assert (texts(), read(list_versions, one)) == (before, found)


def test_a_message_without_versions_has_one_once_it_is_asked_for(messages: tuple[int, int]) -> None:
    alone = database.save_message("alone", True)
    assert read(list_versions, alone) == []
    version_id = write(chosen_on, alone)
    assert write(chosen_on, alone) == write(shelve_chosen, alone) == version_id
