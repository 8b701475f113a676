"""Kills the program at random moments while replies stream, starts it again, and looks for anything lost.

    python tests/crash/kill_while_streaming.py --moments 100

After every kill: each message that was told as committed is in the file as it was, the reply that was
streaming lacks at most what was shown within the last second, the file passes ``integrity_check``, and at the
next start the reply is there as interrupted.
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.messages_server import Reply, serve  # noqa: E402 - the path is set above

from personaui_desktop import paths  # noqa: E402
from personaui_desktop.operations import personas  # noqa: E402

MOST_SECONDS_MISSING = 1.0
LONGEST_WAIT = 2.5
PATIENCE = 60.0
PIECES = [f"word{number} " for number in range(120)]


class Seen(NamedTuple):
    """What one run of the program told before it was killed: texts by id, lengths with their times by id."""

    said: dict[int, str]
    shown: dict[int, list[tuple[int, float]]]
    ended: set[int]


def main() -> None:
    """Kill as often as asked; end with status 1 at the first loss."""
    parser = argparse.ArgumentParser(description="Kills the program while replies stream.")
    parser.add_argument("--moments", type=int, default=100, help="how often to kill")
    parser.add_argument("--seed", type=int, default=None, help="for the random moments")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = kill_often(Path(folder), options.moments, random.Random(options.seed))
    sys.stdout.write(result + "\n")


def kill_often(folder: Path, moments: int, chance: random.Random) -> str:
    """Kill and check that many times in one data folder; a sentence about what was found.

    Raises:
        AssertionError: something was lost.
    """
    said: dict[int, str] = {}
    missing = []
    with serve(default=Reply(PIECES, rate=60)) as server:
        for _ in range(moments):
            seen, killed_at = run_and_kill(server.url, folder, chance.uniform(0, LONGEST_WAIT))
            said |= seen.said
            missing.append(check(folder, said, seen, killed_at))
    return (
        f"{moments} kills, {len(said)} committed messages, none lost; "
        f"of a streaming reply at most {max(missing):.2f} s were missing"
    )


def run_and_kill(address: str, folder: Path, wait: float) -> tuple[Seen, float]:
    """Start the program, let it talk, kill it ``wait`` seconds after the first text was shown."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(ROOT / "tests/crash/talker.py"), address, str(folder)]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    seen = Seen({}, {}, set())
    streaming = threading.Event()
    reader = threading.Thread(target=read_lines, args=(program, seen, streaming))
    reader.start()
    if not streaming.wait(PATIENCE):
        program.kill()
        reader.join(PATIENCE)
        raise AssertionError("the program never showed any text")
    # The moment of the kill is what is random here; nothing waits for this to be over.
    threading.Event().wait(wait)
    program.send_signal(signal.SIGKILL)
    killed_at = time.monotonic()
    reader.join(PATIENCE)
    program.wait(PATIENCE)
    return seen, killed_at


def read_lines(program: "subprocess.Popen[str]", seen: Seen, streaming: threading.Event) -> None:
    """Collect what the program tells."""
    assert program.stdout is not None
    with program.stdout as lines:
        for line in lines:
            what, message_id, *rest = line.split()
            if what == "said":
                seen.said[int(message_id)] = rest[0]
            elif what == "shown":
                seen.shown.setdefault(int(message_id), []).append((int(rest[0]), float(rest[1])))
                streaming.set()
            else:
                seen.ended.add(int(message_id))


def check(folder: Path, said: dict[int, str], seen: Seen, killed_at: float) -> float:
    """Look for losses in the file, then through the program's own recovery; the seconds that are missing."""
    rows = read_rows(folder)
    for message_id, text in said.items():
        assert rows.get(message_id) == text, f"message {message_id} is lost: {text!r}"
    missing = max((seconds_missing(rows, *one, killed_at) for one in seen.shown.items()), default=0.0)
    assert missing <= MOST_SECONDS_MISSING, f"{missing:.2f} s of a reply are missing"
    for message_id in seen.ended:
        assert rows[message_id] == "".join(PIECES)
    streaming = read_replies(folder, "streaming")
    recover(folder)
    interrupted = read_replies(folder, "interrupted")
    for message_id, text in streaming.items():
        assert not text or interrupted.get(message_id) == text, f"reply {message_id} is not kept"
    assert not read_replies(folder, "streaming")
    assert all(interrupted.values()), "an empty reply is kept"
    return missing


def read_replies(folder: Path, status: str) -> dict[int, str]:
    """The texts of the replies that stand at this status, by id."""
    with closing(sqlite3.connect(folder / "main.db")) as connection:
        query = "SELECT id, message FROM replies JOIN chat_messages ON id = message_id WHERE status = ?"
        return dict(connection.execute(query, (status,)).fetchall())


def read_rows(folder: Path) -> dict[int, str]:
    """Every message by its id, after the file has passed its check."""
    connection = sqlite3.connect(folder / "main.db")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return dict(connection.execute("SELECT id, message FROM chat_messages").fetchall())
    finally:
        connection.close()


def seconds_missing(
    rows: dict[int, str], message_id: int, shown: list[tuple[int, float]], killed_at: float
) -> float:
    """How long before the kill the first text was shown that the file does not have."""
    stored = rows.get(message_id, "")
    assert "".join(PIECES).startswith(stored), f"reply {message_id} is garbled"
    missing = [at for length, at in shown if length > len(stored)]
    return killed_at - missing[0] if missing else 0.0


def recover(folder: Path) -> None:
    """Open everything as the next start does."""
    paths.choose_data_dir(folder)
    try:
        personas.open_all().work()
    finally:
        paths.choose_data_dir(None)


if __name__ == "__main__":
    main()
