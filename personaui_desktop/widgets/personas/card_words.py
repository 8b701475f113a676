"""What is said of a character card before it is taken in."""

from collections import Counter
from collections.abc import Iterable

from personaui_desktop.cards.card import Repair
from personaui_desktop.operations.cards import CardSketch
from personaui_desktop.phrases import Phrase
from personaui_desktop.text import beginning
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.amounts import money
from personaui_desktop.widgets.common.wording import isolated

_TOKENS = Phrase(
    "Cards", "About {n} token is sent with every message.|About {n} tokens are sent with every message."
)
_COST = Phrase("Cards", "That costs ≈ {money} each time, and less where the server has it in its cache.")
_GREETINGS = Phrase("Cards", "One greeting.|{n} greetings: the arrows at the first message choose another.")
_BOOK = Phrase(
    "Cards",
    "A lorebook of one entry, kept for export and not sent.|"
    "A lorebook of {n} entries, kept for export and not sent.",
)
_MOST_TAGS, _FIELD_CHARACTERS = 12, 60


def origin_line(sketch: CardSketch) -> str:
    """Who made it, which version it is, and its tags."""
    parts = []
    if sketch.creator.strip():
        parts.append(translate("Cards", "By {creator}").format(creator=isolated(sketch.creator)))
    if sketch.character_version.strip():
        version = isolated(sketch.character_version)
        parts.append(translate("Cards", "Version {version}").format(version=version))
    tags = [isolated(tag) for tag in sketch.tags if tag.strip()][:_MOST_TAGS]
    return " · ".join([*parts, *([", ".join(tags)] if tags else [])])


def size_line(sketch: CardSketch) -> str:
    """How much it takes of every message, and what else it has."""
    sentences = [_TOKENS.of(sketch.tokens)]
    if sketch.cost is not None:
        sentences.append(_COST.filled(money=money(sketch.cost)))
    if sketch.greetings > 1:
        sentences.append(_GREETINGS.of(sketch.greetings))
    if sketch.book_entries:
        sentences.append(_BOOK.of(sketch.book_entries))
    return " ".join(map(translated, sentences))


def repair_lines(repairs: Iterable[Repair]) -> list[str]:
    """A sentence for each kind of repair, with the fields that it was made in."""
    fields: dict[Phrase, Counter[str]] = {}
    for repair in repairs:
        fields.setdefault(repair.kind.value, Counter()).update([repair.field] if repair.field else [])
    return [_with_fields(translated(sentence), list(names)) for sentence, names in fields.items()]


def _with_fields(sentence: str, names: list[str]) -> str:
    if not names:
        return sentence
    listed = ", ".join(beginning(name, _FIELD_CHARACTERS) for name in names)
    return translate("Cards", "{sentence} ({fields})").format(sentence=sentence, fields=listed)
