"""Why a reply did not end well, as a file keeps it: a code and what fills its places, in no language.

Text that is no code is shown as it is: somebody else's words, or the English that earlier versions kept. No
sentence of ours gets into a file: one that has no code is a mistake of the program's, and is kept as such.
"""

import json
import logging
from string import Formatter

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.endings import Ending
from personaui_desktop.text import clean_text

_log = logging.getLogger(__name__)

MOST_CHARACTERS = 2000
"""Of what is kept, no more is read with a message."""
ROOMS = (1200, 300, 30)
"""How many characters each text in a place may have: the next where they are too many together."""
_CODE, _NUMBER = "code", "n"
_CODES = {(one.value.context, one.value.source): one.code for one in Ending}
_UNCODED = Ending.SENTENCE_AND_REMEDY.value.filled(
    sentence=Ending.PROGRAM_MISTAKE.value, remedy=Ending.TRY_AGAIN.value
)
_PHRASES = {one.code: one.value for one in Ending}


def stored_problem(problem: Phrase | str | None) -> str | None:
    """What a file keeps of it."""
    if problem is None or isinstance(problem, str):
        return None if problem is None else clean_text(problem)
    for room in ROOMS:
        coded = _coded(problem, room)
        kept = "" if coded is None else json.dumps(coded, ensure_ascii=False)
        if kept and len(kept) <= MOST_CHARACTERS:
            return kept
    _log.warning("No code for: %s", problem)
    return json.dumps(_coded(_UNCODED, 0))


def read_problem(kept: str | None) -> Phrase | str | None:
    """What a file has kept: a phrase where it is a code that this version knows, else the text."""
    if kept is None or not kept.startswith(f'{{"{_CODE}": '):
        return kept
    try:
        return _phrase(json.loads(kept)) or kept
    except (ValueError, TypeError, RecursionError):
        return kept


def _coded(phrase: Phrase, room: int) -> dict[str, object] | None:
    code = _CODES.get((phrase.context, phrase.source))
    if code is None:
        return None
    coded: dict[str, object] = {_CODE: code}
    if phrase.number is not None:
        coded[_NUMBER] = phrase.number
    for name, value in phrase.places:
        within = _coded(value, room) if isinstance(value, Phrase) else _shortened(value, room)
        if within is None:
            return None
        coded[name] = within
    return coded


def _shortened(value: object, room: int) -> str | int:
    if type(value) is int:
        return value
    text = clean_text(str(value))
    return text if len(text) <= room else text[: room - 1] + "…"


def _phrase(coded: object) -> Phrase | None:
    if not isinstance(coded, dict):
        return None
    phrase, number = _PHRASES.get(coded.pop(_CODE, "")), coded.pop(_NUMBER, None)
    if phrase is None or type(number) not in {int, type(None)}:
        return None
    places = {name: _phrase(value) if isinstance(value, dict) else value for name, value in coded.items()}
    found = phrase._replace(number=number).filled(**places)
    # What another version filled otherwise has no words here.
    is_whole = None not in places.values() and set(places) == _places_of(phrase)
    return found if is_whole else None


def _places_of(phrase: Phrase) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase.source) if name} - {_NUMBER}
