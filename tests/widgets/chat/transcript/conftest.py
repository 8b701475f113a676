"""Workers for the tests of the transcript that read a session."""

from collections.abc import Iterator

import pytest

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import reused_connections


@pytest.fixture
def worker(qapp: object) -> Iterator[DatabaseWorker]:
    made = DatabaseWorker(reused_connections)
    yield made
    made.close()
