import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.answers import TALKS

from personaui_desktop.conversation.answers import Useless, tidied, why_useless

SAID = (
    "The storm took half the pier. My grandfather had built the north end, and my boat sank.\n"
    "Will the pier hold? Do you remember the lamp?\n"
    "I was nervous about the wedding speech, but I laughed. I decided to give it without notes. A hard day.\n"
    "Mein Bruder Tom heiratet im Mai. Ich spreche lieber leise und lerne Japanisch.\n"
    "弟は五月に結婚する。スピーチを書いている。"
)
MEMORY = "He told me the storm took half the pier, and that his grandfather had built the north end."


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "   \n ",
        "Certainly!",
        "Sure. Of course!",
        "Certainly! I will remember that.",
        "Certainly! I'll write a memory of this conversation for you.",
        "Natürlich!",
        "Alles klar, gerne!",
        "好的。",
        "I'm sorry, but I can't help with that.",
        "I\N{RIGHT SINGLE QUOTATION MARK}m sorry, I can\N{RIGHT SINGLE QUOTATION MARK}t do that.",
        "I cannot summarize this conversation because it is private.",
        "I can't assist with that request.",
        "As an AI language model, I have no memories of my own.",
        "Es tut mir leid, aber das kann ich nicht tun.",
        "Ich kann das leider nicht zusammenfassen.",
        "Lo siento, no puedo ayudar con eso.",
        "What would you like me to remember?",
        "Sure! Which part of the conversation do you mean? The beginning or the end?",
        "何を覚えればいいですか？",  # noqa: RUF001 - the mark of that script
        "There is nothing to remember in this conversation.",
        "Please provide the conversation that I should remember.",
        "N/A",
        "None.",
        "ok then",
        "...",
        "Here is the memory:\n\n",
        "A talk.",
    ],
)
def test_what_is_no_memory_is_useless(answer: str) -> None:
    assert why_useless(tidied(answer), SAID)


@pytest.mark.parametrize(
    "answer",
    [
        MEMORY,
        "I can't forget how he told me of the storm that took half the pier.",
        "I cannot wait to hear how the wedding speech went; he is nervous about it.",
        "Sorry as he was about the boat, he laughed when I told him of the lamp.",
        "Sure of himself as he seldom is, he decided to give the speech without notes.",
        "Er hat mir erzählt, dass sein Bruder Tom im Mai heiratet.",
        "Natürlich habe ich behalten, dass er lieber leise spricht und Japanisch lernt.",
        "彼の弟は五月に結婚する。彼はスピーチを書いている。",
        "He asked me: will the pier hold? I told him that the north end would.",
        "Certainly a hard day for him: his boat sank, and he does not want to talk of it.",
    ],
)
def test_what_is_one_is_taken(answer: str) -> None:
    assert tidied(answer) == answer
    assert why_useless(answer, SAID) is None


@pytest.mark.parametrize(
    "answer",
    [
        f"Certainly! Here is what I want to remember:\n\n{MEMORY}",
        f"Certainly! Here it is:\n\n{MEMORY}",
        f"Here's the memory:\n{MEMORY}",
        f"Hier ist die Erinnerung:\n\n{MEMORY}",
        f"Memory: {MEMORY}",
        f"**Memory:** {MEMORY}",
        f"## What I remember\n\n{MEMORY}",
        f'"{MEMORY}"',
        f"„{MEMORY}“",
        f"```\n{MEMORY}\n```",
        f"  {MEMORY}\n\n",
    ],
)
def test_what_stands_around_a_memory_is_taken_away(answer: str) -> None:
    assert tidied(answer) == MEMORY


@pytest.mark.parametrize(("language", "number"), [(one, at) for one in TALKS for at in range(10)])
def test_a_refusal_in_any_language_is_no_memory(language: str, number: int) -> None:
    talk = TALKS[language]
    assert why_useless(tidied(talk.refusals[number]), talk.said)


@pytest.mark.parametrize(("language", "number"), [(one, at) for one in TALKS for at in range(10)])
def test_a_sound_memory_in_any_language_is_taken(language: str, number: int) -> None:
    talk = TALKS[language]
    assert why_useless(talk.memories[number], talk.said) is None


@pytest.mark.parametrize("language", TALKS)
def test_a_memory_of_another_conversation_is_none_of_this_one(language: str) -> None:
    others = [one for other, talk in TALKS.items() if other != language for one in talk.memories]
    taken = [one for one in others if why_useless(one, TALKS[language].said) is None]
    assert len(taken) <= len(others) // 4


def test_a_refusal_stays_one_beside_a_long_conversation() -> None:
    everything = "\n".join(talk.said for talk in TALKS.values()) * 20
    passed = [one for talk in TALKS.values() for one in talk.refusals if not why_useless(one, everything)]
    assert passed == []


@given(st.text())
def test_any_answer_is_judged(answer: str) -> None:
    text = tidied(answer)
    assert text == text.strip()
    problem = why_useless(text, SAID)
    assert problem is None or isinstance(problem, Useless)
    assert problem or text
