import pytest
from support.on_file import read, store_profile, write

from personaui_desktop.database.persona_drafts import get_persona_draft, put_persona_draft
from personaui_desktop.errors import InvalidInput, UnknownPersona
from personaui_desktop.records.personas import Profile


def test_one_draft_of_each_kind_is_kept_until_it_is_forgotten() -> None:
    store_profile(Profile("Mia"), "mia")
    for text in ("a", "b"):
        write(put_persona_draft, text, of_new=False, on="mia")
    write(put_persona_draft, "c", of_new=True, on="mia")
    assert read(get_persona_draft, of_new=False, on="mia") == "b"
    assert read(get_persona_draft, of_new=True, on="mia") == "c"
    write(put_persona_draft, None, of_new=False, on="mia")
    assert read(get_persona_draft, of_new=False, on="mia") is None
    assert read(get_persona_draft, of_new=True, on="mia") == "c"


def test_what_cannot_be_kept_is_refused() -> None:
    with pytest.raises(UnknownPersona):
        write(put_persona_draft, "a", of_new=False, on="gone")
    store_profile(Profile("Mia"), "mia")
    with pytest.raises(InvalidInput):
        write(put_persona_draft, "\ud800", of_new=False, on="mia")
