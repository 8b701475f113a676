"""Bookmarked messages, as they are listed for a person."""

from typing import NamedTuple


class Bookmark(NamedTuple):
    """A bookmarked message and where it stands. ``beginning`` is the beginning of its text."""

    message_id: int
    session_id: int
    session_title: str
    beginning: str
    is_user: bool
    timestamp: str
    character_name: str
    note: str = ""


class BookmarkPage(NamedTuple):
    """A run of bookmarks, the newest message first, and whether there are older ones."""

    bookmarks: list[Bookmark]
    has_older: bool
