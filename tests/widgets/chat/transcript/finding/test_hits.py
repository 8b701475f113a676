from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.transcripts import (
    a_message,
    a_model,
    a_view,
    append_text,
)

from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript.finding import hits
from personaui_desktop.widgets.chat.transcript.finding.hits import HitsInBody, Sought, sought
from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.common.tokens import LIGHT

LETTERS = "ab ab\n\n \t.,:;!?'\"()-+=1)0/@{}^%Öß中🌙\u00a0\u200b\u2028\r\x0b\x0c"
texts = (
    st.text(LETTERS, max_size=60) | st.text(LETTERS + "*_`~\\[]<>&|#$", max_size=60) | st.text(max_size=40)
)
queries = st.sampled_from(
    ["a", "b", "a b", "ab ab", "b a", ".", "1", "-", "ab - ab", "Ö", "中", "@", "/", ")"]
)


def look_for(query: str) -> Sought:
    found = sought(query)
    assert found is not None
    return found


@given(markdown=texts, query=queries)
@example(markdown="ab\n\nab", query="ab ab")
@example(markdown="ab\nab", query="ab ab")
@example(markdown="ab\n- ab", query="ab - ab")
@example(markdown="    ab   ab", query="ab ab")
@example(markdown="ab\n---\nab", query="-")
@example(markdown="http://a/b. ab", query="a")
def test_counting_is_the_number_of_places(markdown: str, query: str) -> None:
    found = look_for(query)
    assert found.count(markdown) == len(found.hits(markdown))


def test_a_message_without_markup_is_not_read_as_markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(hits, "read_shown", lambda text: read.append(text) or [])
    found = look_for("tea")
    assert found.count("Tea, and more tea.\n\nTea again: at 4 (or 5)!") == 3
    assert read == []
    found.count("*Tea*")
    assert read == ["*Tea*"]


def test_looking_for_a_text_marks_it_in_a_reply_that_is_being_written(qtbot: Any) -> None:
    model = a_model([a_message(2, "", status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model)
    view.scene.finder.seek("lamp", None)
    whole = ""
    for number in range(60):
        piece = f"Sentence {number} of the lamp, [the la](https://x.y)mp again. " + "\n\n" * (number % 7 == 6)
        whole += piece
        append_text(model, 2, piece)
        view.throttle.flush()
        row = view.scene.row_of(2)
        assert row is not None
        assert len(view.scene.hits(row.laid)) == 2 * (number + 1)
    assert view.scene.finder.total == 0
    model.apply([2], [a_message(2, whole, status=ReplyStatus.COMPLETE)])
    assert view.scene.finder.total == 120
    view.throttle.flush()
    row = view.scene.row_of(2)
    assert row is not None
    assert view.scene.hits(row.laid) == view.scene.finder.sought.hits(whole)


def test_places_are_those_of_what_is_shown_when_a_story_turns_out_to_be_none(qapp: object) -> None:
    text = "*waves a lamp*\n\nA lamp.\n\nMore"
    body = Body(text, Look(LIGHT), 400, is_streaming=True)
    hits = HitsInBody(look_for("lamp"), body)
    assert [hit.start for hit in hits.hits()] == [9, 2]
    body.update(f"{text}\n\n# Title", is_streaming=True)
    assert [hit.start for hit in hits.hits()] == [8, 2]
