"""CHARX: a zip with ``card.json`` and the card's files, and whatever picture stands before it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from personaui_desktop.cards.card import CardFile, Mended, Repair
from personaui_desktop.cards.limits import DIRECTORY_BYTES, ENTRIES, JSON_BYTES, UNPACKED_BYTES
from personaui_desktop.cards.refusals import damaged, not_a_card, too_large

CARD_NAME = "card.json"
_JPEG = b"\xff\xd8\xff"
_FAILURES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, struct.error)
"""What reading an archive fails with; of memory and time there is not more than the limits allow."""
_END, _WIDE_END = b"PK\x05\x06", b"PK\x06\x07"
_END_BYTES, _WIDE_END_BYTES, _MOST_COMMENT = 22, 20, 65_536
_MADE = (1980, 1, 1, 0, 0, 0)
"""The same card is the same file, whenever it is written."""


class CharxCard(NamedTuple):
    """What an archive holds."""

    text: bytes
    files: tuple[CardFile, ...]
    picture: bytes | None
    repairs: list[Repair]


def is_archive(content: bytes) -> bool:
    """Whether it is a zip, or a picture with one behind it."""
    return content[:2] == b"PK" or (content[:3] == _JPEG and _end_of(content) >= 0)


def read_charx(content: bytes) -> CharxCard:
    """Take an archive apart.

    Raises:
        NotACard: it is damaged, encrypted, beyond a limit, or holds no card.
    """
    _check_directory(content)
    repairs: list[Repair] = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
            if len(entries) > ENTRIES:
                raise too_large()
            card = _card_entry(entries)
            text = _read(archive, card, JSON_BYTES)
            files = _files(archive, [entry for entry in entries if entry is not card], repairs)
            start = min(entry.header_offset for entry in entries)
    except _FAILURES as error:
        raise damaged("archive") from error
    picture = content[:start] if content[:3] == _JPEG else None
    return CharxCard(text, files, picture, repairs)


def write_charx(card: bytes, files: Iterable[CardFile]) -> bytes:
    """An archive with a card and its files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for path, content in ((CARD_NAME, card), *files):
            entry = zipfile.ZipInfo(path, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return written.getvalue()


def _end_of(content: bytes) -> int:
    """Where the archive's last record begins; -1 where there is none."""
    return content.rfind(_END, max(0, len(content) - _END_BYTES - _MOST_COMMENT))


def _check_directory(content: bytes) -> None:
    """Refuse what says of itself that it is long, before anything of it is read."""
    end = _end_of(content)
    if end < 0 or end + _END_BYTES > len(content):
        raise damaged("archive")
    # An archive over 4 GB has its sizes elsewhere.
    if content[max(0, end - _WIDE_END_BYTES) : end].startswith(_WIDE_END):
        raise too_large()
    entries, directory_bytes = struct.unpack_from("<HI", content, end + 10)
    if entries > ENTRIES or directory_bytes > DIRECTORY_BYTES:
        raise too_large()


def _card_entry(entries: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """The card: by its exact name, else in other letters, else in a folder."""
    for is_card in (_is_named, _is_nearly_named, _ends_in_name):
        for entry in entries:
            if is_card(entry.filename):
                return entry
    raise not_a_card()


def _is_named(name: str) -> bool:
    return name == CARD_NAME


def _is_nearly_named(name: str) -> bool:
    return name.casefold() == CARD_NAME


def _ends_in_name(name: str) -> bool:
    return name.replace("\\", "/").rpartition("/")[2].casefold() == CARD_NAME


def _files(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], repairs: list[Repair]
) -> tuple[CardFile, ...]:
    files, room = [], UNPACKED_BYTES
    for entry in entries:
        try:
            content = _read(archive, entry, room)
        except _FAILURES:
            repairs.append(Repair(Mended.ARCHIVE_DAMAGED))
            continue
        room -= len(content)
        files.append(CardFile(entry.filename, content))
    return tuple(files)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """One file's content, at most so many bytes, whatever the archive says of it."""
    if entry.flag_bits & 1:
        raise not_a_card("encrypted")
    # Others take memory as their author likes.
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise zipfile.BadZipFile
    with archive.open(entry) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise too_large()
    return content
