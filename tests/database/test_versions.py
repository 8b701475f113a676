from pathlib import Path

import pytest
from support.files import execute, rows_of
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import interrupted, pages, replies, undo_steps, versions
from personaui_desktop.database.edits import edit_message
from personaui_desktop.database.provenance import list_memories, store_memory
from personaui_desktop.database.receipts import get_receipt, settle_reply, store_receipt
from personaui_desktop.database.version_shelf import exchange_chosen
from personaui_desktop.errors import CannotUndo, InvalidInput, NotNow
from personaui_desktop.records.memories import SourceState
from personaui_desktop.records.messages import Message, ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Thought, Usage
from personaui_desktop.records.undo import StepKind

DONE = ReplyOutcome(ReplyStatus.COMPLETE, None, "first-model", "end_turn", Usage(1, 2, 3, 4), 5)


@pytest.fixture
def session() -> int:
    database.save_message("Hello", True)
    return database.get_current_session_id()


@pytest.fixture
def reply(session: int) -> int:
    """A reply with two versions, the second one chosen, each with a receipt of its own."""
    made = write(replies.begin_reply, session, "Mia", "run")
    write(store_receipt, made, "hash one", b"system one", b"content one")
    write(replies.finish_reply, made, "One", DONE)
    write(settle_reply, made, session, DONE, 700, "2026-01-01")
    anew(made, "Two", DONE._replace(model="second-model"))
    return made


def anew(message_id: int, text: str, outcome: ReplyOutcome = DONE) -> None:
    write(replies.begin_anew, message_id, "Mia the second", "run")
    write(store_receipt, message_id, "hash two", b"system two", b"content two")
    write(replies.finish_reply, message_id, text, outcome)


def said(message_id: int) -> Message:
    session = database.get_current_session_id()
    return read(pages.messages_by_ids, session, [message_id])[0]


def texts(message_id: int) -> list[str]:
    return [each.text for each in read(versions.list_versions, message_id)]


def test_each_version_has_its_own_name_model_tokens_cost_and_time(reply: int) -> None:
    first, second = read(versions.list_versions, reply)
    assert (first.text, first.character_name, first.model, first.cost_nano) == (
        "One", "Mia", "first-model", 700,
    )  # fmt: skip
    assert (second.text, second.character_name, second.model, second.cost_nano) == (
        "Two", "Mia the second", "second-model", None,
    )  # fmt: skip
    assert first.usage == second.usage == Usage(1, 2, 3, 4)
    assert (first.is_chosen, second.is_chosen) == (False, True)
    assert first.made_at == said(reply).timestamp < second.made_at


def test_choosing_brings_back_text_name_reply_and_receipt(reply: int) -> None:
    first, second = read(versions.list_versions, reply)
    chosen = write(versions.choose_version, first.id)
    assert chosen is not None
    assert chosen.step_id is not None
    found = said(reply)
    assert (found.text, found.character_name, found.model) == ("One", "Mia", "first-model")
    assert (found.version, found.versions) == (1, 2)
    receipt = read(get_receipt, reply)
    assert receipt is not None
    assert (receipt.system, receipt.content, receipt.cost_nano) == (b"system one", b"content one", 700)
    assert receipt.first_text_ms == 5
    write(versions.choose_version, second.id)
    receipt = read(get_receipt, reply)
    assert receipt is not None
    assert receipt.system == b"system two"
    assert read(versions.list_versions, reply) == [first, second]


def test_choosing_the_chosen_one_is_no_step_and_a_gone_one_is_nothing(reply: int) -> None:
    steps = read(undo_steps.history)
    second = read(versions.list_versions, reply)[1]
    chosen = write(versions.choose_version, second.id)
    assert chosen == (reply, None)
    assert write(versions.choose_version, 99) is None
    assert read(undo_steps.history) == steps


def test_going_on_and_back_ends_at_the_ends(reply: int) -> None:
    assert write(versions.step_version, reply, 1) is None
    assert write(versions.step_version, reply, -1) is not None
    assert said(reply).text == "One"
    assert write(versions.step_version, reply, -1) is None
    assert write(versions.step_version, reply, 1) is not None
    assert write(versions.step_version, reply - 1, 1) is None


def test_another_program_changes_the_chosen_version(reply: int) -> None:
    first, second = read(versions.list_versions, reply)
    database.update_last_message_text(None, "Two, as they have it")
    assert texts(reply) == ["One", "Two, as they have it"]
    write(versions.choose_version, first.id)
    write(versions.choose_version, second.id)
    assert said(reply).text == "Two, as they have it"


def test_a_program_without_foreign_keys_leaves_nothing_that_is_seen(reply: int, data_dir: Path) -> None:
    execute(data_dir / "main.db", f"DELETE FROM chat_messages WHERE id = {reply}")
    assert read(versions.list_versions, reply) == []
    kept = [row["id"] for row in rows_of(data_dir / "main.db", "message_versions")]
    for version_id in kept:
        assert write(versions.choose_version, version_id) is None
        assert write(versions.delete_version, version_id) is None


def test_a_receipt_of_a_version_that_is_not_chosen_keeps_its_system_text(reply: int, data_dir: Path) -> None:
    def systems() -> list[str]:
        return sorted(row["system_hash"] for row in rows_of(data_dir / "main.db", "sent_systems"))

    assert systems() == ["hash one", "hash two"]
    first = read(versions.list_versions, reply)[0]
    write(versions.delete_version, first.id)
    assert systems() == ["hash two"]
    read(undo_steps.undo)
    assert systems() == ["hash one", "hash two"]
    database.delete_last_message(None)
    assert systems() == []


def test_of_the_chosen_version_a_neighbour_takes_the_place(reply: int) -> None:
    anew(reply, "Three")
    first, second, third = read(versions.list_versions, reply)
    write(versions.choose_version, second.id)
    write(versions.delete_version, second.id)
    assert (said(reply).text, texts(reply)) == ("One", ["One", "Three"])
    write(versions.delete_version, first.id)
    assert (said(reply).text, said(reply).versions) == ("Three", 1)
    assert write(versions.delete_version, third.id) is None
    assert said(reply).text == "Three"
    read(undo_steps.undo)
    read(undo_steps.undo)
    assert (said(reply).text, texts(reply)) == ("Two", ["One", "Two", "Three"])


def test_the_neighbour_is_the_one_before_however_far_off(reply: int) -> None:
    for text in ("Three", "Four"):
        anew(reply, text)
    second, third = read(versions.list_versions, reply)[1:3]
    write(versions.delete_version, second.id)
    write(versions.choose_version, third.id)
    write(versions.delete_version, third.id)
    assert said(reply).text == "One"


def test_a_text_of_ones_own_in_the_place_of_a_reply_keeps_its_name_and_has_no_receipt(reply: int) -> None:
    write(edit_message, reply, "Mine", keeps_version=True)
    assert (said(reply).text, said(reply).character_name, said(reply).status) == (
        "Mine", "Mia the second", None,
    )  # fmt: skip
    assert read(get_receipt, reply) is None
    read(undo_steps.undo)
    receipt = read(get_receipt, reply)
    assert receipt is not None
    assert receipt.system == b"system two"
    assert (said(reply).text, said(reply).status) == ("Two", ReplyStatus.COMPLETE)
    assert texts(reply) == ["One", "Two"]


def test_when_a_reply_ended_comes_back_with_its_version(reply: int, data_dir: Path) -> None:
    execute(data_dir / "main.db", "UPDATE replies SET updated_at = '2020-01-01 00:00:00'")
    first, second = read(versions.list_versions, reply)
    write(versions.choose_version, first.id)
    write(versions.choose_version, second.id)
    assert [row["updated_at"] for row in rows_of(data_dir / "main.db", "replies")] == ["2020-01-01 00:00:00"]


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_new_version_gives_back_the_one_that_was_chosen(reply: int, text: str) -> None:
    first = read(versions.list_versions, reply)[0]
    write(versions.choose_version, first.id)
    anew(reply, text, ReplyOutcome(ReplyStatus.FAILED, "No network."))
    assert (said(reply).text, said(reply).status, said(reply).version) == ("One", ReplyStatus.COMPLETE, 1)
    assert texts(reply) == ["One", "Two"]
    receipt = read(get_receipt, reply)
    assert receipt is not None
    assert (receipt.system, receipt.cost_nano) == (b"system one", 700)


@pytest.mark.parametrize(("text", "now"), [("", "Two"), ("\n", "Two"), ("Thr", "Thr")])
def test_a_kill_while_a_version_arrives_loses_neither(reply: int, text: str, now: str) -> None:
    write(replies.begin_anew, reply, "Mia", "a run that is killed")
    write(replies.store_reply_text, reply, text)
    assert write(interrupted.mark_interrupted_replies, "the next run") == 1
    assert said(reply).text == now
    assert said(reply).status is (ReplyStatus.INTERRUPTED if text.strip() else ReplyStatus.COMPLETE)
    assert texts(reply) == ["One", "Two", *(["Thr"] if text.strip() else [])]


def test_a_reply_that_says_nothing_is_not_kept_as_a_version(session: int) -> None:
    reply = write(replies.begin_reply, session, "Mia", "run")
    write(replies.finish_reply, reply, "", DONE)
    anew(reply, "Something")
    assert (said(reply).text, said(reply).versions) == ("Something", 1)


def test_while_a_reply_arrives_its_versions_stay_as_they_are(reply: int) -> None:
    first, second = read(versions.list_versions, reply)
    write(replies.begin_anew, reply, "Mia", "run")
    for version in (first, second):
        for change in (versions.choose_version, versions.delete_version):
            with pytest.raises(InvalidInput, match="still being written"):
                write(change, version.id)


def test_taking_back_a_new_version_chooses_the_one_before_and_loses_neither(reply: int) -> None:
    first, second = read(versions.list_versions, reply)
    taken = read(undo_steps.undo)
    assert taken is not None
    assert taken.step.kind is StepKind.VERSION_MADE
    assert (said(reply).text, said(reply).model, said(reply).version) == ("One", "first-model", 1)
    assert texts(reply) == ["One", "Two"]
    assert read(undo_steps.redo) is not None
    assert read(versions.list_versions, reply) == [first, second]


def test_what_was_done_before_a_new_version_can_be_taken_back_behind_it(reply: int) -> None:
    write(edit_message, reply, "Two, mended")
    anew(reply, "Three")
    write(versions.choose_version, read(versions.list_versions, reply)[1].id)
    anew(reply, "Four")
    seen = [said(reply).text]
    while read(undo_steps.undo):
        seen.append(said(reply).text)
    assert seen == ["Four", "Two, mended", "Three", "Two, mended", "Two", "One"]
    back = [said(reply).text]
    while read(undo_steps.redo):
        back.append(said(reply).text)
    assert back == list(reversed(seen))
    assert texts(reply) == ["One", "Two, mended", "Three", "Four"]


def test_a_text_of_ones_own_between_two_replies_is_taken_back_and_the_later_one_stays(session: int) -> None:
    reply = write(replies.begin_reply, session, "Mia", "run")
    write(replies.finish_reply, reply, "One", DONE)
    write(edit_message, reply, "Mine", keeps_version=True)
    anew(reply, "Two")
    read(undo_steps.undo)
    assert (said(reply).text, texts(reply)) == ("Mine", ["One", "Mine", "Two"])
    read(undo_steps.undo)
    assert (said(reply).text, texts(reply)) == ("One", ["One", "Two"])
    read(undo_steps.redo)
    read(undo_steps.redo)
    assert (said(reply).text, texts(reply)) == ("Two", ["One", "Mine", "Two"])


def test_where_nothing_comes_there_is_nothing_to_take_back_and_older_steps_go_on(reply: int) -> None:
    steps = read(undo_steps.history)
    anew(reply, "", ReplyOutcome(ReplyStatus.FAILED, "No network."))
    assert read(undo_steps.history) == steps
    assert read(undo_steps.undo) is not None
    assert said(reply).text == "One"


def test_a_version_that_only_thinks_is_no_step_for_what_was_said_is_said_again(reply: int) -> None:
    steps = read(undo_steps.history)
    anew(reply, "", ReplyOutcome(ReplyStatus.STOPPED, thought=Thought("Hmm.", 5)))
    assert (said(reply).text, texts(reply)) == ("Two", ["One", "Two", ""])
    assert read(undo_steps.history) == steps
    read(undo_steps.undo)
    assert said(reply).text == "One"


def test_a_version_that_arrives_is_not_taken_back_and_its_step_stays(reply: int) -> None:
    write(replies.begin_anew, reply, "Mia", "run")
    step = read(undo_steps.history).undo
    with pytest.raises(NotNow, match="still being written"):
        read(undo_steps.undo)
    assert read(undo_steps.history).undo == step
    write(replies.finish_reply, reply, "Three", DONE)
    read(undo_steps.undo)
    assert (said(reply).text, texts(reply)) == ("Two", ["One", "Two", "Three"])


def test_a_kill_while_a_version_arrives_leaves_a_step_only_where_some_of_it_came(reply: int) -> None:
    before = read(undo_steps.history)
    for text in ("", "Thr"):
        write(replies.begin_anew, reply, "Mia", "a run that is killed")
        write(replies.store_reply_text, reply, text)
        write(interrupted.mark_interrupted_replies, "the next run")
        assert (read(undo_steps.history) == before) is (text == "")
    read(undo_steps.undo)
    assert (said(reply).text, texts(reply)) == ("Two", ["One", "Two", "Thr"])


def test_a_version_that_was_continued_since_stays_whole(reply: int) -> None:
    anew(reply, "Thr", ReplyOutcome(ReplyStatus.INTERRUPTED))
    write(replies.restart_reply, reply, "run")
    write(replies.finish_reply, reply, "Three", DONE, prefix="Thr")
    for text in ("Thr", "Two"):
        read(undo_steps.undo)
        assert (said(reply).text, texts(reply)) == (text, ["One", "Two", "Thr", "Three"])
    for text in ("Thr", "Three"):
        read(undo_steps.redo)
        assert said(reply).text == text


def test_what_another_program_made_of_a_new_version_is_on_the_shelf_afterwards(reply: int) -> None:
    database.update_last_message_text(None, "Two, as they have it")
    read(undo_steps.undo)
    assert (said(reply).text, texts(reply)) == ("One", ["One", "Two, as they have it"])


def test_where_the_version_before_is_gone_the_step_is_told_and_forgotten(reply: int, data_dir: Path) -> None:
    execute(data_dir / "main.db", "DELETE FROM message_versions WHERE content IS NOT NULL")
    with pytest.raises(CannotUndo):
        read(undo_steps.undo)
    assert said(reply).text == "Two"
    assert read(undo_steps.history).undo is None


def test_no_step_leaves_a_message_with_a_shelf_and_nothing_chosen(session: int, data_dir: Path) -> None:
    """A step of an earlier program takes a first version with it, also where a later one stands beside it."""
    mine = database.get_last_message(session)["id"]
    write(edit_message, mine, "Mine", keeps_version=True)
    write(versions.begin_version, mine, "Later")
    assert write(exchange_chosen, mine, read(versions.list_versions, mine)[1].id)
    before = rows_of(data_dir / "main.db", "message_versions")
    with pytest.raises(CannotUndo):
        read(undo_steps.undo)
    assert rows_of(data_dir / "main.db", "message_versions") == before
    assert said(mine).text == "Mine"


def test_a_memory_follows_the_version_that_is_chosen(session: int, reply: int) -> None:
    write(store_memory, session, "They said two", reply - 1, reply)

    def state() -> SourceState:
        return read(list_memories)[0].source

    assert state() is SourceState.SAME
    first = read(versions.list_versions, reply)[0]
    write(versions.choose_version, first.id)
    assert state() is SourceState.CHANGED
    read(undo_steps.undo)
    assert state() is SourceState.SAME


def test_a_persons_own_message_has_versions_too(session: int) -> None:
    mine = database.get_last_message(session)["id"]
    write(edit_message, mine, "Hello there", keeps_version=True)
    assert texts(mine) == ["Hello", "Hello there"]
    write(versions.step_version, mine, -1)
    assert (said(mine).text, said(mine).is_user, said(mine).status) == ("Hello", True, None)
    read(undo_steps.undo)
    read(undo_steps.undo)
    assert (said(mine).text, texts(mine)) == ("Hello", [])


def test_a_file_without_a_chosen_version_loses_no_text(reply: int, data_dir: Path) -> None:
    execute(data_dir / "main.db", "UPDATE message_versions SET content = 'odd' WHERE content IS NULL")
    assert said(reply).text == "Two"
    write(versions.choose_version, read(versions.list_versions, reply)[0].id)
    assert said(reply).text == "One"
    assert "Two" in texts(reply)
