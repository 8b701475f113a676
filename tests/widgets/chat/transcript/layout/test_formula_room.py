import pytest
from PySide6.QtCore import QPointF
from support.transcripts import line_starts

from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.formula import Formula, FormulaSize
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.text_box import TextBox
from personaui_desktop.widgets.common.tokens import LIGHT

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'
FORMULAS = {
    "$a$": Formula(SVG, FormulaSize(3.0, 1.0, 0.3)),
    "$\U0001d465^2$": Formula(SVG, FormulaSize(3.0, 4.0, 2.0)),
    "$$b$$": Formula(SVG, FormulaSize(6.0, 2.0, 1.0)),
    "$wide$": Formula(SVG, FormulaSize(100.0, 1.0, 0.3)),
}


def a_box(text: str, width: float = 400) -> TextBox:
    laid = Body(text, Look(LIGHT, formulas=FORMULAS), width).laid(0)
    assert laid is not None
    return laid.boxes[0]


@pytest.mark.parametrize("formula", ["$a$", "$\U0001d465^2$"])
def test_a_formula_has_the_room_that_it_takes(qapp: object, formula: str) -> None:
    text = f"so 😀 {formula}, and more"
    box = a_box(text)
    (placed,) = box.formulas
    assert box.length == len(text.encode("utf-16-le")) // 2
    (rect,) = box.rects(placed.start, placed.end)
    assert rect.width() == pytest.approx(placed.room.width, abs=1)
    comma = box.caret(placed.end).x()
    assert comma == pytest.approx(box.caret(placed.start).x() + placed.room.width, abs=1)
    plain = a_box("so 😀 x, and more")
    assert box.height >= placed.room.above + placed.room.below
    assert (box.height > plain.height) == (formula != "$a$")


def test_a_part_of_its_source_is_covered_whole(qapp: object) -> None:
    box = a_box("so $a$, and")
    whole = box.rects(3, 6)
    assert box.rects(4, 5) == whole
    left, right = whole[0].left(), whole[0].right()
    found = [box.position_at(QPointF(x, 5)) for x in (left + 1, (left + right) / 2 + 8, right - 1)]
    assert found[0] == 3
    assert set(found) <= {3, 6}
    assert found[-1] == 6


def test_a_formula_is_never_divided(qapp: object) -> None:
    words = "some words " * 8
    text = f"{words}$a$ {words}$a$ {words}"
    body = Body(text, Look(LIGHT, formulas=FORMULAS), 200)
    (box,) = body.laid(0).boxes  # type: ignore[union-attr]
    assert len(box.formulas) == 2
    for placed in box.formulas:
        assert not any(placed.start < start < placed.end for start in line_starts(body))
        assert box.caret(placed.end).x() <= 201


def test_a_formula_that_is_too_wide_stands_as_its_source(qapp: object) -> None:
    assert a_box("so $wide$").formulas == []
    body = Body("so $wide$", Look(LIGHT, formulas=FORMULAS), 400)
    assert body.laid(0).undrawn == []  # type: ignore[union-attr]


def test_what_stands_by_itself_is_in_the_middle(qapp: object) -> None:
    body = Body(f"{'word ' * 30}\n\n$$b$$\n\n$$b$$ and text", Look(LIGHT, formulas=FORMULAS), 400)
    alone, within = (body.laid(at).boxes[0] for at in (1, 2))  # type: ignore[union-attr]
    assert alone.x + alone.natural_width / 2 == pytest.approx(body.width / 2, abs=1)
    assert within.x == 0


def test_what_is_drawn_later_lies_as_if_it_had_been_drawn_at_once(qapp: object) -> None:
    text = "so $a$ and $a$ and $a$ and $a$ at once. " + "More of the same text. " * 60 + "\n\n$$b$$\n\n- $a$"
    known: dict[str, Formula] = {}
    body = Body(text, Look(LIGHT, formulas=known), 400)
    known.update(FORMULAS)
    body.redraw()
    whole = Body(text, Look(LIGHT, formulas=FORMULAS), 400)
    assert body.block_count > 4
    assert (body.height, body.width) == (whole.height, whole.width)
    assert [body.caret_at(at, 3) for at in range(body.block_count)] == [
        whole.caret_at(at, 3) for at in range(whole.block_count)
    ]
