from personaui_desktop.operations import drafts
from personaui_desktop.records.changes import Change, How, Topic


def test_a_draft_is_put_added_to_and_told_to_the_list(session: int) -> None:
    told = (Change(Topic.SESSIONS, "default", session, how=How.TOUCHED),)
    for work, text in (
        (drafts.put("default", session, "One"), "One"),
        (drafts.add("default", session, "Two"), "One\nTwo"),
        (drafts.put("default", session, "Three"), "Three"),
    ):
        assert work.announces(work.work()) == told
        assert drafts.all_of("default").work() == {session: text}
    drafts.put("default", session, "").work()
    assert drafts.all_of("default").work() == {}


def test_what_is_written_for_a_conversation_still_to_begin_is_in_no_list(session: int) -> None:
    for work in (drafts.put("default", None, "One"), drafts.add("default", None, "Two")):
        assert work.announces(work.work()) == ()
    assert drafts.all_of("default").work() == {None: "One\nTwo"}
