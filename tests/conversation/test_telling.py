import pytest

from personaui_desktop.conversation.telling import Tells, tells


def test_words_of_both_count_and_those_that_any_answer_may_have_do_not() -> None:
    said = "The storm took half of the old pier last night."
    assert tells("A storm broke the pier.", said).of_messages == 2
    assert tells("It is what it is.", said) == Tells(0, 0)


def test_words_of_the_task_tell_of_the_task_even_where_they_were_said() -> None:
    found = tells("Here is a summary of the conversation.", "Write a summary of our conversation.")
    assert found.of_messages == 0
    assert found.of_task >= 2


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("She repaired it.", "They will repair it."),
        ("Le phare éclairait.", "Il éclaire la côte."),
        ("Er lebt in Größenwahn", "GRÖSSENWAHN!"),
        ("강아지가 짖었다", "강아지는 잔다"),
        ("والسفينة", "سفينة"),
        ("Room 42", "It is 42."),
    ],
)
def test_an_ending_or_a_small_word_grown_on_makes_no_other_word(answer: str, said: str) -> None:
    assert tells(answer, said).of_messages == 1


def test_scripts_without_spaces_are_compared_by_neighbouring_characters() -> None:
    assert tells("嵐が来た", "昨日の大嵐が").of_messages == 1
    assert tells("しました", "でしました").of_messages == 0, "grammar alone"


def test_short_words_and_nothing_tell_nothing() -> None:
    assert tells("ox", "ox") == Tells(0, 0)
    assert tells("", "The storm") == tells("The storm", "")._replace(of_task=0) == Tells(0, 0)
