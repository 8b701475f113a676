"""The one place that wires everything: settings, workers, replies, window."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from personaui_desktop import __version__, paths
from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.garbage import GarbageCollector
from personaui_desktop.background.requests import RequestServer, ask_running
from personaui_desktop.background.single_instance import PATIENCE_SECONDS, Claim, SingleInstance
from personaui_desktop.background.uncaught import Uncaught
from personaui_desktop.command_line import Options
from personaui_desktop.crash_file import CrashFile
from personaui_desktop.errors import KnownError
from personaui_desktop.os_errors import why
from personaui_desktop.private_files import make_private_folder, tighten_once
from personaui_desktop.records.personas import PersonaListing
from personaui_desktop.records.requests import SHOW, Report, Request
from personaui_desktop.settings.file import read_settings
from personaui_desktop.settings.window_state import read_window_states
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.bug_reporter import BugReporter
from personaui_desktop.widgets.first_look import FirstLook
from personaui_desktop.widgets.kept_windows import KeptWindows
from personaui_desktop.widgets.main_window import MainWindow
from personaui_desktop.widgets.preferences import Preferences
from personaui_desktop.widgets.windows import Windows

if TYPE_CHECKING:
    from personaui_desktop.background.termination import Termination
    from personaui_desktop.claude.events import Responder
    from personaui_desktop.operations.beginning import Beginning
    from personaui_desktop.operations.responders import Answering

MEMORY_TOKENS = 2048
"""How long a memory may be at least, however short replies are wished: one that breaks off is of no use."""

REST_AFTER_MS = 700
"""So long the conversation has the processor to itself; the first reply loads what it needs also before."""


def run(options: Options) -> int:
    """Run the program until its window is closed; the answer is the exit status."""
    # By name: PySide takes a while to make what stands for a style in Python.
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName("PersonaUI Desktop")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("personaui-desktop")
    application.setWindowIcon(QIcon(str(paths.resources_dir() / "icons" / "personaui.png")))
    folder = paths.data_dir()
    instance = SingleInstance(folder)
    try:
        make_private_folder(folder)
        claim = instance.claim() if options.screenshot is None else instance.claim_silently()
    except OSError as error:
        return _refuse(_why_no_folder(folder, error))
    if claim is Claim.SHOWN:
        return _hand_over(folder, options)
    if claim is Claim.SILENT:
        return _refuse(
            translate("Start", "PersonaUI Desktop is already using the data folder {folder}.").format(
                folder=folder
            )
        )
    return _run_in(folder, options, instance)


def _hand_over(folder: Path, options: Options) -> int:
    """Let the program that runs already show what was to be shown."""
    if options.request is not None:
        ask_running(folder, options.request.line(), PATIENCE_SECONDS)
    return 0


def _run_in(folder: Path, options: Options, instance: SingleInstance) -> int:
    """Run the program in a folder that is its own."""
    tighten_once(folder)
    crash_file = CrashFile(folder)
    program = Program(options, folder, instance, crash_file.begin())
    try:
        program.window.show()
        return QApplication.exec()
    finally:
        program.close()
        crash_file.end()


def _why_no_folder(folder: Path, error: OSError) -> str:
    reason = translated(why(error))
    if folder.is_dir():
        place = error.filename if error.filename else folder
        return translate(
            "Start", "{place} cannot be written to: {why}. Choose another data folder with --data-dir."
        ).format(place=place, why=reason)
    return translate(
        "Start", "The data folder {folder} cannot be created: {why}. Choose another with --data-dir."
    ).format(folder=folder, why=reason)


class Program(QObject):
    """Everything that runs: a frame that is painted at once, the rest after it, closed in reverse order.

    Args:
        options: what the command line says.
        folder: the data folder, which is this program's.
        instance: what holds it.
        crash: what `crash_file.CrashFile.begin` found.

    Signals:
        filled: the window has its panes, and what is looked at first is being loaded.
    """

    filled = Signal()

    def __init__(
        self, options: Options, folder: Path, instance: SingleInstance, crash: str | None = None
    ) -> None:
        super().__init__()
        self._options = options
        self._folder = folder
        self._instance = instance
        self._crash = crash
        self._is_filled = self._is_demo = self._may_make_ready = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._load_rest)
        self._garbage = GarbageCollector(self)
        self.worker = DatabaseWorker(_files_kept_open, self)
        settings, self._settings_problem = read_settings(folder)
        # What could not be read must not be written over.
        kept_in = folder if self._settings_problem is None else None
        self.preferences = Preferences(settings, kept_in, self.worker.run, self)
        kept = KeptWindows(read_window_states(folder), folder, self.worker.run, self)
        self._first_look = FirstLook(kept.all[0].state, self.worker.run, self)
        self.windows = Windows(self.preferences, kept, self)
        self.windows.gone.connect(self._garbage.collect_all)
        self.termination: Termination | None = None
        self.bugs = BugReporter(self._front, self.worker.run, folder, self)
        self.uncaught = Uncaught(self)
        self.uncaught.caught.connect(self.bugs.show, Qt.ConnectionType.QueuedConnection)
        self.uncaught.install()
        self.worker.failed.connect(self._show_failure)
        self.window.painted.connect(self._fill)

    @property
    def window(self) -> MainWindow:
        """The window in front."""
        return self.windows.front

    def close(self) -> None:
        """Keep what has arrived, finish every write, give the folder back."""
        self.uncaught.uninstall()
        self._rest.stop()
        if self.termination is not None:
            self.termination.close()
        if self._is_filled:
            self.desk.close()
        self.worker.close()
        self._garbage.close()
        self._instance.release()

    def _fill(self) -> None:
        """Make the panes and what lies beneath them, then show what is looked at first."""
        # Most of the program comes in here, after the first paint.
        from personaui_desktop.widgets.desk import Desk

        self.desk = Desk(self.preferences, self.worker, self._choose_responder, self._choose_writer, self)
        self.desk.persona_keeper.failed.connect(self._show_failure)
        self.replies = self.desk.replies
        self._watch()
        self.windows.fill(self.desk)
        self.window.filling.done.connect(self._end_filling)
        self._is_filled = True
        if self._wants_demo:
            self._ask_who_answers()
        if self._settings_problem is not None:
            self.windows.tell(self._settings_problem)
        if self._crash is not None:
            self.bugs.tell_of_crash(self._crash, self.window.notices)
        # What was read meanwhile is in the panes' first paint.
        self.worker.hand_over()
        self._first_look.show_with(self._begin, self._show_failure)

    def _end_filling(self) -> None:
        self._garbage.begin()
        self._watch_system()
        self._load_all()
        self.filled.emit()

    def _watch(self) -> None:
        """Follow what the window, other starts and mistakes ask for."""
        self.desk.connection_changed.connect(self._ask_who_answers)
        self._instance.asked_forward.connect(self.windows.come_forward)
        self.requests = RequestServer(self._folder, self)
        self.requests.asked.connect(self._take_request)

    def _watch_system(self) -> None:
        """Follow what the system asks for, which takes sockets."""
        from personaui_desktop.background.termination import Termination

        self.termination = Termination(self)
        self.termination.asked.connect(self.windows.end)

    def _load_all(self) -> None:
        """Load what stands beside the conversation, later on what only the first reply needs."""
        from personaui_desktop.operations import personas
        from personaui_desktop.widgets.screenshot import Screenshot

        self.worker.run(personas.open_all(), self, self._show_all)
        if not self._wants_demo:
            self._ask_who_answers()
        if self._options.screenshot:
            Screenshot(self.window, self.worker, self._options.screenshot)

    def _load_rest(self) -> None:
        """Load what nobody looks at first, now that the conversation is on screen."""
        from personaui_desktop.operations.upkeep import after_start

        self.worker.run(after_start(), self)
        everyone = [each.persona_id for each in self.desk.personas.rows]
        self.desk.memory_indexing.look_after(everyone)
        self.desk.search_indexing.look_after(everyone)
        self.desk.unread.load()
        self.windows.come_back()
        self._instance.listen()
        self.requests.listen()
        if self._options.request is not None:
            self._show_cards(self._options.request)
        self._may_make_ready = True
        if self._is_demo:
            self._garbage.settle()
        else:
            self.make_ready()

    def _take_request(self, line: str, answer: Callable[[str], object]) -> None:
        """Do what another start asks for; what is no request is answered with nothing done."""
        request = Request.of_line(line)
        if request is None or request.verb == SHOW:
            answer(Report([], []).line())
            if request is not None:
                self._show_cards(request)
            return
        from personaui_desktop.operations.requests import carry_out, not_carried_out

        def tell(report: Report) -> None:
            answer(report.line())

        def tell_failure(error: KnownError) -> None:
            answer(not_carried_out(error).line())

        self.worker.run(carry_out(request), self, tell, tell_failure)

    def _show_cards(self, request: Request) -> None:
        self.window.filling.finish()
        self.window.rail.bring([Path(name) for name in request.files])

    def make_ready(self) -> None:
        """Load what the first reply needs."""
        from personaui_desktop.operations import responders

        self.worker.run(responders.make_ready(), self, lambda _none: self._garbage.settle())

    def _begin(self, beginning: "Beginning") -> None:
        """The persona is there, and the session to begin with, whose messages are in the first paint."""
        self.desk.personas.set_rows([beginning.listing])
        if beginning.opened is not None:
            self.window.chat.bring(beginning.opened)
        self.window.show_start(beginning.listing.persona_id, beginning.session_id)

    def _show_all(self, listings: list[PersonaListing]) -> None:
        self.desk.personas.set_rows(listings)
        if not self._options.screenshot:
            self._rest.start(REST_AFTER_MS)

    def _ask_who_answers(self) -> None:
        from personaui_desktop.operations import responders

        provider = self.preferences.settings.provider
        operation = responders.who_answers(provider, self.desk.credentials, self._wants_demo)
        self.worker.run(operation, self, self._show_responder)

    def _show_responder(self, answering: "Answering") -> None:
        """Say who answers. The demo companion needs no SDK, which would take half as much memory again."""
        self.desk.show_responder(answering)
        self._is_demo = answering.is_demo
        if self._may_make_ready and not self._is_demo:
            self.make_ready()

    def _choose_responder(self) -> "Responder":
        from personaui_desktop.claude.who_replies import choose_responder

        return choose_responder(self.preferences.settings.provider, self.desk.credentials, self._wants_demo)

    def _choose_writer(self, model: str) -> "Responder":
        """Who writes memories: a model of that name where one is given, else whoever replies."""
        from personaui_desktop.claude.who_replies import choose_responder

        provider = self.preferences.settings.provider
        named = provider._replace(
            model=model or provider.model, max_tokens=max(provider.max_tokens, MEMORY_TOKENS)
        )
        return choose_responder(named, self.desk.credentials, self._wants_demo)

    @property
    def _wants_demo(self) -> bool:
        return self._options.demo or self.preferences.settings.use_demo

    def _front(self) -> QWidget:
        return self.windows.front

    def _show_failure(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.windows.tell(error)
        else:
            self.bugs.show(error)


def _files_kept_open() -> AbstractContextManager[None]:
    # SQLite comes with the first lane that needs it, not with the window.
    from personaui_desktop.database.connection import reused_connections

    return reused_connections()


def _refuse(sentence: str) -> int:
    # Most starts refuse nothing.
    from PySide6.QtWidgets import QMessageBox

    sys.stderr.write(sentence + "\n")
    QMessageBox.critical(None, "PersonaUI Desktop", sentence)
    return 1
