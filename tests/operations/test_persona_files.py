from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.on_file import create_persona, read

from personaui_desktop.database import create_session, get_all_persona_ids, get_chat_history, save_message
from personaui_desktop.database.personas import read_profile
from personaui_desktop.errors import InvalidInput, KnownError
from personaui_desktop.operations import persona_files, personas, upkeep
from personaui_desktop.paths import data_dir
from personaui_desktop.records.changes import How
from personaui_desktop.records.personas import Profile


@pytest.fixture
def mia() -> str:
    persona_id = create_persona(Profile("Mia", "Kind.")).work()
    session = create_session("One", persona_id)
    save_message("Hello", is_user=True, session_id=session, persona_id=persona_id)
    return persona_id


def said(persona_id: str) -> list[str]:
    return [each["message"] for each in get_chat_history(session_id=1, persona_id=persona_id)]


def test_a_duplicate_has_all_and_a_name_of_its_own(mia: str) -> None:
    operation = persona_files.duplicate(mia, "Mia (copy)")
    copy = operation.work()
    assert [(each.persona_id, each.how) for each in operation.announces(copy)] == [(copy, How.ADDED)]
    assert read(read_profile, on=copy) == Profile("Mia (copy)", "Kind.")
    assert said(copy) == ["Hello"]
    with pytest.raises(KnownError):
        persona_files.duplicate("gone", "x").work()


def test_a_saved_copy_can_be_opened_again(mia: str, tmp_path: Path) -> None:
    path = persona_files.save_copy(mia, tmp_path / "mia.db").work()
    again = persona_files.open_file(path).work()
    assert again != mia
    assert said(again) == ["Hello"]
    personas.delete(mia).work()
    assert persona_files.open_file(path).work() == mia
    with pytest.raises(InvalidInput, match="cannot be written"):
        persona_files.save_copy(mia, tmp_path / "no folder" / "mia.db").work()


def test_a_deleted_persona_comes_back_or_goes_for_good(mia: str) -> None:
    assert personas.delete(mia).work()
    (trashed,) = persona_files.in_trash().work()
    assert persona_files.restore(trashed.file_name).work() == mia
    assert said(mia) == ["Hello"]
    personas.delete(mia).work()
    (trashed,) = persona_files.in_trash().work()
    persona_files.delete_for_good(trashed.file_name).work()
    assert persona_files.in_trash().work() == []
    assert persona_files.restore(trashed.file_name).work() is None
    assert mia not in get_all_persona_ids()


def test_a_start_empties_what_is_kept_no_longer(mia: str) -> None:
    personas.delete(mia).work()
    (trashed,) = persona_files.in_trash().work()
    path = data_dir() / "trash" / trashed.file_name
    old = path.rename(
        path.with_name(f"{datetime.now(UTC) - timedelta(days=31):%Y%m%dT%H%M%S}{path.name[15:]}")
    )
    upkeep.after_start().work()
    assert not old.exists()
