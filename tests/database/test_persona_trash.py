from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.on_file import read, store_profile

from personaui_desktop.database import get_all_persona_ids, get_db_path
from personaui_desktop.database.persona_trash import (
    TRASH_DAYS,
    delete_from_trash,
    expired_in_trash,
    put_in_trash,
    take_from_trash,
    trashed,
)
from personaui_desktop.database.personas import read_profile
from personaui_desktop.errors import KnownError
from personaui_desktop.records.personas import Profile


@pytest.fixture(autouse=True)
def _persona() -> None:
    store_profile(Profile("Mia"), "mia")


def test_a_deleted_persona_is_listed_and_comes_back(data_dir: Path) -> None:
    assert put_in_trash("mia")
    assert get_all_persona_ids() == []
    (mia,) = trashed()
    assert mia.name == "Mia"
    assert mia.deleted_at.startswith(f"{datetime.now(UTC):%Y-%m-%d}")
    assert take_from_trash(mia.file_name, "free") == "mia"
    assert read(read_profile, on="mia") == Profile("Mia")
    assert trashed() == []
    assert (data_dir / "trash").stat().st_mode & 0o077 == 0


def test_one_whose_id_is_taken_meanwhile_has_another() -> None:
    put_in_trash("mia")
    store_profile(Profile("Other"), "mia")
    (mia,) = trashed()
    assert take_from_trash(mia.file_name, "free") == "free"
    assert (read(read_profile, on="mia"), read(read_profile, on="free")) == (Profile("Other"), Profile("Mia"))


def test_two_deleted_in_one_second_are_two() -> None:
    put_in_trash("mia")
    store_profile(Profile("Second"), "mia")
    put_in_trash("mia")
    assert {each.name for each in trashed()} == {"Mia", "Second"}


def test_what_is_not_there_is_not_deleted_and_the_default_persona_never() -> None:
    store_profile(Profile("Usual"))
    assert not put_in_trash("gone")
    assert not put_in_trash("default")
    assert take_from_trash("gone", "free") is None
    assert take_from_trash("../main.db", "free") is None
    assert "default" in get_all_persona_ids()


def test_a_damaged_file_can_be_deleted_and_comes_back_as_it_was(data_dir: Path) -> None:
    path = data_dir / "persona_broken.db"
    path.write_bytes(b"no database" * 100)
    assert put_in_trash("broken")
    (broken,) = trashed()
    assert broken.name == "broken"
    assert take_from_trash(broken.file_name, "free") == "broken"
    assert path.read_bytes() == b"no database" * 100


def test_after_its_days_it_goes_for_good(data_dir: Path) -> None:
    put_in_trash("mia")
    (mia,) = trashed()
    assert expired_in_trash() == []
    old = datetime.now(UTC) - timedelta(days=TRASH_DAYS, minutes=1)
    path = data_dir / "trash" / mia.file_name
    path.rename(path.with_name(f"{old:%Y%m%dT%H%M%S}{path.name[15:]}"))
    (expired,) = expired_in_trash()
    delete_from_trash(expired)
    delete_from_trash("../main.db")
    assert trashed() == []
    assert not get_db_path("mia").exists()


def test_a_folder_that_cannot_be_made_is_told(data_dir: Path) -> None:
    (data_dir / "trash").write_text("in the way")
    with pytest.raises(KnownError):
        put_in_trash("mia")
    assert read(read_profile, on="mia") == Profile("Mia")
    assert trashed() == []
