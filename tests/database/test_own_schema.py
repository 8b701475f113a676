from pathlib import Path

from support.files import rows_of

from personaui_desktop import database
from personaui_desktop.database.connection import connect
from personaui_desktop.database.own_schema import own_schema


def test_it_has_the_columns_and_triggers_of_a_new_file_each_tables_key_first(data_dir: Path) -> None:
    database.create_persona_db()
    found = own_schema()
    with connect("default") as connection:
        for table, names in found.names.items():
            keyed = [(row[1], row[5]) for row in connection.execute(f"PRAGMA table_info({table})")]
            assert sorted(names) == sorted(name for name, _ in keyed)
            assert names[0] == next((name for name, place in keyed if place == 1), keyed[0][0])
    things = rows_of(data_dir / "main.db", "sqlite_master")
    assert found.triggers == {thing["name"] for thing in things if thing["type"] == "trigger"}
