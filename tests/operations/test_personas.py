import shutil
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from support.files import SHAPES, make_legacy_file
from support.on_file import create_persona, edit_persona, read, write

from personaui_desktop.database import (
    create_session,
    get_all_persona_ids,
    get_db_path,
    init_all_dbs,
    init_persona_db,
    save_message,
)
from personaui_desktop.database.pages import newest_page
from personaui_desktop.database.personas import read_profile
from personaui_desktop.database.replies import begin_reply, store_reply_text
from personaui_desktop.errors import InvalidInput, UnknownPersona
from personaui_desktop.operations import personas
from personaui_desktop.records.changes import Topic
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.personas import Profile


def test_the_first_start_makes_a_default_persona() -> None:
    listings = personas.open_all().work()
    assert [listing.persona_id for listing in listings] == ["default"]
    assert listings[0].profile.name
    assert listings[0].problem is None
    assert get_db_path("default").exists()


def test_a_made_persona_is_listed_with_its_profile() -> None:
    profile = Profile("Élodie", "Teaches French.", "Bonjour !")
    operation = create_persona(profile)
    persona_id = operation.work()
    assert [change.topic for change in operation.announces(persona_id)] == [Topic.PERSONAS]
    assert {listing.persona_id: listing.profile for listing in personas.open_all().work()}[
        persona_id
    ] == profile


def test_a_persona_needs_a_name() -> None:
    with pytest.raises(InvalidInput):
        create_persona(Profile("   ")).work()
    assert get_all_persona_ids() == []


def test_an_edited_persona_keeps_its_id_and_its_conversations() -> None:
    persona_id = create_persona(Profile("Kai")).work()
    session_id = create_session("Kept", persona_id)
    edit_persona(persona_id, Profile("Kaja", "Another name.")).work()
    assert read(read_profile, on=persona_id) == Profile("Kaja", "Another name.")
    assert read(newest_page, session_id, 5, on=persona_id).messages == []


def test_a_deleted_persona_takes_its_file_along() -> None:
    persona_id = create_persona(Profile("Kai")).work()
    assert personas.delete(persona_id).work()
    assert not list(get_db_path(persona_id).parent.glob(f"*{persona_id}*"))


def test_a_damaged_file_is_listed_with_its_problem_and_the_others_open(data_dir: Path) -> None:
    (data_dir / "persona_broken.db").write_bytes(b"this is no database at all" * 100)
    good = create_persona(Profile("Kai")).work()
    listings = {listing.persona_id: listing for listing in personas.open_all().work()}
    assert listings["broken"].problem
    assert listings[good].problem is None


def test_a_persona_deleted_while_all_are_opened_does_not_come_back(data_dir: Path) -> None:
    opened, waiting = sorted(create_persona(Profile("Kai")).work() for _ in range(2))
    steps: list[int] = []

    def delete_both_after_the_second() -> None:
        if len(steps) == 2:
            for persona_id in (opened, waiting):
                personas.delete(persona_id).work()
        steps.append(len(steps))

    listings = personas.open_all().work(delete_both_after_the_second)
    assert [listing.persona_id for listing in listings] == ["default"]
    assert get_all_persona_ids() == ["default"]


def test_a_persona_that_cannot_be_stored_is_not_half_made(data_dir: Path) -> None:
    with pytest.raises(InvalidInput):
        create_persona(Profile("Kai", avatar="no picture")).work()  # type: ignore[arg-type]
    assert list(data_dir.iterdir()) == []


def test_a_deleted_persona_cannot_be_edited_back_into_being(data_dir: Path) -> None:
    persona_id = create_persona(Profile("Kai")).work()
    personas.delete(persona_id).work()
    with pytest.raises(UnknownPersona):
        edit_persona(persona_id, Profile("Kaja")).work()
    assert get_all_persona_ids() == []


def test_a_new_persona_never_takes_the_place_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = iter([1, 1, 2])
    module = import_module(personas.__name__)  # what stands for it takes nothing back
    monkeypatch.setattr(module, "urandom", lambda size: next(ids).to_bytes(size))
    first, second = (create_persona(Profile(name)).work() for name in ("Kai", "Mia"))
    assert (first, second) == ("00000001", "00000002")
    assert read(read_profile, on=first) == Profile("Kai")


@pytest.mark.parametrize("persona_id", ["gone", "../main", ""])
def test_the_persona_that_was_open_last_may_be_gone(persona_id: str) -> None:
    assert personas.open_last(persona_id).work().persona_id == "default"
    assert get_all_persona_ids() == ["default"]


def test_a_file_without_a_profile_is_named_after_who_replied_last_in_it() -> None:
    init_persona_db("old")
    session_id = create_session("Old", "old")
    save_message("Good evening.", False, "Ingrid", session_id, "old")
    assert read(personas.profile_of, on="old").name == "Ingrid"
    save_message("Good evening to you.", True, session_id=session_id, persona_id="old")
    write(begin_reply, session_id, "", "this run", on="old")
    assert read(personas.profile_of, on="old").name == "Ingrid"


def test_replies_that_an_earlier_run_left_unfinished_are_marked_at_start() -> None:
    persona_id = create_persona(Profile("Kai")).work()
    session_id = create_session("Cut", persona_id)
    save_message("Hello?", True, session_id=session_id, persona_id=persona_id)
    with_text = write(begin_reply, session_id, "Kai", "an earlier run", on=persona_id)
    write(store_reply_text, with_text, "I was just", on=persona_id)
    write(begin_reply, session_id, "Kai", "an earlier run", on=persona_id)
    personas.open_all().work()
    messages = read(newest_page, session_id, 10, on=persona_id).messages
    assert [(message.text, message.status) for message in messages] == [
        ("Hello?", None),
        ("I was just", ReplyStatus.INTERRUPTED),
    ]


def test_replies_of_this_run_are_left_alone() -> None:
    from personaui_desktop.operations.run_id import RUN_ID

    persona_id = create_persona(Profile("Kai")).work()
    session_id = create_session("Live", persona_id)
    write(begin_reply, session_id, "Kai", RUN_ID, on=persona_id)
    personas.open_all().work()
    assert read(newest_page, session_id, 10, on=persona_id).messages[-1].status is ReplyStatus.STREAMING


def test_the_start_brings_all_files_up_as_the_specified_call_does(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, shape in enumerate(SHAPES):
        make_legacy_file(data_dir / f"persona_{number}.db", str(number), shape)
    (data_dir / "persona_broken.db").write_bytes(b"no database" * 500)
    copy = shutil.copytree(data_dir, tmp_path / "copy")
    problems = {listing.persona_id for listing in personas.open_all().work() if listing.problem}
    monkeypatch.setenv("PERSONAUI_DATA_DIR", str(copy))
    assert set(init_all_dbs()) == problems == {"broken"}
    for path in data_dir.glob("*.db"):
        if "broken" not in path.name:
            assert schema_of(path) == schema_of(copy / path.name)


def schema_of(path: Path) -> list[tuple[object, ...]]:
    """Tables and what was noted of them, without when."""
    with closing(sqlite3.connect(path)) as connection:
        schema = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        return [*schema, *connection.execute("SELECT key FROM db_info ORDER BY key")]
