import pytest

from personaui_desktop.widgets.chat.transcript.selection import WHOLE, Selection, Spot


def test_nothing_is_selected_at_first() -> None:
    selection = Selection()
    assert selection.is_empty
    assert selection.in_block(1, 0) is None
    with pytest.raises(ValueError, match="Nothing"):
        selection.limits()


@pytest.mark.parametrize("backwards", [False, True])
def test_it_reaches_across_messages_in_either_direction(backwards: bool) -> None:
    first, last = Spot(3, 1, 4), Spot(9, 0, 2)
    selection = Selection()
    selection.begin(last if backwards else first)
    selection.extend(first if backwards else last)
    assert selection.limits() == (first, last)
    assert selection.in_block(3, 0) is None
    assert selection.in_block(3, 1) == (4, WHOLE)
    assert selection.in_block(3, 2) == (0, WHOLE)
    assert selection.in_block(5, 7) == (0, WHOLE)
    assert selection.in_block(9, 0) == (0, 2)
    assert selection.in_block(9, 1) is None
    assert [selection.holds(number) for number in (2, 3, 6, 9, 10)] == [False, True, True, True, False]


def test_a_whole_message() -> None:
    selection = Selection()
    selection.select_message(4)
    assert selection.in_block(4, 3) == (0, WHOLE)
    assert not selection.holds(5)
    selection.clear()
    assert selection.is_empty
