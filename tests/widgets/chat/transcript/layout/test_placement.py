from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.transcripts import a_message, a_model, a_page, append_text, messages

from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript.layout.laid_messages import LaidMessages
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.message import column_for
from personaui_desktop.widgets.chat.transcript.layout.placement import MARGIN, Placement
from personaui_desktop.widgets.chat.transcript.markdown.reader import read_markdown
from personaui_desktop.widgets.common.tokens import LIGHT

LONG = "A sentence that goes on for a while. " * 20


def a_placement(model: MessageListModel, width: int = 700, height: float = 500.0) -> Placement:
    look = Look(LIGHT)
    placement = Placement(model, LaidMessages(model, look, column_for(width, look)))
    model.rowsInserted.connect(lambda _parent, first, last: placement.rows_inserted(first, last))
    model.rowsAboutToBeRemoved.connect(lambda _parent, first, last: placement.rows_removed(first, last))
    placement.view_height = height
    placement.reset()
    placement.arrange()
    return placement


def tops(placement: Placement) -> dict[int, float]:
    """Where the text of each message in view begins."""
    return {row.laid.message.id: row.top + row.laid.rects.body.top() for row in placement.placed}


def check(placement: Placement, model: MessageListModel) -> None:
    """Rows follow one another and fill the view as far as there are any."""
    placed = placement.placed
    for before, after in pairwise(placed):
        assert after.row == before.row + 1
        assert after.top == before.bottom
    first, last = placed[0], placed[-1]
    if first.row > 0:
        assert first.top <= 0
    if last.row < model.rowCount() - 1:
        assert last.bottom >= placement.view_height
    else:
        assert last.bottom >= placement.view_height - MARGIN - 0.5


def test_it_begins_at_the_end(qapp: object) -> None:
    placement = a_placement(a_model(messages(1, 100)))
    assert placement.placed[-1].row == 99
    assert placement.placed[-1].bottom == placement.view_height - MARGIN
    assert placement.sticks_to_end


def test_few_messages_stand_at_the_foot(qapp: object) -> None:
    placement = a_placement(a_model(messages(1, 2)))
    assert [row.row for row in placement.placed] == [0, 1]
    assert placement.placed[-1].bottom == placement.view_height - MARGIN
    placement.scroll_by(-100)
    placement.arrange()
    assert placement.placed[-1].bottom == placement.view_height - MARGIN


def test_older_messages_arrive_above_what_is_read(qapp: object) -> None:
    model = a_model(messages(100, 130), has_older=True)
    placement = a_placement(model)
    placement.scroll_by(-10_000)
    placement.arrange()
    before = tops(placement)
    model.insert_older(a_page(messages(40, 99, LONG)))
    placement.arrange()
    after = tops(placement)
    shared = before.keys() & after.keys()
    assert len(shared) >= len(before) - 1
    assert {key: before[key] for key in shared} == {key: after[key] for key in shared}


def test_text_that_streams_below_moves_nothing(qapp: object) -> None:
    model = a_model([*messages(1, 60), a_message(61, "", status=ReplyStatus.STREAMING)])
    placement = a_placement(model)
    placement.scroll_by(-300)
    placement.arrange()
    before = tops(placement)
    for _ in range(30):
        append_text(model, 61, LONG)
        placement.arrange()
    assert {key: top for key, top in tops(placement).items() if key != 61} == {
        key: top for key, top in before.items() if key != 61
    }
    assert not placement.sticks_to_end


def test_text_that_streams_in_view_is_followed(qapp: object) -> None:
    model = a_model([*messages(1, 60), a_message(61, "", status=ReplyStatus.STREAMING)])
    placement = a_placement(model)
    for _ in range(30):
        append_text(model, 61, LONG)
        placement.arrange()
        assert placement.placed[-1].row == 60
        assert placement.placed[-1].bottom == placement.view_height - MARGIN


def test_a_new_message_is_followed_only_at_the_end(qapp: object) -> None:
    model = a_model(messages(1, 60))
    placement = a_placement(model)
    model.apply([61], [a_message(61)])
    placement.arrange()
    assert placement.placed[-1].row == 60
    placement.scroll_by(-400)
    placement.arrange()
    before = tops(placement)
    model.apply([62], [a_message(62, LONG)])
    placement.arrange()
    assert tops(placement) == before


def test_another_width_keeps_the_place(qapp: object) -> None:
    model = a_model(messages(1, 200, LONG))
    placement = a_placement(model)
    placement.go_to(100, 40.0)
    placement.arrange()
    anchor = placement.placed[0]
    for width in (500, 300, 900, 700):
        set_otherwise(placement, width=width)
        placement.arrange()
        check(placement, model)
        assert anchor.row - 1 <= placement.placed[0].row <= anchor.row + 1


def set_otherwise(placement: Placement, width: float = 700, scale: float = 1.0) -> None:
    """Set the text in another width or size."""
    look = Look(LIGHT, scale)
    placement.hold_line()
    placement._messages.set_look(look, column_for(width, look))
    placement.guess_again()


def line_in_view(placement: Placement) -> tuple[int, int, int]:
    """Message, block and first position of the line at the view's top."""
    first = placement.placed[0]
    return first.laid.message.id, *first.laid.line_start_at(-first.top)


TALL = {
    "a table": "| a | b |\n|---|---|\n" + "\n".join(f"| cell {n} | {'word ' * (n % 9)}|" for n in range(200)),
    "one word": "wordwithoutanend" * 900,
    "a paragraph": "A sentence that goes on for a while " * 400,
}


@pytest.mark.parametrize("text", TALL.values(), ids=TALL)
def test_another_width_or_size_keeps_the_line_within_a_tall_block(qapp: object, text: str) -> None:
    model = a_model([a_message(1, "First."), a_message(2, text), a_message(3, "Last.")])
    placement = a_placement(model, height=120.0)
    placement.go_to(1, 0.0)
    placement.scroll_by(2500)
    placement.arrange()
    before = line_in_view(placement)
    for width, scale in ((500, 1.0), (300, 1.0), (900, 1.0), (700, 1.6), (700, 0.8), (700, 1.0)):
        set_otherwise(placement, width, scale)
        placement.arrange()
        message_id, block, position = line_in_view(placement)
        assert (message_id, block) == before[:2]
        assert abs(position - before[2]) < 120  # no further than the line before or after
    assert line_in_view(placement) == before


def test_the_kept_line_may_be_deleted(qapp: object) -> None:
    model = a_model(messages(1, 100, LONG))
    placement = a_placement(model)
    placement.go_to(50, -60.0)
    placement.arrange()
    set_otherwise(placement, 500)
    placement.arrange()
    model.apply([placement.placed[0].laid.message.id], [])
    placement.arrange()
    set_otherwise(placement, 460)
    placement.arrange()
    assert 45 < placement.placed[0].row < 55
    assert not placement.sticks_to_end


def test_wide_and_back_comes_back_although_the_end_was_in_view(qapp: object) -> None:
    model = a_model(messages(1, 3, LONG))
    placement = a_placement(model, width=320, height=700.0)
    placement.go_to(1, 0.0)
    placement.arrange()
    before = line_in_view(placement)
    for width in (3000, 320):
        set_otherwise(placement, width)
        placement.arrange()
    assert line_in_view(placement) == before


def test_rows_that_are_let_go_elsewhere_move_nothing(qapp: object) -> None:
    model = a_model(messages(1, 300))
    placement = a_placement(model)
    placement.go_to(150, 40.0)
    placement.arrange()
    before = tops(placement)
    model.trim_older(100)
    model.trim_newer(80)
    placement.arrange()
    assert tops(placement) == before


def test_the_read_message_may_go(qapp: object) -> None:
    model = a_model(messages(1, 50))
    placement = a_placement(model)
    placement.go_to(25, 10.0)
    placement.arrange()
    model.apply([row.laid.message.id for row in placement.placed], [])
    placement.arrange()
    check(placement, model)
    model.apply(list(range(1, 51)), [])
    assert placement.arrange() == []


def test_a_message_larger_than_the_view_is_scrolled_through_evenly(qapp: object) -> None:
    text = "\n\n".join(f"Paragraph {number}. {LONG}" for number in range(200))
    model = a_model([a_message(1, "First."), a_message(2, text), a_message(3, "Last.")])
    placement = a_placement(model)
    seen = set()
    for _ in range(3000):
        before = {
            (row.row, number): row.top + row.laid.block_top(number)
            for row in placement.placed
            for number, top, _ in row.laid.body.laid_in(-row.top, placement.view_height - row.top)
        }
        placement.scroll_by(-60)
        placement.arrange()
        check(placement, model)
        for row in placement.placed:
            for number, _, _ in row.laid.body.laid_in(-row.top, placement.view_height - row.top):
                seen.add((row.row, number))
                if (row.row, number) in before and placement.placed[0].row > 0:
                    assert row.top + row.laid.block_top(number) - before[row.row, number] == 60
        if placement.placed[0].row == 0 and placement.placed[0].top == MARGIN:
            break
    assert {number for row, number in seen if row == 1} == set(range(len(read_markdown(text))))


steps = st.lists(
    st.one_of(
        st.tuples(st.just("scroll"), st.integers(-3000, 3000)),
        st.tuples(st.just("value"), st.integers(-500, 20_000)),
        st.tuples(st.just("end"), st.just(0)),
        st.tuples(st.just("older"), st.integers(1, 12)),
        st.tuples(st.just("append"), st.integers(1, 3)),
        st.tuples(st.just("stream"), st.integers(1, 400)),
        st.tuples(st.just("remove"), st.integers(0, 40)),
        st.tuples(st.just("trim"), st.integers(0, 6)),
        st.tuples(st.just("height"), st.integers(50, 1200)),
        st.tuples(st.just("width"), st.integers(240, 3000)),
        st.tuples(st.just("size"), st.integers(7, 20)),
    ),
    max_size=14,
)


def act(placement: Placement, model: MessageListModel, name: str, amount: int) -> None:
    """Do one of the things that readers, pages and replies do."""
    rows = model.rowCount()
    first = model.message(0).id if rows else 500
    last = model.message(rows - 1).id if rows else 500
    {
        "scroll": lambda: placement.scroll_by(amount),
        "value": lambda: placement.go_to_value(amount),
        "end": placement.go_to_end,
        "older": lambda: model.insert_older(
            a_page(messages(first - amount, first - 1, LONG), has_older=True)
        ),
        "append": lambda: model.apply(range(last + 1, last + 1 + amount), messages(last + 1, last + amount)),
        "stream": lambda: append_text(model, last, " word" * amount),
        "remove": lambda: model.apply([first + amount], []),
        "trim": lambda: model.trim_older(min(amount, rows - 1)),
        "height": lambda: setattr(placement, "view_height", float(amount)),
        "width": lambda: set_otherwise(placement, width=amount),
        "size": lambda: set_otherwise(placement, scale=amount / 10),
    }[name]()


@settings(max_examples=80)
@given(count=st.integers(1, 40), todo=steps)
def test_whatever_happens_rows_fill_the_view(qapp: object, count: int, todo: list[tuple[str, int]]) -> None:
    model = a_model(messages(500, 500 + count), has_older=True)
    placement = a_placement(model)
    for name, amount in todo:
        act(placement, model, name, amount)
        placement.arrange()
        if model.rowCount():
            check(placement, model)
