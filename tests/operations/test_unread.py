from pathlib import Path

from personaui_desktop import database
from personaui_desktop.operations import unread
from personaui_desktop.records.changes import Change, How, Topic


def test_a_reply_is_unseen_until_it_is_seen_and_only_news_is_told(session: int) -> None:
    told = (Change(Topic.SESSIONS, "default", session, how=How.TOUCHED),)
    for is_unread, news in ((True, told), (True, ()), (False, told), (False, ())):
        marking = unread.mark("default", session, is_unread)
        assert marking.announces(marking.work()) == news
        assert unread.of_one("default").work() == ([session] if is_unread else [])


def test_of_all_personas_those_with_a_bad_file_are_left_out(session: int, data_dir: Path) -> None:
    database.create_persona_db("mia")
    theirs = database.create_session("A talk", "mia")
    unread.mark("mia", theirs, True).work()
    (data_dir / "persona_bad.db").write_bytes(b"no database" * 500)
    found = unread.of_all().work()
    assert found == {"default": [], "mia": [theirs]}
