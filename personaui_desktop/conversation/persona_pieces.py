"""What the model is told of who the persona is: a piece a field, in the order that cards ask for."""

import re

from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.plan import Segment
from personaui_desktop.conversation.prompts import prompt
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.conversation.tokens import estimate_tokens
from personaui_desktop.records.people import Person
from personaui_desktop.records.personas import PARTS, Profile
from personaui_desktop.text import clean_text

_ORIGINAL = re.compile(r"\{\{\s*original\s*\}\}", re.IGNORECASE)
_START = re.compile(r"^[ \t]*<START>[ \t]*$", re.IGNORECASE | re.MULTILINE)
_BETWEEN_EXAMPLES = "***"


def persona_pieces(profile: Profile) -> tuple[Segment, ...]:
    """The pieces before the memories, which seldom change; macros are already replaced.

    An instruction of the persona's own takes the place of the program's, which ``{{original}}`` in it is.
    """
    name, description = clean_text(profile.name), _plain(profile.description)
    own = _plain(profile.instruction)
    pieces = []
    if own:
        base = prompt("persona_without_description", name=name)
        pieces.append(_piece(SegmentKind.OWN_INSTRUCTION, _with_original(own, base)))
        if description:
            told = prompt("persona_description", name=name, description=description)
            pieces.append(_piece(SegmentKind.PERSONA, told))
    elif description:
        pieces.append(_piece(SegmentKind.PERSONA, prompt("persona", name=name, description=description)))
    else:
        pieces.append(_piece(SegmentKind.PERSONA, prompt("persona_without_description", name=name)))
    parts = parts_of(profile)
    if parts:
        pieces.append(_piece(SegmentKind.PARTS, parts))
    personality, scenario = _plain(profile.personality), _plain(profile.scenario)
    examples = _START.sub(_BETWEEN_EXAMPLES, _plain(profile.examples)).strip("*\n\r\t ")
    if personality:
        told = prompt("personality", name=name, text=personality)
        pieces.append(_piece(SegmentKind.PERSONALITY, told))
    if scenario:
        pieces.append(_piece(SegmentKind.SCENARIO, prompt("scenario", text=scenario)))
    if examples:
        pieces.append(_piece(SegmentKind.EXAMPLES, prompt("examples", name=name, text=examples)))
    return tuple(pieces)


def parts_of(profile: Profile) -> str:
    """The parts that were picked or written, as one text; empty where there are none."""
    plain = {part: _plain(getattr(profile, part)) for part in PARTS}
    told = [prompt(f"part_{part}", text=text) for part, text in plain.items() if text]
    return prompt("parts", name=clean_text(profile.name), parts="\n\n".join(told)) if told else ""


def person_pieces(person: Person | None) -> tuple[Segment, ...]:
    """What is told of whom the persona talks with, behind the persona; nothing where that is not known."""
    if person is None:
        return ()
    name, about = clean_text(person.name), _plain(person.about)
    told = prompt("person_about", name=name, about=about) if about else prompt("person", name=name)
    return (_piece(SegmentKind.PERSON, told),)


def last_piece(profile: Profile) -> tuple[Segment, ...]:
    """What is told after all that was said, if anything. There is no such text of the program's own."""
    text = _with_original(_plain(profile.last_instruction), "")
    if not text:
        return ()
    segment = _piece(SegmentKind.LAST_INSTRUCTION, prompt("last_instruction", text=text))
    return (segment._replace(role="user"),)


def told_of(profile: Profile) -> str:
    """All that the model is told of who the persona is, as one text to be read; macros already replaced."""
    return "\n\n".join(piece.text for piece in (*persona_pieces(profile), *last_piece(profile)))


def persona_tokens(profile: Profile) -> int:
    """About how many tokens are sent with every message for who the persona is; macros already replaced."""
    return sum(piece.tokens_estimate for piece in (*persona_pieces(profile), *last_piece(profile)))


def without_examples(pieces: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The pieces where there is no room for examples, which are the first that a character can do without."""
    return tuple(
        piece._replace(included=False, reason=Reason.NO_ROOM) if piece.kind is SegmentKind.EXAMPLES else piece
        for piece in pieces
    )


def _piece(kind: SegmentKind, text: str) -> Segment:
    return Segment(kind, text, estimate_tokens(text), included=True, reason=Reason.ALWAYS)


def _plain(text: str) -> str:
    return clean_text(text).strip()


def _with_original(text: str, original: str) -> str:
    # A function, for what is put in is no pattern.
    return _ORIGINAL.sub(lambda _match: original, text).strip()
