"""What makes a persona: the first profile, what is allowed in one, and initials."""

import unicodedata

from personaui_desktop.errors import InvalidInput
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import PARTS, Character, Profile
from personaui_desktop.text import clean_text

NAME_CHARACTERS = 80
DESCRIPTION_CHARACTERS = 50_000
GREETING_CHARACTERS = 20_000


def default_profile() -> Profile:
    """The persona that a new data folder begins with."""
    return Profile(
        name="Mia",
        description=(
            "{{char}} is a warm, curious companion with a dry sense of humour. She listens closely, asks one "
            "good question rather than five, and says plainly when she does not know something. She likes "
            "books, long walks, cooking for friends and small everyday stories. She writes the way people "
            "talk: short paragraphs, no lectures, now and then a gesture in *asterisks*."
        ),
        greeting="*looks up from her book and smiles* Hi, I'm {{char}}. What's on your mind today?",
    )


TOO_LONG_A_NAME = (
    Phrase("Personas", "The name has {length} characters. It can have up to {limit}."),
    Phrase("Personas", "Shorten the name."),
)
TOO_LONG_A_DESCRIPTION = (
    Phrase("Personas", "The description has {length} characters. It can have up to {limit}."),
    Phrase("Personas", "Shorten the description."),
)
TOO_LONG_A_GREETING = (
    Phrase("Personas", "The greeting has {length} characters. It can have up to {limit}."),
    Phrase("Personas", "Shorten the greeting."),
)
TOO_LONG_A_TEXT = (
    Phrase("Personas", "This text has {length} characters. It can have up to {limit}."),
    Phrase("Personas", "Shorten it."),
)
_LIMITS = {
    "description": (DESCRIPTION_CHARACTERS, TOO_LONG_A_DESCRIPTION),
    "greeting": (GREETING_CHARACTERS, TOO_LONG_A_GREETING),
    "personality": (DESCRIPTION_CHARACTERS, TOO_LONG_A_TEXT),
    "scenario": (DESCRIPTION_CHARACTERS, TOO_LONG_A_TEXT),
    "examples": (DESCRIPTION_CHARACTERS, TOO_LONG_A_TEXT),
    "instruction": (DESCRIPTION_CHARACTERS, TOO_LONG_A_TEXT),
    "last_instruction": (DESCRIPTION_CHARACTERS, TOO_LONG_A_TEXT),
    **dict.fromkeys(PARTS, (DESCRIPTION_CHARACTERS, TOO_LONG_A_TEXT)),
}


def validate_profile(profile: Profile) -> Profile:
    """The profile as it may be stored: names on one line and stripped, broken characters replaced.

    Raises:
        InvalidInput: the name is missing, or a text is too long.
    """
    name = _line(profile.name)
    if not any(unicodedata.category(character)[0] not in "CZ" for character in name):
        raise InvalidInput(Phrase("Personas", "A persona needs a name."), Phrase("Personas", "Type a name."))
    _limit(TOO_LONG_A_NAME, name, NAME_CHARACTERS)
    nickname = _line(profile.nickname)
    _limit(TOO_LONG_A_NAME, nickname, NAME_CHARACTERS)
    texts = {field: _cleaned(getattr(profile, field)).strip() for field in _LIMITS}
    for field, (characters, too_long) in _LIMITS.items():
        _limit(too_long, texts[field], characters)
    return profile.with_texts({"name": name, "nickname": nickname, **texts})


def validate_character(character: Character) -> Character:
    """All that makes a persona as it may be stored; greetings and tags that say nothing are left out.

    Raises:
        InvalidInput: the name is missing, or a text is too long.
    """
    greetings = tuple(filter(None, (_cleaned(each).strip() for each in character.greetings)))
    for greeting in greetings:
        _limit(TOO_LONG_A_GREETING, greeting, GREETING_CHARACTERS)
    notes = _cleaned(character.creator_notes).strip()
    _limit(TOO_LONG_A_TEXT, notes, DESCRIPTION_CHARACTERS)
    tags = tuple(dict.fromkeys(filter(None, map(_line, character.tags))))
    return Character(validate_profile(character.profile), greetings, notes, tags)


def initials(name: str) -> str:
    """One or two capitals that stand for a name where it has no picture; ``?`` where there is no letter.

    Of the first and the last word, the first letter or digit each.
    """
    first_letters = [letter for word in name.split() if (letter := _first_letter(word))]
    if not first_letters:
        return "?"
    chosen = first_letters[:1] if len(first_letters) == 1 else [first_letters[0], first_letters[-1]]
    return "".join(letter.upper()[:1] for letter in chosen)


def _line(text: str) -> str:
    return " ".join(_cleaned(text).split())


def _cleaned(text: str) -> str:
    return clean_text(text).replace("\0", "")


def _limit(too_long: tuple[Phrase, Phrase], text: str, limit: int) -> None:
    if len(text) > limit:
        sentence, remedy = too_long
        raise InvalidInput(sentence.filled(length=len(text), limit=limit), remedy)


def _first_letter(word: str) -> str:
    return next((character for character in word if character.isalnum()), "")
