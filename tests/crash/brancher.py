"""Parks, opens, copies and deletes in one data folder, until it is killed: the same for the same number.

Prints a line with what the file holds whenever something is on the disk.
"""

import hashlib
import os
import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from support.on_file import read, write

from personaui_desktop import database, paths
from personaui_desktop.database import branches, copying, undo_steps
from personaui_desktop.database.connection import connect
from personaui_desktop.database.messages import delete_range
from personaui_desktop.errors import CannotUndo

MESSAGES = 3_000
_HELD = (
    "SELECT id, session_id, message FROM chat_messages",
    "SELECT id, last_memory_message_id FROM chat_sessions",
    "SELECT session_id, kind, trunk_id, fork_id, id_offset, copied_from FROM session_branches",
    "SELECT session_id, shift, block, messages FROM message_counts",
    "SELECT id, session_id FROM memories",
    "SELECT * FROM message_moves",
)


def main() -> None:
    """Go on in a folder until killed."""
    for held in lives(Path(sys.argv[1]), int(sys.argv[2])):
        os.write(1, f"{held}\n".encode())


def lives(folder: Path, number: int) -> Iterator[str]:
    """Do one thing after another in an empty folder; what the file holds after each."""
    paths.choose_data_dir(folder)
    copying.CHUNK = 400
    chance = random.Random(number)
    session = database.create_session()
    with connect("default") as connection:
        query = "INSERT INTO chat_messages (session_id, message, is_user) VALUES (?, ?, 1)"
        connection.executemany(query, [(session, str(at)) for at in range(MESSAGES)])
    ids = [each["id"] for each in database.get_chat_history(MESSAGES, session)]
    database.save_memory(session, "spans much", start_message_id=ids[50], end_message_id=ids[-50])
    while True:
        yield held_in(folder)
        chance.choice((_park, _open, _copy, _copy, _delete, _undo))(session, chance)


def held_in(folder: Path) -> str:
    """A digest of all that moves, but for times."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(folder / "main.db")) as file:
        for query in _HELD:
            digest.update(repr(sorted(file.execute(query))).encode())
    return digest.hexdigest()


def _park(session: int, chance: random.Random) -> None:
    ids = [each["id"] for each in database.get_chat_history(MESSAGES, session)]
    if ids and not read(copying.unfinished_copies):
        write(branches.park_tail, session, chance.choice(ids))
    else:
        database.save_message("instead", True, session_id=session)


def _open(_session: int, chance: random.Random) -> None:
    query = "SELECT session_id FROM session_branches WHERE kind = 'parked' ORDER BY session_id"
    with connect("default") as connection:
        parked = [branch for (branch,) in connection.execute(query)]
    if parked and not read(copying.unfinished_copies):
        write(branches.open_branch, chance.choice(parked))


def _copy(session: int, _chance: random.Random) -> None:
    unfinished = read(copying.unfinished_copies)
    if unfinished:
        write(copying.copy_chunk, unfinished[0])
    else:
        write(copying.begin_copy, session, None, "Copy")


def _delete(session: int, chance: random.Random) -> None:
    copies = [each["id"] for each in database.get_all_sessions("default") if each["title"] == "Copy"]
    if copies:
        write(branches.delete_with_parked, chance.choice(copies))
    else:
        ids = [each["id"] for each in database.get_chat_history(MESSAGES, session)][-40:]
        if ids:
            write(delete_range, session, ids[0], ids[-1])


def _undo(_session: int, _chance: random.Random) -> None:
    if not read(copying.unfinished_copies):
        with suppress(CannotUndo):
            read(undo_steps.undo)


if __name__ == "__main__":
    main()
