from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from support.files import accept_rows, refuse_rows
from support.on_file import read, write

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import (
    create_persona_db,
    create_session,
    delete_persona_db,
    delete_session,
    reused_connections,
)
from personaui_desktop.database.drafts import get_drafts, put_draft
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import messages
from personaui_desktop.widgets.chat.composer import Composer
from personaui_desktop.widgets.chat.draft_store import DraftStore
from personaui_desktop.widgets.chat.drafts import Drafts
from personaui_desktop.widgets.chat.reply_requests import Sent
from personaui_desktop.widgets.common.place import Where


class Desk:
    """A composer with its drafts over a real database; the personas ``mia`` and ``kai`` are there."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.worker = DatabaseWorker(reused_connections)
        self.parent = QWidget()
        self.composer = Composer(self.parent)
        self.told: list[KnownError] = []
        self.drafts: Drafts
        self.store: DraftStore
        self.holder = QObject(self.parent)
        for persona_id in ("mia", "kai"):
            create_persona_db(persona_id)

    def open(self, where: Where) -> Drafts:
        """Begin at a place, as a new start of the program does, and wait for what the file holds."""
        self.begin(where)
        self.settle()
        return self.drafts

    def begin(self, where: Where) -> None:
        """Begin at a place without waiting."""
        delete(self.holder)
        self.holder = QObject(self.parent)
        self.composer.set_text("")
        self.store = DraftStore(self.worker.run, self.holder)
        self.store.not_kept.connect(self._hear)
        self.drafts = Drafts(self.composer, where, self.store, self.holder)

    def _hear(self, _where: Where, error: KnownError) -> None:
        self.told.append(error)

    def type(self, text: str) -> None:
        """Press the keys of this text."""
        self.qtbot.keyClicks(self.composer.edit, text)

    def settle(self) -> None:
        """Wait until nothing is under way in the database."""
        self.qtbot.waitUntil(lambda: self.worker.is_idle)

    def do(self, work: Callable[[], object]) -> None:
        """Change the files, when nothing is under way."""
        self.settle()
        work()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.settle()
    delete(made.parent)
    made.worker.close()


def test_what_is_typed_before_any_persona_is_there_goes_along(desk: Desk) -> None:
    drafts = desk.open(("", None))
    desk.type("early")
    drafts.go_to(("mia", None))
    assert desk.composer.text == "early"
    desk.settle()
    assert read(get_drafts, on="mia") == {None: "early"}


def test_a_text_for_a_new_conversation_waits_there(desk: Desk) -> None:
    session_id = create_session(persona_id="mia")
    drafts = desk.open(("mia", None))
    desk.type("new")
    drafts.go_to(("mia", session_id))
    assert desk.composer.text == ""
    drafts.go_to(("mia", None))
    assert desk.composer.text == "new"


def test_what_was_written_behind_the_first_message_goes_into_its_session(desk: Desk) -> None:
    session_id = create_session(persona_id="mia")
    drafts = desk.open(("mia", None))
    desk.type("first, then more")
    desk.store.forget_sent(Sent(("mia", None), "first"), session_id)
    assert desk.composer.text == ""
    drafts.go_to(("mia", session_id))
    assert desk.composer.text == ", then more"
    desk.settle()
    assert read(get_drafts, on="mia") == {session_id: ", then more"}


def test_a_message_stored_after_one_has_left_is_taken_away_where_it_was(desk: Desk) -> None:
    first, second = create_session(persona_id="mia"), create_session(persona_id="mia")
    drafts = desk.open(("mia", first))
    desk.type("sent")
    drafts.go_to(("mia", second))
    desk.type("another")
    desk.store.forget_sent(Sent(("mia", first), "sent"), first)
    assert desk.composer.text == "another"
    drafts.go_to(("mia", first))
    assert desk.composer.text == ""
    desk.settle()
    assert read(get_drafts, on="mia") == {second: "another"}


def test_a_second_after_a_key_the_text_is_in_the_file(desk: Desk) -> None:
    desk.open(("mia", None))
    desk.type("half a th")
    desk.qtbot.waitUntil(lambda: read(get_drafts, on="mia") == {None: "half a th"}, timeout=3000)
    desk.type("ought")
    desk.qtbot.waitUntil(lambda: read(get_drafts, on="mia") == {None: "half a thought"}, timeout=3000)


def test_texts_are_found_again_where_they_were_written(desk: Desk) -> None:
    first, second = create_session(persona_id="mia"), create_session(persona_id="mia")
    drafts = desk.open(("mia", first))
    for where, text in ((("mia", first), "one"), (("mia", second), "two"), (("kai", None), "three")):
        drafts.go_to(where)
        desk.type(text)
    drafts.close()
    drafts = desk.open(("mia", second))
    assert desk.composer.text == "two"
    drafts.go_to(("mia", first))
    assert desk.composer.text == "one"
    drafts.go_to(("kai", None))
    desk.settle()
    assert desk.composer.text == "three"


def test_a_text_that_was_taken_away_is_not_found_again(desk: Desk) -> None:
    drafts = desk.open(("mia", None))
    desk.type("x")
    drafts.keep()
    desk.composer.edit.clear()
    drafts.keep()
    desk.settle()
    assert read(get_drafts, on="mia") == {}


def test_what_is_typed_before_the_file_is_read_stays_before_what_it_holds(desk: Desk) -> None:
    write(put_draft, None, "old", on="mia")
    desk.begin(("mia", None))
    desk.type("new")
    desk.settle()
    assert desk.composer.text == "new\nold"
    desk.type("er")
    assert desk.composer.text == "newer\nold"
    desk.qtbot.waitUntil(lambda: read(get_drafts, on="mia") == {None: "newer\nold"}, timeout=3000)


def test_what_was_left_before_the_file_is_read_stays_before_what_it_holds(desk: Desk) -> None:
    session_id = create_session(persona_id="mia")
    write(put_draft, None, "old", on="mia")
    desk.begin(("mia", None))
    desk.type("new")
    desk.drafts.go_to(("mia", session_id))
    desk.settle()
    assert read(get_drafts, on="mia") == {None: "new\nold"}
    desk.drafts.go_to(("mia", None))
    assert desk.composer.text == "new\nold"


def test_closing_before_the_file_is_read_adds_to_what_it_holds(desk: Desk) -> None:
    write(put_draft, None, "old", on="mia")
    desk.begin(("mia", None))
    desk.type("new")
    desk.drafts.go_to(("kai", None))
    desk.type("for Kai")
    desk.drafts.close()
    desk.worker.close()
    assert read(get_drafts, on="mia") == {None: "old\nnew"}
    assert read(get_drafts, on="kai") == {None: "for Kai"}


def test_closing_finishes_what_was_given_to_the_worker(desk: Desk) -> None:
    session_id = create_session(persona_id="mia")
    drafts = desk.open(("mia", None))
    desk.type("left")
    drafts.go_to(("mia", session_id))
    desk.type("shown")
    drafts.close()
    desk.worker.close()
    assert read(get_drafts, on="mia") == {None: "left", session_id: "shown"}


def test_a_message_on_its_way_when_the_window_closes_does_not_come_back(desk: Desk) -> None:
    session_id = create_session(persona_id="mia")
    drafts = desk.open(("mia", session_id))
    desk.type("Hello")
    drafts.keep()
    desk.worker.run(messages.say("mia", session_id, "Hello"), desk.parent)
    drafts.close()
    desk.worker.close()
    assert read(get_drafts, on="mia") == {}


def test_what_a_deleted_session_held_goes_with_it(desk: Desk) -> None:
    session_id = create_session(persona_id="mia")
    drafts = desk.open(("mia", session_id))
    desk.type("x")
    desk.do(lambda: delete_session(session_id, "mia"))
    drafts.go_to(("mia", None))
    desk.settle()
    assert (desk.composer.text, read(get_drafts, on="mia"), desk.told) == ("", {}, [])


def test_a_deleted_persona_does_not_come_back_and_nothing_is_told(desk: Desk, data_dir: Path) -> None:
    drafts = desk.open(("mia", None))
    desk.type("x")
    desk.do(lambda: delete_persona_db("mia"))
    drafts.go_to(("kai", None))
    desk.settle()
    assert not (data_dir / "persona_mia.db").exists()
    assert desk.told == []


def test_a_file_that_cannot_be_written_is_told_once_and_written_when_it_can_be(
    desk: Desk, data_dir: Path
) -> None:
    path = data_dir / "persona_mia.db"
    drafts = desk.open(("mia", None))
    desk.do(lambda: refuse_rows(path, "drafts"))
    for key in "abc":
        desk.type(key)
        drafts.keep()
        desk.settle()
    assert len(desk.told) == 1
    accept_rows(path, "drafts")
    drafts.keep()
    desk.settle()
    assert read(get_drafts, on="mia") == {None: "abc"}


def test_a_file_that_cannot_be_read_is_told_once_and_left_alone(desk: Desk, data_dir: Path) -> None:
    path = data_dir / "persona_mia.db"
    path.write_bytes(b"no database" * 500)
    drafts = desk.open(("mia", None))
    assert desk.told == []
    for key in "abc":
        desk.type(key)
        drafts.keep()
        desk.settle()
    assert len(desk.told) == 1
    assert path.read_bytes() == b"no database" * 500
    assert desk.composer.text == "abc"


def test_nothing_is_told_of_a_file_that_cannot_be_read_while_nothing_is_written(
    desk: Desk, data_dir: Path
) -> None:
    drafts = desk.open(("kai", None))
    (data_dir / "persona_mia.db").write_bytes(b"broken" * 1000)
    drafts.go_to(("mia", None))
    drafts.keep()
    desk.settle()
    assert desk.told == []
    desk.type("text")
    drafts.keep()
    desk.settle()
    assert len(desk.told) == 1
