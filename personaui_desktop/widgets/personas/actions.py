"""Making, editing and deleting personas: page and dialogs, and what is run when they are answered."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import (
    characters,
    memories,
    people,
    persona_drafts,
    persona_options,
    personas,
    sessions,
)
from personaui_desktop.operations.people import PeopleAt
from personaui_desktop.operations.persona_drafts import ToEdit
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import DEFAULT_PERSONA, Character, PersonaListing
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.dialogs import confirm_deletion, tell
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.page_place import PagePlace
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.wording import isolated, quoted

if TYPE_CHECKING:
    from personaui_desktop.widgets.personas.editor import PersonaEditor

UNREADABLE = Phrase("Personas", "Its file cannot be read.")


class PersonaActions:
    """What can be done with personas.

    Args:
        place: told which persona to show.
        run: runs operations.
        notices: where failures without a place of their own are told.
        pages: where the page for editing is shown.
        parent: the widget over which the dialogs stand.
        made: called when a persona has been made and is shown.
    """

    def __init__(
        self,
        place: Place,
        run: Run,
        notices: Notices,
        pages: PagePlace,
        parent: QWidget,
        made: Callable[[], object],
    ) -> None:
        self._place, self._run = place, run
        self._notices, self._pages = notices, pages
        self._parent, self._made = parent, made

    def create(self) -> None:
        """Show the page on which a new persona is made."""
        self._open(None)

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
        self._open(listing.persona_id)

    def show_people(self, listing: PersonaListing) -> None:
        """Show who the person is, and as whom they talk with a persona."""
        session_id = self._place.session_id
        show = partial(self._show_people, listing, session_id)
        self._run(people.at(listing.persona_id, session_id), self._parent, show, self._notices.tell)

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

    def _show_people(self, listing: PersonaListing, session_id: int | None, found: PeopleAt) -> None:
        # Likewise.
        from personaui_desktop.widgets.personas.people_dialog import PeopleDialog

        PeopleDialog(found, listing, session_id, self._run, self._parent).open()

    def _open(self, persona_id: str | None) -> None:
        otherwise = self._notices.tell if persona_id is not None else self._show_without_draft
        work = persona_drafts.open_one(persona_id)
        self._run(work, self._parent, partial(self._show, persona_id), otherwise)

    def _show_without_draft(self, _error: KnownError) -> None:
        """Another persona can be made though the default one's file, which keeps its draft, is damaged."""
        self._show(None, ToEdit(persona_drafts.NOBODY, None))

    def _show(self, persona_id: str | None, to_edit: ToEdit) -> None:
        # The page is no part of what these actions are mostly wanted for.
        from personaui_desktop.widgets.personas.editor import PersonaEditor

        editor = PersonaEditor(persona_id, to_edit, self._run)
        editor.accepted_character.connect(partial(self._store, editor, persona_id))
        editor.left.connect(self._pages.leave)
        self._pages.show(editor, editor.keep, editor.save)
        self._pages.emptied.connect(
            partial(self._tell_kept, editor, persona_id), Qt.ConnectionType.SingleShotConnection
        )
        self._run(persona_options.listing(), editor, editor.form.offer, self._notices.tell)
        editor.focus_first()

    def _store(self, editor: "PersonaEditor", persona_id: str | None, character: Character) -> None:
        self._run(persona_options.remember(character.profile), self._parent, None, self._notices.tell)
        if persona_id is None:
            created = partial(self._created, editor)
            self._run(characters.create(character), editor, created, editor.show_error)
        else:
            edited = partial(_finish, editor)
            self._run(characters.edit(persona_id, character), editor, edited, editor.show_error)

    def _created(self, editor: "PersonaEditor", persona_id: str) -> None:
        editor.finish()
        self._place.show_persona(persona_id)
        self._made()

    def _tell_kept(self, editor: "PersonaEditor", persona_id: str | None) -> None:
        if not editor.is_changed:
            return
        name = editor.character.profile.name.strip() or translate("Personas", "the new persona")
        self._notices.show(
            translate("Personas", "Your changes to {name} are kept, and not saved yet.").format(
                name=isolated(name)
            ),
            action=(translate("Personas", "Go on editing"), partial(self._open, persona_id)),
        )

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
            translate("Personas", "{consequence} It stays in the trash for 30 days.").format(
                consequence=consequence
            ),
            partial(self._really_delete, listing.persona_id),
        )

    def _really_delete(self, persona_id: str) -> None:
        # Nothing may look into the file any more when it goes.
        if self._place.persona_id == persona_id:
            self._place.show_persona(DEFAULT_PERSONA)
        self._run(personas.delete(persona_id), self._parent, None, self._notices.tell)


def _finish(editor: "PersonaEditor", _none: None) -> None:
    editor.finish()


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
