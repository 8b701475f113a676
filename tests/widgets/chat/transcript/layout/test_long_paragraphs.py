import random
from collections.abc import Callable
from typing import Any

import pytest
from support.transcripts import (
    a_message,
    a_model,
    a_view,
    append_text,
    line_starts,
    line_starts_of_one_layout,
)

from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript.view import TranscriptView

LENGTH = 100_000
EVERYTHING = 1e9
SPACED = "la~lampe~! est~: 10~% debout~blanche et".replace("~", "\u00a0")


def words(chosen: random.Random, among: str, count: int) -> str:
    return " ".join(chosen.choice(among.split()) for _ in range(count))


def sentences(chosen: random.Random) -> str:
    return f"{words(chosen, 'the lamp came round and stood white under a I extraordinarily', 14)}. "


def without_sentences(chosen: random.Random) -> str:
    return f"{words(chosen, 'the lamp came round', 4)} "


def links(chosen: random.Random) -> str:
    return f"[{words(chosen, 'the lamp came round', 2)}](https://a.b/c) {words(chosen, 'and one', 3)} "


def marked(chosen: random.Random) -> str:
    return f"**{words(chosen, 'the lamp', 2)}** _came_ `round` {words(chosen, 'and stood', 6)}, "


def french(chosen: random.Random) -> str:
    return f"{words(chosen, 'la lampe est revenue ! mais oui : blanche ; debout ? « un » …', 7)} "


def spaced(chosen: random.Random) -> str:
    return f"{words(chosen, SPACED, 5)} "


def hebrew(chosen: random.Random) -> str:
    return f"{words(chosen, 'שלום עולם זה מבחן של טקסט עברי', 9)}. "


def japanese(chosen: random.Random) -> str:
    return "日本語の文章がここにあります"[: chosen.randint(3, 14)] + chosen.choice("。、")


def paragraph(make: Callable[[random.Random], str]) -> str:
    """A paragraph without a line end."""
    chosen, pieces, length = random.Random(9), [], 0
    while length < LENGTH:
        pieces.append(make(chosen))
        length += len(pieces[-1])
    return "".join(pieces).rstrip()


def shown(view: TranscriptView) -> list[int]:
    """Where lines begin, all of the first message laid out."""
    body = view.scene.messages.at(0).body
    body.need(0, 0, EVERYTHING)
    return line_starts(body)


@pytest.mark.parametrize(
    "make", [sentences, without_sentences, links, marked, french, spaced, hebrew, japanese]
)
def test_a_paragraph_has_the_line_breaks_of_one_text(
    qtbot: Any, make: Callable[[random.Random], str]
) -> None:
    text = paragraph(make)
    view = a_view(qtbot, a_model([a_message(1, text)]))
    body = view.scene.messages.at(0).body
    assert body.block_count > 100
    assert shown(view) == line_starts_of_one_layout(text, body)


def test_a_paragraph_that_is_being_written_has_the_line_breaks_of_one_text(qtbot: Any) -> None:
    text = paragraph(sentences)
    model = a_model([a_message(1, text[:-2_000], status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model)
    for at in range(len(text) - 2_000, len(text), 90):
        append_text(model, 1, text[at : min(at + 90, len(text))])
        view.throttle.flush()
    body = view.scene.messages.at(0).body
    assert body.source == text
    assert shown(view) == line_starts_of_one_layout(text, body)
