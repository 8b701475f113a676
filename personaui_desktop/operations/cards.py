"""Verbs on character cards: look at one, make a persona of it, take a persona along as one."""

import errno
import os
from collections.abc import Callable, Generator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import NamedTuple

from personaui_desktop.background.operation import Errand, Lane, Operation, Steps
from personaui_desktop.cards.assets import icon_of
from personaui_desktop.cards.card import Card, CardFile, Json, Repair
from personaui_desktop.cards.json_text import read_json, write_json
from personaui_desktop.cards.limits import FILE_BYTES
from personaui_desktop.cards.png import plain_png
from personaui_desktop.cards.reading import card_from, portrait_of, read_card
from personaui_desktop.cards.shapes import shape_of
from personaui_desktop.cards.writing import as_charx, as_json, as_png, new_source, with_changes
from personaui_desktop.conversation.persona_pieces import persona_tokens
from personaui_desktop.conversation.prices import estimate
from personaui_desktop.database import cards as stored_cards
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.errors import InvalidInput, NotACard
from personaui_desktop.operations.avatar_pictures import LARGEST_STORED, png_from
from personaui_desktop.operations.card_profile import (
    MadePersona,
    changes_since,
    fields_of,
    has_other_avatar,
    persona_from,
)
from personaui_desktop.operations.characters import character_of, made
from personaui_desktop.operations.on_file import Read
from personaui_desktop.os_errors import why
from personaui_desktop.personas.macros import expand_profile
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.cards import MadeProfile, StoredCard
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.personas import Profile
from personaui_desktop.text import clean_text

NO_PICTURE = (0xC8, 0xC6, 0xD0)
"""The colour of a card whose persona has no picture."""
OTHER_ENDING = (
    Phrase("Cards", "The name of the file says no format."),
    Phrase("Cards", "Let it end in .png, .json or .charx."),
)


class CardOrigin(NamedTuple):
    """Where a card comes from: a file, or bytes that were pasted."""

    name: str
    path: Path | None = None
    content: bytes | None = None

    @classmethod
    def file(cls, path: Path) -> "CardOrigin":
        """A file, by its name with whole characters."""
        return cls(clean_text(path.name), path)


class CardSketch(NamedTuple):
    """What there is to know of a card before it is taken in.

    Attributes:
        origin: where it comes from.
        profile: who the persona will be.
        greetings: how many greetings it has.
        tokens: about how many tokens go to the model with every message for who the persona is.
        cost: about how many dollars these are each time; ``None`` where no price is known.
        repairs: what was mended or left out.
    """

    origin: CardOrigin
    profile: Profile
    greetings: int
    tokens: int
    cost: Decimal | None
    creator: str
    creator_notes: str
    character_version: str
    tags: tuple[str, ...]
    book_entries: int
    repairs: tuple[Repair, ...]


class TakenIn(NamedTuple):
    """A persona that was made of a card."""

    persona_id: str
    name: str
    repairs: tuple[Repair, ...]


def look(origin: CardOrigin, model: str = "") -> Operation[CardSketch]:
    """Read a card without storing anything; ``model`` is whose price counts, if any.

    Fails with `NotACard` where there is none or it is too large, with `InvalidInput` where the file cannot
    be read.
    """
    return Errand(partial(_sketch, origin, model), lane=Lane.BULK)


def take_in(origin: CardOrigin) -> Operation[TakenIn]:
    """Make a persona of a card; it fails as `look` does. The card is read again, whatever was seen before."""
    return Steps(
        partial(taken_in, origin),
        lambda taken: (Change(Topic.PERSONAS, taken.persona_id, how=How.ADDED),),
    )


def taken_in(origin: CardOrigin) -> Generator[None, None, TakenIn]:
    """The steps of making a persona of a card."""
    card, persona = _read(origin)
    yield
    stored = StoredCard(
        origin.name,
        write_json(card.source),
        card.picture,
        MadeProfile.of(persona.profile),
        tuple((file.path, file.content) for file in card.files),
    )
    persona_id = made(persona.character, partial(stored_cards.store_card, card=stored))
    return TakenIn(persona_id, persona.profile.name, (*card.repairs, *persona.repairs))


def export(persona_id: str, path: Path, *, may_replace: bool = True) -> Operation[Path]:
    """Write a persona as a card, in the format that the file's name ends in: PNG, JSON or CHARX.

    The result is the path. Fails with `InvalidInput` where the name ends otherwise or the file cannot be
    written; where it is there already, unless it may be replaced.
    """

    def work(file: PersonaFile) -> Path:
        write = _WRITERS.get(path.suffix.lower())
        if write is None:
            raise InvalidInput(*OTHER_ENDING)
        _put(path, write(_outgoing(file)), may_replace=may_replace)
        return path

    return Read(work, on=persona_id, lane=Lane.BULK)


class _Outgoing(NamedTuple):
    """A persona as a card: the JSON, the picture that held it or none, who it shows, and its files."""

    source: Json
    picture: bytes | None
    portrait: bytes | None
    files: tuple[CardFile, ...]


def _sketch(origin: CardOrigin, model: str) -> CardSketch:
    card, persona = _read(origin)
    tokens = persona_tokens(expand_profile(persona.profile))
    return CardSketch(
        origin,
        persona.profile,
        len(persona.character.greetings) + bool(persona.profile.greeting),
        tokens,
        estimate(model, tokens, 0) if model else None,
        card.creator,
        card.creator_notes,
        card.character_version,
        card.tags,
        card.book_entries,
        (*card.repairs, *persona.repairs),
    )


def _read(origin: CardOrigin) -> tuple[Card, MadePersona]:
    card = read_card(_bytes_of(origin), origin.name)
    return card, persona_from(card)


def _bytes_of(origin: CardOrigin) -> bytes:
    if origin.path is None:
        return origin.content or b""
    try:
        # A pipe or a device would be read for ever.
        if origin.path.exists() and not origin.path.is_file():
            raise NotACard(
                Phrase("Cards", "“{name}” is not a file.").filled(name=origin.name),
                Phrase("Cards", "Choose a PNG, WebP, JSON or CHARX file."),
            )
        with origin.path.open("rb") as file:
            return file.read(FILE_BYTES + 1)
    except OSError as error:
        raise InvalidInput(
            Phrase("Cards", "“{name}” cannot be read: {why}.").filled(name=origin.name, why=why(error))
        ) from error


def _outgoing(file: PersonaFile) -> _Outgoing:
    file.check_is_there()
    character, card = character_of(file), stored_cards.read_card(file)
    profile = character.profile
    if card is None:
        return _Outgoing(new_source(fields_of(character)), None, profile.avatar, ())
    source, _repairs = read_json(card.content)
    data = shape_of(source).data
    files = tuple(CardFile(*each) for each in card.files)
    came = card_from(source, card.file_name)._replace(portrait=None)
    source = with_changes(source, changes_since(came, character))
    if has_other_avatar(card.made, profile):
        return _Outgoing(source, None, profile.avatar, files)
    return _Outgoing(source, card.picture, portrait_of(card.picture, icon_of(data, files)[0]), files)


def _png(card: _Outgoing) -> bytes:
    picture = card.picture or card.portrait or plain_png(LARGEST_STORED, NO_PICTURE)
    return as_png(card.source, picture if picture.startswith(b"\x89PNG") else png_from(picture), card.files)


def _json(card: _Outgoing) -> bytes:
    return as_json(card.source)


def _charx(card: _Outgoing) -> bytes:
    return as_charx(card.source, card.portrait, card.files)


_WRITERS: dict[str, Callable[[_Outgoing], bytes]] = {".png": _png, ".json": _json, ".charx": _charx}


def _put(path: Path, content: bytes, *, may_replace: bool) -> None:
    """Write a file that appears whole, or not at all."""
    waiting = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        if not may_replace and path.exists():
            raise FileExistsError(errno.EEXIST, path.name)
        try:
            waiting.write_bytes(content)
            waiting.replace(path)
        finally:
            waiting.unlink(missing_ok=True)
    except OSError as error:
        raise InvalidInput(
            Phrase("Cards", "“{name}” cannot be written: {why}.").filled(name=path.name, why=why(error)),
            Phrase("Cards", "Choose another folder or name."),
        ) from error
