"""Writes a character card as PNG, JSON or CHARX: the object that came is edited, never made again."""

import re
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from personaui_desktop.cards.assets import icon_of, renamed, with_icon
from personaui_desktop.cards.card import CardFile, Json, Spec
from personaui_desktop.cards.charx import CARD_NAME, write_charx
from personaui_desktop.cards.json_text import write_json
from personaui_desktop.cards.png import FILE_KEYWORD, LONGEST_KEYWORD, write_png
from personaui_desktop.cards.reading import card_from
from personaui_desktop.cards.shapes import FIRST_FIELDS, in_version, shape_of

_CREATED = {
    "creator_notes": "",
    "system_prompt": "",
    "post_history_instructions": "",
    "alternate_greetings": [],
    "tags": [],
    "creator": "",
    "character_version": "",
    "extensions": {},
}
"""What the second version asks for beside the texts of the first."""
_CHARX_SCHEME, _PNG_SCHEME = "embeded://", "__asset:"
_KEYWORD_NAME = re.compile(r"[A-Za-z0-9_./-]+", re.ASCII)
_UNSAFE = re.compile(r"[\\:\x00-\x1f]")
_ENDING = re.compile(r"[A-Za-z0-9]{1,8}", re.ASCII)
LONGEST_PATH = 200
_ENDINGS = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"RIFF", "webp"), (b"GIF8", "gif"))
_MAIN_ICON = "assets/icon/images/main."
_OTHERS = "assets/other/other/"


def new_source(fields: Json) -> Json:
    """The card of a persona that came from none, with these fields."""
    data = {**dict.fromkeys(FIRST_FIELDS, ""), **_CREATED, **fields}
    if fields.get("nickname"):
        third = {"spec": "chara_card_v3", "spec_version": "3.0"}
        return third | {"data": data | {"group_only_greetings": []}}
    return {"spec": "chara_card_v2", "spec_version": "2.0", "data": data}


def with_changes(source: Json, changes: Json) -> Json:
    """The card with some fields changed, in its own version or the second, odd values of others mended.

    Fields that stand at the top as well, as some programs write them, change there too.
    """
    spec = shape_of(source).spec
    changed = in_version(source, Spec.V2 if spec is Spec.V1 else spec)
    changed["data"] |= {**card_from(changed).mended, **changes}
    above = {field: value for field, value in changes.items() if field in changed}
    return changed | above


def as_json(source: Json) -> bytes:
    """The card as text."""
    return write_json(source, indent=2)


def as_png(source: Json, picture: bytes, files: Sequence[CardFile] = ()) -> bytes:
    """The card in a picture, in both versions; ``picture`` is a PNG."""
    named = _named(files, _fits_keyword, "")
    moved = source | {"data": renamed(_data_of(source), _names(files, named), _PNG_SCHEME)}
    second = in_version(moved, Spec.V2)
    if shape_of(source).spec is Spec.V3:
        second["data"] = _without_decorators(second["data"])
    texts = ((b"chara", write_json(second)), (b"ccv3", write_json(in_version(moved, Spec.V3))))
    return write_png(picture, texts, named)


def as_charx(source: Json, portrait: bytes | None, files: Sequence[CardFile] = ()) -> bytes:
    """The card as an archive with its files, and with the picture of the character as its icon."""
    named = _named(files, _is_plain, _OTHERS)
    card = in_version(source, Spec.V3)
    card["data"] = renamed(card["data"], _names(files, named), _CHARX_SCHEME)
    if portrait is not None and icon_of(card["data"], named)[0] != portrait:
        icon = CardFile(f"{_MAIN_ICON}{ending_of(portrait)}", portrait)
        named = _named([*named, icon], _is_plain, _OTHERS)
        path = named[-1].path
        card["data"] = with_icon(card["data"], _CHARX_SCHEME + path, ending_of(portrait))
    return write_charx(write_json(card, indent=2), named)


def ending_of(picture: bytes) -> str:
    """How the names of such pictures end."""
    return next((ending for beginning, ending in _ENDINGS if picture.startswith(beginning)), "bin")


def _data_of(source: Json) -> Json:
    data: Json = source["data"]
    return data


def _names(files: Sequence[CardFile], named: Sequence[CardFile]) -> dict[str, str]:
    """What became of each file's name; of two of one name, the first counts."""
    pairs = [(before.path, after.path) for before, after in zip(files, named, strict=True)]
    return dict(reversed(pairs))


def _named(files: Sequence[CardFile], is_usable: Callable[[str], bool], folder: str) -> list[CardFile]:
    """The files, each with a name of its own; numbers in place of names that cannot be used."""
    taken, named = set[str](), list[CardFile]()
    for file in files:
        path = file.path
        numbers = count(1)
        while path.casefold() in taken or not is_usable(path):
            path = f"{folder}{next(numbers)}.{_ending(file.path)}"
        taken.add(path.casefold())
        named.append(CardFile(path, file.content))
    return named


def _fits_keyword(path: str) -> bool:
    fits = len(FILE_KEYWORD) + 1 + len(path) <= LONGEST_KEYWORD
    return fits and _KEYWORD_NAME.fullmatch(path) is not None


def _is_plain(path: str) -> bool:
    """Whether a name leads nowhere out of the folder in which somebody unpacks it."""
    is_safe = len(path) <= LONGEST_PATH and not _UNSAFE.search(path)
    return is_safe and not {"", ".", ".."} & set(path.split("/")) and path.casefold() != CARD_NAME


def _ending(path: str) -> str:
    ending = path.rpartition(".")[2]
    return ending if _ENDING.fullmatch(ending) else "bin"


def _without_decorators(data: Json) -> Json:
    """The data for the second version, in whose lorebook nobody knows the third one's first lines."""
    book = data.get("character_book")
    entries = book.get("entries") if isinstance(book, dict) else None
    if not isinstance(book, dict) or not isinstance(entries, list):
        return data
    return data | {"character_book": book | {"entries": [_undecorated(entry) for entry in entries]}}


def _undecorated(entry: Any) -> Any:
    content = entry.get("content") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(content, str) or not content.startswith("@@"):
        return entry
    lines = content.splitlines(keepends=True)
    first = next((at for at, line in enumerate(lines) if not line.startswith("@@")), len(lines))
    return entry | {"content": "".join(lines[first:])}
