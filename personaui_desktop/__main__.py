"""Starts the program: ``personaui-desktop``, or ``python -m personaui_desktop``."""

import builtins
import gc
import importlib
import sys
from collections.abc import Sequence

from personaui_desktop.command_line import parse, why_no_screen
from personaui_desktop.paths import choose_data_dir


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and run the program; the answer is its exit status."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    reason = why_no_screen() if options.needs_window else None
    if reason is not None:
        sys.stderr.write(f"{reason}\n")
        return 1
    choose_data_dir(options.data_dir)
    # What is loaded stays: looking through it for garbage is in vain. `GarbageCollector` collects later on.
    gc.disable()
    # Qt comes last, so that help, version and a missing screen are answered at once.
    load_qt()
    if options.request is not None and not options.needs_window:
        from personaui_desktop.without_window import run as run_without_window

        return run_without_window(options.request, as_json=options.as_json)
    from personaui_desktop.app import run

    return run(options)


def load_qt() -> None:
    """Load Qt's bindings, and leave Python's own import in its place.

    The bindings put one of theirs there, for ``from __feature__ import …``, which is not used here. It reads
    the source of every module imported from then on, which takes half as long again and 30 MB for the SDK's
    three thousand, and packages that import in a circle may fail under it.
    """
    own_import = builtins.__import__
    importlib.import_module("PySide6.QtCore")
    builtins.__import__ = own_import


if __name__ == "__main__":
    sys.exit(main())
