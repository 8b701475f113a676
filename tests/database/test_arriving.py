import pytest
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database.arriving import check_arrived
from personaui_desktop.database.replies import begin_reply, finish_reply
from personaui_desktop.errors import NotNow
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome


def test_only_a_reply_that_is_arriving_is_left_alone() -> None:
    said = database.save_message("Hello", True)
    reply = write(begin_reply, database.get_current_session_id(), "Mia", "run")
    for message_id in (said, 99):
        read(check_arrived, message_id)
    with pytest.raises(NotNow, match="still being written"):
        read(check_arrived, reply)
    write(finish_reply, reply, "Hi", ReplyOutcome(ReplyStatus.COMPLETE))
    read(check_arrived, reply)
