"""A command: one thing that a person can have done, told once for menus, keys, buttons and help."""

from collections.abc import Callable
from enum import Enum
from typing import Any, NamedTuple

from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translated


class Scope(Enum):
    """What a command runs on, and where its pane keys count; the value is what the help calls that place."""

    WINDOW = Phrase("Commands", "Anywhere")
    PERSONA = Phrase("Commands", "In the list of personas")
    SHEET = Phrase("Commands", "Editing a persona")
    SESSION = Phrase("Commands", "In the list of conversations")
    FILTER = Phrase("Commands", "Filtering conversations")
    MESSAGE = Phrase("Commands", "In the conversation")
    VERSIONS = Phrase("Commands", "On a message with several versions")
    BOOKMARK = Phrase("Commands", "In the list of bookmarks")
    SELECTION = Phrase("Commands", "On selected messages")
    REPLY = Phrase("Commands", "On the latest reply")
    FINDING = Phrase("Commands", "Finding text")
    WRITING = Phrase("Commands", "Writing a message")
    MEMORY = Phrase("Commands", "In the list of memories")
    SUGGESTION = Phrase("Commands", "On a suggestion")
    SEARCH = Phrase("Commands", "Searching memories")
    HIT = Phrase("Commands", "Searching everything")
    PALETTE = Phrase("Commands", "In the command palette")
    SLASH = Phrase("Commands", "Writing a command behind a slash")
    EDITING = Phrase("Commands", "Writing a memory")
    REWRITING = Phrase("Commands", "Changing a message")
    NOTICE = Phrase("Commands", "In a notice")
    OVERLAY = Phrase("Commands", "In a pane over the conversation")


def always(*_things: object) -> bool:
    """For commands that can run at any time."""
    return True


class Command(NamedTuple):
    """One command. Those of a scope that has a `Subject` take the thing that they run on, others nothing.

    Attributes:
        name: never changes, for settings and tests refer to it.
        words: what the menu bar and the help call it, with its mnemonic; a function where that changes.
        run: does it. It is called also where `can` says no, and then tells why nothing is done, or is silent.
        scope: what it runs on.
        keys: work anywhere in the window.
        pane_keys: work where a pane shows what it runs on, and has the keyboard.
        can: whether it could do anything now.
        tick: whether it shows a tick; without one it never does.
        near_words: what it is called beside the thing that it runs on; its words if left out.
        icon: the icon's name in the thing's own menu.
        slash: the word that runs it from the composer, behind a slash.
        slash_takes: what can follow that word.
        slash_run: does it with what follows; without one nothing can follow.
    """

    name: str
    words: str | Phrase | Callable[[], str]
    run: Callable[..., object]
    scope: Scope = Scope.WINDOW
    keys: tuple[str, ...] = ()
    pane_keys: tuple[str, ...] = ()
    can: Callable[..., bool] = always
    tick: Callable[[], bool] | None = None
    near_words: str | Phrase | Callable[[Any], str] = ""
    icon: str = ""
    slash: str = ""
    slash_takes: str | Phrase = ""
    slash_run: Callable[[str], object] | None = None

    @property
    def title(self) -> str:
        """Its words as they are now, with the mnemonic."""
        return self.words() if callable(self.words) else translated(self.words)

    @property
    def slash_usage(self) -> str:
        """How it is written in the composer, with what can follow; empty where it is not."""
        takes = translated(self.slash_takes)
        usage = f"/{self.slash} {takes}" if takes else f"/{self.slash}"
        return usage if self.slash else ""

    def title_for(self, thing: object) -> str:
        """What it is called in the menu of what it runs on."""
        words = self.near_words(thing) if callable(self.near_words) else translated(self.near_words)
        return words or self.title


class Subject(NamedTuple):
    """What commands of a scope run on when the menu bar or a key starts them.

    Attributes:
        scope: of which commands.
        chosen: answers the thing, ``None`` where there is none.
        missing: called in a command's place where there is none.
    """

    scope: Scope
    chosen: Callable[[], object]
    missing: Callable[[], object] = always
