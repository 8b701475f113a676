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


def a_flow(model: MessageListModel, width: int = 700, height: float = 500.0) -> Placement:
    look = Look(LIGHT)
    flow = Placement(model, LaidMessages(model, look, column_for(width, look)))
    model.rowsInserted.connect(lambda _parent, first, last: flow.rows_inserted(first, last))
    model.rowsAboutToBeRemoved.connect(lambda _parent, first, last: flow.rows_removed(first, last))
    flow.view_height = height
    flow.reset()
    flow.arrange()
    return flow


def tops(flow: Placement) -> dict[int, float]:
    """Where the text of each message in view begins."""
    return {row.laid.message.id: row.top + row.laid.rects.body.top() for row in flow.placed}


def check(flow: Placement, model: MessageListModel) -> None:
    """Rows follow one another and fill the view as far as there are any."""
    placed = flow.placed
    for before, after in pairwise(placed):
        assert after.row == before.row + 1
        assert after.top == before.bottom
    first, last = placed[0], placed[-1]
    if first.row > 0:
        assert first.top <= 0
    if last.row < model.rowCount() - 1:
        assert last.bottom >= flow.view_height
    else:
        assert last.bottom >= flow.view_height - MARGIN - 0.5


def test_it_begins_at_the_end(qapp: object) -> None:
    flow = a_flow(a_model(messages(1, 100)))
    assert flow.placed[-1].row == 99
    assert flow.placed[-1].bottom == flow.view_height - MARGIN
    assert flow.sticks_to_end


def test_few_messages_stand_at_the_foot(qapp: object) -> None:
    flow = a_flow(a_model(messages(1, 2)))
    assert [row.row for row in flow.placed] == [0, 1]
    assert flow.placed[-1].bottom == flow.view_height - MARGIN
    flow.scroll_by(-100)
    flow.arrange()
    assert flow.placed[-1].bottom == flow.view_height - MARGIN


def test_older_messages_arrive_above_what_is_read(qapp: object) -> None:
    model = a_model(messages(100, 130), has_older=True)
    flow = a_flow(model)
    flow.scroll_by(-10_000)
    flow.arrange()
    before = tops(flow)
    model.insert_older(a_page(messages(40, 99, LONG)))
    flow.arrange()
    after = tops(flow)
    shared = before.keys() & after.keys()
    assert len(shared) >= len(before) - 1
    assert {key: before[key] for key in shared} == {key: after[key] for key in shared}


def test_text_that_streams_below_moves_nothing(qapp: object) -> None:
    model = a_model([*messages(1, 60), a_message(61, "", status=ReplyStatus.STREAMING)])
    flow = a_flow(model)
    flow.scroll_by(-300)
    flow.arrange()
    before = tops(flow)
    for _ in range(30):
        append_text(model, 61, LONG)
        flow.arrange()
    assert {key: top for key, top in tops(flow).items() if key != 61} == {
        key: top for key, top in before.items() if key != 61
    }
    assert not flow.sticks_to_end


def test_text_that_streams_in_view_is_followed(qapp: object) -> None:
    model = a_model([*messages(1, 60), a_message(61, "", status=ReplyStatus.STREAMING)])
    flow = a_flow(model)
    for _ in range(30):
        append_text(model, 61, LONG)
        flow.arrange()
        assert flow.placed[-1].row == 60
        assert flow.placed[-1].bottom == flow.view_height - MARGIN


def test_a_new_message_is_followed_only_at_the_end(qapp: object) -> None:
    model = a_model(messages(1, 60))
    flow = a_flow(model)
    model.apply([61], [a_message(61)])
    flow.arrange()
    assert flow.placed[-1].row == 60
    flow.scroll_by(-400)
    flow.arrange()
    before = tops(flow)
    model.apply([62], [a_message(62, LONG)])
    flow.arrange()
    assert tops(flow) == before


def test_another_width_keeps_the_place(qapp: object) -> None:
    model = a_model(messages(1, 200, LONG))
    flow = a_flow(model)
    flow.go_to(100, 40.0)
    flow.arrange()
    anchor = flow.placed[0]
    for width in (500, 300, 900, 700):
        set_otherwise(flow, width=width)
        flow.arrange()
        check(flow, model)
        assert anchor.row - 1 <= flow.placed[0].row <= anchor.row + 1


def set_otherwise(flow: Placement, width: float = 700, scale: float = 1.0) -> None:
    """Set the text in another width or size."""
    look = Look(LIGHT, scale)
    flow.hold_line()
    flow._messages.set_look(look, column_for(width, look))
    flow.guess_again()


def line_in_view(flow: Placement) -> tuple[int, int, int]:
    """Message, block and first position of the line at the view's top."""
    first = flow.placed[0]
    return first.laid.message.id, *first.laid.line_start_at(-first.top)


TALL = {
    "a table": "| a | b |\n|---|---|\n" + "\n".join(f"| cell {n} | {'word ' * (n % 9)}|" for n in range(200)),
    "one word": "wordwithoutanend" * 900,
    "a paragraph": "A sentence that goes on for a while " * 400,
}


@pytest.mark.parametrize("text", TALL.values(), ids=TALL)
def test_another_width_or_size_keeps_the_line_within_a_tall_block(qapp: object, text: str) -> None:
    model = a_model([a_message(1, "First."), a_message(2, text), a_message(3, "Last.")])
    flow = a_flow(model, height=120.0)
    flow.go_to(1, 0.0)
    flow.scroll_by(2500)
    flow.arrange()
    before = line_in_view(flow)
    for width, scale in ((500, 1.0), (300, 1.0), (900, 1.0), (700, 1.6), (700, 0.8), (700, 1.0)):
        set_otherwise(flow, width, scale)
        flow.arrange()
        message_id, block, position = line_in_view(flow)
        assert (message_id, block) == before[:2]
        assert abs(position - before[2]) < 120  # no further than the line before or after
    assert line_in_view(flow) == before


def test_the_kept_line_may_be_deleted(qapp: object) -> None:
    model = a_model(messages(1, 100, LONG))
    flow = a_flow(model)
    flow.go_to(50, -60.0)
    flow.arrange()
    set_otherwise(flow, 500)
    flow.arrange()
    model.apply([flow.placed[0].laid.message.id], [])
    flow.arrange()
    set_otherwise(flow, 460)
    flow.arrange()
    assert 45 < flow.placed[0].row < 55
    assert not flow.sticks_to_end


def test_wide_and_back_comes_back_although_the_end_was_in_view(qapp: object) -> None:
    model = a_model(messages(1, 3, LONG))
    flow = a_flow(model, width=320, height=700.0)
    flow.go_to(1, 0.0)
    flow.arrange()
    before = line_in_view(flow)
    for width in (3000, 320):
        set_otherwise(flow, width)
        flow.arrange()
    assert line_in_view(flow) == before


def test_rows_that_are_let_go_elsewhere_move_nothing(qapp: object) -> None:
    model = a_model(messages(1, 300))
    flow = a_flow(model)
    flow.go_to(150, 40.0)
    flow.arrange()
    before = tops(flow)
    model.trim_older(100)
    model.trim_newer(80)
    flow.arrange()
    assert tops(flow) == before


def test_the_read_message_may_go(qapp: object) -> None:
    model = a_model(messages(1, 50))
    flow = a_flow(model)
    flow.go_to(25, 10.0)
    flow.arrange()
    model.apply([row.laid.message.id for row in flow.placed], [])
    flow.arrange()
    check(flow, model)
    model.apply(list(range(1, 51)), [])
    assert flow.arrange() == []


def test_a_message_larger_than_the_view_is_scrolled_through_evenly(qapp: object) -> None:
    text = "\n\n".join(f"Paragraph {number}. {LONG}" for number in range(200))
    model = a_model([a_message(1, "First."), a_message(2, text), a_message(3, "Last.")])
    flow = a_flow(model)
    seen = set()
    for _ in range(3000):
        before = {
            (row.row, number): row.top + row.laid.block_top(number)
            for row in flow.placed
            for number, top, _ in row.laid.body.laid_in(-row.top, flow.view_height - row.top)
        }
        flow.scroll_by(-60)
        flow.arrange()
        check(flow, model)
        for row in flow.placed:
            for number, _, _ in row.laid.body.laid_in(-row.top, flow.view_height - row.top):
                seen.add((row.row, number))
                if (row.row, number) in before and flow.placed[0].row > 0:
                    assert row.top + row.laid.block_top(number) - before[row.row, number] == 60
        if flow.placed[0].row == 0 and flow.placed[0].top == MARGIN:
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


def act(flow: Placement, model: MessageListModel, name: str, amount: int) -> None:
    """Do one of the things that readers, pages and replies do."""
    rows = model.rowCount()
    first = model.message(0).id if rows else 500
    last = model.message(rows - 1).id if rows else 500
    {
        "scroll": lambda: flow.scroll_by(amount),
        "value": lambda: flow.go_to_value(amount),
        "end": flow.go_to_end,
        "older": lambda: model.insert_older(
            a_page(messages(first - amount, first - 1, LONG), has_older=True)
        ),
        "append": lambda: model.apply(range(last + 1, last + 1 + amount), messages(last + 1, last + amount)),
        "stream": lambda: append_text(model, last, " word" * amount),
        "remove": lambda: model.apply([first + amount], []),
        "trim": lambda: model.trim_older(min(amount, rows - 1)),
        "height": lambda: setattr(flow, "view_height", float(amount)),
        "width": lambda: set_otherwise(flow, width=amount),
        "size": lambda: set_otherwise(flow, scale=amount / 10),
    }[name]()


@settings(max_examples=80)
@given(count=st.integers(1, 40), todo=steps)
def test_whatever_happens_rows_fill_the_view(qapp: object, count: int, todo: list[tuple[str, int]]) -> None:
    model = a_model(messages(500, 500 + count), has_older=True)
    flow = a_flow(model)
    for name, amount in todo:
        act(flow, model, name, amount)
        flow.arrange()
        if model.rowCount():
            check(flow, model)
