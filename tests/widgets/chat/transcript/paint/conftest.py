"""For every test of painting: nothing but what is under test moves."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _still_caret() -> Iterator[None]:
    """Nothing but what is under test has anything painted."""
    hints = QApplication.styleHints()
    before = hints.cursorFlashTime()
    hints.setCursorFlashTime(0)
    yield
    hints.setCursorFlashTime(before)
