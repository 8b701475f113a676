"""Words that are longer than any line, and whether a label finds a place to break them."""

import re

from PySide6.QtWidgets import QLabel

LONG_NAME = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau"


def fits(label: QLabel) -> bool:
    """Whether no word, or part of one that may begin a line, is wider than the label."""
    pieces = re.split(r"[\s\u200b]+", label.text())
    widest = max(label.fontMetrics().horizontalAdvance(piece) for piece in pieces)
    return widest <= label.contentsRect().width()
