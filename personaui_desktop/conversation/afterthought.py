"""Whether a persona that was asked if there is anything to add has added something."""

SILENCE = "[silence]"
_AROUND = " \t\r\n.*_`'\"()[]"


def added(answer: str) -> str:
    """What was added; empty where the answer is silence, also where that was said in other marks."""
    is_silent = answer.strip(_AROUND).casefold() == "silence" or SILENCE in answer.casefold()
    return "" if is_silent else answer.strip()
