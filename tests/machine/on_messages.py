"""What a person does with messages: change, delete, choose a version, mark."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from machine.base import Base, picks, texts
from machine.windows import PERSONA
from machine.world import EditDraft, Key, Said

from personaui_desktop.operations import edit_drafts, marks, messages, versions


class OnMessages(Base):
    """All of it can be taken back."""

    @precondition(lambda self: self.has_shown_messages())
    @rule(pick=picks, text=texts, keeps=st.booleans())
    def edit(self, pick: int, text: str, keeps: bool) -> None:
        message_id, message = self.a_shown_message(pick)
        operation = messages.edit(PERSONA, message.session, message_id, text, keeps_version=keeps)
        if self.is_arriving_in(message_id):
            self.is_refused(operation)
            return
        self.windows.run(operation)
        self.world.drop("edit", message_id)
        if text != message.says.text:
            new = (
                message.with_version(Said(text))
                if keeps
                else message.saying(message.says._replace(text=text))
            )
            with self.world.step():
                self.change(message_id, new)

    @precondition(lambda self: self.has_shown_messages())
    @rule(pick=picks, text=texts | st.none())
    def draft_an_edit(self, pick: int, text: str | None) -> None:
        """What a message is being changed to is kept, and changes nothing yet."""
        message_id, message = self.a_shown_message(pick)
        assert self.windows.run(edit_drafts.put(PERSONA, message_id, text))
        self.world.drop("edit", message_id)
        if text is not None:
            self.world.put("edit", message_id, EditDraft(text))
        self.world.taint(lambda key, _row: key == Key("edit", message_id))
        found = edit_drafts.all_in(PERSONA, message.session).work()
        edited = [each for each in self.world.ids("edit") if each in self.world.talk(message.session)]
        assert list(found) == edited

    @precondition(lambda self: self.has_shown_messages())
    @rule(pick=picks, number=st.integers(1, 3), is_range=st.booleans())
    def delete(self, pick: int, number: int, is_range: bool) -> None:
        first, message = self.a_shown_message(pick)
        talk = self.world.talk(message.session)
        gone = talk[talk.index(first) :][:number]
        operation = messages.delete(PERSONA, message.session, gone)
        if is_range:
            operation = messages.delete_range(PERSONA, message.session, gone[0], gone[-1])
        if self.arriving in gone:
            self.is_refused(operation)
            return
        self.windows.run(operation)
        with self.world.step():
            for message_id in gone:
                self.world.drop("message", message_id)

    @precondition(lambda self: self.has_shown_messages())
    @rule(pick=picks, version=picks, deletes=st.booleans())
    def choose_or_delete_version(self, pick: int, version: int, deletes: bool) -> None:
        message_id, message = self.a_shown_message(pick)
        found = versions.listing(PERSONA, message_id).work()
        if not found:
            return
        at = version % len(found)
        verb = versions.delete if deletes else versions.choose
        operation = verb(PERSONA, message.session, message_id, found[at].id)
        if self.is_arriving_in(message_id) and (deletes or not found[at].is_chosen):
            self.is_refused(operation)
            return
        self.windows.run(operation)
        with self.world.step():
            if not deletes:
                self.change(message_id, message._replace(chosen=at))
            elif len(found) > 1:
                self.change(message_id, message.without_version(at))

    @precondition(lambda self: self.has_shown_messages())
    @rule(pick=picks, other=picks, on=st.booleans())
    def hide(self, pick: int, other: int, on: bool) -> None:
        (one, message), (another, _) = self.a_shown_message(pick), self.a_shown_message(other)
        wanted = [one, another] if self.world.message(another).session == message.session else [one]
        self.windows.run(marks.hide(PERSONA, message.session, wanted, on))
        with self.world.step():
            for message_id in wanted:
                self.world.change("message", message_id, hidden=on)

    @precondition(lambda self: self.has_shown_messages())
    @rule(pick=picks, on=st.booleans(), text=st.sampled_from(["", "see above"]), notes=st.booleans())
    def bookmark_or_note(self, pick: int, on: bool, text: str, notes: bool) -> None:
        message_id, message = self.a_shown_message(pick)
        if notes:
            self.windows.run(marks.note(PERSONA, message.session, message_id, text))
        else:
            self.windows.run(marks.bookmark(PERSONA, message.session, message_id, on))
        with self.world.step():
            self.world.change("message", message_id, **({"note": text} if notes else {"bookmarked": on}))
