from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import receipts, replies
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Usage


def test_a_reply_is_stored_whatever_its_server_says_of_it() -> None:
    session = database.create_session()
    reply = write(replies.begin_reply, session, "Mia", "run")
    write(receipts.store_receipt, reply, "hash", b"system", b"content")
    odd = ReplyOutcome(
        ReplyStatus.FAILED, "half \ud800", "model\udc00", "stop\ud83d", Usage(2**63, 5, -(2**70), None), 2**64
    )
    assert write(replies.finish_reply, reply, "All that was shown", odd)
    write(receipts.settle_reply, reply, session, odd, 2**90, "2026-01-01")
    found = read(receipts.get_receipt, reply)
    assert found is not None
    assert (found.problem, found.model, found.stop_reason) == ("half \ufffd", "model\ufffd", "stop\ufffd")
    assert (found.usage, found.first_text_ms, found.cost_nano) == (Usage(None, 5, None, None), None, None)
    assert read(receipts.session_spending, session) == receipts.Spent(0, 1, 1)
    assert database.get_last_message(session)["message"] == "All that was shown"
