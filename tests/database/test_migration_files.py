from pathlib import Path

import pytest

from personaui_desktop.database.migration_files import read_migration, read_migrations
from personaui_desktop.paths import sql_dir

SCRIPT = """-- Why it is there.
-- check: SELECT tea FROM cups LIMIT 1

CREATE TABLE cups (tea TEXT);

-- A trigger's body has semicolons of its own.
CREATE TRIGGER poured AFTER INSERT ON cups BEGIN
    DELETE FROM cups WHERE tea = ';';

    DELETE FROM cups WHERE tea = 'END;';
END;
"""


def test_a_file_is_its_id_its_check_and_its_statements(tmp_path: Path) -> None:
    file = tmp_path / "07_add_cups.sql"
    file.write_text(SCRIPT, encoding="utf-8")
    migration = read_migration(file)
    assert (migration["id"], migration["check"]) == ("add_cups", "SELECT tea FROM cups LIMIT 1")
    table, trigger = migration["apply"]
    assert table == "CREATE TABLE cups (tea TEXT)"
    assert trigger.startswith("CREATE TRIGGER poured")
    assert trigger.endswith("END")
    assert trigger.count("DELETE") == 2


def test_they_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("10_last", "02_second", "01_first"):
        (tmp_path / f"{name}.sql").write_text("-- check: SELECT 1\nSELECT 1;\n", encoding="utf-8")
    assert [each["id"] for each in read_migrations(tmp_path)] == ["first", "second", "last"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("CREATE TABLE cups (tea TEXT);", "no line"),
        ("-- check: SELECT 1\nCREATE TABLE cups (", "ends within"),
    ],
)
def test_a_file_that_makes_no_sense_is_said(tmp_path: Path, text: str, wrong: str) -> None:
    (tmp_path / "01_add_cups.sql").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=wrong):
        read_migrations(tmp_path)


def test_the_programs_own_are_numbered_without_a_gap() -> None:
    names = [file.stem for file in sorted((sql_dir() / "migrations").glob("*.sql"))]
    assert [name.partition("_")[0] for name in names] == [
        f"{number:02}" for number in range(1, len(names) + 1)
    ]
    assert len({name.partition("_")[2] for name in names}) == len(names)
