import pytest
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import branches
from personaui_desktop.database.answers import session_answer
from personaui_desktop.database.connection import connect
from personaui_desktop.database.listing import list_session, list_sessions, list_titles
from personaui_desktop.database.replies import begin_reply
from personaui_desktop.database.session_marks import put_in_trash, set_archived


def test_sessions_come_newest_first_with_the_beginning_of_their_last_message() -> None:
    first, empty = database.create_session("first"), database.create_session("empty")
    database.save_message("old", True, session_id=first)
    database.save_message("x" * 300, True, session_id=first)
    write(begin_reply, first, "Mia", "run")
    listed = read(list_sessions)
    assert [(session.id, session.preview) for session in listed] == [(first, "x" * 200), (empty, "")]
    assert session_answer(listed[0]) == database.get_session(first)
    assert [read(list_session, session.id) for session in listed] == listed
    assert read(list_sessions, on="nobody") == []
    assert read(list_session, 9) is None


def test_titles_are_those_of_the_sessions_that_are_listed() -> None:
    for title in ("plain", "archived", "thrown away", "tail", ""):
        database.save_message("said", True, session_id=database.create_session(title))
    write(set_archived, [2], True)
    write(put_in_trash, [3])
    write(branches.park_tail, 4, 4)
    listed = read(list_sessions)
    titles = read(list_titles)
    assert {each.session_id for each in titles} == {each.id for each in listed}
    assert [each.updated_at for each in titles] == sorted((each.updated_at for each in listed), reverse=True)
    by_id = {each.session_id: each for each in titles}
    assert all(by_id[each.id][1:] == (each.title, each.updated_at, each.is_archived) for each in listed)
    assert by_id[2].is_archived
    assert 3 not in by_id
    with connect("default") as connection, connection:
        connection.execute("UPDATE chat_sessions SET title = replace(hex(zeroblob(500000)), '00', 'ab ')")
    assert {len(each.title) for each in read(list_titles)} == {200}


def test_of_a_title_that_another_program_wrote_endlessly_long_only_the_beginning_is_listed() -> None:
    session_id = database.create_session("first")
    with connect("default") as connection, connection:
        connection.execute("UPDATE chat_sessions SET title = replace(hex(zeroblob(500000)), '00', 'ab ')")
    for found in (read(list_sessions)[0], read(list_session, session_id)):
        assert found is not None
        assert len(found.title) == 200
        assert found.title.startswith("ab ab ")
        assert found.title.endswith("…")


@pytest.mark.parametrize("group", ["pinned", "archived", "trashed"])
def test_a_group_is_found_by_its_marks_and_not_among_all_sessions(group: str) -> None:
    database.init_persona_db()
    with connect("default") as connection:
        query = f"EXPLAIN QUERY PLAN {database.sql(f'listing.list_{group}')}"
        plan = [row[3] for row in connection.execute(query)]
    assert not any("SCAN chat_sessions" in step for step in plan), plan
    assert any(f"idx_sessions_{group}" in step for step in plan), plan
