"""What a person and a model say."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from machine.base import OTHER, Base, picks, texts
from machine.stored import everything
from machine.windows import PERSONA
from machine.world import Draft, Key, Message, Said, Session
from support.on_file import write

from personaui_desktop.database import replies
from personaui_desktop.operations import drafts, messages
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome
from personaui_desktop.text import title_from

ENDED = [ReplyStatus.STOPPED, ReplyStatus.FAILED, ReplyStatus.INTERRUPTED]


class Saying(Base):
    """Messages come, and replies arrive."""

    @precondition(lambda self: self.world.shown())
    @rule(pick=picks, text=texts)
    def say(self, pick: int, text: str) -> None:
        session = self.a_session(pick)
        said = self.windows.run(messages.say(PERSONA, session, text))
        self.said_in(session)
        self.world.drop("draft", session)
        self.world.put("message", said.message_id, Message(session, True, (Said(text),)))

    @rule(text=texts)
    def say_elsewhere(self, text: str) -> None:
        """What is said to another persona changes nothing here."""
        session, before = self.elsewhere
        self.windows.run(messages.say(OTHER, session, text))
        self.elsewhere = session, everything(OTHER)
        assert len(self.elsewhere[1]) > len(before)

    @rule(pick=picks, text=texts | st.just(""), is_added=st.booleans(), is_new=st.booleans())
    def draft(self, pick: int, text: str, is_added: bool, is_new: bool) -> None:
        """What is written waits where it was written, and goes with nothing that is said elsewhere."""
        session = 0 if is_new or not self.world.shown() else self.a_session(pick)
        before = self.world.rows.get(Key("draft", session))
        self.windows.run((drafts.add if is_added else drafts.put)(PERSONA, session or None, text))
        kept = [before.text] if isinstance(before, Draft) and is_added else []
        whole = "\n".join(each for each in (*kept, text) if each)
        self.world.drop("draft", session)
        if whole:
            place = before.place if isinstance(before, Draft) else None
            self.world.put("draft", session, Draft(whole, place))

    @precondition(lambda self: self.has_room())
    @rule(text=texts)
    def say_in_a_new_conversation(self, text: str) -> None:
        said = self.windows.run(messages.say(PERSONA, None, text))
        self.world.drop("draft", 0)
        self.world.put("session", said.session_id, Session(title_from(text)))
        self.world.put("message", said.message_id, Message(said.session_id, True, (Said(text),)))

    @precondition(lambda self: self.arriving is None and self.world.shown())
    @rule(pick=picks)
    def begin_reply(self, pick: int) -> None:
        session = self.a_session(pick)
        self.arriving = write(replies.begin_reply, session, "Mia", "run")
        self.world.put("message", self.arriving, Message(session, False, (Said("", ReplyStatus.STREAMING),)))
        self.tell_of_reply(session)

    @precondition(lambda self: self.arriving is None and self.has_shown_messages())
    @rule(pick=picks)
    def regenerate(self, pick: int) -> None:
        message_id, message = self.a_shown_message(pick)
        if not message.is_user:
            self.arriving, self.former = message_id, message.chosen
            write(replies.begin_anew, message_id, "Mia", "run")
            self.making = self.world.begin_version(message_id, Said("", ReplyStatus.STREAMING))
            self.tell_of_reply(message.session)

    @precondition(lambda self: self.arriving is None and self.has_shown_messages())
    @rule(pick=picks)
    def go_on(self, pick: int) -> None:
        message_id, message = self.a_shown_message(pick)
        if not message.is_user and message.says.text:
            self.arriving, self.former, self.prefix = message_id, message.chosen, message.says.text
            write(replies.restart_reply, message_id, "run")
            self.making = self.world.begin_version(message_id, Said(self.prefix, ReplyStatus.STREAMING))
            self.tell_of_reply(message.session)

    @precondition(lambda self: self.arriving is not None)
    @rule(text=texts)
    def arrive(self, text: str) -> None:
        message, text = self.world.message(self.arriving), self.prefix + text
        write(replies.store_reply_text, self.arriving, text)
        self.change(self.arriving, message.saying(Said(text, ReplyStatus.STREAMING)))
        self.tell_of_reply(message.session)

    @precondition(lambda self: self.arriving is not None)
    @rule(text=st.sampled_from(["", "all of it"]), status=st.sampled_from(ENDED))
    def end_reply(self, text: str, status: ReplyStatus) -> None:
        status = ReplyStatus.COMPLETE if text and status is ReplyStatus.STOPPED else status
        message, has_more = self.world.message(self.arriving), bool(text)
        text = self.prefix + text
        write(replies.finish_reply, self.arriving, text, ReplyOutcome(status), prefix=self.prefix)
        self.ended(text, status, has_more=has_more)
        self.tell_of_reply(message.session)

    def ended(self, text: str, status: ReplyStatus, *, has_more: bool) -> None:
        """The reply has ended so; without more text its message says what it said before, or goes."""
        assert self.arriving is not None
        message = self.world.message(self.arriving)
        if has_more:
            self.change(self.arriving, message.saying(Said(text, status)))
        elif len(message.versions) > 1:
            # There is nothing to take back.
            left = message.without_version(message.chosen)
            self.change(self.arriving, left._replace(chosen=self.former))
            self.world.done = [each for each in self.world.done if each is not self.making]
        else:
            self.world.drop("message", self.arriving)
            self.world.taint_message(self.arriving, is_gone=True)
        self.arriving, self.prefix = None, ""
