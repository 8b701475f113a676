import pytest
from support.on_file import read, store_profile, write

from personaui_desktop.database.characters import read_character, write_character
from personaui_desktop.database.personas import read_profile
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.personas import Character, Profile

WHO = Profile("Mia", "Kind.", "Hi.", b"\x89PNG", "M", "calm", "A café.", "M: Oh.", "Be.", "Stay.", *"abcdef")
MIA = Character(WHO, ("B", "A"), "Notes.", ("灯", 'a "b"'))


@pytest.fixture(autouse=True)
def _persona() -> None:
    store_profile(Profile("Mia"), "mia")


def test_all_that_makes_a_persona_is_kept_and_replaced() -> None:
    write(write_character, MIA, on="mia")
    assert read(read_profile, on="mia") == WHO
    assert read(read_character, WHO, on="mia") == MIA
    bare = Character(Profile("Mia"))
    write(write_character, bare, on="mia")
    assert read(read_profile, on="mia") == bare.profile
    assert read(read_character, bare.profile, on="mia") == bare


def test_another_profile_leaves_what_is_never_sent() -> None:
    write(write_character, MIA, on="mia")
    store_profile(Profile("Kai"), "mia")
    assert read(read_character, Profile("Kai"), on="mia") == MIA._replace(profile=Profile("Kai"))


@pytest.mark.parametrize("odd", ["x'00'", "'['", "'{}'", "7", f"'{'[' * 100_000}'"])
def test_odd_tags_count_as_none(odd: str) -> None:
    write(write_character, MIA, on="mia")
    write(lambda file: file.connection.execute(f"UPDATE persona_details SET tags = {odd}"), on="mia")
    assert read(read_character, WHO, on="mia") == MIA._replace(tags=())


@pytest.mark.parametrize(
    "character",
    [
        MIA._replace(greetings=("\ud800",)),
        MIA._replace(creator_notes="\ud800"),
        MIA._replace(tags=("\ud800",)),
        MIA._replace(profile=WHO._replace(last_instruction="\ud800")),
    ],
)
def test_what_cannot_be_stored_is_refused(character: Character) -> None:
    with pytest.raises(InvalidInput):
        write(write_character, character, on="mia")
    assert read(read_profile, on="mia") == Profile("Mia")
