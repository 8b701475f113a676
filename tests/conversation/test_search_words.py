from collections.abc import Sequence

import pytest
from support import builders

from personaui_desktop.conversation.search_words import MOST_MESSAGES, MOST_WORDS, search_words
from personaui_desktop.records.messages import Marks, Message
from personaui_desktop.records.recall import SaidWords

COMMON = frozenset({"the", "at"})


def messages(*texts: str) -> list[Message]:
    return [builders.a_message(number, text) for number, text in enumerate(texts, start=1)]


def words(said: Sequence[SaidWords]) -> list[list[str]]:
    return [[word.written for word in each.words] for each in said]


def test_the_newest_message_comes_first_and_no_word_twice() -> None:
    said = search_words(messages("The storm at the Pier", "The pier at night"), COMMON)
    assert words(said) == [["pier", "night"], ["storm"]]
    assert [(each.message_id, each.timestamp) for each in said] == [
        (2, "2026-11-20 10:00:00"),
        (1, "2026-11-20 10:00:00"),
    ]


def test_words_of_hidden_messages_look_nothing_up() -> None:
    said = messages("pier", "storm")
    assert words(search_words(said, COMMON)) == [["storm"], ["pier"]]
    hidden = said[1]._replace(marks=Marks(is_hidden=True))
    assert words(search_words([said[0], hidden], COMMON)) == [["pier"]]


def test_earlier_messages_say_nothing_where_nobody_knows_which_words_do() -> None:
    assert words(search_words(messages("The storm", "The pier"), frozenset())) == [["The", "pier"]]


@pytest.mark.parametrize(
    ("common", "found"), [(COMMON, ["TV", "\u5317\u4eac"]), (frozenset(), ["\u5317\u4eac"])]
)
def test_two_letters_tell_something_where_common_words_are_known(
    common: frozenset[str], found: list[str]
) -> None:
    assert words(search_words(messages("at TV \u5317\u4eac"), common)) == [found]


def test_no_more_words_and_messages_are_looked_at_than_are_of_use() -> None:
    many = messages(*(f"word{number}" for number in range(9)))
    assert len(search_words(many, COMMON)) == MOST_MESSAGES
    long = messages("old", " ".join(f"word{number}" for number in range(99)))
    assert [len(each) for each in words(search_words(long, COMMON))] == [MOST_WORDS]


def test_of_a_long_message_the_end_counts() -> None:
    assert words(search_words(messages("pier " + " " * 4_000 + "storm"), COMMON)) == [["storm"]]
