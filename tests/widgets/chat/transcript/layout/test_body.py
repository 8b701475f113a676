import weakref
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from support.transcripts import line_starts, line_starts_of_one_layout, markdown_texts

from personaui_desktop.widgets.chat.transcript.layout.body import EAGER_BLOCKS, Body
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.table import share_out
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Mark
from personaui_desktop.widgets.chat.transcript.markdown.cutting import PARAGRAPH_LIMIT, STEP
from personaui_desktop.widgets.common.tokens import LIGHT

EVERYTHING = 1e9


def text_rects(body: Body) -> Iterator[tuple[int, QRectF]]:
    """The boxes of text in the body, with the number of their block."""
    for number, top, laid in body.laid_in(0, EVERYTHING):
        for box in [*laid.boxes, *(box for _, box in laid.markers)]:
            yield number, QRectF(box.x, top + box.y, box.natural_width, box.height)


def line_rects(body: Body, number: int, last: bool) -> list[QRectF]:
    """The characters of the first or last line of a block of text, from its left to its right."""
    laid = body.laid(number)
    assert laid is not None
    (box,) = laid.boxes
    covered = box.rects(*box.line_bounds(box.length * last))
    return [QRectF(rect.left(), 0, rect.width(), 1) for rect in covered]


@settings(max_examples=120)
@given(text=markdown_texts, width=st.integers(110, 3000), scale=st.sampled_from([0.7, 1.0, 1.25, 2.0]))
def test_blocks_follow_one_another_within_the_width(
    qapp: object, text: str, width: int, scale: float
) -> None:
    body = Body(text, Look(LIGHT, scale), width)
    body.need(0, 0, EVERYTHING)
    bottom = 0.0
    for number, top, laid in body.laid_in(0, EVERYTHING):
        if laid.overlap:
            assert top == pytest.approx(bottom - laid.overlap)
            assert not any(
                one.intersected(other).width() > 1
                for one in line_rects(body, number - 1, last=True)
                for other in line_rects(body, number, last=False)
            )
        else:
            assert top >= bottom
        bottom = top + laid.height
    assert body.height == bottom
    assert body.width <= width
    for _, rect in text_rects(body):
        assert rect.left() >= 0
        assert rect.right() <= width + 14 * scale  # one character that is wider than its column


@settings(max_examples=80)
@given(text=markdown_texts, lengths=st.lists(st.integers(1, 300), max_size=12))
def test_streamed_in_pieces_it_is_laid_out_like_the_whole(
    qapp: object, text: str, lengths: list[int]
) -> None:
    look = Look(LIGHT)
    body, at = Body("", look, 400, is_streaming=True), 0
    for length in lengths:
        at += length
        assert body.update(text[:at], is_streaming=True)
    assert body.update(text, is_streaming=False)
    whole = Body(text, look, 400)
    body.need(0, 0, EVERYTHING)
    whole.need(0, 0, EVERYTHING)
    assert (body.height, body.width, body.block_count) == (whole.height, whole.width, whole.block_count)
    assert list(text_rects(body)) == list(text_rects(whole))


SENTENCES = " ".join(
    f"The lamp came round {number} times, and one by one the boats went." for number in range(40)
)

HEBREW = "שלום עולם זה מבחן של טקסט עברי. "


@pytest.mark.parametrize("text", [SENTENCES, HEBREW * 70, "日本語の文章がここにあります。" * 90])
def test_a_long_paragraph_flows_without_a_break(qapp: object, text: str) -> None:
    body = Body(text, Look(LIGHT), 430)
    body.need(0, 0, EVERYTHING)
    assert body.block_count > 2
    assert line_starts(body) == line_starts_of_one_layout(text.rstrip(), body)
    assert any(laid.overlap for _, _, laid in body.laid_in(0, EVERYTHING))


def test_a_long_paragraph_can_be_pointed_at_and_selected_across_its_parts(qapp: object) -> None:
    for text in (SENTENCES, HEBREW * 70):
        body = next(
            body
            for width in range(380, 440)
            if (body := Body(text, Look(LIGHT), width)).laid_in(0, EVERYTHING)[1][2].overlap
        )
        first = body.laid_in(0, EVERYTHING)[0][2]
        caret = first.boxes[0].caret(first.boxes[0].length)
        inwards = 8 if first.is_mirrored else -8
        assert body.place_at(caret.center() + QPointF(inwards, 0))[0] == 0
        assert body.place_at(caret.center() - QPointF(3 * inwards, 0))[0] == 1
        assert body.paragraph(1) == (0, body.block_count - 1)


def test_emphasis_is_not_divided_where_a_sentence_within_it_ends(qapp: object) -> None:
    text = SENTENCES[:300] + " **Bold. " + SENTENCES[:200] + " Still bold.** Plain. " + SENTENCES
    body = Body(text, Look(LIGHT), 400)
    assert body.read(0).text.endswith("Still bold.")
    assert any(
        Mark.STRONG in span.mark and span.end - span.start > 200 for span in body.read(0).parts[0].spans
    )


RAIN = "The rain has not let up since noon. The glass is white with it. " * 12


@pytest.mark.parametrize(
    "text",
    [
        f"*She takes the lamp from its hook. {RAIN}She sits down at last.*",
        f"**Strong. {RAIN}To the end.**",
        f"`code. {RAIN}To the end.`",
        f"[A link. {RAIN}To the end.](https://x.y/z)",
        "word " * 136 + "**a few words that are bold here, ok** and on " + "word " * 60,
    ],
)
def test_what_is_marked_is_marked_whole_however_long(qapp: object, text: str) -> None:
    body = Body("", Look(LIGHT), 400, is_streaming=True)
    for end in range(0, len(text), 97):
        assert body.update(text[:end], is_streaming=True)
        shown = "".join(body.read(number).text for number in range(body.block_count))
        assert "**" not in shown
        assert "`" not in shown
        assert "](" not in shown
    body.update(text, is_streaming=False)
    spans = [span for number in range(body.block_count) for span in body.read(number).parts[0].spans]
    assert len(spans) == 1


def test_unending_marks_do_not_make_unending_blocks(qapp: object) -> None:
    body = Body("*" + "word and `more " * 3_000, Look(LIGHT), 400)
    assert max(len(body.read(number).text) for number in range(body.block_count)) <= PARAGRAPH_LIMIT + STEP


@pytest.mark.parametrize(
    "text",
    [
        f"{HEBREW.replace('.', ',') * 14}\nEnglish line, and more of it.",
        "The word is Hebrew. " + HEBREW * 500,
    ],
)
def test_a_paragraph_is_written_in_one_direction(qapp: object, text: str) -> None:
    body = Body(text, Look(LIGHT), 400)
    body.need(0, 0, EVERYTHING)
    assert body.block_count > 1
    sides = {laid.is_mirrored for _, _, laid in body.laid_in(0, EVERYTHING)}
    assert len(sides) == 1


def test_what_is_laid_out_goes_with_its_body(qapp: object) -> None:
    """Knots would stay, layouts and all, until garbage is collected."""
    body = Body(f"# Title\n\n{SENTENCES}\n\n```py\n{'x = 1' * 900}\n```", Look(LIGHT), 400)
    body.need(0, 0, EVERYTHING)
    laid = [weakref.ref(laid) for _, _, laid in body.laid_in(0, EVERYTHING)]
    assert len(laid) > 5
    del body
    assert [ref() for ref in laid] == [None] * len(laid)


def test_other_text_cannot_be_appended(qapp: object) -> None:
    body = Body("One.", Look(LIGHT), 400)
    assert not body.update("Two.", is_streaming=False)
    assert body.update("One. Two.", is_streaming=False)


def test_a_long_message_is_laid_out_only_where_it_is_looked_at(qapp: object) -> None:
    body = Body("\n\n".join(f"Paragraph {number}." for number in range(500)), Look(LIGHT), 400)
    assert body.block_count == 500
    assert all(body.laid(number) is None for number in range(500))
    assert body.need(250, 100, 100)
    laid = [number for number in range(500) if body.laid(number) is not None]
    assert laid[0] < 250 < laid[-1]
    assert len(laid) < EAGER_BLOCKS
    assert not body.need(250, 100, 100)


@given(wanted=st.lists(st.integers(1, 900).map(float), min_size=1, max_size=9), room=st.integers(100, 900))
def test_columns_share_the_room(wanted: list[float], room: int) -> None:
    widths = share_out(wanted, room)
    assert sum(widths) <= max(room, len(wanted)) + 0.001
    assert all(width <= want for width, want in zip(widths, wanted, strict=True))
    if sum(wanted) <= room:
        assert widths == wanted


def test_a_text_that_turns_out_to_be_no_story_has_no_actions(qapp: object) -> None:
    """The same as if it had been there at once, the code included."""
    parts = ["*waves* Hello.\n\n", "*nods.* So", " here.\n\n", "```py", "\nx = 1\n", "```\n", "*done.*"]
    body = Body("", Look(LIGHT), 400, is_streaming=True)
    text = ""
    for part in parts:
        text += part
        body.update(text, is_streaming=True)
        assert ("*" in body.read(0).text) == ("`" not in text)
    body.update(text, is_streaming=False)
    whole = Body(text, Look(LIGHT), 400)
    assert [body.read(at) for at in range(body.block_count)] == [whole.read(at) for at in range(4)]
    assert (body.height, body.width) == (whole.height, whole.width)


def test_what_may_be_a_table_and_is_none_leaves_actions(qapp: object) -> None:
    body = Body("*waves*\n\na|b\n", Look(LIGHT), 400, is_streaming=True)
    body.update("*waves*\n\na|b\n-|-", is_streaming=True)
    assert body.read(0).text == "waves"
    body.update("*waves*\n\na|b\n-|- x", is_streaming=True)
    assert body.read(0).text == "*waves*"
