import pytest
from support.builders import a_message

from personaui_desktop.conversation.title_request import (
    MOST_CHARACTERS,
    TOLD_CHARACTERS,
    title_in,
    title_request,
)


def test_the_first_exchange_is_told_and_no_more_of_it_than_its_beginning():
    said = a_message(1, "  Wie backe ich Brot?" + "x" * 3 * TOLD_CHARACTERS, is_user=True)
    request = title_request(said, a_message(2, "Mit Geduld."))
    (told,) = request.messages
    assert "Person: Wie backe ich Brot?" in told["content"]
    assert told["content"].endswith("Reply: Mit Geduld.\n\n</conversation>")
    assert len(told["content"]) < TOLD_CHARACTERS + 100
    assert "language of the conversation" in request.system[0]
    assert request.model is None


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        ("Brot backen", "Brot backen"),
        ("“Brot backen.”", "Brot backen"),
        ("**Brot backen**", "Brot backen"),
        ("Certainly! Here it is:\n\nBaking bread", "Baking bread"),
        ("# Baking bread", "Baking bread"),
        ("パンを焼く。", "パンを焼く"),
        ("", ""),
        ("…", ""),
        ("One\nTwo", ""),
        ("x" * MOST_CHARACTERS, "x" * MOST_CHARACTERS),
        ("x" * (MOST_CHARACTERS + 1), ""),
    ],
)
def test_an_answer_is_a_title_or_of_no_use(answer: str, title: str):
    assert title_in(answer) == title
