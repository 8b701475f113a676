"""A screen that nobody sees, and hands that type on it: Xvfb and xdotool."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE_SECONDS = 60
BETWEEN_KEYS_MS = "20"


class Screen:
    """One X11 screen.

    Args:
        display: its name, as in ``DISPLAY``.
    """

    def __init__(self, display: str) -> None:
        self.display = display

    def wait_for(self, title: str) -> str:
        """The window that has these words in its title, once it is there and has the keyboard.

        Raises:
            subprocess.TimeoutExpired: it did not come.
        """
        window = self._do("search", "--sync", "--onlyvisible", "--name", title).split()[-1]
        self._do("windowfocus", "--sync", window)
        return window

    def type(self, text: str) -> None:
        """Type a text and press Enter."""
        self._do("type", "--delay", BETWEEN_KEYS_MS, text)
        self.press("Return")

    def press(self, keys: str) -> None:
        """Press keys such as ``ctrl+q``."""
        self._do("key", keys)

    def _do(self, *words: str) -> str:
        return subprocess.run(
            ["xdotool", *words],  # noqa: S607 - it is wherever the system has it
            env=os.environ | {"DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE_SECONDS,
        ).stdout


@contextmanager
def new_screen() -> Iterator[Screen]:
    """A screen with a number that nobody has, until the end of the block."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    # Without it a screen begins anew, and refuses whoever comes meanwhile, each time that nobody looks at it.
    command += ["-noreset"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield Screen(f":{told.readline().strip()}")
    finally:
        server.terminate()
        server.wait()
