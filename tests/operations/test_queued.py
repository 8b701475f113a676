from personaui_desktop.database import get_chat_history
from personaui_desktop.operations import drafts, queued, sessions, undo
from personaui_desktop.records.changes import Change, How, Topic


def test_what_waits_is_said_in_its_order_and_told(session: int) -> None:
    for text in ("One", "Two"):
        putting = queued.put("default", session, text)
        assert Change(Topic.QUEUE, "default", session) in putting.announces(putting.work())
    saying = queued.say_first("default", session)
    message_id = saying.work()
    assert [message["message"] for message in get_chat_history(session_id=session)] == ["One"]
    added = Change(Topic.MESSAGES, "default", session, (message_id,), How.ADDED)
    assert added in saying.announces(message_id)
    assert [each.beginning for each in queued.all_in("default", session).work()] == ["Two"]


def test_where_nothing_waits_nothing_is_said_or_told(session: int) -> None:
    saying = queued.say_first("default", session)
    assert saying.work() is None
    assert list(saying.announces(None)) == []


def test_what_waits_in_the_trash_waits_on_unless_it_may_come_out(session: int) -> None:
    queued.put("default", session, "One").work()
    sessions.trash("default", [session]).work()
    assert queued.say_first("default", session).work() is None
    assert queued.say_first("default", session, from_trash=True).work() is not None


def test_a_text_goes_back_behind_the_draft_and_is_told_to_the_list(session: int) -> None:
    queued.put("default", session, "One").work()
    drafts.put("default", session, "Before").work()
    (waiting,) = queued.all_in("default", session).work()
    moving = queued.to_draft("default", session, waiting.queued_id)
    text = moving.work()
    assert Change(Topic.SESSIONS, "default", session, how=How.TOUCHED) in moving.announces(text)
    assert drafts.all_of("default").work() == {session: "Before\nOne"}
    assert queued.to_draft("default", session, waiting.queued_id).work() is None


def test_taking_back_can_be_taken_back(session: int) -> None:
    queued.put("default", session, "One").work()
    (waiting,) = queued.all_in("default", session).work()
    step_id = queued.take_back("default", session, waiting.queued_id).work()
    assert queued.all_in("default", session).work() == []
    undo.undo("default", step_id).work()
    assert queued.all_in("default", session).work() == [waiting]
