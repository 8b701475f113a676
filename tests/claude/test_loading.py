import os
import subprocess
import sys
import threading
from pathlib import Path

from personaui_desktop.claude.loading import load_sdk

COLD = """
import gc, sys, threading
import personaui_desktop.claude.choice
from personaui_desktop.claude.loading import load_sdk
heavy = {"anthropic", "httpx2", "pydantic", "keyring"} & set(sys.modules)
assert not heavy, heavy
interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
threads = [threading.Thread(target=load_sdk) for _ in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert gc.get_threshold() == thresholds and sys.getswitchinterval() == interval
before = set(sys.modules)
from support.messages_server import serve
from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.records import Provider, ReplyRequest
with serve() as server:
    request = ReplyRequest(("s",), ({"role": "user", "content": "hi"},))
    assert len(list(ClaudeResponder(Provider(server.url), "k").reply(request))) == 5
new = set(sys.modules) - before
late = [name for name in new if name.split(".")[0] in {"anthropic", "pydantic", "httpx2"}]
assert not late, late
"""


def test_importing_the_room_loads_nothing_and_loading_loads_it_all() -> None:
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(root), str(root / "tests")])}
    done = subprocess.run(
        [sys.executable, "-c", COLD], capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr


def test_loading_twice_and_at_once_is_harmless() -> None:
    threads = [threading.Thread(target=load_sdk) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load_sdk()
