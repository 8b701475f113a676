import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from personaui_desktop.widgets.chat.transcript.finding import hits
from personaui_desktop.widgets.chat.transcript.finding.hits import Sought, sought

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
    monkeypatch.setattr(hits, "read_markdown", lambda text: read.append(text) or [])
    found = look_for("tea")
    assert found.count("Tea, and more tea.\n\nTea again: at 4 (or 5)!") == 3
    assert read == []
    found.count("*Tea*")
    assert read == ["*Tea*"]
