"""Having the index follow: in segments and blocks, with what changes meanwhile noted."""

from pathlib import Path

import pytest
from support.branches import rows
from support.files import execute
from support.on_file import read
from support.searching import found, index_for_search

from personaui_desktop import database
from personaui_desktop.database import search_making
from personaui_desktop.database.search_making import WAITING, begin
from personaui_desktop.records.search import HitKind

SEGMENTS = "SELECT source, first_id, last_id, state FROM search_segments ORDER BY first_id"

MESSAGE = "INTO chat_messages (id, session_id, message, is_user) VALUES"
VERSION = "INTO message_versions (id, message_id, place, made_at, content) VALUES"


@pytest.fixture
def session() -> int:
    return database.create_session()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_making, "WAITING", 1)


def say(session: int, *texts: str) -> None:
    for text in texts:
        database.save_message(text, True, session_id=session)


def test_few_messages_need_no_index(session: int) -> None:
    say(session, *["lighthouse"] * (WAITING - 1))
    assert read(begin) is None
    say(session, "lighthouse")
    index_for_search()
    assert rows(SEGMENTS) == [("message", -(2**63), WAITING, "made")]
    assert len(found("lighthouse")) == WAITING


@pytest.mark.usefixtures("at_once")
def test_a_segment_grows_until_it_is_full(session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_making, "BLOCKS", 2)
    monkeypatch.setattr(search_making, "BLOCK_TEXTS", 2)
    for number in range(6):
        say(session, f"light {number}")
        index_for_search()
    last_ids = [last_id for _, _, last_id, _ in rows(SEGMENTS)]
    assert last_ids == [3, 6]


@pytest.mark.usefixtures("at_once")
def test_a_block_ends_with_many_characters(session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_making, "BLOCK_CHARACTERS", 10)
    say(session, "short", "a longer text", "another long text")
    making = read(begin)
    assert making is not None
    blocks = 0
    while read(making.read_block):
        blocks += 1
    assert blocks == 2


@pytest.mark.usefixtures("at_once")
def test_very_long_texts_are_read_instead(session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_making, "LONGEST_TEXT", 20)
    say(session, "the lighthouse keeper and the storm", "short")
    index_for_search()
    assert len(rows("SELECT 1 FROM search_grams WHERE gram >= 0")) < 20
    assert [hit.item_id for hit in found("storm")] == [1]


@pytest.mark.usefixtures("at_once")
def test_what_is_deleted_leaves_nothing_behind(session: int, data_dir: Path) -> None:
    say(session, "secret")
    index_for_search()
    execute(data_dir / "main.db", "DELETE FROM chat_messages")
    index_for_search()
    for table in ("search_segments", "search_grams"):
        assert rows(f"SELECT * FROM {table}") == []


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE chat_messages SET message = 'after'",
        f"INSERT {MESSAGE} (0, 1, 'after', 1)",
        f"INSERT OR REPLACE {MESSAGE} (1, 1, 'after', 1)",
    ],
)
def test_what_was_read_before_a_change_is_not_stored(session: int, data_dir: Path, statement: str) -> None:
    say(session, "before")
    making = read(begin)
    assert making is not None
    while read(making.read_block):
        pass
    execute(data_dir / "main.db", statement)
    read(making.store)
    assert rows(SEGMENTS)[0][3] == "changed"
    assert found("after")


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("number", [2**63 - 2, -(2**63), 0])
def test_an_id_may_be_any_number(session: int, data_dir: Path, number: int) -> None:
    say(session, "between")
    execute(
        data_dir / "main.db",
        f"INSERT {MESSAGE} ({number}, {session}, 'at the edge', 1)",
    )
    assert [hit.item_id for hit in found("edge")] == [number]
    index_for_search()
    assert [hit.item_id for hit in found("edge")] == [number]
    assert [hit.item_id for hit in found("between")] == [1]


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE chat_messages SET message = 'now here' WHERE id = 3",
        "UPDATE chat_messages SET id = 20 WHERE message = 'now here'",
        f"INSERT {MESSAGE} (20, 1, 'now here', 1)",
        f"INSERT OR REPLACE {MESSAGE} (3, 1, 'now here', 1)",
        "UPDATE message_versions SET content = 'now here' WHERE id = 3",
        f"INSERT {VERSION} (20, 1, 1, '', 'now here')",
        "UPDATE message_versions SET id = 20 WHERE content = 'now here'",
    ],
)
def test_whatever_another_program_does_is_noted(
    session: int, data_dir: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setattr(search_making, "BLOCK_TEXTS", 2)
    path = data_dir / "main.db"
    for number in (*range(1, 12), *range(30, 40)):
        said = "now here" if number == 39 and "WHERE message" in statement else "x"
        execute(path, f"INSERT {MESSAGE} ({number}, {session}, '{said}', 1)")
        shelved = "now here" if number == 39 and "WHERE content" in statement else "y"
        execute(path, f"INSERT {VERSION} ({number}, {number}, 1, '', '{shelved}')")
    index_for_search()
    execute(path, statement)
    kind = HitKind.VERSION if "message_versions" in statement else HitKind.MESSAGE
    assert len(found("now here", [kind])) == 1
