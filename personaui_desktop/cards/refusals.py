"""Why a file is not taken: each a sentence, and what to do."""

from personaui_desktop.errors import NotACard
from personaui_desktop.phrases import Phrase

_CHOOSE = Phrase("Cards", "Choose a character card: a PNG, WebP, JSON or CHARX file.")
_SENTENCES = {
    "": (Phrase("Cards", "There is no character in this file."), _CHOOSE),
    "encrypted": (
        Phrase("Cards", "This character is encrypted."),
        Phrase("Cards", "Export it again without a password, then bring that file."),
    ),
    "lorebook": (
        Phrase("Cards", "This is a lorebook, not a character."),
        Phrase("Cards", "Choose the card of a character."),
    ),
    "picture": (
        Phrase("Cards", "This picture holds no character."),
        Phrase("Cards", "Download the original file. Pictures that were sent or converted lose their card."),
    ),
    "deep": (Phrase("Cards", "The card is nested too deeply to be read."), _CHOOSE),
    "archive": (Phrase("Cards", "The archive is damaged."), Phrase("Cards", "Download or export it again.")),
    "code": (
        Phrase("Cards", "The card in this picture is damaged."),
        Phrase("Cards", "Download or export it again."),
    ),
}
TOO_LARGE = (
    Phrase("Cards", "The file is larger than a character can be."),
    Phrase("Cards", "Export it without its extra pictures and sounds, then bring that file."),
)


def not_a_card(why: str = "") -> NotACard:
    """It holds no card, or none that can be used: *encrypted*, *lorebook*, *picture*, or nothing known."""
    return NotACard(*_SENTENCES[why])


def damaged(what: str) -> NotACard:
    """It holds something that cannot be read: *deep*, *archive* or *code*."""
    return NotACard(*_SENTENCES[what])


def too_large() -> NotACard:
    """It is beyond one of the `limits`."""
    return NotACard(*TOO_LARGE)
