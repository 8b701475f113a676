"""Positions are Qt's, which counts in UTF-16."""

from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.widgets.chat.transcript.layout import utf16
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Mark, MarkedSpan, Styled

texts = st.text(st.sampled_from("aß世🌊👩"), max_size=12)


@given(text=texts)
def test_lengths_and_places_are_those_of_the_encoding(text: str) -> None:
    units = [len(text[:count].encode("utf-16-le")) // 2 for count in range(len(text) + 1)]
    assert utf16.utf16_length(text) == units[-1]
    places = utf16.utf16_places(text)
    assert units == (list(range(len(text) + 1)) if places is None else list(places))


@given(text=texts, start=st.integers(0, 12), end=st.integers(0, 12))
def test_a_slice_holds_the_characters_that_begin_in_it(text: str, start: int, end: int) -> None:
    begins = [len(text[:count].encode("utf-16-le")) // 2 for count in range(len(text))]
    inside = (char for char, place in zip(text, begins, strict=True) if start <= place < end)
    assert utf16.utf16_slice(text, start, end) == "".join(inside)


def test_a_link_is_found_behind_letters_of_two_units() -> None:
    spans = (MarkedSpan(1, 4, Mark.LINK, "https://a"), MarkedSpan(0, 1, Mark.STRONG))
    assert list(utf16.links(Styled("🌊sea", spans))) == [(2, 5, "https://a")]
    assert list(utf16.links(Styled("xsea", spans))) == [(1, 4, "https://a")]
