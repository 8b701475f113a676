"""Work in one persona's file that has no end is given up, and the others go on."""

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from support.damaged import ENDLESS
from support.files import execute

from personaui_desktop import database
from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Errand
from personaui_desktop.database import opening, reused_connections
from personaui_desktop.database.connection import connect
from personaui_desktop.errors import DamagedFile, KnownError

OURS_BY_NAME = "memory_message_inserted"


@pytest.fixture
def endless_trigger(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is whole to look at, and in which whatever is said goes on for ever."""
    monkeypatch.setattr(opening, "WORK_STEPS", 5_000_000)
    database.save_message("before", True, persona_id="mia")
    path = data_dir / "persona_mia.db"
    execute(path, f"DROP TRIGGER {OURS_BY_NAME}")
    execute(
        path,
        f"CREATE TRIGGER {OURS_BY_NAME} AFTER INSERT ON chat_messages BEGIN"
        f" SELECT COUNT(*) FROM ({ENDLESS} SELECT x FROM n); END",
    )
    return path


@pytest.mark.usefixtures("endless_trigger")
def test_an_endless_trigger_is_given_up_and_nothing_is_half_stored() -> None:
    for _ in range(2):
        with pytest.raises(DamagedFile, match=r"persona_mia\.db contains .* never finishes"):
            database.save_message("never", True, persona_id="mia")
    assert [message["message"] for message in database.get_chat_history(persona_id="mia")] == ["before"]


def test_an_endless_view_in_a_tables_place_is_refused_at_once(data_dir: Path) -> None:
    database.save_message("before", True, persona_id="mia")
    path = data_dir / "persona_mia.db"
    execute(path, "ALTER TABLE chat_messages RENAME TO hidden")
    columns = "x AS id, 1 AS session_id, 'm' AS message, 1 AS is_user, 0 AS timestamp, '' AS character_name"
    execute(path, f"CREATE VIEW chat_messages AS {ENDLESS} SELECT {columns} FROM n")
    with pytest.raises(DamagedFile, match=r"persona_mia\.db is damaged"):
        database.get_chat_history(persona_id="mia")


@pytest.mark.usefixtures("endless_trigger")
def test_the_worker_goes_on_with_the_other_personas(qtbot: QtBot) -> None:
    worker, owner = DatabaseWorker(reused_connections), QObject()
    failed: list[KnownError] = []
    stored: list[int] = []
    say = database.save_message
    worker.run(Errand(lambda: say("never", True, persona_id="mia")), owner, otherwise=failed.append)
    worker.run(Errand(lambda: say("fine", True, persona_id="kai")), owner, stored.append)
    qtbot.waitUntil(lambda: worker.is_idle, timeout=20_000)
    worker.close()
    assert [type(error) for error in failed] == [DamagedFile]
    assert stored == [1]


def test_each_call_counts_anew_and_a_callers_connection_has_no_limit(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = f"SELECT COUNT(*) FROM ({ENDLESS} SELECT x FROM n LIMIT 1500000)"
    database.init_persona_db()
    monkeypatch.setattr(opening, "WORK_STEPS", 0)
    monkeypatch.setattr(opening, "WORK_STEPS_A_BYTE", 0)
    with closing(database.get_db_connection()) as connection:
        assert connection.execute(count).fetchone() == (1_500_000,)
    with pytest.raises(DamagedFile), connect("default") as limited:
        limited.execute(count).fetchone()
    # A large file may take more: the one call that it takes has room, and two at once would not.
    monkeypatch.setattr(opening, "WORK_STEPS_A_BYTE", 50_000_000 // (data_dir / "main.db").stat().st_size)
    with database.reused_connections():
        for _ in range(3):
            with connect("default") as limited:
                assert limited.execute(count).fetchone() == (1_500_000,)
        three_times = " UNION ALL ".join([count] * 3)
        with pytest.raises(DamagedFile), connect("default") as limited:
            limited.execute(three_times).fetchall()
