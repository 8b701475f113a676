"""What is painted anew while a reply grows: no more than has changed, and never less."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication
from support.painting import Painted, a_growing_reply, assert_as_painted_anew, show_piece
from support.transcripts import a_message, a_model, a_view, markdown_texts

from personaui_desktop.records.messages import ReplyStatus

LINK = "[some words](https://a.b/c) and "

KINDS = {
    "a paragraph": lambda size: "word " * (size // 5),
    "a paragraph of links": lambda size: LINK * (size // len(LINK)),
    "a paragraph from the right": lambda size: "שלום עולם " * (size // 10),
    "quotes": lambda size: "> some *words* here\n>\n" * (size // 24),
    "a list": lambda size: "- some **words**\n" * (size // 17) + "- ",
    "a list from the right": lambda size: "- שלום עולם\n" * (size // 12) + "- ",
    "open code": lambda size: "```python\n" + "x = f(1)  # hello\n" * (size // 18),
    "a table": lambda size: "| a | b |\n|---|--:|\n" + "| some words | **1** |\n" * (size // 24) + "| la",
    "rules and headings": lambda size: "# Head\n\nText.\n\n---\n\n" * (size // 22),
    "piled letters": lambda size: "e\u0301\u0302\u0303\u0304 o\u0302\u0300 " * (size // 10),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [2_000, 100_000])
def test_a_piece_repaints_only_the_end_of_a_reply(qtbot: Any, kind: str, size: int) -> None:
    view = a_view(qtbot, a_growing_reply(KINDS[kind](size)), height=1600)
    QApplication.processEvents()
    painted = Painted(view)
    heights = []
    for piece in ("wo", "rd", " an", "d"):
        painted.region = QRegion()
        show_piece(view, piece)
        heights.append(painted.height)
        assert_as_painted_anew(view)
    # Parts of code are the highest: 24 lines.
    assert sorted(heights)[1] <= (1_000 if kind == "open code" else 520)


@pytest.mark.parametrize("kind", KINDS)
def test_any_pieces_leave_what_painting_anew_would(qtbot: Any, kind: str) -> None:
    text = KINDS[kind](4_000) + "\n\nAnd now *something* else\n\n" + KINDS[kind](600)
    view = a_view(qtbot, a_growing_reply(""))
    chance = random.Random(kind)
    at = 0
    while at < len(text):
        end = at + chance.choice((1, 7, 40, 150, 400))
        show_piece(view, text[at:end])
        assert_as_painted_anew(view)
        at = end


@settings(max_examples=60)
@given(
    text=markdown_texts, cuts=st.lists(st.integers(1, 300), min_size=1, max_size=12), scrolled=st.booleans()
)
def test_any_text_in_any_pieces_is_painted_as_anew(
    qtbot: Any, text: str, cuts: list[int], scrolled: bool
) -> None:
    view = a_view(qtbot, a_growing_reply("word " * 300), width=420, height=300)
    at = 0
    for number, cut in enumerate([*cuts, len(text)]):
        show_piece(view, text[at : at + cut])
        assert_as_painted_anew(view)
        at += cut
        if scrolled and number % 3 == 1:
            view.scroller.scroll_by(-70)
            QApplication.processEvents()
            assert_as_painted_anew(view)
    view.scene.model.apply([11], [a_message(11, "word " * 300 + text, status=ReplyStatus.COMPLETE)])
    view.throttle.flush()
    QApplication.processEvents()
    assert_as_painted_anew(view)
    view.deleteLater()


@pytest.mark.parametrize(("start", "space"), [("", " "), ("```\nfirst\n", "\n")], ids=["text", "code"])
def test_a_hit_that_a_piece_makes_whole_is_marked_where_it_begins(qtbot: Any, start: str, space: str) -> None:
    view = a_view(qtbot, a_growing_reply(start))
    view.set_source(lambda *_: None, lambda: ("mia", 1))
    view.scene.finder.seek("lamp lighthouse", None)
    for _ in range(30):
        for piece in ("lamp" + space, "lighth", "ouse" + space):
            show_piece(view, piece)
            assert_as_painted_anew(view)


def test_a_table_that_becomes_wider_is_painted_whole(qtbot: Any) -> None:
    rows = "| a | b |\n" * 30
    view = a_view(
        qtbot, a_growing_reply("word " * 40 + "\n\n| a | b |\n|--:|---|\n" + rows + "| "), height=1600
    )
    for _ in range(12):
        show_piece(view, "wide ")
        assert_as_painted_anew(view)


def test_a_message_that_becomes_shorter_leaves_nothing_behind(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "word " * 200), a_message(2, "Well.", is_user=True)]))
    QApplication.processEvents()
    view.scene.model.apply([1], [a_message(1, "word")])
    view.throttle.flush()
    QApplication.processEvents()
    assert_as_painted_anew(view)
