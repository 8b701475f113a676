import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from support.fonts import BOOK_LETTERS, LETTERS, installed, said_not_to_reach_out

from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.text_box import TextBox, Typography
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Styled
from personaui_desktop.widgets.common.tokens import LIGHT

FIRST = "of fog of wolf or"


def line_starts(box: TextBox) -> set[int]:
    return {box.line_bounds(at)[0] for at in range(box.length)}


def assert_broken_as_one(second: str, font: QFont, width: float) -> None:
    """A text behind `FIRST` has its lines begin where they would if both were one text."""
    setting, look = Typography(font, 20), Look(LIGHT)
    before = TextBox(Styled(FIRST), setting, look, width)
    after = TextBox(Styled(second), setting, look, width, before.end(" "), is_from_right=False)
    start = before.length + 1
    one = TextBox(Styled(f"{FIRST} {second}"), setting, look, width)
    wanted = {at - start for at in line_starts(one) if at >= start}
    assert line_starts(after) - ({0} if after.lead else set()) == wanted, (width, font.pointSize())


def width_of(text: str, font: QFont) -> int:
    return round(QFontMetricsF(font).horizontalAdvance(text))


@pytest.mark.parametrize("second", ["fluff off of wolf if beef", "of f of f of f", "if off"])
def test_what_letters_reach_beyond_their_width_keeps_nothing_from_a_line(qapp: object, second: str) -> None:
    with installed(said_not_to_reach_out(BOOK_LETTERS.read_bytes())) as family:
        for points in (11, 13, 17):
            font = QFont(family, points)
            for width in range(width_of(f"{FIRST} {second}", font), width_of(f"{FIRST}", font) + 4, -1):
                assert_broken_as_one(second, font, width)


@pytest.mark.parametrize("second", ["W I", "\u2a0c and", "\U0001d7d9 and"])
def test_one_character_that_has_no_room_goes_into_the_next_line(qapp: object, second: str) -> None:
    with installed(LETTERS.read_bytes()) as family:
        font = QFont(family, 12)
        for more in range(60):
            assert_broken_as_one(second, font, width_of(FIRST, font) + more)


@pytest.mark.parametrize(
    "second",
    [
        "! mais oui : blanche ; debout ?",
        "oui ! non ? !",
        "oui\u00a0! debout\u00a0: non",
        "oui\u00a0debout et",
    ],
)
def test_a_line_ends_at_a_space_whatever_comes_next(qapp: object, second: str) -> None:
    with installed(LETTERS.read_bytes()) as family:
        font = QFont(family, 12)
        for more in range(250):
            assert_broken_as_one(second, font, width_of(FIRST, font) + more)
