import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.answers import TALKS
from support.builders import a_message

from personaui_desktop.claude.demo import DemoCompanion
from personaui_desktop.claude.demo_memory import NOTE, memory_text
from personaui_desktop.claude.events import Text
from personaui_desktop.conversation.answers import tidied, why_useless
from personaui_desktop.conversation.memory_request import memory_request, split
from personaui_desktop.records.personas import Profile


def remembered(*said: str) -> str:
    messages = [a_message(n, text, is_user=n % 2 == 0) for n, text in enumerate(said)]
    (stretch,) = split(messages)
    stream = DemoCompanion(pace=0).reply(memory_request(Profile("Mia"), stretch))
    return "".join(event.text for event in stream if isinstance(event, Text))


def test_it_quotes_the_person_and_says_that_it_is_no_ai() -> None:
    text = remembered("My brother marries. In May.", "Oh!", "I am writing the speech.", "Good.")
    assert text == f"What I was told: “My brother marries.” “I am writing the speech.” {NOTE}"
    assert "no AI" in NOTE


@pytest.mark.parametrize(
    "greeting", ["Hello Mia! ", "Hi. ", "Hello Mia!\n\n", "", "How are you today, my dear Mia? "]
)
def test_what_was_told_is_kept_rather_than_the_greeting(greeting: str) -> None:
    said = f"{greeting}I just got a new dog called Biscuit."
    text = remembered(said, "How lovely!", "Yes!", "Tell me more.")
    assert text == f"What I was told: “I just got a new dog called Biscuit.” {NOTE}"


@pytest.mark.parametrize("language", TALKS)
def test_it_is_a_memory_in_any_language(language: str) -> None:
    said = TALKS[language].said.split("\n")
    assert why_useless(tidied(remembered(*said)), "\n".join(said)) is None


@given(st.lists(st.text(min_size=1, max_size=200).filter(str.strip), min_size=4, max_size=12))
def test_whatever_was_said_it_is_short_and_always_the_same(said: list[str]) -> None:
    text = remembered(*said)
    assert text.endswith(NOTE)
    assert len(text) < 600
    assert text == remembered(*said)


def test_anything_else_is_no_conversation_to_remember() -> None:
    assert memory_text("Hello") is None
    assert memory_text("I saw <conversation>\nPerson: x\n</conversation>") is None
