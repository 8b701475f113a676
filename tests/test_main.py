import subprocess
import sys
from pathlib import Path

from personaui_desktop.database import create_session, save_message
from personaui_desktop.settings.json_file import write_object
from personaui_desktop.settings.window_state import FILE_NAME

ROOT = Path(__file__).parents[1]

LOADS = """
import builtins, linecache
own = builtins.__import__
from personaui_desktop.__main__ import load_qt
load_qt()
assert builtins.__import__ is own
from PySide6.QtCore import QObject, QTimer
import anthropic
print(len(linecache.cache))
"""

BEGINS = """
import os, sys
from personaui_desktop import __main__

def name_classes(first):
    return {first.__name__}.union(*map(name_classes, type.__subclasses__(first)))

def watch(app):
    from PySide6.QtCore import QEvent, QObject

    class Watched(app.Program):
        # Tells of the first paint of a conversation.
        def _fill(self):
            super()._fill()
            self.window.chat.transcript.viewport().installEventFilter(self)

        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and self.window.chat.has_messages:
                print(*sys.modules, *name_classes(QObject))
                sys.stdout.flush()
                os._exit(0)
            return False

    app.Program = Watched

def load_qt():
    load()
    from personaui_desktop import app
    watch(app)

load, __main__.load_qt = __main__.load_qt, load_qt
__main__.main(["--demo", "--data-dir", sys.argv[1]])
"""


def run(program: str, *arguments: str) -> str:
    """What a program of its own says."""
    command = [sys.executable, "-c", program, *arguments]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_modules_are_not_read_as_source_once_qt_is_loaded() -> None:
    assert int(run(LOADS)) < 100


def test_the_first_conversation_waits_for_nothing_that_it_does_not_need(data_dir: Path) -> None:
    session_id = create_session()
    save_message("Hello *Mia*, `x` < 2.", True, "", session_id)
    write_object(data_dir / FILE_NAME, {"last_sessions": {"default": session_id}})
    there = set(run(BEGINS, str(data_dir)).split())
    assert {"personaui_desktop.widgets.chat.transcript.view", "MainWindow", "TranscriptView"} <= there
    # One call that answers a widget of Qt's own makes every class of widgets, a tenth of the start.
    assert there.isdisjoint({"QMdiArea", "QWizard", "QGraphicsView", "QMessageBox"})
    assert there.isdisjoint({"decimal", "html.entities", "socket", "uuid"})
    late = {"background.reply_thread", "claude.events", "database.tails", "search_query"}
    late |= {"widgets.search.indexing", "widgets.memories.indexing", "operations.files"}
    transcript = "widgets.chat.transcript"
    late |= {f"{transcript}.finding.finder", f"{transcript}.finding.hits"}
    late |= {f"{transcript}.scrolling.{each}" for each in ("day_pill", "latest_button")}
    assert there.isdisjoint(f"personaui_desktop.{each}" for each in late)
    verbs = {each.rpartition(".")[2] for each in there if each.startswith("personaui_desktop.operations.")}
    assert verbs.isdisjoint({"replies", "reply_storage", "remembering", "inspection", "planning"})
