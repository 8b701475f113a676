import pytest

from personaui_desktop.widgets.chat.transcript.paint.highlight import CodePart, tones_of


@pytest.mark.parametrize(("written", "keyword"), [("py", "def"), ("C++", "class"), ("JS", "let")])
def test_languages_are_known_by_what_people_write(written: str, keyword: str) -> None:
    tones = tones_of(f"{keyword} a", written)
    assert (tones[0].start, tones[0].end, tones[0].tone) == (0, len(keyword), CodePart.KEYWORD)
