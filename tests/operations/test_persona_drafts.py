from support.on_file import create_persona

from personaui_desktop.operations import characters, persona_drafts
from personaui_desktop.operations.persona_drafts import NOBODY, ToEdit
from personaui_desktop.records.personas import Character, Profile


def test_a_draft_is_there_beside_what_is_stored() -> None:
    persona_id = create_persona(Profile("Kai")).work()
    stored, draft = characters.one(persona_id).work(), Character(Profile("Kaja "))
    assert persona_drafts.open_one(persona_id).work() == ToEdit(stored, None)
    persona_drafts.put(persona_id, draft).work()
    assert persona_drafts.open_one(persona_id).work() == ToEdit(stored, draft)
    assert persona_drafts.open_one(None).work() == ToEdit(NOBODY, None)
    persona_drafts.put(None, draft).work()
    assert persona_drafts.open_one(None).work() == ToEdit(NOBODY, draft)
    persona_drafts.put(persona_id, None).work()
    assert persona_drafts.open_one(persona_id).work() == ToEdit(stored, None)


def test_a_draft_that_was_saved_is_none_though_it_was_not_forgotten() -> None:
    persona_id = create_persona(Profile("Kai")).work()
    draft = Character(Profile(" Kaja "), (" ",))
    persona_drafts.put(persona_id, draft).work()
    characters.edit(persona_id, draft).work()
    assert persona_drafts.open_one(persona_id).work().draft is None
    persona_drafts.put(persona_id, Character(Profile(""))).work()
    assert persona_drafts.open_one(persona_id).work().draft == Character(Profile(""))
