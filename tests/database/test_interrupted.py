import pytest
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import interrupted, pages, replies
from personaui_desktop.database.versions import list_versions
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.endings import Ending
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome


@pytest.fixture
def session() -> int:
    database.save_message("hello", True)
    return database.get_current_session_id()


def test_what_an_earlier_run_left_arriving_is_marked_interrupted(session: int) -> None:
    empty = write(replies.begin_reply, session, "Mia", "before")
    partial = write(replies.begin_reply, session, "Mia", "before")
    write(replies.store_reply_text, partial, "part")
    ours = write(replies.begin_reply, session, "Mia", "now")
    assert write(interrupted.mark_interrupted_replies, "now") == 2
    found = {message.id: message for message in read(pages.newest_page, session, 9).messages}
    assert empty not in found
    assert found[partial].status is ReplyStatus.INTERRUPTED
    assert found[partial].problem == Ending.PROGRAM_ENDED.value
    assert found[ours].status is ReplyStatus.STREAMING
    assert write(interrupted.mark_interrupted_replies, "now") == 0
    assert write(interrupted.mark_interrupted_replies, "now", on="nobody") == 0


def test_a_version_that_had_no_time_to_say_anything_gives_back_what_was_there(session: int) -> None:
    reply = write(replies.begin_reply, session, "Mia", "before")
    write(replies.finish_reply, reply, "The first", ReplyOutcome(ReplyStatus.COMPLETE))
    write(replies.begin_anew, reply, "Mia", "before")
    assert write(interrupted.mark_interrupted_replies, "now") == 1
    (message,) = read(pages.messages_by_ids, session, [reply])
    assert (message.text, message.status) == ("The first", ReplyStatus.COMPLETE)
    assert [each.text for each in read(list_versions, reply)] == ["The first"]


def test_a_run_without_a_sound_name_marks_nothing(session: int) -> None:
    write(replies.begin_reply, session, "Mia", "before")
    with pytest.raises(InvalidInput):
        write(interrupted.mark_interrupted_replies, "\ud800")
    assert read(pages.newest_page, session, 1).messages[0].status is ReplyStatus.STREAMING
