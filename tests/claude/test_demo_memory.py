from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.claude.demo import DemoCompanion
from personaui_desktop.claude.demo_memory import NOTE, memory_text
from personaui_desktop.claude.events import Text
from personaui_desktop.conversation.answers import tidied, why_useless
from personaui_desktop.conversation.remembering import memory_request, split
from personaui_desktop.records import Message, Profile


def a_message(number: int, text: str, is_user: bool) -> Message:
    return {
        "id": number,
        "message": text,
        "is_user": is_user,
        "timestamp": "2026-11-23 14:00:00",
        "character_name": "Mia",
        "memorized": False,
    }


def remembered(*said: str) -> str:
    messages = [a_message(n, text, n % 2 == 0) for n, text in enumerate(said)]
    (stretch,) = split(messages)
    stream = DemoCompanion(pace=0).reply(memory_request(Profile("Mia"), stretch))
    return "".join(event.text for event in stream if isinstance(event, Text))


def test_it_quotes_the_person_and_says_that_it_is_no_ai() -> None:
    text = remembered("My brother marries. In May.", "Oh!", "I write the speech.", "Good.")
    told = "We talked, and I want to keep what the person told me:"
    assert text == f"{told} “My brother marries.” “I write the speech.” {NOTE}"


@given(st.lists(st.text(min_size=1, max_size=200).filter(str.strip), min_size=4, max_size=12))
def test_whatever_was_said_it_is_a_memory(said: list[str]) -> None:
    text = remembered(*said)
    assert text.endswith(NOTE)
    assert len(text) < 700
    assert why_useless(tidied(text)) is None
    assert text == remembered(*said)


def test_anything_else_is_no_conversation_to_remember() -> None:
    assert memory_text("Hello") is None
    assert memory_text("I saw <conversation>\nPerson: x\n</conversation>") is None
