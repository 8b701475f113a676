from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from support.builders import a_session

from personaui_desktop.item_models.sessions import SessionListModel, SessionRole
from personaui_desktop.records.sessions import KeptSessions, SessionGroup

LISTS = st.lists(
    st.builds(a_session, st.integers(1, 9), st.text(max_size=3)), unique_by=lambda row: row.id, max_size=9
)


@given(st.lists(LISTS, max_size=4), st.sets(st.integers(1, 9)))
def test_holds_what_it_is_given_in_that_order(qapp, lists, replying):
    model = SessionListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for session_id in replying:
        model.set_replying(session_id, True)
    for rows in lists:
        model.set_rows(rows)
        assert list(model.rows) == rows
        for at, row in enumerate(rows):
            assert model.index(at).data(SessionRole.IS_REPLYING) == (row.id in replying)
    del tester


def test_shows_title_time_and_preview(qtmodeltester):
    model = SessionListModel()
    model.set_rows([a_session(3, "The lighthouse", preview="Half of it.")])
    qtmodeltester.check(model, force_py=False)
    index = model.index(0)
    assert index.data() == "The lighthouse"
    assert index.data(SessionRole.UPDATED) == "2026-11-23 14:12:00"
    assert index.data(SessionRole.PREVIEW) == "Half of it."
    assert "lighthouse" in index.data(SessionRole.SOUGHT)
    assert "Half" in index.data(SessionRole.SOUGHT)
    assert index.flags() & Qt.ItemFlag.ItemIsEditable


def test_replying_is_told_once(qtbot):
    model = SessionListModel()
    model.set_rows([a_session(1), a_session(2)])
    with qtbot.waitSignal(model.dataChanged) as told:
        model.set_replying(2, True)
    assert told.args[0].row() == 1
    with qtbot.assertNotEmitted(model.dataChanged):
        model.set_replying(2, True)
    model.clear()
    model.set_rows([a_session(2)])
    assert model.index(0).data(SessionRole.IS_REPLYING) is False


timed = st.builds(
    lambda number, hour: a_session(number, updated_at=f"2026-11-23 1{hour}:00:00"),
    st.integers(1, 9),
    st.integers(0, 3),
)


@given(st.lists(timed, unique_by=lambda row: row.id, max_size=9), st.lists(timed | st.integers(1, 9)))
def test_merging_one_by_one_gives_what_listing_them_all_would(qapp, before, changes):
    model = SessionListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    expected = {row.id: row for row in before}
    model.set_rows(listed(expected))
    for change in changes:
        if isinstance(change, int):
            expected.pop(change, None)
            model.take_out(change)
        else:
            expected[change.id] = change
            model.merge(change)
        assert list(model.rows) == listed(expected)
    del tester


def listed(sessions):
    return sorted(sessions.values(), key=lambda row: (row.updated_at, row.id), reverse=True)


def test_a_session_goes_to_its_group_and_back(qtmodeltester):
    model = SessionListModel()
    rows = [a_session(number, f"{number}") for number in (3, 2, 1)]
    model.set_rows(rows)
    model.merge(rows[2]._replace(is_pinned=True, draft="Half", is_unread=True))
    model.merge(rows[0]._replace(is_archived=True))
    assert [row.id for row in model.rows] == [1, 2, 3]
    first = model.index(0)
    shown = [first.data(role) for role in (SessionRole.GROUP, SessionRole.DRAFT, SessionRole.IS_UNREAD)]
    assert shown == [SessionGroup.PINNED.value, "Half", True]
    model.merge(rows[2])
    model.merge(rows[0])
    assert [row.id for row in model.rows] == [3, 2, 1]
    model.merge(rows[0]._replace(is_pinned=True, trashed_at="2026-11-23 15:00:00"))
    assert [row.id for row in model.rows] == [2, 1, 3]
    qtmodeltester.check(model)


def test_the_newest_is_pinned_or_not_but_never_put_away(qapp):
    model = SessionListModel()
    assert model.newest is None
    rows = [a_session(number, updated_at=f"2026-11-23 1{number}:00:00") for number in range(5)]
    rows[1] = rows[1]._replace(is_pinned=True)
    rows[4] = rows[4]._replace(is_archived=True)
    model.set_sessions(rows, KeptSessions(1, 0))
    assert model.newest == rows[3]
    model.merge(rows[3]._replace(is_pinned=True))
    assert model.newest is not None
    assert model.newest.id == 3
