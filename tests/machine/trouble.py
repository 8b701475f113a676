"""What else happens: restarts, kills, and another program that writes by the specified calls."""

from contextlib import suppress

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from machine.base import picks, texts
from machine.branching import Branching
from machine.remembering import Remembering
from machine.saying import Saying
from machine.stored import everything
from machine.world import Key, Message, Said
from support.on_file import write

from personaui_desktop import database
from personaui_desktop.database import copying, interrupted
from personaui_desktop.database.branches import park_tail
from personaui_desktop.database.edits import edit_message
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.messages import delete_messages
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations import upkeep
from personaui_desktop.records.messages import ReplyStatus


class Killed(BaseException):
    """The program ends in the middle of a transaction."""


class Trouble(Saying, Branching, Remembering):
    """Nothing is lost by it, and nothing is left half."""

    @rule()
    def restart(self) -> None:
        if self.arriving is not None:
            write(interrupted.mark_interrupted_replies, "the next run")
            message = self.world.message(self.arriving)
            text = message.says.text
            # What says the same as before is not told from what had no time to say anything.
            is_like_before = len(message.versions) > 1 and message.versions[self.former].text == text
            self.ended(text, ReplyStatus.INTERRUPTED, has_more=bool(text) and not is_like_before)
        upkeep.after_start().work()
        for copy_id in self.world.unfinished():
            self.finish(copy_id)
        self.windows.start()

    @precondition(lambda self: self.has_shown_messages())
    @rule(pick=picks, text=texts, what=st.integers(0, 3))
    def be_killed(self, pick: int, text: str, what: int) -> None:
        message_id, message = self.a_message(pick)
        before = everything()

        def work(file: PersonaFile) -> None:
            with suppress(InvalidInput):
                if what == 0:
                    edit_message(file, message_id, text + "!", keeps_version=True)
                elif what == 1:
                    delete_messages(file, message.session, [message_id])
                elif what == 2:
                    park_tail(file, message.session, message_id)
                else:
                    copying.begin_copy(file, message.session, message_id, "never")
            raise Killed

        with suppress(Killed):
            write(work)
        assert everything() == before

    @precondition(lambda self: self.world.shown())
    @rule(pick=picks, text=texts)
    def another_program_adds(self, pick: int, text: str) -> None:
        session = self.a_session(pick)
        made = database.save_message(text + " (theirs)", False, session_id=session)
        self.world.put("message", made, Message(session, False, (Said(text + " (theirs)"),)))
        self.windows.start()

    @precondition(lambda self: self.has_shown_messages())
    @rule(pick=picks, text=texts, deletes=st.booleans())
    def another_program_changes_the_last(self, pick: int, text: str, deletes: bool) -> None:
        session = self.a_shown_message(pick)[1].session
        last = self.world.talk(session)[-1]
        message = self.world.message(last)
        if self.is_arriving_in(last):
            return
        if deletes:
            database.delete_last_message(session)
            self.world.drop("message", last)
        else:
            database.update_last_message_text(session, text + " (theirs)")
            self.change(last, message.saying(message.says._replace(text=text + " (theirs)")))
        self.world.taint_message(last, is_gone=deletes)
        self.windows.start()

    @precondition(lambda self: self.world.ids("memory"))
    @rule(pick=picks)
    def another_program_deletes_a_memory(self, pick: int) -> None:
        memory_id = self.a_memory(pick)
        session = self.world.memory(memory_id).session
        database.delete_memory(memory_id)
        self.forget(memory_id)
        keys = {Key("memory", memory_id), Key("session", session)}
        self.world.taint(lambda key, _row: key in keys)

    @precondition(lambda self: len(self.world.ids("session")) > 2)
    @rule(pick=picks)
    def another_program_deletes_a_session(self, pick: int) -> None:
        found = self.world.ids("session")
        gone = found[pick % len(found)]
        database.delete_session(gone)
        self.world.delete_session(gone)
        if Key("message", self.arriving or 0) not in self.world.rows:
            self.arriving, self.prefix = None, ""
        self.windows.start()
