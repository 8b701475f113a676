"""What a character card says, what was mended to read it, and what came along with it."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple

from personaui_desktop.phrases import Phrase

Json = dict[str, Any]
"""A JSON object as it came, keys in their order."""


class Spec(Enum):
    """The version of the format that a card is written in."""

    V1 = 1
    V2 = 2
    V3 = 3


class Mended(Enum):
    """What was repaired or ignored. The name in small letters is its code for programs."""

    ARCHIVE_DAMAGED = Phrase("Cards", "One of the files inside cannot be read, and was left out.")
    ASSET_MISSING = Phrase("Cards", "A picture that the card names is not in the file.")
    BASE64_BROKEN_UP = Phrase("Cards", "Line breaks within the card's code were ignored.")
    BOOK_ELSEWHERE = Phrase("Cards", "The lorebook was found in an unusual place.")
    BYTE_ORDER_MARK = Phrase("Cards", "The file begins with a byte order mark.")
    ENCODING = Phrase("Cards", "The text is not UTF-8 and was read as Latin-1.")
    FEWER_GREETINGS = Phrase("Cards", "Only the first greetings can be used. The others are kept for export.")
    LIST_FOR_TEXT = Phrase("Cards", "A list was found where text belongs, and was joined.")
    MILLISECONDS = Phrase("Cards", "A time was in milliseconds instead of seconds.")
    NAME_CUT = Phrase("Cards", "The name is very long and was shortened.")
    NAME_FROM_FILE = Phrase("Cards", "The card has no name. The file's name is used.")
    NEWER_SPEC = Phrase("Cards", "The card is of a newer version. What is not known here is kept for export.")
    NOT_A_NUMBER = Phrase("Cards", "A number that no program can store was removed.")
    NOTHING_FOR_LIST = Phrase("Cards", "A list was empty in an unusual way.")
    NOTHING_FOR_TEXT = Phrase("Cards", "A text was empty in an unusual way.")
    NUMBER_FOR_TEXT = Phrase("Cards", "A number was found where text belongs.")
    OLD_FORM = Phrase("Cards", "The card is of an older form of another program.")
    PICTURE_UNREADABLE = Phrase("Cards", "The picture cannot be shown. It is kept for export.")
    RAW_JSON = Phrase("Cards", "The card was stored in the picture without its usual code.")
    SEVERAL_CARDS = Phrase("Cards", "The picture holds more than one card. The newest form was taken.")
    SHORTENED = Phrase(
        "Cards", "A text is longer than a persona's may be and was shortened. All of it is kept for export."
    )
    TEXT_AFTER_END = Phrase("Cards", "There is something behind the end of the card, which was ignored.")
    TEXT_FOR_LIST = Phrase("Cards", "A text was found where a list belongs.")
    TEXT_FOR_NUMBER = Phrase("Cards", "A text was found where a number belongs.")
    TRUNCATED = Phrase("Cards", "The end of the picture is missing.")
    UNUSABLE = Phrase("Cards", "A part was of a kind that cannot be used, and was left out.")
    WRONG_CHECKSUM = Phrase("Cards", "A part of the picture has a wrong checksum.")

    @property
    def code(self) -> str:
        """What stands for it in a report for programs."""
        return self.name.lower()


class Repair(NamedTuple):
    """One thing that was repaired or ignored; ``field`` names the part of the card, where it is one."""

    kind: Mended
    field: str = ""


class CardFile(NamedTuple):
    """A file that came inside a card. ``path`` only names it; nothing on the disk is ever called so."""

    path: str
    content: bytes


class Card(NamedTuple):
    """A character as it came.

    Attributes:
        spec: in which version of the format.
        source: the card's own JSON, nothing added or left out.
        name: one line, never empty.
        description: to ``last_instruction``: what the model is to be told.
        greetings: the first and the alternate ones; empty ones keep their place.
        creator_notes: for the person, never for the model.
        own: texts that this program keeps in a card for itself, by their names.
        book_entries: entries of its lorebook.
        picture: the bytes of the picture that held the card, without the card in them.
        portrait: the bytes of the picture that shows the character; often the same.
        files: whatever else came along, in its order.
        repairs: what was mended.
        mended: the right values of fields that had others.
    """

    spec: Spec
    source: Json
    name: str
    nickname: str = ""
    description: str = ""
    personality: str = ""
    scenario: str = ""
    examples: str = ""
    instruction: str = ""
    last_instruction: str = ""
    greetings: tuple[str, ...] = ()
    creator: str = ""
    creator_notes: str = ""
    character_version: str = ""
    tags: tuple[str, ...] = ()
    own: Mapping[str, str] = MappingProxyType({})
    book_entries: int = 0
    picture: bytes | None = None
    portrait: bytes | None = None
    files: tuple[CardFile, ...] = ()
    repairs: tuple[Repair, ...] = ()
    mended: Mapping[str, Any] = MappingProxyType({})

    @property
    def called(self) -> str:
        """What ``{{char}}`` stands for."""
        return self.nickname or self.name
