import pytest
from support.on_file import read, store_profile, write

from personaui_desktop.database import create_session, delete_session
from personaui_desktop.database.person_choices import choose_person, chosen_person
from personaui_desktop.errors import InvalidInput, UnknownPersona
from personaui_desktop.records.people import ChosenPerson
from personaui_desktop.records.personas import Profile


def test_a_choice_is_kept_for_the_persona_and_for_a_conversation_until_that_is_deleted() -> None:
    store_profile(Profile("Mia"), "mia")
    session = create_session("One", "mia")
    assert read(chosen_person, session, on="mia") == ChosenPerson(None, None)
    for person in ("a", "b"):
        write(choose_person, None, person, on="mia")
    write(choose_person, session, "c", on="mia")
    assert read(chosen_person, session, on="mia") == ChosenPerson("b", "c")
    assert read(chosen_person, None, on="mia") == ChosenPerson("b", None)
    write(choose_person, None, None, on="mia")
    assert read(chosen_person, session, on="mia") == ChosenPerson(None, "c")
    delete_session(session, "mia")
    write(choose_person, session, "d", on="mia")
    assert read(chosen_person, session, on="mia") == ChosenPerson(None, None)


def test_what_cannot_be_chosen_is_refused() -> None:
    with pytest.raises(UnknownPersona):
        write(choose_person, None, "a", on="gone")
    store_profile(Profile("Mia"), "mia")
    for session, person in (("x", "a"), (None, "\ud800")):
        with pytest.raises(InvalidInput):
            write(choose_person, session, person, on="mia")
