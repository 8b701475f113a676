"""Tells a memory from an answer that is of no use: empty, an assent, a refusal, a question back."""

import re

from personaui_desktop.text import clean_text

FEWEST_LETTERS = 10
FEWEST_WORDS = 4
"""Of a text in ASCII; other scripts say much in few characters, some without a space."""


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


def why_useless(answer: str) -> str | None:
    """Why a tidied answer is no memory, as a sentence; ``None`` where it may be one."""
    if not answer:
        return "The answer was empty."
    answer = answer.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    for pattern, sentence in _USELESS:
        if pattern.match(answer):
            return sentence
    if _only_asks(answer):
        return "The answer was only a question back."
    letters = sum(character.isalnum() for character in answer)
    if letters < FEWEST_LETTERS or (answer.isascii() and len(answer.split()) < FEWEST_WORDS):
        return "The answer was too short to be a memory."
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
_WILL_DO = _any_of(
    "i(?:'ll| will| can| would)", "here(?: is|'s)", "let me", "ich werde", "hier ist", "je vais", "voici"
)
_HERE_IS = _any_of(
    "here(?: it is| you (?:go|are)| is|'s| are)", "this is",
    "hier ist", "hier sind", "voici", "aquí está", "ecco",
)  # fmt: skip
_ONLY_ASSENT = _compiled(rf"(?:{_ASSENT}[\s,.!。！…]*)+\Z")  # noqa: RUF001 - other scripts' own marks
_ONLY_A_PROMISE = _compiled(rf"{_ASSENT}\b[\s,.!]*{_WILL_DO}\b[^.!?\n]*[.!:…]*\Z")
_ONLY_AN_ANNOUNCEMENT = _compiled(rf"(?:{_ASSENT}\b[\s,.!]*)?{_HERE_IS}\b[^\n]*:\Z")
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
_TO_DO = _any_of(
    "help", "assist", "do", "provide", "create", "summari[sz]e", "write", "fulfill?", "comply", "process",
    "generate", "discuss", "engage", "produce", "complete", "take part", "participate", "continue", "access",
    "see", "store", "retain",
)  # fmt: skip
_REFUSED = _compiled(
    _any_of(
        r"(?:(?:i'?m|i am) (?:very |so |really )?sorry|sorry|apologies|i apologi[sz]e|unfortunately)[\s,.!]*"
        r"(?:but |because )?(?:i|as an ai|this|that)\b",
        r"i (?:can't|can ?not|won't|will not|must decline|have to decline)(?: to)?\s+" + _TO_DO + r"\b",
        r"(?:i'm|i am) (?:not able|unable) to " + _TO_DO + r"\b",
        r"as an? (?:ai|artificial|large language|language model)\b",
        r"(?:es )?tut mir (?:sehr |wirklich )?leid[\s,.!]*(?:aber |doch )?(?:ich|das|dabei)\b",
        r"als (?:eine? )?ki\b",
        r"ich (?:kann|darf|möchte)(?: ihnen| dir)?(?: dabei| das| diese\w*| hier)* (?:leider )?nicht "
        r"(?:helfen|zusammenfassen|weiterhelfen|erstellen|schreiben)",
        r"je (?:suis désolée?|ne peux pas)[\s,.]",
        r"désolée?[\s,]",
        r"lo siento[\s,]",
        r"no puedo (?:ayudar|hacer)",
        r"mi dispiace[\s,]",
    )
)
_FOUND_NOTHING = _compiled(
    _any_of(
        r"there(?: is| was|'s)(?: really)? (?:nothing|no conversation|not enough)",
        r"nothing (?:to remember|worth|notable)",
        r"(?:please|could you(?: please)?|can you(?: please)?) (?:provide|share|send|paste|give)",
        r"no conversation (?:was|is|has)",
        r"bitte (?:gib|geben|teile|sende|schick)",
        r"es gibt nichts",
        r"[\[(]?(?:n/?a|none|empty)[\])]?\W*\Z",
    )
)
_USELESS = (
    (_ONLY_ASSENT, "The answer only said that it would be done."),
    (_ONLY_A_PROMISE, "The answer only said that it would be done."),
    (_ONLY_AN_ANNOUNCEMENT, "The answer only announced a memory."),
    (_REFUSED, "The model declined instead of remembering."),
    (_FOUND_NOTHING, "The model found nothing to remember, or asked for the conversation."),
)
_ASKING = ("?", "？", "؟")  # noqa: RUF001 - other scripts' own marks
_SENTENCE_END = re.compile(r"(?<=[.!?。！？؟])[\s\"”»]*")  # noqa: RUF001 - other scripts' own marks


def _only_asks(answer: str) -> bool:
    sentences = [one.strip() for one in _SENTENCE_END.split(answer) if any(map(str.isalnum, one))]
    asked = [one for one in sentences if one.rstrip('"”»*) ').endswith(_ASKING)]
    others = [one for one in sentences if one not in asked and not _ONLY_ASSENT.match(one)]
    return bool(asked) and not others
