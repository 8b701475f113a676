from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.chat.origin_button import OriginButton
from personaui_desktop.widgets.common.wording import isolated

TITLE = "A conversation with a long name & more"
WORDS = f"Branched from {isolated(TITLE)} (deleted)"


def button(qtbot: QtBot, width: int, title: str = TITLE) -> OriginButton:
    made = OriginButton(lambda: None)
    qtbot.addWidget(made)
    made.say(f"Branched from {isolated(title)} (deleted)", title, can_go=False)
    made.resize(width, 20)
    return made


def test_with_room_all_of_it_is_said(qtbot: QtBot) -> None:
    made = button(qtbot, 600)
    assert made.text() == WORDS.replace("&", "&&")
    assert made.sizeHint().width() < 600


def test_without_room_the_title_gives_way_and_what_became_of_it_stays(qtbot: QtBot) -> None:
    room = button(qtbot, 600).sizeHint().width()
    for width in range(room - 150, room, 7):
        said = button(qtbot, width).text()
        assert said.startswith("Branched from \u2068A conv")
        assert said.endswith("…\u2069 (deleted)")


def test_where_even_that_is_too_much_it_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    said = button(qtbot, 70).text()
    assert said.startswith("Bran")
    assert said.rstrip("\u2068\u2069").endswith("…")


def test_however_little_room_there_is_nothing_is_left_out_unsaid(qtbot: QtBot) -> None:
    made = button(qtbot, 600)
    least, room = (each.width() for each in (made.minimumSizeHint(), made.sizeHint()))
    assert all("…" in button(qtbot, width).text() for width in range(least + 1, room - 1, 3))


def test_a_name_that_is_cut_anyway_is_shortened_too(qtbot: QtBot) -> None:
    said = button(qtbot, 250, "word " * 60).text()
    assert said.startswith("Branched from \u2068word w")
    assert said.endswith("…\u2069 (deleted)")
    assert said.count("…") == 1
