from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from support.transcripts import a_message, a_model, a_page, append_text, messages

from personaui_desktop.item_models.messages import MessageListModel, MessageRole
from personaui_desktop.records.messages import ReplyStatus


@pytest.fixture
def model(qapp: object) -> MessageListModel:
    made = MessageListModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def ids(model: MessageListModel) -> list[int]:
    return [model.message(row).id for row in range(model.rowCount())]


def marked(model: MessageListModel) -> list[int]:
    return [number for row, number in enumerate(ids(model)) if model.message(row).memorized]


def test_roles_answer_what_the_record_holds(model: MessageListModel) -> None:
    model.reset_to(a_page([a_message(7, "Hi", is_user=True, memorized=True, status=ReplyStatus.FAILED)]))
    index = model.index(0)
    assert index.data() == "Hi"
    assert index.data(MessageRole.ID) == 7
    assert index.data(MessageRole.IS_USER) is True
    assert index.data(MessageRole.MEMORIZED) is True
    assert index.data(MessageRole.STATUS) is ReplyStatus.FAILED
    assert index.data(MessageRole.MESSAGE).id == 7
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_pages_join_without_doubles(model: MessageListModel) -> None:
    model.reset_to(a_page(messages(10, 12), has_older=True, has_newer=True))
    model.insert_older(a_page(messages(7, 10)))
    model.append_newer(a_page(messages(11, 15)))
    assert ids(model) == list(range(7, 16))
    assert not model.has_older
    assert not model.has_newer


def test_changes_are_replaced_removed_and_appended(model: MessageListModel) -> None:
    model.reset_to(a_page(messages(1, 4)))
    model.apply([2, 3, 5], [a_message(3, "other"), a_message(5, "new")])
    assert ids(model) == [1, 3, 4, 5]
    assert model.message(1).text == "other"


def test_a_window_in_the_middle_takes_no_new_messages(model: MessageListModel) -> None:
    model.reset_to(a_page(messages(1, 4), has_newer=True))
    model.apply([9], [a_message(9)])
    assert ids(model) == [1, 2, 3, 4]


def test_streamed_text_changes_only_its_row(model: MessageListModel, qtbot: Any) -> None:
    model.reset_to(a_page(messages(1, 3)))
    with qtbot.waitSignal(model.dataChanged) as told:
        append_text(model, 2, " And more.")
    assert (told.args[0].row(), told.args[1].row()) == (1, 1)
    assert model.message(1).text == "Message number 2. And more."
    model.set_text(99, "nobody hears this")
    with qtbot.assertNotEmitted(model.dataChanged):
        model.set_text(2, "Message number 2. And more.")


def test_trimmed_rows_are_known_to_exist(model: MessageListModel) -> None:
    model.reset_to(a_page(messages(1, 9)))
    model.trim_older(3)
    model.trim_newer(2)
    assert ids(model) == [4, 5, 6, 7]
    assert model.has_older
    assert model.has_newer
    model.trim_older(-5)
    model.trim_newer(0)
    assert ids(model) == [4, 5, 6, 7]


def test_active_ranges_decide_what_is_memorized(model: MessageListModel) -> None:
    model.reset_to(a_page(messages(1, 9)))
    model.set_ranges([(5, 6), (2, 3), (3, 4)], marker=9)
    assert marked(model) == [2, 3, 4, 5, 6]


def test_the_marker_counts_only_without_ranges(model: MessageListModel) -> None:
    model.reset_to(a_page(messages(1, 9)))
    model.set_ranges([], marker=3)
    assert marked(model) == [1, 2, 3]
    model.set_ranges([], marker=None)
    assert marked(model) == []


def test_what_arrives_later_is_marked_too(model: MessageListModel) -> None:
    model.set_ranges([(2, 8)], marker=None)
    model.reset_to(a_page(messages(4, 5), has_older=True, has_newer=True))
    model.insert_older(a_page(messages(1, 3)))
    model.append_newer(a_page(messages(6, 9)))
    assert marked(model) == list(range(2, 9))


def test_without_ranges_the_record_is_believed(model: MessageListModel) -> None:
    model.reset_to(a_page([a_message(1, memorized=True), a_message(2)]))
    assert marked(model) == [1]


steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("apply"),
            st.lists(st.integers(1, 40), max_size=6),
            st.sets(st.integers(1, 40), max_size=6),
        ),
        st.tuples(st.just("older"), st.integers(1, 40), st.integers(0, 6)),
        st.tuples(st.just("newer"), st.integers(1, 40), st.integers(0, 6)),
        st.tuples(st.just("trim_older"), st.integers(-2, 8), st.just(0)),
        st.tuples(st.just("trim_newer"), st.integers(-2, 8), st.just(0)),
        st.tuples(st.just("append"), st.integers(1, 40), st.just(0)),
        st.tuples(st.just("ranges"), st.integers(1, 40), st.integers(0, 9)),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(start=st.integers(1, 30), count=st.integers(0, 10), has_newer=st.booleans(), todo=steps)
def test_whatever_is_done_rows_stay_in_order(
    qapp: object, start: int, count: int, has_newer: bool, todo: list[tuple[str, Any, Any]]
) -> None:
    model = a_model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.reset_to(a_page(messages(start, start + count - 1), has_newer=has_newer))
    for name, first, second in todo:
        match name:
            case "apply":
                model.apply(first, [a_message(number, "changed") for number in second])
            case "older":
                model.insert_older(a_page(messages(first, first + second - 1)))
            case "newer":
                model.append_newer(a_page(messages(first, first + second - 1)))
            case "append":
                append_text(model, first, "more")
            case "ranges":
                model.set_ranges([(first, first + second)], None)
            case _:
                getattr(model, name)(first)
        found = ids(model)
        assert found == sorted(set(found))
        assert all(model.row_of(number) == row for row, number in enumerate(found))


@given(
    before=st.sets(st.integers(1, 30)), after=st.sets(st.integers(1, 30)), edited=st.sets(st.integers(1, 30))
)
@settings(max_examples=60)
def test_a_window_becomes_what_is_stored_now(before: set[int], after: set[int], edited: set[int]) -> None:
    model = MessageListModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.reset_to(a_page([a_message(number) for number in sorted(before)]))
    gone: list[int] = []
    model.gone.connect(gone.extend)
    stored = [a_message(number, "other" if number in edited else "Hello.") for number in sorted(after)]
    model.become(a_page(stored, has_older=True)._replace(older=3))
    assert [model.message(row) for row in range(model.rowCount())] == stored
    assert sorted(gone) == sorted(before - after)
    assert (model.has_older, model.older, model.has_newer) == (True, 3, False)


def test_a_row_that_comes_back_stands_where_it_was(model: MessageListModel) -> None:
    said = messages(1, 9)
    model.reset_to(a_page(said))
    model.apply([4, 5, 7], [])
    assert ids(model) == [1, 2, 3, 6, 8, 9]
    model.apply([4, 5, 7], [said[3], said[4], said[6]])
    assert [model.message(row) for row in range(model.rowCount())] == said


@given(
    stored=st.sets(st.integers(1, 30), min_size=1),
    window=st.tuples(st.integers(1, 30), st.integers(1, 30)),
    changes=st.lists(st.dictionaries(st.integers(1, 30), st.booleans(), max_size=8), max_size=5),
)
@settings(max_examples=200)
def test_changes_anywhere_leave_the_window_as_a_plain_list_would_be(
    qapp: object, stored: set[int], window: tuple[int, int], changes: list[dict[int, bool]]
) -> None:
    loaded = [number for number in sorted(stored) if min(window) <= number <= max(window)]
    assume(loaded)
    older, newer = min(stored) < loaded[0], max(stored) > loaded[-1]
    model = a_model(map(a_message, loaded), has_older=older, has_newer=newer)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for number, change in enumerate(changes):
        # Where all that was loaded has gone, nobody can say what lies within the window.
        if not model.rowCount():
            return
        first, last = ids(model)[0], ids(model)[-1]
        begin, end = first if older else -1, last if newer else 99
        shown = {each: model.message(row) for row, each in enumerate(ids(model))}
        there = {each: a_message(each, f"in step {number}") for each, is_there in change.items() if is_there}
        shown = {each: message for each, message in shown.items() if each not in change} | there
        model.apply(list(change), there.values())
        expected = [shown[each] for each in sorted(shown) if begin <= each <= end]
        assert [model.message(row) for row in range(model.rowCount())] == expected


def test_the_first_message_of_an_empty_session_is_shown(model: MessageListModel) -> None:
    model.reset_to(a_page([]))
    model.apply([1], [a_message(1)])
    assert ids(model) == [1]
