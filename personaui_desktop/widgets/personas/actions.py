"""Making, editing and deleting personas: the dialogs, and what is run when they are answered."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import memories, personas, sessions
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import DEFAULT_PERSONA, PersonaListing, Profile
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.dialogs import confirm_deletion, tell
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.wording import quoted
from personaui_desktop.widgets.personas.editor import PersonaEditor

UNREADABLE = Phrase("Personas", "Its file cannot be read. Everything in it will be deleted.")


class PersonaActions:
    """What can be done with personas.

    Args:
        place: told which persona to show.
        run: runs operations.
        tell_error: told of failures without a place of their own.
        parent: the widget over which the dialogs stand.
        made: called when a persona has been made and is shown.
    """

    def __init__(
        self,
        place: Place,
        run: Run,
        tell_error: Callable[[KnownError], None],
        parent: QWidget,
        made: Callable[[], object],
    ) -> None:
        self._place, self._run = place, run
        self._tell_error, self._parent, self._made = tell_error, parent, made

    def create(self) -> None:
        """Ask for a new persona's profile, store it, show it."""
        editor = PersonaEditor(None, self._run, self._parent)
        editor.accepted_profile.connect(partial(self._create, editor))
        editor.open()

    def edit(self, listing: PersonaListing | None) -> None:
        """Edit a persona, or say why it cannot be edited."""
        if listing is None:
            return
        if listing.problem is not None:
            tell(
                self._parent,
                translate("Personas", "{name} cannot be edited.").format(name=quoted(listing.profile.name)),
                translated(listing.problem),
            )
            return
        editor = PersonaEditor(listing, self._run, self._parent)
        editor.accepted_profile.connect(
            lambda profile: self._run(
                personas.edit(listing.persona_id, profile),
                editor,
                lambda _: editor.finish(),
                editor.show_error,
            )
        )
        editor.open()

    def delete(self, listing: PersonaListing | None) -> None:
        """Delete a persona if the person means it; never the default one."""
        if listing is None:
            return
        if listing.persona_id == DEFAULT_PERSONA:
            tell(
                self._parent,
                translate("Personas", "{name} cannot be deleted.").format(name=quoted(listing.profile.name)),
                translate("Personas", "This is the default persona. You can rename or edit it instead."),
            )
            return
        # How much goes is part of the question; a damaged file cannot tell, and may be deleted all the same.
        self._run(
            sessions.listing(listing.persona_id),
            self._parent,
            lambda found: self._count_memories(listing, len(found)),
            lambda _: self._ask_deletion(listing, translated(UNREADABLE)),
        )

    def _create(self, editor: PersonaEditor, profile: Profile) -> None:
        self._run(
            personas.create(profile),
            editor,
            partial(self._created, editor),
            editor.show_error,
        )

    def _created(self, editor: PersonaEditor, persona_id: str) -> None:
        editor.finish()
        self._place.show_persona(persona_id)
        self._made()

    def _count_memories(self, listing: PersonaListing, conversations: int) -> None:
        self._run(
            memories.listing(listing.persona_id),
            self._parent,
            lambda found: self._ask_deletion(listing, what_goes(conversations, len(found))),
            lambda _: self._ask_deletion(listing, translated(UNREADABLE)),
        )

    def _ask_deletion(self, listing: PersonaListing, consequence: str) -> None:
        confirm_deletion(
            self._parent,
            translate("Personas", "Delete {name}?").format(name=quoted(listing.profile.name)),
            translate("Personas", "{consequence} This cannot be undone.").format(consequence=consequence),
            partial(self._really_delete, listing.persona_id),
        )

    def _really_delete(self, persona_id: str) -> None:
        # Nothing may look into the file any more when it goes.
        if self._place.persona_id == persona_id:
            self._place.show_persona(DEFAULT_PERSONA)
        self._run(personas.delete(persona_id), self._parent, None, self._tell_error)


def what_goes(conversations: int, memories: int) -> str:
    """What is lost with a persona that has so many of both."""
    if not conversations and not memories:
        return translate("Personas", "It has no conversations and no memories.")
    conversation = Phrase("Personas", "conversation|{n} conversations").of(conversations)
    memory = Phrase("Personas", "memory|{n} memories").of(memories)
    if not memories:
        both = Phrase("Personas", "Its {conversations} will be deleted too.")
    elif not conversations:
        both = Phrase("Personas", "Its {memories} will be deleted too.")
    else:
        both = Phrase("Personas", "Its {conversations} and {memories} will be deleted too.")
    return translated(both.filled(conversations=conversation, memories=memory))
