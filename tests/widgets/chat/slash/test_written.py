"""What is a command behind a slash, and what is a message that begins with one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.widgets.chat.slash.written import as_message, as_written, begun_word, read_slash


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("/new", "new", ""),
        ("/NEW  ", "new", ""),
        ("/title Sunday roast", "title", "Sunday roast"),
        ("/title   a / b ", "title", "a / b"),
        ("/neu\n", "neu", ""),
        ("/größer", "größer", ""),
        ("/nosuch", "nosuch", ""),
    ],
)
def test_one_line_that_begins_with_a_slash_and_a_word_is_a_command(text: str, word: str, rest: str) -> None:
    assert read_slash(text) == (word, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "/ new",
        " /new",
        "new",
        "//new",
        "/home/x",
        "/home/x and more",
        "/etc/hosts\n/usr",
        "/* a comment */",
        "/5",
        "/r/books",
        "/new\nand a second line",
        "/new.",
        "/a-b",
    ],
)
def test_paths_comments_and_texts_of_several_lines_are_messages(text: str) -> None:
    assert read_slash(text) is None


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("//new", "/new"),
        ("//nosuch thing", "/nosuch thing"),
        ("/home/x", "/home/x"),
        ("//home/x", "//home/x"),
        ("// a comment", "// a comment"),
        ("//a\n//b", "//a\n//b"),
        ("///new", "//new"),
        ("plain", "plain"),
    ],
)
def test_of_two_slashes_one_is_sent_where_one_would_be_a_command(text: str, sent: str) -> None:
    assert as_message(text) == sent


@given(st.text(alphabet="/ anew\n5ß-", max_size=12))
def test_whatever_is_to_be_sent_can_be_written(message: str) -> None:
    written = as_written(message)
    assert read_slash(written) is None
    assert as_message(written) == message


@pytest.mark.parametrize(
    ("text", "word"),
    [("/", ""), ("/Ti", "ti"), ("/title ", None), ("/title x", None), ("a", None), ("//", None)],
)
def test_a_word_is_begun_until_something_follows_it(text: str, word: str | None) -> None:
    assert begun_word(text) == word
