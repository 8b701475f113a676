from itertools import pairwise

import pytest

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Mark
from personaui_desktop.widgets.chat.transcript.markdown.inline import parse_inline

ACTION = Mark.EMPHASIS | Mark.ACTION


def marked(text: str, is_open: bool = False) -> list[tuple[str, Mark]]:
    styled = parse_inline(text, is_open)
    return [(styled.text[span.start : span.end], span.mark) for span in styled.spans]


@pytest.mark.parametrize(
    "text", ["*leans on the railing* You came.", "Yes. *laughs* No.", "*She smiles.*", "“Hm.” *nods*"]
)
def test_actions_stand_as_sentences_and_keep_their_asterisks(text: str) -> None:
    found = parse_inline(text)
    assert found.text == text
    assert [span.mark for span in found.spans] == [ACTION]


def test_an_action_that_is_being_written_changes_once_at_most() -> None:
    """Whether its asterisks are shown must not depend on where the text happens to end."""
    text = "*She lifts the lamp. It is heavy. She waits.* Then"
    shown = [parse_inline(text[:end], is_open=True).text for end in range(2, len(text))]
    changes = sum(one.startswith("*") != other.startswith("*") for one, other in pairwise(shown))
    assert changes <= 1
    assert all(parse_inline("*looks up. And"[:end], is_open=True).text[:1] == "*" for end in range(2, 14))


def test_an_action_may_stand_before_speech() -> None:
    found = parse_inline('*She turns* "Hello," *and waves.*')
    assert found.text == '*She turns* "Hello," *and waves.*'
    assert [span.mark for span in found.spans] == [ACTION, ACTION]


@pytest.mark.parametrize(
    "text",
    [
        "that is *really* good",
        "*Note:* something",
        "_leans back_ slowly",
        '*Hamlet* "to be"',
        'he read *the play* "aloud"',
    ],
)
def test_other_emphasis_is_no_action(text: str) -> None:
    assert "*" not in parse_inline(text).text
    assert marked(text)[0][1] is Mark.EMPHASIS
