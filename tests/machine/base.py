"""What the rules share: the file and the plain model, what is chosen in them, and what always holds."""

import tempfile

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant
from machine.stored import everything, stored, unsound
from machine.windows import PERSONA, Windows
from machine.world import CHUNK, Key, Message, Row, Said, Session, Step, World
from support.on_file import read, store_profile

from personaui_desktop import database, paths
from personaui_desktop.background.operation import Operation
from personaui_desktop.database import copying, undo_steps
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.personas import Profile

picks = st.integers(0, 1_000)
texts = st.sampled_from(["tea", "Größe 🌙", "a longer line\nand another"])
MOST_SHOWN, MOST_SAID = 6, 60
OTHER = "other"
"""A persona beside the one in whose file all of it happens."""


class Base(RuleBasedStateMachine):
    """The file and the plain model; after each step all that can be read of the one is as the other says."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        paths.choose_data_dir(self._folder.name)
        self._chunk, copying.CHUNK = copying.CHUNK, CHUNK
        self.world = World()
        self.windows = Windows()
        self.arriving: int | None = None
        self.elsewhere: tuple[int, list[str]] = 0, []
        """A session of the other persona, and what that persona's file holds."""
        self.prefix = ""
        """What the arriving reply had said already."""
        self.former = 0
        """Which version of its message the arriving one stands in for."""
        self.making: Step | None = None
        """What takes the arriving version back."""

    def teardown(self) -> None:
        copying.CHUNK = self._chunk
        paths.choose_data_dir(None)
        self._folder.cleanup()

    @initialize()
    def begin(self) -> None:
        """A conversation of a few messages."""
        store_profile(Profile("Mia"))
        session = database.create_session("Tea")
        self.world.put("session", session, Session("Tea"))
        for at in range(4):
            said = database.save_message(str(at), at % 2 == 0, session_id=session)
            self.world.put("message", said, Message(session, at % 2 == 0, (Said(str(at)),)))
        self.begin_elsewhere()
        self.windows.start()
        self.windows.show(self.world.shown())

    def begin_elsewhere(self) -> None:
        """Another persona has a conversation, whose rows have ids that the first one's have too."""
        database.create_persona_db(OTHER)
        session = database.create_session("Elsewhere", OTHER)
        for at in range(4):
            database.save_message(f"else {at}", at % 2 == 0, session_id=session, persona_id=OTHER)
        self.elsewhere = session, everything(OTHER)

    # What is chosen.

    def a_session(self, pick: int) -> int:
        shown = self.world.shown()
        return shown[pick % len(shown)]

    def a_message(self, pick: int) -> tuple[int, Message]:
        found = self.world.ids("message")
        chosen = found[pick % len(found)]
        return chosen, self.world.message(chosen)

    def a_shown_message(self, pick: int) -> tuple[int, Message]:
        shown = self.world.shown()
        found = [each for each in self.world.ids("message") if self.world.message(each).session in shown]
        chosen = found[pick % len(found)]
        return chosen, self.world.message(chosen)

    def has_shown_messages(self) -> bool:
        shown = self.world.shown()
        return any(self.world.message(each).session in shown for each in self.world.ids("message"))

    def is_arriving_in(self, message_id: int) -> bool:
        return message_id == self.arriving

    def has_room(self) -> bool:
        is_small = len(self.world.ids("message")) < MOST_SAID
        return is_small and len(self.world.shown()) < MOST_SHOWN

    # What always holds.

    @invariant()
    def agrees(self) -> None:
        """The file, the item models, the specified calls and the undo history are as the plain model."""
        found = stored()
        assert found == self.world.rows, difference(found, self.world.rows)
        assert unsound() == []
        assert everything(OTHER) == self.elsewhere[1]
        self.windows.show(self.world.shown())
        self.windows.check()
        self.check_specified_calls()
        steps = read(undo_steps.history)
        assert (steps.undo is None, steps.redo is None) == (not self.world.done, not self.world.undone)

    def check_specified_calls(self) -> None:
        listed = database.get_all_sessions(PERSONA)
        assert sorted(each["id"] for each in listed) == self.world.ids("session")
        for session_id in self.world.ids("session"):
            talk = self.world.talk(session_id)
            said = database.get_chat_history(1_000, session_id)
            assert [each["id"] for each in said] == talk
            assert [each["message"] for each in said] == [self.world.message(each).says.text for each in talk]
            assert database.get_message_count(session_id) == len(talk)
            assert database.get_last_memory_message_id(session_id) == self.world.session(session_id).marker
        active = [each for each in self.world.ids("memory") if self.world.memory(each).active]
        assert sorted(each["id"] for each in database.get_active_memories()) == active

    def change(self, message_id: int, message: Message) -> None:
        self.world.put("message", message_id, message)

    def said_in(self, session: int) -> None:
        """What a person writes in is no trash any more; that it was put there is not taken back then."""
        if self.world.session(session).trashed:
            self.world.change("session", session, trashed=False)
            self.world.taint(lambda key, _row: key == Key("session", session))

    def is_refused(self, operation: Operation[object]) -> None:
        """What is not possible just now is told, and leaves all as it is, the undo history too."""
        before, steps = everything(), read(undo_steps.history)
        try:
            operation.work()
        except InvalidInput:
            assert everything() == before
            assert read(undo_steps.history) == steps
        else:
            raise AssertionError("was not refused")

    def tell_of_reply(self, session: int) -> None:
        found = [Change(Topic.MESSAGES, PERSONA, session, (self.arriving,)) if self.arriving else None]
        self.windows.tell([each for each in found if each] or [Change(Topic.MESSAGES, PERSONA, session)])
        self.windows.tell([Change(Topic.SESSIONS, PERSONA, session, how=How.TOUCHED)])


def difference(found: dict[Key, Row], wanted: dict[Key, Row]) -> str:
    """Which rows are not as they are to be."""
    keys = sorted(key for key in found.keys() | wanted.keys() if found.get(key) != wanted.get(key))
    return "\n".join(f"{key}: {found.get(key)} instead of {wanted.get(key)}" for key in keys)
