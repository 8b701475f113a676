"""Long lives of the machine: ``python tests/machine MINUTES [STEPS]``. What it finds is told, made short."""

import os
import sys
from pathlib import Path
from time import monotonic

HERE = Path(__file__).parent


def main(minutes: float, steps: int = 60) -> None:
    """Run for so long, lives of so many steps, each round with other luck."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(HERE.parent), str(HERE.parents[1])]
    from hypothesis import HealthCheck, seed, settings
    from hypothesis.stateful import run_state_machine_as_test
    from machine.conversations import Conversations

    lives = settings(
        max_examples=50,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    end, rounds = monotonic() + minutes * 60, 0
    while monotonic() < end:
        run_state_machine_as_test(seed(rounds + os.getpid())(Conversations), settings=lives)
        rounds += 1
        sys.stdout.write(f"{rounds * lives.max_examples} lives\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
