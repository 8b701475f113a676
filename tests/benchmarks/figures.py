"""One measured figure beside its reference, and how a table of them is printed."""

import statistics
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import NamedTuple


class Figure(NamedTuple):
    """What was measured, the reference measured in the same run, and the ratio aimed at (if any)."""

    name: str
    measured: float
    reference: float
    unit: str
    aim: str = ""

    @property
    def ratio(self) -> float:
        """Measured over reference."""
        return self.measured / self.reference if self.reference else float("nan")


def median_ms(
    work: Callable[[], object],
    runs: int = 7,
    before: Callable[[], object] = lambda: None,
    clock: Callable[[], float] = perf_counter,
) -> float:
    """The median time of some runs of the work, in milliseconds; what is done before each does not count."""
    times = []
    for _ in range(runs):
        before()
        start = clock()
        work()
        times.append((clock() - start) * 1000)
    return statistics.median(times)


def print_table(title: str, figures: Iterable[Figure]) -> None:
    """Print one line a figure: measured, reference, ratio, aim."""
    print(f"\n{title}")
    print(f"  {'':58} {'measured':>12} {'reference':>12} {'ratio':>7}  aim")
    for figure in figures:
        measured = f"{figure.measured:.2f} {figure.unit}"
        reference = f"{figure.reference:.2f} {figure.unit}"
        print(f"  {figure.name:58} {measured:>12} {reference:>12} {figure.ratio:7.2f}  {figure.aim}")
