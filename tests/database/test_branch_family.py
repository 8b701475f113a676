from itertools import pairwise

import pytest
from support.branches import a_session, check_counts, ids, nested, texts
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import branch_family, branches, to_remember, undo_steps
from personaui_desktop.database.connection import connect


def test_a_branch_of_a_branch_is_opened_with_what_lies_between() -> None:
    session, first, second = nested()
    assert texts(second) == ["2", "5", "6"]
    origin = read(branch_family.origin_of, first)
    assert origin
    assert origin.trunk_id == second
    assert write(branches.open_branch, first) == session
    assert texts(session) == ["1", "2", "3", "4"]
    assert sorted([texts(first), texts(second)]) == [["5", "6"], ["7"]]
    check_counts()
    read(undo_steps.undo)
    assert (texts(session), texts(second), texts(first)) == (["1", "7"], ["2", "5", "6"], ["3", "4"])
    read(undo_steps.redo)
    assert texts(session) == ["1", "2", "3", "4"]


def test_a_ring_of_branches_has_an_end() -> None:
    one, other = a_session("1"), a_session("2")
    for branch, trunk in ((one, other), (other, one)):
        with connect("default") as connection:
            connection.execute(
                "INSERT INTO session_branches VALUES (?, 'parked', ?, '', 0, 0, NULL, '')", (branch, trunk)
            )
    assert write(branches.open_branch, one) == one
    assert (texts(one), texts(other)) == (["1"], ["2"])
    assert read(undo_steps.history).undo is None
    assert len(read(branch_family.map_of, one, 9)) == 2


def test_of_two_branches_at_one_message_the_other_stays_there() -> None:
    session = a_session("1", "2")
    first = write(branches.park_tail, session, ids(session)[1])
    database.save_message("3", True, session_id=session)
    second = write(branches.park_tail, session, ids(session)[1])
    database.save_message("4", True, session_id=session)
    write(branches.open_branch, first)
    assert (texts(session), texts(first), texts(second)) == (["1", "2"], ["4"], ["3"])
    write(branches.open_branch, second)
    assert (texts(session), texts(first), texts(second)) == (["1", "3"], ["4"], ["2"])


def test_a_long_line_of_branches_is_walked_without_an_end_to_its_depth() -> None:
    first = a_session("1")
    deep = 1_200
    with connect("default") as connection:
        connection.executemany(
            "INSERT INTO chat_sessions (id, title) VALUES (?, ?)",
            ((first + at, str(at)) for at in range(1, deep)),
        )
        connection.executemany(
            "INSERT INTO session_branches VALUES (?, 'copied', ?, '', 1, 0, NULL, '')",
            ((first + at, first + at - 1) for at in range(1, deep)),
        )
    assert [each.session_id for each in read(branch_family.relatives_of, first)] == list(
        range(first + 1, first + deep)
    )
    middle = first + deep // 2
    nearest = [each.session_id for each in read(branch_family.map_of, middle, 5)]
    assert nearest == list(range(middle - 2, middle + 3))


BIG = (1 << 63) - 1
RANGES = [(1, 2), (-BIG - 1, BIG), (2, 1), ("a", "b")]


@pytest.mark.parametrize("numbers", [(BIG, BIG), (BIG, 1), (1, BIG), (-BIG, -BIG), ("x", b"y")])
def test_numbers_that_no_file_can_have_lead_nowhere(numbers: tuple[object, object]) -> None:
    sessions = [a_session(*"12345") for _ in range(6)]
    with connect("default") as connection:
        for branch, trunk in pairwise(sessions):
            connection.execute(
                "INSERT INTO session_branches VALUES (?, 'copied', ?, '', ?, ?, NULL, '')",
                (branch, trunk, *numbers),
            )
        for session in sessions:
            connection.executemany(
                "INSERT INTO memories (content, session_id, start_message_id, end_message_id) "
                "VALUES ('m', ?, ?, ?)",
                ((session, *ends) for ends in RANGES),
            )
            connection.execute("UPDATE chat_sessions SET last_memory_message_id = ?", (BIG,))
    for session in sessions:
        assert len(read(branch_family.map_of, session, 99)) > 1
        read(branch_family.memories_elsewhere, session)
        read(to_remember.amount_to_remember, session)
        write(branches.park_tail, session, ids(session)[2])
