"""Has a model draft what the person might say: what is asked, and how it joins what they have written."""

from personaui_desktop.conversation.plan import ContextPlan
from personaui_desktop.conversation.prompts import prompt
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.records.replies import ReplyRequest
from personaui_desktop.text import clean_text

TOLD_CHARACTERS = 4_000
"""How much of what is written is told: its end, from which the draft goes on."""
_UNSPACED = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"))
"""Scripts without spaces between words, and their marks."""


def turn_request(plan: ContextPlan, begun: str) -> ReplyRequest:
    """What is sent to have the person's next message drafted.

    Args:
        plan: of all that was said, see `plan_context` with ``to_the_end``.
        begun: what the person has written of the message.
    """
    asked = prompt("draft_turn", name=clean_text(plan.persona_name))
    told = clean_text(begun).strip()[-TOLD_CHARACTERS:]
    if told:
        asked = f"{asked}\n\n{prompt('draft_turn_begun', begun=told)}"
    return plan.as_the_person().ask(asked, Reason.ASKS_FOR_A_TURN).request()


def joined(begun: str, drafted: str) -> str:
    """What the person has written, unchanged, and what was drafted behind it.

    The last words stand once, though the model was asked to write them again; where it has not, a space goes
    between words. While it is open whether the draft begins so, it waits.

    Args:
        begun: what the person has written; may be empty.
        drafted: the draft as far as it has arrived.
    """
    drafted = drafted.lstrip()
    if not begun.strip() or not drafted:
        return begun + drafted
    last = begun.rstrip()
    spaces = begun[len(last) :]
    for start in _word_starts(last, drafted[0]):
        again = last[start:]
        if drafted.startswith(again):
            rest = drafted[len(again) :]
            return begun + (rest.lstrip() if spaces else rest)
        if again.startswith(drafted):
            return begun
    return begun + ("" if spaces or not _are_parted(last[-1], drafted[0]) else " ") + drafted


def _word_starts(text: str, character: str) -> list[int]:
    """Where in the end of a text words begin with a character, the longest end first."""
    first = max(0, len(text) - TOLD_CHARACTERS)
    return [at for at in range(first, len(text)) if text[at] == character and _begins_word(text, at)]


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace() or _is_unspaced(text[at])


def _are_parted(before: str, after: str) -> bool:
    """Whether a space goes between two characters; none goes before a mark, or within unspaced scripts."""
    return (after.isalnum() or after in "\"'“„«(*_") and not (_is_unspaced(before) or _is_unspaced(after))


def _is_unspaced(character: str) -> bool:
    return any(first <= character <= last for first, last in _UNSPACED)
