import subprocess
import sys
from pathlib import Path

import pytest

FIRST_USES = """
import sys, threading
sys.setswitchinterval(0.000001)
from personaui_desktop.operations import replies
name = "personaui_desktop.operations.replies"
assert name not in sys.modules
found, ready = [], threading.Barrier(8)

def use():
    ready.wait()
    found.append(replies.answer)

threads = [threading.Thread(target=use) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
loaded = sys.modules[name]
assert found == [loaded.answer] * 8
replies.keep = None
assert loaded.keep is None
from personaui_desktop.operations import replies as later
assert later is loaded
"""


def test_verbs_are_loaded_at_their_first_use_whole_for_whoever_uses_them_at_one_moment() -> None:
    root = Path(__file__).parents[2]
    for _ in range(3):
        finished = subprocess.run(
            [sys.executable, "-c", FIRST_USES],
            cwd=root,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert finished.returncode == 0, finished.stderr


def test_there_are_no_verbs_on_what_has_no_file() -> None:
    with pytest.raises(ImportError):
        from personaui_desktop.operations import nonsense  # type: ignore[attr-defined] # noqa: F401
