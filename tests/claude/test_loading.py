import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from personaui_desktop.claude.loading import load_sdk

COLD = """
import gc, sys, threading
import personaui_desktop.claude.who_replies
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
from personaui_desktop.records.providers import Provider
from personaui_desktop.records.replies import ReplyRequest
with serve() as server:
    request = ReplyRequest(("s",), ({"role": "user", "content": "hi"},))
    assert len(list(ClaudeResponder(Provider(server.url), "k").reply(request))) == 5
new = set(sys.modules) - before
late = [name for name in new if name.split(".")[0] in {"anthropic", "pydantic", "httpx2"}]
assert not late, late
"""

DISTURBED = """
import sys
from personaui_desktop.claude.loading import load_sdk

class HalfDone:
    left = {"pydantic.main", "pydantic._internal._validators"}
    def find_spec(self, name, path=None, target=None):
        if name in self.left and wanted(name):
            self.left.discard(name)
            raise ImportError(f"cannot import name 'it' from partially initialized module {name!r}")

def wanted(name):
    return name == sys.argv[1]

sys.meta_path.insert(0, HalfDone())
load_sdk()
import pydantic
assert sys.argv[1] not in HalfDone.left
assert pydantic.BaseModel.__module__ == "pydantic.main"
"""

AT_ONCE = """
import sys, threading
sys.setswitchinterval(0.00001)
from personaui_desktop.__main__ import load_qt
load_qt()
from personaui_desktop.claude.loading import load_sdk
from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.records.providers import Provider
from personaui_desktop.records.replies import ReplyRequest
wrong = []

def attempt(work):
    ready.wait()
    try:
        work()
    except BaseException as error:
        wrong.append(error)

def reply():
    request = ReplyRequest(("s",), ({"role": "user", "content": "hi"},))
    try:
        list(ClaudeResponder(Provider("http://127.0.0.1:9"), "k").reply(request))
    except Exception as error:
        if isinstance(error, ImportError) or isinstance(error.__cause__, ImportError):
            raise

def show():
    import personaui_desktop.widgets.chat.pane, personaui_desktop.widgets.memories.pane

works = [load_sdk, load_sdk, reply, show]
ready = threading.Barrier(len(works))
threads = [threading.Thread(target=attempt, args=(work,)) for work in works]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert not wrong, wrong
"""
STARTS = 3
COLD_STARTS = Path(__file__).parents[1] / "support" / "cold_starts.py"


def run(code: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(root), str(root / "tests")])}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=120)


@pytest.mark.parametrize("name", ["pydantic.main", "pydantic._internal._validators"])
def test_an_import_that_saw_a_module_half_done_is_done_again(name: str) -> None:
    done = run(DISTURBED, name)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("number", range(STARTS))
def test_loading_replying_and_the_window_may_begin_at_one_moment(number: int) -> None:
    done = run(AT_ONCE)
    assert done.returncode == 0, f"start {number}: {done.stderr}"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each round is forked from a process without the SDK")
@pytest.mark.parametrize(("kind", "rounds"), [("pydantic", 100), ("sdk", 6)])
def test_one_thread_imports_and_the_other_waits_for_it(kind: str, rounds: int) -> None:
    done = run(COLD_STARTS.read_text(encoding="utf-8"), kind, str(rounds))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(rounds)], done.stdout


def test_importing_the_room_loads_nothing_and_loading_loads_it_all() -> None:
    done = run(COLD)
    assert done.returncode == 0, done.stderr


def test_loading_twice_and_at_once_is_harmless() -> None:
    threads = [threading.Thread(target=load_sdk) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load_sdk()
