"""Reads a character card, whatever it is kept in."""

from pathlib import PurePath
from typing import Any, NamedTuple

from personaui_desktop.cards import png
from personaui_desktop.cards.assets import icon_of
from personaui_desktop.cards.card import Card, CardFile, Json, Mended, Repair
from personaui_desktop.cards.charx import is_archive, read_charx
from personaui_desktop.cards.fields import Fields
from personaui_desktop.cards.json_text import read_json
from personaui_desktop.cards.limits import FILE_BYTES
from personaui_desktop.cards.refusals import not_a_card, too_large
from personaui_desktop.cards.shapes import shape_of
from personaui_desktop.cards.webp import is_webp, read_webp
from personaui_desktop.errors import NotACard

OWN_KEY = "personaui_desktop"
"""Under which key of its extensions a card holds what is this program's own."""
_JPEG = b"\xff\xd8\xff"
_PICTURES = (_JPEG, b"GIF8", b"BM")
"""How pictures begin that can hold no card."""


class _Parts(NamedTuple):
    """What a container holds."""

    source: Json
    repairs: list[Repair]
    picture: bytes | None = None
    files: tuple[CardFile, ...] = ()


def read_card(content: bytes, file_name: str = "") -> Card:
    """The card in a file.

    Args:
        content: the file's bytes; at most one more than `limits.FILE_BYTES` suffices.
        file_name: names a character whose card does not.

    Raises:
        NotACard: there is none in it, or it is damaged or beyond a limit; the sentence says which.
    """
    if len(content) > FILE_BYTES:
        raise too_large()
    parts = _parts_of(content)
    card = card_from(parts.source, file_name)
    icon, is_missing = icon_of(shape_of(parts.source).data, parts.files)
    odd = [Repair(Mended.ASSET_MISSING)] if is_missing else []
    return card._replace(
        picture=parts.picture,
        portrait=portrait_of(parts.picture, icon),
        files=parts.files,
        repairs=tuple(dict.fromkeys((*parts.repairs, *card.repairs, *odd))),
    )


def card_from(source: Json, file_name: str = "") -> Card:
    """The card that a JSON object is, without picture and files.

    Raises:
        NotACard: it is none.
    """
    shape = shape_of(source)
    fields = Fields(shape.data)
    name = " ".join(fields.text("name").split())
    repairs = list(shape.repairs)
    if not name:
        name = PurePath(file_name).stem.strip() or "?"
        repairs.append(Repair(Mended.NAME_FROM_FILE))
    for time in ("creation_date", "modification_date"):
        fields.time(time)
    return Card(
        spec=shape.spec,
        source=source,
        name=name,
        nickname=" ".join(fields.text("nickname").split()),
        description=fields.text("description"),
        personality=fields.text("personality"),
        scenario=fields.text("scenario"),
        examples=fields.text("mes_example"),
        instruction=fields.text("system_prompt"),
        last_instruction=fields.text("post_history_instructions"),
        greetings=(fields.text("first_mes"), *fields.texts("alternate_greetings")),
        creator=fields.text("creator"),
        creator_notes=fields.text("creator_notes"),
        character_version=fields.text("character_version"),
        tags=fields.texts("tags"),
        own=own_texts(shape.data),
        book_entries=_entries_of(shape.data.get("character_book"), repairs),
        repairs=(*repairs, *fields.repairs),
        mended=fields.mended,
    )


def portrait_of(picture: bytes | None, icon: bytes | None) -> bytes | None:
    """What shows a character: the PNG or WebP in which its card lies, else the icon that came along."""
    is_shown = picture is not None and not picture.startswith(_JPEG)
    return picture if is_shown or icon is None else icon


def own_texts(data: Json) -> dict[str, str]:
    """What this program keeps in a card for itself."""
    extensions = data.get("extensions")
    own = extensions.get(OWN_KEY) if isinstance(extensions, dict) else None
    return (
        {name: text for name, text in own.items() if isinstance(text, str)} if isinstance(own, dict) else {}
    )


def _parts_of(content: bytes) -> _Parts:
    if content.startswith(png.SIGNATURE):
        return _from_png(content)
    if is_webp(content):
        source, repairs = read_json(read_webp(content))
        return _Parts(source, repairs, content)
    if is_archive(content):
        found = read_charx(content)
        source, repairs = read_json(found.text)
        return _Parts(source, [*found.repairs, *repairs], found.picture, found.files)
    if content.startswith(_PICTURES):
        raise not_a_card("picture")
    return _Parts(*read_json(content))


def _from_png(content: bytes) -> _Parts:
    found = png.read_png(content)
    if not found.texts:
        raise not_a_card("picture")
    source, repairs = _best([_readable(text, how) for text, how in found.texts])
    return _Parts(source, [*found.repairs, *repairs], found.picture, found.files)


def _readable(text: bytes, repairs: list[Repair]) -> tuple[Json, list[Repair], int] | NotACard:
    """A text's card, its repairs and its length; or why it holds none."""
    try:
        source, more = read_json(text)
        shape_of(source)
    except NotACard as error:
        return error
    return source, [*repairs, *more], len(text)


def _best(found: list[tuple[Json, list[Repair], int] | NotACard]) -> tuple[Json, list[Repair]]:
    """Of the newest form, and of two in the same form the one with more in it."""
    cards = [each for each in found if not isinstance(each, NotACard)]
    if not cards:
        raise next(each for each in found if isinstance(each, NotACard))
    cards.sort(key=_newest_and_longest, reverse=True)
    source, repairs, _length = cards[0]
    versions = [shape_of(each[0]).spec for each in cards]
    # Two forms of one card are usual; two cards in one form are not.
    if len(set(versions)) < len(versions):
        repairs = [*repairs, Repair(Mended.SEVERAL_CARDS)]
    return source, repairs


def _newest_and_longest(card: tuple[Json, list[Repair], int]) -> tuple[int, int]:
    return shape_of(card[0]).spec.value, card[2]


def _entries_of(book: Any, repairs: list[Repair]) -> int:
    """How many entries a lorebook has, whatever kind of book it is."""
    if book is None or book == {}:
        return 0
    entries = book.get("entries") if isinstance(book, dict) else None
    if isinstance(entries, list | dict):
        return len(entries)
    repairs.append(Repair(Mended.UNUSABLE, "character_book"))
    return 0
