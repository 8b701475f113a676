import pytest

from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations import persona_options
from personaui_desktop.paths import data_dir
from personaui_desktop.personas.options import OWN, PersonaOption
from personaui_desktop.records.personas import Profile


def test_what_was_written_for_one_persona_is_offered_for_others() -> None:
    before = persona_options.listing().work()
    persona_options.remember(Profile("Kai", kind="A cloud.")).work()
    persona_options.remember(
        Profile("Mia", kind="A cloud.\nA stone.", knowledge=before["knowledge"][0].line)
    ).work()
    after = persona_options.listing().work()
    assert after["kind"] == (*before["kind"], PersonaOption("A cloud."), PersonaOption("A stone."))
    assert after["knowledge"] == before["knowledge"]


def test_nothing_new_writes_nothing() -> None:
    persona_options.remember(Profile("Kai", description="Kind.")).work()
    assert not (data_dir() / OWN).exists()


def test_a_file_that_cannot_be_read_is_told() -> None:
    (data_dir() / OWN).mkdir(parents=True)
    with pytest.raises(InvalidInput, match="cannot be used"):
        persona_options.listing().work()
