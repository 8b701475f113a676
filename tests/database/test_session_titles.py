import pytest
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database.session_titles import Titled, get_title, put_made_title, put_title
from personaui_desktop.database.sessions import DEFAULT_TITLE
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.sessions import TitledBy


@pytest.fixture
def session() -> int:
    return database.create_session(DEFAULT_TITLE)


def test_a_conversation_has_no_title_until_somebody_gives_it_one(session: int) -> None:
    assert read(get_title, session) == Titled(DEFAULT_TITLE, None)
    assert write(put_title, session, "Piers", TitledBy.FIRST_WORDS)
    assert read(get_title, session) == Titled("Piers", TitledBy.FIRST_WORDS)


def test_a_made_title_takes_the_place_of_first_words_and_of_another_made_one(session: int) -> None:
    write(put_title, session, "Piers", TitledBy.FIRST_WORDS)
    for title in ("The storm", "The pier"):
        assert write(put_made_title, session, title)
        assert read(get_title, session) == Titled(title, TitledBy.MACHINE)


def test_a_persons_title_and_one_of_another_program_stay(session: int) -> None:
    write(put_title, session, "Mine", TitledBy.PERSON)
    of_another_program = database.create_session("Theirs")
    for each, title in ((session, "Mine"), (of_another_program, "Theirs")):
        assert not write(put_made_title, each, "The storm")
        assert read(get_title, each) == Titled(title, TitledBy.PERSON)


def test_a_conversation_that_is_gone_gets_none(session: int) -> None:
    database.delete_session(session)
    assert read(get_title, session) is None
    assert not write(put_title, session, "Piers", TitledBy.PERSON)
    assert not write(put_made_title, session, "Piers")


def test_what_cannot_be_stored_is_refused(session: int) -> None:
    with pytest.raises(InvalidInput):
        write(put_made_title, session, "\ud800")
    assert read(get_title, session) == Titled(DEFAULT_TITLE, None)
