"""Tells a memory from an answer that is of no use: empty, a refusal, a question back, beside the point."""

import re
from enum import Enum

from personaui_desktop.conversation.telling import tells
from personaui_desktop.text import clean_text

FEWEST_LETTERS = 6


class Useless(Enum):
    """Why an answer is no memory."""

    EMPTY = "empty"
    SHORT = "short"
    ASKS = "asks"
    BESIDE_THE_POINT = "beside the point"


def tidied(answer: str) -> str:
    """An answer without what models put around it: an announcement, a heading, quotation marks, a fence."""
    text = _FENCE.sub(r"\1", clean_text(answer).strip()).strip()
    text = _ANNOUNCEMENT.sub("", text, count=1).strip()
    text = _HEADING.sub("", text, count=1).strip()
    for opening, closing in _QUOTES:
        inner = text[1:-1]
        is_quoted = len(text) > 2 and text[0] == opening and text[-1] == closing
        if is_quoted and not {opening, closing} & set(inner):
            text = inner.strip()
    return text


def why_useless(answer: str, said: str) -> Useless | None:
    """Why a tidied answer is no memory; ``None`` where it may be one.

    A memory has something of what was said in it, and more of that than of the task itself. So an answer is
    judged by what it tells, in any language, and not by how it begins.

    Args:
        answer: the tidied answer.
        said: the text of the messages that were to be remembered.
    """
    if not answer:
        return Useless.EMPTY
    if sum(map(str.isalnum, answer)) < FEWEST_LETTERS:
        return Useless.SHORT
    if _only_asks(answer):
        return Useless.ASKS
    told = tells(answer, said)
    if told.of_messages == 0 or told.of_task > told.of_messages:
        return Useless.BESIDE_THE_POINT
    return None


def _any_of(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ASSENT = _any_of(
    "certainly", "sure(?: thing)?", "of course", "absolutely", "gladly", "okay", "ok", "yes", "no problem",
    "understood", "got it", "done", "noted", "right away", "happy to help",
    "(?:i will|i'll) remember(?: this| that| it)?",
    "natürlich", "gerne?", "klar", "sicher", "selbstverständlich", "verstanden", "alles klar", "erledigt",
    "in ordnung", "bien sûr", "certainement", "d'accord", "compris", "claro", "por supuesto", "entendido",
    "certo", "certamente", "はい", "承知しました", "わかりました", "好的", "当然", "конечно", "хорошо",
)  # fmt: skip
_HERE_IS = _any_of(
    "here(?: it is| you (?:go|are)| is|'s| are)", "this is",
    "hier ist", "hier sind", "voici", "aquí está", "ecco",
)  # fmt: skip
_ONLY_ASSENT = _compiled(rf"(?:{_ASSENT}[\s,.!。！…]*)+\Z")  # noqa: RUF001 - other scripts' own marks
_ANNOUNCEMENT = _compiled(
    rf"(?:{_ASSENT}\b[\s,.!]*)?{_HERE_IS}\b[^\n]{{0,120}}:[ \t]*\n+|{_ASSENT}[!.]?[ \t]*\n+"
)
_TITLES = _any_of("memory", "summary", "erinnerung", "zusammenfassung", "souvenir", "recuerdo")
_HEADING = _compiled(
    r"#{1,6}[ \t]*[^\n]{1,80}\n+|\*\*[^\n*]{1,80}\*\*:?[ \t]*\n+"
    rf"|(?:\*\*)?{_TITLES}(?:\*\*)?:(?:\*\*)?\s+"
)
_FENCE = re.compile(r"\A```\w*\n(.*?)\n?```\Z", re.DOTALL)
_QUOTES = (('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("»", "«"), ("「", "」"))
_ASKING = ("?", "？", "؟")  # noqa: RUF001 - other scripts' own marks
_SENTENCE_END = re.compile(r"(?<=[.!?。！？؟])[\s\"”»]*")  # noqa: RUF001 - other scripts' own marks


def _only_asks(answer: str) -> bool:
    sentences = [one.strip() for one in _SENTENCE_END.split(answer) if any(map(str.isalnum, one))]
    asked = [one for one in sentences if one.rstrip('"”»*) ').endswith(_ASKING)]
    others = [one for one in sentences if one not in asked and not _ONLY_ASSENT.match(one)]
    return bool(asked) and not others
