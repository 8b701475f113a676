import weakref
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontDatabase, QImage, QPainter
from support.transcripts import line_starts, line_starts_of_one_layout, markdown_texts

from personaui_desktop.widgets.chat.transcript.layout.body import EAGER_BLOCKS, Body
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.table import share_out
from personaui_desktop.widgets.chat.transcript.layout.text_box import begins_right
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Mark
from personaui_desktop.widgets.chat.transcript.markdown.open_block import PARAGRAPH_LIMIT, STEP
from personaui_desktop.widgets.chat.transcript.paint.body import BodyPaint, paint_body
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


@pytest.mark.parametrize("first", ["שלום עולם", "Hello world"])
@pytest.mark.parametrize("lead", ["", "> "])
def test_the_markers_of_a_list_are_at_one_side(qapp: object, first: str, lead: str) -> None:
    items = ["Hello world", "שלום עולם", HEBREW * 30, SENTENCES, "123"]
    text = "\n".join(f"{lead}- {item}\n{lead}  1. {item}" for item in [first, *items])
    body = Body(f"{lead}שלום\n\n{text}\n\nהבא", Look(LIGHT), 400)
    body.need(0, 0, EVERYTHING)
    laid = [block for _, _, block in body.laid_in(0, EVERYTHING)]
    markers = [(block, marker) for block in laid for _, marker in block.markers]
    assert len(markers) == 12
    is_right = begins_right(first)
    assert {block.is_mirrored for block, _ in markers} == {is_right}
    for block, marker in markers:
        text_box = block.boxes[0]
        if is_right:
            assert marker.x >= text_box.x + text_box.natural_width
        else:
            assert marker.x + marker.natural_width <= text_box.x
    for _, rect in text_rects(body):
        assert rect.left() >= 0
        assert rect.right() <= body.width + 1
    assert laid[0].is_mirrored
    assert laid[-1].is_mirrored


def test_colours_do_not_change_the_height_of_code_whose_first_line_is_tall(qapp: object) -> None:
    body = Body("```python\n# \u0f00 \u0f56\u0f7c\u0f51\n" + "x = 1\n" * 12 + "```", Look(LIGHT), 400)
    laid = body.laid(0)
    assert laid is not None
    before = laid.boxes[0].height
    laid.boxes[0].colour(laid.shown.text, [(0, 3, LIGHT.faint)])
    assert laid.boxes[0].height == before


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_lines_written_from_right_to_left_end_at_one_side(qapp: object, scale: float) -> None:
    for text in (HEBREW * 20, f"- {HEBREW * 20}", f"> {HEBREW * 20}", "مرحبا بالعالم كله هنا " * 28):
        body = Body(text, Look(LIGHT, scale), 300)
        laid = body.laid(0)
        assert laid is not None
        (box,) = laid.boxes
        assert box.line_count > 2
        sides = {
            round(max(rect.right() for rect in box.rects(*box.line_bounds(start))))
            for start in range(0, box.length, 5)
        }
        assert max(sides) - min(sides) <= 1
        assert max(sides) <= body.width


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_nothing_is_painted_outside_its_block_on_any_screen(qapp: object, ratio: float) -> None:
    """At every number of device pixels to one of Qt's; marks piled upon a letter included."""
    body = Body(f"First line.\n\nZ{chr(0x301) * 400} and g\n\n> Quoted *text*", Look(LIGHT), 300)
    size = QSize(340, round(body.height) + 40)
    image = QImage(size * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(LIGHT.theirs)
    painter = QPainter(image)
    paint = BodyPaint(LIGHT, LIGHT.theirs, lambda _number: [], lambda _laid: None)
    paint_body(painter, body, QPointF(20, 20), QRectF(0, 0, 400, 400), paint)
    painter.end()
    inside = QRectF(20, 20, 300, body.height).adjusted(-2, -2, 2, 2)
    painted = [
        QPointF(x / ratio, y / ratio)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y) != LIGHT.theirs
    ]
    assert painted
    assert all(inside.contains(point) for point in painted)
    second = body.laid_in(0, EVERYTHING)[1][1]
    gap = [point for point in painted if -1 < point.y() - 20 - second + Look(LIGHT).gap * 0.4 < 1]
    assert not gap


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


@pytest.mark.parametrize(
    "text", ["One two three four five six seven.", "a😀b日本語c", "مرحبا بالعالم كله هنا", "- one\n- two"]
)
def test_points_and_positions_agree(qapp: object, text: str) -> None:
    if text.startswith("م") and not QFontDatabase.families(QFontDatabase.WritingSystem.Arabic):
        pytest.skip("letters without a font are hardly wider than the pixel that is compared")
    body = Body(text, Look(LIGHT), 160)
    for number, top, laid in body.laid_in(0, EVERYTHING):
        box = laid.boxes[0]
        for position in range(box.length + 1):
            caret = box.caret(position)
            point = QPointF(caret.left(), top + caret.center().y())
            block, found = body.place_at(point)
            assert block == number
            assert box.caret(found).left() == pytest.approx(caret.left(), abs=1)


def test_a_selection_covers_exactly_its_lines(qapp: object) -> None:
    body = Body("word " * 60, Look(LIGHT), 200)
    laid = body.laid(0)
    assert laid is not None
    box = laid.boxes[0]
    covered = laid.rects(0, box.length)
    assert len(covered) == box.line_count
    assert sum(rect.height() for rect in covered) == laid.height
    assert laid.rects(3, 3) == []


def test_links_are_where_their_text_is(qapp: object) -> None:
    body = Body("See [the place](https://x.y/z) there.", Look(LIGHT), 400)
    laid = body.laid(0)
    assert laid is not None
    rect = laid.rects(4, 13)[0]
    assert laid.link_at(rect.center()) == "https://x.y/z"
    assert laid.link_at(QPointF(rect.left() - 8, rect.center().y())) == ""
    assert laid.link_at(QPointF(rect.left() + 400, rect.center().y())) == ""


@given(wanted=st.lists(st.integers(1, 900).map(float), min_size=1, max_size=9), room=st.integers(100, 900))
def test_columns_share_the_room(wanted: list[float], room: int) -> None:
    widths = share_out(wanted, room)
    assert sum(widths) <= max(room, len(wanted)) + 0.001
    assert all(width <= want for width, want in zip(widths, wanted, strict=True))
    if sum(wanted) <= room:
        assert widths == wanted
