import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontDatabase

from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.common.tokens import LIGHT

EVERYTHING = 1e9

HEBREW = "שלום עולם זה מבחן של טקסט עברי. "


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
