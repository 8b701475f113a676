"""Run every benchmark, or those named: ``python tests/benchmarks [topic ...]``."""

import importlib
import os
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(wanted: list[str]) -> None:
    """Run the topics, each a ``bench_<topic>.py`` with a ``run()`` that answers its figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[1])]
    figures = importlib.import_module("figures")
    for file in sorted(HERE.glob("bench_*.py")):
        topic = file.stem.removeprefix("bench_")
        if not wanted or topic in wanted:
            module = importlib.import_module(file.stem)
            figures.print_table(module.__doc__.splitlines()[0], module.run())


if __name__ == "__main__":
    main(sys.argv[1:])
