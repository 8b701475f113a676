"""A persona's profile: the first one, what is allowed in one, and initials."""

import unicodedata

from personaui_desktop.errors import InvalidInput
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import Profile
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


def validate_profile(profile: Profile) -> Profile:
    """The profile as it may be stored: name on one line and stripped, broken characters replaced.

    Raises:
        InvalidInput: the name is missing, or a text is too long.
    """
    name = " ".join(_cleaned(profile.name).split())
    if not any(unicodedata.category(character)[0] not in "CZ" for character in name):
        raise InvalidInput(Phrase("Personas", "A persona needs a name."), Phrase("Personas", "Type a name."))
    _limit(TOO_LONG_A_NAME, name, NAME_CHARACTERS)
    description = _cleaned(profile.description).strip()
    _limit(TOO_LONG_A_DESCRIPTION, description, DESCRIPTION_CHARACTERS)
    greeting = _cleaned(profile.greeting).strip()
    _limit(TOO_LONG_A_GREETING, greeting, GREETING_CHARACTERS)
    return profile._replace(name=name, description=description, greeting=greeting)


def initials(name: str) -> str:
    """One or two capitals that stand for a name where it has no picture; ``?`` where there is no letter.

    Of the first and the last word, the first letter or digit each.
    """
    first_letters = [letter for word in name.split() if (letter := _first_letter(word))]
    if not first_letters:
        return "?"
    chosen = first_letters[:1] if len(first_letters) == 1 else [first_letters[0], first_letters[-1]]
    return "".join(letter.upper()[:1] for letter in chosen)


def _cleaned(text: str) -> str:
    return clean_text(text).replace("\0", "")


def _limit(too_long: tuple[Phrase, Phrase], text: str, limit: int) -> None:
    if len(text) > limit:
        sentence, remedy = too_long
        raise InvalidInput(sentence.filled(length=len(text), limit=limit), remedy)


def _first_letter(word: str) -> str:
    return next((character for character in word if character.isalnum()), "")
