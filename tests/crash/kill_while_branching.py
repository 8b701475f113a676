"""Kills the program at random moments while it parks, opens and copies, and looks for anything half done.

    python tests/crash/kill_while_branching.py --moments 100

After every kill the file holds what it did after one of the things that were done, whole, and the next start
finishes what was being copied.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "crash")]

from brancher import held_in, lives  # noqa: E402 - the path is set above
from machine.stored import unsound  # noqa: E402
from support.on_file import read  # noqa: E402

from personaui_desktop import paths  # noqa: E402
from personaui_desktop.database.copying import unfinished_copies  # noqa: E402
from personaui_desktop.operations import upkeep  # noqa: E402

MOST_THINGS = 25


def main() -> None:
    """Kill as often as asked; end with status 1 at the first thing that is half done."""
    parser = argparse.ArgumentParser(description="Kills the program while it branches.")
    parser.add_argument("--moments", type=int, default=100, help="how often to kill")
    parser.add_argument("--seed", type=int, default=None, help="for the random moments")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    for _ in range(options.moments):
        kill_once(chance.randrange(1_000_000), chance.randrange(1, MOST_THINGS))
    sys.stdout.write(f"{options.moments} kills, nothing half done\n")


def kill_once(number: int, things: int) -> None:
    """Have so many things done, kill the program in the next one, and check what its file holds.

    Raises:
        AssertionError: something is half done.
    """
    with tempfile.TemporaryDirectory() as killed, tempfile.TemporaryDirectory() as again:
        told = run_and_kill(Path(killed), number, things)
        held = held_in(Path(killed))
        wanted = list(islice(lives(Path(again), number), things + 1 + MOST_THINGS))
        assert told == wanted[: len(told)], "the same is done each time"
        assert held in wanted[things - 1 :], f"seed {number}, after {things}: half of something is there"
        paths.choose_data_dir(Path(killed))
        assert unsound() == []
        upkeep.after_start().work()
        assert read(unfinished_copies) == []
        assert unsound() == []


def run_and_kill(folder: Path, number: int, things: int) -> list[str]:
    """What the program told until it was killed, once it had told so often."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    command = [sys.executable, str(ROOT / "tests" / "crash" / "brancher.py"), str(folder), str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as program:
        assert program.stdout is not None
        try:
            return [line.strip() for line in islice(program.stdout, things)]
        finally:
            program.kill()


if __name__ == "__main__":
    main()
