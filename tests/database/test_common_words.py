"""Which words many of the persona's own messages have."""

import pytest
from support.on_file import read, write
from support.recalling import index_all

from personaui_desktop import database
from personaui_desktop.database import common_words as words
from personaui_desktop.database.common_words import common_words, count_common_words
from personaui_desktop.database.marks import set_hidden


def say(session: int, count: int, text: str) -> list[int]:
    return [database.save_message(f"{text} n{number}", True, session_id=session) for number in range(count)]


@pytest.fixture
def session() -> int:
    return database.create_session()


def test_a_word_of_many_messages_is_common_in_any_language(session: int) -> None:
    say(session, 90, "Die Möwe 是的")
    say(session, 4, "storm")
    say(session, 6, "pier")
    read(count_common_words)
    assert common_words_now() == {"die", "mowe", "是的", "的", "pier"}


def test_of_few_messages_nothing_is_told(session: int) -> None:
    say(session, words.FEWEST - 1, "the")
    read(count_common_words)
    assert common_words_now() == frozenset()


def test_what_is_hidden_does_not_count(session: int) -> None:
    hidden = say(session, 50, "secret")
    say(session, 60, "the")
    write(set_hidden, hidden, True)
    read(count_common_words)
    assert common_words_now() == {"the"}


def test_it_is_counted_again_when_much_was_said_since(session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "COUNT_AGAIN_AFTER", 60)
    say(session, 60, "the")
    read(count_common_words)
    say(session, 50, "die")
    read(count_common_words)
    assert common_words_now() == {"the"}
    say(session, 10, "die")
    index_all()
    assert common_words_now() == {"the", "die"}


def common_words_now() -> frozenset[str]:
    return read(common_words)
