"""The card that a persona came from, as its file keeps it."""

from typing import NamedTuple

from personaui_desktop.records.personas import Profile


class MadeProfile(NamedTuple):
    """What a card made the persona be, so that it can be told what was changed since.

    ``avatar_hash`` is that of the avatar's bytes, see `hash_of`; ``None`` where it made none.
    """

    name: str
    description: str
    greeting: str
    avatar_hash: str | None

    @classmethod
    def of(cls, profile: Profile) -> "MadeProfile":
        """The profile as it is made now."""
        return cls(profile.name, profile.description, profile.greeting, hash_of(profile.avatar))


class StoredCard(NamedTuple):
    """A card with all that came along.

    Attributes:
        file_name: what the file was called.
        content: the card's own JSON.
        picture: the picture that held it, without the card in it.
        made: what it made the persona be.
        files: names and contents of what came inside.
    """

    file_name: str
    content: bytes
    picture: bytes | None
    made: MadeProfile
    files: tuple[tuple[str, bytes], ...] = ()


def hash_of(avatar: bytes | None) -> str | None:
    """What tells one avatar from another."""
    # Comes with its library's three megabytes.
    from hashlib import sha256

    return None if avatar is None else sha256(avatar).hexdigest()
