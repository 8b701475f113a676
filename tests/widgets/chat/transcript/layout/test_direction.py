import pytest

from personaui_desktop.widgets.chat.transcript.layout.direction import begins_right, may_be_from_right


@pytest.mark.parametrize(
    ("text", "right", "some"),
    [
        ("", False, False),
        ("12 + 34", False, False),
        ("Hello שלום", False, True),
        ("«12» שלום Hello", True, True),
        ("مرحبا", True, True),
        ("\U0001e900x", True, True),
        ("Größe 世界 🌊", False, False),
    ],
)
def test_the_first_letter_with_a_direction_decides(text: str, right: bool, some: bool) -> None:
    assert begins_right(text) is right
    assert may_be_from_right(text) is some
