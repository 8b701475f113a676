import pytest

from personaui_desktop.database import get_all_persona_ids
from personaui_desktop.errors import InvalidInput, UnknownPersona
from personaui_desktop.operations import characters, personas
from personaui_desktop.records.changes import How, Topic
from personaui_desktop.records.personas import Character, Profile

KAI = Character(
    Profile("  Kai  ", nickname=" K\n", scenario=" A ship. "), (" Ahoy! ", " "), " N ", ("sea", " sea ", "")
)
STORED = Character(Profile("Kai", nickname="K", scenario="A ship."), ("Ahoy!",), "N", ("sea",))


def test_a_persona_is_made_with_all_that_makes_it() -> None:
    operation = characters.create(KAI)
    persona_id = operation.work()
    (change,) = operation.announces(persona_id)
    assert (change.topic, change.persona_id, change.how) == (Topic.PERSONAS, persona_id, How.ADDED)
    assert characters.one(persona_id).work() == STORED


def test_a_persona_is_changed_and_one_that_is_gone_does_not_come_back() -> None:
    persona_id = characters.create(KAI).work()
    characters.edit(persona_id, STORED._replace(tags=())).work()
    assert characters.one(persona_id).work().tags == ()
    personas.delete(persona_id).work()
    with pytest.raises(UnknownPersona):
        characters.edit(persona_id, STORED).work()
    assert persona_id not in get_all_persona_ids()


@pytest.mark.parametrize(
    "character",
    [
        Character(Profile("")),
        Character(Profile("Kai", nickname="x" * 81)),
        Character(Profile("Kai", scenario="x" * 50_001)),
        Character(Profile("Kai"), ("x" * 20_001,)),
        Character(Profile("Kai"), creator_notes="x" * 50_001),
    ],
)
def test_what_is_too_long_is_refused_before_there_is_a_file(character: Character) -> None:
    with pytest.raises(InvalidInput):
        characters.create(character).work()
    assert get_all_persona_ids() == []
