"""A session in which things are said."""

import pytest

from personaui_desktop.database import create_persona_db, create_session


@pytest.fixture
def session(data_dir: object) -> int:
    create_persona_db("default")
    return create_session("A talk", "default")
