"""The one call through which everything that a person reads passes: into the language of the program."""

from PySide6.QtCore import QCoreApplication

from personaui_desktop.errors import KnownError
from personaui_desktop.phrases import Phrase

LARGEST = 2**31 - 1
"""The largest number that Qt looks at to choose a plural."""


def translate(context: str, source: str) -> str:
    """A sentence or label in the language of the program, to be shown now.

    Both are literals, so that Qt's tools collect them. Places are filled afterwards, with ``.format``, so
    that a translation may move them. What waits to be shown, or changes with a number, is a `Phrase`.
    """
    return QCoreApplication.translate(context, source)


def translated(phrase: Phrase | str) -> str:
    """A phrase in the language of the program; text that is in no language of ours as it is."""
    if isinstance(phrase, str):
        return phrase
    number = -1 if phrase.number is None else min(phrase.number, LARGEST)
    return phrase.said_as(QCoreApplication.translate(phrase.context, phrase.source, None, number), translated)


def told(error: KnownError) -> str:
    """What is wrong and what to do about it, in one line."""
    return translated(error.both)
