"""Other personas are made, changed and deleted, which changes nothing here."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from machine.base import OTHER, Base, picks
from machine.windows import PERSONA
from support.on_file import create_persona, edit_persona

from personaui_desktop import database
from personaui_desktop.operations import personas
from personaui_desktop.records.personas import Profile

MOST = 3
profiles = st.sampled_from(
    [Profile("Tom"), Profile("Tom", "A sailor.", "Ahoy!"), Profile("Åsa 🌙", "A pilot.", "")]
)


class OnPersonas(Base):
    """Each is a file of its own, named alike or not."""

    def __init__(self) -> None:
        super().__init__()
        self.personas: dict[str, Profile] = {}

    @precondition(lambda self: len(self.personas) < MOST)
    @rule(profile=profiles)
    def make_persona(self, profile: Profile) -> None:
        made = self.windows.run(create_persona(profile))
        assert made not in {PERSONA, OTHER, *self.personas}
        self.personas[made] = profile
        database.save_message(f"Hello, {profile.name}", True, persona_id=made)

    @precondition(lambda self: self.personas)
    @rule(pick=picks, profile=profiles)
    def change_persona(self, pick: int, profile: Profile) -> None:
        changed = sorted(self.personas)[pick % len(self.personas)]
        self.windows.run(edit_persona(changed, profile))
        self.personas[changed] = profile

    @precondition(lambda self: self.personas)
    @rule(pick=picks)
    def delete_persona(self, pick: int) -> None:
        gone = sorted(self.personas)[pick % len(self.personas)]
        assert self.windows.run(personas.delete(gone))
        del self.personas[gone]

    @invariant()
    def personas_agree(self) -> None:
        assert set(database.get_all_persona_ids()) == {PERSONA, OTHER, *self.personas}
        for persona_id, profile in self.personas.items():
            listing = personas.one(persona_id).work()
            assert listing is not None
            assert listing.profile == profile
            assert listing.problem is None
            (said,) = database.get_chat_history(persona_id=persona_id)
            assert said["message"].startswith("Hello, ")
