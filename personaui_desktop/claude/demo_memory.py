"""What the demo companion remembers of a conversation: the person's own first words, and it says how."""

import re

NOTE = "(Written by the demo companion, which is no AI.)"
SENTENCES = 3
SENTENCE_CHARACTERS = 140

_CONVERSATION = re.compile(r"\A<conversation>\n(.*)\n</conversation>\Z", re.DOTALL)
_FROM_PERSON = re.compile(r"^Person: (.+?)(?=^\S+: |\Z)", re.DOTALL | re.MULTILINE)
_SENTENCE = re.compile(r".+?(?:[.!?…]+(?=\s|$)|$)", re.DOTALL)


def memory_text(content: str) -> str | None:
    """A memory of the conversation that a message holds; ``None`` where it is no conversation to remember."""
    found = _CONVERSATION.match(content)
    if found is None:
        return None
    said = [sentence for text in _FROM_PERSON.findall(found[1]) if (sentence := _first_sentence(text))]
    if not said:
        return f"We talked, and the person said nothing that I could quote. {NOTE}"
    quoted = " ".join(f"“{sentence}”" for sentence in _spread(said))
    return f"We talked, and I want to keep what the person told me: {quoted} {NOTE}"


def _first_sentence(text: str) -> str:
    words = " ".join(text.split())
    found = _SENTENCE.match(words)
    sentence = found[0].strip() if found else ""
    if len(sentence) <= SENTENCE_CHARACTERS:
        return sentence
    return sentence[:SENTENCE_CHARACTERS].rsplit(" ", 1)[0] + "…"


def _spread(sentences: list[str]) -> list[str]:
    """A few of the sentences, the first and the last among them."""
    if len(sentences) <= SENTENCES:
        return sentences
    between = max(sentences[1:-1], key=len)
    return [sentences[0], between, sentences[-1]]
