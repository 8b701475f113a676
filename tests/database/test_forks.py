from support.branches import a_session, ids
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import branches
from personaui_desktop.database.forks import Fork, fork_of


def test_a_parked_tail_belongs_after_the_last_message_that_it_shares() -> None:
    session = a_session("1", "2", "3")
    branch = write(branches.park_tail, session, ids(session)[1])
    assert read(fork_of, branch) == Fork(session, ids(session)[0])
    assert read(fork_of, session) is None


def test_a_tail_without_its_trunk_is_a_session_like_any_other() -> None:
    session = a_session("1", "2", "3")
    branch = write(branches.park_tail, session, ids(session)[1])
    database.delete_session(session)
    assert read(fork_of, branch) is None
