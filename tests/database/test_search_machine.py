"""Whoever writes, and wherever making the index breaks off: a search finds what a scan finds."""

import tempfile
from contextlib import ExitStack, suppress

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from support.on_file import read, write
from support.searching import TEN_SCRIPTS, found, index_for_search

from personaui_desktop import database, paths
from personaui_desktop.database import edits, search, search_making, versions
from personaui_desktop.database.connection import connect
from personaui_desktop.database.search_grams import gram_key, grams_of
from personaui_desktop.database.search_making import begin
from personaui_desktop.database.sessions import delete_session
from personaui_desktop.errors import DamagedFile
from personaui_desktop.folding import fold
from personaui_desktop.records.search import HitKind
from personaui_desktop.search_query import read_query

picks = st.integers(0, 1_000)
places = st.integers(1, 40)
texts = st.sampled_from(TEN_SCRIPTS) | st.text(st.sampled_from("abßЖ北灯ก 등\n"), max_size=30)
SOUGHT = (
    *"aß京灯ж한ก👍",
    "st",
    "ss",
    "北京",
    "ab",
    "STRASSE",
    "маяк",
    "灯台守",
    "등대지",
    "मका",
    "ประภา",
    "منارة",
    "οδος",
    "מגדל",
    "light keeper",
    '"lighthouse keeper"',
)
SMALL = {"WAITING": 2, "BLOCK_TEXTS": 2, "BLOCKS": 3, "BLOCK_CHARACTERS": 25}
UNKNOWN = (
    "SELECT COUNT(*) FROM chat_messages WHERE NOT EXISTS (SELECT 1 FROM search_segments "
    "WHERE source = 'message' AND chat_messages.id BETWEEN first_id AND last_id)"
)
SCANS = {
    HitKind.MESSAGE: "SELECT id, message FROM chat_messages ORDER BY id DESC",
    HitKind.VERSION: "SELECT id, content FROM message_versions WHERE content IS NOT NULL ORDER BY id DESC",
}


class Searching(RuleBasedStateMachine):
    """Messages and versions come, change and go, while the index follows a step at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        paths.choose_data_dir(self._open.enter_context(tempfile.TemporaryDirectory()))
        self._open.enter_context(database.reused_connections())
        patch = self._open.enter_context(pytest.MonkeyPatch.context())
        for name, small in SMALL.items():
            patch.setattr(search_making, name, small)
        patch.setattr(search, "READ_AT_ONCE", 4)
        patch.setattr(search, "ENOUGH", 3)

    def teardown(self) -> None:
        self._open.close()
        paths.choose_data_dir(None)

    @initialize(said=st.lists(texts, max_size=20))
    def begin_talks(self, said: list[str]) -> None:
        self._sessions = [database.create_session(), database.create_session()]
        for number, text in enumerate(said):
            database.save_message(text, False, session_id=self._sessions[number % 2])
        index_for_search()

    @rule(said=st.lists(texts, min_size=1, max_size=6), pick=picks)
    def say(self, said: list[str], pick: int) -> None:
        for text in said:
            database.save_message(text, False, session_id=self._sessions[pick % 2])

    @rule(text=texts, pick=picks)
    def edit(self, text: str, pick: int) -> None:
        if message_id := self._pick("chat_messages", pick):
            write(edits.edit_message, message_id, text or "x")

    @rule(pick=picks, table=st.sampled_from(["chat_messages", "message_versions"]))
    def delete(self, pick: int, table: str) -> None:
        self._execute(f"DELETE FROM {table} WHERE id = ?", self._pick(table, pick))

    @rule(text=texts, place=places)
    def another_program_stores_one_anywhere(self, text: str, place: int) -> None:
        self._execute(
            "INSERT OR REPLACE INTO chat_messages (id, session_id, message, is_user) VALUES (?, ?, ?, 1)",
            place,
            self._sessions[0],
            text,
        )

    @rule(pick=picks, place=places, table=st.sampled_from(["chat_messages", "message_versions"]))
    def another_program_moves_one(self, pick: int, place: int, table: str) -> None:
        # What hangs on a message is in its way.
        with suppress(DamagedFile):
            self._execute(f"UPDATE OR IGNORE {table} SET id = ? WHERE id = ?", place, self._pick(table, pick))

    @rule(said=st.lists(texts, min_size=1, max_size=4), pick=picks)
    def say_anew(self, said: list[str], pick: int) -> None:
        if message_id := self._pick("chat_messages", pick):
            for text in said:
                write(versions.begin_version, message_id, text)

    @rule(pick=picks, by=st.sampled_from([-1, 1]))
    def choose_another_version(self, pick: int, by: int) -> None:
        if message_id := self._pick("chat_messages", pick):
            write(versions.step_version, message_id, by)

    @rule()
    def delete_a_session(self) -> None:
        write(delete_session, self._sessions.pop(0))
        self._sessions.append(database.create_session())

    @rule(blocks=st.integers(0, 4), text=texts, place=places, ends=st.booleans())
    def store_one_while_a_segment_is_made(self, blocks: int, text: str, place: int, ends: bool) -> None:
        """Where it does not end, the program was killed."""
        making = read(begin)
        if making is None:
            return
        for _ in range(blocks):
            read(making.read_block)
        self.another_program_stores_one_anywhere(text, place)
        if ends:
            while read(making.read_block):
                pass
            read(making.store)

    @rule()
    def follow_all(self) -> None:
        """Nothing is noted then, and nothing is known of what is not there any more."""
        index_for_search()
        with connect("default") as connection:
            changed = connection.execute("SELECT COUNT(*) FROM search_segments WHERE state <> 'made'")
            assert changed.fetchone() == (0,)
            assert connection.execute(UNKNOWN).fetchone()[0] < SMALL["WAITING"]
            known = {key for (key,) in connection.execute("SELECT gram FROM search_grams WHERE gram >= 0")}
            texts = [text for scan in SCANS.values() for _, text in connection.execute(scan)]
        assert known <= {gram_key(gram) for text in texts for gram in grams_of(fold(text))}

    @invariant()
    def finds_what_a_scan_finds(self) -> None:
        for kind, scan in SCANS.items():
            with connect("default") as connection:
                rows = connection.execute(scan).fetchall()
            for written in SOUGHT:
                expected = [each for each, text in rows if read_query(written).is_in(fold(text))]
                assert [hit.item_id for hit in found(written, [kind])] == expected, (kind, written)

    def _pick(self, table: str, pick: int) -> int | None:
        """Some row's id; half the time the index has followed all before."""
        if pick % 2:
            index_for_search()
        with connect("default") as connection:
            ids = [each for (each,) in connection.execute(f"SELECT id FROM {table} ORDER BY id")]
        return ids[pick % len(ids)] if ids else None

    def _execute(self, statement: str, *values: object) -> None:
        with connect("default") as connection:
            connection.execute(statement, values)


TestSearching = Searching.TestCase
TestSearching.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
