from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.direction import begins_right
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.paint.body import BodyPaint, paint_body
from personaui_desktop.widgets.common.tokens import LIGHT

EVERYTHING = 1e9


def text_rects(body: Body) -> Iterator[tuple[int, QRectF]]:
    """The boxes of text in the body, with the number of their block."""
    for number, top, laid in body.laid_in(0, EVERYTHING):
        for box in [*laid.boxes, *(box for _, box in laid.markers)]:
            yield number, QRectF(box.x, top + box.y, box.natural_width, box.height)


SENTENCES = " ".join(
    f"The lamp came round {number} times, and one by one the boats went." for number in range(40)
)

HEBREW = "שלום עולם זה מבחן של טקסט עברי. "


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


def test_links_are_where_their_text_is(qapp: object) -> None:
    body = Body("See [the place](https://x.y/z) there.", Look(LIGHT), 400)
    laid = body.laid(0)
    assert laid is not None
    rect = laid.rects(4, 13)[0]
    assert laid.link_at(rect.center()) == "https://x.y/z"
    assert laid.link_at(QPointF(rect.left() - 8, rect.center().y())) == ""
    assert laid.link_at(QPointF(rect.left() + 400, rect.center().y())) == ""


def test_code_wraps_at_spaces_and_only_where_there_are_none_within_a_word(qapp: object) -> None:
    words = "some_function(argument_number_one, argument_number_two, argument_number_three)"
    body = Body(f"```\n{words}\n{'x' * 200}\n```", Look(LIGHT), 300)
    laid = body.laid(0)
    assert laid is not None
    (box,) = laid.boxes
    starts, at = [], 0
    while at < box.length:
        starts.append(at)
        at = box.line_bounds(at)[1]
    within_words = [start for start in starts if 0 < start <= len(words)]
    assert len(within_words) > 1
    assert all(f"{words}\n"[start - 1] in " \n" for start in within_words)
    assert len([start for start in starts if start > len(words) + 1]) > 2
    assert box.natural_width <= laid.inner_width
