"""Whatever stands in any column of any table: every call answers, or refuses by name."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from support.files import execute
from support.foul import FOULS, Foul, make_full_file, put_foul
from support.on_file import read, write
from support.recalling import say

from personaui_desktop import database
from personaui_desktop.database import (
    drafts,
    find,
    interrupted,
    listing,
    pages,
    personas,
    positions,
    proposals,
    provenance,
    receipts,
    relevance,
    replies,
    reused_connections,
    saying,
    to_remember,
    undo_steps,
)
from personaui_desktop.errors import KnownError
from personaui_desktop.operations.find import rewrite_stretch
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome

CALLS: list[Callable[[], Any]] = [
    database.get_all_persona_ids,
    database.init_all_dbs,
    lambda: database.find_session_persona(2),
    lambda: database.get_chat_history(session_id=2),
    database.get_chat_history,
    database.get_message_count,
    lambda: database.get_conversation_context(20, 2),
    database.get_total_message_count,
    lambda: database.get_max_message_id(2),
    lambda: database.get_user_message_count_since_marker(None),
    lambda: database.get_messages_since_marker(2),
    lambda: database.get_last_message(2),
    lambda: database.get_all_sessions("default"),
    database.get_all_sessions,
    database.get_persona_session_summary,
    lambda: database.get_session(2),
    lambda: database.get_session_persona_id(2),
    database.get_current_session_id,
    database.get_all_memories,
    database.get_active_memories,
    lambda: database.get_last_memory_message_id(2),
    # What the window lists and reads.
    lambda: read(listing.list_sessions),
    lambda: read(pages.newest_page, 2, 5),
    lambda: read(pages.page_before, 2, 12, 3),
    lambda: read(pages.page_after, 2, 12, 3),
    lambda: read(pages.page_around, 2, 12, 3),
    lambda: read(pages.messages_by_ids, 2, [11, 12, 18]),
    lambda: read(pages.memory_ranges, 2),
    lambda: read(positions.messages_around, 2, 12, 14),
    lambda: read(positions.message_at, 2, 3),
    lambda: read(positions.message_at, 2, 99),
    lambda: read(positions.first_message_since, 2, "2024-01-01 00:00:00"),
    lambda: read(positions.first_and_last_time, 2),
    lambda: read(positions.times_with_messages, 2, [("2024-01-01 00:00:00", "2999-01-01 00:00:00")]),
    lambda: read(find.find_step, 2, pages.AFTER_ALL, lambda text: text.count("e")),
    lambda: rewrite_stretch("default", 2, 1, 99, lambda _, text: text.upper()).work(),
    lambda: read(drafts.get_drafts),
    lambda: read(personas.read_profile),
    lambda: read(personas.last_speaker),
    lambda: read(proposals.get_proposals),
    lambda: read(provenance.list_memories),
    lambda: read(provenance.compare_changed),
    lambda: read(receipts.get_receipt, 18),
    lambda: read(receipts.newest_receipt, 2),
    lambda: read(receipts.session_spending, 2),
    lambda: read(receipts.spending_since, ""),
    lambda: read(receipts.usual_output, 2),
    lambda: read(relevance.memories_to_plan, [say("pier")], 5, len, lambda number: 0),
    lambda: read(relevance.memories_to_plan, [say("pier")], 5000, len, lambda number: 5000),
    lambda: read(to_remember.remembered_until, 2),
    lambda: read(to_remember.user_messages_since, 2, 9),
    lambda: read(to_remember.messages_between, 2, 1, 99, 9),
    lambda: read(to_remember.amount_to_remember, 2),
    # What changes the file.
    lambda: database.save_message("One more.", True),
    lambda: database.save_memory(2, "One more.", "default", 10, 11),
    lambda: database.set_last_memory_message_id(2, 10),
    lambda: database.toggle_memory_status(2),
    lambda: database.update_memory(2, "Other."),
    lambda: database.update_session_title(2, "Other"),
    lambda: database.update_last_message_text(2, "Other"),
    lambda: write(provenance.store_memory, 2, "One more.", 10, 11),
    lambda: write(drafts.add_to_draft, 2, "and more"),
    lambda: write(saying.save_said, "Hello", 2, "Hello"),
    lambda: write(replies.restart_reply, 18, "run"),
    lambda: write(replies.finish_reply, 18, "All.", ReplyOutcome(ReplyStatus.COMPLETE)),
    lambda: write(interrupted.mark_interrupted_replies, "another"),
    lambda: write(proposals.accept_proposal, 2, "Mia swims."),
    lambda: write(proposals.discard_proposal, 1),
    lambda: read(undo_steps.history),
    lambda: read(undo_steps.undo),
    lambda: read(undo_steps.undo),
    lambda: read(undo_steps.redo),
    lambda: forget_and_bring_back(2),
    lambda: database.delete_last_message(2),
    lambda: database.delete_memory(1),
    lambda: database.delete_session(1),
    lambda: database.clear_chat_history(),
]  # fmt: skip


def forget_and_bring_back(memory_id: int) -> None:
    step_id = write(provenance.forget_memory, memory_id)
    if step_id is not None:
        read(undo_steps.undo, step_id)


@pytest.fixture(scope="module")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a row in every table, to be copied."""
    folder = tmp_path_factory.mktemp("full")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PERSONAUI_DATA_DIR", str(folder))
        make_full_file()
    return folder / "main.db"


def lay(full_file: Path, data_dir: Path) -> Path:
    for file in data_dir.iterdir():
        file.unlink()
    path = data_dir / "main.db"
    shutil.copyfile(full_file, path)
    return path


@settings(max_examples=120)
@given(fouls=FOULS)
def test_every_call_answers_or_refuses_by_name(full_file: Path, data_dir: Path, fouls: list[Foul]) -> None:
    path = lay(full_file, data_dir)
    for foul in fouls:
        put_foul(path, foul)
    with reused_connections():
        for call in CALLS:
            try:
                call()
            except KnownError:
                continue


def test_bytes_that_are_no_text_are_shown_as_far_as_they_are(full_file: Path, data_dir: Path) -> None:
    path = lay(full_file, data_dir)
    execute(path, "UPDATE chat_messages SET message = CAST(x'ff41' AS TEXT) WHERE id = 18")
    execute(path, "UPDATE chat_sessions SET title = x'c3a9ff' WHERE id = 2")
    assert database.get_chat_history(1)[0]["message"] == "\ufffdA"
    assert read(listing.list_sessions)[0].title == "é\ufffd"


def test_a_session_without_a_time_lies_behind_those_of_all_personas(full_file: Path, data_dir: Path) -> None:
    path = lay(full_file, data_dir)
    database.create_session("Other", "mia")
    execute(path, "UPDATE chat_sessions SET updated_at = NULL WHERE id = 2")
    assert [one["title"] for one in database.get_all_sessions()] == ["Other", "Session 0", "Session 1"]
    assert [one["persona_id"] for one in database.get_persona_session_summary()] == ["mia", "default"]


def test_who_said_it_is_counted_as_it_is_shown(full_file: Path, data_dir: Path) -> None:
    path = lay(full_file, data_dir)
    execute(path, "UPDATE chat_messages SET is_user = 'true' WHERE session_id = 2")
    assert not any(message["is_user"] for message in database.get_chat_history(session_id=2))
    assert database.get_user_message_count_since_marker(2) == 0
    assert read(to_remember.amount_to_remember, 2).user_messages == 0


def test_sums_beyond_64_bits_are_the_largest_there_are(full_file: Path, data_dir: Path) -> None:
    path = lay(full_file, data_dir)
    execute(path, f"UPDATE spending SET cost_nano = {2**63 - 1}")
    execute(
        path,
        f"INSERT INTO spending (spent_at, purpose, cost_nano) VALUES ('2026-01-01', 'reply', {2**63 - 1})",
    )
    assert read(receipts.spending_since, "").cost_nano == 2**63 - 1
