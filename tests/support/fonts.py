"""Fonts that tests carry along: they come with what the program draws formulas with."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from struct import unpack_from

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

LETTERS = Path(distribution("ziafont").locate_file("ziafont/fonts/DejaVuSans.ttf"))
BOOK_LETTERS = Path(distribution("ziamath").locate_file("ziamath/fonts/STIXTwoMath-Regular.ttf"))
"""Narrower, and some reach far beyond their width."""


def bring_letters(application: QApplication, family: str | None = None) -> None:
    """Have letters that are the same on every machine, also where no font is installed, or a family's."""
    if family is None:
        number = QFontDatabase.addApplicationFont(str(LETTERS))
        (family,) = QFontDatabase.applicationFontFamilies(number)
    font = QFont(application.font())
    font.setFamily(family)
    application.setFont(font)


@contextmanager
def installed(font: bytes) -> Iterator[str]:
    """A font that can be used meanwhile, by its family."""
    number = QFontDatabase.addApplicationFontFromData(font)
    yield QFontDatabase.applicationFontFamilies(number)[0]
    QFontDatabase.removeApplicationFont(number)


def said_not_to_reach_out(font: bytes) -> bytes:
    """The same font, which says that no letter reaches beyond its width on the right, as some wrongly do."""
    count = unpack_from(">H", font, 4)[0]
    tables = {tag: at for tag, _, at, _ in (unpack_from(">4sIII", font, 12 + 16 * n) for n in range(count))}
    at = tables[b"hhea"] + 14
    return font[:at] + b"\0\0" + font[at + 2 :]
