from pathlib import Path

from support.draft_desk import DraftDesk
from support.files import accept_rows, refuse_rows
from support.on_file import read

from personaui_desktop.database import (
    create_session,
    delete_persona_db,
    delete_session,
)
from personaui_desktop.database.drafts import get_drafts


def test_closing_finishes_what_was_given_to_the_worker(desk: DraftDesk) -> None:
    session_id = create_session(persona_id="mia")
    drafts = desk.open(("mia", None))
    desk.type("left")
    drafts.go_to(("mia", session_id))
    desk.type("shown")
    drafts.close()
    desk.worker.close()
    assert read(get_drafts, on="mia") == {None: "left", session_id: "shown"}


def test_what_a_deleted_session_held_goes_with_it(desk: DraftDesk) -> None:
    session_id = create_session(persona_id="mia")
    drafts = desk.open(("mia", session_id))
    desk.type("x")
    desk.do(lambda: delete_session(session_id, "mia"))
    drafts.go_to(("mia", None))
    desk.settle()
    assert (desk.composer.text, read(get_drafts, on="mia"), desk.told) == ("", {}, [])


def test_a_deleted_persona_does_not_come_back_and_nothing_is_told(desk: DraftDesk, data_dir: Path) -> None:
    drafts = desk.open(("mia", None))
    desk.type("x")
    desk.do(lambda: delete_persona_db("mia"))
    drafts.go_to(("kai", None))
    desk.settle()
    assert not (data_dir / "persona_mia.db").exists()
    assert desk.told == []


def test_a_file_that_cannot_be_written_is_told_once_and_written_when_it_can_be(
    desk: DraftDesk, data_dir: Path
) -> None:
    path = data_dir / "persona_mia.db"
    drafts = desk.open(("mia", None))
    desk.do(lambda: refuse_rows(path, "drafts"))
    for key in "abc":
        desk.type(key)
        drafts.keep()
        desk.settle()
    assert len(desk.told) == 1
    accept_rows(path, "drafts")
    drafts.keep()
    desk.settle()
    assert read(get_drafts, on="mia") == {None: "abc"}


def test_a_file_that_cannot_be_read_is_told_once_and_left_alone(desk: DraftDesk, data_dir: Path) -> None:
    path = data_dir / "persona_mia.db"
    path.write_bytes(b"no database" * 500)
    drafts = desk.open(("mia", None))
    assert desk.told == []
    for key in "abc":
        desk.type(key)
        drafts.keep()
        desk.settle()
    assert len(desk.told) == 1
    assert path.read_bytes() == b"no database" * 500
    assert desk.composer.text == "abc"


def test_nothing_is_told_of_a_file_that_cannot_be_read_while_nothing_is_written(
    desk: DraftDesk, data_dir: Path
) -> None:
    drafts = desk.open(("kai", None))
    (data_dir / "persona_mia.db").write_bytes(b"broken" * 1000)
    drafts.go_to(("mia", None))
    drafts.keep()
    desk.settle()
    assert desk.told == []
    desk.type("text")
    drafts.keep()
    desk.settle()
    assert len(desk.told) == 1
