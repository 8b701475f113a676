"""Starts the program: ``personaui-desktop``, or ``python -m personaui_desktop``."""

import sys
from collections.abc import Sequence

from personaui_desktop.command_line import parse, why_no_screen
from personaui_desktop.paths import choose_data_dir


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and run the program; the answer is its exit status."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    reason = why_no_screen()
    if reason is not None:
        sys.stderr.write(reason + "\n")
        return 1
    choose_data_dir(options.data_dir)
    # Qt comes last, so that help, version and a missing screen are answered at once.
    from personaui_desktop.app import run

    return run(options)


if __name__ == "__main__":
    sys.exit(main())
