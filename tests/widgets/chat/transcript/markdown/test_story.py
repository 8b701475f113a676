"""Where asterisks tell what somebody does, and where they only mark words."""

import pytest

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Block, Kind, Mark
from personaui_desktop.widgets.chat.transcript.markdown.shown import read_shown
from personaui_desktop.widgets.chat.transcript.markdown.story import may_have_actions


def actions(text: str) -> list[str]:
    return [
        part.text[span.start : span.end]
        for block in read_shown(text)
        for part in block.parts
        for span in part.spans
        if Mark.ACTION in span.mark
    ]


@pytest.mark.parametrize("text", ["*waves*", "> *waves*\n\nHello.", "*waves* Hello.\n\n---\n\nYes."])
def test_a_story_has_actions(text: str) -> None:
    assert actions(text) == ["*waves*"]
    assert "*waves*" in read_shown(text)[0].text


@pytest.mark.parametrize(
    "text",
    [
        "# *Waves.*",
        "| *a.* | b |\n|---|---|\n| *c* | d |",
        "- *waves*",
        "1. *waves*\n\n   *nods.*",
        "> - *waves*",
        "[*Waves.*](http://x.y)",
        "*waves*\n\n# Title",
        "*waves*\n\n|a|b|\n|-|-|",
        "*waves*\n\n```\nx\n```\n",
        "*waves*\n```",
    ],
)
def test_elsewhere_asterisks_are_not_seen(text: str) -> None:
    assert actions(text) == []
    assert "*" not in "".join(block.text for block in read_shown(text))


def test_only_text_may_have_actions() -> None:
    kinds = [kind for kind in Kind if may_have_actions(Block(kind, "*waves*"))]
    assert kinds == [Kind.PARAGRAPH]
